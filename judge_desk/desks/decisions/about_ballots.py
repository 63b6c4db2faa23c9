"""Decisions on ballots, their paper, and seats."""

from __future__ import annotations

from dataclasses import replace

from judge_desk.contest.merge.rulings import CLOSED
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.decisions.drafts import LEAST_DIGITS, standing_of
from judge_desk.desks.standing import Standing
from judge_desk.exchange.seal import read_code


def check_ballot(contest: ContestFolder, draft: Decision) -> Decision:
    """Which ballot of a seat counts; the decision names every ballot it chose among."""
    view = standing_of(contest, draft).view
    seat = next((each for each in view.seats if str(each.seat) == draft.about[0]), None)
    if seat is None:
        raise BadInput("decide.no_seat", seat=draft.about[0])
    chosen = [each for each in seat.candidates if len(draft.value) >= LEAST_DIGITS and each.startswith(draft.value)]
    if draft.value != "none" and len(chosen) != 1:
        raise BadInput("decide.no_ballot", where=draft.about[0], value=draft.value, count=len(seat.candidates))
    return replace(draft, value=chosen[0] if chosen else "none", among=seat.candidates)


def check_refused_marks(contest: ContestFolder, draft: Decision) -> Decision:
    """Leave out the marks that a ballot gives to a pair that must not mark."""
    digest = _digest(standing_of(contest, draft), draft.about[0])
    return replace(draft, about=(digest,))


def _digest(standing: Standing, start: str) -> Digest:
    found = [each.digest for each in standing.ballots if len(start) >= LEAST_DIGITS and each.digest.startswith(start)]
    if len(found) != 1:
        raise BadInput("decide.no_ballot", where=start, value=start, count=len(standing.ballots))
    return found[0]


def check_paper(contest: ContestFolder, draft: Decision) -> Decision:
    """The digits read off a seat's signed sheet; they must be those of the ballot that counts."""
    view = standing_of(contest, draft).view
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


def check_reopening(contest: ContestFolder, draft: Decision) -> Decision:
    """Let a seat seal a replacement of the ballot that counts."""
    view = standing_of(contest, draft).view
    counted = next((s.counted for s in view.seats if str(s.seat) == draft.about[0] and s.counted is not None), None)
    if counted is None:
        raise NotNow("decide.nothing_counted", where=draft.about[0])
    return replace(draft, value=counted.digest)


def check_seat(contest: ContestFolder, draft: Decision) -> Decision:
    """Close a seat; the decision names the ballots that it holds. Giving it to somebody is an act of its own."""
    if draft.value != CLOSED:
        raise BadInput("decide.seat_value", where=draft.about[0])
    seat = next((each for each in standing_of(contest, draft).view.seats if str(each.seat) == draft.about[0]), None)
    if seat is None:
        raise BadInput("decide.no_seat", seat=draft.about[0])
    return replace(draft, among=seat.candidates)


def refuse_act_of_its_own(contest: ContestFolder, draft: Decision) -> Decision:
    """The opening of closed ballots and its key have desks of their own; no bare decision stands for them.

    Raises:
        BadInput: always.
    """
    raise BadInput("decide.own_act", where=contest.round(draft.round).title if draft.round else "")
