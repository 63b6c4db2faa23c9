"""A judge at work in the real window: from Enter to the word "đã lưu", from entry to entry, and back to the list.

``python -m benchmarks.marking_page [--entries N …] [--events N] [--marks N] [--folder DIR] [--short] [--json]``. Marks
are typed into the page with keys; beside each one 32 bytes are written into a file that has its size already, and
flushed: the floor of anything durable. ``saved`` ends when the word stands in the header, ``painted`` when the whole
window has been painted with it. ``step`` is Ctrl+Enter held: the next entry, painted. ``open`` reads a score file with
all its events and checks every hash, beside hashing the same bytes. Milliseconds; ratios are of the same run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.score_files import new_score_file
from judge_desk.contest.rulebook.rubric import Criterion, allows, judged_leaves
from judge_desk.contest.values.numbers import decimal_text, decimals_of
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.marking import Sitting
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.application import make_shell
from judge_desk.ui.bench import Bench
from judge_desk.ui.marking_aim import MarkingAim
from judge_desk.ui.pages.marking_page import MarkingPage
from judge_desk.ui.tidying import Tidying
from judge_desk.ui.window import Window

SIZE: Final = (1366, 698)
SIZES: Final = (200, 2_000, 10_000)
EVENTS: Final = 100_000
STEPS: Final = 100
LINE: Final = b"0123456789abcdef0123456789abcde\n"
_FLUSH: Final[Callable[[int], None]] = getattr(os, "fdatasync", os.fsync)


@contextmanager
def floor(path: Path, lines: int) -> Iterator[Callable[[int], None]]:
    """Give the floor: write a line into its place in a file that has all its bytes, and flush."""
    path.write_bytes(bytes(len(LINE) * lines))
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    os.fsync(handle)

    def put(number: int) -> None:
        os.lseek(handle, number * len(LINE), os.SEEK_SET)
        os.write(handle, LINE)
        _FLUSH(handle)

    try:
        yield put
    finally:
        os.close(handle)


def _steps(leaf: Criterion, luck: random.Random, but: int | None = None) -> int:
    """Invent a mark that the criterion allows and that is not there yet."""
    fitting = [each for each in range(int(leaf.maximum / leaf.step) + 1) if allows(leaf, each) and each != but]
    return luck.choice(fitting)


def fill(file: Path, events: int) -> None:
    """Give marks through the store until there are so many events, entry by entry and again; in one transaction."""
    luck = random.Random(7)
    with open_judge_file(file) as judge, judge.score.together():
        leaves = judged_leaves(judge.round.rubric)
        given: dict[tuple[str, str], int] = {}
        for number in range(events):
            entry = judge.entries[number // len(leaves) % len(judge.entries)]
            leaf = leaves[number % len(leaves)]
            steps = given[entry.code, leaf.id] = _steps(leaf, luck, given.get((entry.code, leaf.id)))
            judge.score.mark(entry.code, leaf.id, steps, "2024-09-02T10:42:05")


def opening(file: Path, around: Surroundings, runs: int) -> dict[str, float]:
    """Open and check a score file, and hash the same bytes, in turn; medians."""
    taken: dict[str, list[float]] = {"hash": [], "open": []}
    for _ in range(runs):
        began = time.perf_counter_ns()
        hashlib.sha256(file.read_bytes()).hexdigest()
        taken["hash"].append((time.perf_counter_ns() - began) / 1e6)
        began = time.perf_counter_ns()
        Sitting.open(file, around).close()
        taken["open"].append((time.perf_counter_ns() - began) / 1e6)
    found = {name: statistics.median(each) for name, each in taken.items()}
    return {**found, "bytes": float(file.stat().st_size)}


def _typed(page: MarkingPage, luck: random.Random) -> str:
    """Invent a mark for the field that is open, as a judge types it."""
    assert page.bench is not None
    at = page.sheet.form.at
    assert at is not None
    leaf = page.sheet.form.rows[at].leaf
    before = page.bench.sitting.sheet(page.code).marks.get(at)
    return decimal_text(_steps(leaf, luck, before) * leaf.step, decimals_of(leaf.step), ",")


def mark(window: Window, page: MarkingPage, put: Callable[[int], None], marks: int) -> dict[str, list[float]]:
    """Type marks with their Enter, each beside one line of the floor."""
    luck = random.Random(11)
    taken: dict[str, list[float]] = {"floor": [], "saved": [], "painted": []}
    bench, at = page.bench, [0]
    assert bench is not None

    def note(_: str) -> None:
        at[0] = time.perf_counter_ns()

    bench.saved.connect(note)  # after the page's own: the word stands in the header by now
    for number in range(marks):
        began = time.perf_counter_ns()
        put(number)
        taken["floor"].append((time.perf_counter_ns() - began) / 1e6)
        field = page.sheet.form.field_now()
        assert field is not None
        QTest.keyClicks(field, _typed(page, luck))
        QApplication.processEvents()
        began = time.perf_counter_ns()
        QTest.keyClick(field, Qt.Key.Key_Return)
        taken["saved"].append((at[0] - began) / 1e6)
        QApplication.processEvents()
        taken["painted"].append((time.perf_counter_ns() - began) / 1e6)
        if page.sheet.foot.next.hasFocus():
            page.go_on()
            QApplication.processEvents()
    bench.saved.disconnect(note)
    return taken


def walk(page: MarkingPage, steps: int) -> list[float]:
    """Go from entry to entry as with Ctrl+Enter held, each painted."""
    taken = []
    for _ in range(steps):
        began = time.perf_counter_ns()
        page.go_on()
        QApplication.processEvents()
        taken.append((time.perf_counter_ns() - began) / 1e6)
    return taken


def _spots(values: Sequence[float]) -> dict[str, float]:
    ordered, last = sorted(values), len(values) - 1
    shares = {"p50": 0.5, "p99": 0.99, "max": 1.0}
    return {name: round(ordered[round(last * share)], 3) for name, share in shares.items()}


def measure(entries: int, events: int, marks: int, folder: Path, application: QApplication) -> dict[str, Any]:
    """Open a file of a size in the window, mark, walk; gives the figures."""
    file, home = folder / f"{entries}.jdscore", folder / f"home-{entries}"
    home.mkdir()
    new_score_file(file, entries)
    fill(file, events)
    around = Surroundings(lambda: datetime.now().isoformat(timespec="seconds"), os.urandom, home)
    opened = opening(file, around, 3)
    shell = make_shell(application, home)
    window = Window(shell)
    tidying = Tidying(window)  # as in the program: nothing is collected in the midst of a key
    window.resize(*SIZE)
    window.show()
    with closing(Bench(Sitting.open(file, around), None, around)) as bench, floor(folder / "floor", marks) as put:
        began = time.perf_counter_ns()
        window.open("entries", bench)
        QApplication.processEvents()
        listed = (time.perf_counter_ns() - began) / 1e6
        window.open("marking", MarkingAim(bench, bench.sitting.lines()[entries // 2].code))
        window.activateWindow()
        QApplication.processEvents()
        page = window.page
        assert isinstance(page, MarkingPage)
        page.first().setFocus()
        taken = mark(window, page, put, marks)
        stepped = walk(page, min(STEPS, entries // 3))
        began = time.perf_counter_ns()
        window.back()
        QApplication.processEvents()
        opened["back"] = (time.perf_counter_ns() - began) / 1e6
    shell.jobs.close()
    tidying.stop()
    window.deleteLater()
    return _told(entries, events, taken, stepped, {**opened, "list": listed})


def _told(
    entries: int, events: int, taken: dict[str, list[float]], stepped: list[float], opened: dict[str, float]
) -> dict[str, Any]:
    spots = {name: _spots(each) for name, each in taken.items()}
    ratios = {
        name: {spot: round(spots[name][spot] / spots["floor"][spot], 1) for spot in ("p50", "p99")}
        for name in ("saved", "painted")
    }
    return {
        "entries": entries,
        "events": events,
        "mark_ms": spots,
        "mark_ratio": ratios,
        "step_ms": _spots(stepped),
        "open_ms": {name: round(value, 1) for name, value in opened.items() if name != "bytes"},
        "open_ratio": round(opened["open"] / opened["hash"], 1),
        "megabytes": round(opened["bytes"] / 1e6, 1),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="A judge at work in the real window.")
    parser.add_argument("--entries", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--events", type=int, default=EVENTS, help="in the file before the first key")
    parser.add_argument("--marks", type=int, default=1_000)
    parser.add_argument("--folder", type=Path, help="on the disk to measure (default: where temporary files lie)")
    parser.add_argument("--short", action="store_true", help="20 marks in 30 entries, to see that it still works")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    sizes = (30,) if args.short else args.entries
    events, marks = (200, 20) if args.short else (args.events, args.marks)
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        found = [measure(each, events, marks, Path(folder), application) for each in sizes]
    if args.json:
        print(json.dumps({"sizes": found}))
        return 0
    for each in found:
        print("\n".join(f"{name}: {value}" for name, value in each.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
