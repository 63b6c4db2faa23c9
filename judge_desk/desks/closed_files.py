"""Secretary: files that come in for a round, read and verified; closed ones as far as they can be read now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from judge_desk.contest.merge.closed_ballots import ClosedBallot, closed_condition, digits_of
from judge_desk.contest.merge.conditions import Condition, HeldFile, IncomingFile, RefusedFile
from judge_desk.contest.merge.faults import grouped
from judge_desk.contest.values.problems import NotNow, WrongContest
from judge_desk.desks.standing import Standing, columns_for
from judge_desk.exchange.seal import code_of
from judge_desk.exchange.sealed import closed_file, opening_key
from judge_desk.exchange.sealed.ballot_file import read_ballot

CONDITIONS: Final = {
    "closed.other_key": Condition.OTHER_OPENING,
    "closed.cannot_open": Condition.CANNOT_OPEN,
    "closed.differs": Condition.INSIDE_DIFFERS,
    "closed.open_early": Condition.OPEN_EARLY,
}
"""What a refused file of a round with closed ballots is, by the code of the refusal."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One file as it was read.

    Attributes:
        file: what it is.
        data: bytes of the ballot itself, empty where it is not known; closed: of the closed file, empty for others.
    """

    file: IncomingFile | RefusedFile | HeldFile
    data: bytes = b""
    closed: bytes = b""


@dataclass(slots=True)
class Reader:
    """Reads files for one round; the key is derived once, when the first closed file needs it.

    Attributes:
        standing: the round; contest: its contest's id.
        key: the opening key; None while the ballots are closed, or until it is needed.
    """

    standing: Standing
    contest: str
    key: X25519PrivateKey | None = None
    _seen: list[ClosedBallot] = field(default_factory=list)

    def take(self, data: bytes, name: str) -> Taken:
        """Read one file.

        Raises:
            Refusal: it cannot be believed, or belongs elsewhere.
        """
        if closed_file.is_closed(data):
            return self._closed(data, name)
        sealed = read_ballot(data, name, columns_for(self.standing.round, self.contest))
        if self.standing.waits_for_opening and self.key is None:
            raise NotNow("closed.open_early", name, seat=sealed.ballot.seat, name=sealed.ballot.name)
        return Taken(IncomingFile(name, sealed), data)

    def _closed(self, data: bytes, name: str) -> Taken:
        found = closed_file.peek_closed(data, name)
        key = self._opening_key() if self._is_ours(found, name) else None
        if key is not None:
            sealed, inner = closed_file.open_closed(data, name, key, columns_for(self.standing.round, self.contest))
            return Taken(IncomingFile(name, sealed), inner, data)
        return Taken(self._held(found, name), b"", data)

    def _is_ours(self, found: ClosedBallot, name: str) -> bool:
        if found.contest != self.contest:
            raise WrongContest("merge.other_contest", name, contest=found.contest, wanted=self.contest)
        if found.round != self.standing.round.id:
            raise WrongContest("merge.other_round", name, round=found.round, wanted=self.standing.round.id)
        return True

    def _opening_key(self) -> X25519PrivateKey | None:
        """Give the key that the panel opened with; None before the opening, and where the digits are lost."""
        digits = digits_of(self.standing.decisions, self.standing.round.id)
        if self.key is None and digits:
            self.key = opening_key.private_key(digits, self.contest, self.standing.round.id)
        return self.key

    def _held(self, found: ClosedBallot, name: str) -> HeldFile:
        there = (*self.standing.closed, *self._seen)
        plain = (each.digest for each in self.standing.ballots)
        opening = self.standing.manifest.opening or ""
        condition = closed_condition(found, self.standing.view.issued, opening, there, plain)
        self._seen.append(found)
        facts: dict[str, str | int] = {"seat": found.seat, "name": found.name, "revision": found.revision}
        return HeldFile(name, condition, found.seat, found.digest, facts | {"code": grouped(code_of(found.inner))})
