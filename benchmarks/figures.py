"""A week of a quiz brought in as a sheet of figures, beside openpyxl and csv; and a contest of four such weeks shown.

``python -m benchmarks.figures [--people N] [--units N] [--runs N] [--short] [--json]``. Each of four engines reads the
same rows as a process of its own, in turn: ours takes a sheet in (columns found by title, every cell checked, units
found in the roster, rows kept and signed for) from XLSX and from CSV; beside it openpyxl, read-only, and the module csv
alone give the same cells and check nothing. Then the contest with all weeks is looked at, as the window does it: for
the first time, and again when nothing has changed; and changed in one week, of which the other weeks' prizes are not
worked out anew. Seconds are of the processor, medians of the runs; memory is by how much the peak of a process grew.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import openpyxl

from benchmarks.reviews import CONTEST, QUIZ, invent, rules
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.definition import Definition, find_measured
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks import deciding, figures, founding
from judge_desk.desks.deciding import Request
from judge_desk.desks.looking import look_at
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.surroundings import Surroundings, silent
from judge_desk.exchange.rulebook.definition_file import load_definition, shipped

PEERS: Final = {"ours_xlsx": "openpyxl", "ours_csv": "csv"}
"""What each of our ways is put beside."""
TWO: Final = ("Nguyễn Văn A (Trưởng ban)", "Trần Thị B (Thư ký)")


def surroundings(place: Path) -> Surroundings:
    """Give the secretary's surroundings."""
    return world("do", "2024-08-23T07:30:00", place / "may", "thu-ky", silent)


def lay(place: Path, people: int, units: int) -> None:
    """Found the contest with its points settled, take its roster in, and write every week as CSV, the first as XLSX."""
    definition, around, folder = rules(), surroundings(place), place / "cuoc-thi"
    founding.found(folder, CONTEST, around)
    for point in load_definition(shipped(CONTEST), CONTEST).undecided:
        if point.choices:
            asked = Request("", DecisionKind.RULE_POINT, (point.key,), point.choices[0].value, "Đã họp", TWO, None)
            deciding.decide(folder, asked, around)
    roster, *weeks = invent(definition, people, units).sheets
    _write_csv(definition, roster, place / "don-vi.csv")
    figures.take_in(folder, roster.part, "", place / "don-vi.csv", Provenance("Sở Nội vụ", "2024-08-20"), around)
    for each in weeks:
        _write_csv(definition, each, place / f"{each.period}.csv")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in _rows(definition, weeks[0]):
        sheet.append(row)
    book.save(place / f"{weeks[0].period}.xlsx")


def _rows(definition: Definition, sheet: FigureSheet) -> list[Sequence[str]]:
    part = find_measured(definition, sheet.part)
    if part is None:
        raise LookupError(sheet.part)
    return [[each.title for each in part.columns], *sheet.rows]


def _write_csv(definition: Definition, sheet: FigureSheet, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(_rows(definition, sheet))


def take(place: Path, file: Path, reason: str = "") -> None:
    """Let the program take a week in."""
    stated = Provenance("Sở Nội vụ", "2024-08-20", "", reason)
    figures.take_in(place / "cuoc-thi", QUIZ, file.stem, file, stated, surroundings(place))


def read_xlsx(file: Path) -> int:
    """Read every cell as openpyxl gives it."""
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    found = sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return found


def read_csv(file: Path) -> int:
    """Read every cell as csv gives it."""
    with file.open(encoding="utf-8", newline="") as stream:
        return sum(len(row) for row in csv.reader(stream))


def _engines(place: Path) -> dict[str, Callable[[], object]]:
    return {
        "ours_xlsx": lambda: figures.preview(
            place / "cuoc-thi", QUIZ, "tuan-1", place / "tuan-1.xlsx", surroundings(place)
        ),
        "openpyxl": lambda: read_xlsx(place / "tuan-1.xlsx"),
        "ours_csv": lambda: figures.preview(
            place / "cuoc-thi", QUIZ, "tuan-1", place / "tuan-1.csv", surroundings(place)
        ),
        "csv": lambda: read_csv(place / "tuan-1.csv"),
    }


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _run(engine: str, place: Path, apart: bool) -> tuple[float, int]:
    """Let one engine work, in its own process if ``apart``: seconds, and MiB by which its peak of memory grew."""
    if not apart:
        return _worked(engine, place)
    command = [sys.executable, "-m", "benchmarks.figures", "--engine", engine, "--place", str(place)]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    return float(said[0]), int(said[1])


def _worked(engine: str, place: Path) -> tuple[float, int]:
    act, before = _engines(place)[engine], _peak()
    return _seconds(act), _peak() - before


def _peak() -> int:
    """Give this process's own peak of memory in MiB, 0 where the system does not tell; a child's rusage has more."""
    told = Path("/proc/self/status")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return next((int(each.split()[1]) // 1024 for each in lines if each.startswith("VmHWM")), 0)


def shown(place: Path) -> dict[str, float]:
    """Take every week in and look at the contest: first, again, and after one week was corrected."""
    weeks = sorted(place.glob("tuan-*.csv"))
    taken = [_seconds(partial(take, place, each)) for each in weeks]
    around, folder = surroundings(place), place / "cuoc-thi"
    found = {"take_in": statistics.median(taken)}
    for name in ("first", "again"):
        found[f"look_{name}"] = _seconds(lambda: look_at(folder, around))
    lines = weeks[-1].read_text(encoding="utf-8").splitlines()
    weeks[-1].write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    take(place, weeks[-1], "Bỏ một bài thi thừa")
    found["look_one_week_changed"] = _seconds(lambda: look_at(folder, around))
    return {name: round(each, 3) for name, each in found.items()}


def measure(people: int, units: int, runs: int, apart: bool = True) -> dict[str, object]:
    """Let every engine work in turn, then look at the contest."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        lay(place, people, units)
        taken: dict[str, list[tuple[float, int]]] = {name: [] for pair in PEERS.items() for name in pair}
        for _ in range(runs):
            for name, each in taken.items():
                each.append(_run(name, place, apart))
        medians = {name: statistics.median(seconds for seconds, _ in each) for name, each in taken.items()}
        return {
            "job": f"{people} papers of a week, four weeks, {units} units",
            "runs": runs,
            "load": round(os.getloadavg()[0], 1),
            "cpu_seconds": {name: round(each, 3) for name, each in medians.items()},
            "added_mib": {name: max(memory for _, memory in each) for name, each in taken.items()},
            "ours_by_peer": {peer: round(medians[name] / medians[peer], 2) for name, peer in PEERS.items()},
            "contest_cpu_seconds": shown(place),
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; with ``--engine`` be one of the processes that are measured."""
    parser = argparse.ArgumentParser(description="A week of a quiz as a sheet of figures beside openpyxl and csv.")
    parser.add_argument("--people", type=int, default=25_000)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--short", action="store_true", help="one run of 200 people, all in one process")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.engine:
        print(*_worked(args.engine, args.place))
        return 0
    found = measure(200, 10, 1, apart=False) if args.short else measure(args.people, args.units, args.runs)
    print(json.dumps(found) if args.json else "\n".join(f"{name}: {value}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
