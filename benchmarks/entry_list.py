"""The list of entries beside the barest Qt list of the same size: opening, every key of a search, every sort.

``python -m benchmarks.entry_list [--entries N] [--runs N] [--short] [--json]``. The bare list is a table model that
keeps its own order of plain texts, shown by Qt's own view and delegate: what Python and Qt cost at least. Both work in
one process, in turn, each step with its repaint; medians of the runs, and the slowest single key of all runs, in
milliseconds that the thread of the window worked.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from benchmarks.pairs import WORK_NS
from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks.marking import EntryLine, EntryState
from judge_desk.ui.application import make_shell
from judge_desk.ui.widgets.entries_pane import EntriesPane

KEYS: Final = ("c", "ca", "cai", "cai ", "cai cach", "cai cac", "cai", "so", "so 17", "")
WORDS: Final = [
    "cải cách", "thủ tục", "hành chính", "số hóa", "hồ sơ", "hộ tịch", "người dân", "một cửa", "điện tử", "cộng đồng",
    "ấp", "xã", "phường", "thuế", "đất đai", "bảo hiểm y tế", "khai sinh", "cư trú", "liên thông", "tin nhắn", "tổ",
]  # fmt: skip
SIZE: Final = (894, 614)
JOBS: Final = ("open", "search", "sort")
SORTS: Final = tuple(
    (column, Qt.SortOrder.DescendingOrder if column == 3 else Qt.SortOrder.AscendingOrder) for column in (1, 3, 2, 1, 0)
)


def entries(count: int) -> tuple[EntryLine, ...]:
    """Invent entries, the same every time."""
    luck = random.Random(7)
    return tuple(_entry(number, luck) for number in range(count))


def _entry(number: int, luck: random.Random) -> EntryLine:
    title = " ".join(luck.choice(WORDS) for _ in range(7)).capitalize()
    state = luck.choice(tuple(EntryState))
    given = {EntryState.DONE: 8, EntryState.STARTED: 3}.get(state, 0)
    total = Fraction(luck.randrange(200), 2) if given else Fraction(0)
    code = EntryCode(f"{number:05d}-{number % 10}")
    people, units = ("Nguyễn Văn Ẩn", "Trần Thị Bưởi"), ("Ủy ban nhân dân xã Vị Thủy",)
    return EntryLine(code, f"{title} số {number}", "Thủ tục hành chính", people, units, (), state, given, 8, total)


class BareModel(QAbstractTableModel):
    """Texts and their own order."""

    def __init__(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Hold the texts of every cell."""
        super().__init__()
        self._rows = rows
        self._shown = list(range(len(rows)))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Count the rows that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else 4

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the text of a cell."""
        return self._rows[self._shown[index.row()]][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def search(self, text: str) -> None:
        """Show rows whose last column holds a text."""
        self.beginResetModel()
        self._shown = [number for number, row in enumerate(self._rows) if text in row[-1]]
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort what is shown by the texts of a column."""
        self.beginResetModel()
        backwards = order is Qt.SortOrder.DescendingOrder
        self._shown.sort(key=lambda number: self._rows[number][column], reverse=backwards)
        self.endResetModel()


@dataclass(frozen=True, slots=True)
class Contender:
    """One of the two: opens, prepares what may wait until it has been seen, searches and sorts."""

    open: Callable[[], QWidget]
    prepare: Callable[[], None]
    search: Callable[[str], None]
    sort: Callable[[int, Qt.SortOrder], None]


def bare(rows: Sequence[tuple[str, ...]]) -> Contender:
    """Make the bare list."""
    view, model = QTableView(), BareModel(rows)
    model.setParent(view)
    view.verticalHeader().hide()
    view.setColumnWidth(1, 500)

    def open_() -> QWidget:
        view.setModel(model)
        return view

    return Contender(open_, lambda: None, model.search, model.sort)


def ours(pane: EntriesPane, lines: Sequence[EntryLine]) -> Contender:
    """Give the list of the program."""
    model = pane.table.entries

    def open_() -> QWidget:
        pane.show_lines(lines, 1, False)
        return pane

    return Contender(open_, model.prepare, pane.search.setText, model.sort)


def _timed(act: Callable[[], object]) -> float:
    """Do something with its repaint and give the milliseconds."""
    began = WORK_NS()
    act()
    QApplication.processEvents()
    return (WORK_NS() - began) / 1e6


def _show(each: Contender) -> None:
    widget = each.open()
    widget.resize(*SIZE)
    widget.show()


def _run(each: Contender) -> dict[str, float]:
    """Open a list and do every step; give the milliseconds of each job and of the slowest steps."""
    opened, prepared = _timed(partial(_show, each)), _timed(each.prepare)
    keys = [_timed(partial(each.search, key)) for key in KEYS]
    sorts = [_timed(partial(each.sort, *how)) for how in SORTS]
    each.open().hide()
    return {
        "open": opened, "search": sum(keys), "sort": sum(sorts),
        "prepare": prepared, "slowest key": max(keys), "slowest sort": max(sorts),
    }  # fmt: skip


def measure(count: int, runs: int) -> dict[str, object]:
    """Let both work in turn, after one turn that does not count."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    lines = entries(count)
    with tempfile.TemporaryDirectory() as home:
        shell = make_shell(application, Path(home))
        pane = EntriesPane(shell)
        pane.show_lines(lines, 1, False)
        texts = pane.table.entries.searched()
        rows = [(line.code, line.title, line.state, str(line.total), texts[i]) for i, line in enumerate(lines)]
        taken: dict[str, list[dict[str, float]]] = {"bare": [], "ours": []}
        for number in range(runs + 1):
            for who, each in (("bare", bare(rows)), ("ours", ours(pane, lines))):
                found = _run(each)
                if number:
                    taken[who].append(found)
        pane.deleteLater()
        shell.jobs.close()
    return _told(count, runs, taken)


def _told(count: int, runs: int, taken: dict[str, list[dict[str, float]]]) -> dict[str, object]:
    medians = {
        who: {name: statistics.median(run[name] for run in each) for name in each[0]} for who, each in taken.items()
    }
    slowest = {name: max(run[name] for run in taken["ours"]) for name in ("slowest key", "slowest sort", "prepare")}
    return {
        "job": f"{count} entries: open, {len(KEYS)} keys of a search, {len(SORTS)} sorts, each with its repaint",
        "runs": runs,
        "bare_ms": {name: round(medians["bare"][name], 1) for name in JOBS},
        "ours_ms": {name: round(medians["ours"][name], 1) for name in JOBS},
        "ratio": {name: round(medians["ours"][name] / medians["bare"][name], 2) for name in JOBS},
        "slowest_ms": {name: round(value, 1) for name, value in slowest.items()},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="The list of entries beside a bare Qt list.")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--short", action="store_true", help="one run of 500 entries, to see that it still works")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    found = measure(500, 1) if args.short else measure(args.entries, args.runs)
    print(json.dumps(found) if args.json else "\n".join(f"{name}: {value}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
