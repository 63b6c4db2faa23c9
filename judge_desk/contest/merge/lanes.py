"""Adding columns of marks as long integers: one lane of a few bytes for each line, thousands of lines at a time.

Python adds two whole numbers of any length at the speed of the machine. A column becomes such a number by writing, for
each line, what its mark is worth into a lane wide enough that no sum of the columns can run over into the next lane.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from judge_desk.contest.merge.lines import Column

_KINDS: Final = {array(kind).itemsize: kind for kind in "BHILQ"}
"""The array type for each width of lane."""


def added(columns: Sequence[Column], worths: Sequence[Sequence[int]], lines: int) -> list[int]:
    """Add up columns line by line.

    Args:
        columns: columns of the same number of lines.
        worths: for each of them what each of its values adds.
        lines: how many lines there are.
    """
    lowest = [min(worth, default=0) for worth in worths]
    shifted = [tuple([each - low for each in worth]) for worth, low in zip(worths, lowest, strict=True)]
    width = _width(sum(max(worth, default=0) for worth in shifted))
    if width is None or not all(isinstance(column.keys, bytes) for column in columns):
        rows = (map(worth.__getitem__, column.keys) for column, worth in zip(columns, worths, strict=True))
        return [sum(row) for row in zip(*rows, strict=True)] if columns else [0] * lines
    total = sum(_lanes(bytes(column.keys), worth, width) for column, worth in zip(columns, shifted, strict=True))
    sums = array(_KINDS[width])
    sums.frombytes(total.to_bytes(width * lines, "little"))
    if sys.byteorder == "big":
        sums.byteswap()
    shift = sum(lowest)
    return [each + shift for each in sums] if shift else sums.tolist()


def worths_of(column: Column, step: int) -> tuple[int, ...]:
    """Give what each value of a column adds when a step is worth so much; no mark adds nothing."""
    return _worths(column.values, step)


@lru_cache(maxsize=256)
def _worths(values: tuple[int | None, ...], step: int) -> tuple[int, ...]:
    return tuple([(value or 0) * step for value in values])


def _width(most: int) -> int | None:
    return next((width for width in sorted(_KINDS) if most < 1 << 8 * width), None)


def _lanes(keys: bytes, worth: tuple[int, ...], width: int) -> int:
    lanes = bytearray(width * len(keys))
    for at, table in _tables(worth, width):
        lanes[at::width] = keys.translate(table)
    return int.from_bytes(lanes, "little")


@lru_cache(maxsize=1024)
def _tables(worth: tuple[int, ...], width: int) -> tuple[tuple[int, bytes], ...]:
    """Give for each byte of a lane that is ever used the table from keys to that byte."""
    padded = (*worth, *[0] * (256 - len(worth)))
    tables = ((at, bytes(each >> 8 * at & 255 for each in padded)) for at in range(width))
    return tuple((at, table) for at, table in tables if any(table))
