"""The summary's workbook beside the ways of openpyxl to write the same table, each as a process of its own.

``python -m benchmarks.workbooks [--rows N] [--judges N] [--runs N] [--peers LIST] [--short] [--json]``. Every engine
writes the same rows with live formulas for ballots, total, mean, spread, score and place, in styled cells; ours adds
the whole numbers that the sheet rounds by, a sheet that checks every formula against the program, heights of rows by
their texts, and what a print needs. ``openpyxl`` gives every cell its own style objects, as scripts do; ``write_only``
is its quick mode with one style of a kind; ``floor`` is xlsxwriter with rows alone. Engines run in turn; medians of
whole processes, and the peak of memory. Files are looked at when all are made: what this process holds would count as
its children's peak.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.compiled import compiled_in
from benchmarks.pairs import run

FONT: Final = "Times New Roman"
STEPS: Final = 4
"""Steps of a mark to one point."""


def steps_of(number: int, judges: int) -> list[int]:
    """Invent the judges' totals of an entry in steps, the same every time."""
    return [60 * STEPS + (7 * number * seat + seat) % 160 for seat in range(1, judges + 1)]


def rows_of(rows: int, judges: int) -> Iterator[list[Any]]:
    """Give the cells of every row as numbers, texts and formulas, from the second row of a sheet on."""
    letter: Any = importlib.import_module("openpyxl.utils").get_column_letter
    first, last = letter(4), letter(judges + 3)
    ballots, total, mean, score = (letter(judges + at) for at in (4, 5, 6, 8))
    for number in range(1, rows + 1):
        at = number + 1
        marks = f"{first}{at}:{last}{at}"
        yield [
            number, f"{number:05d}-{number % 10}", f"Sáng kiến cải cách số {number}",
            *(steps / STEPS for steps in steps_of(number, judges)),
            f"=COUNT({marks})", f"=SUM({marks})", f"={total}{at}/{ballots}{at}", f"=MAX({marks})-MIN({marks})",
            f"=ROUND({mean}{at},2)", f"=RANK({score}{at},${score}$2:${score}${rows + 1},0)",
        ]  # fmt: skip


def ours(rows: int, judges: int, path: Path) -> None:
    """Let the program make the workbook of its summary."""
    summary: Any = importlib.import_module("judge_desk.documents.xlsx_summary")
    path.write_bytes(summary.summary_workbook(content_of(rows, judges)))


def content_of(rows: int, judges: int) -> Any:
    """Fill the summary's workbook with the invented marks."""
    marks: Any = importlib.import_module("judge_desk.documents.content_marks")
    head: Any = importlib.import_module("judge_desk.documents.content_head")
    book: Any = importlib.import_module("judge_desk.documents.content_workbook")
    rules: Any = importlib.import_module("judge_desk.contest.rulebook.rules")
    given = [steps_of(number, judges) for number in range(1, rows + 1)]
    each_once = {*chain.from_iterable(given)}
    marked = {steps: marks.JudgeMark(marks.MarkState.COUNTED, Fraction(steps, STEPS)) for steps in each_once}
    means = [Fraction(sum(each), judges * STEPS) for each in given]
    scores = [Fraction(int(100 * mean + Fraction(1, 2)), 100) for mean in means]
    ordered = sorted(scores, reverse=True)
    places = {score: place for place, score in reversed([*enumerate(ordered, 1)])}
    lines = tuple(
        marks.SummaryRow(
            f"{number:05d}-{number % 10}", tuple(marked[steps] for steps in values),
            mean * judges, mean, Fraction(max(values) - min(values), STEPS), score, places[score],
            title=f"Sáng kiến cải cách số {number}",
        )
        for number, (values, mean, score) in enumerate(zip(given, means, scores, strict=True), 1)
    )  # fmt: skip
    rule = rules.ScoreRule(rules.ScoreMethod.MEAN, 2, "half_up", rules.RankOn.ROUNDED, 2)
    shared = head.PaperHead("ỦY BAN NHÂN DÂN", "BAN TỔ CHỨC", "BAN GIÁM KHẢO", "Hà Nội", "Cuộc thi để đo", "Vòng một",
                            2024, "do-toc-do", 1, "a1b2c3d4")  # fmt: skip
    panel = tuple(marks.JudgeColumn(seat, f"Giám khảo {seat}") for seat in range(1, judges + 1))
    paper = marks.SummaryContent(shared, panel, lines, 2, head.Rules(rule, None), "Trưởng ban", "Thư ký")
    more = tuple(book.WorkbookRow(mean, ranked_by=score) for mean, score in zip(means, scores, strict=True))
    return book.SummaryWorkbookContent(paper, more)


def floor(rows: int, judges: int, path: Path) -> None:
    """Write the rows with xlsxwriter, one format of a kind."""
    book: Any = importlib.import_module("xlsxwriter").Workbook(str(path), {"constant_memory": True})
    style = {"font_name": FONT, "font_size": 12, "border": 1}
    text, figure = book.add_format(style), book.add_format({**style, "num_format": "0.00"})
    sheet: Any = book.add_worksheet()
    for at, row in enumerate(rows_of(rows, judges), 1):
        for place, value in enumerate(row):
            sheet.write(at, place, value, text if place < 3 else figure)
    book.close()


def openpyxl(rows: int, judges: int, path: Path) -> None:
    """Write the rows as scripts do: a cell, then its font, border, alignment and format."""
    library: Any = importlib.import_module("openpyxl")
    styles: Any = importlib.import_module("openpyxl.styles")
    book = library.Workbook()
    sheet = book.active
    for at, row in enumerate(rows_of(rows, judges), 2):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(at, place, value)
            line = styles.Side(style="thin", color="808080")
            cell.font = styles.Font(name=FONT, size=12)
            cell.border = styles.Border(left=line, right=line, top=line, bottom=line)
            cell.alignment = styles.Alignment(horizontal="left" if place < 4 else "right", vertical="top")
            cell.number_format = "General" if place < 4 else "0.00"
    book.save(path)


def write_only(rows: int, judges: int, path: Path) -> None:
    """Write the rows in openpyxl's quick mode, one style of a kind."""
    library: Any = importlib.import_module("openpyxl")
    styles: Any = importlib.import_module("openpyxl.styles")
    cell_of: Any = importlib.import_module("openpyxl.cell").WriteOnlyCell
    book = library.Workbook(write_only=True)
    sheet = book.create_sheet()
    line = styles.Side(style="thin", color="808080")
    kinds = []
    for number in ("General", "0.00"):
        model = cell_of(sheet)
        model.font = styles.Font(name=FONT, size=12)
        model.border = styles.Border(left=line, right=line, top=line, bottom=line)
        model.number_format = number
        kinds.append(model._style)
    sheet.append([])
    for row in rows_of(rows, judges):
        cells = []
        for place, value in enumerate(row):
            cell = cell_of(sheet, value)
            cell._style = kinds[place > 2]
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


ENGINES: Final[dict[str, Callable[[int, int, Path], None]]] = {
    "ours": ours,
    "floor": floor,
    "openpyxl": openpyxl,
    "write_only": write_only,
}


def _run(engine: str, rows: int, judges: int, path: Path) -> tuple[float, float, int]:
    """Let one engine work in its own process; gives seconds, seconds of work and its peak of memory in MiB."""
    command = [sys.executable, "-m", "benchmarks.workbooks", "--engine", engine, "--out", str(path)]
    used = run([*command, "--rows", str(rows), "--judges", str(judges)])
    return used.seconds, used.work, round(used.peak)


def _size(path: Path) -> tuple[int, int]:
    """Give the cells of a workbook and its KiB."""
    with zipfile.ZipFile(path) as book:
        cells = sum(book.read(name).count(b"<c ") for name in book.namelist() if "/sheet" in name)
    return cells, path.stat().st_size // 1024


def measure(rows: int, judges: int, runs: int, peers: Sequence[str]) -> dict[str, object]:
    """Let every engine work in turn."""
    names = ["ours", *(name for name in peers if name)]
    taken: dict[str, list[tuple[float, float, int]]] = {name: [] for name in names}
    with TemporaryDirectory() as place, compiled_in(Path(place) / "compiled"):
        for name in names if runs > 1 else ():
            _run(name, 20, judges, Path(place) / f"{name}.xlsx")
        for _ in range(runs):
            for name in names:
                taken[name].append(_run(name, rows, judges, Path(place) / f"{name}.xlsx"))
        sizes = {name: _size(Path(place) / f"{name}.xlsx") for name in names}
    medians = {name: [statistics.median(each[at] for each in runs_) for at in (0, 1)] for name, runs_ in taken.items()}
    return {
        "job": f"summary of {rows} entries and {judges} judges as XLSX",
        "runs": runs,
        "load": round(os.getloadavg()[0], 1),
        "engines": {
            name: {
                "seconds": round(medians[name][0], 2),
                "cpu_seconds": round(medians[name][1], 2),
                "cells": sizes[name][0],
                "kib": sizes[name][1],
                "peak_mib": max(memory for _, _, memory in taken[name]),
                "ours_by_it": round(medians["ours"][1] / medians[name][1], 2),
                "for_a_cell": round(medians["ours"][1] / medians[name][1] * sizes[name][0] / sizes["ours"][0], 2),
            }
            for name in names
        },
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; with ``--engine`` be one of the processes that are measured."""
    parser = argparse.ArgumentParser(description="The summary's workbook beside openpyxl.")
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--judges", type=int, default=24)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", default="floor,openpyxl,write_only")
    parser.add_argument("--short", action="store_true", help="one run of 60 entries, to see that it still works")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--engine", choices=tuple(ENGINES), help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.engine:
        ENGINES[args.engine](args.rows, args.judges, args.out)
        return 0
    peers = args.peers.split(",")
    found = measure(60, 5, 1, peers) if args.short else measure(args.rows, args.judges, args.runs, peers)
    if args.json:
        print(json.dumps(found))
        return 0
    print(f"{found['job']}, {found['runs']} runs in turn, medians of whole processes, load {found['load']}")
    engines: Any = found["engines"]
    for name, each in engines.items():
        print(f"  {name:10} " + "  ".join(f"{key} {value}" for key, value in each.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
