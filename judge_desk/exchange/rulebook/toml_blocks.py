"""Where the tables of a TOML text lie, line by line, so that a whole block can be moved or taken out with its comments.

A block begins at its header and ends where the next header begins that is not below it. The comment lines that stand
directly above a header belong to that header's block; above the first item of a list they belong to the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

Way = tuple[str | int, ...]
"""A place in the raw table: names of keys, and positions (from 0) in lists."""
_HEADER: Final = re.compile(r"\s*(\[\[?)((?:[^\[\]\"'#]|\"[^\"]*\"|'[^']*')+)\]\]?\s*(?:#.*)?\Z")
_NAME: Final = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*(?:\.|\Z)""")
_TOKEN: Final = re.compile(r"""\"\"\"|'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|[\[\]{}]|\n""")


@dataclass(frozen=True, slots=True)
class Block:
    """A table of the text.

    Attributes:
        way: which table; header: the line of its header, from 0.
        start, end: the lines it takes, its own comments before, without the comments of the next.
    """

    way: Way
    header: int
    start: int
    end: int


def blocks_of(text: str) -> tuple[Block, ...]:
    """Give every table that has a header, in order; each reaches to the next header, whatever that is."""
    lines = text.split("\n")
    headers = _headers(text, lines)
    starts = [_above(lines, line) for _, line in headers]
    ends = [*starts[1:], len(lines)]
    return tuple(Block(way, line, start, end) for (way, line), start, end in zip(headers, starts, ends, strict=True))


def block_at(blocks: tuple[Block, ...], way: Way) -> Block | None:
    """Give a table together with the tables below it; None when it has no header or they do not lie together."""
    inside = [number for number, each in enumerate(blocks) if each.way[: len(way)] == way]
    if not inside or blocks[inside[0]].way != way or inside != list(range(inside[0], inside[-1] + 1)):
        return None
    first, last = blocks[inside[0]], blocks[inside[-1]]
    return Block(way, first.header, first.start, last.end)


def _above(lines: list[str], header: int) -> int:
    start = header
    while start > 0 and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _headers(text: str, lines: list[str]) -> list[tuple[Way, int]]:
    counts: dict[Way, int] = {}
    found = []
    for number in _open_lines(text):
        header = _HEADER.match(lines[number])
        if header is not None:
            found.append((_way(header[2], header[1] == "[[", counts), number))
    return found


def _open_lines(text: str) -> list[int]:
    """Give the numbers of the lines that begin outside of any text, list or inline table."""
    found, line, depth, at = [0], 0, 0, 0
    fresh = True
    while (token := _TOKEN.search(text, at)) is not None:
        at, word = token.end(), token[0]
        if word in ('"""', "'''"):
            close = text.find(word, at)
            at = len(text) if close < 0 else close + 3
            line += text.count("\n", token.end(), at)
        elif word == "\n":
            line, fresh = line + 1, True
            if depth == 0:
                found.append(line)
        elif word in "[{":
            header = fresh and depth == 0 and word == "[" and not text[text.rfind("\n", 0, token.start()) + 1 : at - 1]
            if header:
                at = text.find("\n", at) if text.find("\n", at) >= 0 else len(text)
            else:
                depth += 1
        elif word in "]}":
            depth = max(0, depth - 1)
        fresh = word == "\n"
    return found


def _way(header: str, is_item: bool, counts: dict[Way, int]) -> Way:
    way: Way = ()
    names = [name.strip("\"'") for name in _NAME.findall(header)]
    for position, name in enumerate(names):
        way = (*way, name)
        if is_item and position == len(names) - 1:
            counts[way] = counts.get(way, -1) + 1
        if way in counts:
            way = (*way, counts[way])
    return way
