"""What the list of judges who have not delivered is made from."""

from __future__ import annotations

from dataclasses import dataclass

from judge_desk.documents.content_head import PaperHead


@dataclass(frozen=True, slots=True)
class Reminded:
    """One seat: who, position, how many entries, what it lacks: ``missing``, ``choose``, ``waiting`` or ``paper``."""

    seat: int
    judge: str
    position: str
    entries: int
    lacks: str


@dataclass(frozen=True, slots=True)
class ReminderContent:
    """The list: seats from which something is still expected, how many delivered of how many, when it was made."""

    head: PaperHead
    seats: tuple[Reminded, ...]
    counted: int
    expected: int
    stated_time: str
