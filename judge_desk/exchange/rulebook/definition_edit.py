"""Change one thing in the text of a definition; everything else stays as it was written, comments and order too.

Every function takes the bytes of a file and gives new bytes. What comes out is read again by the standard library and
compared with what was asked for; a text in which that cannot be done is refused and nothing changes. Whether the new
values make a good definition is not judged here: that is ``definition_file``, the same as for any file.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from judge_desk.contest.values.problems import BadInput, Problem
from judge_desk.exchange.rulebook.toml_blocks import Way, block_at, blocks_of
from judge_desk.exchange.rulebook.toml_reader import UNDECIDED, shown
from judge_desk.exchange.rulebook.toml_source import RawTable, item_name, parse_text

BOM: Final = b"\xef\xbb\xbf"
POINTS: Final = "undecided"
"""The list of open points; a point goes when its value comes, and is renamed when its place is."""
_PARKED: Final = "-"
"""Stands before the number of an item while questions change places; no name of an item begins with it."""


def raw_of(content: bytes) -> RawTable:
    """Give the raw table of a file.

    Raises:
        BadInput: the bytes are no TOML text.
    """
    return _read(_text(content))


def find(raw: RawTable, key: str) -> Way:
    """Walk a key path as findings write it; the last step need not exist.

    Raises:
        BadInput: a list on the way has no such item, or something on the way is no table.
    """
    way: Way = ()
    place: Any = raw
    rest = key
    while rest:
        if isinstance(place, list):
            names = {item_name(item, number): number - 1 for number, item in enumerate(place, start=1)}
            fit = [name for name in names if rest == name or rest.startswith(f"{name}.")]
            name = max(fit, key=len, default="")
            step: str | int = names.get(name, -1)
        else:
            name = step = rest.partition(".")[0]
        if not name or (place is not None and not isinstance(place, dict | list)):
            raise BadInput("rules.no_such_key", where=shown(key))
        way = (*way, step)
        place = value_at({"": place}, ("", step))
        rest = rest[len(name) + 1 :]
        if place is None and "." in rest:
            raise BadInput("rules.no_such_key", where=shown(key))
        place = {} if place is None else place
    return way


def value_at(raw: RawTable, way: Way) -> Any:
    """Give what stands at a place, None for nothing."""
    place: Any = raw
    for step in way:
        if isinstance(place, dict):
            place = place.get(step)
        elif isinstance(place, list) and isinstance(step, int) and step < len(place):
            place = place[step]
        else:
            return None
    return place


def put(content: bytes, key: str, value: str) -> bytes:
    """Set a key to a TOML value; an open question about it goes.

    Raises:
        BadInput: no such place, or no TOML value.
    """
    raw = raw_of(content)
    way, meant = find(raw, key), _value(value)
    wanted = copy.deepcopy(raw)
    _set_raw(wanted, way, copy.deepcopy(meant))
    changed = _put(_text(content), raw, way, value)
    done = _finish(content, changed, wanted)
    return _without_points(done, key) if meant != UNDECIDED else done


def drop(content: bytes, key: str) -> bytes:
    """Take a key, or an item of a list, out of the file, with the open questions about it.

    Raises:
        BadInput: there is nothing.
    """
    raw = raw_of(content)
    way = find(raw, key)
    if value_at(raw, way) is None:
        raise BadInput("rules.no_such_key", where=shown(key))
    wanted = copy.deepcopy(raw)
    del value_at(wanted, way[:-1])[way[-1]]
    above = value_at(wanted, way[:-1])
    changed = _drop_rest(content, way) if above == [] else _drop(_text(content), way)
    if above == []:
        del value_at(wanted, way[:-2])[way[-2]]
    done = _without_points(_finish(content, changed, wanted), key)
    if not isinstance(way[-1], int):
        return done
    names = _names(raw, way[:-1])
    return _follow(done, _above(key, names[way[-1]]), names, [n for n in range(len(names)) if n != way[-1]])


def add(content: bytes, key: str, item: str, at: int | None = None) -> bytes:
    """Add an item, a TOML value, to the list under a key, before the item at a position (None: behind the last).

    Raises:
        BadInput: no such place, no list there, or no TOML value.
    """
    raw = raw_of(content)
    way, meant = find(raw, key), _value(item)
    there = value_at(raw, way)
    if there is None or there == UNDECIDED:
        return put(content, key, f"[{item}]")
    if not isinstance(there, list):
        raise BadInput("rules.not_a_list", where=shown(key))
    place = len(there) if at is None else max(0, min(at, len(there)))
    wanted = copy.deepcopy(raw)
    value_at(wanted, way).insert(place, copy.deepcopy(meant))
    done = _finish(content, _add(_text(content), way, meant, item, place), wanted)
    order = [*range(place), -1, *range(place, len(there))]
    return _follow(done, key, _names(raw, way), order)


def move(content: bytes, key: str, by: int, count: int = 1) -> bytes:
    """Move an item of a list up (negative) or down by some places, together with the ``count`` items from it on.

    Raises:
        BadInput: no item of a list, or there are not that many places.
    """
    raw = raw_of(content)
    way = find(raw, key)
    listed = value_at(raw, way[:-1])
    if not isinstance(way[-1], int) or not isinstance(listed, list):
        raise BadInput("rules.not_a_list", where=shown(key))
    first = way[-1]
    if first + by < 0 or first + count + by > len(listed) or first + count > len(listed):
        raise BadInput("rules.no_room", where=shown(key))
    order = [each for each in range(len(listed)) if not first <= each < first + count]
    order[first + by : first + by] = range(first, first + count)
    return reorder(content, _above(key, item_name(listed[first], first + 1)), order)


def reorder(content: bytes, key: str, order: Sequence[int]) -> bytes:
    """Let the items of a list stand in another order; ``order`` holds each of their positions of now once.

    Raises:
        BadInput: no list there, or not all of its items are named.
    """
    raw = raw_of(content)
    way = find(raw, key)
    listed = value_at(raw, way)
    if not isinstance(listed, list) or sorted(order) != list(range(len(listed))):
        raise BadInput("rules.not_a_list", where=shown(key))
    if list(order) == sorted(order):
        return content
    wanted = copy.deepcopy(raw)
    now = value_at(wanted, way)
    now[:] = [now[each] for each in order]
    done = _finish(content, _reorder(_text(content), way, list(order)), wanted)
    return _follow(done, key, _names(raw, way), list(order))


def leave_open(content: bytes, key: str, code: str, question: str, source: str) -> bytes:
    """Leave a point open: the question, and what the source says about it, stand at the end of the file.

    Raises:
        BadInput: no such place.
    """
    texts = {"key": key, "code": code, "question": question, "source": source}
    item = "{ " + ", ".join(f"{name} = {text_value(text)}" for name, text in texts.items()) + " }"
    return add(_without_points(put(content, key, text_value(UNDECIDED)), key), POINTS, item)


def rename_points(content: bytes, before: str, after: str) -> bytes:
    """Let the open questions below one key path be about another one."""
    raw = raw_of(content)
    for number, point in enumerate(raw.get(POINTS, ())):
        key = point.get("key") if isinstance(point, dict) else None
        if isinstance(key, str) and (key == before or key.startswith(f"{before}.")):
            content = put(content, f"{POINTS}.{number + 1}.key", text_value(after + key[len(before) :]))
    return content


def text_value(text: str) -> str:
    """Write a text as a TOML value."""
    return tomlkit.string(text).as_string()


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BadInput("definition.not_utf8", line=content.count(b"\n", 0, error.start) + 1) from error


def _read(text: str) -> RawTable:
    raw = parse_text(text)
    if isinstance(raw, Problem):
        raise BadInput(raw.code, raw.where, **raw.facts)
    return raw


def _value(text: str) -> Any:
    parsed = parse_text(f"value = {text}")
    if isinstance(parsed, Problem) or set(parsed) != {"value"} or "\n" in text.strip():
        raise BadInput("rules.not_a_value", written=shown(text))
    return parsed["value"]


def _set_raw(raw: RawTable, way: Way, value: Any) -> None:
    place: Any = raw
    for step in way[:-1]:
        place = place.setdefault(step, {}) if isinstance(place, dict) else place[step]
    place[way[-1]] = value


def _finish(content: bytes, text: str, wanted: RawTable) -> bytes:
    """Give the new bytes, once they say exactly what was asked for."""
    if parse_text(text) != wanted:
        raise BadInput("rules.cannot_edit")
    if b"\r\n" in content:
        text = text.replace("\n", "\r\n")
    return (BOM if content.startswith(BOM) else b"") + text.encode("utf-8")


def _above(key: str, name: str) -> str:
    """Give the key of the list in which an item of this name lies."""
    return key[: -len(name) - 1]


def _names(raw: RawTable, way: Way) -> list[str]:
    return [item_name(item, number) for number, item in enumerate(value_at(raw, way), start=1)]


# --- the text ---------------------------------------------------------------------------------------------------


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


def _put(text: str, raw: RawTable, way: Way, value: str) -> str:
    if block_at(blocks_of(text), way) is not None or isinstance(value_at(raw, way), list | dict):
        text = _drop(text, way)
    start = next((n for n in range(1, len(way)) if value_at(raw, way[:n]) is None), len(way))
    for step in reversed(way[start:]):
        value = f"{{ {step} = {value} }}"

    def act(document: Any) -> None:
        _at(document, way[: start - 1])[way[start - 1]] = tomlkit.parse(f"value = {value}")["value"]

    return _parted(_edited(text, act), text)


def _parted(text: str, before: str) -> str:
    """Part headers from the line above again, where tomlkit put a new key into the empty line."""
    lines, old = text.split("\n"), before.split("\n")
    touching = [each.start for each in blocks_of(text) if each.start and lines[each.start - 1].strip()]
    if len(touching) > sum(bool(each.start and old[each.start - 1].strip()) for each in blocks_of(before)):
        for start in reversed(touching):
            lines.insert(start, "")
    return "\n".join(lines)


def _drop(text: str, way: Way) -> str:
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


def _drop_rest(content: bytes, way: Way) -> str:
    """Take out the last item of a list together with the list."""
    return _drop(_text(content), way[:-1])


def _add(text: str, way: Way, meant: Any, item: str, place: int) -> str:
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
    return str(value.as_string())


def _reorder(text: str, way: Way, order: list[int]) -> str:
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


# --- open questions follow their places -----------------------------------------------------------------------------


def _without_points(content: bytes, key: str) -> bytes:
    """Take out the open questions about a key and what lies below it."""
    points = raw_of(content).get(POINTS, [])
    about = [each.get("key") if isinstance(each, dict) else None for each in points]
    gone = [n for n, each in enumerate(about) if isinstance(each, str) and (each == key or each.startswith(f"{key}."))]
    for number in reversed(gone):
        content = _plain_drop(content, (POINTS, number))
    return content


def _plain_drop(content: bytes, way: Way) -> bytes:
    wanted = raw_of(content)
    listed = value_at(wanted, way[:-1])
    del listed[way[-1]]
    if listed:
        return _finish(content, _drop(_text(content), way), wanted)
    del wanted[str(way[0])]
    return _finish(content, _drop_rest(content, way), wanted)


def _follow(content: bytes, listed: str, names: list[str], order: list[int]) -> bytes:
    """Rename the open questions below items of a list that are named by their number and stand elsewhere now."""
    moved = {
        str(before + 1): str(now + 1)
        for now, before in enumerate(order)
        if before >= 0 and now != before and names[before] == str(before + 1)
    }
    for before_name, after_name in moved.items():
        content = rename_points(content, f"{listed}.{before_name}", f"{listed}.{_PARKED}{after_name}")
    for after_name in moved.values():
        content = rename_points(content, f"{listed}.{_PARKED}{after_name}", f"{listed}.{after_name}")
    return content
