"""Where each thing of a calendar stands: every day has a name, every state a reason, and nothing is guessed."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.register.schedule import (
    ActKind,
    CalendarAct,
    ItemState,
    Scheduled,
    Station,
    schedule,
    wants_attention,
)
from judge_desk.contest.rulebook.calendar import CalendarItem, Every, Follows, occurrences

DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))
MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


def item(opens: str = "", closes: str = "", every: Every | None = None, least: int = 0) -> CalendarItem:
    return CalendarItem("viec", "Việc", ("Sở",), opens=opens, closes=closes, every=every, least=least, unit="buổi")


def one(
    each: CalendarItem, today: date, *acts: CalendarAct, ahead: int = 14, station: Station | None = None
) -> Scheduled:
    return schedule((each,), acts, {each.id: station} if station else {}, today, ahead)[0]


def act(kind: ActKind, day: str = "", count: int = 0) -> CalendarAct:
    return CalendarAct("viec", kind, day, count, "lời")


@given(DAYS, st.integers(0, 1500), st.sampled_from(Every))
def test_what_comes_again_covers_every_day_once(first: date, length: int, every: Every) -> None:
    last = first + timedelta(days=length)
    found = occurrences(item(first.isoformat(), last.isoformat(), every))
    days = [date.fromisoformat(day) for each in found for day in (each.opens, each.closes)]
    assert (days[0], days[-1]) == (first, last)
    assert all(end + timedelta(days=1) == begin for end, begin in zip(days[1:-1:2], days[2::2], strict=True))
    periods = {(day.year, (day.month - 1) // MONTHS[every]) for day in days}
    assert len(found) == len(periods) == len({each.id for each in found})
    for begin, end in zip(days[::2], days[1::2], strict=True):
        assert (begin.year, (begin.month - 1) // MONTHS[every]) == (end.year, (end.month - 1) // MONTHS[every])


def test_a_quarter_is_named_and_the_last_century_ends() -> None:
    found = occurrences(item("2024-02-10", "2024-12-31", Every.QUARTER))
    assert [each.id for each in found] == [f"viec@2024-q{number}" for number in (1, 2, 3, 4)]
    assert (found[0].opens, found[0].closes) == ("2024-02-10", "2024-03-31")
    assert occurrences(item("9999-11-15", "9999-12-31", Every.MONTH))[-1].closes == "9999-12-31"


@given(DAYS, st.integers(0, 200), DAYS, st.integers(0, 60))
def test_without_a_record_the_days_alone_decide(first: date, length: int, today: date, ahead: int) -> None:
    last = first + timedelta(days=length)
    state = one(item(first.isoformat(), last.isoformat()), today, ahead=ahead).state
    if today > last:
        assert state is ItemState.LATE
    elif (last - today).days <= ahead:
        assert state is ItemState.DUE
    else:
        assert state is (ItemState.COMING if today < first else ItemState.UNDER_WAY)


@given(DAYS, DAYS, st.lists(st.sampled_from([ActKind.DONE, ActKind.DROPPED, ActKind.REOPENED]), max_size=6))
def test_a_state_that_is_closed_comes_from_a_record_and_goes_with_its_reopening(
    last: date, today: date, kinds: list[ActKind]
) -> None:
    acts = [act(kind, "2024-05-05", 1) for kind in kinds]
    found = one(item("", last.isoformat()), today, *acts)
    since = kinds[len(kinds) - kinds[::-1].index(ActKind.REOPENED) :] if ActKind.REOPENED in kinds else kinds
    assert (found.state is ItemState.DROPPED) == (ActKind.DROPPED in since)
    assert (found.state is ItemState.DONE) == (ActKind.DONE in since and ActKind.DROPPED not in since)
    assert found.acts == tuple(acts)


@given(st.lists(st.integers(1, 4), max_size=6), DAYS)
def test_a_number_that_falls_short_is_not_done(counts: list[int], today: date) -> None:
    found = one(item("2024-03-01", "2024-12-31", least=5), today, *(act(ActKind.DONE, "2024-04-01", n) for n in counts))
    assert found.count == sum(counts)
    assert (found.state is ItemState.DONE) == (sum(counts) >= 5)
    assert found.day == ("2024-04-01" if sum(counts) >= 5 else "")


@given(DAYS)
def test_without_days_nothing_is_ever_late(today: date) -> None:
    assert one(item(), today).state is ItemState.UNDER_WAY
    assert not wants_attention(one(item(), today), today, 3000)


def test_what_was_put_off_has_its_new_day_and_keeps_it_when_taken_up_again() -> None:
    moved = act(ActKind.MOVED, "2024-08-01")
    found = one(item("2024-06-01", "2024-06-30"), date(2024, 7, 15), moved, act(ActKind.DROPPED), act(ActKind.REOPENED))
    assert (found.state, found.closes) == (ItemState.UNDER_WAY, "2024-08-01")
    assert one(item("2024-06-01", "2024-06-30"), date(2024, 8, 2), moved).state is ItemState.LATE


def test_what_follows_the_contest_takes_its_state_from_there() -> None:
    each = CalendarItem("viec", "Công bố", ("Sở",), closes="2024-09-30", follows=Follows.ANNOUNCEMENT)
    late, soon = date(2024, 10, 1), date(2024, 9, 1)
    assert one(each, late, station=Station(begun=True, done=False)).state is ItemState.LATE
    assert one(each, soon, ahead=3, station=Station(begun=True, done=False)).state is ItemState.UNDER_WAY
    assert one(each, soon, ahead=3, station=Station(begun=False, done=False)).state is ItemState.COMING
    done = one(each, late, station=Station(begun=True, done=True, day="2024-09-20"))
    assert (done.state, done.day) == (ItemState.DONE, "2024-09-20")


def test_what_begins_soon_is_reminded_of_and_the_list_goes_by_the_last_day() -> None:
    items = (item(), item("2024-06-10", "2024-07-31"), item("", "2024-06-03"))
    found = schedule(items, (), {}, date(2024, 6, 1), 14)
    assert [each.closes for each in found] == ["2024-06-03", "2024-07-31", ""]
    assert [wants_attention(each, date(2024, 6, 1), 14) for each in found] == [True, True, False]
    assert not wants_attention(found[1], date(2024, 5, 20), 14)
