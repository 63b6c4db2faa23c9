"""Hash chains: each line of a history carries the hash of the line before, so that damage anywhere shows.

The form that is hashed is length-prefixed, so that no two different lines ever give the same bytes: ``n`` for
nothing, ``i<length>:<digits>`` for a whole number, ``s<length>:<UTF-8>`` for text, ``b<length>:<bytes>`` for bytes;
lengths count bytes. Against the owner of the machine a chain proves nothing until its head has left his hands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from judge_desk.contest.values.identity import Digest

Field = str | int | bytes | None
"""What may stand in a chained line. No float, no bool."""

_LABEL: Final = b"judge-desk chain 1\n"


def canonical(fields: Iterable[Field]) -> bytes:
    """Give the one byte form of a row of fields.

    Raises:
        TypeError: a field is something else, e.g. a float or a bool.
    """
    row = tuple(fields)
    try:  # a history that is opened has all of its rows go through here: a row of texts and numbers goes in one piece
        return "".join(
            [
                f"s{len(each) if each.isascii() else len(each.encode())}:{each}"
                if type(each) is str
                else _unlettered(each)
                for each in row
            ]
        ).encode()
    except _NotPlain:
        return b"".join([_field(each) for each in row])


class _NotPlain(Exception):
    """A field is neither text, nor whole number, nor nothing."""


def _unlettered(value: Field) -> str:
    if value is None:
        return "n"
    if type(value) is not int:
        raise _NotPlain
    digits = str(value)
    return f"i{len(digits)}:{digits}"


def _field(value: Field) -> bytes:
    if isinstance(value, str):
        data = value.encode("utf-8")
        return b"s%d:%b" % (len(data), data)
    if value is None:
        return b"n"
    if isinstance(value, bool):
        raise TypeError(value)
    if isinstance(value, int):
        digits = b"%d" % value
        return b"i%d:%b" % (len(digits), digits)
    if isinstance(value, bytes):
        return b"b%d:%b" % (len(value), value)
    raise TypeError(value)


def named_rows(table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, bytes]]:
    """Give each row of a table with its first cell, as one row of fields.

    Those are the table, how many cells hold something, their names and values, in the bytes of :func:`canonical`; what
    is the same in every row is worked out once.

    Raises:
        TypeError: as :func:`canonical`.
    """
    labels = [_field(name) for name in names]
    heads = [_field(table) + _field(count) for count in range(len(names) + 1)]
    for row in rows:
        parts = [b""]
        for label, cell in zip(labels, row, strict=True):
            if type(cell) is str:  # most cells are text, and all rows of a folder that is opened go through here
                data = cell.encode("utf-8")
                parts += (label, b"s%d:" % len(data), data)
            elif cell is not None:
                parts += (label, _field(cell), b"")
        parts[0] = heads[len(parts) // 3]
        yield row[0], b"".join(parts)


def link(previous: str, *fields: Field) -> Digest:
    """Give the hash (64 hex digits) of a line that follows the line with the hash ``previous``."""
    return Digest(hashlib.sha256(_LABEL + canonical((previous, *fields))).hexdigest())


def text_digest(text: str) -> Digest:
    """Give the SHA-256 of a text's UTF-8 bytes: the digest of the file that holds exactly this text."""
    return Digest(hashlib.sha256(text.encode("utf-8")).hexdigest())
