"""Give an item of a definition another id, also wherever the definition names it.

Criteria have their own way in ``rubric_edit``. What an offered answer to an open point says stays as it was written;
one that no longer fits is told like any other fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from judge_desk.exchange.rulebook.definition_edit import find, put, raw_of, rename_points, text_value, toml_of
from judge_desk.exchange.rulebook.toml_source import RawTable, item_name
from judge_desk.exchange.rulebook.toml_text import value_at

Named = tuple[str, Any]
"""A key path and what stands there."""
Renamed = Callable[[str], str]
"""Gives a text with the new id where it names the item, else the text itself."""


def rename_item(content: bytes, key: str, name: str) -> bytes:
    """Give the item at a key another id; what names it follows, as do the open questions below it.

    Where the new id is taken already, nothing follows: the checks say that it stands twice.

    Raises:
        BadInput: no such place, or the text cannot be edited so.
    """
    raw = raw_of(content)
    way = find(raw, key)
    listed = value_at(raw, way[:-1])
    above, _, old = key.rpartition(".")
    ids = [each.get("id") for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    if ids.count(old) == 1 and name not in ids:
        for place, value in tuple(_references(raw, key.split("."), old, name)):
            content = put(content, place, toml_of(value))
    return rename_points(put(content, f"{key}.id", text_value(name)), key, f"{above}.{name}")


def _references(raw: RawTable, path: list[str], old: str, new: str) -> Iterator[Named]:
    """Give every place that names an item, with what shall stand there."""

    def whole(text: str) -> str:
        return new if text == old else text

    match path:
        case ["fields", _]:
            yield from _changed(_at(raw, "rounds", "fields"), whole)
            yield from _changed(_at(raw, "parts", "fields"), whole)
        case ["entrants", _]:
            yield from _changed(_at(raw, "prize_tables", "entrants"), whole)
        case ["parts", _]:
            yield from _changed(_at(raw, "prize_tables", "filters"), _word(1, whole))
        case ["rounds", _]:
            yield from _of_round(raw, old, new, whole)
        case ["measured", _]:
            yield from _of_part(raw, whole)
        case ["measured", part, "columns", _]:
            yield from _of_column(raw, part, whole)
        case ["measured", part, "periods", _]:
            yield from _changed(_reading(raw, part, "periods"), whole)
        case ["reviews", _]:
            yield from _changed(_at(raw, "prize_tables", "review"), whole)
            yield from _changed(_at(raw, "calendar", "round"), whole)
        case ["reviews", review, "measures", _]:
            yield from _of_measure(raw, review, whole)
        case ["reviews", review, "gates", _]:
            yield from _changed(_filters(raw, "meets", review), _word(1, whole))
        case ["prize_tables", _]:
            yield from _changed(_at(raw, "reviews", "measures", "table"), whole)
            for kind in ("not_in", "no_prize_in"):
                yield from _changed(_filters(raw, kind), _word(1, whole))


def _of_round(raw: RawTable, old: str, new: str, whole: Renamed) -> Iterator[Named]:
    yield from _changed(_at(raw, "prize_tables", "round"), whole)
    yield from _changed(_at(raw, "calendar", "round"), whole)
    yield from _changed(_at(raw, "reviews", "measures", "round"), whole)
    yield from _changed(_at(raw, "prize_tables", "filters"), _word(1, whole))
    yield from _changed(_inside("by_products", raw.get("by_products"), ("index_bonus_round",)), whole)
    for key, step in _at(raw, "rounds", "ties", ""):
        if isinstance(step, dict) and step.get("kind") == "earlier_round":
            yield from _changed(_inside(key, step, ("ref",)), whole)
    for key, weights in _at(raw, "rounds", "combination"):
        if isinstance(weights, dict) and old in weights:
            yield key, {new if name == old else name: weight for name, weight in weights.items()}


def _of_part(raw: RawTable, whole: Renamed) -> Iterator[Named]:
    yield from _changed(_at(raw, "reviews", "part"), whole)
    yield from _changed(_at(raw, "reviews", "measures", "part"), whole)
    yield from _changed(_at(raw, "measured", "formula", "measure"), whole)
    yield from _changed(_at(raw, "rounds", "rubric", "criteria", "formula", "measure"), whole)
    yield from _changed(_at(raw, "prize_tables", "filters"), _word(1, whole))


def _of_column(raw: RawTable, part: str, whole: Renamed) -> Iterator[Named]:
    yield from _changed(_reading(raw, part, "column", "attempt_by"), whole)
    roster = any(each.get("id") == part and each.get("roster") is True for _, each in _items("", raw.get("measured")))
    for key, review in _items("reviews", raw.get("reviews")):
        if roster or review.get("part") == part:
            yield from _changed(_inside(key, review, ("measures", "when")), _word(0, whole))
            yield from _changed(_inside(key, review, ("gates", "when")), _word(0, whole))
            yield from _changed(_filters(raw, "is", str(review.get("id"))), _word(1, whole))


def _of_measure(raw: RawTable, review: str, whole: Renamed) -> Iterator[Named]:
    def signed(text: str) -> str:
        return f"-{whole(text[1:])}" if text.startswith("-") else whole(text)

    for key, each in _items("reviews", raw.get("reviews")):
        if each.get("id") == review:
            yield from _changed(_inside(key, each, ("measures", "of")), whole)
            yield from _changed(_inside(key, each, ("gates", "measure")), whole)
            yield from _changed(_inside(key, each, ("order", "by")), signed)


def _reading(raw: RawTable, part: str, *names: str) -> Iterator[Named]:
    """Give these keys of the measures that read a part, and of the reviews that go over its people."""
    for key, review in _items("reviews", raw.get("reviews")):
        if review.get("part") == part:
            yield from (found for name in names for found in _inside(key, review, (name,)))
        for own, measure in _items(f"{key}.measures", review.get("measures")):
            if measure.get("part", review.get("part")) == part:
                yield from (found for name in names for found in _inside(own, measure, (name,)))


def _filters(raw: RawTable, kind: str, review: str | None = None) -> Iterator[Named]:
    """Give the filters of one kind, of the tables of a review (None: of all tables)."""
    for key, table in _items("prize_tables", raw.get("prize_tables")):
        if review is None or table.get("review") == review:
            found = _inside(key, table, ("filters", ""))
            yield from (each for each in found if isinstance(each[1], str) and each[1].startswith(f"{kind}:"))


def _at(raw: RawTable, first: str, *names: str) -> Iterator[Named]:
    yield from _inside(first, raw.get(first), names)


def _inside(key: str, place: Any, names: tuple[str, ...]) -> Iterator[Named]:
    """Walk keys below a place, through every item of a list on the way; an empty name stands for those items."""
    if isinstance(place, list) and names:
        for number, item in enumerate(place, start=1):
            yield from _inside(f"{key}.{item_name(item, number)}", item, names[1:] if not names[0] else names)
    elif not names:
        yield key, place
    elif isinstance(place, dict) and names[0] in place:
        yield from _inside(f"{key}.{names[0]}", place[names[0]], names[1:])


def _items(key: str, listed: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, item in enumerate(listed if isinstance(listed, list) else (), start=1):
        if isinstance(item, dict):
            yield f"{key}.{item_name(item, number)}", item


def _word(place: int, whole: Renamed) -> Renamed:
    """Rename one word of a text whose words are parted by colons; the last one may hold colons itself."""

    def renamed(text: str) -> str:
        words = text.split(":", place + 1)
        return ":".join(whole(word) if number == place else word for number, word in enumerate(words))

    return renamed


def _changed(places: Iterator[Named], renamed: Renamed) -> Iterator[Named]:
    """Give the texts, and the texts of lists, that change."""
    for key, value in places:
        texts = [(key, value)]
        if isinstance(value, list):
            texts = [(f"{key}.{number}", each) for number, each in enumerate(value, start=1)]
        for place, text in texts:
            if isinstance(text, str) and renamed(text) != text:
                yield place, renamed(text)
