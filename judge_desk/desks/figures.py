"""Secretary: sheets of figures come in, each with who closed them, when and from which file; and what is there.

A sheet says everything about one measured part in one period. It is never changed: a later sheet takes its place with
a reason, and both stay. A sheet with a single fault is refused whole. Parts that are figures of entries belong to
:mod:`judge_desk.desks.extras`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.measured import Column, MeasuredPart, Period
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Findings
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.surroundings import Surroundings


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
        kept: every sheet of it, oldest first.
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
        """The sheet in force; None before one was taken in."""
        return self.kept[-1] if self.kept else None


@dataclass(frozen=True, slots=True)
class FiguresView:
    """All figures of a contest.

    Attributes:
        slots: the roster first, then the parts in the rules' order, each by period.
        units: of the roster in force, by code; empty before there is one.
    """

    slots: tuple[Slot, ...]
    units: tuple[NamedUnit, ...]


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


def figures_of(contest: ContestFolder) -> FiguresView:
    """Give every sheet of an open contest, by part and period."""
    raise NotImplementedError


def show(folder: Path, around: Surroundings) -> FiguresView:
    """Give every sheet of a contest, by part and period; nothing is changed.

    Raises:
        NotNow: the rules have no part that comes from sheets.
    """
    raise NotImplementedError


def preview(
    folder: Path, part: str, period: str, file: Path, around: Surroundings, mapping: Mapping[str, str] | None = None
) -> FigurePreview:
    """Read a file and say what would be kept of it; nothing is written.

    Args:
        folder: of the contest.
        part: id of the measured part.
        period: its id, empty for a part without periods.
        file: XLSX or CSV.
        around: progress is reported between blocks of rows.
        mapping: column id to its title in the file, chosen by a person; an empty title says that there is none.

    Raises:
        BadInput: no such part, period or column, or a title that the file does not have.
        NotNow: the rules have no such figures, or the roster must come first.
        Unreadable: no sheet.
    """
    raise NotImplementedError


def take_in(
    folder: Path,
    part: str,
    period: str,
    file: Path,
    provenance: Provenance,
    around: Surroundings,
    mapping: Mapping[str, str] | None = None,
) -> FiguresView:
    """Keep a file's rows as the figures of a part and period, whole or not at all.

    Args:
        folder: of the contest.
        part: id of the measured part.
        period: its id, empty for a part without periods.
        file: XLSX or CSV.
        provenance: who closed the figures and when; a reason where they take the place of others.
        around: clock and operator; progress is reported between blocks of rows.
        mapping: as :func:`preview`.

    Raises:
        BadInput: the sheet has faults, all of them in ``findings``; the provenance is not whole; or as
            :func:`preview`.
        NotNow: nothing differs from what is in force; a result that rests on it is locked; or as :func:`preview`.
        Unreadable: no sheet.
    """
    raise NotImplementedError


def save_blank(folder: Path, part: str, period: str, target: Path, around: Surroundings) -> Path:
    """Write a blank sheet (XLSX) to fill in, with the roster's units for a part of units; gives the file.

    Raises:
        BadInput, NotNow: as :func:`preview`. CannotWrite: the file exists, or its folder cannot be written.
    """
    raise NotImplementedError


def name_unit(folder: Path, name: str, unit_code: str, provenance: Provenance, around: Surroundings) -> FiguresView:
    """Record that a name in sheets means a unit: a roster like the one in force, with this further name.

    Args:
        folder: of the contest.
        name: as the sheet writes it.
        unit_code: of the roster in force.
        provenance: who says so, and why; the source may be empty for the roster's own.
        around: clock and operator.

    Raises:
        BadInput: no name, no such unit, or the name means another unit already; the provenance is not whole.
        NotNow: no roster yet, or it knows the name already.
    """
    raise NotImplementedError


def export(folder: Path, part: str, period: str, target: Path) -> Path:
    """Write the rows in force as CSV or XLSX, as the target's ending says, units by name; gives the file.

    Raises:
        BadInput: no such part or period, or another ending. NotNow: nothing was taken in yet.
        CannotWrite: the file exists, or its folder cannot be written.
    """
    raise NotImplementedError
