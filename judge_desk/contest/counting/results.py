"""The result of a round as a pure function: the panel's view and recorded decisions in, everything computed out.

Nothing here is stored or official by itself. All is computed as far as the rules go, and ``questions`` lists what
stops it from being official: open points of the merge, marks, ties and prizes that people must decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from hashlib import sha256

from judge_desk.contest.counting.aggregation import (
    EntryScore,
    Sheet,
    decided_mark,
    lower_is_better,
    quorum,
    score_round,
)
from judge_desk.contest.counting.combination import Combined, EarlierRound, combine
from judge_desk.contest.counting.outcome import EntryFacts, Failures, Shortlist, gate_failures, shortlist
from judge_desk.contest.counting.prizes import Awards, award
from judge_desk.contest.counting.ranking import Ranking, Standing, rank_standings, standing, standings, tie_context
from judge_desk.contest.counting.table_filters import met_by_marks
from judge_desk.contest.merge.merging import PanelView, cast_lines
from judge_desk.contest.rulebook.definition import Definition, Round, Spread, find_round, round_before
from judge_desk.contest.rulebook.rules import PrizeTable, Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.facts import listed, number
from judge_desk.contest.values.identity import CriterionId, Digest, EntryCode, RoundId, Seat
from judge_desk.contest.values.problems import Findings, Problem, Severity

__all__ = [
    "Combined",
    "EarlierRound",
    "RoundResult",
    "combine",
    "data_code",
    "decided_mark",
    "earlier_round",
    "round_result",
]

RESULT_KINDS = frozenset(
    {DecisionKind.SCORE, DecisionKind.TIE, DecisionKind.CUT, DecisionKind.PRIZE, DecisionKind.SPECIAL}
)
"""The kinds of decisions that act on a result."""
ON_ENTRIES = frozenset(
    {DecisionKind.SCORE, DecisionKind.TIE, DecisionKind.DIALOGUE, DecisionKind.THIRD, DecisionKind.THIRD_MARK}
)
"""The kinds that rest on the ballots of the entries they name first; others rest on every ballot."""


@dataclass(frozen=True)
class RoundResult:
    """All that a round came to.

    Attributes:
        round: its id.
        view: the panel it was computed from.
        scores: of every entry that is not withdrawn, in code order.
        combined: final scores over several rounds; empty where only the own round counts.
        ranking: places by the combined score where there is one, else by the own.
        shortlist: None where the round has no cut.
        awards: the prize tables that this round fills, in the definition's order.
        questions: everything that stops the result from being official.
        notes: everything out of the ordinary that the minutes list; the working of each entry stands in its score.
    """

    round: RoundId
    view: PanelView
    scores: tuple[EntryScore, ...]
    combined: tuple[Combined, ...]
    ranking: Ranking
    shortlist: Shortlist | None
    awards: tuple[Awards, ...]
    questions: Findings
    notes: Findings

    @cached_property
    def by_code(self) -> Mapping[EntryCode, EntryScore]:
        """The score of every entry."""
        return {score.code: score for score in self.scores}

    @cached_property
    def combined_by_code(self) -> Mapping[EntryCode, Combined]:
        """The final score of every entry, where several rounds count."""
        return {each.code: each for each in self.combined}


def earlier_round(result: RoundResult, codes: Mapping[EntryCode, EntryCode]) -> EarlierRound:
    """Translate a round's scores; ``codes`` gives for each code of the present round that of the earlier one."""
    places = {place.code: place.official for place in result.ranking.places}
    return EarlierRound(result.round, {new: places[old] for new, old in codes.items() if old in places})


@dataclass(frozen=True, slots=True)
class _Case:
    """The inputs that all steps share."""

    definition: Definition
    round: Round
    view: PanelView
    earlier: tuple[EarlierRound, ...]
    decisions: tuple[Decision, ...]
    entries: Mapping[EntryCode, EntryFacts] | None
    extra: Mapping[EntryCode, Mapping[CriterionId, Fraction]]
    excluded: Mapping[EntryCode, Mapping[Seat, str]] | None
    met: Mapping[str, frozenset[EntryCode]] = field(default_factory=dict)


def round_result(
    definition: Definition,
    round_id: RoundId,
    view: PanelView,
    earlier: tuple[EarlierRound, ...] = (),
    decisions: tuple[Decision, ...] = (),
    entries: Mapping[EntryCode, EntryFacts] | None = None,
    extra: Mapping[EntryCode, Mapping[CriterionId, Fraction]] | None = None,
    excluded: Mapping[EntryCode, Mapping[Seat, str]] | None = None,
    met: Mapping[str, frozenset[EntryCode]] | None = None,
) -> RoundResult:
    """Compute a round.

    ``definition`` has the rulings already set in. ``extra``: values of the leaves that no judge marks, by entry and
    criterion. ``excluded``: seats kept from an entry at assignment and why; left out, they are inferred with an empty
    reason where every judge marks everything. ``met``: who meets a filter of a prize table, by the filter's text, where
    marks cannot tell (:mod:`table_filters`). Without ``entries`` the prize tables stay away, as they must while a round
    is blind.

    Raises:
        KeyError: the definition has no such round, or an entry lacks its facts.
    """
    round_ = find_round(definition, round_id)
    if round_ is None:
        raise KeyError(round_id)
    mine = tuple(each for each in decisions if each.round == round_id and each.kind in RESULT_KINDS)
    holding = tuple(each for each in mine if holds(each, view))
    case = _Case(definition, round_, view, earlier, holding, entries, extra or {}, excluded, met or {})
    return _result(case, tuple(_stale(each) for each in mine if each not in holding))


def _result(case: _Case, stale: Findings) -> RoundResult:
    rule, round_ = case.round.score, case.round
    scores = score_round(_sheets(case), round_, case.decisions, cast_lines(case.view))
    combined, asked = _combined(case, scores)
    given: Mapping[EntryCode, Standing | None] = (
        {each.code: standing(each.exact, each.official, rule) for each in combined}
        if combined
        else standings(scores, rule)
    )
    context = tie_context(scores, {each.round: each.official for each in case.earlier}, round_.ties)
    ranking = rank_standings(given, round_.ties, context, _only(case, DecisionKind.TIE), lower_is_better(rule))
    failures = gate_failures(round_.rubric, scores)
    list_ = _shortlist(case, ranking, failures)
    awards = _awards(case, ranking, failures, scores)
    found = [*asked, *_panel_questions(case), *_rule_questions(case, scores)]
    parts: tuple[Findings, ...] = (
        case.view.open,
        tuple(found),
        *(each.questions + each.notable for each in scores),
        ranking.notes,
        (list_.questions + list_.notes) if list_ is not None else (),
        *(each.questions + each.notes for each in awards),
        _no_clause(case),
        stale,
    )
    questions, notes = _divide(parts, case.view.notes)
    return RoundResult(round_.id, case.view, scores, combined, ranking, list_, awards, questions, notes)


def _only(case: _Case, kind: DecisionKind) -> tuple[Decision, ...]:
    return tuple(each for each in case.decisions if each.kind is kind)


def _divide(parts: Iterable[Findings], notes: Findings) -> tuple[Findings, Findings]:
    """Divide findings into what blocks and what informs; the same finding is listed once."""
    blocking: list[Problem] = []
    informing: list[Problem] = list(notes)
    for problem in (problem for part in parts for problem in part):
        target = informing if problem.severity is Severity.NOTE else blocking
        if problem.severity is not Severity.NOTE or not problem.code.startswith("tie.") or problem not in target:
            target.append(problem)
    return tuple(blocking), tuple(informing)


# --- inputs ------------------------------------------------------------------------------------------------------


def _sheets(case: _Case) -> list[Sheet]:
    kept = {seats: _excluded(case, seats) for seats in {entry.seats for entry in case.view.issued.entries}}
    apart = case.excluded
    return [
        Sheet(
            entry.code,
            entry.seats,
            extra=case.extra.get(entry.code, {}),
            excluded=kept[entry.seats] if apart is None else apart.get(entry.code, {}),
        )
        for entry in case.view.issued.entries
        if not entry.withdrawn
    ]


def _excluded(case: _Case, seats: tuple[Seat, ...]) -> Mapping[Seat, str]:
    """Say who was kept from an entry that these seats mark; where every judge marks everything, all the others."""
    if case.round.panel.spread is not Spread.ALL or case.round.panel.by_field:
        return {}
    return {seat: "" for seat in _seats(case) if seat not in seats}


def _seats(case: _Case) -> tuple[Seat, ...]:
    return tuple(sorted({holder.seat for holder in case.view.issued.seats if holder.until is None}))


def holds(decision: Decision, view: PanelView) -> bool:
    """Say whether a decision still rests on the ballots that count.

    One that names no ballots always does. Otherwise every ballot it names must still count, and it must name every
    counted ballot that marks one of the entries it is about (any counted ballot, for cut and prizes).
    """
    if not decision.among:
        return True
    counted = {seat.counted.digest: seat.counted.ballot for seat in view.seats if seat.counted is not None}
    if not set(decision.among) <= set(counted):
        return False
    if decision.kind in ON_ENTRIES:
        about = set(decision.about)
        touched = {
            digest for digest, ballot in counted.items() if about & ballot.lines.codes.set - ballot.lines.recused_codes
        }
    else:
        touched = set(counted)
    return touched <= set(decision.among)


def _stale(decision: Decision) -> Problem:
    facts: dict[str, str | int] = {"number": decision.number, "about": listed(decision.about)}
    return Problem("result.decision_stale", Severity.NOTE, "", facts)


# --- several rounds ----------------------------------------------------------------------------------------------


def _combined(case: _Case, scores: tuple[EntryScore, ...]) -> tuple[tuple[Combined, ...], list[Problem]]:
    rule = case.round.combination
    if isinstance(rule, Undecided):
        first = round_before(case.definition, case.round.id) is None
        facts: dict[str, str | int] = {"point": rule.code or rule.key, "point_key": rule.key}
        return (), [] if first else [Problem("combine.undecided", Severity.ASK, case.round.title, facts)]
    combined = combine(scores, case.round, rule.weights, case.earlier)
    asked = [
        Problem("combine.missing", Severity.ASK, each.code, {"round": name})
        for each in combined
        for name, _, value in each.parts
        if value is None and name != case.round.id
    ]
    return combined, asked


# --- questions of the whole round --------------------------------------------------------------------------------


def _panel_questions(case: _Case) -> list[Problem]:
    """Ask when fewer seats take part than the quorum needs."""
    seats = _seats(case)
    taking_part = sum(seat.counted is not None and seat.seat in seats for seat in case.view.seats)
    needed = quorum(len(seats), case.round.panel.quorum)
    if taking_part >= needed:
        return []
    facts: dict[str, str | int] = {"seats": len(seats), "needed": needed, "present": taking_part}
    return [Problem("score.quorum", Severity.ASK, case.round.title, facts)]


def _rule_questions(case: _Case, scores: tuple[EntryScore, ...]) -> list[Problem]:
    """Ask once for an undecided rule of disagreement, if judges differ on any entry."""
    rule = case.round.disagreement
    if not isinstance(rule, Undecided):
        return []
    apart = [score for score in scores if score.spread]
    if not apart:
        return []
    most = max(score.spread or Fraction(0) for score in apart)
    facts: dict[str, str | int] = {"point": rule.code or rule.key, "point_key": rule.key, "entries": len(apart)}
    return [Problem("disagreement.rule_undecided", Severity.ASK, case.round.title, {**facts, "spread": number(most)})]


# --- outcome -----------------------------------------------------------------------------------------------------


def _shortlist(case: _Case, ranking: Ranking, failures: Failures) -> Shortlist | None:
    if case.round.cut is None:
        return None
    ascending = lower_is_better(case.round.score)
    return shortlist(ranking, case.round.cut, failures, case.decisions, case.round.id, ascending)


def _tables(case: _Case) -> tuple[PrizeTable, ...]:
    return tuple(table for table in case.definition.prize_tables if table.round == case.round.id)


def _awards(case: _Case, ranking: Ranking, failures: Failures, scores: tuple[EntryScore, ...]) -> tuple[Awards, ...]:
    if case.entries is None:
        return ()
    ascending = lower_is_better(case.round.score)
    filled: tuple[Awards, ...] = ()
    for table in _tables(case):
        by_marks = met_by_marks(table.filters, case.round.id, scores, case.earlier, filled)
        met = {**by_marks, **case.met}
        filled += (award(table, ranking, case.entries, case.decisions, failures, met, ascending),)
    return filled


def _no_clause(case: _Case) -> Findings:
    """Note recommendations that no prize table of the round has a clause for."""
    if any(table.special for table in _tables(case)):
        return ()
    return tuple(
        Problem("prize.special_no_clause", Severity.NOTE, each.about[0], {"number": each.number, "text": each.value})
        for each in _only(case, DecisionKind.SPECIAL)
    )


# --- code of the data --------------------------------------------------------------------------------------------


def data_code(
    definition: Digest | str,
    packages: Iterable[str],
    ballots: Iterable[str],
    decisions: Iterable[str],
    figures: Iterable[str] = (),
) -> str:
    """Give the code of the data that a paper was made from: 16 hexadecimal digits.

    It is the beginning of the SHA-256 of this UTF-8 text, each line ended by one line feed::

        judge-desk data 1
        definition <digest>
        package <digest>      one line for each package digest
        ballot <digest>       one for each counted ballot
        decision <hash>       one for each decision text: SHA-256 (hex) of its UTF-8 bytes
        figure <hash>         likewise for each imported sheet of figures

    Within a kind the lines are sorted as text and each stands once, so that order and repetition cannot matter.
    Digests are written in lower case.
    """
    lines = ["judge-desk data 1", f"definition {str(definition).lower()}"]
    lines += sorted({f"package {digest.lower()}" for digest in packages})
    lines += sorted({f"ballot {digest.lower()}" for digest in ballots})
    lines += sorted({f"decision {sha256(text.encode()).hexdigest()}" for text in decisions})
    lines += sorted({f"figure {sha256(text.encode()).hexdigest()}" for text in figures})
    return sha256("".join(line + "\n" for line in lines).encode()).hexdigest()[:16]
