"""Where each thing of a plan's calendar stands: a pure function of its days, of what people recorded, and of today.

A state comes only from recorded acts, or from the station of the contest that an item follows. Nothing is guessed:
an item without days is never late, and a number that falls short does not make an item done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from judge_desk.contest.rulebook.calendar import CalendarItem, Occurrence, occurrences

MOST_AHEAD: Final = 3660
"""Days that can be looked ahead: ten years."""


class ItemState(StrEnum):
    """Where an item stands. ``DUE`` is under way or not begun, with its last day at hand."""

    LATE = "late"
    DUE = "due"
    UNDER_WAY = "under_way"
    COMING = "coming"
    DONE = "done"
    DROPPED = "dropped"


class ActKind(StrEnum):
    """What people record: something was done, put off to another last day, dropped, or taken up again as not done."""

    DONE = "done"
    MOVED = "moved"
    DROPPED = "dropped"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class CalendarAct:
    """One recorded act on one occurrence.

    Attributes:
        about: id of the occurrence; kind: see :class:`ActKind`.
        day: when it was done, or the new last day (ISO); empty else.
        count: how many were done this time; 0 where nothing is counted.
        text: evidence, or the reason; file: name of the evidence's file; digest: SHA-256 of it.
        who, time: who recorded it, and the stated time.
    """

    about: str
    kind: ActKind
    day: str = ""
    count: int = 0
    text: str = ""
    file: str = ""
    digest: str = ""
    who: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """How far the station that an item follows is; ``day``: since when it is done, empty where nothing says so."""

    begun: bool
    done: bool
    day: str = ""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One occurrence and where it stands.

    Attributes:
        occurrence: what and by when; state: see :class:`ItemState`.
        closes: the last day in force: that of the plan, or the one it was put off to; empty for none.
        count: how many are done; day: when it was finished, empty while it is not, or where nothing says so.
        acts: what was recorded, oldest first.
    """

    occurrence: Occurrence
    state: ItemState
    closes: str
    count: int
    day: str
    acts: tuple[CalendarAct, ...]

    @property
    def id(self) -> str:
        """The name of the occurrence."""
        return self.occurrence.id

    @property
    def item(self) -> CalendarItem:
        """What is to be done."""
        return self.occurrence.item

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in (ItemState.DONE, ItemState.DROPPED)


def schedule(
    items: Iterable[CalendarItem],
    acts: Iterable[CalendarAct],
    stations: Mapping[str, Station],
    today: date,
    ahead: int,
) -> tuple[Scheduled, ...]:
    """Give every occurrence with its state, by last day; those without days at the end, else in the plan's order.

    Args:
        items: of the definition.
        acts: recorded ones, oldest first; acts on what the definition does not know are passed over.
        stations: by id of the item that follows one.
        today: the day on which is looked.
        ahead: in how many days something is due soon; today and the last of them count.
    """
    listed: dict[str, list[CalendarAct]] = {}
    for act in acts:
        listed.setdefault(act.about, []).append(act)
    found = [
        _scheduled(each, tuple(listed.get(each.id, ())), stations.get(item.id), today, ahead)
        for item in items
        for each in occurrences(item)
    ]
    return tuple(sorted(found, key=lambda each: each.closes or each.occurrence.opens or _LAST))


_LAST: Final = "9999-99-99"


def _scheduled(
    occurrence: Occurrence, acts: tuple[CalendarAct, ...], station: Station | None, today: date, ahead: int
) -> Scheduled:
    reopened = max((at for at, act in enumerate(acts) if act.kind is ActKind.REOPENED), default=-1)
    standing = acts[reopened + 1 :]
    moved = [act.day for act in acts if act.kind is ActKind.MOVED]
    closes = moved[-1] if moved else occurrence.closes
    did = [act for act in standing if act.kind is ActKind.DONE]
    count = sum(act.count for act in did)
    whole = bool(did) and count >= occurrence.item.least
    day = max((act.day for act in did), default="") if whole else ""
    if any(act.kind is ActKind.DROPPED for act in standing):
        return Scheduled(occurrence, ItemState.DROPPED, closes, count, "", acts)
    if station is not None:
        whole, day = station.done, station.day if station.done else ""
    if whole:
        return Scheduled(occurrence, ItemState.DONE, closes, count, day, acts)
    begun = station.begun if station is not None else bool(did) or _has_opened(occurrence.opens, today)
    return Scheduled(occurrence, _open_state(closes, begun, today, ahead), closes, count, "", acts)


def _has_opened(opens: str, today: date) -> bool:
    """Say whether a first day has come; one that the plan does not name keeps nobody waiting."""
    return not opens or opens <= today.isoformat()


def _open_state(closes: str, begun: bool, today: date, ahead: int) -> ItemState:
    """Say where something stands that is neither done nor dropped."""
    if closes and closes < today.isoformat():
        return ItemState.LATE
    if closes and date.fromisoformat(closes) - today <= timedelta(days=ahead):
        return ItemState.DUE
    return ItemState.UNDER_WAY if begun else ItemState.COMING


def wants_attention(each: Scheduled, today: date, ahead: int) -> bool:
    """Say whether who leads something is to be reminded: it is late or due, or it begins within these days."""
    if each.state in (ItemState.LATE, ItemState.DUE):
        return True
    opens = each.occurrence.opens
    return each.state is ItemState.COMING and bool(opens) and date.fromisoformat(opens) - today <= timedelta(days=ahead)
