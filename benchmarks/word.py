"""A summary table as a Word file beside python-docx's own tables, each as a process of its own.

``python -m benchmarks.word [--rows N] [--judges N] [--runs N] [--short] [--json]``. Both write the same texts in a
ruled table. ``plain`` fills python-docx's table cell by cell, as its guide shows; ours sets widths, styles, a head that
repeats and rows that stay whole besides. Engines run in turn; medians of whole processes, and the peak of memory.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.compiled import compiled_in
from benchmarks.pairs import run
from benchmarks.papers import heads_of, rows_of


def ours(rows: int, judges: int, path: Path) -> None:
    """Let the program's own writer make the table."""
    blocks: Any = importlib.import_module("judge_desk.documents.blocks")
    writer: Any = importlib.import_module("judge_desk.documents.docx_paper")
    columns = tuple(
        blocks.Column(head, blocks.Align.RIGHT, share=int(place == 2)) for place, head in enumerate(heads_of(judges))
    )
    table = blocks.Table(columns, tuple(rows_of(rows, judges)), size=7, least=5)
    wide = blocks.Orientation.LANDSCAPE
    path.write_bytes(writer.render_docx(blocks.Document("Bảng tổng hợp", "", (table,), orientation=wide)))


def plain(rows: int, judges: int, path: Path) -> None:
    """Fill a table of python-docx."""
    file: Any = importlib.import_module("docx").Document()
    heads = heads_of(judges)
    table = file.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    for row in rows_of(rows, judges):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file.save(str(path))


ENGINES: Final[dict[str, Callable[[int, int, Path], None]]] = {"ours": ours, "plain": plain}


def _run(engine: str, rows: int, judges: int, path: Path) -> tuple[float, int]:
    """Let one engine work in its own process; gives seconds of work and its peak of memory in MiB."""
    command = [sys.executable, "-m", "benchmarks.word", "--engine", engine, "--out", str(path)]
    used = run([*command, "--rows", str(rows), "--judges", str(judges)])
    return used.work, round(used.peak)


def measure(rows: int, judges: int, runs: int) -> dict[str, object]:
    """Let both work in turn."""
    taken: dict[str, list[tuple[float, int]]] = {name: [] for name in ENGINES}
    with TemporaryDirectory() as place, compiled_in(Path(place) / "compiled"):
        for name in ENGINES if runs > 1 else ():
            _run(name, 20, judges, Path(place) / f"{name}.docx")
        for _ in range(runs):
            for name in ENGINES:
                taken[name].append(_run(name, rows, judges, Path(place) / f"{name}.docx"))
    medians = {name: statistics.median(work for work, _ in each) for name, each in taken.items()}
    told = {
        name: {
            "cpu_seconds": round(medians[name], 2),
            "rows_per_second": round(rows / medians[name]),
            "peak_mib": max(memory for _, memory in taken[name]),
        }
        for name in ENGINES
    }
    return {
        "job": f"summary of {rows} entries and {judges} judges as DOCX",
        "runs": runs,
        "load": round(os.getloadavg()[0], 1),
        "engines": told,
        "ratio": round(medians["ours"] / medians["plain"], 3),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; with ``--engine`` be one of the processes that are measured."""
    parser = argparse.ArgumentParser(description="A summary table as a Word file beside python-docx.")
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--judges", type=int, default=24)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--short", action="store_true", help="one run of few entries, to see that it still works")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--engine", choices=tuple(ENGINES), help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.engine:
        ENGINES[args.engine](args.rows, args.judges, args.out)
        return 0
    found = measure(80, 5, 1) if args.short else measure(args.rows, args.judges, args.runs)
    if args.json:
        print(json.dumps(found))
        return 0
    print(f"{found['job']}, {found['runs']} runs in turn, medians of whole processes, load {found['load']}")
    engines: Any = found["engines"]
    for name, each in engines.items():
        print(f"  {name:8} " + "  ".join(f"{key} {value}" for key, value in each.items()))
    print(f"  ratio: ours by plain: {found['ratio']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
