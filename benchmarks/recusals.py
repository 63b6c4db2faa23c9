"""Who may not mark what, for many judges and entries: working it out, and showing it beside the barest Qt table.

``python -m benchmarks.recusals [--entries N] [--judges N] [--runs N] [--short] [--json]``. Working out is told beside
asking every pair by itself, the table beside a bare one of texts (:class:`benchmarks.matrix.BareModel`); each pair of
contenders works in turn in one process. Medians of the runs, and the slowest single step of all, in milliseconds that
the thread worked.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.matrix import BareModel
from benchmarks.pairs import WORK_NS
from judge_desk.contest.register.conflicts import Excluded, conflict, excluded_pairs
from judge_desk.contest.register.entries import Author, Entry
from judge_desk.contest.register.panel import DeclaredConflict, Person, Role
from judge_desk.contest.values.identity import EntryId, JudgeId, Seat, UnitId
from judge_desk.desks.recusals import Column, Line, Recusals
from judge_desk.ui.application import make_shell
from judge_desk.ui.widgets.recusal_table import RecusalTable

SIZE: Final = (1100, 614)
STEPS: Final = 40
JOBS: Final = ("pairs", "open", "walk", "scroll", "filter")
UNITS: Final = 200

Register = Mapping[EntryId, Entry]
Judges = Mapping[Seat, Person]
Declared = tuple[DeclaredConflict, ...]


def register(entries: int, judges: int) -> tuple[Register, Judges, Declared]:
    """Invent entries, judges and declarations, the same every time."""
    luck = random.Random(7)
    units = [UnitId(f"don-vi-{number}") for number in range(UNITS)]
    made = {
        EntryId(str(number)): Entry(
            EntryId(str(number)), f"Sáng kiến số {number}", "k", "f",
            (Author(f"Nguyễn Văn {number % 3000}", "", luck.choice(units)),), (luck.choice(units),), "",
        )
        for number in range(1, entries + 1)
    }  # fmt: skip
    seats = {
        Seat(n): Person(JudgeId(f"gk{n}"), f"Giám khảo {n}", "", luck.choice(units), Role.MEMBER)
        for n in range(1, judges + 1)
    }
    declared = tuple(DeclaredConflict(person.id, "Họ hàng", luck.choice(units)) for person in seats.values())
    return made, seats, declared


def one_by_one(entries: Register, judges: Judges, declared: Declared) -> tuple[Excluded, ...]:
    """Ask every pair by itself."""
    return tuple(
        Excluded(entry_id, seat, reason)
        for entry_id in sorted(entries)
        for seat in sorted(judges)
        if (reason := conflict(judges[seat], entries[entry_id], declared)) is not None
    )


def _timed(act: Callable[[], object]) -> float:
    began = WORK_NS()
    act()
    QApplication.processEvents()
    return (WORK_NS() - began) / 1e6


def _walk(table: QTableView, show: Callable[[], object], narrow: Callable[[bool], object], steps: int) -> list[float]:
    """Open a table and do every step; give the milliseconds of the jobs, and of the slowest step."""

    def open_() -> None:
        show()
        table.resize(*SIZE)
        table.show()

    opened = _timed(open_)
    model, bar = table.model(), table.verticalScrollBar()
    places = [(step * 3 % model.rowCount(), step % model.columnCount()) for step in range(steps)]
    walk = [_timed(partial(table.setCurrentIndex, model.index(*place))) for place in places]
    scroll = [_timed(partial(bar.setValue, bar.maximum() * step // steps)) for step in range(steps)]
    filtered = _timed(partial(narrow, True)) + _timed(partial(narrow, False))
    table.hide()
    return [opened, sum(walk), sum(scroll), filtered, max(*walk, *scroll)]


def measure(entries: int, judges: int, runs: int, steps: int = STEPS) -> dict[str, object]:
    """Let all work in turn, after one turn that does not count."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    made, seats, declared = register(entries, judges)
    assert one_by_one(made, seats, declared) == excluded_pairs(made, seats, declared)
    reasons = {(each.entry, each.seat): each.reason for each in excluded_pairs(made, seats, declared)}
    found = Recusals(
        tuple(Column(seat, person.name, "") for seat, person in seats.items()),
        tuple(Line(entry.id, entry.title, "") for entry in made.values()),
        reasons,
        frozenset((entry, seat) for entry in made for seat in seats if (entry, seat) not in reasons),
        drawn=True,
        issued=False,
        findings=(),
    )
    rows = [(str(entry), *(reasons.get((entry, seat), "x") for seat in seats)) for entry in made]
    works = {"bare": partial(one_by_one, made, seats, declared), "ours": partial(excluded_pairs, made, seats, declared)}
    taken: dict[str, list[list[float]]] = {"bare": [], "ours": []}
    with tempfile.TemporaryDirectory() as home:
        shell = make_shell(application, Path(home))
        for number in range(runs + 1):
            ours = RecusalTable(shell.words, shell.look)
            shown = {
                "bare": _walk_bare(rows, steps),
                "ours": _walk(ours, partial(ours.pairs.show_recusals, found), ours.pairs.show_only_avoided, steps),
            }
            for who in taken if number else ():
                taken[who].append([_timed(works[who]), *shown[who]])
        shell.jobs.close()
    return _told(f"{entries} entries, {judges} judges", runs, taken)


def _walk_bare(rows: Sequence[tuple[str, ...]], steps: int) -> list[float]:
    table, model = QTableView(), BareModel(rows)
    model.setParent(table)
    return _walk(table, partial(table.setModel, model), lambda on: model.keep(partial(_avoided, on)), steps)


def _avoided(only: bool, row: tuple[str, ...]) -> bool:
    return not only or any(cell != "x" for cell in row[1:])


def _told(job: str, runs: int, taken: dict[str, list[list[float]]]) -> dict[str, object]:
    medians = {who: [statistics.median(each) for each in zip(*seen, strict=True)] for who, seen in taken.items()}
    return {
        "job": job,
        "runs": runs,
        "bare_ms": {name: round(value, 1) for name, value in zip(JOBS, medians["bare"], strict=False)},
        "ours_ms": {name: round(value, 1) for name, value in zip(JOBS, medians["ours"], strict=False)},
        "ratio": {
            name: round(mine / floor, 2)
            for name, mine, floor in zip(JOBS, medians["ours"], medians["bare"], strict=False)
        },
        "slowest_step_ms": round(max(each[-1] for each in taken["ours"]), 1),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Who may not mark what, worked out and shown.")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--judges", type=int, default=50)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--short", action="store_true", help="one run of 200 entries, to see that it still works")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    found = measure(200, 9, 1, 4) if args.short else measure(args.entries, args.judges, args.runs)
    print(json.dumps(found) if args.json else "\n".join(f"{name}: {value}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
