"""Places from scores: a place is a number and whether it is shared; every tie-break leaves a trace.

Standard competition numbering: 1, 2, 2, 4. The chain of tie-breaks comes from the rules and is walked step by step;
where it ends, or asks for a vote or an office, the tie stays open until a recorded decision orders exactly those
entries. Entry order, code or name never part anybody: they only fix the order of print among equals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm

from judge_desk.contest.counting.aggregation import EntryScore, lower_is_better
from judge_desk.contest.rulebook.rules import RankOn, ScoreRule, TieBreak, TieStep, Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind, latest
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.identity import CriterionId, EntryCode, RoundId
from judge_desk.contest.values.problems import Findings, Problem, Severity


@dataclass(frozen=True, slots=True)
class Standing:
    """What an entry is placed by.

    Attributes:
        value: the number that places follow, rounded or exact as the rules say.
        official: the official score, for thresholds and papers.
    """

    value: Fraction
    official: Fraction


@dataclass(frozen=True, slots=True)
class TieContext:
    """The figures that tie-breaks look up.

    Attributes:
        criteria: mean over the used ballots, by criterion and entry.
        earlier: official score of an earlier round, by round and entry (under this round's codes).
        medians: of the used totals, by entry.
    """

    criteria: Mapping[CriterionId, Mapping[EntryCode, Fraction]] = field(default_factory=dict)
    earlier: Mapping[RoundId, Mapping[EntryCode, Fraction]] = field(default_factory=dict)
    medians: Mapping[EntryCode, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TraceStep:
    """What one step did for one entry.

    Attributes:
        kind, ref: the step; ``kind`` is None for a decision where the rules name no step.
        group: the tied entries it looked at, in code order.
        value: the entry's own figure; None for a decision.
        parted: whether the step told any of the group apart.
        decision: number of the decision, None for a computed step.
    """

    kind: TieBreak | None
    ref: str
    group: tuple[EntryCode, ...]
    value: Fraction | None
    parted: bool
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One entry's place.

    Attributes:
        code: the entry.
        score: the number that places follow; official: the official score.
        number: from 1; shared: whether another entry has the same.
        trace: tie-breaks gone through, in order; empty where no other entry had the same score.
    """

    code: EntryCode
    score: Fraction
    official: Fraction
    number: int
    shared: bool
    trace: tuple[TraceStep, ...] = ()


@dataclass(frozen=True, slots=True)
class TieGroup:
    """Entries that the rules cannot part.

    Attributes:
        codes: in code order; this is what a decision must be about.
        number: the place they share.
        undecided_by: the step at which the chain stands, the undecided point, or None when the chain is exhausted.
        missing: entries without the figure that the step needs.
    """

    codes: tuple[EntryCode, ...]
    number: int
    undecided_by: TieStep | Undecided | None
    missing: tuple[EntryCode, ...] = ()


@dataclass(frozen=True)
class Ranking:
    """All places in order (equals in code order), entries without a score, open ties, and notes on decisions."""

    places: tuple[Place, ...]
    unranked: tuple[EntryCode, ...]
    ties: tuple[TieGroup, ...]
    notes: Findings = ()

    @cached_property
    def by_code(self) -> Mapping[EntryCode, Place]:
        """The place of every entry that has one."""
        return {place.code: place for place in self.places}

    @cached_property
    def by_number(self) -> Mapping[int, tuple[EntryCode, ...]]:
        """The entries that share each place."""
        found: dict[int, list[EntryCode]] = {}
        for place in self.places:
            found.setdefault(place.number, []).append(place.code)
        return {number: tuple(codes) for number, codes in found.items()}


def standings(scores: Iterable[EntryScore], rule: ScoreRule) -> Mapping[EntryCode, Standing | None]:
    """Give what each entry is placed by; None where its score is an open question."""
    return {score.code: standing(score.exact, score.official, rule) for score in scores}


def standing(exact: Fraction | None, official: Fraction | None, rule: ScoreRule) -> Standing | None:
    """Choose the number that places follow; None without a score."""
    if exact is None or official is None:
        return None
    return Standing(official if rule.rank_on is RankOn.ROUNDED else exact, official)


def tie_context(
    scores: Iterable[EntryScore],
    earlier: Mapping[RoundId, Mapping[EntryCode, Fraction]] | None,
    ties: tuple[TieStep, ...] | Undecided,
) -> TieContext:
    """Collect what these tie-breaks look up; ``earlier`` under this round's codes."""
    kinds = {step.kind for step in ties} if isinstance(ties, tuple) else set()
    criteria: dict[CriterionId, dict[EntryCode, Fraction]] = {}
    medians: dict[EntryCode, Fraction] = {}
    for score in scores if kinds & {TieBreak.CRITERION, TieBreak.MEDIAN} else ():
        for criterion, value in score.criteria if TieBreak.CRITERION in kinds else ():
            criteria.setdefault(criterion, {})[score.code] = value
        if TieBreak.MEDIAN in kinds and score.median is not None:
            medians[score.code] = score.median
    return TieContext(criteria, earlier or {}, medians)


def rank(
    scores: Iterable[EntryScore],
    rule: ScoreRule,
    ties: tuple[TieStep, ...] | Undecided,
    context: TieContext,
    decisions: tuple[Decision, ...],
) -> Ranking:
    """Rank entries by their own scores; see :func:`rank_standings`."""
    return rank_standings(standings(scores, rule), ties, context, decisions, lower_is_better(rule))


def rank_standings(
    given: Mapping[EntryCode, Standing | None],
    ties: tuple[TieStep, ...] | Undecided,
    context: TieContext,
    decisions: tuple[Decision, ...],
    ascending: bool = False,
) -> Ranking:
    """Rank entries; ``ascending`` where the smaller value is better; decisions must be those of the round.

    Every entry of the result stands exactly once, in ``places`` or in ``unranked``.
    """
    known = {code: each for code, each in given.items() if each is not None}
    chain = _Chain(ties, context, decisions)
    places: list[Place] = []
    open_ties: list[TieGroup] = []
    equal = _equals(known)
    for level in sorted(equal, reverse=not ascending):
        for part in chain.part(tuple(equal[level])):
            number = len(places) + 1
            if len(part.codes) > 1:
                open_ties.append(TieGroup(part.codes, number, part.undecided_by, part.missing))
            places += [_place(code, known[code], number, part) for code in part.codes]
    unranked = tuple(sorted(code for code in given if code not in known))
    used = {step.decision for place in places for step in place.trace}
    notes = tuple(_unused(each) for each in _tie_decisions(decisions) if each.number not in used)
    return Ranking(tuple(places), unranked, tuple(open_ties), notes)


def _equals(known: Mapping[EntryCode, Standing]) -> Mapping[int, list[EntryCode]]:
    """Gather the entries that have the same value, in code order, under the value in parts that all values share."""
    over = lcm(*{each.value.denominator for each in known.values()})
    equal: dict[int, list[EntryCode]] = {}
    for code in sorted(known):
        value = known[code].value
        equal.setdefault(value.numerator * (over // value.denominator), []).append(code)
    return equal


def open_tie(ranking: Ranking, codes: Iterable[EntryCode]) -> TieGroup | None:
    """Give the open tie that holds any of these entries."""
    wanted = set(codes)
    return next((tie for tie in ranking.ties if wanted & set(tie.codes)), None)


@dataclass(frozen=True, slots=True)
class _Part:
    """Entries that stay together, what told them from others, and what would have to part them."""

    codes: tuple[EntryCode, ...]
    trace: Mapping[EntryCode, tuple[TraceStep, ...]]
    undecided_by: TieStep | Undecided | None = None
    missing: tuple[EntryCode, ...] = ()


def _place(code: EntryCode, stand: Standing, number: int, part: _Part) -> Place:
    return Place(code, stand.value, stand.official, number, len(part.codes) > 1, part.trace[code])


@dataclass(frozen=True, slots=True)
class _Chain:
    """The tie-breaks of a round with all that they look up."""

    ties: tuple[TieStep, ...] | Undecided
    context: TieContext
    decisions: tuple[Decision, ...]

    def part(self, group: tuple[EntryCode, ...]) -> list[_Part]:
        """Part equals into groups in order."""
        start = _Part(group, dict.fromkeys(group, ()))
        if isinstance(self.ties, Undecided):
            return self._by_people(start, self.ties)
        return self._walk(start, self.ties)

    def _walk(self, part: _Part, steps: tuple[TieStep, ...]) -> list[_Part]:
        if len(part.codes) == 1:
            return [part]
        if not steps:
            return self._by_people(part, None)
        step = steps[0]
        figures = self._figures(step)
        missing = tuple(code for code in part.codes if figures is not None and code not in figures)
        if figures is None or missing:
            return self._by_people(part, step, missing)
        levels: dict[Fraction, list[EntryCode]] = {}
        for code in part.codes:
            levels.setdefault(figures[code], []).append(code)
        parts: list[_Part] = []
        for level in sorted(levels, reverse=True):
            codes = tuple(levels[level])
            trace = TraceStep(step.kind, step.ref, part.codes, level, len(levels) > 1)
            parts += self._walk(_Part(codes, _traced(part, codes, trace)), steps[1:])
        return parts

    def _figures(self, step: TieStep) -> Mapping[EntryCode, Fraction] | None:
        """Give what a step compares, larger is better; None for a step that people take."""
        if step.kind is TieBreak.CRITERION:
            return self.context.criteria.get(CriterionId(step.ref), {})
        if step.kind is TieBreak.EARLIER_ROUND:
            return self.context.earlier.get(RoundId(step.ref), {})
        return self.context.medians if step.kind is TieBreak.MEDIAN else None

    def _by_people(
        self, part: _Part, by: TieStep | Undecided | None, missing: tuple[EntryCode, ...] = ()
    ) -> list[_Part]:
        if len(part.codes) == 1:
            return [part]
        decision = latest(self.decisions, DecisionKind.TIE, *part.codes)
        ordered = decided_order(decision) if decision is not None else None
        if decision is None or ordered is None:
            return [_Part(part.codes, part.trace, by, missing)]
        kind, ref = (by.kind, by.ref) if isinstance(by, TieStep) else (None, "")
        trace = TraceStep(kind, ref, part.codes, None, True, decision.number)
        return [_Part((code,), _traced(part, (code,), trace)) for code in ordered]


def _traced(part: _Part, codes: tuple[EntryCode, ...], step: TraceStep) -> Mapping[EntryCode, tuple[TraceStep, ...]]:
    return {code: (*part.trace[code], step) for code in codes}


def decided_order(decision: Decision) -> tuple[EntryCode, ...] | None:
    """Read the order that a decision gives; None unless it names each of the tied entries exactly once."""
    order = tuple(EntryCode(code) for code in decision.value.split())
    return order if tuple(sorted(order)) == decision.about else None


def _tie_decisions(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Give the decisions on ties that are in force, one for each set of entries."""
    subjects = sorted({each.about for each in decisions if each.kind is DecisionKind.TIE})
    found = (latest(decisions, DecisionKind.TIE, *about) for about in subjects)
    return tuple(each for each in found if each is not None)


def _unused(decision: Decision) -> Problem:
    code = "tie.decision_unused" if decided_order(decision) is not None else "tie.decision_incomplete"
    facts: dict[str, str | int] = {"number": decision.number, "codes": listed(decision.about), "value": decision.value}
    return Problem(code, Severity.NOTE, "", facts)
