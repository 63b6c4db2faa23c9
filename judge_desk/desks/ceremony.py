"""Secretary: the result as it is read out in the hall, last place first; and the teams of a defence in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from judge_desk.contest.counting.prizes import Awards
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.reviews import Order, OrderPolicy, Review, measure_of
from judge_desk.contest.rulebook.rules import PrizeTable
from judge_desk.contest.values.decisions import DecisionKind, announced, is_locked, latest
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.numbers import OffStep, decimals_of
from judge_desk.contest.values.problems import NotNow
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.register import entries_of
from judge_desk.desks.reviews.standing import ReviewStanding, review_standing
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.panel_tables import read_units
from judge_desk.stores.round_tables import read_codes


@dataclass(frozen=True, slots=True)
class Reading:
    """One line that is read out.

    Attributes:
        place, shared: the place, and whether another entry has it, too; of a review within its prize table, 0 where
            people chose and nothing was ordered.
        code, title, people: the entry, its authors and units; empty while the names of a blind round are closed.
        official: the official score, None where a review has no one figure with a unit; decimals: how many of its
            decimals the rules keep.
        prizes: titles of the prizes it gets; goes_on: whether it is on the shortlist of the next round.
        table: title of the prize table of a review; unit: what its figure is counted in; both empty for a round.
    """

    place: int
    shared: bool
    code: EntryCode
    title: str
    people: str
    official: Fraction | None
    decimals: int
    prizes: tuple[str, ...]
    goes_on: bool
    table: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Ceremony:
    """The order of reading, last place first; ``announced`` says whether it may be shown in the hall."""

    title: str
    round: str
    lines: tuple[Reading, ...]
    announced: bool


def ceremony_of(folder: Path, round_id: str, around: Surroundings) -> Ceremony:
    """Give the read-out order of a locked result, of a round or of a review.

    Raises:
        NotNow: the result is not locked yet.
        Refusal: the folder cannot be read, or there is no such round or review.
    """
    with open_folder(folder, read_only=True) as contest:
        wanted = contest.round_or_review(round_id)
        if not is_locked(contest.decisions, wanted.id):
            raise NotNow("ceremony.not_locked", where=wanted.title)
        if isinstance(wanted, Review):
            return read_out_review(review_standing(contest, wanted.id))
        return read_out(contest, round_standing(contest, wanted.id))


def read_out(contest: ContestFolder, standing: Standing) -> Ceremony:
    """Give the read-out order of a round's result that is locked, from a folder that is open."""
    return _read_out(standing, _names(contest, standing.round))


def read_out_review(standing: ReviewStanding) -> Ceremony:
    """Give the read-out order of a review that is locked: who has a prize, the last table and the last prize first."""
    lines: list[Reading] = []
    for awards in reversed(standing.result.awards):
        table = next(each for each in standing.definition.prize_tables if each.id == awards.table)
        lines += _of_table(standing, table, awards)
    out = announced(standing.decisions, standing.id) is not None
    return Ceremony(standing.definition.short_title, standing.title, tuple(lines), out)


def _of_table(standing: ReviewStanding, table: PrizeTable, awards: Awards) -> list[Reading]:
    """Read a table: the last prize first, within a prize the last place."""
    subjects = {each.subject.code: each.subject for each in standing.result.subjects}
    order = [prize.id for prize in table.prizes]
    titles = {prize.id: prize.title for prize in table.prizes}
    places = _places(standing, awards)
    given = [(row.code, row.prize) for row in awards.rows if row.code is not None]
    given.sort(key=lambda each: (order.index(each[1]), places.get(each[0], (0, False))[0], each[0]), reverse=True)
    found = []
    for code, prize in given:
        who, (number, shared) = subjects[code], places.get(code, (0, False))
        people = who.unit if who.unit != who.name else ""
        (official, decimals, unit), won = _figure(standing, code), (titles[prize],)
        line = Reading(number, shared, code, who.name, people, official, decimals, won, False, table.title, unit)
        found.append(line)
    return found


def _places(standing: ReviewStanding, awards: Awards) -> Mapping[EntryCode, tuple[int, bool]]:
    """Number who is considered in a table by the review's order: 1, 2, 2, 4; nobody where people choose."""
    order = standing.review.order
    if not isinstance(order, Order) or order.policy is OrderPolicy.COUNCIL:
        return {}
    considered = set(awards.considered)
    numbers = [each.number for each in standing.result.ranking.places if each.code in considered]
    return {
        each.code: (numbers.index(each.number) + 1, numbers.count(each.number) > 1)
        for each in standing.result.ranking.places
        if each.code in considered
    }


def _figure(standing: ReviewStanding, code: EntryCode) -> tuple[Fraction | None, int, str]:
    """Give the first measure of an order by measures in turn, its decimals and its unit.

    Only where it can be read out: as a decimal, and counted in something.
    """
    order = standing.review.order
    if not isinstance(order, Order) or order.policy is not OrderPolicy.IN_TURN or not order.by:
        return None, 0, ""
    measure = measure_of(standing.review, order.by[0].removeprefix("-"))
    place = standing.result.ranking.by_code.get(EntryCode(code))
    if measure is None or not measure.unit or place is None:
        return None, 0, ""
    try:
        decimals = decimals_of(place.official) if measure.decimals is None else measure.decimals
    except OffStep:
        return None, 0, ""
    return place.official, decimals, measure.unit


def _names(contest: ContestFolder, round_: Round) -> Mapping[EntryCode, tuple[str, str]]:
    """Give title and people by code; nothing while the code table of a blind round is closed."""
    if round_.blind and latest(contest.decisions, DecisionKind.UNSEAL, round_.id) is None:
        return {}
    codes = read_codes(contest.store, round_.id)
    units = {unit.id: unit.title for unit in read_units(contest.store)}
    return {
        codes[entry.id]: (
            entry.title,
            ", ".join((*(each.name for each in entry.authors), *(units[each] for each in entry.units))),
        )
        for entry in entries_of(contest)
        if entry.id in codes
    }


def _read_out(standing: Standing, names: Mapping[EntryCode, tuple[str, str]]) -> Ceremony:
    """Put the entries of a result in the order of reading; of a shared place, the higher code first."""
    given = _prizes(standing)
    inside = standing.result.shortlist.inside if standing.result.shortlist is not None else ()
    places = sorted(standing.result.ranking.places, key=lambda each: (each.number, each.code), reverse=True)
    lines = tuple(
        Reading(
            each.number,
            each.shared,
            each.code,
            *names.get(each.code, ("", "")),
            each.official,
            standing.round.score.decimals,
            given.get(each.code, ()),
            each.code in inside,
        )
        for each in places
    )
    out = announced(standing.decisions, standing.round.id) is not None
    return Ceremony(standing.definition.short_title, standing.round.title, lines, out)


def _prizes(standing: Standing) -> dict[EntryCode, tuple[str, ...]]:
    titles = {(table.id, prize.id): prize.title for table in standing.definition.prize_tables for prize in table.prizes}
    found: dict[EntryCode, tuple[str, ...]] = {}
    for awards in standing.result.awards:
        for row in awards.rows:
            if row.code is not None:
                found[row.code] = (*found.get(row.code, ()), titles[row.table, row.prize])
    return found
