"""What a ballot that is not there does to a place: information beside the result, never a correction.

An entry that one judge did not mark is compared with entries that he did. So the round is counted once more as if that
judge had marked nothing at all: the same rules, the same decisions, one ballot less. Both places are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.counting.ranking import Place
from judge_desk.contest.counting.results import RoundResult
from judge_desk.contest.merge.conditions import PanelView
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.identity import EntryCode, Seat


@dataclass(frozen=True, slots=True)
class Effect:
    """An entry that a judge did not mark.

    Attributes:
        code, seat: the pair; recused: for a conflict, else the marks are missing.
        place: as things stand; without: with no ballot of that judge at all; None where the entry has no place.
        entries: how many entries that judge marked: what the second count leaves out.
    """

    code: EntryCode
    seat: Seat
    recused: bool
    place: Place | None
    without: Place | None
    entries: int

    @property
    def moves(self) -> bool:
        """Whether the two places differ."""
        first, second = self.place, self.without
        if first is None or second is None:
            return first is not second
        return (first.number, first.shared) != (second.number, second.shared)


Recount = Callable[[PanelView, tuple[Decision, ...]], RoundResult]
"""Counts a round again from a panel and decisions, all else as it was."""


def effects(
    result: RoundResult,
    decisions: Iterable[Decision],
    recount: Recount,
    only: EntryCode | None = None,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Effect, ...]:
    """Give every pair without marks, by code and seat, with the place with and without that judge.

    Decisions are taken to hold in the second count although a ballot they rest on is left out. ``only``: one entry.
    ``report`` hears how many of the counts are done; each costs as much as the result itself.
    """
    pairs = [pair for score in result.scores if only in (None, score.code) for pair in _missing(score)]
    kept = tuple(replace(each, among=()) for each in decisions)
    marked = {each.seat: 0 for each in result.view.seats}
    for score in result.scores:
        for mark in score.marks:
            marked[mark.seat] = marked.get(mark.seat, 0) + 1
    places = {place.code: place for place in result.ranking.places}
    again: dict[Seat, dict[EntryCode, Place]] = {}
    seats = sorted({seat for _, seat, _ in pairs})
    for number, seat in enumerate(seats, start=1):
        if marked.get(seat):
            other = recount(_without(result.view, seat), kept)
            again[seat] = {place.code: place for place in other.ranking.places}
        else:
            again[seat] = places
        report(number, len(seats))
    return tuple(
        Effect(code, seat, recused, places.get(code), again[seat].get(code), marked.get(seat, 0))
        for code, seat, recused in pairs
    )


def _missing(score: EntryScore) -> list[tuple[EntryCode, Seat, bool]]:
    recused = [(score.code, seat, True) for seat, _ in score.recused]
    return sorted(recused + [(score.code, seat, False) for seat in score.absent], key=lambda pair: pair[1])


def _without(view: PanelView, seat: Seat) -> PanelView:
    return replace(view, seats=tuple(replace(s, counted=None) if s.seat == seat else s for s in view.seats))
