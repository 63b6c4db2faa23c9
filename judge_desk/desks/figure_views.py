"""What the desk of figures shows: sheets by part and period, and what a file would be kept as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from judge_desk.contest.reviewing.sheets import FigureSheet, takes_away
from judge_desk.contest.rulebook.measured import Column, MeasuredPart, Period
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Findings


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit of the roster in force: its code, its name, its other names."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One part in one period: what was taken in for it.

    Attributes:
        part: of the rules; period: None for a part with one sheet.
        kept: every sheet of it, oldest first, and those that took one away.
        rows, units, persons: counts of the sheet in force; 0 before there is one, and where its part has none such.
        missing: codes of units of the roster without a row in the sheet in force; empty before there is one.
    """

    part: MeasuredPart
    period: Period | None
    kept: tuple[FigureSheet, ...]
    rows: int = 0
    units: int = 0
    persons: int = 0
    missing: tuple[str, ...] = ()

    @property
    def in_force(self) -> FigureSheet | None:
        """The sheet in force; None before one was taken in, and after it was taken away."""
        return self.kept[-1] if self.kept and not takes_away(self.kept[-1]) else None


@dataclass(frozen=True, slots=True)
class FiguresView:
    """All figures of a contest.

    Attributes:
        slots: the roster first, then the parts in the rules' order, each by period.
        units: of the roster in force, by code; empty before there is one.
        findings: what people should know of the sheet that was just taken in; none of them stopped it.
    """

    slots: tuple[Slot, ...]
    units: tuple[NamedUnit, ...]
    findings: Findings = ()


class Matched(StrEnum):
    """How a column found its title in a file: told by a person, as in the last sheet, by its title, or not at all.

    ``NONE``: a person said that the file has no such column, which leaves it blank.
    """

    CHOSEN = "chosen"
    REMEMBERED = "remembered"
    BY_TITLE = "by_title"
    NONE = "none"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """Which title of the file feeds a column.

    Attributes:
        column: of the part; title: in the file, empty where nothing feeds it.
        how: see :class:`Matched`; needed: the sheet cannot be taken in while it is ``MISSING``.
    """

    column: Column
    title: str
    how: Matched
    needed: bool


@dataclass(frozen=True, slots=True)
class UnknownUnit:
    """A name that the roster does not know: the file's rows with it (the first few), and the nearest units."""

    name: str
    rows: tuple[int, ...]
    count: int
    near: tuple[NamedUnit, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the sheet in force, in rows: those that are new and those that are no longer there.

    ``units``: codes of the units that one of them is about, as far as their part has units.
    """

    added: int
    removed: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigurePreview:
    """What a file would be kept as; nothing was written.

    Attributes:
        part, period: where it would go.
        file, sha256: its name and digest.
        titles: the titles that it has, in order.
        columns: of the part, in order, with what feeds each.
        rows, units, persons: counts.
        first: the first rows in the file's order, cell by cell as they would be kept, but units by name.
        unknown: names of units that the roster does not know.
        replaces: the sheet in force, whose place it would take with a reason; changes: what differs from it.
        findings: with a stop among them the file cannot be taken in; those about a cell name ``row`` and ``column``.
        others: names of the file's other sheets that have rows, any of which may be read instead.
    """

    part: MeasuredPart
    period: Period | None
    file: str
    sha256: Digest
    titles: tuple[str, ...]
    columns: tuple[ColumnMatch, ...]
    rows: int
    units: int
    persons: int
    first: tuple[tuple[str, ...], ...]
    unknown: tuple[UnknownUnit, ...]
    replaces: FigureSheet | None
    changes: Changes | None
    findings: Findings
    others: tuple[str, ...] = ()

    def title_of(self, column: str) -> str:
        """Give the title that feeds a column, empty where nothing does."""
        return next((each.title for each in self.columns if each.column.id == column), "")
