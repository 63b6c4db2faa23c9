"""Who goes on: gates, the cut of the shortlist, and the units that earn the index bonus.

A quota and a threshold are two filters and both apply. A tie across the line is a question with both lists, never an
accident. A decision on the cut counts only for what the rules leave open: it can neither push out an entry that is
clearly inside nor pull in one that is clearly outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.counting.extras import leaves_under
from judge_desk.contest.counting.ranking import Place, Ranking, TieGroup, open_tie
from judge_desk.contest.rulebook.rubric import Rubric
from judge_desk.contest.rulebook.rules import CutKind, CutRule, TieBreak, TieStep, Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind, latest
from judge_desk.contest.values.facts import listed, number
from judge_desk.contest.values.identity import CriterionId, EntryCode, RoundId
from judge_desk.contest.values.problems import Findings, Problem, Severity


class GateKind(StrEnum):
    """Conditions of a criterion: its mean must reach a mark; no counted ballot may give 0."""

    PASS_MARK = "pass_mark"
    NO_ZERO = "no_zero"


@dataclass(frozen=True, slots=True)
class GateFailure:
    """A gate that an entry fails: which, at which criterion, the mean found and the mean needed (0 for no zero)."""

    kind: GateKind
    criterion: CriterionId
    value: Fraction
    needed: Fraction


Failures = Mapping[EntryCode, tuple[GateFailure, ...]]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Who goes on, as far as rules and decisions say.

    Attributes:
        inside, outside: clearly in, clearly out, in order of places.
        pending: entries on which the question turns; empty when all is settled.
        gate_failed: entries out because of a gate, with the gates, in code order.
        line: official score of the last entry inside, None when nobody is.
        if_all_tied_in, if_none_in: the two lists of a tie across the line; both empty without one.
        decision: number of the decision that settled it.
        questions, notes: what stops it; what the minutes list.
    """

    inside: tuple[EntryCode, ...]
    outside: tuple[EntryCode, ...]
    pending: tuple[EntryCode, ...]
    gate_failed: tuple[tuple[EntryCode, tuple[GateFailure, ...]], ...]
    line: Fraction | None
    if_all_tied_in: tuple[EntryCode, ...] = ()
    if_none_in: tuple[EntryCode, ...] = ()
    decision: int | None = None
    questions: Findings = ()
    notes: Findings = ()


def gate_failures(rubric: Rubric, scores: Iterable[EntryScore]) -> Failures:
    """Find the entries that fail a gate of the rubric; means are compared exactly."""
    if not any(criterion.pass_mark is not None or criterion.no_zero for criterion in rubric.criteria):
        return {}
    found = {score.code: _failures_of(rubric, score) for score in scores}
    return {code: failures for code, failures in found.items() if failures}


def _failures_of(rubric: Rubric, score: EntryScore) -> tuple[GateFailure, ...]:
    means = dict(score.criteria)
    failures: list[GateFailure] = []
    for criterion in rubric.criteria:
        mean = means.get(criterion.id)
        if mean is None:
            continue
        if criterion.pass_mark is not None and mean < criterion.pass_mark:
            failures.append(GateFailure(GateKind.PASS_MARK, criterion.id, mean, criterion.pass_mark))
        if criterion.no_zero and any(leaf.id in score.zeros for leaf in leaves_under(rubric, criterion.id)):
            failures.append(GateFailure(GateKind.NO_ZERO, criterion.id, mean, Fraction(0)))
    return tuple(failures)


def reaches(official: Fraction, bound: Fraction, ascending: bool) -> bool:
    """Say whether a score meets a bound; ``ascending`` where smaller is better. The bound itself meets it."""
    return official <= bound if ascending else official >= bound


def shortlist(
    ranking: Ranking,
    cut: CutRule | Undecided,
    failures: Failures,
    decisions: tuple[Decision, ...],
    round_id: RoundId,
    ascending: bool = False,
) -> Shortlist:
    """Cut the shortlist; ``decisions`` must be those of the round, ``ascending`` where the smaller score is better.

    Entries without an official score stand in no list: their own questions come first.
    """
    placed = tuple(place for place in ranking.places if place.code not in failures)
    draft = _by_hand(placed, cut, round_id) if _hand(cut) else _by_rule(placed, ranking, cut, ascending)
    draft = replace(draft, gate_failed=tuple(sorted(failures.items())), notes=_gate_notes(failures) + draft.notes)
    settled = _settle(draft, placed, latest(decisions, DecisionKind.CUT, round_id))
    inside = [place for place in placed if place.code in settled.inside]
    return replace(settled, line=inside[-1].official if inside else None)


def _hand(cut: CutRule | Undecided) -> bool:
    return isinstance(cut, Undecided) or cut.kind is CutKind.MANUAL


def _by_hand(placed: Sequence[Place], cut: CutRule | Undecided, round_id: RoundId) -> Shortlist:
    if isinstance(cut, Undecided):
        facts: dict[str, str | int] = {"point": cut.code or cut.key, "point_key": cut.key, "entries": len(placed)}
        asked = Problem("cut.undecided", Severity.ASK, round_id, facts)
    else:
        asked = Problem("cut.manual", Severity.ASK, round_id, {"entries": len(placed)})
    return Shortlist((), (), _codes(placed), (), None, questions=(asked,))


def _by_rule(placed: Sequence[Place], ranking: Ranking, cut: CutRule | Undecided, ascending: bool) -> Shortlist:
    if isinstance(cut, Undecided):
        raise TypeError(cut.key)
    bound = cut.threshold if cut.kind is not CutKind.TOP else None
    able = [place for place in placed if bound is None or reaches(place.official, bound, ascending)]
    seats = len(able) if cut.kind is CutKind.THRESHOLD else cut.count
    inside: list[Place] = []
    for _, same in groupby(able, key=lambda place: place.number):
        group = tuple(same)
        free = seats - len(inside)
        if free <= 0:
            break
        if len(group) > free:
            return _across(placed, inside, group, ranking, cut)
        inside += group
    return _clear(placed, inside)


def _clear(placed: Sequence[Place], inside: Sequence[Place], notes: Findings = ()) -> Shortlist:
    outside = [place for place in placed if place not in inside]
    return Shortlist(_codes(inside), _codes(outside), (), (), None, notes=notes)


def _across(
    placed: Sequence[Place], inside: Sequence[Place], tied: tuple[Place, ...], ranking: Ranking, cut: CutRule
) -> Shortlist:
    both = (*inside, *tied)
    facts: dict[str, str | int] = {
        "codes": listed(_codes(tied)),
        "score": number(tied[0].official),
        "place": tied[0].number,
        "free": cut.count - len(inside),
        "least": len(inside),
        "most": len(both),
    }
    if cut.tie in ("all_in", "all_out"):
        note = Problem(f"cut.tie_{cut.tie}", Severity.NOTE, "", facts)
        return _clear(placed, both if cut.tie == "all_in" else inside, (note,))
    outside = [place for place in placed if place not in both]
    why = explain(open_tie(ranking, _codes(tied)))
    asked = Problem("cut.tie", Severity.ASK, "", facts)
    return Shortlist(
        _codes(inside), _codes(outside), _codes(tied), (), None, _codes(both), _codes(inside), None, (asked,), why
    )


def _settle(draft: Shortlist, placed: Sequence[Place], decision: Decision | None) -> Shortlist:
    """Let a decision answer the draft's question, if there is one and the decision keeps to it."""
    if decision is None:
        return draft
    chosen = decision.value.split()
    facts: dict[str, str | int] = {"number": decision.number, "count": len(chosen), "codes": listed(chosen)}
    if not draft.pending:
        return _noted(draft, "cut.decision_not_asked", facts)
    allowed = {*draft.inside, *draft.pending}
    if len(set(chosen)) != len(chosen) or not set(draft.inside) <= set(chosen) <= allowed:
        return _noted(draft, "cut.decision_beyond", facts)
    inside = [place for place in placed if place.code in chosen]
    settled = replace(_clear(placed, inside), gate_failed=draft.gate_failed, decision=decision.number)
    lists = replace(settled, if_all_tied_in=draft.if_all_tied_in, if_none_in=draft.if_none_in, notes=draft.notes)
    decided = _noted(lists, "cut.decided", facts)
    skipped = [p for p in placed if p.code not in chosen and inside and p.number < inside[-1].number]
    return _noted(decided, "cut.out_of_order", {**facts, "skipped": listed(_codes(skipped))}) if skipped else decided


def _noted(shortlist_: Shortlist, code: str, facts: Mapping[str, str | int]) -> Shortlist:
    return replace(shortlist_, notes=(*shortlist_.notes, Problem(code, Severity.NOTE, "", facts)))


def _codes(places: Iterable[Place]) -> tuple[EntryCode, ...]:
    return tuple(place.code for place in places)


def _gate_notes(failures: Failures) -> Findings:
    return tuple(
        Problem(
            f"cut.gate_{failure.kind}",
            Severity.NOTE,
            code,
            {"criterion": failure.criterion, "value": number(failure.value), "needed": number(failure.needed)},
        )
        for code in sorted(failures)
        for failure in failures[code]
    )


def explain(tie: TieGroup | None) -> Findings:
    """Say why the rules leave a tie open; nothing for no tie."""
    if tie is None:
        return ()
    facts: dict[str, str | int] = {"codes": listed(tie.codes), "place": tie.number}
    by = tie.undecided_by
    if isinstance(by, Undecided):
        return (
            Problem("tie.undecided", Severity.NOTE, "", {**facts, "point": by.code or by.key, "point_key": by.key}),
        )
    if tie.missing and by is not None:
        facts |= {"step": by.kind.value, "reference": by.ref, "missing": listed(tie.missing)}
        return (Problem(f"tie.missing_{by.kind}", Severity.NOTE, "", facts),)
    return (Problem(_why(by), Severity.NOTE, "", {**facts, "office": by.ref if by is not None else ""}),)


def _why(by: TieStep | None) -> str:
    if by is None:
        return "tie.exhausted"
    return "tie.vote" if by.kind is TieBreak.VOTE else "tie.office"


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What prizes and by-products need of an entry.

    Attributes:
        kind: id of the entrant kind.
        units: every unit, as it shall stand in sentences; equal text is the same unit.
        authors: likewise.
    """

    kind: str = ""
    units: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bonus:
    """Units that earn the index bonus, each with its entries, in order of text; what is open; what is worth a note."""

    units: tuple[tuple[str, tuple[EntryCode, ...]], ...]
    questions: Findings = ()
    notes: Findings = ()


def bonus_units(rule: str | Undecided, entries: Mapping[EntryCode, EntryFacts]) -> Bonus:
    """List the units with an entry in the round; ``rule`` says what a group of several units means.

    Undecided, a mixed group is a question only where a unit has no other entry of its own in the round.
    """
    sure = {unit for facts in entries.values() if len(facts.units) == 1 or rule == "all" for unit in facts.units}
    open_codes = [code for code in sorted(entries) if not set(entries[code].units) <= sure]
    questions = tuple(_mixed(code, entries[code], sure, rule) for code in open_codes)
    without = tuple(
        Problem("bonus.no_unit", Severity.NOTE, code) for code in sorted(entries) if not entries[code].units
    )
    return Bonus(
        tuple((unit, tuple(code for code in sorted(entries) if unit in entries[code].units)) for unit in sorted(sure)),
        questions,
        without,
    )


def _mixed(code: EntryCode, facts: EntryFacts, sure: set[str], rule: str | Undecided) -> Problem:
    units = listed(unit for unit in facts.units if unit not in sure)
    if not isinstance(rule, Undecided):
        return Problem("bonus.units_ask", Severity.ASK, code, {"units": units})
    return Problem("bonus.units_undecided", Severity.ASK, code, {"units": units, "point": rule.code or rule.key})
