"""Secretary: the result as it is read out in the hall, last place first; and the teams of a defence in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.decisions import DecisionKind, announced, is_locked, latest
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import NotNow
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.register import entries_of
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.panel_tables import read_units
from judge_desk.stores.round_tables import read_codes


@dataclass(frozen=True, slots=True)
class Reading:
    """One line that is read out.

    Attributes:
        place, shared: the place, and whether another entry has it, too.
        code, title, people: the entry, its authors and units; empty while the names of a blind round are closed.
        official: the official score; decimals: how many of its decimals the rules keep.
        prizes: titles of the prizes it gets; goes_on: whether it is on the shortlist of the next round.
    """

    place: int
    shared: bool
    code: EntryCode
    title: str
    people: str
    official: Fraction
    decimals: int
    prizes: tuple[str, ...]
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Ceremony:
    """The order of reading, last place first; ``announced`` says whether it may be shown in the hall."""

    title: str
    round: str
    lines: tuple[Reading, ...]
    announced: bool


def ceremony_of(folder: Path, round_id: str, around: Surroundings) -> Ceremony:
    """Give the read-out order of a locked result.

    Raises:
        NotNow: the round's result is not locked yet.
        Refusal: the folder cannot be read, or there is no such round.
    """
    with open_folder(folder, read_only=True) as contest:
        round_ = contest.round(round_id)
        if not is_locked(contest.decisions, round_.id):
            raise NotNow("ceremony.not_locked", where=round_.title)
        return read_out(contest, round_standing(contest, round_.id))


def read_out(contest: ContestFolder, standing: Standing) -> Ceremony:
    """Give the read-out order of a round's result that is locked, from a folder that is open."""
    return _read_out(standing, _names(contest, standing.round))


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
