"""The ranking beside the barest Qt list of the same size: making its rows and opening it, every sort, a search.

``python -m benchmarks.results_table [--entries N] [--judges N] [--runs N] [--short] [--json]``. The bare list is that
of :mod:`benchmarks.entry_list`: texts that are there already, shown by Qt's own view and delegate. What the
program makes of a worked-out result once, ``rows`` (places, shared places) and ``prepare`` (letters that a search
compares, once the table has been seen), is told apart. Both work in one process, in turn, each step with its repaint;
medians of the runs, and the slowest single step of all runs, in milliseconds that the thread of the window worked.
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
from types import SimpleNamespace
from typing import Final, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from benchmarks.entry_list import WORDS, BareModel
from benchmarks.pairs import WORK_NS
from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.counting.disagreement import Reading
from judge_desk.contest.counting.outcome import Shortlist
from judge_desk.contest.counting.panel_marks import PanelMarks, SeatMarks
from judge_desk.contest.counting.ranking import Place, Ranking
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rubric import Criterion, Rubric
from judge_desk.contest.rulebook.rules import CutKind, CutRule, RankOn, ScoreMethod, ScoreRule
from judge_desk.contest.values.identity import CriterionId, EntryCode, Seat
from judge_desk.contest.values.numbers import round_to
from judge_desk.desks.standing import Standing
from judge_desk.ui.application import make_shell
from judge_desk.ui.models.collation import found_key
from judge_desk.ui.models.ranking import CODE, MARKS, OFFICIAL, PLACE, TITLE, RankRow, cut_line, rank_rows
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.ranking_view import RankingView

SIZE: Final = (754, 540)
JOBS: Final = ("open", "search", "sort")
ONCE: Final = ("rows", "prepare")
KEYS: Final = ("c", "ca", "cai cach", "so 17", "")
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
SORTS: Final = ((OFFICIAL, DOWN), (TITLE, UP), (MARKS, DOWN), (CODE, UP), (PLACE, UP))


def result(count: int, judges: int) -> tuple[Standing, dict[str, str]]:
    """Invent a worked-out round, the same every time, with a cut in its middle; gives it and the titles."""
    luck = random.Random(7)
    scores = tuple(_score(number, judges, luck) for number in range(count))
    ordered = sorted(scores, key=lambda each: (-(each.official or 0), each.code))
    places, number = [], 0
    for at, each in enumerate(ordered):
        number = number if at and ordered[at - 1].official == each.official else at + 1
        score = each.official or Fraction(0)
        places.append(Place(each.code, score, score, number, False))
    inside = tuple(each.code for each in ordered[: count // 2])
    list_ = Shortlist(inside, tuple(each.code for each in ordered[count // 2 :]), (), (), None)
    leaf = Criterion(CriterionId("1"), "Tính mới", maximum=Fraction(100), step=Fraction(1, 2))
    rule = ScoreRule(ScoreMethod.MEAN, 2, "half_up", RankOn.ROUNDED, 1)
    standing = SimpleNamespace(
        round=SimpleNamespace(
            score=rule, rubric=Rubric((leaf,), Fraction(100)), cut=CutRule(CutKind.TOP, count // 2), id="so-khao"
        ),
        result=SimpleNamespace(
            scores=scores, combined=(), ranking=Ranking(tuple(places), (), ()), shortlist=list_, awards=()
        ),
        manifest=SimpleNamespace(entries=tuple(SimpleNamespace(code=each.code, title="") for each in scores)),
    )
    titles = {str(each.code): _title(number, luck) for number, each in enumerate(scores)}
    return cast(Standing, standing), titles


def _title(number: int, luck: random.Random) -> str:
    return f"{' '.join(luck.choice(WORDS) for _ in range(7)).capitalize()} số {number}"


def _score(number: int, judges: int, luck: random.Random) -> EntryScore:
    halves = [luck.randrange(80, 200) for _ in range(judges)]
    marks = SeatMarks({Seat(seat): halves for seat, halves in enumerate(halves, start=1)}, 2, {})
    reading = Reading(sum(halves), min(halves), max(halves), 2, judges, 0)
    mean = Fraction(sum(halves), 2 * judges)
    code, official = EntryCode(f"{number:05d}-{number % 10}"), round_to(mean, 2)
    own = (code, marks, (), (), judges, Fraction(0), reading, mean, official, None, (), (mean, official), ())
    return EntryScore(*own, cast(Round, None), cast(PanelMarks, None), {})


@dataclass(frozen=True, slots=True)
class Contender:
    """One of the two: makes its rows, opens, prepares what may wait until it has been seen, searches and sorts."""

    rows: Callable[[], object]
    prepare: Callable[[], object]
    open: Callable[[], QWidget]
    search: Callable[[str], None]
    sort: Callable[[int, Qt.SortOrder], None]


def bare(rows: Sequence[tuple[str, ...]]) -> Contender:
    """Make the bare list."""
    view, model = QTableView(), BareModel(rows)
    model.setParent(view)
    view.verticalHeader().hide()

    def open_() -> QWidget:
        view.setModel(model)
        return view

    def sort(column: int, order: Qt.SortOrder) -> None:
        model.sort(min(column, 3), order)

    return Contender(lambda: None, lambda: None, open_, model.search, sort)


def ours(shell: Shell, standing: Standing, titles: dict[str, str]) -> Contender:
    """Make the ranking of the program."""
    view = RankingView(shell.words, shell.look)
    rows: tuple[RankRow, ...] = ()

    def make() -> None:
        nonlocal rows
        rows = rank_rows(standing, titles)

    def open_() -> QWidget:
        view.show_round(standing, rows, cut_line(standing, rows, shell.words))
        return view

    return Contender(make, view.ranking.prepare, open_, view.ranking.search, view.ranking.sort)


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
    """Open a table and do every step; give the milliseconds of each job and of the slowest steps."""
    rows, opened, prepared = _timed(each.rows), _timed(partial(_show, each)), _timed(each.prepare)
    sorts = [_timed(partial(each.sort, *how)) for how in SORTS]
    keys = [_timed(partial(each.search, key)) for key in KEYS]
    each.open().hide()
    return {
        "open": opened, "search": sum(keys), "sort": sum(sorts), "slowest key": max(keys), "slowest sort": max(sorts),
        "rows": rows, "prepare": prepared,
    }  # fmt: skip


def measure(count: int, judges: int, runs: int) -> dict[str, object]:
    """Let both work in turn, after one turn that does not count."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    standing, titles = result(count, judges)
    rows = [
        (str(each.code), titles[each.code], str(each.official), found_key(titles[each.code]))
        for each in standing.result.scores
    ]
    taken: dict[str, list[dict[str, float]]] = {"bare": [], "ours": []}
    with tempfile.TemporaryDirectory() as home:
        shell = make_shell(application, Path(home))
        for number in range(runs + 1):
            for who, each in (("bare", bare(rows)), ("ours", ours(shell, standing, titles))):
                found = _run(each)
                if number:
                    taken[who].append(found)
        shell.jobs.close()
    medians = {
        who: {name: statistics.median(run[name] for run in each) for name in each[0]} for who, each in taken.items()
    }
    slowest = {name: max(run[name] for run in taken["ours"]) for name in ("slowest key", "slowest sort")}
    return {
        "job": f"{count} entries of {judges} judges: open, {len(SORTS)} sorts, {len(KEYS)} searches, each repainted",
        "runs": runs,
        "bare_ms": {name: round(medians["bare"][name], 1) for name in JOBS},
        "ours_ms": {name: round(medians["ours"][name], 1) for name in JOBS},
        "once_ms": {name: round(medians["ours"][name], 1) for name in ONCE},
        "ratio": {name: round(medians["ours"][name] / medians["bare"][name], 2) for name in JOBS},
        "slowest_ms": {name: round(value, 1) for name, value in slowest.items()},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="The ranking beside a bare Qt list.")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--judges", type=int, default=5)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--short", action="store_true", help="one run of 500 entries, to see that it still works")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    found = measure(500, 3, 1) if args.short else measure(args.entries, args.judges, args.runs)
    print(json.dumps(found) if args.json else "\n".join(f"{name}: {value}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
