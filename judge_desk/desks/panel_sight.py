"""All that the secretary sees of the panel of a round at one glance, read at one opening of the folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.register.panel import Person, judges_of
from judge_desk.contest.rulebook.definition import find_review
from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks.calibrating import read_trials
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.lots import LotHistory, read_history
from judge_desk.desks.panel import SeatLine, read_lines
from judge_desk.desks.panel_people import Roll, read_roll
from judge_desk.desks.recusals import Recusals, read_recusals
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.round_tables import read_codes


@dataclass(frozen=True, slots=True)
class PanelSight:
    """The panel of a round.

    Attributes:
        roll: everybody; seats: of the round, planned before the lot; recusals: judges × entries.
        lots: the draws; trials: number and entries of every trial marking.
        codes: of the entries, once drawn.
        free: judges of the round without a seat, who could take one.
    """

    roll: Roll
    seats: tuple[SeatLine, ...]
    recusals: Recusals
    lots: LotHistory
    trials: tuple[tuple[int, tuple[EntryCode, ...]], ...]
    codes: tuple[EntryCode, ...]
    free: tuple[Person, ...]


def look_at_panel(folder: Path, round_id: str, around: Surroundings) -> PanelSight:
    """Read it; nothing is changed. A review has people, but neither seats nor lots.

    Raises:
        BadInput: no such round and no such review.
    """
    with open_folder(folder, read_only=True) as contest:
        if find_review(contest.definition, round_id) is not None:
            none = Recusals((), (), {}, frozenset(), drawn=False, issued=False, findings=())
            return PanelSight(read_roll(contest), (), none, LotHistory((), issued=False), (), (), ())
        round_ = contest.round(round_id)
        roll, seats = read_roll(contest), read_lines(contest, round_)
        sitting = {each.judge for each in seats}
        return PanelSight(
            roll,
            seats,
            read_recusals(contest, round_),
            read_history(contest, round_),
            read_trials(contest, round_),
            tuple(read_codes(contest.store, round_.id).values()),
            tuple(each for each in judges_of(roll.people, round_.id) if each.id not in sitting),
        )
