"""Secretary: the calendar of the plan: where each thing stands, and what people record of it.

Every act is a line of the log and nothing else; a later line takes the place of an earlier one, and both stay. What
follows a station of the contest (receipt, a round, the announcement) takes its state from there, and from nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from judge_desk.contest.register.schedule import (
    MOST_AHEAD,
    ActKind,
    CalendarAct,
    ItemState,
    Scheduled,
    Station,
    schedule,
    wants_attention,
)
from judge_desk.contest.rulebook.calendar import CalendarItem, Follows, occurrences
from judge_desk.contest.rulebook.definition import find_review
from judge_desk.contest.values.decisions import DecisionKind, announced, is_locked, latest
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.figure_slots import sheets_of
from judge_desk.desks.register import entries_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import hash_file
from judge_desk.exchange.folding import loose
from judge_desk.exchange.plain_text import tidy_line, tidy_name
from judge_desk.stores.round_tables import read_codes, read_packages

AHEAD: Final = 14
"""Days ahead in which something is due soon, where nobody says another number."""
ACTS: Final[Mapping[str, ActKind]] = {
    "calendar_done": ActKind.DONE,
    "calendar_move": ActKind.MOVED,
    "calendar_drop": ActKind.DROPPED,
    "calendar_reopen": ActKind.REOPENED,
}
"""Kind by the word of the log."""
LONGEST: Final = 1000
"""Characters of evidence or of a reason."""
MOST_DONE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The calendar as it stands: the day on which was looked, how many days ahead, every occurrence by last day."""

    today: str
    ahead: int
    items: tuple[Scheduled, ...]

    def count(self, *states: ItemState) -> int:
        """Count what stands so."""
        return sum(1 for each in self.items if each.state in states)

    @property
    def reminded(self) -> tuple[Scheduled, ...]:
        """What those who lead are to be reminded of."""
        day = date.fromisoformat(self.today)
        return tuple(each for each in self.items if wants_attention(each, day, self.ahead))

    def found(self, state: str, lead: str, text: str) -> tuple[Scheduled, ...]:
        """Give what stands so, what an office leads, what holds a text; an empty one asks for nothing."""
        wanted = loose(text)
        return tuple(
            each
            for each in self.items
            if state in ("", each.state.value)
            and (not lead or lead in each.item.leads)
            and wanted in loose(" ".join((each.item.title, *each.item.leads, *each.item.helps, each.item.source)))
        )


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What was done: on which day (ISO), how many (0 where nothing is counted), the evidence, and perhaps its file."""

    day: str
    count: int
    evidence: str
    file: Path | None = None


def look(folder: Path, around: Surroundings, today: str = "", ahead: int = AHEAD) -> CalendarView:
    """Give the calendar of a contest folder; nothing is changed.

    Args:
        folder: the contest folder.
        around: its clock says which day it is when ``today`` is empty.
        today: the day on which is looked, ISO.
        ahead: in how many days something is due soon, 0 to 3660.

    Raises:
        BadInput: no such day, or too many days.
        Refusal: the folder cannot be read.
    """
    with open_folder(folder, read_only=True) as contest:
        return calendar_of(contest, today or around.now()[:10], ahead)


def calendar_of(contest: ContestFolder, today: str, ahead: int = AHEAD) -> CalendarView:
    """Give the calendar of an open contest; raises BadInput as :func:`look`."""
    day = day_of(today)
    if not 0 <= ahead <= MOST_AHEAD:
        raise BadInput("calendar.ahead", days=ahead, most=MOST_AHEAD)
    items = contest.definition.calendar
    stations = {each.id: _station(contest, each) for each in items if each.follows is not None}
    return CalendarView(day.isoformat(), ahead, schedule(items, acts_of(contest), stations, day, ahead))


def acts_of(contest: ContestFolder) -> tuple[CalendarAct, ...]:
    """Give what was recorded on the calendar, oldest first."""
    lines = [line for line in contest.store.log() if line.what in ACTS]
    return tuple(
        CalendarAct(
            about=str(line.facts["item"]),
            kind=ACTS[line.what],
            day=str(line.facts.get("day", "")),
            count=int(line.facts.get("count", 0)),
            text=str(line.facts["reason"]),
            file=str(line.facts.get("file", "")),
            digest=str(line.facts.get("sha256", "")),
            who=line.actor,
            time=line.stated_time,
        )
        for line in lines
    )


def _station(contest: ContestFolder, item: CalendarItem) -> Station:
    """Say how far the station is that an item follows."""
    rounds = contest.definition.rounds
    if item.follows is Follows.RECEIPT:
        drawn = any(read_codes(contest.store, each.id) for each in rounds)
        return Station(bool(entries_of(contest)), drawn)
    round_id = item.round or (rounds or contest.definition.reviews)[-1].id
    final = latest(contest.decisions, DecisionKind.FINAL, round_id)
    locked = is_locked(contest.decisions, round_id)
    if item.follows is Follows.ROUND:
        reviewed = find_review(contest.definition, round_id) is not None
        begun = bool(sheets_of(contest) if reviewed else read_packages(contest.store, round_id))
        return Station(begun, locked, final.stated_time[:10] if final is not None else "")
    out = announced(contest.decisions, RoundId(round_id))
    return Station(locked, out is not None, out.stated_time[:10] if out is not None else "")


def day_of(text: str) -> date:
    """Read a day, ISO.

    Raises:
        BadInput: it is none.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadInput("calendar.no_day", value=text[:40]) from None
    if day.isoformat() != text:
        raise BadInput("calendar.no_day", value=text[:40])
    return day


def done(folder: Path, item_id: str, what: Fulfilment, around: Surroundings) -> Scheduled:
    """Record that something of the calendar was done, wholly or in part; gives where it stands then.

    Numbers of several times add up; an item without a number is done with the first record.

    Raises:
        BadInput: no such item, no day, no evidence, or a number that does not fit.
        NotNow: the item follows the contest, or is dropped or done already; or the day has not come yet.
        Unreadable: the file of the evidence is missing.
    """
    with open_folder(folder) as contest:
        seen = _find(contest, item_id, around)
        day, now = day_of(what.day).isoformat(), around.now()
        if seen.item.follows is not None:
            raise NotNow("calendar.follows", item=seen.item.title)
        _check_open(seen)
        if day > now[:10]:
            raise NotNow("calendar.not_yet", day=day, today=now[:10])
        if not (1 if seen.item.least else 0) <= what.count <= (MOST_DONE if seen.item.least else 0):
            raise BadInput("calendar.count", item=seen.item.title, unit=seen.item.unit or "–", count=what.count)
        facts: dict[str, str | int] = {"day": day, "reason": _words(what.evidence, "calendar.no_evidence")}
        if what.count:
            facts |= {"count": what.count, "unit": seen.item.unit}
        if what.file is not None:
            facts |= {"file": tidy_name(what.file.name), "sha256": str(hash_file(what.file).sha256)}
        return _record(contest, "calendar_done", seen, facts, around)


def move(folder: Path, item_id: str, until: str, reason: str, around: Surroundings) -> Scheduled:
    """Put something off to another last day; gives where it stands then.

    Raises:
        BadInput: no such item or day, no reason, or the day lies before the first day of the item.
        NotNow: it is dropped or done already, or is put off to the day that it has.
    """
    with open_folder(folder) as contest:
        seen = _find(contest, item_id, around)
        day = day_of(until).isoformat()
        _check_open(seen)
        if day == seen.closes:
            raise NotNow("calendar.same_day", day=day)
        if seen.occurrence.opens and day < seen.occurrence.opens:
            raise BadInput("calendar.before_it_opens", day=day, opens=seen.occurrence.opens)
        facts = {"day": day, "before": seen.closes, "reason": _words(reason, "calendar.no_reason")}
        return _record(contest, "calendar_move", seen, facts, around)


def drop(folder: Path, item_id: str, reason: str, around: Surroundings) -> Scheduled:
    """Record that something is not done at all; gives where it stands then.

    Raises:
        BadInput: no such item, or no reason.
        NotNow: it is dropped or done already.
    """
    with open_folder(folder) as contest:
        seen = _find(contest, item_id, around)
        _check_open(seen)
        return _record(contest, "calendar_drop", seen, {"reason": _words(reason, "calendar.no_reason")}, around)


def reopen(folder: Path, item_id: str, reason: str, around: Surroundings) -> Scheduled:
    """Take something up again: what was recorded as done, or that it was dropped, no longer counts, and stays written.

    Raises:
        BadInput: no such item, or no reason.
        NotNow: nothing was recorded that could be taken back.
    """
    with open_folder(folder) as contest:
        seen = _find(contest, item_id, around)
        standing = [act for act in seen.acts if act.kind is not ActKind.MOVED]
        if not standing or standing[-1].kind is ActKind.REOPENED:
            raise NotNow("calendar.nothing_recorded", item=seen.item.title)
        return _record(contest, "calendar_reopen", seen, {"reason": _words(reason, "calendar.no_reason")}, around)


def _find(contest: ContestFolder, item_id: str, around: Surroundings) -> Scheduled:
    """Give the occurrence of a name.

    Raises:
        BadInput: there is none; those that there are, are named.
    """
    name = item_id.strip().lower()
    view = calendar_of(contest, around.now()[:10])
    found = next((each for each in view.items if each.id == name), None)
    if found is None:
        fitting = [each for each in contest.definition.calendar if each.id == name]
        near = [one.id for each in fitting for one in occurrences(each)] or [each.id for each in view.items]
        raise BadInput("calendar.no_such", item=item_id[:60], known=", ".join(near[:40]) or "–")
    return found


def _check_open(seen: Scheduled) -> None:
    if not seen.is_open:
        raise NotNow(f"calendar.already_{seen.state.value}", item=seen.item.title)


def _words(text: str, code: str) -> str:
    words = tidy_line(text)
    if not words:
        raise BadInput(code)
    if len(words) > LONGEST:
        raise BadInput("calendar.too_long", most=LONGEST)
    return words


def _record(
    contest: ContestFolder, what: str, seen: Scheduled, facts: Mapping[str, str | int], around: Surroundings
) -> Scheduled:
    about = {"item": seen.id, "title": seen.item.title}
    with contest.store.act(around.operator, what, {**about, **facts}, around.now()):
        pass
    return _find(contest, seen.id, around)
