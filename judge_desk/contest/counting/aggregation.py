"""From ballots to the official score (điểm chính thức) of each entry, with the working visible.

Every ballot is listed: used, left out and by which rule, recused, absent. A recused or absent judge never counts as
zero. The score is exact until it is rounded once, as the round's rule says. Whatever the rules leave to people is a
question, and then there is no official score until a recorded decision sets one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import Final

from judge_desk.contest.counting import disagreement, methods
from judge_desk.contest.counting.entry_score import OUTLIER, TRIMMED, EntryScore, Sheet, used
from judge_desk.contest.counting.extras import extra_of, top_of, unjudged_leaves
from judge_desk.contest.counting.panel_marks import PanelMarks, SeatMark, SeatMarks
from judge_desk.contest.merge.casting import Cast
from judge_desk.contest.merge.lines import Line
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rubric import Criterion
from judge_desk.contest.rulebook.rules import Action, DisagreementRule, ScoreMethod, ScoreRule
from judge_desk.contest.values.decisions import Decision, DecisionKind, latest
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat
from judge_desk.contest.values.numbers import NotANumber, parse_decimal, round_to
from judge_desk.contest.values.problems import Findings, Problem, Severity

__all__ = [
    "OUTLIER",
    "TRIMMED",
    "WHOLE_ROUND",
    "EntryScore",
    "SeatMark",
    "Sheet",
    "decided_mark",
    "lower_is_better",
    "quorum",
    "score_entry",
    "score_round",
    "used",
]

WHOLE_ROUND: Final = frozenset({ScoreMethod.SUM_OF_PLACES, ScoreMethod.STANDARDISED})
"""Methods that need every entry of the round at once."""


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


def score_round(
    sheets: Iterable[Sheet], round_: Round, decisions: tuple[Decision, ...], cast: Cast | None = None
) -> tuple[EntryScore, ...]:
    """Score all entries of a round, in code order.

    Every total first gets the entry's extra points. Then: ``mean``: their mean. ``trimmed_mean``: the mean without
    ``trim`` totals at each end. ``median``: the middle total. ``sum_of_places``: each judge's totals become places
    (1 for the largest, equals share the mean place), which are added up; smaller is better, and entries are comparable
    only if the same judges marked all of them. ``standardised``: the mean of :func:`methods.standardised` totals.

    ``cast``: the lines of all entries where they are at hand by ballots; then the sheets need none.
    """
    given = sorted(sheets, key=lambda each: each.code)
    panel = PanelMarks(cast if cast is not None else _cast(given), round_.rubric)
    unjudged = unjudged_leaves(round_.rubric)
    drafts = [_draft(sheet, round_, panel, unjudged) for sheet in given]
    moved = _moved(drafts, round_.score.method)
    panels = {frozenset(values) for values in moved.by_entry.values()} if moved else set()
    uneven = round_.score.method is ScoreMethod.SUM_OF_PLACES and len(panels) > 1
    settling = tuple(each for each in decisions if each.round == round_.id and each.kind is DecisionKind.SCORE)
    about = {each.about for each in settling}
    done = (_finish(draft, moved, round_, uneven) for draft in drafts)
    return tuple(_decided(score, round_, settling) if (score.code,) in about else score for score in done)


def _cast(sheets: Iterable[Sheet]) -> Cast:
    lines = ((each.code, {s: line for s, line in each.cast.items() if s in each.assigned}) for each in sheets)
    return Cast.of_lines(dict(lines))


def _draft(sheet: Sheet, round_: Round, panel: PanelMarks, unjudged: Sequence[Criterion]) -> EntryScore:
    parts = panel.totals(sheet.code)
    reading = disagreement.read(round_.disagreement, parts, panel.over)
    left_out = dict.fromkeys(reading.far, OUTLIER)
    if round_.score.method is ScoreMethod.TRIMMED_MEAN:
        valid: dict[Seat, int | Fraction] = {seat: each for seat, each in parts.items() if seat not in left_out}
        left_out |= dict.fromkeys(methods.trimmed(valid, round_.score.trim), TRIMMED)
    extra = extra_of(sheet.code, round_.rubric, unjudged, sheet.extra)
    recused = {**sheet.excluded, **panel.recused(sheet.code)}
    full = len(parts) + len(recused) == len(sheet.assigned) + len(sheet.excluded)
    return EntryScore(
        code=sheet.code,
        marks=SeatMarks(parts, panel.over, left_out),
        recused=tuple(sorted(recused.items())),
        absent=() if full else tuple(s for s in sorted(sheet.assigned) if s not in parts and s not in recused),
        assigned=len({*sheet.assigned, *sheet.excluded}) if sheet.excluded else len(sheet.assigned),
        extra=extra.points,
        reading=reading,
        exact=None,
        official=None,
        decision=None,
        questions=extra.questions,
        made=None,
        said=(),
        round=round_,
        panel=panel,
        brought=extra.values,
    )


def _trim(rule: ScoreRule) -> int:
    return rule.trim if rule.method is ScoreMethod.TRIMMED_MEAN else 0


@dataclass(frozen=True, slots=True)
class _Moved:
    """What a method of the whole round adds up, by entry and seat."""

    by_entry: Mapping[EntryCode, Mapping[Seat, Fraction]]


def _moved(drafts: list[EntryScore], method: ScoreMethod) -> _Moved | None:
    """Give the values that a method of the whole round takes the mean or the sum of; None for the other methods."""
    if method not in WHOLE_ROUND:
        return None
    totals: dict[Seat, dict[EntryCode, Fraction]] = {}
    for draft in drafts:
        for mark in draft.marks:
            if mark.left_out != OUTLIER:
                totals.setdefault(mark.seat, {})[draft.code] = mark.total + draft.extra
    values = methods.by_places(totals) if method is ScoreMethod.SUM_OF_PLACES else methods.standardised(totals)
    by_entry: dict[EntryCode, dict[Seat, Fraction]] = {}
    for seat, given in values.items():
        for code, value in given.items():
            by_entry.setdefault(code, {})[seat] = value
    return _Moved(by_entry)


def _finish(score: EntryScore, moved: _Moved | None, round_: Round, uneven: bool) -> EntryScore:
    questions = (*score.questions, *_questions(score, round_, uneven))
    if questions:
        return replace(score, questions=questions)
    exact = _value(score, moved, round_.score.method)
    official = round_to(exact, round_.score.decimals, round_.score.rounding)
    return replace(score, exact=exact, official=official, made=(exact, official))


def _value(score: EntryScore, moved: _Moved | None, method: ScoreMethod) -> Fraction:
    if moved is not None:
        values = [moved.by_entry[score.code][mark.seat] for mark in used(score)]
        return sum(values, Fraction(0)) if method is ScoreMethod.SUM_OF_PLACES else methods.mean(values)
    if method is ScoreMethod.MEDIAN:
        return score.median or Fraction(0)
    parts = score.marks.without(OUTLIER, TRIMMED)
    return Fraction(sum(parts), len(parts) * score.marks.over) + score.extra


def _questions(score: EntryScore, round_: Round, uneven: bool) -> Findings:
    rule, count = round_.score, len(score.marks.without(OUTLIER))
    found: list[Problem] = []
    if isinstance(round_.disagreement, DisagreementRule):
        found += _apart(score, round_.disagreement, count)
    if count < max(rule.minimum_ballots, 1):
        found.append(_ask("score.too_few", score, counted=count, minimum=max(rule.minimum_ballots, 1)))
    elif count <= 2 * _trim(rule):
        found.append(_ask("score.too_few_to_trim", score, counted=count, trim=rule.trim))
    if uneven:
        found.append(_ask("score.places_uneven", score, counted=count))
    return tuple(found)


def _apart(score: EntryScore, rule: DisagreementRule, count: int) -> Iterator[Problem]:
    """Ask what a rule of disagreement leaves to people, also where it drops every ballot or none."""
    marks = [mark.total for mark in score.marks]
    asked = disagreement.question(score.code, rule, score.reading, marks)
    if asked is not None:
        yield asked
    if score.action is Action.DROP and count in (0, len(marks)):
        facts = disagreement.case_facts(rule, score.reading, marks)
        yield _ask("disagreement.drops_all" if count == 0 else "disagreement.drops_none", score, **facts)


def _decided(score: EntryScore, round_: Round, decisions: tuple[Decision, ...]) -> EntryScore:
    """Let a decision on the mark answer the entry's question; the first marks stay as they are."""
    decision = latest(decisions, DecisionKind.SCORE, score.code)
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
    note = Problem(code, Severity.NOTE, score.code, {"number": decision.number, "value": decision.value, **facts})
    return replace(score, said=(*score.said, note))


def _ask(code: str, score: EntryScore, **facts: str | int) -> Problem:
    return Problem(code, Severity.ASK, score.code, facts)
