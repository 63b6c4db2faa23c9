"""From the key to the durable mark, beside what the disk and SQLite alone cost, in turn in one run.

``python -m benchmarks.marking [--marks N] [--entries N] [--folder DIR] [--short] [--json]``. Each mark is typed as
text and given through ``Sitting.mark``, as the window does: read, chained, in the file and flushed. After each one
the same bytes are appended to a plain file and flushed (the floor of any program), and inserted as one row into a bare
SQLite file of the same settings (the floor of this format). Figures are milliseconds; a ratio is of the medians.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.score_files import new_score_file
from judge_desk.contest.rulebook.rubric import Criterion, allows, judged_leaves
from judge_desk.contest.values.numbers import decimal_text, decimals_of
from judge_desk.desks.marking import Sitting
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.chain import link

WHO: Final = ("append", "bare_sqlite", "ours")
SPOTS: Final = {"p50": 0.50, "p95": 0.95, "p99": 0.99, "max": 1.0}
_FLUSH: Final[Callable[[int], None]] = getattr(os, "fdatasync", os.fsync)


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")


def _typed(leaf: Criterion, before: int | None, luck: random.Random) -> str:
    """Invent a mark that the criterion allows and that is not there yet, as a judge types it."""
    steps = [each for each in range(int(leaf.maximum / leaf.step) + 1) if allows(leaf, each) and each != before]
    return decimal_text(luck.choice(steps) * leaf.step, decimals_of(leaf.step), ",")


@contextmanager
def appending(path: Path) -> Iterator[Callable[[bytes], None]]:
    """Give the plain file: append, flush."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)

    def append(data: bytes) -> None:
        os.write(handle, data)
        _FLUSH(handle)

    try:
        yield append
    finally:
        os.close(handle)


@contextmanager
def inserting(path: Path) -> Iterator[Callable[[bytes], None]]:
    """Give the bare SQLite file: one row in one transaction, with the settings of a score file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("locking_mode=EXCLUSIVE", "synchronous=FULL", "journal_mode=TRUNCATE"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT")

        def insert(data: bytes) -> None:
            connection.execute("INSERT INTO event (data) VALUES (?)", (data,))

        yield insert


def measure(marks: int, entries: int, folder: Path) -> dict[str, Any]:
    """Give that many marks at random; gives the figures."""
    luck = random.Random(7)
    file = folder / "phieu.jdscore"
    new_score_file(file, entries)
    taken: dict[str, list[int]] = {who: [] for who in WHO}
    with (
        closing(Sitting.open(file, Surroundings(_now, os.urandom, folder))) as sitting,
        appending(folder / "append") as append,
        inserting(folder / "bare.sqlite") as insert,
    ):
        codes, leaves = [line.code for line in sitting.lines()], judged_leaves(sitting.round.rubric)
        for number in range(marks):
            code, leaf = luck.choice(codes), luck.choice(leaves)
            typed = _typed(leaf, sitting.sheet(code).marks.get(leaf.id), luck)
            data = _bytes(number, code, leaf.id, typed)
            acts: dict[str, Callable[[], object]] = {
                "append": partial(append, data),
                "bare_sqlite": partial(insert, data),
                "ours": partial(sitting.mark, code, leaf.id, typed),
            }
            for who in luck.sample(WHO, len(WHO)):
                began = time.perf_counter_ns()
                acts[who]()
                taken[who].append(time.perf_counter_ns() - began)
    return _told(marks, entries, taken)


def _bytes(number: int, code: str, criterion: str, typed: str) -> bytes:
    """Give what the history keeps of a mark: its fields and two hashes."""
    before = link("", number)
    return f"{number} mark {code} {criterion} {typed} {_now()} {before} {link(before, code, typed)}\n".encode()


def _told(marks: int, entries: int, taken: dict[str, list[int]]) -> dict[str, Any]:
    spots = {who: _spots(sorted(each)) for who, each in taken.items()}
    against = {who: round(spots["ours"]["p50"] / spots[who]["p50"], 2) for who in WHO if who != "ours"}
    return {"job": f"{marks} marks in turn, {entries} entries of ten criteria", "ms": spots, "ratio_p50": against}


def _spots(ordered: Sequence[int]) -> dict[str, float]:
    last = len(ordered) - 1
    return {name: round(ordered[round(last * share)] / 1e6, 3) for name, share in SPOTS.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="From the key to the durable mark.")
    parser.add_argument("--marks", type=int, default=5000)
    parser.add_argument("--entries", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="on the disk to measure (default: where temporary files lie)")
    parser.add_argument("--short", action="store_true", help="50 marks, to see that it still works")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        found = measure(50 if args.short else args.marks, args.entries, Path(folder))
    if args.json:
        print(json.dumps(found))
        return 0
    print(found["job"])
    for who in WHO:
        print(f"{who:12}" + "  ".join(f"{name} {value:.3f} ms" for name, value in found["ms"][who].items()))
    print("ours to " + ", ours to ".join(f"{who}: {ratio}" for who, ratio in found["ratio_p50"].items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
