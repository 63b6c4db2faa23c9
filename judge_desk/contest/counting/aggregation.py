"""From ballots to the official score (điểm chính thức) of each entry, with the working visible.

Every ballot is listed: used, left out and by which rule, recused, absent. A recused or absent judge never counts as
zero. The score is exact until it is rounded once, as the round's rule says. Whatever the rules leave to people is a
question, and then there is no official score until a recorded decision sets one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Final

from judge_desk.contest.counting import disagreement, methods
from judge_desk.contest.counting.disagreement import Reading
from judge_desk.contest.counting.extras import contribution, extra_of, leaves_under, top_of
from judge_desk.contest.counting.panel_marks import PanelMarks, SeatMark, SeatMarks
from judge_desk.contest.merge.casting import Cast
from judge_desk.contest.merge.lines import Line
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rubric import Criterion, LeafKind, Rubric, leaves
from judge_desk.contest.rulebook.rules import Action, DisagreementRule, ScoreMethod, ScoreRule, Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind, latest
from judge_desk.contest.values.facts import listed, number, numbers
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat
from judge_desk.contest.values.numbers import NotANumber, fraction_text, parse_decimal, round_to
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

OUTLIER: Final = "outlier"
TRIMMED: Final = "trimmed"
WHOLE_ROUND: Final = frozenset({ScoreMethod.SUM_OF_PLACES, ScoreMethod.STANDARDISED})
"""Methods that need every entry of the round at once."""


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
    cast: Mapping[Seat, Line] = field(default_factory=dict)
    extra: Mapping[CriterionId, Fraction] = field(default_factory=dict)
    excluded: Mapping[Seat, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EntryScore:
    """The score of one entry, with all that led to it; what only the working shows is worked out when asked for.

    Attributes:
        code: the entry.
        marks: the judges' totals by ascending seat, without the extra.
        recused: (seat, reason) of judges who did not mark it for a conflict, at assignment or on the ballot.
        absent: assigned seats without marks.
        assigned: how many judges would have marked it without conflicts.
        extra: what the leaves that no judge marks add to every total.
        reading: how far the judges lie apart, and what the disagreement rule says.
        exact: the score before rounding; official: after the one rounding; both None while a question is open.
        decision: number of the decision that set the official mark, None where the rules made it.
        questions: what stops it from being official.
        made: the official score before any decision; said: notes on decisions.
        round, panel, brought: where the working is found.
    """

    code: EntryCode
    marks: SeatMarks
    recused: tuple[tuple[Seat, str], ...]
    absent: tuple[Seat, ...]
    assigned: int
    extra: Fraction
    reading: Reading
    exact: Fraction | None
    official: Fraction | None
    decision: int | None
    questions: Findings
    made: tuple[Fraction, Fraction] | None
    said: Findings
    round: Round = field(repr=False, compare=False)
    panel: PanelMarks = field(repr=False, compare=False)
    brought: Mapping[CriterionId, Fraction] = field(repr=False)

    @property
    def spread(self) -> Fraction | None:
        """Largest minus smallest total, before any is left out; None without marks."""
        return self.reading.spread

    @property
    def distance(self) -> Fraction | None:
        """Largest distance of a total from the mean, before any is left out; None without marks."""
        return self.reading.distance

    @property
    def mean(self) -> Fraction | None:
        """Mean of all totals, before any is left out; None without marks."""
        return self.reading.mean

    @property
    def tier(self) -> int | None:
        """Index of the tier of the disagreement rule."""
        return self.reading.tier

    @property
    def action(self) -> Action | Undecided | None:
        """What that tier asks for."""
        return self.reading.action

    @cached_property
    def criteria(self) -> tuple[tuple[CriterionId, Fraction], ...]:
        """Mean over the used ballots by criterion: the mark itself for a leaf, the weighted sum for a group.

        A leaf without any value is left out, and with it its groups.
        """
        rubric = self.round.rubric
        values = {**self.panel.means(self.code, self.marks.left_out), **self.brought}
        leaf_ids = {leaf.id for leaf in leaves(rubric)}
        sums = {each.id: _group_sum(rubric, each, values) for each in rubric.criteria if each.id not in leaf_ids}
        known = values | {key: value for key, value in sums.items() if value is not None}
        return tuple((each.id, known[each.id]) for each in rubric.criteria if each.id in known)

    @cached_property
    def zeros(self) -> tuple[CriterionId, ...]:
        """Leaves where a counted ballot, or the organisers' figure, gives 0; nothing off is no mark of 0."""
        given = self.panel.zeros(self.code, self.reading.far)
        return tuple(
            leaf.id
            for leaf in leaves(self.round.rubric)
            if leaf.id in given or (leaf.kind is not LeafKind.PENALTY and self.brought.get(leaf.id) == 0)
        )

    @cached_property
    def median(self) -> Fraction | None:
        """Median of the used totals with the extra, None without any."""
        parts = self.marks.without(OUTLIER, TRIMMED)
        return methods.median([Fraction(each) for each in parts]) / self.marks.over + self.extra if parts else None

    @cached_property
    def notable(self) -> Findings:
        """How it came about, as far as it is out of the ordinary."""
        return (*_unusual(self), *self.said)

    @cached_property
    def reasons(self) -> Findings:
        """How it came about."""
        counted = () if self.recused else (_note("score.counted", self, counted=_used(self), assigned=self.assigned),)
        return (*counted, *_unusual(self), *_made(self), *self.said)


def used(score: EntryScore) -> tuple[SeatMark, ...]:
    """Give the ballots that made the score."""
    return tuple(mark for mark in score.marks if not mark.left_out)


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
    drafts = [_draft(sheet, round_, panel) for sheet in given]
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


def _draft(sheet: Sheet, round_: Round, panel: PanelMarks) -> EntryScore:
    parts = panel.totals(sheet.code)
    reading = disagreement.read(round_.disagreement, parts, panel.over)
    left_out = dict.fromkeys(reading.far, OUTLIER)
    if round_.score.method is ScoreMethod.TRIMMED_MEAN:
        valid: dict[Seat, int | Fraction] = {seat: each for seat, each in parts.items() if seat not in left_out}
        left_out |= dict.fromkeys(methods.trimmed(valid, round_.score.trim), TRIMMED)
    extra = extra_of(sheet.code, round_.rubric, sheet.extra)
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


def _group_sum(rubric: Rubric, group: Criterion, values: Mapping[CriterionId, Fraction]) -> Fraction | None:
    inside = leaves_under(rubric, group.id)
    if any(leaf.id not in values for leaf in inside):
        return None
    return sum((contribution(rubric, leaf, values[leaf.id]) for leaf in inside), Fraction(0))


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


def _used(score: EntryScore) -> int:
    return len(score.marks) - len(score.marks.left_out)


def _unusual(score: EntryScore) -> Iterator[Problem]:
    """Say what of an entry's working is not what every entry has."""
    if score.recused:
        count = f"{len(score.recused):02d}"
        yield _note("score.recused", score, counted=_used(score), assigned=score.assigned, recused=count)
    if score.absent:
        yield _note("score.absent", score, seats=listed(score.absent))
    if score.reading.far and isinstance(score.round.disagreement, DisagreementRule):
        tier = disagreement.tier_text(score.round.disagreement, score.tier or 0)
        mean = number(score.mean or Fraction(0))
        yield _note("score.dropped", score, mean=mean, tier=tier, **_left(score, OUTLIER))
    trimmed = _left(score, TRIMMED)
    if trimmed:
        yield _note("score.trimmed", score, trim=score.round.score.trim, **trimmed)
    if score.extra:
        yield _note("score.extra", score, value=number(score.extra))


def _left(score: EntryScore, why: str) -> dict[str, str]:
    """Give seats and marks that were left out for a reason, for the sentence; nothing where none were."""
    left = [mark for mark in score.marks if mark.left_out == why] if score.marks.left_out else []
    return {"seats": listed(m.seat for m in left), "marks": numbers(m.total for m in left)} if left else {}


def _made(score: EntryScore) -> Findings:
    """Say by which method the score was made; nothing where a question kept it from being made."""
    if score.made is None:
        return ()
    exact, official = score.made
    rule = score.round.score
    facts: dict[str, str | int] = {"exact": fraction_text(exact), "official": number(official)}
    return (_note(f"score.by_{rule.method}", score, **facts, decimals=rule.decimals),)


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
    note = _note(code, score, number=decision.number, value=decision.value, **facts)
    return replace(score, said=(*score.said, note))


def _ask(code: str, score: EntryScore, **facts: str | int) -> Problem:
    return Problem(code, Severity.ASK, score.code, facts)


def _note(code: str, score: EntryScore, **facts: str | int) -> Problem:
    return Problem(code, Severity.NOTE, score.code, facts)
