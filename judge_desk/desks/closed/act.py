"""Secretary: the opening of a round's closed ballots by the panel, and what is known of them before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from judge_desk.contest.merge.closed_ballots import IN_THE_OPEN, digits_of, opening_of
from judge_desk.contest.merge.prospect import work_of
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.values.decisions import Decision, DecisionKind, is_locked
from judge_desk.contest.values.identity import Digest, Seat
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks import counting
from judge_desk.desks.closed.keys import closed_round
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.counting import Files, Merged, Plan
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.exchange.seal import code_of, read_code
from judge_desk.exchange.sealed import opening_key
from judge_desk.stores.contest_file import Act
from judge_desk.stores.decision_tables import next_decision_number, put_decision
from judge_desk.stores.opening_tables import CONFIRMED, StoredClosed, read_closed, read_keys
from judge_desk.wording.catalogue import open_catalogue


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """One closed ballot that came in: seat, judge, revision, the 30 digits of the ballot inside (they stand on the
    signed sheet), the SHA-256 of the closed file, when (stated) and by whom it was taken in, the file's name.
    """

    seat: Seat
    name: str
    revision: int
    code: str
    digest: Digest
    received: str
    operator: str
    file: str


@dataclass(frozen=True, slots=True)
class OpeningView:
    """Where the closed ballots of a round stand.

    Attributes:
        title: of the round; closes: the rules close its ballots.
        public: the newest opening key (hex), empty before the first; confirmed: its digits were read back from paper.
        issued: the newest package bears this key; travels: ballots travel closed (a package with a key was issued).
        ballots: every closed ballot that came in, by seat, then in order of arrival.
        missing: seats that have work and sent no closed ballot.
        opened: the decision that opened them; None before. in_the_open: that decision let them in without digits.
    """

    title: str
    closes: bool
    public: str
    confirmed: bool
    issued: bool
    travels: bool
    ballots: tuple[ClosedLine, ...]
    missing: tuple[SeatHolder, ...]
    opened: Decision | None
    in_the_open: bool


def look(folder: Path, round_id: str, around: Surroundings) -> OpeningView:
    """Say where the closed ballots of a round stand; nothing is changed, and no digits are needed."""
    raise NotImplementedError


def plan(folder: Path, round_id: str, digits: str, around: Surroundings) -> Plan:
    """Say what opening would bring: the ordinary plan of a merge of every closed ballot; nothing is written.

    Raises:
        As :func:`open_ballots`, but for reason and people.
    """
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Opened:
    """An opening that was carried out: the number of its decision, and the merge."""

    decision: int
    merged: Merged


def open_ballots(
    folder: Path,
    round_id: str,
    digits: str,
    around: Surroundings,
    operator: str,
    people: Sequence[str],
    witnesses: Sequence[str] = (),
    incomplete_reason: str = "",
    accepted: Plan | None = None,
) -> Opened:
    """Open the closed ballots of a round: a snapshot, the ballots byte for byte, then one transaction with it all.

    Args:
        folder, round_id: which round.
        digits: the 30 digits off the chair's sheet, blanks allowed.
        around: the surroundings.
        operator: who types; people: who opens, as ``name (role)``; witnesses: who looks on.
        incomplete_reason: why it is opened although seats are missing; needed only then.
        accepted: the plan that people looked at; another one is refused (``merge.other_plan``).

    Raises:
        NotNow: ``opening.not_closed``; ``opening.not_issued``: no package with a key; ``opening.nothing``: no closed
            ballot came in; ``opening.done``: opened already; ``opening.missing``: seats are missing and no reason is
            given; ``merge.locked``.
        BadInput: not 30 digits; ``opening.other_digits``: nothing was changed; ``opening.no_people``.
    """
    raise NotImplementedError


def let_in(folder: Path, round_id: str, around: Surroundings, reason: str, people: Sequence[str]) -> int:
    """Record that the digits are lost and that judges hand their ballots in in the open; gives the decision's number.

    Closed ballots that came in stay as they are; nobody can open them unless the digits are found after all.

    Raises:
        NotNow: ``opening.not_closed``, ``opening.not_issued``, ``opening.done``.
        BadInput: ``decide.no_reason``.
    """
    raise NotImplementedError
