"""A whole table read at once: every cell of a column by one operation, and proven by writing it again.

The table has lines of one width, so the n-th character of every line is one *plane*: a slice with a stride. Where a
scale has few marks, every mark gets a key of one byte that is a sum of one number for each of its characters; adding
up planes as long integers gives the keys of all lines. From the keys every plane is written again and compared with
what stands there: a column is believed only if each of its cells is, character by character, the one spelling of a
mark of the scale, of a blank or of a recusal. So nothing here can be read wrongly, only left to the plain reader:
:func:`read_planes` gives None for whatever is not plain, and ``ballot_table`` says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from judge_desk.contest.merge.lines import Codes, Lines
from judge_desk.contest.merge.lines import Column as Marks
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import BadInput
from judge_desk.exchange.sealed.ballot_columns import (
    BLANK,
    CODE_WIDTH,
    COUNT_WIDTH,
    RECUSED,
    Column,
    Columns,
    cell_of,
    code_order,
)

_EMPTY: Final = 255
_AWAY: Final = 254
"""Keys of a blank and of a recusal; a mark has a smaller one."""
_BYTE: Final = 256


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The cells of a column.

    Attributes:
        shares: for each character of a cell, what it adds to the key, by its byte; None where it adds nothing.
        spelling: for each character of a cell, how it is written, by the key.
        values: the mark of each key, in steps; None where there is none.
    """

    shares: tuple[bytes | None, ...]
    spelling: tuple[bytes, ...]
    values: tuple[int | None, ...]


@lru_cache(maxsize=256)
def alphabet_of(column: Column) -> Alphabet | None:
    """Find keys of one byte for the marks of a column; None where its scale is too long or has no such keys."""
    cells = {cell_of(column, steps).encode(): steps for steps in range(column.least, column.most + 1)}
    if not 0 < len(cells) <= _AWAY:
        return None
    weights = _weights(column)
    keys = {cell: sum(_share(char, weight) for char, weight in zip(cell, weights, strict=True)) for cell in cells}
    if len(set(keys.values())) < len(keys) or max(keys.values()) >= _AWAY:
        return None
    shares = [bytes(_share(char, weight) for char in range(_BYTE)) for weight in weights]
    last = bytearray(shares[-1])
    last[ord(BLANK)], last[ord(RECUSED)] = _EMPTY, _AWAY
    shares[-1] = bytes(last)
    by_key = {key: cell for cell, key in keys.items()}
    by_key |= {_EMPTY: BLANK.rjust(column.width).encode(), _AWAY: RECUSED.rjust(column.width).encode()}
    missing = bytes(column.width)  # a byte that no table may hold, so that a key without a cell is never believed
    spelling = tuple(bytes(by_key.get(key, missing)[at] for key in range(_BYTE)) for at in range(column.width))
    values = tuple(cells.get(by_key.get(key, missing)) for key in range(_BYTE))
    return Alphabet(tuple(each if any(each) else None for each in shares), spelling, values)


def _weights(column: Column) -> list[tuple[int, int]]:
    """Give for each character of a cell what a digit there is worth in steps, as a fraction."""
    places = [*range(column.width - column.decimals - bool(column.decimals) - 1, -1, -1)]
    worths = [(10**place * column.step.denominator, column.step.numerator) for place in places]
    if column.decimals:
        worths.append((0, 1))
        tenths = (10**place * column.step.numerator for place in range(1, column.decimals + 1))
        worths += [(column.step.denominator, each) for each in tenths]
    return worths


def _share(char: int, weight: tuple[int, int]) -> int:
    """Give what a character adds to a key: the nearest whole number of steps, modulo a byte; a sign parts the keys."""
    if char == ord(BLANK):
        return _BYTE // 2
    digit = char - ord("0") if ord("0") <= char <= ord("9") else 0
    return (2 * digit * weight[0] + weight[1]) // (2 * weight[1]) % _BYTE


def read_planes(table: bytes, columns: Columns) -> tuple[Lines, Mapping[EntryCode, int]] | None:
    """Read the lines below the head line.

    Args:
        table: lines of one width, each ended by a line feed.
        columns: of the rubric.

    Returns:
        The lines without reasons, and how many remarks the lines with remarks state, by entry. None where the plain
        reader must look: anything that is not the one legal form, marks off their scale, a scale without an alphabet,
        codes out of order.
    """
    width = CODE_WIDTH + sum(column.width + 1 for column in columns) + 1 + COUNT_WIDTH + 1
    count, rest = divmod(len(table), width)
    alphabets = [alphabet_of(column) for column in columns]
    if rest or not count or table[width - 1 :: width] != b"\n" * count:
        return None
    start, found = CODE_WIDTH, []
    for column, alphabet in zip(columns, alphabets, strict=True):
        if alphabet is None or table[start::width] != b" " * count:
            return None
        keys = _keys([table[at::width] for at in range(start + 1, start + 1 + column.width)], alphabet)
        if keys is None:
            return None
        found.append(Marks(keys, alphabet.values))
        start += column.width + 1
    recused = _recused(found)
    codes = _codes(_side_by_side(table, 0, CODE_WIDTH, width), CODE_WIDTH)
    if recused is None or codes is None or table[start::width] != b" " * count:
        return None
    stated = _counts(_side_by_side(table, start + 1, COUNT_WIDTH, width), COUNT_WIDTH)
    if stated is None:
        return None
    remarks = {codes[place]: number for place, number in enumerate(stated) if number}
    return Lines(codes, tuple(found), recused), remarks


def _keys(planes: Sequence[bytes], alphabet: Alphabet) -> bytes | None:
    """Give the key of every cell; None unless each cell is exactly what its key spells."""
    added = sum(
        int.from_bytes(plane.translate(share), "little")
        for plane, share in zip(planes, alphabet.shares, strict=True)
        if share is not None
    )
    count = len(planes[0])
    if added.bit_length() > 8 * count:
        return None
    keys = added.to_bytes(count, "little")
    written = (plane == keys.translate(spelt) for plane, spelt in zip(planes, alphabet.spelling, strict=True))
    return keys if all(written) else None


def _recused(columns: Sequence[Marks]) -> tuple[int, ...] | None:
    """Give the places of recused lines; None where a line is recused in one column and not in another."""
    away = bytes(key == _AWAY for key in range(_BYTE))
    planes = {bytes(column.keys).translate(away) for column in columns}
    if len(planes) != 1:
        return None
    (plane,) = planes
    places, at = [], plane.find(1)
    while at >= 0:
        places.append(at)
        at = plane.find(1, at + 1)
    return tuple(places)


def _side_by_side(table: bytes, start: int, length: int, width: int) -> bytes:
    """Take the same few characters out of every line."""
    taken = bytearray(length * (len(table) // width))
    for at in range(length):
        taken[at::length] = table[start + at :: width]
    return bytes(taken)


@lru_cache(maxsize=64)
def _codes(cells: bytes, length: int) -> Codes | None:
    """Read a column of codes; None unless each is right and they ascend. Judges of one panel mostly share one."""
    try:
        whole = cells.decode("ascii")
        codes = [EntryCode(whole[at : at + length].rstrip(" ")) for at in range(0, len(whole), length)]
        keys = [code_order(code) for code in codes]
    except (UnicodeDecodeError, BadInput):
        return None
    return Codes(codes) if all(before < after for before, after in pairwise(keys)) else None


def _counts(cells: bytes, length: int) -> tuple[int, ...] | None:
    """Read a column of numbers of remarks; empty where all are 0, None where one is not the spelling of a number."""
    none = b"0".rjust(length)
    lines = len(cells) // length
    if cells == none * lines:
        return ()
    texts = [cells[at : at + length] for at in range(0, len(cells), length)]
    numbers = [int(digits) if (digits := text.lstrip(b" ")).isdigit() else -1 for text in texts]
    spelt = (b"%d" % number for number in numbers)
    return tuple(numbers) if all(a.rjust(length) == b for a, b in zip(spelt, texts, strict=True)) else None
