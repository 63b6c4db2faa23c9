"""Change one thing in the text of a definition; everything else stays as it was written, comments and order too.

Every function takes the bytes of a file and gives new bytes. What comes out is read again by the standard library and
compared with what was asked for; a text in which that cannot be done is refused and nothing changes. Whether the new
values make a good definition is not judged here: that is ``definition_file``, the same as for any file.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date, time
from typing import Any, Final

import tomlkit

from judge_desk.contest.values.problems import BadInput, Problem
from judge_desk.exchange.rulebook import toml_text
from judge_desk.exchange.rulebook.toml_blocks import Way
from judge_desk.exchange.rulebook.toml_reader import UNDECIDED, shown
from judge_desk.exchange.rulebook.toml_source import RawTable, Written, item_name, parse_text
from judge_desk.exchange.rulebook.toml_text import value_at

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


def put(content: bytes, key: str, value: str) -> bytes:
    """Set a key to a TOML value; an open question about it goes.

    Raises:
        BadInput: no such place, or no TOML value.
    """
    raw = raw_of(content)
    way, meant = find(raw, key), _value(value)
    wanted = copy.deepcopy(raw)
    _set_raw(wanted, way, copy.deepcopy(meant))
    changed = toml_text.put(_text(content), raw, way, value)
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
    changed = toml_text.drop(_text(content), way[:-1] if above == [] else way)
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
    done = _finish(content, toml_text.add(_text(content), way, meant, item, place), wanted)
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
    done = _finish(content, toml_text.reorder(_text(content), way, list(order)), wanted)
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


def toml_of(value: Any) -> str:
    """Write a raw value of a file as one line of TOML.

    Raises:
        TypeError: it is nothing that a file can hold.
    """
    if isinstance(value, Written):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return text_value(value)
    if isinstance(value, int | date | time):
        return value.isoformat() if not isinstance(value, int) else str(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_of, value)) + "]"
    if isinstance(value, dict):
        return (
            "{ "
            + ", ".join(f"{tomlkit.key(name).as_string()} = {toml_of(each)}" for name, each in value.items())
            + " }"
        )
    raise TypeError(value)


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
        return _finish(content, toml_text.drop(_text(content), way), wanted)
    del wanted[str(way[0])]
    return _finish(content, toml_text.drop(_text(content), way[:-1]), wanted)


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
