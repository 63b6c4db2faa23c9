"""Fills the minutes of the jury on one round (biên bản) from everything that is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from judge_desk.contest.counting.aggregation import EntryScore, quorum
from judge_desk.contest.counting.ranking import Place, TieGroup, TraceStep
from judge_desk.contest.counting.settling import measured
from judge_desk.contest.merge.ballots import Source
from judge_desk.contest.merge.conditions import Condition
from judge_desk.contest.register.entries import Entry, EntryState
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.values.decisions import OPENED, Decision, DecisionKind, latest
from judge_desk.contest.values.identity import EntryCode, RoundId
from judge_desk.contest.values.numbers import decimal_text
from judge_desk.contest.values.problems import Severity
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.decision_words import decision_text
from judge_desk.desks.papers.opening_words import opening_line
from judge_desk.desks.papers.outcome_content import prizes_of
from judge_desk.desks.papers.panel_names import PanelNames
from judge_desk.desks.papers.paper_heads import rules_of
from judge_desk.desks.papers.summary_content import handling
from judge_desk.desks.register import entries_of, judged, refusals_of, taken_in_for
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.desks.standing import Standing
from judge_desk.documents.content import (
    Attendee,
    BallotCount,
    CountedBallot,
    DecisionNote,
    DisagreementCase,
    Meeting,
    MinutesContent,
    PaperHead,
    RankedRow,
    RecusalNote,
    RefusedBallot,
    RefusedEntry,
    TieCase,
)
from judge_desk.stores.ballot_tables import MergeRecord, read_merges
from judge_desk.stores.log import LogLine
from judge_desk.stores.panel_tables import read_units
from judge_desk.stores.round_tables import read_codes, read_draws
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import count, listing, moment
from judge_desk.wording.figures import place as place_words
from judge_desk.wording.findings import fact_of

_OTHERS: Final = {Condition.SUPERSEDED: "paper.superseded"}
"""What a paper says of ballots that came and do not count, where it says more than the window."""
_ROUND_ACTS: Final = frozenset({"assign", "issue", "paper", "merge"})
"""Acts on one round, as the log names them, that its minutes rest on; decisions are told apart by their number."""


def minutes_content(
    contest: ContestFolder, standing: Standing, names: PanelNames, head: PaperHead, annexes: tuple[str, ...]
) -> MinutesContent:
    """Fill the minutes; names stand in them only where the round is open or its codes were unsealed."""
    merges = read_merges(contest.store, standing.round.id)
    first = contest.round_before(standing.round.id) is None
    taken_in = taken_in_for(contest, standing.round)
    refused = _refused_entries(contest, taken_in) if first else ()
    rules = contest.rules_as_shipped
    draws = read_draws(contest.store, standing.round.id)
    entries = standing.view.issued.entries
    return MinutesContent(
        head=head,
        meeting=_meeting(standing, names),
        entries=len(taken_in) if first else len(entries),
        admitted=sum(1 for entry in entries if not entry.withdrawn),
        ballots=_count(standing, merges),
        rules=rules_of(standing.round),
        mark_decimals=decimals_of_totals(standing.round.rubric),
        counted=_counted(standing),
        ranked=_ranked(contest, standing),
        final_round=standing.result.shortlist is None,
        cut=cut_words(standing),
        recusals=_recusals(standing, names),
        refused_entries=refused,
        refused_ballots=_refused_ballots(standing, merges),
        disagreements=_disagreements(standing, names),
        ties=_ties(standing),
        decisions=tuple(_note(each, rules, standing.decisions) for each in decisions_told(standing)),
        lot=draws[-1].seed if draws else "",
        unsealing=_unsealing(standing),
        opening=opening_line(standing),
        annexes=annexes,
        log_head=_log_head(contest, standing),
    )


def _meeting(standing: Standing, names: PanelNames) -> Meeting:
    """List the panel: present are those whose ballot counts; who sat in the room is for people to correct in ink."""
    counted = {seat.seat for seat in standing.view.seats if seat.counted is not None}
    say = open_catalogue("vi").say
    present: list[Attendee] = []
    absent: list[Attendee] = []
    for seat, person in names.by_seat.items():
        note = "" if seat in counted else say("paper.no_ballot")
        attendee = Attendee(person.name, names.offices[person.id], names.positions[person.id], note)
        (present if seat in counted else absent).append(attendee)
    return Meeting(
        total=len(names.by_seat),
        needed=quorum(len(names.by_seat), standing.round.panel.quorum),
        present=tuple(present),
        absent=tuple(absent),
        chair=names.chair,
        secretary=names.secretary,
    )


def _count(standing: Standing, merges: tuple[MergeRecord, ...]) -> BallotCount:
    rows = [row for merge in merges for row in merge.rows]
    counted = standing.counted
    returned = {each.ballot.seat for each in standing.ballots}
    superseded = {
        digest for seat in standing.view.seats for digest, condition in seat.others if condition is Condition.SUPERSEDED
    }
    refused = sum(1 for row in rows if not row.keep and row.condition is not Condition.SAME_AGAIN)
    return BallotCount(
        issued=len([h for h in standing.manifest.seats if h.until is None]),
        returned=len(returned),
        valid=len(counted),
        superseded=len(superseded),
        refused=refused,
        paper=sum(1 for each in counted if each.ballot.source is Source.PAPER),
    )


def _counted(standing: Standing) -> tuple[CountedBallot, ...]:
    return tuple(
        CountedBallot(seat.seat, ballot.ballot.name, ballot.code, seat.tied, ballot.ballot.source is Source.PAPER)
        for seat in standing.view.seats
        if (ballot := seat.counted) is not None
    )


def named_entries(contest: ContestFolder, standing: Standing) -> Mapping[EntryCode, tuple[str, str, str]]:
    """Give title, authors, units by code: from the manifest, or from the register once the codes were unsealed."""
    shown = {e.code: (e.title, ", ".join(e.authors), ", ".join(e.units)) for e in standing.manifest.entries}
    if not standing.round.blind or latest(standing.decisions, DecisionKind.UNSEAL, standing.round.id) is None:
        return shown
    by_id = {entry.id: entry for entry in entries_of(contest)}
    units = {unit.id: unit.title for unit in read_units(contest.store)}
    for entry_id, code in read_codes(contest.store, standing.round.id).items():
        entry = by_id[entry_id]
        authors = ", ".join(author.name for author in entry.authors)
        shown[code] = (entry.title, authors, ", ".join(units[unit] for unit in entry.units))
    return shown


def _ranked(contest: ContestFolder, standing: Standing) -> tuple[RankedRow, ...]:
    named, result = named_entries(contest, standing), standing.result
    prizes = prizes_of(result, standing.definition.prize_tables)
    inside = set(result.shortlist.inside) if result.shortlist is not None else None
    return tuple(
        RankedRow(p.code, p.official, p.number, p.shared, *named[p.code], prize=prizes.get(p.code, ""))
        for p in result.ranking.places
        if inside is None or p.code in inside
    )


def cut_words(standing: Standing) -> str:
    """Say how the shortlist was cut; nothing in a round without one."""
    shortlist = standing.result.shortlist
    if shortlist is None:
        return ""
    say = open_catalogue("vi").say
    inside = count(len(shortlist.inside))
    if shortlist.pending:
        return say("paper.cut_open", count=inside, pending=", ".join(shortlist.pending))
    line = decimal_text(shortlist.line, standing.round.score.decimals, ",") if shortlist.line is not None else "-"
    if shortlist.decision is not None:
        return say("paper.cut_decided", count=inside, line=line, number=shortlist.decision)
    return say("paper.cut_ruled", count=inside, line=line)


def _recusals(standing: Standing, names: PanelNames) -> tuple[RecusalNote, ...]:
    found: dict[tuple[int, str], list[str]] = {}
    for score in standing.result.scores:
        for seat, reason in score.recused:
            found.setdefault((seat, reason), []).append(score.code)
    catalogue = open_catalogue("vi")
    by_number = {int(seat): person.name for seat, person in names.by_seat.items()}
    return tuple(
        RecusalNote(by_number.get(seat, str(seat)), tuple(codes), _reason(catalogue, reason))
        for (seat, reason), codes in sorted(found.items())
    )


def _reason(catalogue: Catalogue, reason: str) -> str:
    """Say a reason: a key of the assignment's reasons in words, anything else as it was written."""
    key = f"conflict.{reason}"
    return catalogue.say(key) if key in catalogue else reason or catalogue.say("conflict.unknown")


def _refused_entries(contest: ContestFolder, taken_in: tuple[Entry, ...]) -> tuple[RefusedEntry, ...]:
    """Name every entry of those that was not admitted, with the reasons that the rules or people gave."""
    catalogue = open_catalogue("vi")
    refused = []
    for entry, title in ((each.id, each.title) for each in taken_in):
        state, findings = judged(contest)[entry]
        if state in (EntryState.REFUSED, EntryState.WITHDRAWN):
            decided = latest(contest.decisions, DecisionKind.ENTRY, entry)
            reasons = [fact_of(p, catalogue) for p in findings if p.severity is Severity.STOP]
            if decided is not None and decided.value == "refuse":
                reasons.append(catalogue.say("paper.refused_by", number=decided.number, reason=decided.reason))
            for each in refusals_of(contest, entry):
                reasons.append(catalogue.say("paper.refused_by", number=each.number, reason=each.reason))
            if state is EntryState.WITHDRAWN:
                reasons = [catalogue.say("paper.withdrawn")]
            refused.append(RefusedEntry(entry, title, " ".join(reasons)))
    return tuple(refused)


def _refused_ballots(standing: Standing, merges: tuple[MergeRecord, ...]) -> tuple[RefusedBallot, ...]:
    """Name every file that came and does not count: superseded, set aside, or not to be believed."""
    catalogue = open_catalogue("vi")
    codes = {each.digest: each.code for each in standing.ballots}
    found = [
        RefusedBallot(seat.seat, codes.get(digest, ""), catalogue.say(_OTHERS.get(condition, f"condition.{condition}")))
        for seat in standing.view.seats
        for digest, condition in seat.others
    ]
    for merge in merges:
        for row in merge.rows:
            if not row.keep and row.condition is not Condition.SAME_AGAIN:
                words = catalogue.say(f"condition.{row.condition}")
                found.append(RefusedBallot(row.seat, "", catalogue.say("paper.file", what=words, file=row.name)))
    return tuple(found)


def _disagreements(standing: Standing, names: PanelNames) -> tuple[DisagreementCase, ...]:
    """List every entry that the rule of disagreement took out of the plain mean, largest difference first."""
    cases = [score for score in standing.result.scores if handling(score) or score.decision is not None]
    rule = standing.round.disagreement
    apart = {score.code: measured(score, rule) for score in cases}
    cases.sort(key=lambda score: (-apart[score.code], score.code))
    decisions = {each.number: each for each in standing.decisions}
    return tuple(_case(score, apart[score.code], names, decisions) for score in cases)


def _case(score: EntryScore, apart: Fraction, names: PanelNames, decisions: Mapping[int, Decision]) -> DisagreementCase:
    decision = decisions.get(score.decision) if score.decision is not None else None
    return DisagreementCase(
        code=score.code,
        marks=tuple((names.name(mark.seat), mark.total) for mark in score.marks),
        spread=apart,
        handling=handling(score),
        official=score.official,
        people=decision.people if decision is not None else (),
        reason=decision.reason if decision is not None else "",
    )


def _ties(standing: Standing) -> tuple[TieCase, ...]:
    """List the ties that people decided, or that tie-breaks parted, and those that are still open."""
    ranking = standing.result.ranking
    groups: dict[tuple[EntryCode, ...], list[Place]] = {}
    for place in ranking.places:
        if place.trace:
            groups.setdefault(place.trace[0].group, []).append(place)
    decisions = {each.number: each for each in standing.decisions}
    told = [_parted(standing, group, places, decisions) for group, places in groups.items()]
    open_ = [_open(standing, tie) for tie in ranking.ties if tie.codes not in groups]
    return (*told, *open_)


def _parted(
    standing: Standing, group: tuple[EntryCode, ...], places: list[Place], decisions: Mapping[int, Decision]
) -> TieCase:
    say = open_catalogue("vi").say
    numbers = [step.decision for step in places[0].trace if step.decision is not None]
    people = tuple(name for number in numbers if number in decisions for name in decisions[number].people)
    outcome = "; ".join(
        say("paper.tie_place", code=p.code, place=place_words(p.number, p.shared))
        for p in sorted(places, key=lambda p: (p.number, p.code))
    )
    return TieCase(group, places[0].official, tuple(tie_step_words(step) for step in places[0].trace), outcome, people)


def tie_step_words(step: TraceStep) -> str:
    """Say what one step did about a tie."""
    say = open_catalogue("vi").say
    if step.decision is not None:
        return say("paper.tie_decision", number=step.decision)
    assert step.kind is not None, "a computed step has a kind"
    words = say(f"tie_step.{step.kind}", ref=step.ref)
    return say("paper.tie_step_parted" if step.parted else "paper.tie_step_equal", step=words)


def _open(standing: Standing, tie: TieGroup) -> TieCase:
    place = next(each for each in standing.result.ranking.places if each.code == tie.codes[0])
    say = open_catalogue("vi").say
    return TieCase(tie.codes, place.official, (), say("paper.tie_left", place=tie.number))


def decisions_told(standing: Standing) -> tuple[Decision, ...]:
    """Give the decisions that belong in the minutes: of this round, and of the contest since the round before.

    What was decided about the contest after this round was locked stands in the minutes of the next.
    """
    told, end = _last_told(standing), _end_told(standing)
    mine = (each for each in standing.decisions if each.round == standing.round.id or _common(each, told, end))
    return tuple(each for each in mine if not _told_elsewhere(each))


def _told_elsewhere(decision: Decision) -> bool:
    """Codes compared with paper and entries refused by decision have sections of their own."""
    refused = decision.kind is DecisionKind.ENTRY and decision.value == "refuse"
    return refused or decision.kind is DecisionKind.PAPER


def _common(decision: Decision, told: int, end: int) -> bool:
    return not decision.round and told < decision.number <= end


def _end_told(standing: Standing) -> int:
    """Give the number of the last decision about the contest that these minutes tell: without end in the last round."""
    rounds = standing.definition.rounds
    locked = latest(standing.decisions, DecisionKind.FINAL, standing.round.id)
    if rounds[-1].id == standing.round.id or locked is None or locked.value == OPENED:
        return max((each.number for each in standing.decisions), default=0)
    return locked.number


def _last_told(standing: Standing) -> int:
    """Give the number of the decision that locked the round before: what was decided until then stands in its minutes.

    0 for the first round, and where the round before is not locked.
    """
    if standing.earlier is None:
        return 0
    before = standing.earlier.round.id
    locked = latest(standing.decisions, DecisionKind.FINAL, before)
    return locked.number if locked is not None else 0


def _log_head(contest: ContestFolder, standing: Standing) -> str:
    """Give the log's hash after the last act that the minutes rest on, so that a further copy has the same bytes.

    Prints, copies and the acts of later rounds come after it and change nothing in these minutes.
    """
    end = _end_told(standing)
    mine = (each for each in standing.decisions if each.round == standing.round.id or _common(each, 0, end))
    told = {each.number for each in mine}
    resting = (line.hash for line in reversed(contest.store.log()) if _rests_on(line, standing.round.id, told))
    return next(resting, contest.store.head)


def _rests_on(line: LogLine, round_id: RoundId, told: set[int]) -> bool:
    if line.what == "decide":
        return line.facts.get("number") in told
    return line.what in _ROUND_ACTS and line.facts.get("round") == round_id


def _note(decision: Decision, rules: Definition, known: tuple[Decision, ...]) -> DecisionNote:
    said = decision_text(decision, rules)
    times = _locks(decision, known)
    if times > 1:
        said = open_catalogue("vi").say("decided.locked_again", said=said, times=times)
    return DecisionNote(decision.number, said, decision.reason, decision.people, decision.stated_time)


def _locks(decision: Decision, known: tuple[Decision, ...]) -> int:
    """Say which lock of its round a decision is, counted from 1; 0 for any other decision."""
    if decision.kind is not DecisionKind.FINAL or decision.value == OPENED:
        return 0
    alike = [each for each in known if each.kind is DecisionKind.FINAL and each.about == decision.about]
    return sum(1 for each in alike if each.value != OPENED and each.number <= decision.number)


def _unsealing(standing: Standing) -> str:
    decision = latest(standing.decisions, DecisionKind.UNSEAL, standing.round.id)
    if decision is None:
        return ""
    facts = {"people": listing(decision.people), "reason": decision.reason, "time": moment(decision.stated_time)}
    return open_catalogue("vi").say("paper.unsealed", **facts)
