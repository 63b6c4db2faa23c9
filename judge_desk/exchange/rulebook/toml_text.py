"""Change one value or list in a TOML text; everything else stays as it was written.

tomlkit changes values and inline lists. A table with a header of its own is moved or taken out as lines, with the
comments that belong to it. Nothing here checks that the result says what was asked for: ``definition_edit`` does.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from judge_desk.contest.values.problems import BadInput, Problem
from judge_desk.exchange.rulebook.toml_blocks import Way, block_at, blocks_of
from judge_desk.exchange.rulebook.toml_source import RawTable, parse_text


def value_at(raw: RawTable, way: Way) -> Any:
    """Give what stands at a place of a raw table, None for nothing."""
    place: Any = raw
    for step in way:
        if isinstance(place, dict):
            place = place.get(step)
        elif isinstance(place, list) and isinstance(step, int) and step < len(place):
            place = place[step]
        else:
            return None
    return place


def _edited(text: str, act: Callable[[Any], None]) -> str:
    """Let tomlkit change a text; what it cannot do is refused like a result that says something else."""
    try:
        document = tomlkit.parse(text)
        act(document)
        return document.as_string()
    except (TOMLKitError, TypeError, KeyError, IndexError, ValueError, AttributeError) as error:
        raise BadInput("rules.cannot_edit") from error


def _at(document: Any, way: Way) -> Any:
    place = document
    for step in way:
        place = place[step]
    return place


def put(text: str, raw: RawTable, way: Way, value: str) -> str:
    """Set a place to a value; tables that are missing on the way are written in one line.

    Raises:
        BadInput: the text cannot be edited so.
    """
    blocks = blocks_of(text)
    if block_at(blocks, way) is not None or block_at(blocks, (*way, 0)) is not None:
        text = drop(text, way)  # what had headers of its own is written in one line from now on
    start = next((n for n in range(1, len(way)) if value_at(raw, way[:n]) is None), len(way))
    for step in reversed(way[start:]):
        value = f"{{ {step} = {value} }}"
    written = _with_line(text, way[:start], value)
    if written is not None:
        return written

    def act(document: Any) -> None:
        _at(document, way[: start - 1])[way[start - 1]] = tomlkit.parse(f"value = {value}")["value"]

    return _edited(text, act)


def _with_line(text: str, way: Way, value: str) -> str | None:
    """Write a new key behind the last one of a table with a header, or of the file's top; None for any other place.

    tomlkit would write it behind the comments that follow, which belong to the next table.
    """
    blocks, lines = blocks_of(text), text.split("\n")
    own = next((each for each in blocks if each.way == way[:-1]), None)
    if own is None and len(way) > 1:
        return None
    start, end = (own.header, own.end) if own is not None else (-1, blocks[0].start if blocks else len(lines))
    if value_at(_raw(lines[start + 1 : end]), way[-1:]) is not None:
        return None
    last = max((n for n in range(start + 1, end) if lines[n].strip() and not _is_comment(lines[n])), default=start)
    lines.insert(last + 1, f"{tomlkit.key(str(way[-1])).as_string()} = {value.strip()}")
    return "\n".join(lines)


def _raw(lines: list[str]) -> RawTable:
    parsed = parse_text("\n".join(lines))
    return {} if isinstance(parsed, Problem) else parsed


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def drop(text: str, way: Way) -> str:
    """Take out a key, a table, an item of a list, or a whole list.

    Raises:
        BadInput: the text cannot be edited so.
    """
    blocks = blocks_of(text)
    found = [block_at(blocks, way)] if block_at(blocks, way) else []
    if not found:  # a list whose items have headers of their own
        found = [each for n in range(len(blocks)) if (each := block_at(blocks, (*way, n))) is not None]
    lines = text.split("\n")
    for block in reversed([each for each in found if each is not None]):
        first = way[-1] == 0 and isinstance(way[-1], int)
        del lines[block.header if first else block.start : block.end]
    if found:
        return "\n".join(lines)

    def act(document: Any) -> None:
        del _at(document, way[:-1])[way[-1]]

    return _edited(text, act)


def add(text: str, way: Way, meant: Any, item: str, place: int) -> str:
    """Add an item to a list that has some, in the form in which the others are written.

    Raises:
        BadInput: the text cannot be edited so.
    """
    blocks = blocks_of(text)
    behind = block_at(blocks, (*way, place - 1)) if place else block_at(blocks, (*way, 0))
    if behind is None or not isinstance(meant, dict):

        def act(document: Any) -> None:
            listed = _at(document, way)
            if isinstance(listed, AoT | Table):
                raise TypeError
            listed.insert(place, tomlkit.parse(f"value = {item}")["value"])

        return _edited(text, act)
    lines = text.split("\n")
    values = tomlkit.parse(f"value = {item}")["value"]
    head = ".".join(str(step) for step in way if isinstance(step, str))
    block = [f"[[{head}]]", *(f"{name} = {_spread(each)}" for name, each in values.items())]
    if place:
        end = behind.end
        blank = [] if not lines[end - 1].strip() else [""]
        lines[end:end] = [*blank, *block, ""] if end < len(lines) else [*_closed(lines), *block, ""]
    else:
        lines[behind.header : behind.header] = [*block, ""]
    return "\n".join(lines)


def _closed(lines: list[str]) -> list[str]:
    """Part a block at the end of a file from the line before it by one empty line."""
    if lines and not lines[-1]:
        lines.pop()
    return [""]


def _spread(value: Any) -> str:
    if isinstance(value, bool):  # tomlkit hands out flags unwrapped
        return "true" if value else "false"
    return str(value.as_string())


def reorder(text: str, way: Way, order: list[int]) -> str:
    """Let the items of a list stand in another order.

    Raises:
        BadInput: the text cannot be edited so.
    """
    blocks = blocks_of(text)
    found = [block_at(blocks, (*way, number)) for number in range(len(order))]
    items = [each for each in found if each is not None]
    if not items:

        def act(document: Any) -> None:
            listed = _at(document, way)
            values = [listed[each] for each in range(len(order))]
            for each in range(len(order)):
                listed[each] = values[order[each]]

        return _edited(text, act)
    if len(items) < len(order) or any(a.end != b.start for a, b in pairwise(items)):
        raise BadInput("rules.cannot_edit")
    lines = [*text.split("\n")]
    start, end = items[0].header, items[-1].end
    tail = [] if end < len(lines) else _open_end(lines, end)
    end -= len(tail)
    pieces = [lines[(each.header if n == 0 else each.start) : min(each.end, end)] for n, each in enumerate(items)]
    pieces[-1] = _with_gap(pieces[-1])
    put_back = [line for each in order for line in pieces[each]]
    if tail:
        put_back = [*_without_gap(put_back)]
    lines[start : end + len(tail)] = [*put_back, *tail]
    return "\n".join(lines)


def _open_end(lines: list[str], end: int) -> list[str]:
    """Give the last, empty line of a text that ends with a line feed."""
    return [""] if end == len(lines) and not lines[-1] else []


def _with_gap(piece: list[str]) -> list[str]:
    return piece if piece and not piece[-1].strip() else [*piece, ""]


def _without_gap(lines: list[str]) -> list[str]:
    return lines[:-1] if lines and not lines[-1].strip() else lines
