"""Change the tree of criteria in the text of a definition: add, move, nest, rename, take out.

The file holds the tree as a list in print order, groups before their children. Every act leaves that order whole: a
criterion moves together with everything below it.
"""

from __future__ import annotations

from typing import Any

from judge_desk.contest.values.problems import BadInput
from judge_desk.exchange.rulebook.definition_edit import (
    add,
    drop,
    find,
    put,
    raw_of,
    rename_points,
    reorder,
    text_value,
)
from judge_desk.exchange.rulebook.toml_reader import shown
from judge_desk.exchange.rulebook.toml_text import value_at


def criteria_key(round_id: str) -> str:
    """Give the key path of a round's criteria."""
    return f"rounds.{round_id}.rubric.criteria"


def add_criterion(content: bytes, round_id: str, parent: str = "", title: str = "") -> tuple[bytes, str]:
    """Add a criterion behind the last one of a group (empty: at the top of the tree); gives its number too.

    What it is worth is left out, so that it is asked for.

    Raises:
        BadInput: no such round or group.
    """
    listed = _criteria(content, round_id)
    ids = [_id(each) for each in listed]
    if parent and parent not in ids:
        raise BadInput("rules.no_such_key", where=shown(parent))
    siblings = [_id(each) for each in listed if _parent(each) == parent]
    number = next(n for n in range(len(siblings) + 1, 10_000) if _numbered(parent, n) not in ids)
    name = _numbered(parent, number)
    place = _end_of(listed, parent) if parent else len(listed)
    values = {"id": name, **({"parent": parent} if parent else {}), "title": title}
    item = "{ " + ", ".join(f"{key} = {text_value(text)}" for key, text in values.items()) + " }"
    return add(content, criteria_key(round_id), item, place), name


def move_criterion(content: bytes, round_id: str, criterion: str, by: int) -> bytes:
    """Move a criterion with all below it before (-1) or behind (+1) its neighbour in the same group.

    Raises:
        BadInput: no such criterion, or it is the first or last of its group.
    """
    listed = _criteria(content, round_id)
    place = _place(listed, criterion)
    siblings = [n for n, each in enumerate(listed) if _parent(each) == _parent(listed[place])]
    at = siblings.index(place) + by
    if not 0 <= at < len(siblings):
        raise BadInput("rules.no_room", where=shown(criterion))
    other = siblings.index(place)
    siblings[other], siblings[at] = siblings[at], siblings[other]
    return _in_order(content, round_id, listed, {_parent(listed[place]): siblings})


def nest_criterion(content: bytes, round_id: str, criterion: str, parent: str = "", before: str = "") -> bytes:
    """Put a criterion with all below it into a group, or at the top of the tree (empty).

    It comes before the criterion ``before`` of that group, or at its end.

    Raises:
        BadInput: no such criterion or group, or the group lies below it.
    """
    listed = _criteria(content, round_id)
    place = _place(listed, criterion)
    if parent and (_place(listed, parent) == place or parent in _below(listed, criterion)):
        raise BadInput("rules.below_itself", where=shown(criterion))
    key = f"{criteria_key(round_id)}.{criterion}.parent"
    if parent:
        content = put(content, key, text_value(parent))
    elif _parent(listed[place]):
        content = drop(content, key)
    listed = _criteria(content, round_id)
    siblings = [n for n, each in enumerate(listed) if _parent(each) == parent and n != place]
    at = next((at for at, n in enumerate(siblings) if before and _id(listed[n]) == before), len(siblings))
    siblings.insert(at, place)
    return _in_order(content, round_id, listed, {parent: siblings})


def remove_criterion(content: bytes, round_id: str, criterion: str) -> bytes:
    """Take a criterion out with all below it.

    Raises:
        BadInput: no such criterion.
    """
    listed = _criteria(content, round_id)
    _place(listed, criterion)
    for name in (*reversed(_below(listed, criterion)), criterion):
        content = drop(content, f"{criteria_key(round_id)}.{name}")
    return content


def rename_criterion(content: bytes, round_id: str, criterion: str, name: str) -> bytes:
    """Give a criterion another number, also where its children and the tie-breaks of the round name it.

    Raises:
        BadInput: no such criterion, or the number is taken.
    """
    listed = _criteria(content, round_id)
    _place(listed, criterion)
    if any(_id(each) == name for each in listed):
        raise BadInput("definition.id_twice", where=shown(name), id=shown(name))
    key, value = criteria_key(round_id), text_value(name)
    for child in [_id(each) for each in listed if _parent(each) == criterion]:
        content = put(content, f"{key}.{child}.parent", value)
    steps = value_at(raw := raw_of(content), find(raw, f"rounds.{round_id}.ties"))
    for number, step in enumerate(steps if isinstance(steps, list) else (), start=1):
        if isinstance(step, dict) and step.get("kind") == "criterion" and step.get("ref") == criterion:
            content = put(content, f"rounds.{round_id}.ties.{number}.ref", value)
    content = put(content, f"{key}.{criterion}.id", value)
    return rename_points(content, f"{key}.{criterion}", f"{key}.{name}")


def _criteria(content: bytes, round_id: str) -> list[Any]:
    raw = raw_of(content)
    found = value_at(raw, find(raw, criteria_key(round_id)))
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _id(criterion: Any) -> str:
    return str(criterion.get("id", ""))


def _parent(criterion: Any) -> str:
    return str(criterion.get("parent", ""))


def _numbered(parent: str, number: int) -> str:
    return f"{parent}.{number}" if parent else str(number)


def _place(listed: list[Any], criterion: str) -> int:
    for place, each in enumerate(listed):
        if _id(each) == criterion:
            return place
    raise BadInput("rules.no_such_key", where=shown(criterion))


def _below(listed: list[Any], criterion: str) -> list[str]:
    found: list[str] = []
    for each in listed:
        if _parent(each) and (_parent(each) == criterion or _parent(each) in found):
            found.append(_id(each))
    return found


def _end_of(listed: list[Any], parent: str) -> int:
    inside = {parent, *_below(listed, parent)}
    return 1 + max(place for place, each in enumerate(listed) if _id(each) in inside)


def _in_order(content: bytes, round_id: str, listed: list[Any], chosen: dict[str, list[int]]) -> bytes:
    """Write the list in the order of the tree, the children of some groups in a chosen order."""
    order: list[int] = []

    def walk(parent: str) -> None:
        for place in chosen.get(parent, [n for n, each in enumerate(listed) if _parent(each) == parent]):
            if place not in order:
                order.append(place)
                if _id(listed[place]):
                    walk(_id(listed[place]))

    walk("")
    order += [place for place in range(len(listed)) if place not in order]
    return reorder(content, criteria_key(round_id), order)
