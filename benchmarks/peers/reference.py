"""Results and figures of a panel in plain Python, over totals that are there already: what ours may cost at most.

``PYTHON -m benchmarks.peers.reference FILE``: a line for each entry, code and the total of every judge in whole steps,
``-`` where there is none. Works out mean + rank, trimmed mean + rank, standardised + rank, Kendall's W, the intraclass
correlations of the entries that all judges marked, and every judge's severity; in whole numbers and, at the end,
fractions. Prints the digest of the answer by the mean, then the figures.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import isqrt, lcm
from pathlib import Path
from typing import Any, Final

from benchmarks.peers.answer import digest_of

SCALE: Final = 10**12
Row = list[int | None]


def read(path: Path) -> tuple[list[str], list[Row]]:
    """Read codes, and beside each the totals of all judges."""
    codes, rows = [], []
    with path.open(encoding="ascii") as lines:
        for line in lines:
            code, *totals = line.split()
            codes.append(code)
            rows.append([None if each == "-" else int(each) for each in totals])
    return codes, rows


def ranks_of(values: Sequence[int]) -> list[int]:
    """Rank values, the greatest first; equals share a rank."""
    first: dict[int, int] = {}
    for place, value in enumerate(sorted(values, reverse=True), 1):
        first.setdefault(value, place)
    return [first[value] for value in values]


def means_of(given: Sequence[Sequence[int]]) -> list[int]:
    """Give the means of every entry's values, all brought to whole numbers by one factor."""
    factor = lcm(*{len(each) for each in given if each})
    return [sum(each) * (factor // len(each)) if each else -1 for each in given]


def trimmed(given: Sequence[Sequence[int]]) -> list[int]:
    """Leave out the least and the greatest of every entry, then give the means."""
    return means_of([sorted(each)[1:-1] if len(each) > 2 else each for each in given])


def standardised(rows: Sequence[Row]) -> list[int]:
    """Bring every judge to mean 0 and deviation 1 (in millionths of millionths), then give the means."""
    columns = []
    for column in zip(*rows, strict=True):
        marks = [each for each in column if each is not None]
        number, total = len(marks), sum(marks)
        deviation = isqrt((number * sum(each * each for each in marks) - total * total) * SCALE * SCALE) or 1
        columns.append(
            [None if each is None else (number * each - total) * SCALE * SCALE // deviation for each in column]
        )
    return means_of([[each for each in row if each is not None] for row in zip(*columns, strict=True)])


def concordance(table: Sequence[Sequence[int]]) -> Fraction | None:
    """Give Kendall's W with correction for ties."""
    number, judges = len(table), len(table[0]) if table else 0
    sums, ties = [0] * number, 0
    for column in zip(*table, strict=True):
        counts, before, twice = Counter(column), 0, {}
        for value in sorted(counts):
            twice[value] = 2 * before + counts[value] + 1
            before += counts[value]
            ties += counts[value] ** 3 - counts[value]
        sums = [total + twice[value] for total, value in zip(sums, column, strict=True)]
    below = judges * judges * (number**3 - number) - judges * ties
    spread = number * sum(each * each for each in sums) - sum(sums) ** 2
    return Fraction(12 * spread, 4 * number * below) if below else None


def correlations(table: Sequence[Sequence[int]]) -> list[Fraction]:
    """Give ICC(1,1), ICC(2,1) and ICC(3,1)."""
    n, k = len(table), len(table[0])
    grand = Fraction(sum(map(sum, table)) ** 2, n * k)
    whole = sum(each * each for row in table for each in row) - grand
    rows = Fraction(sum(sum(row) ** 2 for row in table), k) - grand
    columns = Fraction(sum(sum(column) ** 2 for column in zip(*table, strict=True)), n) - grand
    between, judges = rows / (n - 1), columns / (k - 1)
    error, within = (whole - rows - columns) / ((n - 1) * (k - 1)), (whole - rows) / (n * (k - 1))
    return [
        (between - within) / (between + (k - 1) * within),
        (between - error) / (between + (k - 1) * error + k * (judges - error) / n),
        (between - error) / (between + (k - 1) * error),
    ]


def severities(rows: Sequence[Row], given: Sequence[Sequence[int]]) -> list[Fraction]:
    """Give for every judge the mean of own total minus the mean of the others' totals."""
    found = []
    for column in zip(*rows, strict=True):
        above: Counter[int] = Counter()
        shared = 0
        for mine, all_of_entry in zip(column, given, strict=True):
            if mine is not None and len(all_of_entry) > 1:
                above[len(all_of_entry)] += len(all_of_entry) * mine - sum(all_of_entry)
                shared += 1
        total = sum((Fraction(value, count - 1) for count, value in above.items()), Fraction(0))
        found.append(total / shared)
    return found


def figures(codes: Iterable[str], rows: Sequence[Row]) -> Mapping[str, Any]:
    """Work everything out."""
    given = [[each for each in row if each is not None] for row in rows]
    table = [marks for row, marks in zip(rows, given, strict=True) if len(marks) == len(row)]
    return {
        "answer": digest_of((code, sum(each), len(each)) for code, each in zip(codes, given, strict=True) if each),
        "mean": ranks_of(means_of(given)),
        "trimmed": ranks_of(trimmed(given)),
        "standardised": ranks_of(standardised(rows)),
        "w": str(concordance(table)),
        "icc": [str(each) for each in correlations(table)] if len(table) > 1 else [],
        "severity": [str(each) for each in severities(rows, given)],
    }


if __name__ == "__main__":
    print(json.dumps(figures(*read(Path(sys.argv[1])))))
