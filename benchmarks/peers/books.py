"""What people do today: read one workbook of every judge, add up, average, rank.

``PYTHON -m benchmarks.peers.books READER FOLDER``: every ``*.xlsx`` of the folder, in order; a head line, then a line
for each entry: code, marks, blank where the judge recused himself. Prints the digest of the answer. Each reader works
the way its own manual shows.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.peers.answer import digest_of

STEPS_PER_POINT: Final = 4
Totals = dict[str, list[int]]


def add_rows(rows: Iterable[Sequence[Any]], totals: Totals) -> None:
    """Add the rows of one judge, below the head line."""
    for code, *marks in rows:
        if marks[0] not in (None, ""):
            each = totals.setdefault(code, [0, 0])
            each[0] += round(sum(marks) * STEPS_PER_POINT)
            each[1] += 1


def openpyxl(paths: Sequence[Path], read_only: bool = False) -> Totals:
    """Read with openpyxl."""
    library: Any = importlib.import_module("openpyxl")
    totals: Totals = {}
    for path in paths:
        book = library.load_workbook(path, data_only=True, read_only=read_only)
        add_rows(book.active.iter_rows(min_row=2, values_only=True), totals)
        book.close()
    return totals


def calamine(paths: Sequence[Path]) -> Totals:
    """Read with python-calamine."""
    library: Any = importlib.import_module("python_calamine")
    totals: Totals = {}
    for path in paths:
        sheet = library.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        add_rows(sheet.to_python(skip_empty_area=True)[1:], totals)
    return totals


def pandas(paths: Sequence[Path], engine: str = "openpyxl") -> Totals:
    """Read with pandas, by one of its engines; sums and counts by entry over all judges."""
    library: Any = importlib.import_module("pandas")
    totals = None
    for path in paths:
        frame = library.read_excel(path, engine=engine).set_index("code")
        marked = frame.notna().all(axis=1)
        each = library.DataFrame({"sum": frame.sum(axis=1), "count": marked.astype(int)})
        totals = each if totals is None else totals.add(each, fill_value=0)
    found: Any = totals
    rows = zip(found.index, found["sum"], found["count"], strict=True)
    return {code: [round(total * STEPS_PER_POINT), int(count)] for code, total, count in rows}


def polars(paths: Sequence[Path]) -> Totals:
    """Read with polars (fastexcel), all judges under each other, grouped by entry."""
    library: Any = importlib.import_module("polars")
    column = library.col
    frames = []
    for path in paths:
        frame = library.read_excel(path)
        marks = [name for name in frame.columns if name != "code"]
        total = library.sum_horizontal([column(name) for name in marks])
        frames.append(frame.filter(column(marks[0]).is_not_null()).select("code", total.alias("total")))
    found = library.concat(frames).group_by("code").agg(column("total").sum(), library.len().alias("count"))
    return {code: [round(total * STEPS_PER_POINT), count] for code, total, count in found.iter_rows()}


READERS: Final[Mapping[str, tuple[Callable[[Sequence[Path]], Totals], tuple[str, ...]]]] = {
    "openpyxl": (openpyxl, ("openpyxl",)),
    "openpyxl read_only": (lambda paths: openpyxl(paths, read_only=True), ("openpyxl",)),
    "pandas + openpyxl": (pandas, ("pandas", "openpyxl")),
    "pandas + calamine": (lambda paths: pandas(paths, "calamine"), ("pandas", "python_calamine")),
    "calamine": (calamine, ("python_calamine",)),
    "polars": (polars, ("polars", "fastexcel")),
}
"""Every reader, with the modules that it needs."""


def main(arguments: Sequence[str]) -> int:
    """Read, add up, rank; print the digest."""
    reader, folder = arguments
    totals = READERS[reader][0](sorted(Path(folder).glob("*.xlsx")))
    print(digest_of((code, total, count) for code, (total, count) in totals.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
