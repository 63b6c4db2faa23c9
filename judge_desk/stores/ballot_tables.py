"""Ballots as they came, and the record of each merge.

A ballot is kept as its verified text, byte for byte; there is no row for a mark. Tables are worked out from the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from judge_desk.contest.merge.conditions import Condition, PlanRow
from judge_desk.contest.values.identity import Digest, RoundId, Seat
from judge_desk.stores.contest_file import Act
from judge_desk.stores.rows import Readable, pack, unpack, unpack_texts

_BALLOT = ("digest", "round", "seat", "revision", "name", "received", "operator")
_NO_CODE = ""
"""The 30 digits follow from the digest and are slow to work out: the column that once held them stays empty."""
_MERGE = ("number", "round", "operator", "witnesses", "reason", "stated_time")
_FILE = ("merge", "position", "name", "condition", "seat", "digest", "facts", "kept")


@dataclass(frozen=True, slots=True)
class StoredBallot:
    """A verified ballot as received.

    Attributes:
        digest: SHA-256 of the file.
        round, seat, revision: as the ballot says.
        name: the file's name as it came.
        received: stated time; operator: who took it in.
        data: the file's content, byte for byte (UTF-8).
    """

    digest: Digest
    round: RoundId
    seat: Seat
    revision: int
    name: str
    received: str
    operator: str
    data: bytes


@dataclass(frozen=True, slots=True)
class MergeRecord:
    """One merge as it was carried out.

    Attributes:
        number: from 1 in the contest.
        round, operator, witnesses, reason, stated_time: for the record (biên bản hợp nhất điểm).
        rows: each file with its condition; refused files too.
    """

    number: int
    round: RoundId
    operator: str
    witnesses: tuple[str, ...]
    reason: str
    stated_time: str
    rows: tuple[PlanRow, ...]


def put_ballots(act: Act, ballots: Iterable[StoredBallot]) -> tuple[Digest, ...]:
    """Keep ballots that are not there yet; gives their digests.

    Raises:
        ValueError: a text's digest is another.
    """
    present = {row[0] for row in act.rows("SELECT digest FROM ballot")}
    fresh: dict[Digest, StoredBallot] = {each.digest: each for each in ballots if each.digest not in present}
    for digest, ballot in fresh.items():
        if sha256(ballot.data).hexdigest() != digest:
            raise ValueError(digest)
    # The text of one ballot after the other: fifty of ten thousand lines are large.
    rows = ([*(getattr(each, name) for name in _BALLOT), each.data.decode(), _NO_CODE] for each in fresh.values())
    act.insert("ballot", (*_BALLOT, "text", "code"), rows)
    return tuple(fresh)


def read_ballots(held: Readable, round_id: RoundId) -> Iterator[StoredBallot]:
    """Give every ballot of a round, by seat, then in the order of arrival; one after the other."""
    columns = ", ".join((*_BALLOT, "CAST(text AS BLOB)"))
    found = held.each(f"SELECT {columns} FROM ballot WHERE round = ? ORDER BY seat, act, rowid", round_id)
    return (StoredBallot(*row) for row in found)


def read_arrivals(held: Readable, round_id: RoundId) -> Mapping[Digest, str]:
    """Give the stated time at which every ballot of a round came, by digest."""
    return dict(held.rows("SELECT digest, received FROM ballot WHERE round = ?", round_id))


def next_merge_number(held: Readable) -> int:
    """Give the number that the next merge will bear."""
    return int(held.rows("SELECT coalesce(max(number), 0) + 1 FROM merge")[0][0])


def put_merge(act: Act, merge: MergeRecord) -> None:
    """Keep the record of a merge."""
    head = (merge.number, merge.round, merge.operator, pack(merge.witnesses), merge.reason, merge.stated_time)
    act.insert("merge", _MERGE, [head])
    rows = enumerate(merge.rows, start=1)
    act.insert("merge_file", _FILE, [_file_row(merge.number, position, row) for position, row in rows])


def _file_row(merge: int, position: int, row: PlanRow) -> tuple[str | int | None, ...]:
    what = (row.name, row.condition.value, row.seat, row.digest)
    return (merge, position, *what, pack(row.facts), int(row.keep))


def read_merges(held: Readable, round_id: RoundId) -> tuple[MergeRecord, ...]:
    """Give the merges of a round, oldest first."""
    found = held.rows(f"SELECT {', '.join(_MERGE)} FROM merge WHERE round = ? ORDER BY number", round_id)
    return tuple(
        MergeRecord(number, RoundId(where), operator, unpack_texts(seen), reason, time, _merge_rows(held, number))
        for number, where, operator, seen, reason, time in found
    )


def merge_act(held: Readable, number: int) -> int:
    """Give the act that carried out a merge.

    Raises:
        IndexError: no merge has this number.
    """
    return int(held.rows("SELECT act FROM merge WHERE number = ?", number)[0][0])


def _merge_rows(held: Readable, merge: int) -> tuple[PlanRow, ...]:
    found = held.rows(
        "SELECT name, condition, seat, digest, facts, kept FROM merge_file WHERE merge = ? ORDER BY position", merge
    )
    return tuple(
        PlanRow(name, Condition(condition), seat, digest, unpack(facts), bool(kept))
        for name, condition, seat, digest, facts, kept in found
    )
