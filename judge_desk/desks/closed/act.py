"""Secretary: the opening of a round's closed ballots by the panel, and what is known of them before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from judge_desk.contest.merge.closed_ballots import IN_THE_OPEN, digits_of, opening_of
from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.values.decisions import Decision, DecisionKind, is_locked
from judge_desk.contest.values.identity import Digest, Seat
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks import counting
from judge_desk.desks.closed.keys import closed_round, newest_manifest
from judge_desk.desks.closed_files import Reader
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.counting import Files, Merged, Plan, Protocol
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.exchange.seal import code_of, read_code
from judge_desk.exchange.sealed import opening_key
from judge_desk.exchange.sealed.closed_file import peek_closed
from judge_desk.stores.decision_tables import next_decision_number, put_decision
from judge_desk.stores.opening_tables import CONFIRMED, StoredClosed, read_closed, read_keys
from judge_desk.stores.rows import Facts
from judge_desk.wording.catalogue import open_catalogue


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """One closed ballot that came in.

    Attributes:
        seat, name, revision: of the ballot inside, as the signed head says.
        code: the 30 digits of the ballot inside; they stand on the signed sheet.
        digest: SHA-256 of the closed file; file: its name.
        received, operator: when (stated) and by whom it was taken in.
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

    @property
    def state(self) -> str:
        """Where it stands, as a key of ``closed_state``: what comes next follows from it."""
        if self.opened is not None:
            return "in_the_open" if self.in_the_open else "opened"
        if not self.closes or (not self.travels and not self.public):
            return "no_key" if self.closes else "open"
        if not self.confirmed:
            return "not_confirmed"
        if not self.issued:
            return "to_issue"
        return "waiting" if self.missing or not self.ballots else "complete"


def look(folder: Path, round_id: str, around: Surroundings) -> OpeningView:
    """Say where the closed ballots of a round stand; nothing is changed, and no digits are needed."""
    with open_folder(folder, read_only=True) as contest:
        round_ = contest.round(round_id)
        rows, manifest = read_keys(contest.store, round_.id), newest_manifest(contest, round_)
        public = rows[-1].public_key if rows else ""
        opening = (manifest.opening or "") if manifest is not None else ""
        stored = read_closed(contest.store, round_.id)
        ballots = tuple(_line(each) for each in stored)
        opened = opening_of(contest.decisions, round_.id)
        return OpeningView(
            title=round_.title,
            closes=round_.closed_ballots,
            public=public,
            confirmed=bool(rows) and rows[-1].state == CONFIRMED,
            issued=bool(public) and opening == public,
            travels=bool(opening),
            ballots=ballots,
            missing=_missing(manifest, {each.seat for each in ballots}) if manifest is not None else (),
            opened=opened,
            in_the_open=opened is not None and opened.value == IN_THE_OPEN,
        )


def _line(stored: StoredClosed) -> ClosedLine:
    head = peek_closed(stored.text.encode("utf-8"), stored.name)
    about = (head.seat, head.name, head.revision, code_of(head.inner), stored.digest)
    return ClosedLine(*about, stored.received, stored.operator, stored.name)


def _missing(manifest: Manifest, seats: Collection[Seat]) -> tuple[SeatHolder, ...]:
    """Give the holders of seats with work that sent no closed ballot."""
    busy = {seat for entry in manifest.entries if not entry.withdrawn for seat in entry.seats}
    return tuple(h for h in manifest.seats if h.until is None and h.seat in busy and h.seat not in seats)


def plan(folder: Path, round_id: str, digits: str, around: Surroundings) -> Plan:
    """Say what opening would bring: the ordinary plan of a merge of every closed ballot; nothing is written.

    Raises:
        Refusal: as :func:`open_ballots`, but for reason and people.
    """
    with open_folder(folder, read_only=True) as contest:
        standing = _unopened(contest, round_id)
        read = _read(contest, standing, _key(contest, standing, read_code(digits)), around)
        return counting.planned(contest, standing, read)[1]


def _unopened(contest: ContestFolder, round_id: str) -> Standing:
    """Give a round whose closed ballots are here and not opened."""
    standing = _with_key(contest, round_id)
    if not standing.waits_for_opening and digits_of(contest.decisions, standing.round.id):
        raise NotNow("opening.done", where=standing.round.title)
    if not read_closed(contest.store, standing.round.id):
        raise NotNow("opening.nothing", where=standing.round.title)
    return standing


def _with_key(contest: ContestFolder, round_id: str) -> Standing:
    round_ = closed_round(contest, round_id)
    manifest = newest_manifest(contest, round_)
    if manifest is None or manifest.opening is None:
        raise NotNow("opening.not_issued", where=round_.title)
    return round_standing(contest, round_.id)


def _key(contest: ContestFolder, standing: Standing, code: str) -> X25519PrivateKey:
    key = opening_key.private_key(code, contest.definition.id, standing.round.id)
    if not opening_key.fits(key, standing.manifest.opening or ""):
        raise BadInput("opening.other_digits", where=standing.round.title)
    return key


def _read(contest: ContestFolder, standing: Standing, key: X25519PrivateKey, around: Surroundings) -> Files:
    """Open every closed ballot that was received; one that does not open is named like any other file."""
    reader, read = Reader(standing, contest.definition.id, key), []
    stored = read_closed(contest.store, standing.round.id)
    for number, each in enumerate(stored, start=1):
        around.progress("progress.opening_ballots", number - 1, len(stored))
        read.append(counting.read_one(each.text.encode("utf-8"), each.name, reader))
    return tuple(read)


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
        folder: of the contest.
        round_id: which round.
        digits: the 30 digits off the chair's sheet, blanks allowed.
        around: the surroundings.
        operator: who types.
        people: who opens, as ``name (role)``.
        witnesses: who looks on.
        incomplete_reason: why it is opened although seats are missing; needed only then.
        accepted: the plan that people looked at; another one is refused (``merge.other_plan``).

    Raises:
        NotNow: ``opening.not_closed``, ``opening.not_issued``, ``opening.nothing`` (no closed ballot came in),
            ``opening.done``, ``opening.missing`` (seats, and no reason given), ``merge.locked``.
        BadInput: not 30 digits; ``opening.other_digits``: nothing was changed; ``opening.no_people``.
    """
    code, (operator, *who) = read_code(digits), _named(operator, people)
    with open_folder(folder) as contest:
        standing = _unopened(contest, round_id)
        if is_locked(contest.decisions, standing.round.id):
            raise NotNow("merge.locked", where=standing.round.title)
        read = _read(contest, standing, _key(contest, standing, code), around)
        decision = _decision(contest, standing, code, tuple(who), tidy_text(incomplete_reason), around)
        protocol = Protocol(operator, _names(witnesses), decision.reason)
        merged = counting.carry_out(contest, standing, read, around, protocol, accepted, decision)
        return Opened(decision.number, merged)


def _decision(
    contest: ContestFolder, standing: Standing, value: str, who: tuple[str, ...], given: str, around: Surroundings
) -> Decision:
    """Make the decision on an opening; refuses it where seats are missing and nobody says why it is opened."""
    stored, round_id = read_closed(contest.store, standing.round.id), standing.round.id
    reason = _reason(standing, {each.seat for each in stored}, given)
    number, among = next_decision_number(contest.store), tuple(sorted(each.digest for each in stored))
    about = (number, round_id, DecisionKind.OPEN_BALLOTS, (str(round_id),), value, among)
    return Decision(*about, reason, who, around.now())


def _reason(standing: Standing, seats: Collection[Seat], given: str) -> str:
    """Give why it is opened now: all are here, or what people say although some are not."""
    missing = _missing(standing.manifest, seats)
    if missing and not given:
        listed = ", ".join(f"{each.seat} ({each.name})" for each in missing)
        raise NotNow("opening.missing", where=standing.round.title, count=len(missing), seats=listed)
    return given if missing else open_catalogue("vi").say("opening_reason.all")


def _named(operator: str, people: Sequence[str]) -> tuple[str, ...]:
    """Give who types and those who open; refuses an opening by nobody."""
    who, typist = _names(people), tidy_line(operator)
    if not who or not typist:
        raise BadInput("opening.no_people")
    return typist, *who


def _names(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for each in names if (name := tidy_line(each)))


def let_in(folder: Path, round_id: str, around: Surroundings, reason: str, people: Sequence[str]) -> int:
    """Record that the digits are lost and that judges hand their ballots in in the open; gives the decision's number.

    Closed ballots that came in stay as they are; nobody can open them unless the digits are found after all.

    Raises:
        NotNow: ``opening.not_closed``, ``opening.not_issued``, ``opening.done``.
        BadInput: ``decide.no_reason``.
    """
    why, who = tidy_text(reason), _names(people)
    if not why or not who:
        raise BadInput("decide.no_reason")
    with open_folder(folder) as contest:
        standing = _with_key(contest, round_id)
        if not standing.waits_for_opening:
            raise NotNow("opening.done", where=standing.round.title)
        number, round_ = next_decision_number(contest.store), standing.round.id
        among = tuple(sorted(each.digest for each in standing.closed))
        about = (number, round_, DecisionKind.OPEN_BALLOTS, (str(round_),), IN_THE_OPEN)
        decision = Decision(*about, among, why, who, around.now())
        facts: Facts = {"number": number, "kind": decision.kind.value, "about": str(round_)}
        with contest.store.act(around.operator, "decide", facts, decision.stated_time) as act:
            put_decision(act, decision)
        return number
