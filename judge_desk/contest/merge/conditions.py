"""What can be true of a ballot and of a seat, and the values that the merge hands on.

The values stand here so that the rules (``chains``, ``faults``, ``merging``) can share them. Readers import them from
``merging``. Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.register.packages import ManifestEntry
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.rubric import Rubric
from judge_desk.contest.values.identity import ContestId, Digest, EntryCode, RoundId, Seat
from judge_desk.contest.values.problems import Findings


class Condition(StrEnum):
    """The named conditions of ballots, seats and files; each has its sentence."""

    COUNTED = "counted"
    SAME_AGAIN = "same_again"
    SUPERSEDED = "superseded"
    FORK = "fork"
    TWO_DEVICES = "two_devices"
    PARTIAL = "partial"
    OTHER_CONTEST = "other_contest"
    OTHER_ROUND = "other_round"
    OTHER_DEFINITION = "other_definition"
    OTHER_PACKAGE = "other_package"
    UNKNOWN_SEAT = "unknown_seat"
    UNKNOWN_ENTRY = "unknown_entry"
    SEAT_CLOSED = "seat_closed"
    BAD_SIGNATURE = "bad_signature"
    ALTERED = "altered"
    CLASH = "clash"
    OUT_OF_SCALE = "out_of_scale"
    RECUSED_MARKED = "recused_marked"
    WITHDRAWN_MARKED = "withdrawn_marked"
    SET_ASIDE = "set_aside"
    NOT_TIED = "not_tied"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    CLOSED = "closed"
    OTHER_OPENING = "other_opening"
    OPEN_EARLY = "open_early"
    CANNOT_OPEN = "cannot_open"
    INSIDE_DIFFERS = "inside_differs"


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that could not be believed.

    Attributes:
        name: the file's name as a person sees it.
        condition: why: unreadable, altered, bad signature, other contest or round.
        facts: what the sentence needs.
    """

    name: str
    condition: Condition
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that was read and verified; ``name`` as a person sees it."""

    name: str
    sealed: SealedBallot


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A verified closed ballot that cannot be opened yet.

    Attributes:
        name: the file's name as a person sees it.
        condition: what can be said of it: closed, the same again, or why it is not taken in.
        seat, digest: of the closed file; facts: what the sentence needs.
    """

    name: str
    condition: Condition
    seat: Seat
    digest: Digest
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """Who marks what.

    Attributes:
        seats: every seat that ever had a holder.
        assigned: for each of them the codes it marks, withdrawn ones left out.
        codes: every code; withdrawn: those of withdrawn entries.
    """

    seats: frozenset[Seat]
    assigned: Mapping[Seat, frozenset[EntryCode]]
    codes: frozenset[EntryCode]
    withdrawn: frozenset[EntryCode]


@dataclass(frozen=True)
class Issued:
    """What was issued to the judges of one round.

    Attributes:
        contest, round, definition: what a ballot must answer to; the definition is that of the newest package.
        packages: (version, digest) of every package, ascending.
        seats: holders, former ones too (same seat number, ``until`` set).
        entries: of the newest package, withdrawn ones too.
        rubric: of this round.
        equivalent: (older package, seat) pairs whose work the newer packages left as it was.
        older_rubrics: this round's rubric in each older definition, by the definition's digest, where known.
    """

    contest: ContestId
    round: RoundId
    definition: Digest
    packages: tuple[tuple[int, Digest], ...]
    seats: tuple[SeatHolder, ...]
    entries: tuple[ManifestEntry, ...]
    rubric: Rubric
    equivalent: frozenset[tuple[Digest, Seat]] = frozenset()
    older_rubrics: tuple[tuple[Digest, Rubric], ...] = ()

    @cached_property
    def work(self) -> Work:
        """Who marks what, worked out once."""
        seats = frozenset(holder.seat for holder in self.seats)
        marking: dict[tuple[Seat, ...], list[EntryCode]] = {}
        for entry in self.entries:
            if not entry.withdrawn:
                marking.setdefault(entry.seats, []).append(entry.code)
        panels = {seat: tuple(panel for panel in marking if seat in panel) for seat in seats}
        codes = {some: frozenset[EntryCode]().union(*map(marking.__getitem__, some)) for some in {*panels.values()}}
        assigned = {seat: codes[some] for seat, some in panels.items()}
        withdrawn = frozenset(entry.code for entry in self.entries if entry.withdrawn)
        return Work(seats, assigned, frozenset(entry.code for entry in self.entries), withdrawn)


@dataclass(frozen=True, slots=True)
class SeatView:
    """One seat as the ballots and decisions leave it.

    Attributes:
        seat, name: who; the name is that of the present holder (of the ballot where no seat is known).
        condition: ``counted``, or what stands in the way.
        counted: the ballot that counts, None if none does.
        others: every other ballot of the seat with its condition, by digest.
        tied: the counted ballot's code was read off its signed sheet.
        decision: number of the decision that settled the seat, None if none was needed or holds.
        candidates: digests of the ballots that no other supersedes, sorted: what a decision must name in ``among``.
    """

    seat: Seat
    name: str
    condition: Condition
    counted: SealedBallot | None
    others: tuple[tuple[Digest, Condition], ...]
    tied: bool
    decision: int | None
    candidates: tuple[Digest, ...] = ()


@dataclass(frozen=True, slots=True)
class PanelView:
    """The whole panel of a round.

    Attributes:
        issued: what was issued, with withdrawals by decision marked in the entries.
        seats: ascending; seats of ballots that no panel knows stand among them.
        open: findings that wait for a person; official ranking waits until there is none.
        notes: findings that the minutes list.
    """

    issued: Issued
    seats: tuple[SeatView, ...]
    open: Findings
    notes: Findings


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What would happen to one file.

    Attributes:
        name: the file's name.
        condition: what it is.
        seat, digest: of the ballot, None for a file that could not be believed.
        facts: values for the sentence.
        keep: True when it is taken into the contest folder.
    """

    name: str
    condition: Condition
    seat: Seat | None
    digest: Digest | None
    facts: Mapping[str, str | int]
    keep: bool


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a merge would do: one row for each file in the order given, and the panel before and after."""

    rows: tuple[PlanRow, ...]
    before: PanelView
    after: PanelView
