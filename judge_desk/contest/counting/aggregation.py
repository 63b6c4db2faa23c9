"""From ballots to the official score (điểm chính thức) of each entry, with the working visible.

Every ballot is listed: used, left out and by which rule, recused, absent. A recused or absent judge never counts as
zero. The score is exact until it is rounded once, as the round's rule says. Whatever the rules leave to people is a
question, and then there is no official score until a recorded decision sets one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from typing import Final

from judge_desk.contest.counting import disagreement, methods
from judge_desk.contest.counting.disagreement import Reading
from judge_desk.contest.counting.extras import Extra, contribution, extra_of, leaves_under, top_of
from judge_desk.contest.merge.ballots import Line
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rubric import Criterion, LeafKind, Rubric, judged_leaves, leaves, total
from judge_desk.contest.rulebook.rules import Action, DisagreementRule, ScoreMethod, ScoreRule, Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind, latest
from judge_desk.contest.values.facts import listed, number, numbers
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat
from judge_desk.contest.values.numbers import NotANumber, fraction_text, parse_decimal, round_to
from judge_desk.contest.values.problems import Findings, Problem, Severity

OUTLIER: Final = "outlier"
TRIMMED: Final = "trimmed"
WHOLE_ROUND: Final = frozenset({ScoreMethod.SUM_OF_PLACES, ScoreMethod.STANDARDISED})
"""Methods that need every entry of the round at once."""


@dataclass(frozen=True, slots=True)
class SeatMark:
    """One judge's total of one entry; ``left_out`` is empty when used, else :data:`OUTLIER` or :data:`TRIMMED`."""

    seat: Seat
    total: Fraction
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of one entry before scoring.

    Attributes:
        code: the entry.
        assigned: seats that were to mark it.
        cast: their lines that count; a line with a blank is treated as absent.
        extra: values of the leaves that no judge marks, by criterion.
        excluded: seats kept from the entry at assignment because of a conflict, with the reason.
    """

    code: EntryCode
    assigned: tuple[Seat, ...]
    cast: Mapping[Seat, Line]
    extra: Mapping[CriterionId, Fraction] = field(default_factory=dict)
    excluded: Mapping[Seat, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntryScore:
    """The score of one entry, with all that led to it.

    Attributes:
        code: the entry.
        marks: the judges' totals by ascending seat, without the extra.
        recused: (seat, reason) of judges who did not mark it for a conflict, at assignment or on the ballot.
        absent: assigned seats without marks.
        assigned: how many judges would have marked it without conflicts.
        extra: what the leaves that no judge marks add to every total.
        spread, distance, mean: of all totals, before any is left out; None without marks.
        tier, action: of the disagreement rule.
        exact: the score before rounding; official: after the one rounding; both None while a question is open.
        decision: number of the decision that set the official mark, None where the rules made it.
        criteria: mean over the used ballots by criterion: the mark itself for a leaf, the weighted sum for a group.
        zeros: leaves where a counted ballot, or the organisers' figure, gives 0.
        median: of the used totals with the extra, None without any.
        questions: what stops it from being official.
        reasons: how it came about.
    """

    code: EntryCode
    marks: tuple[SeatMark, ...]
    recused: tuple[tuple[Seat, str], ...]
    absent: tuple[Seat, ...]
    assigned: int
    extra: Fraction
    spread: Fraction | None
    distance: Fraction | None
    mean: Fraction | None
    tier: int | None
    action: Action | Undecided | None
    exact: Fraction | None
    official: Fraction | None
    decision: int | None
    criteria: tuple[tuple[CriterionId, Fraction], ...]
    zeros: tuple[CriterionId, ...]
    median: Fraction | None
    questions: Findings
    reasons: Findings


def used(score: EntryScore) -> tuple[SeatMark, ...]:
    """Give the ballots that made the score."""
    return tuple(mark for mark in score.marks if not mark.left_out)


def valid(score: EntryScore) -> tuple[SeatMark, ...]:
    """Give the ballots that are no outliers; those that a trimmed mean leaves out are among them."""
    return tuple(mark for mark in score.marks if mark.left_out != OUTLIER)


def routine(note: Problem) -> bool:
    """Say whether a reason is what every entry has: how many ballots counted, and by which method."""
    return note.code == "score.counted" or note.code.startswith("score.by_")


def lower_is_better(rule: ScoreRule) -> bool:
    """Say whether a smaller score is the better one: so for the sum of places."""
    return rule.method is ScoreMethod.SUM_OF_PLACES


def quorum(seats: int, share: Fraction) -> int:
    """Give how many of the seats must take part: 5 of 7 at 2/3."""
    return ceil(seats * share)


def score_entry(
    code: EntryCode,
    assigned: tuple[Seat, ...],
    cast: Mapping[Seat, Line],
    round_: Round,
    decisions: tuple[Decision, ...],
    extra: Mapping[CriterionId, Fraction] | None = None,
    excluded: Mapping[Seat, str] | None = None,
) -> EntryScore:
    """Score one entry by a method that needs no other entry; see :class:`Sheet` for the arguments.

    Raises:
        ValueError: the round's method needs the whole round (:func:`score_round`).
    """
    if round_.score.method in WHOLE_ROUND:
        raise ValueError(round_.score.method)
    sheet = Sheet(code, assigned, cast, extra or {}, excluded or {})
    return score_round((sheet,), round_, decisions)[0]


def score_round(sheets: Iterable[Sheet], round_: Round, decisions: tuple[Decision, ...]) -> tuple[EntryScore, ...]:
    """Score all entries of a round, in code order.

    Every total first gets the entry's extra points. Then: ``mean``: their mean. ``trimmed_mean``: the mean without
    ``trim`` totals at each end. ``median``: the middle total. ``sum_of_places``: each judge's totals become places
    (1 for the largest, equals share the mean place), which are added up; smaller is better, and entries are comparable
    only if the same judges marked all of them. ``standardised``: the mean of :func:`methods.standardised` totals.
    """
    drafts = [_draft(sheet, round_) for sheet in sorted(sheets, key=lambda each: each.code)]
    moved = _moved(drafts, round_.score.method)
    panels = {frozenset(draft.values) for draft in drafts if draft.values}
    uneven = round_.score.method is ScoreMethod.SUM_OF_PLACES and len(panels) > 1
    return tuple(_finish(draft, moved, round_, decisions, uneven) for draft in drafts)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A score without a value yet: ``values`` are the valid totals with the extra, by seat."""

    score: EntryScore
    values: Mapping[Seat, Fraction]
    reading: Reading


def _draft(sheet: Sheet, round_: Round) -> _Draft:
    rubric = round_.rubric
    leaf_ids = [leaf.id for leaf in judged_leaves(rubric)]
    full = {
        seat: dict(zip(leaf_ids, (steps for steps in line.marks if steps is not None), strict=True))
        for seat, line in sorted(sheet.cast.items())
        if seat in sheet.assigned and not line.recused and None not in line.marks
    }
    totals = {seat: total(rubric, marks) for seat, marks in full.items()}
    reading = disagreement.read(round_.disagreement, totals)
    valid_totals = {seat: value for seat, value in totals.items() if seat not in reading.far}
    trimmed = methods.trimmed(valid_totals, _trim(round_.score))
    left_out = dict.fromkeys(trimmed, TRIMMED) | dict.fromkeys(reading.far, OUTLIER)
    extra = extra_of(sheet.code, rubric, sheet.extra)
    recused = _recused(sheet)
    kept = [full[seat] for seat in valid_totals if seat not in trimmed]
    score = EntryScore(
        code=sheet.code,
        marks=tuple(SeatMark(seat, value, left_out.get(seat, "")) for seat, value in totals.items()),
        recused=recused,
        absent=tuple(s for s in sorted(sheet.assigned) if s not in totals and s not in dict(recused)),
        assigned=len({*sheet.assigned, *sheet.excluded}),
        extra=extra.points,
        spread=reading.spread,
        distance=reading.distance,
        mean=reading.mean,
        tier=reading.tier,
        action=reading.action,
        exact=None,
        official=None,
        decision=None,
        criteria=_criteria(rubric, kept, extra),
        zeros=_zeros(rubric, [full[seat] for seat in valid_totals], extra),
        median=methods.median([valid_totals[s] + extra.points for s in valid_totals if s not in trimmed])
        if kept
        else None,
        questions=extra.questions,
        reasons=(),
    )
    return _Draft(score, {seat: value + extra.points for seat, value in valid_totals.items()}, reading)


def _trim(rule: ScoreRule) -> int:
    return rule.trim if rule.method is ScoreMethod.TRIMMED_MEAN else 0


def _recused(sheet: Sheet) -> tuple[tuple[Seat, str], ...]:
    on_ballot = {seat: line.reason for seat, line in sheet.cast.items() if line.recused and seat in sheet.assigned}
    return tuple(sorted({**sheet.excluded, **on_ballot}.items()))


def _criteria(
    rubric: Rubric, kept: list[dict[CriterionId, int]], extra: Extra
) -> tuple[tuple[CriterionId, Fraction], ...]:
    """Average the used ballots by criterion; a leaf without any value is left out, and with it its groups."""
    steps = {leaf.id: leaf.step for leaf in judged_leaves(rubric)}
    values = {key: methods.mean([Fraction(marks[key]) for marks in kept]) * step for key, step in steps.items() if kept}
    values |= extra.values
    leaf_ids = {leaf.id for leaf in leaves(rubric)}
    sums = {each.id: _group_sum(rubric, each, values) for each in rubric.criteria if each.id not in leaf_ids}
    known = values | {key: value for key, value in sums.items() if value is not None}
    return tuple((each.id, known[each.id]) for each in rubric.criteria if each.id in known)


def _group_sum(rubric: Rubric, group: Criterion, values: Mapping[CriterionId, Fraction]) -> Fraction | None:
    inside = leaves_under(rubric, group.id)
    if any(leaf.id not in values for leaf in inside):
        return None
    return sum((contribution(rubric, leaf, values[leaf.id]) for leaf in inside), Fraction(0))


def _zeros(rubric: Rubric, ballots: list[dict[CriterionId, int]], extra: Extra) -> tuple[CriterionId, ...]:
    return tuple(
        leaf.id
        for leaf in leaves(rubric)
        if any(marks.get(leaf.id) == 0 for marks in ballots)
        or (leaf.kind is not LeafKind.PENALTY and extra.values.get(leaf.id) == 0)  # nothing off is no mark of 0
    )


def _moved(drafts: list[_Draft], method: ScoreMethod) -> methods.Totals:
    """Give, by seat and entry, the values that the method takes the mean or the sum of."""
    totals: dict[Seat, dict[EntryCode, Fraction]] = {}
    for draft in drafts:
        for seat, value in draft.values.items():
            totals.setdefault(seat, {})[draft.score.code] = value
    if method is ScoreMethod.SUM_OF_PLACES:
        return methods.by_places(totals)
    return methods.standardised(totals) if method is ScoreMethod.STANDARDISED else totals


def _finish(
    draft: _Draft, moved: methods.Totals, round_: Round, decisions: tuple[Decision, ...], uneven: bool
) -> EntryScore:
    score = replace(draft.score, questions=draft.score.questions + _questions(draft, round_, uneven))
    score = replace(score, reasons=_reasons(score, draft.reading, round_))
    if not score.questions:
        exact = _value(round_.score.method, [moved[mark.seat][score.code] for mark in used(score)])
        official = round_to(exact, round_.score.decimals, round_.score.rounding)
        score = replace(score, exact=exact, official=official)
        score = replace(score, reasons=(*score.reasons, _made(score, round_)))
    return _decided(score, round_, decisions)


def _value(method: ScoreMethod, values: list[Fraction]) -> Fraction:
    if method is ScoreMethod.SUM_OF_PLACES:
        return sum(values, Fraction(0))
    return methods.median(values) if method is ScoreMethod.MEDIAN else methods.mean(values)


def _questions(draft: _Draft, round_: Round, uneven: bool) -> Findings:
    score, rule = draft.score, round_.score
    marks, count = [mark.total for mark in score.marks], len(valid(score))
    asked = disagreement.question(score.code, round_.disagreement, draft.reading, marks)
    found = [asked] if asked is not None else []
    if score.action is Action.DROP and isinstance(round_.disagreement, DisagreementRule) and count in (0, len(marks)):
        facts = disagreement.case_facts(round_.disagreement, draft.reading, marks)
        found.append(_ask("disagreement.drops_all" if count == 0 else "disagreement.drops_none", score, **facts))
    if count < max(rule.minimum_ballots, 1):
        found.append(_ask("score.too_few", score, counted=count, minimum=max(rule.minimum_ballots, 1)))
    elif count <= 2 * _trim(rule):
        found.append(_ask("score.too_few_to_trim", score, counted=count, trim=rule.trim))
    if uneven:
        found.append(_ask("score.places_uneven", score, counted=count))
    return tuple(found)


def _reasons(score: EntryScore, reading: Reading, round_: Round) -> Findings:
    notes = [_note("score.counted", score, counted=len(used(score)), assigned=score.assigned)]
    if score.recused:
        count = f"{len(score.recused):02d}"
        notes = [_note("score.recused", score, counted=len(used(score)), assigned=score.assigned, recused=count)]
    if score.absent:
        notes.append(_note("score.absent", score, seats=listed(score.absent)))
    if reading.far and isinstance(round_.disagreement, DisagreementRule):
        dropped = [mark for mark in score.marks if mark.left_out == OUTLIER]
        facts = {"seats": listed(m.seat for m in dropped), "marks": numbers(m.total for m in dropped)}
        tier = disagreement.tier_text(round_.disagreement, reading.tier or 0)
        notes.append(_note("score.dropped", score, mean=number(reading.mean or Fraction(0)), tier=tier, **facts))
    trimmed = [mark for mark in score.marks if mark.left_out == TRIMMED]
    if trimmed:
        facts = {"seats": listed(m.seat for m in trimmed), "marks": numbers(m.total for m in trimmed)}
        notes.append(_note("score.trimmed", score, trim=round_.score.trim, **facts))
    if score.extra:
        notes.append(_note("score.extra", score, value=number(score.extra)))
    return tuple(notes)


def _made(score: EntryScore, round_: Round) -> Problem:
    exact, official = score.exact or Fraction(0), score.official or Fraction(0)
    code, decimals = f"score.by_{round_.score.method}", round_.score.decimals
    return _note(code, score, exact=fraction_text(exact), official=number(official), decimals=decimals)


def _decided(score: EntryScore, round_: Round, decisions: tuple[Decision, ...]) -> EntryScore:
    """Let a decision on the mark answer the entry's question; the first marks stay as they are."""
    mine = tuple(decision for decision in decisions if decision.round == round_.id)
    decision = latest(mine, DecisionKind.SCORE, score.code)
    if decision is None:
        return score
    if not score.questions:
        return _with_note(score, "score.decision_not_asked", decision)
    value = decided_mark(decision.value, round_)
    if value is None:
        top = number(top_of(round_.rubric))
        return _with_note(score, "score.decision_off_scale", decision, maximum=top, decimals=round_.score.decimals)
    settled = replace(score, exact=value, official=value, decision=decision.number, questions=())
    return _with_note(settled, "score.decided", decision)


def decided_mark(text: str, round_: Round) -> Fraction | None:
    """Read the official mark that people set; None unless it is a decimal from 0 to the rubric's top.

    It may not have more decimals than the round's scores: a decided mark is never rounded. Where the score is a sum of
    places, the decided value is one too, and has no top.
    """
    try:
        value = parse_decimal(text)
    except NotANumber:
        return None
    if round_to(value, round_.score.decimals) != value or value < 0:
        return None
    return value if lower_is_better(round_.score) or value <= top_of(round_.rubric) else None


def _with_note(score: EntryScore, code: str, decision: Decision, **facts: str | int) -> EntryScore:
    note = _note(code, score, number=decision.number, value=decision.value, **facts)
    return replace(score, reasons=(*score.reasons, note))


def _ask(code: str, score: EntryScore, **facts: str | int) -> Problem:
    return Problem(code, Severity.ASK, score.code, facts)


def _note(code: str, score: EntryScore, **facts: str | int) -> Problem:
    return Problem(code, Severity.NOTE, score.code, facts)
