"""Secretary: judges beside entries. Every pair is a value: its state, that ballot's mark, the reason in facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.merge.ballots import Line
from judge_desk.contest.merge.conditions import SeatView
from judge_desk.contest.merge.faults import listed
from judge_desk.contest.merge.grid import Cell, Grid, grid_of
from judge_desk.contest.merge.tally import Tally
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat
from judge_desk.contest.values.numbers import decimal_text
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.foreseeing import Pair, first_pair
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.round_tables import read_codes, read_exclusions

Apart = Mapping[EntryCode, Mapping[Seat, str]]


@dataclass(frozen=True, slots=True)
class Said:
    """A pair explained: its state, the mark as text with a decimal point, the reason, the two ballots to look at."""

    code: EntryCode
    seat: Seat
    name: str
    cell: Cell
    mark: str
    reason: Problem
    pair: Pair | None


class Matrix:
    """The pairs of a panel; marks and reasons are worked out when they are asked for.

    Attributes:
        grid: the state of every pair.
        titles: of the entries by code, where the round is open.
        decimals: how many decimals a mark can need.
    """

    def __init__(self, standing: Standing, apart: Apart) -> None:
        """Work out the states; ``apart`` gives why a seat was kept from an entry beforehand."""
        self.grid: Grid = grid_of(standing.view, {code: frozenset(seats) for code, seats in apart.items()})
        self.titles = {entry.code: entry.title for entry in standing.manifest.entries if entry.title}
        self._apart = apart
        self._tally = Tally(standing.round.rubric)
        self.decimals = self._tally.decimals
        self._seats = {each.seat: each for each in standing.view.seats}
        self._ballots = {each.digest: each for each in standing.ballots}
        counted = {seat: each.counted for seat, each in self._seats.items() if each.counted is not None}
        self._lines = {seat: sealed.ballot.lines for seat, sealed in counted.items()}

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The columns."""
        return self.grid.seats

    @property
    def codes(self) -> tuple[EntryCode, ...]:
        """The rows."""
        return self.grid.codes

    def name(self, column: int) -> str:
        """Give who sits on a column's seat."""
        return self._seats[self.grid.seats[column]].name

    def cell(self, row: int, column: int) -> Cell:
        """Give the state of a pair."""
        return Cell(self.grid.cells[row][column])

    def mark(self, row: int, column: int) -> str:
        """Give the total of the counted ballot for a pair, with a decimal point; empty where none counts."""
        if self.grid.cells[row][column] != Cell.COUNTED:
            return ""
        return self._total(self._line(self.grid.seats[column], self.grid.codes[row]))

    def _line(self, seat: Seat, code: EntryCode) -> Line | None:
        lines = self._lines.get(seat)
        return lines.find(code) if lines is not None else None

    def _total(self, line: Line | None) -> str:
        value = self._tally.total(line) if line is not None else None
        return "" if value is None else decimal_text(value, self.decimals)

    def explain(self, row: int, column: int) -> Said:
        """Say why a pair is as it is."""
        code, seat = self.grid.codes[row], self._seats[self.grid.seats[column]]
        cell, mark = self.cell(row, column), self.mark(row, column)
        pair = first_pair(seat) if cell is Cell.CHOOSE else None
        return Said(code, seat.seat, seat.name, cell, mark, self._reason(code, seat, cell, mark, pair), pair)

    def _reason(self, code: EntryCode, seat: SeatView, cell: Cell, mark: str, pair: Pair | None) -> Problem:
        facts: dict[str, str | int] = {"seat": seat.seat, "name": seat.name}
        if cell is Cell.COUNTED and seat.counted is not None:
            return _said("cell.counted", {**facts, "score": mark, "revision": seat.counted.ballot.revision})
        if cell is Cell.RECUSED:
            return _said("cell.recused", {**facts, "reason": self._lines[seat.seat].reasons.get(code, "")})
        if cell is Cell.EXCLUDED:
            return _said(f"cell.excluded_{_known(self._apart[code][seat.seat])}", facts)
        if cell is Cell.BLANK:
            return _said("cell.blank", {**facts, "criteria": listed(self._blank(seat, code))}, Severity.ASK)
        if cell is Cell.CHOOSE and pair is not None:
            first, second = (self._total(self._ballots[each].ballot.lines.find(code)) or "-" for each in pair)
            return _said("cell.choose", {**facts, "found": first, "stated": second}, Severity.ASK)
        if cell is Cell.WAITING:
            return _said("cell.waiting", facts, Severity.ASK)
        codes = {
            Cell.CHOOSE: "cell.choose_unclear", Cell.MISSING: "cell.missing", Cell.BARRED: "cell.barred",
            Cell.SETTLED: "cell.settled", Cell.WITHDRAWN: "cell.withdrawn", Cell.FREE: "cell.free",
        }  # fmt: skip
        asks = cell in (Cell.CHOOSE, Cell.MISSING, Cell.BARRED)
        return _said(codes[cell], facts, Severity.ASK if asks else Severity.NOTE)

    def _blank(self, seat: SeatView, code: EntryCode) -> list[CriterionId]:
        line = self._line(seat.seat, code)
        if line is None or seat.counted is None:
            return []
        return [each for each, mark in zip(seat.counted.ballot.columns, line.marks, strict=True) if mark is None]


def _known(reason: str) -> str:
    """Name the kind of a conflict as it was found when seats were drawn."""
    return "author" if reason in ("author", "namesake") else "unit" if reason == "unit" else "declared"


def _said(code: str, facts: Mapping[str, str | int], severity: Severity = Severity.NOTE) -> Problem:
    return Problem(code, severity, "", facts)


def matrix(folder: Path, round_id: str, around: Surroundings) -> Matrix:
    """Work out the matrix of a round.

    Raises:
        NotNow: no package of the round was issued.
    """
    with open_folder(folder, read_only=True) as contest:
        round_ = contest.round(round_id)
        codes = read_codes(contest.store, round_.id)
        apart: dict[EntryCode, dict[Seat, str]] = {}
        for each in read_exclusions(contest.store, round_.id):
            if each.entry in codes:
                apart.setdefault(codes[each.entry], {})[each.seat] = each.reason
        around.progress("progress.counting_pairs", 0, 0)
        return Matrix(round_standing(contest, round_.id), apart)
