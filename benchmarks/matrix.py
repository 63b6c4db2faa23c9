"""Judges beside entries and the barest Qt table of the same size: opening, walking, scrolling, filters, a search.

``python -m benchmarks.matrix [--entries N] [--judges N] [--runs N] [--short] [--json]``. The bare table is a model of
plain texts shown by Qt's own view and delegate: what Python and Qt cost at least. Both work in one process, in turn,
each step with its repaint; medians of the runs, and the slowest single step of all runs, in milliseconds that the
thread of the window worked. What the desk needs to work the pairs out, off that thread, is told apart.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from benchmarks.pairs import WORK_NS
from judge_desk.contest.merge.ballots import Ballot, BallotState, Line, Lines, SealedBallot, Source
from judge_desk.contest.merge.conditions import Condition, Issued, PanelView, SeatView
from judge_desk.contest.register.packages import ManifestEntry
from judge_desk.contest.rulebook.rubric import Criterion, Rubric
from judge_desk.contest.values.identity import (
    ContestId,
    CriterionId,
    Digest,
    EntryCode,
    RoundId,
    Seat,
    entry_code,
)
from judge_desk.desks.matrix import Matrix
from judge_desk.desks.standing import Standing
from judge_desk.ui.application import make_shell
from judge_desk.ui.widgets.matrix_view import MatrixView

SIZE: Final = (1100, 614)
JOBS: Final = ("open", "walk", "scroll", "missing", "search")
KEYS: Final = ("0", "01", "012", "0123", "")
MARKS: Final = tuple(CriterionId(str(number)) for number in range(1, 9))
STEPS: Final = 40
TEN, HALF = Fraction(10), Fraction(1, 2)


def panel(entries: int, judges: int) -> PanelView:
    """Invent a panel, the same every time: each entry marked by seven, some ballots missing, some lines recused."""
    luck = random.Random(7)
    seats = [Seat(number) for number in range(1, judges + 1)]
    most = min(7, judges)
    listed = [
        ManifestEntry(entry_code(number, 5), "chung", tuple(sorted(luck.sample(seats, most))), ())
        for number in range(1, entries + 1)
    ]
    rubric = Rubric(tuple(Criterion(each, str(each), maximum=TEN, step=HALF) for each in MARKS), TEN * 8)
    packages = ((1, Digest("1" * 64)),)
    issued = Issued(ContestId("thi"), RoundId("mot"), Digest("0" * 64), packages, (), tuple(listed), rubric)
    views = tuple(_seat(seat, [e.code for e in listed if seat in e.seats], luck) for seat in seats)
    return PanelView(issued, views, (), ())


def _seat(seat: Seat, codes: list[EntryCode], luck: random.Random) -> SeatView:
    if seat % 9 == 0:
        return SeatView(seat, f"Giám khảo {seat}", Condition.MISSING, None, (), False, None)
    lines = tuple(
        Line(code, (None,) * 8, True, "Họ hàng")
        if luck.random() < 0.02
        else Line(code, tuple(luck.randrange(21) for _ in MARKS))
        for code in codes
    )
    digest = Digest(f"{seat:064x}")
    ballot = Ballot(
        ContestId("thi"), RoundId("mot"), Digest("0" * 64), Digest("1" * 64), seat, f"Giám khảo {seat}", "k", 1, "",
        "0" * 32, BallotState.COMPLETE, Source.DEVICE, "2024-09-02T10:42:05", MARKS, Lines.of(lines),
    )  # fmt: skip
    return SeatView(seat, ballot.name, Condition.COUNTED, SealedBallot(digest, ballot, "1" * 30), (), True, None)


def worked_out(view: PanelView) -> Matrix:
    """Let the desk work the pairs out, as it does of a round's standing."""
    standing = SimpleNamespace(
        view=view,
        manifest=SimpleNamespace(entries=view.issued.entries),
        round=SimpleNamespace(rubric=view.issued.rubric),
        ballots=tuple(seat.counted for seat in view.seats if seat.counted is not None),
    )
    return Matrix(cast(Standing, standing), {})


class BareModel(QAbstractTableModel):
    """Texts and their own order."""

    def __init__(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Hold the texts of every cell."""
        super().__init__()
        self._rows, self._shown = rows, list(range(len(rows)))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Count the rows that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return 0 if (parent is not None and parent.isValid()) or not self._rows else len(self._rows[0])

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the text of a cell."""
        return self._rows[self._shown[index.row()]][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def keep(self, wanted: Callable[[tuple[str, ...]], bool]) -> None:
        """Show some rows."""
        self.beginResetModel()
        self._shown = [number for number, row in enumerate(self._rows) if wanted(row)]
        self.endResetModel()


@dataclass(frozen=True, slots=True)
class Contender:
    """One of the two: its view, and what it does."""

    widget: QWidget
    table: QTableView
    open: Callable[[], object]
    missing: Callable[[bool], object]
    search: Callable[[str], object]


def bare(rows: Sequence[tuple[str, ...]]) -> Contender:
    """Make the bare table."""
    table, model = QTableView(), BareModel(rows)
    model.setParent(table)
    table.verticalHeader().hide()
    last = len(rows[0]) - 1
    return Contender(
        table,
        table,
        lambda: table.setModel(model),
        lambda on: model.keep(lambda row: not on or row[last].startswith("0") or "?" in row),
        lambda text: model.keep(lambda row: text in row[0]),
    )


def ours(view: MatrixView, found: Matrix) -> Contender:
    """Give the table of the program."""
    pairs = view.table.pairs

    def open_() -> None:
        pairs.show_matrix(found, {})
        view.table.fit()

    return Contender(
        view, view.table, open_, lambda on: pairs.narrow_down("", on), lambda text: pairs.narrow_down(text, False)
    )


def _timed(act: Callable[[], object]) -> float:
    """Do something with its repaint and give the milliseconds."""
    began = WORK_NS()
    act()
    QApplication.processEvents()
    return (WORK_NS() - began) / 1e6


def _show(each: Contender) -> None:
    each.open()
    each.widget.resize(*SIZE)
    each.widget.show()


def _run(each: Contender, steps: int) -> dict[str, float]:
    """Open a table and do every step; give the milliseconds of each job, and of the slowest step of some."""
    opened = _timed(partial(_show, each))
    model, bar = each.table.model(), each.table.verticalScrollBar()
    places = [(step * 3 % model.rowCount(), 1 + step % (model.columnCount() - 1)) for step in range(steps)]
    walk = [_timed(partial(each.table.setCurrentIndex, model.index(*place))) for place in places]
    scroll = [_timed(partial(bar.setValue, bar.maximum() * step // steps)) for step in range(steps)]
    missing = _timed(partial(each.missing, True)) + _timed(partial(each.missing, False))
    keys = [_timed(partial(each.search, key)) for key in KEYS]
    each.widget.hide()
    return {
        "open": opened, "walk": sum(walk), "scroll": sum(scroll), "missing": missing, "search": sum(keys),
        "slowest step": max(*walk, *scroll), "slowest key": max(keys),
    }  # fmt: skip


def measure(entries: int, judges: int, runs: int, steps: int = STEPS) -> dict[str, object]:
    """Let both work in turn, after one turn that does not count."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    view = panel(entries, judges)
    began = time.perf_counter()
    found = worked_out(view)
    desk = (time.perf_counter() - began) * 1000
    rows = [(code, *(_text(found, row, seat) for seat in range(judges)), f"{found.grid.rows[row][0]}")
            for row, code in enumerate(found.codes)]  # fmt: skip
    with tempfile.TemporaryDirectory() as home:
        shell = make_shell(application, Path(home))
        mine = MatrixView(shell.words, shell.look)
        taken: dict[str, list[dict[str, float]]] = {"bare": [], "ours": []}
        for number in range(runs + 1):
            for who, each in (("bare", bare(rows)), ("ours", ours(mine, found))):
                seen = _run(each, steps)
                if number:
                    taken[who].append(seen)
        mine.deleteLater()
        shell.jobs.close()
    return {"job": f"{entries} entries, {judges} judges", "desk_ms": round(desk, 1), **_told(runs, taken)}


def _text(found: Matrix, row: int, seat: int) -> str:
    return found.mark(row, seat) or {5: "?", 0: "·"}.get(int(found.cell(row, seat)), "x")


def _told(runs: int, taken: dict[str, list[dict[str, float]]]) -> dict[str, object]:
    medians = {
        who: {name: statistics.median(run[name] for run in each) for name in each[0]} for who, each in taken.items()
    }
    slowest = {name: max(run[name] for run in taken["ours"]) for name in ("slowest step", "slowest key")}
    return {
        "runs": runs,
        "bare_ms": {name: round(medians["bare"][name], 1) for name in JOBS},
        "ours_ms": {name: round(medians["ours"][name], 1) for name in JOBS},
        "ratio": {name: round(medians["ours"][name] / medians["bare"][name], 2) for name in JOBS},
        "slowest_ms": {name: round(value, 1) for name, value in slowest.items()},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Judges beside entries, beside a bare Qt table.")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--judges", type=int, default=50)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--short", action="store_true", help="one run of 200 entries, to see that it still works")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    found = measure(200, 9, 1, 4) if args.short else measure(args.entries, args.judges, args.runs)
    print(json.dumps(found) if args.json else "\n".join(f"{name}: {value}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
