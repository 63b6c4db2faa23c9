"""Points of a definition in words: where one stands, what a value says, what parts two versions; no key of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from judge_desk.contest.rulebook.shape import SHAPES, TOP, Key, Kind, key_at, key_of
from judge_desk.contest.values.facts import number
from judge_desk.exchange.rulebook.definition_diff import Difference, How
from judge_desk.exchange.rulebook.toml_blocks import Way
from judge_desk.exchange.rulebook.toml_reader import UNDECIDED, as_number, shown
from judge_desk.exchange.rulebook.toml_source import RawTable
from judge_desk.exchange.rulebook.toml_text import value_at
from judge_desk.wording.catalogue import Catalogue
from judge_desk.wording.figures import date_short, length, money

PARTED = " · "
_LONGEST = 240


def label(shape: str, name: str, catalogue: Catalogue) -> str:
    """Give the name of a key as people say it."""
    key = f"rules.key.{shape}.{name}"
    return catalogue.say(key) if key in catalogue else name


def word(shape: str, name: str, value: str, catalogue: Catalogue) -> str:
    """Give one of the allowed words of a key as people say it."""
    key = f"rules.word.{shape}.{name}.{value}"
    return catalogue.say(key) if key in catalogue else value


def place_words(way: Way, raw: RawTable, catalogue: Catalogue) -> str:
    """Say where a point stands: the titles of what it lies in, then its own name."""
    parts: list[str] = []
    shape = TOP
    for number_, step in enumerate(way):
        if isinstance(step, int):
            parts.append(item_words(value_at(raw, way[: number_ + 1]), shape, step, catalogue))
            continue
        found = key_of(shape, step)
        listed = found is not None and found.kind is Kind.TABLES and number_ + 1 < len(way)
        if not listed:
            parts.append(label(shape, step, catalogue))
        shape = found.shape if found is not None else ""
    return PARTED.join(parts)


def item_words(item: Any, shape: str, place: int, catalogue: Catalogue) -> str:
    """Name one item of a list: its number and title, or what it is and which one."""
    facts = item if isinstance(item, dict) else {}
    title = str(facts.get("title", "")).strip()
    if shape == "criterion":
        return f"{facts.get('id', place + 1)}. {title}".strip()
    if shape == "point":
        return catalogue.say("rules.key.contest.undecided")
    return title or catalogue.say("rules.item", what=catalogue.say(f"rules.one.{shape}"), number=place + 1)


def value_words(value: Any, key: Key | None, shape: str, catalogue: Catalogue) -> str:
    """Say a raw value of the file; ``shape`` is the one that the key belongs to."""
    say = catalogue.say
    if value is None:
        return say("rules.value.nothing")
    if value == UNDECIDED:
        return say("rules.value.undecided")
    if isinstance(value, bool):
        return say("rules.value.yes" if value else "rules.value.no")
    if isinstance(value, dict):
        return _table(value, key, catalogue)
    if isinstance(value, list):
        return "; ".join(_item(each, key, shape, catalogue) for each in value) or say("rules.value.empty")
    return _plain(value, key, shape, catalogue)


def _plain(value: Any, key: Key | None, shape: str, catalogue: Catalogue) -> str:
    kind = key.kind if key is not None else Kind.TEXT
    known = key is not None and isinstance(value, str) and value in key.words
    if key is not None and known:
        return word(shape, key.name, value, catalogue)
    if kind is Kind.DAY:
        return _day(str(value), catalogue.language)
    exact = as_number(value) if kind in (Kind.NUMBER, Kind.WHOLE, Kind.SECONDS, Kind.MONEY, Kind.WEIGHTS) else None
    if exact is None:
        return shown(value) if not isinstance(value, str) else _cut(value)
    if kind is Kind.SECONDS and exact.denominator == 1:
        return length(int(exact))
    if kind is Kind.MONEY and exact.denominator == 1:
        return money(int(exact), catalogue.language)
    text = str(exact) if number(exact).startswith("≈") else number(exact)
    return text.replace(".", ",") if catalogue.language == "vi" else text


def _day(value: str, language: str) -> str:
    try:
        return date_short(value, language)
    except ValueError:
        return value


def _table(value: Mapping[str, Any], key: Key | None, catalogue: Catalogue) -> str:
    if key is not None and key.kind is Kind.WEIGHTS:
        return "; ".join(f"{name}: {value_words(each, key, '', catalogue)}" for name, each in value.items())
    shape = key.shape if key is not None else ""
    if shape == "point":
        return _cut(str(value.get("question", "")))
    order = [each.name for each in SHAPES.get(shape, ())]
    names = sorted(value, key=lambda name: order.index(name) if name in order else len(order))
    pairs = (
        f"{label(shape, name, catalogue)}: {value_words(value[name], key_of(shape, name), shape, catalogue)}"
        for name in names
    )
    return _cut("; ".join(pairs))


def _item(value: Any, key: Key | None, shape: str, catalogue: Catalogue) -> str:
    if isinstance(value, dict):
        return f"({_table(value, key, catalogue)})"
    return _plain(value, key, shape, catalogue)


def difference_words(
    point: Difference, before: RawTable, after: RawTable, catalogue: Catalogue
) -> tuple[str, str, str]:
    """Say where two versions differ, and what stood and stands there."""
    raw = before if point.how is How.REMOVED else after
    place = place_words(point.way, raw, catalogue)
    if point.how is How.MOVED:
        return place, ", ".join(point.before), ", ".join(point.after)
    key = key_at(point.way)
    shape = _shape_around(point.way)
    return (
        place,
        value_words(point.before, key, shape, catalogue),
        value_words(point.after, key, shape, catalogue),
    )


def _shape_around(way: Way) -> str:
    names = [step for step in way if isinstance(step, str)]
    shape = TOP
    for name in names[:-1]:
        found = key_of(shape, name)
        shape = found.shape if found is not None else ""
    return shape


def _cut(text: str) -> str:
    """Leave the end of a long text away, between two words and seen to be so."""
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0].rstrip(" ;,(") + " …"
