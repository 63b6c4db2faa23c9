"""Put decided points into the raw definition, so that they go through the same reading and checks as the file.

A ruling names an open key, e.g. ``rounds.so-khao.cut``, and a TOML value, e.g. ``{kind = "top", count = 17}``.
Lists are walked by the id of their items, or by number from 1 where items have none. The file itself stays as it is,
and so does its digest; of several rulings on one key the last holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from judge_desk.contest.values.problems import Problem
from judge_desk.exchange.rulebook.toml_reader import UNDECIDED, Faults, shown
from judge_desk.exchange.rulebook.toml_source import RawTable, item_name, parse, parse_text

Ruling = tuple[str, str]
"""A key path and the text of a TOML value."""


def apply_rulings(raw: RawTable, rulings: Sequence[Ruling], faults: Faults) -> RawTable:
    """Give a copy of the raw table with every ruling set and its open point closed; faults are noted."""
    ruled: RawTable = _copied(raw)
    for key, text in dict(rulings).items():
        place, name = _place_of(ruled, key)
        if place is None or place.get(name) != UNDECIDED:
            faults.add("definition.ruling_not_open", shown(key))
            continue
        value = value_of(text)
        if value is None:
            faults.add("definition.ruling_not_toml", key, written=shown(text))
        elif value == UNDECIDED:
            faults.add("definition.ruling_decides_nothing", key)
        else:
            place[name] = value
            _close_point(ruled, key)
    return ruled


def _copied(value: Any) -> Any:
    """Copy tables and lists to the last one; all else that TOML has cannot change."""
    match value:
        case dict():
            return {key: _copied(each) for key, each in value.items()}
        case list():
            return [_copied(each) for each in value]
    return value


def in_force(content: bytes, rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """Give the rulings on points that a file still leaves open; on the others the file itself has the last word."""
    source = parse(content)
    if isinstance(source, Problem):
        return ()
    places = ((ruling, _place_of(source.raw, ruling[0])) for ruling in rulings)
    return tuple(ruling for ruling, (place, name) in places if place is not None and place.get(name) == UNDECIDED)


def value_of(text: str) -> Any:
    """Give the one TOML value that a text says, None when it says none or more."""
    parsed = parse_text(f"value = {text}")
    if isinstance(parsed, Problem) or set(parsed) != {"value"}:
        return None
    return parsed["value"]


def _place_of(raw: RawTable, key: str) -> tuple[RawTable | None, str]:
    *way, name = key.split(".")
    place: Any = raw
    for part in way:
        if isinstance(place, list):
            place = next((item for number, item in enumerate(place, 1) if item_name(item, number) == part), None)
        else:
            place = place.get(part) if isinstance(place, dict) else None
    return (place if isinstance(place, dict) else None), name


def _close_point(raw: RawTable, key: str) -> None:
    points = raw.get("undecided")
    if isinstance(points, list):
        raw["undecided"] = [point for point in points if not (isinstance(point, dict) and point.get("key") == key)]
