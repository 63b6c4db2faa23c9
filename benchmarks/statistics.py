"""The figures of a large panel beside the least that they need: sorting and adding every judge's marks.

``python -m benchmarks.statistics [--entries N] [--judges N] [--runs N] [--short] [--json]``. Both work on the same
marks, in turn; medians of the runs. The floor sorts each judge's marks as whole numbers and adds them and their
squares: no ranks, no common entries, no fractions.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from fractions import Fraction

from judge_desk.contest.counting.methods import Totals
from judge_desk.contest.counting.statistics import panel_figures
from judge_desk.contest.values.identity import EntryCode, Seat


def marks(entries: int, judges: int) -> Totals:
    """Invent marks in half points, the same every time; every hundredth pair is missing."""
    luck = random.Random(5)
    worth = [luck.randrange(60, 160) for _ in range(entries)]
    codes = [EntryCode(f"{number:05d}-{number % 10}") for number in range(entries)]
    return {
        Seat(seat): {
            code: Fraction(base + luck.randrange(-20, 21), 2)
            for number, (code, base) in enumerate(zip(codes, worth, strict=True))
            if (number + 7 * seat) % 100
        }
        for seat in range(1, judges + 1)
    }


def floor_of(columns: Sequence[Sequence[int]]) -> int:
    """Sort and add."""
    found = 0
    for column in columns:
        found += sorted(column)[0] + sum(column) + sum(value * value for value in column)
    return found


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - began) / 1e6


def measure(entries: int, judges: int, runs: int) -> dict[str, object]:
    """Let both work in turn."""
    totals = marks(entries, judges)
    columns = [[int(value * 2) for value in given.values()] for given in totals.values()]
    taken: dict[str, list[float]] = {"floor": [], "ours": []}
    for _ in range(runs):
        taken["floor"].append(_timed(lambda: floor_of(columns)))
        taken["ours"].append(_timed(lambda: panel_figures(totals)))
    medians = {who: statistics.median(each) for who, each in taken.items()}
    return {
        "job": f"figures of {judges} judges over {entries} entries",
        "runs": runs,
        "floor_ms": round(medians["floor"], 1),
        "ours_ms": round(medians["ours"], 1),
        "ratio": round(medians["ours"] / medians["floor"], 2),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Figures of a panel beside sorting and adding.")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--judges", type=int, default=50)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--short", action="store_true", help="one run of 100 entries, to see that it still works")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)
    found = measure(100, 5, 1) if args.short else measure(args.entries, args.judges, args.runs)
    print(json.dumps(found) if args.json else "\n".join(f"{name}: {value}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
