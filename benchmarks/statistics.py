"""The figures of a large panel beside the least that they need: sorting and adding every judge's marks.

``python -m benchmarks.statistics [--entries N] [--judges N] [--runs N] [--short] [--json]``. Both work on the same
marks, in turn; medians of the runs. The floor sorts each judge's marks as whole numbers and adds them and their
squares: no ranks, no common entries, no fractions.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from benchmarks.pairs import OURS, Row, in_turn, options, rows, show, timed
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


def measure(entries: int, judges: int, runs: int) -> list[Row]:
    """Let both work in turn."""
    totals = marks(entries, judges)
    columns = [[int(value * 2) for value in given.values()] for given in totals.values()]
    acts = {OURS: lambda: panel_figures(totals), "sorting and adding": lambda: floor_of(columns)}
    taken = in_turn({name: partial(timed, act) for name, act in acts.items()}, runs)
    return rows(f"figures of {judges} judges over {entries} entries", taken, {})


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = options("Figures of a panel beside sorting and adding.", runs=5)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--judges", type=int, default=50)
    args = parser.parse_args(arguments)
    told = measure(100, 5, 1) if args.short else measure(args.entries, args.judges, args.runs)
    show("figures of a panel", told, args.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
