"""Fills the records of single acts of a round: ties, votes, the opened code table, what was handed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from judge_desk.contest.counting.aggregation import quorum
from judge_desk.contest.counting.outcome import explain
from judge_desk.contest.counting.ranking import Place, TieGroup
from judge_desk.contest.merge.ballots import Source
from judge_desk.contest.values.decisions import Decision, Votes
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks.decision_words import decision_text
from judge_desk.desks.papers.minutes_content import decisions_told, named_entries, tie_step_words
from judge_desk.desks.papers.outcome_content import prizes_of
from judge_desk.desks.papers.planned import RoundPapers
from judge_desk.desks.register import entries_of
from judge_desk.desks.standing import Standing
from judge_desk.documents.content import PaperHead
from judge_desk.documents.content_round import (
    HandedSeat,
    HandoverContent,
    OpenedCode,
    ReceivedBallot,
    TieDecided,
    TieRecordContent,
    UnsealingContent,
    VoteRecordContent,
    WrittenStick,
)
from judge_desk.exchange.seal import code_of
from judge_desk.stores.ballot_tables import read_ballots
from judge_desk.stores.panel_tables import read_units
from judge_desk.stores.round_tables import read_codes, read_draws
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import place as place_words
from judge_desk.wording.findings import sentence

HAND: Final = "hand"
"""What the log calls the writing of a stick (see ``desks.issuing``)."""


Named = Mapping[EntryCode, tuple[str, str, str]]
"""Title, authors, units by code."""


def plain_head(papers: RoundPapers) -> PaperHead:
    """Give the head of a record of one act, which stands whatever else is open in the round."""
    return replace(papers.head, open_points=())


# --- ties ----------------------------------------------------------------------------------------------------------


def has_ties(standing: Standing) -> bool:
    """Say whether a tie of the round mattered.

    A tie matters where people decided on it or must, where it lies across the line, and where it touches a prize.
    """
    return any(_ties(standing))


def _ties(standing: Standing) -> tuple[list[list[Place]], list[TieGroup]]:
    """Give the ties that mattered: those that steps or people parted, as places, and those that are open."""
    groups: dict[tuple[EntryCode, ...], list[Place]] = {}
    for place in standing.result.ranking.places:
        if place.trace:
            groups.setdefault(place.trace[0].group, []).append(place)
    asked = [tie for tie in standing.result.ranking.ties if _is_asked(standing, tie) and tie.codes not in groups]
    return [places for group, places in groups.items() if _matters(standing, group, places)], asked


def tie_record_content(papers: RoundPapers) -> TieRecordContent:
    """Fill the record of the ties that mattered."""
    standing, names = papers.standing, papers.names
    parted, asked = _ties(standing)
    named = named_entries(papers.contest, standing)
    ties = [_parted(standing, named, places) for places in parted]
    ties += [_open(standing, named, tie) for tie in asked]
    members = tuple(person.name for person in names.by_seat.values() if person.name != names.chair)
    return TieRecordContent(
        plain_head(papers), tuple(ties), standing.round.score.decimals, members, names.chair, names.secretary
    )


def _matters(standing: Standing, group: tuple[EntryCode, ...], places: list[Place]) -> bool:
    if any(step.decision is not None for place in places for step in place.trace):
        return True
    if any(tie.codes == group and _is_asked(standing, tie) for tie in standing.result.ranking.ties):
        return True
    cut, prizes = standing.result.shortlist, prizes_of(standing.result, standing.definition.prize_tables)
    across = cut is not None and 0 < sum(code in cut.inside for code in group) < len(group)
    return across or any(code in prizes for code in group)


def _is_asked(standing: Standing, tie: TieGroup) -> bool:
    """Say whether a question of the round turns on an open tie."""
    return any(each.facts.get("codes") == listed(tie.codes) for each in standing.result.questions)


def _parted(standing: Standing, named: Named, places: list[Place]) -> TieDecided:
    say = open_catalogue("vi").say
    trace = places[0].trace
    codes = trace[0].group
    numbers = [step.decision for step in trace if step.decision is not None]
    order = "; ".join(
        say("round_paper.tie_place", code=p.code, place=place_words(p.number, p.shared))
        for p in sorted(places, key=lambda p: (p.number, p.code))
    )
    open_ties = (tie for tie in standing.result.ranking.ties if tie.codes == codes)
    waiting = next((tie for tie in open_ties if _is_asked(standing, tie)), None)
    if waiting is not None and not numbers:
        order = ""
    tie = TieDecided(codes, _titles(named, codes), places[0].official, tuple(map(tie_step_words, trace)), order)
    decision = next((each for each in standing.decisions if numbers and each.number == numbers[-1]), None)
    if decision is None:
        return replace(tie, why_open=_why(waiting)) if waiting is not None else tie
    return replace(
        tie,
        number=decision.number,
        reason=decision.reason,
        people=decision.people,
        decided_at=decision.stated_time,
        votes=_votes(decision.votes),
    )


def _open(standing: Standing, named: Named, tie: TieGroup) -> TieDecided:
    places = {place.code: place for place in standing.result.ranking.places}
    score = places[tie.codes[0]].official
    return TieDecided(tie.codes, _titles(named, tie.codes), score, (), "", why_open=_why(tie))


def _why(tie: TieGroup) -> str:
    return " ".join(sentence(each, open_catalogue("vi")) for each in explain(tie))


def _titles(named: Named, codes: tuple[EntryCode, ...]) -> tuple[str, ...]:
    return tuple(named[code][0] for code in codes)


def _votes(votes: Votes | None) -> tuple[int, int, int] | None:
    return (votes.in_favour, votes.against, votes.abstained) if votes is not None else None


# --- votes ---------------------------------------------------------------------------------------------------------


def decided_by_vote(papers: RoundPapers) -> tuple[Decision, ...]:
    """Give the decisions of the round that were put to the vote."""
    return tuple(each for each in decisions_told(papers.standing) if each.votes is not None)


def vote_record_content(papers: RoundPapers, decision: Decision | None) -> VoteRecordContent:
    """Fill the record of a vote; without a decision an empty form.

    The votes are recorded; the papers handed out, taken back, valid and invalid are not, and are left for ink.
    """
    members = len(papers.names.by_seat)
    needed = quorum(members, papers.standing.round.panel.quorum)
    empty = VoteRecordContent(plain_head(papers), "", None, members, needed, None, chair=papers.names.chair)
    if decision is None:
        return empty
    said = decision_text(replace(decision, votes=None), papers.contest.rules_as_shipped)
    return replace(
        empty,
        subject=said,
        number=decision.number,
        votes=_votes(decision.votes),
        reason=decision.reason,
        people=decision.people,
        decided_at=decision.stated_time,
    )


# --- the code table ------------------------------------------------------------------------------------------------


def unsealing_content(papers: RoundPapers, opened: Decision) -> UnsealingContent:
    """Fill the record of the decision that opened the code table of a blind round."""
    contest, standing = papers.contest, papers.standing
    entries = {entry.id: entry for entry in entries_of(contest)}
    units = {unit.id: unit.title for unit in read_units(contest.store)}
    draws = read_draws(contest.store, standing.round.id)
    codes = []
    for entry_id, code in read_codes(contest.store, standing.round.id).items():
        entry = entries[entry_id]
        people = (", ".join(a.name for a in entry.authors), ", ".join(units.get(unit, unit) for unit in entry.units))
        codes.append(OpenedCode(code, entry_id, entry.title, "\n".join(filter(None, people))))
    return UnsealingContent(
        head=plain_head(papers),
        opened_at=opened.stated_time,
        number=opened.number,
        reason=opened.reason,
        people=opened.people,
        drawn_at=draws[-1].stated_time if draws else "",
        codes=tuple(codes),
        chair=papers.names.chair,
        secretary=papers.names.secretary,
    )


# --- hand-over -----------------------------------------------------------------------------------------------------


def handover_content(papers: RoundPapers) -> HandoverContent:
    """Fill the record of what was handed over: sticks as written, seats as issued, ballots as taken in."""
    contest, standing, names = papers.contest, papers.standing, papers.names
    going = [entry for entry in standing.manifest.entries if not entry.withdrawn]
    loads = Counter(seat for entry in going for seat in entry.seats)
    sealed = {each.digest: each.ballot for each in standing.ballots}
    return HandoverContent(
        head=plain_head(papers),
        version=standing.manifest.version,
        package_code=code_of(standing.package),
        entries=len(going),
        sticks=_sticks(papers),
        seats=tuple(
            HandedSeat(seat, person.name, names.positions[person.id], loads[seat])
            for seat, person in names.by_seat.items()
        ),
        ballots=tuple(
            ReceivedBallot(
                each.seat,
                sealed[each.digest].name,
                each.revision,
                code_of(each.digest),
                each.received,
                each.operator,
                sealed[each.digest].source is Source.PAPER,
            )
            for each in read_ballots(contest.store, standing.round.id)
            if each.digest in sealed
        ),
        secretary=names.secretary,
    )


def _sticks(papers: RoundPapers) -> tuple[WrittenStick, ...]:
    round_id = papers.standing.round.id
    written = [each for each in papers.contest.store.log() if each.what == HAND and each.facts.get("round") == round_id]
    return tuple(
        WrittenStick(
            each.stated_time, each.actor, str(each.facts["place"]), int(each.facts["version"]), int(each.facts["files"])
        )
        for each in written
    )
