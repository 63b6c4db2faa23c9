"""Opening keys of rounds (their public halves only) and closed ballots as they came; all append-only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from judge_desk.contest.values.identity import Digest, RoundId, Seat
from judge_desk.stores.chain import text_digest
from judge_desk.stores.contest_file import Act
from judge_desk.stores.rows import Readable

_KEY = ("number", "round", "public_key", "state", "stated_time")
_CLOSED = ("digest", "round", "seat", "name", "text", "received", "operator")
MADE, CONFIRMED = "made", "confirmed"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """That an opening key was made, or that its digits were read back from the paper.

    Attributes:
        number: from 1 in the contest; round: whose key.
        public_key: 64 hexadecimal digits; state: ``made`` or ``confirmed``; stated_time: ISO local.
    """

    number: int
    round: RoundId
    public_key: str
    state: str
    stated_time: str


@dataclass(frozen=True, slots=True)
class StoredClosed:
    """A verified closed ballot as received.

    Attributes:
        digest: SHA-256 of the file; round, seat: as its head says.
        name: the file's name as it came; text: its content, byte for byte (UTF-8).
        received: stated time; operator: who took it in.
    """

    digest: Digest
    round: RoundId
    seat: Seat
    name: str
    text: str
    received: str
    operator: str


def put_key(act: Act, round_id: RoundId, public_key: str, state: str, stated_time: str) -> KeyRow:
    """Keep that a key was made or read back."""
    number = int(act.rows("SELECT coalesce(max(number), 0) + 1 FROM opening_key")[0][0])
    act.insert("opening_key", _KEY, [(number, round_id, public_key, state, stated_time)])
    return KeyRow(number, round_id, public_key, state, stated_time)


def read_keys(held: Readable, round_id: RoundId) -> tuple[KeyRow, ...]:
    """Give every row about the keys of a round, oldest first."""
    found = held.rows(f"SELECT {', '.join(_KEY)} FROM opening_key WHERE round = ? ORDER BY number", round_id)
    return tuple(KeyRow(*row) for row in found)


def put_closed(act: Act, ballots: Iterable[StoredClosed]) -> tuple[Digest, ...]:
    """Keep closed ballots that are not there yet; gives their digests.

    Raises:
        ValueError: a text's digest is another.
    """
    present = {row[0] for row in act.rows("SELECT digest FROM closed_ballot")}
    fresh = {each.digest: each for each in ballots if each.digest not in present}
    for digest, each in fresh.items():
        if text_digest(each.text) != digest:
            raise ValueError(digest)
    act.insert("closed_ballot", _CLOSED, ([getattr(each, name) for name in _CLOSED] for each in fresh.values()))
    return tuple(fresh)


def read_closed(held: Readable, round_id: RoundId) -> tuple[StoredClosed, ...]:
    """Give every closed ballot of a round, by seat, then in the order of arrival."""
    found = held.rows(
        f"SELECT {', '.join(_CLOSED)} FROM closed_ballot WHERE round = ? ORDER BY seat, act, rowid", round_id
    )
    return tuple(StoredClosed(*row) for row in found)
