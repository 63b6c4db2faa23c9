"""What all steps of a review share while it is worked out, and the questions that come up on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from judge_desk.contest.reviewing.figures import Figures, Person
from judge_desk.contest.reviewing.outcome import Evidence, ReviewResult, Subject, Worked
from judge_desk.contest.reviewing.roster import Roster
from judge_desk.contest.rulebook.definition import Definition, find_measured
from judge_desk.contest.rulebook.measured import MeasuredPart
from judge_desk.contest.rulebook.reviews import Measure, Review
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.facts import listed, number
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.numbers import OffStep, decimal_text, decimals_of, fraction_text, round_to
from judge_desk.contest.values.problems import Problem, Severity

ASKED_OF_FIGURES: Final = frozenset(
    {
        "review.sheet_missing",
        "review.sheet_missing_period",
        "review.figure_missing",
        "review.figure_missing_period",
        "review.row_unit_unknown",
        "review.unit_unknown",
        "review.author_unclear",
        "review.earlier_namesake",
    }
)
"""Codes of the questions that another sheet of figures answers."""
MOST_NAMED: Final = 20
"""How many subjects a question names; it always says how many there are."""


@dataclass(frozen=True, slots=True)
class Found:
    """One measure of one subject; ``open`` where a question about it stands, so that nothing may be concluded."""

    worked: Worked
    open: bool = False

    @property
    def value(self) -> Fraction | None:
        """The value, None where there is none."""
        return self.worked.value


Values = Mapping[EntryCode, Found]


@dataclass(slots=True)
class Questions:
    """Everything that stops a review, each once, in the order in which it came up."""

    title: str
    points: dict[str, Problem] = field(default_factory=dict)
    sheets: dict[tuple[str, str], Problem] = field(default_factory=dict)
    absent: dict[tuple[str, str, str], set[EntryCode]] = field(default_factory=dict)
    others: list[Problem] = field(default_factory=list)
    several: dict[str, set[EntryCode]] = field(default_factory=dict)

    def undecided(self, point: Undecided) -> None:
        """Ask once about a point that the rules leave open."""
        facts: dict[str, str | int] = {"point": point.code or point.key, "point_key": point.key}
        self.points.setdefault(point.key, Problem("review.undecided", Severity.ASK, self.title, facts))

    def sheet_missing(self, part: MeasuredPart, period: str) -> None:
        """Ask once for a sheet that is not there."""
        title = next((each.title for each in part.periods if each.id == period), "")
        facts: dict[str, str | int] = {"part": part.title, "period": title, "part_id": part.id, "period_id": period}
        code = "review.sheet_missing_period" if period else "review.sheet_missing"
        self.sheets.setdefault((part.id, period), Problem(code, Severity.ASK, self.title, facts))

    def figure_missing(self, part: str, period: str, column: str, code: EntryCode) -> None:
        """Ask for a figure of a subject."""
        self.absent.setdefault((part, period, column), set()).add(code)

    def several_figures(self, measure: str, code: EntryCode) -> None:
        """Ask about a subject that has several figures where the rules speak of one."""
        self.several.setdefault(measure, set()).add(code)

    def ask(self, code: str, where: str, **facts: str | int) -> None:
        """Ask something else; the same is asked once."""
        problem = Problem(code, Severity.ASK, where, facts)
        if problem not in self.others:
            self.others.append(problem)

    def every(self) -> Iterator[Problem]:
        """Give all of them: sheets, figures, points of the rules, the rest."""
        yield from self.sheets.values()
        for (part, period, column), codes in sorted(self.absent.items()):
            facts: dict[str, str | int] = {"part": part, "period": period, "column": column, **named(codes)}
            code = "review.figure_missing_period" if period else "review.figure_missing"
            yield Problem(code, Severity.ASK, self.title, facts)
        for measure, codes in self.several.items():
            yield Problem("review.several_figures", Severity.ASK, measure, named(codes))
        yield from self.points.values()
        yield from self.others


def named(codes: Iterable[EntryCode]) -> dict[str, str | int]:
    """Give the facts ``codes`` and ``count``; of many, the first are named."""
    every = sorted(codes)
    more = ("…",) if len(every) > MOST_NAMED else ()
    return {"codes": listed((*every[:MOST_NAMED], *more)), "count": len(every)}


@dataclass(slots=True)
class Case:
    """One review being worked out.

    Attributes:
        definition, review, evidence, roster, figures: what it stands on.
        decisions: those of the review that still rest on what is there.
        subjects: who is reviewed, in code order; people: who they are in the sheets, for a review of persons.
        asked: what came up; found: measures worked out so far.
        filled: results of the reviews that this one stands on; noted: what the minutes should say of the measures.
    """

    definition: Definition
    review: Review
    evidence: Evidence
    roster: Roster
    figures: Figures
    decisions: tuple[Decision, ...]
    subjects: tuple[Subject, ...]
    people: Mapping[EntryCode, Person]
    asked: Questions
    found: dict[str, Values] = field(default_factory=dict)
    filled: tuple[ReviewResult, ...] = ()
    noted: list[Problem] = field(default_factory=list)

    @contextmanager
    def unasked(self, when: bool = True) -> Iterator[None]:
        """Work something out on which nothing turns (yet): its questions are not asked."""
        asked = self.asked
        self.asked = Questions(asked.title) if when else asked
        try:
            yield
        finally:
            self.asked = asked

    def part(self, measure: Measure) -> MeasuredPart:
        """Give the part that a measure reads: its own, else that of the subjects.

        Raises:
            KeyError: the rules name no such part; the checks of a definition say so.
        """
        name = measure.part or self.review.part
        part = find_measured(self.definition, name)
        if part is None:
            raise KeyError(name)
        return part

    def periods(self, measure: Measure) -> tuple[str, ...]:
        """Give the periods that a measure reads, in order of time; one without a name for a part without periods."""
        own = measure.periods if measure.part else self.review.periods
        named_ones = tuple(each.id for each in self.part(measure).periods)
        return (tuple(each for each in named_ones if each in own) if own else named_ones) or ("",)

    def concerns(self, when: str, subject: Subject) -> bool:
        """Say whether a subject belongs to a branch, ``column:value``; everybody to the empty one."""
        if not when:
            return True
        column, _, value = when.partition(":")
        return self.figures.folded(subject.facts.get(column, "")) == self.figures.folded(value)


def undecided_in(value: object) -> Iterator[Undecided]:
    """Give every open point in a measure, gate or level."""
    if isinstance(value, Undecided):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from undecided_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from undecided_in(getattr(value, each.name))


def shown(exact: Fraction, value: Fraction) -> str:
    """Write a value with what it was rounded from, e.g. ``74/9 ≈ 8.2``; what ends is written as a decimal."""
    text = written(exact)
    if exact == value:
        return text if ends(exact) else f"{text} ≈ {number(round_to(exact, 2))}"
    return f"{text} ≈ {number(value)}"


@lru_cache(maxsize=4096)
def written(value: Fraction) -> str:
    """Write a value exactly: a decimal where it ends, else as a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    return number(value) if ends(value) else fraction_text(value)


def ends(value: Fraction) -> bool:
    """Say whether a value can be written as a decimal."""
    try:
        decimals_of(value)
    except OffStep:
        return False
    return True


def result(measure: Measure, exact: Fraction, code: str, facts: Mapping[str, str | int], open_: bool = False) -> Found:
    """Round a value once, as the measure says, and keep how it came about."""
    value = exact if measure.decimals is None else round_to(exact, measure.decimals)
    said = written(exact)
    if exact.denominator != 1 or value != exact:
        said = rounded_text(exact, value, measure.decimals)
    told = {**facts, "value": said, "exact": fraction_text(exact)}
    return Found(Worked(value, Problem(code, Severity.NOTE, measure.title, told)), open_)


def rounded_text(exact: Fraction, value: Fraction, decimals: int | None) -> str:
    """Write a value as the working shows it, with the decimals that the rules set."""
    if decimals is None or exact == value:
        return shown(exact, value)
    return f"{written(exact)} ≈ {decimal_text(value, decimals)}"


def without(measure: Measure, lack: str, code: str, open_: bool = False, /, **facts: str | int) -> Found:
    """Say that there is no value, and why."""
    return Found(Worked(None, Problem(code, Severity.NOTE, measure.title, facts), lack), open_)
