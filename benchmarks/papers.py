"""A summary table as PDF beside other ways to make the same table, each as a process of its own.

``python -m benchmarks.papers [--rows N] [--judges N] [--runs N] [--peers LIST] [--short] [--json]``. Every engine
draws the same texts in the same type on wide A4 sheets with a head on each page; engines run in turn; medians of wall
time and work, and the peak of memory; ratios are of work. ``bare`` is reportlab's canvas with given widths and no
wrapping: what a page costs at least. ``longtable`` is reportlab's own table; ``libreoffice`` turns a workbook of the
same rows, written before, into PDF, with a profile that it made before. Engines that are not installed (fpdf2, typst,
LibreOffice) are left out. Files are looked at when all are made: what this process holds would count as its children's
peak.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import shutil
import statistics
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.compiled import compiled_in
from benchmarks.pairs import run
from judge_desk.documents.blocks import Align, Column, Document, Orientation, Table, Title
from judge_desk.paths import resource

WIDE: Final = 841.89
HIGH: Final = 595.28
EDGE: Final = 42.0
TYPE: Final = 7.0
LINE: Final = 11.0
FONT: Final = "LiberationSerif-Regular"


def rows_of(count: int, judges: int) -> list[tuple[str, ...]]:
    """Invent the rows of a summary, the same every time; ``judges`` columns of marks among ten more."""
    return [
        (
            str(number),
            f"{number:05d}-{number % 10}",
            f"Sáng kiến cải cách số {number}",
            *(f"{60 + (number * seat) % 40},{(number + seat) % 10}" for seat in range(1, judges + 1)),
            f"{judges}/{judges}", f"{number % 900},5", "82,30", "12,5", "", "82,3", str(number),
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def heads_of(judges: int) -> tuple[str, ...]:
    """Give the titles of the columns."""
    return (
        "TT", "Mã số", "Tên bài", *(f"GK{seat}" for seat in range(1, judges + 1)),
        "Phiếu", "Tổng", "TB", "CL", "Xử lý", "Điểm", "Hạng",
    )  # fmt: skip


def ours(rows: int, judges: int, path: Path) -> None:
    """Let the program's own writer make the table."""
    writer: Any = importlib.import_module("judge_desk.documents.pdf")
    columns = tuple(
        Column(head, Align.LEFT if place == 2 else Align.RIGHT, share=1 if place == 2 else 0)
        for place, head in enumerate(heads_of(judges))
    )
    table = Table(columns, tuple(rows_of(rows, judges)), size=int(TYPE), least=5)
    blocks = (Title("BẢNG TỔNG HỢP ĐIỂM"), table)
    path.write_bytes(writer.render_pdf(Document("Bảng tổng hợp", "", blocks, orientation=Orientation.LANDSCAPE)))


def _places(judges: int) -> list[float]:
    """Give the left edges of columns of given widths: the title takes what the figures leave."""
    figures = len(heads_of(judges)) - 1
    each = (WIDE - 2 * EDGE) / (figures + 5)
    widths = [each * (6 if place == 2 else 1) for place in range(figures + 1)]
    return [EDGE + sum(widths[:place]) for place in range(figures + 2)]


def bare(rows: int, judges: int, path: Path) -> None:
    """Draw texts and rules on reportlab's canvas, one text object for each page."""
    canvas_module: Any = importlib.import_module("reportlab.pdfgen.canvas")
    _register()
    canvas, places = canvas_module.Canvas(str(path), pagesize=(WIDE, HIGH), invariant=1), _places(judges)
    heads, most = heads_of(judges), int((HIGH - 2 * EDGE) / LINE) - 1
    every = rows_of(rows, judges)
    for start in range(0, len(every), most):
        pen, y = canvas.beginText(), HIGH - EDGE
        pen.setFont(FONT, TYPE)
        canvas.setLineWidth(0.4)
        for row in [heads, *every[start : start + most]]:
            for x, text in zip(places, row, strict=False):
                pen.setTextOrigin(x + 2, y - 8)
                pen.textOut(text)
            canvas.line(EDGE, y - LINE, WIDE - EDGE, y - LINE)
            for x in places:
                canvas.line(x, y, x, y - LINE)
            y -= LINE
        canvas.drawText(pen)
        canvas.showPage()
    canvas.save()


def _register() -> None:
    metrics: Any = importlib.import_module("reportlab.pdfbase.pdfmetrics")
    fonts: Any = importlib.import_module("reportlab.pdfbase.ttfonts")
    metrics.registerFont(fonts.TTFont(FONT, str(resource(f"fonts/{FONT}.ttf"))))


def longtable(rows: int, judges: int, path: Path) -> None:
    """Let reportlab's LongTable make the table."""
    platypus: Any = importlib.import_module("reportlab.platypus")
    _register()
    frame = platypus.SimpleDocTemplate(
        str(path), pagesize=(WIDE, HIGH), leftMargin=EDGE, rightMargin=EDGE, topMargin=EDGE, bottomMargin=EDGE
    )
    places = _places(judges)
    widths = [right - left for left, right in pairwise(places)]
    style = [("FONT", (0, 0), (-1, -1), FONT, TYPE), ("GRID", (0, 0), (-1, -1), 0.4, (0, 0, 0))]
    data = [heads_of(judges), *rows_of(rows, judges)]
    frame.build([platypus.LongTable(data, widths, [LINE] * len(data), repeatRows=1, style=style)])


def fpdf2(rows: int, judges: int, path: Path) -> None:
    """Draw cells with fpdf2."""
    book: Any = importlib.import_module("fpdf").FPDF("L", "pt", "A4")
    book.add_font("S", "", str(resource(f"fonts/{FONT}.ttf")))
    book.set_auto_page_break(auto=False)
    places = _places(judges)
    widths = [right - left for left, right in pairwise(places)]
    every, heads, most = rows_of(rows, judges), heads_of(judges), int((HIGH - 2 * EDGE) / LINE) - 1
    for start in range(0, len(every), most):
        book.add_page()
        book.set_font("S", size=TYPE)
        book.set_xy(EDGE, EDGE)
        for row in [heads, *every[start : start + most]]:
            for wide, text in zip(widths, row, strict=True):
                book.cell(wide, LINE, text, border=1)
            book.ln(LINE)
            book.set_x(EDGE)
    book.output(str(path))


def typst(rows: int, judges: int, path: Path) -> None:
    """Let typst make the table."""
    columns = ", ".join("1fr" if place == 2 else "auto" for place in range(len(heads_of(judges))))
    cells = ",\n".join(",".join(f"[{text}]" for text in row) for row in rows_of(rows, judges))
    heads = ",".join(f"[{head}]" for head in heads_of(judges))
    source = (
        f'#set page(paper: "a4", flipped: true, margin: {EDGE}pt)\n'
        f'#set text(size: {TYPE}pt, font: "Liberation Serif")\n'
        f"#table(columns: ({columns}), inset: 2pt, stroke: 0.4pt, table.header({heads}), {cells})\n"
    )
    script = path.with_suffix(".typ")
    script.write_text(source, encoding="utf-8")
    importlib.import_module("typst").compile(
        str(script), output=str(path), font_paths=[str(resource(f"fonts/{FONT}.ttf").parent)]
    )


def workbook(rows: int, judges: int, path: Path) -> None:
    """Write the workbook that LibreOffice prints: the same rows, ruled, on wide sheets with a head on each page."""
    book: Any = importlib.import_module("xlsxwriter").Workbook(str(path), {"constant_memory": True})
    look = book.add_format({"font_name": "Liberation Serif", "font_size": TYPE, "border": 1})
    sheet: Any = book.add_worksheet()
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for at, row in enumerate([heads_of(judges), *rows_of(rows, judges)]):
        for place, text in enumerate(row):
            sheet.write_string(at, place, text, look)
    book.close()


OFFICE: Final = "libreoffice"
ENGINES: Final[dict[str, tuple[Callable[[int, int, Path], None], str]]] = {
    "ours": (ours, "reportlab"),
    "bare": (bare, "reportlab"),
    "longtable": (longtable, "reportlab"),
    "fpdf2": (fpdf2, "fpdf"),
    "typst": (typst, "typst"),
}
"""Every engine, with the module that it needs."""


def _run(engine: str, rows: int, judges: int, path: Path) -> tuple[float, float, int]:
    """Let one engine work in its own process; gives seconds, seconds of work and its peak of memory in MiB."""
    command = [sys.executable, "-m", "benchmarks.papers", "--engine", engine, "--out", str(path)]
    command += ["--rows", str(rows), "--judges", str(judges)]
    if engine == OFFICE:
        profile, sheet = (path.parent / "profile").as_uri(), str(path.with_suffix(".xlsx"))
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        command += ["--outdir", str(path.parent), sheet]
    used = run(command)
    return used.seconds, used.work, round(used.peak)


def _pages(path: Path) -> int:
    reader: Any = importlib.import_module("pypdf").PdfReader(path)
    return len(reader.pages)


def measure(rows: int, judges: int, runs: int, peers: Sequence[str]) -> dict[str, object]:
    """Let every engine work in turn."""
    there = {name for name, (_, module) in ENGINES.items() if importlib.util.find_spec(module) is not None}
    there |= {OFFICE} if shutil.which("soffice") else set()
    present = [name for name in ("ours", *peers) if name in there]
    taken: dict[str, list[tuple[float, float, int]]] = {name: [] for name in present}
    with TemporaryDirectory() as place, compiled_in(Path(place) / "compiled"):
        if OFFICE in present:
            workbook(rows, judges, Path(place) / f"{OFFICE}.xlsx")
        for name in present if runs > 1 else ():
            _run(name, 20, judges, Path(place) / f"{name}.pdf")
        for _ in range(runs):
            for name in present:
                taken[name].append(_run(name, rows, judges, Path(place) / f"{name}.pdf"))
        pages = {name: _pages(Path(place) / f"{name}.pdf") for name in present}
    medians = {name: [statistics.median(run[at] for run in each) for at in (0, 1)] for name, each in taken.items()}
    return {
        "job": f"summary of {rows} entries and {judges} judges as PDF",
        "runs": runs,
        "load": round(os.getloadavg()[0], 1),
        "engines": {
            name: {
                "seconds": round(medians[name][0], 3),
                "cpu_seconds": round(medians[name][1], 3),
                "pages": pages[name],
                "pages_per_second": round(pages[name] / medians[name][0], 1),
                "peak_mib": max(memory for _, _, memory in taken[name]),
                "ours_by_it": round(medians["ours"][1] / medians[name][1], 2),
            }
            for name in present
        },
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; with ``--engine`` be one of the processes that are measured."""
    parser = argparse.ArgumentParser(description="A summary table as PDF beside other engines.")
    parser.add_argument("--rows", type=int, default=2_000)
    parser.add_argument("--judges", type=int, default=24)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", default="bare,longtable,fpdf2,typst,libreoffice")
    parser.add_argument("--short", action="store_true", help="one run of 60 entries, to see that it still works")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--engine", choices=tuple(ENGINES), help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.engine:
        ENGINES[args.engine][0](args.rows, args.judges, args.out)
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
