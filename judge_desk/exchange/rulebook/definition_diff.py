"""What parts two versions of a definition, point by point; how a value was written does not count.

Items of lists are matched by their id, by the key of the question where they are open points, else by their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from judge_desk.contest.rulebook.shape import SHAPES, TOP, Key, Kind, key_of
from judge_desk.exchange.rulebook.toml_blocks import Way
from judge_desk.exchange.rulebook.toml_reader import as_number
from judge_desk.exchange.rulebook.toml_source import RawTable, item_name

_NUMBERS: Final = frozenset({Kind.NUMBER, Kind.WHOLE, Kind.SECONDS, Kind.MONEY})


class How(StrEnum):
    """How a point differs; ``MOVED`` is a list whose items stand in another order."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One point in which two versions differ.

    Attributes:
        key: its path, as findings write it.
        way: its place in the version that has it (the later one, but for what was removed).
        how: see :class:`How`.
        before, after: the raw values, None where there is none; for ``MOVED`` the names in order.
    """

    key: str
    way: Way
    how: How
    before: Any = None
    after: Any = None


def differences(before: RawTable, after: RawTable) -> tuple[Difference, ...]:
    """Give every point in which two definitions differ, in the order of the shape."""
    return tuple(_tables(before, after, TOP, "", ()))


def _tables(
    before: Mapping[str, Any], after: Mapping[str, Any], shape: str, key: str, way: Way
) -> Iterator[Difference]:
    known = [each.name for each in SHAPES.get(shape, ())]
    names = [*known, *(name for name in (*after, *before) if name not in known)]
    for name in dict.fromkeys(names):
        if name in before or name in after:
            yield from _values(before.get(name), after.get(name), key_of(shape, name), _under(key, name), (*way, name))


def _values(before: Any, after: Any, point: Key | None, key: str, way: Way) -> Iterator[Difference]:
    shape = point.shape if point is not None else ""
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _tables(before, after, shape, key, way)
    elif point is not None and point.kind is Kind.TABLES and isinstance(before, list) and isinstance(after, list):
        yield from _lists(before, after, shape, key, way)
    elif _plain(before, point) != _plain(after, point):
        how = How.ADDED if before is None else How.REMOVED if after is None else How.CHANGED
        yield Difference(key, way, how, before, after)


def _lists(before: list[Any], after: list[Any], shape: str, key: str, way: Way) -> Iterator[Difference]:
    old, new = _named(before), _named(after)
    for name in (each for each in old if each not in new):
        yield Difference(_under(key, name), (*way, old[name]), How.REMOVED, before[old[name]], None)
    for name, place in new.items():
        here, own = _under(key, name), (*way, place)
        if name not in old:
            yield Difference(here, own, How.ADDED, None, after[place])
        else:
            yield from _values_of_items(before[old[name]], after[place], shape, here, own)
    stayed, now = [each for each in old if each in new], [each for each in new if each in old]
    if stayed != now:
        yield Difference(key, way, How.MOVED, stayed, now)


def _values_of_items(before: Any, after: Any, shape: str, key: str, way: Way) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _tables(before, after, shape, key, way)
    elif before != after:
        yield Difference(key, way, How.CHANGED, before, after)


def _named(items: list[Any]) -> dict[str, int]:
    names = {}
    for place, item in enumerate(items):
        about = item.get("key") if isinstance(item, dict) else None
        name = about if isinstance(about, str) else item_name(item, place + 1)
        names[name if name not in names else f"{name}#{place + 1}"] = place
    return names


def _plain(value: Any, point: Key | None) -> Any:
    """Give a value so that the ways in which it can be written are equal."""
    if point is not None and point.kind in _NUMBERS:
        number = as_number(value)
        return value if number is None else number
    if point is not None and point.kind is Kind.DAY and value is not None:
        return str(value)
    if point is not None and point.kind is Kind.WEIGHTS and isinstance(value, dict):
        return {name: as_number(each) for name, each in value.items()}
    if isinstance(value, dict):
        return {name: _plain(each, key_of(point.shape if point else "", name)) for name, each in value.items()}
    if isinstance(value, list) and point is not None and point.kind is Kind.NUMBERS:
        return [as_number(each) for each in value]
    return value


def _under(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
