"""The lines of a CSV file for the reader of records, and which sign parts its cells."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator
from typing import Final

_LONGEST_RECORD: Final = 1024 * 1024
_DELIMITERS: Final = (";", "\t", ",")


def delimiter_of(text: str) -> str:
    """Choose the delimiter that cuts most of the first records into one and the same width, then the widest."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


class Lines:
    """Gives the lines of a text to the reader of CSV, and stops at a record that never ends: it would fill the memory.

    ``since`` counts letters since the last whole record; whoever takes a record sets it back.
    """

    def __init__(self, text: str) -> None:
        """Begin at the first line."""
        self._lines = io.StringIO(text, newline="")
        self.since = 0

    def __iter__(self) -> Iterator[str]:
        """Give itself."""
        return self

    def __next__(self) -> str:
        """Give the next line.

        Raises:
            csv.Error: the record is longer than any that a person wrote.
        """
        line = next(self._lines)
        self.since += len(line)
        if self.since > _LONGEST_RECORD:
            raise csv.Error("record")
        return line


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    try:
        lines = Lines(text)
        widths = []
        for record in itertools.islice(csv.reader(lines, delimiter=delimiter), 20):
            lines.since = 0
            widths.append(len(record))
    except csv.Error:
        return (0, 0)
    wide = [width for width in widths if width > 1]
    if not wide:
        return (0, 0)
    usual = max(sorted(set(wide), reverse=True), key=wide.count)
    return (wide.count(usual), usual)
