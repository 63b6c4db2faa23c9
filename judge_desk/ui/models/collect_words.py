"""Signs and words of collecting: what a seat, a row of a plan and a pair of the matrix look like."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.grid import Cell
from judge_desk.contest.merge.prospect import Outcome, SeatState
from judge_desk.desks.collecting import Paper, SeatLine
from judge_desk.ui.models.lines import Line
from judge_desk.ui.words import Words

SEATS: Final = {
    SeatState.COUNTED: ("circle-check", "ok"),
    SeatState.CLOSED: ("lock", "ok"),
    SeatState.MISSING: ("circle-dashed", "text_2"),
    SeatState.CHOOSE: ("git-fork", "stop"),
    SeatState.WAITING: ("scale", "warn"),
    SeatState.SETTLED: ("circle-slash", "text_2"),
    SeatState.NOTHING: ("circle-slash", "text_2"),
}
OUTCOMES: Final = {
    Outcome.COUNTED: ("circle-check", "ok"),
    Outcome.REPLACING: ("history", "accent"),
    Outcome.CLOSED: ("lock", "ok"),
    Outcome.OLDER: ("history", "text_2"),
    Outcome.SAME: ("copy-check", "text_2"),
    Outcome.CHOOSE: ("git-fork", "stop"),
    Outcome.WAITING: ("scale", "warn"),
    Outcome.REFUSED: ("circle-x", "stop"),
}
CELLS: Final = {
    Cell.COUNTED: ("check", "ok"),
    Cell.MISSING: ("circle-dashed", "text_2"),
    Cell.CHOOSE: ("git-fork", "stop"),
    Cell.WAITING: ("scale", "warn"),
    Cell.BLANK: ("circle-dot", "warn"),
    Cell.BARRED: ("triangle-alert", "stop"),
    Cell.EXCLUDED: ("ban", "text_2"),
    Cell.RECUSED: ("circle-slash", "text_2"),
    Cell.SETTLED: ("minimize", "text_2"),
    Cell.WITHDRAWN: ("log-out", "text_2"),
}
"""Icon and tone of a pair; one that is not assigned has a middle dot."""


@dataclass(frozen=True, slots=True)
class BroughtFiles:
    """What the plan stage is asked to plan: ballot files, or folders and sticks that hold some."""

    places: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class AboutSeat:
    """A stage is asked about one seat."""

    seat: int


@dataclass(frozen=True, slots=True)
class AboutPair:
    """Two ballots that are not taken in yet are to be looked at side by side; ``choose`` when one must be chosen."""

    seat: int
    choose: bool
    first: SealedBallot
    second: SealedBallot


def seat_line(line: SeatLine, words: Words) -> Line:
    """Show a seat as a line: sign, who, how many entries, how its paper stands."""
    icon, tone = SEATS[line.state]
    word = state = words.say(f"seat_state.{line.state}", revision=line.revision)
    parts = [words.say("ui.collect.entries", count=line.entries)]
    if line.paper is Paper.OPEN:
        icon, tone, word = "file-x", "warn", words.say("seat_paper.open")
        parts.insert(0, state)
    elif line.paper is Paper.TIED:
        parts.append(words.say("seat_paper.tied"))
    if line.from_paper:
        parts.append(words.say("ui.collect.from_paper"))
    text = words.say("ui.collect.seat", seat=line.seat, name=line.name)
    return Line(icon, tone, word, text, " · ".join(part for part in parts if part), line.seat)
