"""Cases of disagreement: what the judges gave at first, what the rules ask for, what people have recorded so far.

A case changes nothing and is stored nowhere: it follows from the round's result and the decisions, so that sealed
files and decisions alone give it again. First marks stay as they are; only a SCORE decision sets an official mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from judge_desk.contest.counting.aggregation import WHOLE_ROUND, EntryScore
from judge_desk.contest.counting.disagreement import tier_text
from judge_desk.contest.counting.results import RoundResult, holds
from judge_desk.contest.merge.ballots import Line
from judge_desk.contest.merge.merging import cast_lines
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rubric import Criterion, Rubric, allows, judged_leaves, total, worth
from judge_desk.contest.rulebook.rules import Action, DisagreementRule, Measure, Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind, latest
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat
from judge_desk.contest.values.numbers import NotANumber, OffStep, parse_decimal, round_to, to_steps


class Step(StrEnum):
    """What comes next in a case.

    ``dialogue``, ``chair``: after the dialogue the chair decides. ``assign``, ``third_mark``, ``third_official``: a
    third judge is named, marks, and the official mark is set. ``joint``: by joint marking and vote. ``rule``: the rules
    leave the tier open. ``by_hand``: no ballots, or a rule that cannot be carried out. ``settled``: nothing.
    """

    DIALOGUE = "dialogue"
    CHAIR = "chair"
    ASSIGN = "assign"
    THIRD_MARK = "third_mark"
    THIRD_OFFICIAL = "third_official"
    JOINT = "joint"
    RULE = "rule"
    BY_HAND = "by_hand"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class FirstMarks:
    """What one judge gave at first: the marks themselves by criterion, and the total; ``left_out`` by a rule."""

    seat: Seat
    marks: tuple[Fraction, ...]
    total: Fraction
    left_out: bool


@dataclass(frozen=True, slots=True)
class ThirdMarking:
    """Who marks once more, and the marks once they are recorded; the decisions on both.

    Attributes:
        judge, name: who.
        named: number of the decision that named the judge.
        marks, total: None before they are recorded; recorded: number of that decision.
    """

    judge: str
    name: str
    named: int
    marks: tuple[Fraction, ...] | None = None
    total: Fraction | None = None
    recorded: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mark that a reading of the case would give, rounded as the rules say; ``key``: which reading."""

    key: str
    exact: Fraction
    mark: Fraction


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a round.

    Attributes:
        code, score: the entry, and all that its score came from.
        tier: bounds of its tier in signs, empty without one; size: what the rule measures.
        first: first marks by seat; columns: their criteria.
        apart: the criteria that differ most, in points of the total, and by how much.
        step: what comes next.
        dialogue, decision: the recorded dialogue, and the decision that set the official mark; None without.
        third: the third marking, None before a judge is named.
        stale: numbers of decisions on the case that rest on other ballots than now count.
        proposals: marks to choose from, none of them chosen.
    """

    code: EntryCode
    score: EntryScore
    tier: str
    size: Fraction
    columns: tuple[Criterion, ...]
    first: tuple[FirstMarks, ...]
    apart: tuple[CriterionId, ...]
    apart_by: Fraction
    step: Step
    dialogue: Decision | None
    third: ThirdMarking | None
    decision: Decision | None
    stale: tuple[int, ...]
    proposals: tuple[Proposal, ...]

    @property
    def is_open(self) -> bool:
        """Whether people still have something to do."""
        return self.step is not Step.SETTLED


def cases_of(result: RoundResult, round_: Round, decisions: Iterable[Decision]) -> tuple[Case, ...]:
    """Give the cases of a round: the highest tier first, in it the largest difference, then by code.

    A case is every entry whose tier asks for more than the mean, that has an open question of its own, or whose
    official mark was set by people.
    """
    mine = tuple(each for each in decisions if each.round == round_.id and each.kind in _KINDS)
    cast = cast_lines(result.view)
    found = [
        case_of(score, round_, cast.get(score.code, {}), mine, result) for score in result.scores if _is_case(score)
    ]
    return tuple(sorted(found, key=lambda case: (-(case.score.tier or 0), -case.size, case.code)))


_KINDS = frozenset({DecisionKind.DIALOGUE, DecisionKind.THIRD, DecisionKind.THIRD_MARK, DecisionKind.SCORE})


def _is_case(score: EntryScore) -> bool:
    asks = score.action is not None and score.action is not Action.MEAN
    return asks or bool(score.questions) or score.decision is not None


def measured(score: EntryScore, rule: DisagreementRule | Undecided | None) -> Fraction:
    """Give the difference of an entry's first totals as the rule measures it; 0 without marks."""
    by_distance = isinstance(rule, DisagreementRule) and rule.measure is Measure.DISTANCE
    return (score.distance if by_distance else score.spread) or Fraction(0)


def case_of(
    score: EntryScore, round_: Round, cast: Mapping[Seat, Line], decisions: tuple[Decision, ...], result: RoundResult
) -> Case:
    """Put one entry's case together; ``decisions`` are those of the round on marks."""
    about = tuple(each for each in decisions if each.about[0] == score.code)
    holding = tuple(each for each in about if holds(each, result.view))
    columns = judged_leaves(round_.rubric)
    first = tuple(
        FirstMarks(mark.seat, _marks(columns, cast[mark.seat]), mark.total, bool(mark.left_out)) for mark in score.marks
    )
    apart, by = _apart(round_.rubric, columns, first)
    rule = round_.disagreement
    third = _third(holding, score.code, round_.rubric)
    dialogue = latest(holding, DecisionKind.DIALOGUE, score.code)
    return Case(
        score.code,
        score,
        tier_text(rule, score.tier) if isinstance(rule, DisagreementRule) and score.tier is not None else "",
        measured(score, rule),
        columns,
        first,
        apart,
        by,
        _step(score, dialogue, third),
        dialogue,
        third,
        next((each for each in holding if each.number == score.decision), None),
        tuple(each.number for each in about if each not in holding),
        _proposals(score, third, round_),
    )


def _marks(columns: tuple[Criterion, ...], line: Line) -> tuple[Fraction, ...]:
    return tuple((steps or 0) * leaf.step for leaf, steps in zip(columns, line.marks, strict=True))


def _apart(
    rubric: Rubric, columns: tuple[Criterion, ...], first: tuple[FirstMarks, ...]
) -> tuple[tuple[CriterionId, ...], Fraction]:
    """Name the criteria whose part in the totals differs most."""
    if len(first) < 2:
        return (), Fraction(0)
    spans = {
        leaf.id: (max(each.marks[at] for each in first) - min(each.marks[at] for each in first))
        * abs(worth(rubric, leaf) / leaf.step)
        for at, leaf in enumerate(columns)
    }
    most = max(spans.values())
    return (tuple(key for key, span in spans.items() if span == most) if most else ()), most


def _third(decisions: tuple[Decision, ...], code: EntryCode, rubric: Rubric) -> ThirdMarking | None:
    named = latest(decisions, DecisionKind.THIRD, code)
    if named is None:
        return None
    judge, _, name = named.value.partition(" ")
    recorded = latest(decisions, DecisionKind.THIRD_MARK, code, judge)
    marks = read_marks(recorded.value, rubric) if recorded is not None else None
    if recorded is None or marks is None:
        return ThirdMarking(judge, name, named.number)
    return ThirdMarking(judge, name, named.number, marks, total_of(marks, rubric), recorded.number)


def read_marks(text: str, rubric: Rubric) -> tuple[Fraction, ...] | None:
    """Read one judge's marks, parted by blanks, in the rubric's order; None unless each lies on its scale."""
    columns, words = judged_leaves(rubric), text.split()
    if len(words) != len(columns):
        return None
    marks = []
    for leaf, word in zip(columns, words, strict=True):
        try:
            mark = parse_decimal(word)
            fits = allows(leaf, to_steps(mark, leaf.step))
        except (NotANumber, OffStep):
            return None
        if not fits:
            return None
        marks.append(mark)
    return tuple(marks)


def total_of(marks: tuple[Fraction, ...], rubric: Rubric) -> Fraction:
    """Add up marks in the rubric's order, as a ballot's are added up."""
    columns = judged_leaves(rubric)
    return total(rubric, {leaf.id: to_steps(mark, leaf.step) for leaf, mark in zip(columns, marks, strict=True)})


_ASKED = {Action.JOINT: Step.JOINT, Action.DROP: Step.BY_HAND, Action.MEAN: Step.BY_HAND}


def _step(score: EntryScore, dialogue: Decision | None, third: ThirdMarking | None) -> Step:
    if not score.questions:
        return Step.SETTLED
    if isinstance(score.action, Undecided):
        return Step.RULE
    if score.action is Action.CHAIR:
        return Step.CHAIR if dialogue is not None else Step.DIALOGUE
    if score.action is Action.THIRD:
        if third is None:
            return Step.ASSIGN
        return Step.THIRD_MARK if third.total is None else Step.THIRD_OFFICIAL
    return _ASKED[score.action] if score.action is not None else Step.BY_HAND


def _proposals(score: EntryScore, third: ThirdMarking | None, round_: Round) -> tuple[Proposal, ...]:
    """Work out what the known readings would give; the rules name none of them, so people choose."""
    if not score.marks or round_.score.method in WHOLE_ROUND:
        return ()
    first = [mark.total for mark in score.marks]
    found = [("mean", sum(first, Fraction(0)) / len(first))]
    if third is not None and third.total is not None:
        every = [*first, third.total]
        found = [("third", third.total), ("mean_of_all", sum(every, Fraction(0)) / len(every))]
        near = min(abs(value - third.total) for value in first)
        nearest = {value for value in first if abs(value - third.total) == near}
        if len(nearest) == 1:
            found.append(("nearest", (nearest.pop() + third.total) / 2))
    rule = round_.score
    return tuple(
        Proposal(key, value + score.extra, round_to(value + score.extra, rule.decimals, rule.rounding))
        for key, value in found
    )
