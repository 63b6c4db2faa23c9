"""What belongs to one round before marking: lots, codes, who marks what, seats, packages.

Codes, assignment and seats are kept as whole sets: a new set replaces the one in force, and the old one stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.values.identity import Digest, EntryCode, EntryId, JudgeId, RoundId, Seat
from judge_desk.stores.chain import text_digest
from judge_desk.stores.contest_file import Act
from judge_desk.stores.rows import Facts, Readable, pack, unpack


@dataclass(frozen=True, slots=True)
class Draw:
    """One lot.

    Attributes:
        round, purpose: what was drawn, e.g. ``codes`` or ``assignment``.
        seed: the text from which the lot can be repeated by hand.
        facts: e.g. who looked on, how many were drawn.
        stated_time: ISO local.
    """

    round: RoundId
    purpose: str
    seed: str
    facts: Facts
    stated_time: str


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A pair that is not marked, and why (key of the reason, or the declared words)."""

    entry: EntryId
    seat: Seat
    reason: str


@dataclass(frozen=True, slots=True)
class StoredPackage:
    """One issued package.

    Attributes:
        round, version: versions count from 1 in each round.
        digest: SHA-256 of the ``.jdpack`` file; name: its file name; text: its content, byte for byte (UTF-8).
    """

    round: RoundId
    version: int
    digest: Digest
    name: str
    text: str


def put_draw(act: Act, draw: Draw) -> None:
    """Keep a lot."""
    row = (draw.round, draw.purpose, draw.seed, pack(draw.facts), draw.stated_time)
    act.insert("draw", ("round", "purpose", "seed", "facts", "stated_time"), [row])


def read_draws(held: Readable, round_id: RoundId) -> tuple[Draw, ...]:
    """Give every lot of a round, oldest first."""
    found = held.rows(
        "SELECT purpose, seed, facts, stated_time FROM draw WHERE round = ? ORDER BY act, rowid", round_id
    )
    return tuple(Draw(round_id, purpose, seed, unpack(facts), time) for purpose, seed, facts, time in found)


def draw_acts(held: Readable, round_id: RoundId) -> tuple[int, ...]:
    """Give the number of the act of every lot of a round, in the order of :func:`read_draws`."""
    found = held.rows("SELECT act FROM draw WHERE round = ? ORDER BY act, rowid", round_id)
    return tuple(int(number) for (number,) in found)


def put_codes(act: Act, round_id: RoundId, codes: Mapping[EntryId, EntryCode]) -> None:
    """Keep the codes of a round: the whole set."""
    act.insert("code", ("round", "entry", "code"), [(round_id, entry, code) for entry, code in codes.items()])


def read_codes(held: Readable, round_id: RoundId, act: int = 0) -> dict[EntryId, EntryCode]:
    """Give the codes of a round in code order: those in force, or those of an act."""
    found = _rows(held, "entry, code", "code", "code", round_id, act)
    return {EntryId(entry): EntryCode(code) for entry, code in sorted(found, key=lambda row: (len(row[1]), row[1]))}


def _rows(held: Readable, columns: str, table: str, leader: str, round_id: RoundId, act: int) -> list[tuple[Any, ...]]:
    """Read a set of a round: the rows of an act, or (0) of the last act that wrote to the leading table."""
    which = "?" if act else f"(SELECT max(act) FROM {leader} WHERE round = ?)"
    order = "seat, since" if table == "seat" else "rowid"
    sql = f"SELECT {columns} FROM {table} WHERE round = ? AND act = {which} ORDER BY {order}"
    return held.rows(sql, round_id, act or round_id)


def put_assignment(
    act: Act, round_id: RoundId, pairs: Mapping[EntryId, tuple[Seat, ...]], excluded: Iterable[Exclusion]
) -> None:
    """Keep who marks what in a round: the whole set, entries without a seat too."""
    act.insert("assignment", ("round", "entry", "seats"), [(round_id, e, pack(seats)) for e, seats in pairs.items()])
    rows = [(round_id, each.entry, each.seat, each.reason) for each in excluded]
    act.insert("exclusion", ("round", "entry", "seat", "reason"), rows)


def read_assignment(held: Readable, round_id: RoundId, act: int = 0) -> dict[EntryId, tuple[Seat, ...]]:
    """Give who marks what in a round: as in force, or as of an act."""
    found = _rows(held, "entry, seats", "assignment", "assignment", round_id, act)
    return {EntryId(entry): tuple(Seat(seat) for seat in unpack(seats)) for entry, seats in found}


def read_exclusions(held: Readable, round_id: RoundId, act: int = 0) -> tuple[Exclusion, ...]:
    """Give the pairs left out in the assignment in force, or in that of an act."""
    found = _rows(held, "entry, seat, reason", "exclusion", "assignment", round_id, act)
    return tuple(Exclusion(EntryId(entry), Seat(seat), reason) for entry, seat, reason in found)


def put_seats(act: Act, round_id: RoundId, holders: Iterable[SeatHolder]) -> None:
    """Keep who sits where in a round: the whole set, former holders too."""
    rows = [(round_id, each.seat, each.judge, each.name, each.since, each.until) for each in holders]
    act.insert("seat", ("round", "seat", "judge", "name", "since", "until"), rows)


def read_seats(held: Readable, round_id: RoundId, act: int = 0) -> tuple[SeatHolder, ...]:
    """Give who sits where in a round, by seat: as in force, or as of an act."""
    found = _rows(held, "seat, judge, name, since, until", "seat", "seat", round_id, act)
    return tuple(SeatHolder(Seat(seat), JudgeId(judge), *rest) for seat, judge, *rest in found)


def put_package(act: Act, package: StoredPackage) -> None:
    """Keep an issued package verbatim.

    Raises:
        ValueError: the text's digest is another.
    """
    if text_digest(package.text) != package.digest:
        raise ValueError(package.digest)
    row = (package.round, package.version, package.digest, package.name, package.text)
    act.insert("package", ("round", "version", "digest", "name", "text"), [row])


def read_packages(held: Readable, round_id: RoundId) -> tuple[StoredPackage, ...]:
    """Give the packages of a round, by version."""
    found = held.rows(
        "SELECT round, version, digest, name, text FROM package WHERE round = ? ORDER BY version", round_id
    )
    return tuple(StoredPackage(*row) for row in found)
