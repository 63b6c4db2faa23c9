"""What papers on the panel are made from: the record of a draw, the sheet of a trial marking.

Everything is given, sentences too where they are no fixed words of the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from judge_desk.documents.content_head import PaperHead


@dataclass(frozen=True, slots=True)
class DrawnSeat:
    """One seat of a draw: who, position and unit, entries to mark, entries avoided."""

    seat: int
    judge: str
    position: str
    load: int
    avoided: int


@dataclass(frozen=True, slots=True)
class DrawnAvoidance:
    """Entries (numbers of the register) that a judge avoids for one reason, in words."""

    seat: int
    judge: str
    reason: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawnCode:
    """One entry of an open round: number in the register, code, title, seats that mark it."""

    entry: str
    code: str
    title: str
    seats: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DrawRecordContent:
    """The record of a draw.

    Attributes:
        number: which draw of the round, from 1; reason: why it was drawn again, empty for the first.
        stated_time: ISO local; seed: as typed or drawn; operator, witnesses: names.
        per_entry: judges of each entry; 0 where every judge marks everything. by_field: panels by field.
        entries, pairs: how many.
        codes: empty in a blind round, where the table stays closed.
        blind: whether it does.
        warnings: sentences on entries with too few judges and the like.
    """

    head: PaperHead
    number: int
    reason: str
    stated_time: str
    seed: str
    operator: str
    witnesses: tuple[str, ...]
    per_entry: int
    by_field: bool
    entries: int
    pairs: int
    seats: tuple[DrawnSeat, ...]
    avoided: tuple[DrawnAvoidance, ...]
    codes: tuple[DrawnCode, ...]
    blind: bool
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrialLine:
    """What the judges gave for one criterion of an entry, or in all: each seat's value, and how far they part."""

    title: str
    maximum: Fraction
    marks: tuple[tuple[int, Fraction], ...]
    least: Fraction
    most: Fraction
    mean: Fraction
    distance: Fraction


@dataclass(frozen=True, slots=True)
class TrialEntry:
    """One entry of a trial marking: code, title (empty in a blind round), its criteria, its total if any."""

    code: str
    title: str
    lines: tuple[TrialLine, ...]
    total: TrialLine | None = None


@dataclass(frozen=True, slots=True)
class TrialContent:
    """The sheet that shows the panel how far its trial marks part; ``missing`` names seats without a sheet."""

    head: PaperHead
    number: int
    stated_time: str
    judges: tuple[tuple[int, str], ...]
    missing: tuple[str, ...]
    entries: tuple[TrialEntry, ...]
