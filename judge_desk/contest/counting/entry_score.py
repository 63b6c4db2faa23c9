"""The score of one entry as a value, and how it came about; its working is worked out when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Final

from judge_desk.contest.counting import disagreement, methods
from judge_desk.contest.counting.disagreement import Reading
from judge_desk.contest.counting.panel_marks import PanelMarks, SeatMark, SeatMarks
from judge_desk.contest.merge.lines import Line
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rubric import LeafKind, leaves
from judge_desk.contest.rulebook.rules import Action, DisagreementRule, Undecided
from judge_desk.contest.values.facts import listed, number, numbers
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat
from judge_desk.contest.values.numbers import fraction_text
from judge_desk.contest.values.problems import Findings, Problem, Severity

OUTLIER: Final = "outlier"
TRIMMED: Final = "trimmed"


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
        known = {**self.panel.means(self.code, self.marks.left_out), **self.brought}
        for group, inside in self.panel.groups.items():
            if all(leaf in known for leaf, _ in inside):
                known[group] = sum((known[leaf] * factor for leaf, factor in inside), Fraction(0))
        return tuple((each.id, known[each.id]) for each in self.round.rubric.criteria if each.id in known)

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


def _note(code: str, score: EntryScore, **facts: str | int) -> Problem:
    return Problem(code, Severity.NOTE, score.code, facts)
