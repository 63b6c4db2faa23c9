"""The panel as a pure function of a set of ballots and a set of decisions, and the plan of a merge.

Order and repetition of files cannot change a result, and two secretaries' folders merge by union (CRDT by
construction). The program never resolves a conflict: it names it, and a decision names the exact ballots it chose
among. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Mapping

from judge_desk.contest.ballots import Line
from judge_desk.contest.conditions import (
    Condition,
    IncomingFile,
    Issued,
    MergePlan,
    PanelView,
    PlanRow,
    RefusedFile,
    SeatView,
)
from judge_desk.contest.identity import EntryCode, Seat

__all__ = [
    "Condition",
    "IncomingFile",
    "Issued",
    "MergePlan",
    "PanelView",
    "PlanRow",
    "RefusedFile",
    "SeatView",
    "cast_lines",
]


def cast_lines(view: PanelView) -> Mapping[EntryCode, Mapping[Seat, Line]]:
    """Give the lines that count, by entry and seat.

    Only counted ballots, only entries that are not withdrawn, only pairs that were assigned. A recused line is there
    with ``recused`` True. A line with a blank is not there: blank is not zero, the judge counts as absent.
    """
    lines: dict[EntryCode, dict[Seat, Line]] = {e.code: {} for e in view.issued.entries if not e.withdrawn}
    assigned = {entry.code: entry.seats for entry in view.issued.entries}
    for seat in view.seats:
        for line in seat.counted.ballot.lines if seat.counted else ():
            full = line.recused or None not in line.marks
            if full and line.code in lines and seat.seat in assigned[line.code]:
                lines[line.code][seat.seat] = line
    return lines
