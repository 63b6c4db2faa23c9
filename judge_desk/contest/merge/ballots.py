"""A ballot: one judge's marks for one round, as sealed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from judge_desk.contest.merge.lines import Line, Lines
from judge_desk.contest.values.identity import ContestId, CriterionId, Digest, EntryCode, RoundId, Seat
from judge_desk.contest.values.paper_code import code_of

__all__ = ["Ballot", "BallotState", "Line", "Lines", "Remark", "SealedBallot", "Source"]


class BallotState(StrEnum):
    """Whether every assigned entry is marked or recused."""

    COMPLETE = "complete"
    PARTIAL = "partial"


class Source(StrEnum):
    """How the marks came in: on the judge's device, from a sheet of the program, or typed from paper by two."""

    DEVICE = "device"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that the organisers read; ``criterion`` is None for the entry as a whole."""

    code: EntryCode
    criterion: CriterionId | None
    text: str


@dataclass(frozen=True, slots=True)
class Ballot:
    """The content of a sealed ballot.

    Attributes:
        contest, round, definition, package: what it answers to (definition and package by digest).
        seat, name: who.
        device: public key of the installation (hex, 32 bytes), which also signs.
        revision: 1 for the first sealing; previous: digest of the sealing before, empty for the first.
        nonce: 32 hex digits, so that equal marks never make equal ballots.
        state, source: see their classes.
        stated_time: the judge's clock; decides nothing.
        columns: the judged leaves, in order.
        lines: one for every entry assigned to the seat, in code order.
        remarks: in line order.
    """

    contest: ContestId
    round: RoundId
    definition: Digest
    package: Digest
    seat: Seat
    name: str
    device: str
    revision: int
    previous: str
    nonce: str
    state: BallotState
    source: Source
    stated_time: str
    columns: tuple[CriterionId, ...]
    lines: Lines
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class SealedBallot:
    """A ballot read from a verified file.

    Attributes:
        digest: SHA-256 of the file's bytes.
        ballot: the content.
        known: the 30 digits on paper where they were worked out already; empty where nobody asked for them yet.
    """

    digest: Digest
    ballot: Ballot
    known: str = ""

    @property
    def code(self) -> str:
        """The 30 digits on paper, without blanks; slow the first time (:func:`code_of`)."""
        return self.known or code_of(self.digest)
