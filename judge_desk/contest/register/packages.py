"""What a submission package says: the manifest, one and the same for every judge."""

from __future__ import annotations

from dataclasses import dataclass, field

from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.values.decisions import LATER
from judge_desk.contest.values.identity import ContestId, Digest, EntryCode, RoundId, Seat


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """One file of an entry: its name on the stick is always ``files/<code digits>_<number>.<extension>``."""

    number: int
    part: str
    extension: str
    size: int
    sha256: Digest
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One entry as judges see it.

    Attributes:
        code: blind or open code; print order is code order.
        field: id of the field.
        title, authors, units, kind: filled in an open round; empty in a blind one. ``kind`` is the entrant kind's id.
        earlier: code of the same entry in the round before; empty in the first round and in a blind one.
        seats: who marks it, ascending.
        files: in order.
        withdrawn: True once withdrawn; the entry stays listed.
    """

    code: EntryCode
    field: str
    seats: tuple[Seat, ...]
    files: tuple[ManifestFile, ...]
    title: str = ""
    authors: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    kind: str = ""
    earlier: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class SeatLock:
    """Salt and scrypt hash (hex) of a seat's PIN: a screen lock, no protection of data."""

    seat: Seat
    salt: str
    hash: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The signed content of a ``.jdpack``.

    Attributes:
        contest, round, version: which package; versions count from 1 per round.
        previous: digest of the version before, empty for the first.
        definition: the definition file, verbatim; definition_digest: its hash.
        rulings: decided points (key, TOML value) in force at issue.
        seats, locks: who sits where; how a seat opens.
        entries: in code order.
        rehearsal: True for a trial that must never be taken for the real thing.
        log_head: hash of the secretary's log at issue.
        stated_time: ISO time of the secretary's clock; decides nothing.
        key: the contest's public key (hex).
        opening: the public opening key (hex) that ballots are closed to; None where they travel in the open.
    """

    contest: ContestId
    round: RoundId
    version: int
    previous: str
    definition: str
    definition_digest: Digest
    rulings: tuple[tuple[str, str], ...]
    seats: tuple[SeatHolder, ...]
    locks: tuple[SeatLock, ...]
    entries: tuple[ManifestEntry, ...]
    rehearsal: bool
    log_head: str
    stated_time: str
    key: str
    opening: str | None = field(default=None, metadata=LATER)
