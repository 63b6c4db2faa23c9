"""Secretary: record what people decide, with reason and names; list what waits for them.

A decision is checked against the state before it is kept: it must answer something that is open. It is never changed;
a later one on the same subject takes its place, and both stay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from judge_desk.contest.register.entries import EntryState
from judge_desk.contest.values.decisions import OPENED, Decision, DecisionKind, is_locked
from judge_desk.contest.values.identity import BadCode, Digest, EntryCode, EntryId, RoundId, parse_code
from judge_desk.contest.values.numbers import NotANumber, parse_decimal
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Problem, Severity, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder, read_folder
from judge_desk.desks.register import judged, states
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.exchange.rulebook.definition_file import read_definition
from judge_desk.exchange.seal import read_code
from judge_desk.stores.decision_tables import next_decision_number, put_decision
from judge_desk.stores.round_tables import read_codes, read_packages

LEAST_DIGITS: Final = 8
"""How many first digits of a ballot's digest name it."""


@dataclass(frozen=True, slots=True)
class Request:
    """A decision as people state it; the desk fills in number, ballots and time."""

    round: str
    kind: DecisionKind
    about: tuple[str, ...]
    value: str
    reason: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was kept: its number, and what is still open afterwards."""

    number: int
    decision: Decision
    findings: Findings


def decide(folder: Path, request: Request, around: Surroundings) -> Decided:
    """Check a decision against the state and keep it.

    Raises:
        BadInput: no reason, no names, or the subject or value is not possible.
        NotNow: nothing of the kind is open.
    """
    reason, people = tidy_text(request.reason), tuple(map(tidy_line, request.people))
    if not reason or not people or not all(people):
        raise BadInput("decide.no_reason")
    with open_folder(folder) as contest:
        if request.round:
            contest.round(request.round)
        draft = Decision(
            next_decision_number(contest.store),
            RoundId(request.round),
            request.kind,
            tuple(map(tidy_line, request.about)),
            tidy_text(request.value),
            (),
            reason,
            people,
            around.now(),
        )
        _check_lock(contest, draft)
        decision = CHECKS[request.kind](contest, draft)
        facts = {"number": decision.number, "kind": decision.kind.value, "about": " ".join(decision.about)}
        with contest.store.act(around.operator, "decide", facts, decision.stated_time) as act:
            put_decision(act, decision)
        after = read_folder(contest.store)
        return Decided(decision.number, decision, _notes_after(after, decision))


def _check_lock(contest: ContestFolder, draft: Decision) -> None:
    """A locked result changes only after it was opened for a correction; comparing paper is always possible."""
    if draft.kind in (DecisionKind.PAPER, DecisionKind.FINAL):
        return
    about = draft.about[0] if draft.kind is DecisionKind.RULE_POINT else ""
    for each in contest.definition.rounds:
        touched = draft.round == each.id or about.startswith(f"rounds.{each.id}.")
        if touched and is_locked(contest.decisions, each.id):
            raise NotNow("decide.locked", where=each.title)


def _notes_after(contest: ContestFolder, decision: Decision) -> Findings:
    """Say if a kept decision does not hold, which the view or the result would note."""
    if not decision.round or not read_packages(contest.store, decision.round):
        return ()
    standing = round_standing(contest, decision.round)
    return tuple(p for p in standing.result.notes if str(p.facts.get("number", "")) == str(decision.number))


def open_questions(folder: Path, round_id: str | None, around: Surroundings) -> Findings:
    """List what waits for people: undecided points, doubtful entries, and the questions of one round or of all."""
    with open_folder(folder, read_only=True) as contest:
        points = tuple(
            Problem("decide.point", Severity.ASK, u.code or u.key, {"question": u.question, "key": u.key})
            for u in contest.definition.undecided
        )
        doubts = tuple(
            replace(problem, where=f"{entry} {problem.where}".strip())
            for entry, (state, findings) in judged(contest).items()
            if state is EntryState.DOUBTFUL
            for problem in findings
            if problem.severity is Severity.ASK
        )
        wanted = [contest.round(round_id).id] if round_id else [each.id for each in contest.definition.rounds]
        issued = [each for each in wanted if read_packages(contest.store, each)]
        return points + doubts + tuple(p for each in issued for p in round_standing(contest, each).result.questions)


# --- checks, one for each kind -----------------------------------------------------------------------------------


def _standing(contest: ContestFolder, draft: Decision) -> Standing:
    if not draft.round:
        raise BadInput("decide.no_round")
    return round_standing(contest, draft.round)


def _point(contest: ContestFolder, draft: Decision) -> Decision:
    """A point of the rules: it must be open or decided before, and the value must pass the definition's checks."""
    rulings = dict(contest.rulings) | {draft.about[0]: draft.value}
    reading = read_definition(contest.stored.content, contest.stored.name, tuple(sorted(rulings.items())))
    if stops(reading.findings):
        first = reading.findings[0]
        raise BadInput(first.code, first.where, **first.facts)
    return draft


def _entry(contest: ContestFolder, draft: Decision) -> Decision:
    state = states(contest).get(_entry_id(contest, draft))
    if draft.value not in ("accept", "refuse"):
        raise BadInput("decide.accept_or_refuse", value=draft.value)
    if state is EntryState.WITHDRAWN:
        raise NotNow("decide.withdrawn", where=draft.about[0])
    if any(draft.about[0] in read_codes(contest.store, each.id) for each in contest.definition.rounds):
        raise NotNow("decide.already_drawn", where=draft.about[0])
    return draft


def _entry_id(contest: ContestFolder, draft: Decision) -> EntryId:
    entry = EntryId(draft.about[0])
    if entry not in states(contest):
        raise BadInput("decide.no_entry", where=entry)
    return entry


def _withdraw(contest: ContestFolder, draft: Decision) -> Decision:
    """An entry withdraws; its code in the round, if it has one, stands with it so that ballots can be read.

    Once it has a code, the round must be said: without it the entry would still stand in the round's result.
    """
    entry = _entry_id(contest, draft)
    if not draft.round and any(entry in read_codes(contest.store, each.id) for each in contest.definition.rounds):
        raise BadInput("decide.no_round")
    codes = read_codes(contest.store, draft.round) if draft.round else {}
    return replace(draft, about=(entry, next((code for e, code in codes.items() if e == entry), "")))


def _ballot(contest: ContestFolder, draft: Decision) -> Decision:
    """Which ballot of a seat counts; the decision names every ballot it chose among."""
    view = _standing(contest, draft).view
    seat = next((each for each in view.seats if str(each.seat) == draft.about[0]), None)
    if seat is None:
        raise BadInput("decide.no_seat", seat=draft.about[0])
    chosen = [each for each in seat.candidates if len(draft.value) >= LEAST_DIGITS and each.startswith(draft.value)]
    if draft.value != "none" and len(chosen) != 1:
        raise BadInput("decide.no_ballot", where=draft.about[0], value=draft.value, count=len(seat.candidates))
    return replace(draft, value=chosen[0] if chosen else "none", among=seat.candidates)


def _ignored(contest: ContestFolder, draft: Decision) -> Decision:
    digest = _digest(_standing(contest, draft), draft.about[0])
    return replace(draft, about=(digest,))


def _digest(standing: Standing, start: str) -> Digest:
    found = [each.digest for each in standing.ballots if len(start) >= LEAST_DIGITS and each.digest.startswith(start)]
    if len(found) != 1:
        raise BadInput("decide.no_ballot", where=start, value=start, count=len(standing.ballots))
    return found[0]


def _paper(contest: ContestFolder, draft: Decision) -> Decision:
    """The digits read off a seat's signed sheet; they must be those of the ballot that counts."""
    view = _standing(contest, draft).view
    counted = next((s.counted for s in view.seats if str(s.seat) == draft.about[0] and s.counted is not None), None)
    if counted is None:
        raise NotNow("decide.nothing_counted", where=draft.about[0])
    code = read_code(draft.value)
    if code != counted.code:
        raise BadInput("decide.other_code", where=draft.about[0], group=_first_difference(code, counted.code))
    return replace(draft, about=(counted.digest,), value=code)


def _first_difference(typed: str, wanted: str) -> int:
    """Give the number (from 1) of the first group of five digits that differs."""
    return next(i // 5 + 1 for i in range(0, len(wanted), 5) if typed[i : i + 5] != wanted[i : i + 5])


def _reopen(contest: ContestFolder, draft: Decision) -> Decision:
    view = _standing(contest, draft).view
    counted = next((s.counted for s in view.seats if str(s.seat) == draft.about[0] and s.counted is not None), None)
    if counted is None:
        raise NotNow("decide.nothing_counted", where=draft.about[0])
    return replace(draft, value=counted.digest)


def _seat(contest: ContestFolder, draft: Decision) -> Decision:
    seat = next((each for each in _standing(contest, draft).view.seats if str(each.seat) == draft.about[0]), None)
    if seat is None:
        raise BadInput("decide.no_seat", seat=draft.about[0])
    return replace(draft, among=seat.candidates)


def _codes(contest: ContestFolder, draft: Decision, texts: tuple[str, ...]) -> tuple[EntryCode, ...]:
    """Read codes with their check digits, and make sure that the round has them."""
    known = set(read_codes(contest.store, draft.round).values())
    found = []
    for text in texts:
        try:
            code = parse_code(text)
        except BadCode as error:
            raise BadInput("decide.bad_code", where=text) from error
        if code not in known:
            raise BadInput("decide.no_code", where=text)
        found.append(code)
    return tuple(found)


def _marking(standing: Standing, codes: tuple[EntryCode, ...]) -> tuple[Digest, ...]:
    """Give the counted ballots that mark any of these entries: what a decision on them rests on."""
    found = (
        each.digest
        for each in standing.counted
        if any(line.code in codes and not line.recused for line in each.ballot.lines)
    )
    return tuple(sorted(found))


def _score(contest: ContestFolder, draft: Decision) -> Decision:
    """An official mark after a disagreement; it rests on the ballots of that entry that count now."""
    standing = _standing(contest, draft)
    codes = _codes(contest, draft, draft.about)
    among = _marking(standing, codes)
    return replace(draft, value=_decimal(draft), among=among)


def _decimal(draft: Decision) -> str:
    """Give a decided mark with a decimal point, as decisions keep it; anything but a number is refused."""
    try:
        parse_decimal(draft.value)
    except NotANumber as error:
        raise BadInput("decide.bad_mark", where=" ".join(draft.about), value=draft.value[:40]) from error
    return draft.value.strip().replace(",", ".")


def _tie(contest: ContestFolder, draft: Decision) -> Decision:
    standing = _standing(contest, draft)
    codes = _codes(contest, draft, draft.about)
    _codes(contest, draft, tuple(draft.value.split()))
    if all(set(codes) != set(tie.codes) for tie in standing.result.ranking.ties):
        raise NotNow("decide.no_tie", codes=", ".join(codes))
    return replace(draft, among=_marking(standing, codes))


def _cut(contest: ContestFolder, draft: Decision) -> Decision:
    standing = _standing(contest, draft)
    if standing.round.cut is None:
        raise NotNow("decide.no_cut", where=standing.round.title)
    _codes(contest, draft, tuple(draft.value.split()))
    return replace(draft, among=tuple(sorted(each.digest for each in standing.counted)))


def _prize(contest: ContestFolder, draft: Decision) -> Decision:
    standing = _standing(contest, draft)
    known = {(t.id, p.id) for t in contest.definition.prize_tables for p in t.prizes}
    if tuple(draft.about) not in known:
        raise BadInput("decide.no_prize", where="/".join(draft.about))
    if draft.value != "vacant":
        _codes(contest, draft, tuple(draft.value.split()))
    return replace(draft, among=tuple(sorted(each.digest for each in standing.counted)))


def _special(contest: ContestFolder, draft: Decision) -> Decision:
    _codes(contest, draft, draft.about)
    return draft


def _unseal(contest: ContestFolder, draft: Decision) -> Decision:
    """Opening the code table needs two people at least."""
    if len(draft.people) < 2:
        raise BadInput("decide.two_people")
    _standing(contest, draft)
    return draft


def _final(contest: ContestFolder, draft: Decision) -> Decision:
    """Lock a result: nothing may be open, and the decision names the data it locks. Or open a locked one again."""
    standing = _standing(contest, draft)
    locked = is_locked(contest.decisions, standing.round.id)
    if draft.value == OPENED:
        if not locked:
            raise NotNow("decide.not_locked", where=standing.round.title)
        return draft
    if locked:
        raise NotNow("decide.locked", where=standing.round.title)
    if standing.result.questions:
        raise NotNow("decide.still_open", where=standing.round.title, count=len(standing.result.questions))
    return replace(draft, value=standing.data_code, among=tuple(sorted(each.digest for each in standing.counted)))


Check = Callable[[ContestFolder, Decision], Decision]
CHECKS: Final[Mapping[DecisionKind, Check]] = {
    DecisionKind.RULE_POINT: _point,
    DecisionKind.ENTRY: _entry,
    DecisionKind.WITHDRAW: _withdraw,
    DecisionKind.BALLOT: _ballot,
    DecisionKind.REFUSED_MARKS: _ignored,
    DecisionKind.PAPER: _paper,
    DecisionKind.REOPEN: _reopen,
    DecisionKind.SEAT: _seat,
    DecisionKind.SCORE: _score,
    DecisionKind.TIE: _tie,
    DecisionKind.CUT: _cut,
    DecisionKind.PRIZE: _prize,
    DecisionKind.SPECIAL: _special,
    DecisionKind.UNSEAL: _unseal,
    DecisionKind.FINAL: _final,
}
"""One check for each kind of decision; it gives the decision with its subject, value and ballots filled in."""
