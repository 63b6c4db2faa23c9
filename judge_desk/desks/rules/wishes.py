"""What a form wishes, done to a draft: a value typed, a table begun, an item of a list added, moved or taken out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from judge_desk.contest.rulebook.shape import Kind, key_at, key_of
from judge_desk.desks.rules import drafts
from judge_desk.desks.rules.drafts import Draft
from judge_desk.desks.rules.raw import find, raw_of, text_value, value_at

_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\Z")
_IDS: Final = {
    "field": "linh-vuc", "entrant": "hinh-thuc", "part": "phan", "round": "vong", "measured": "so-lieu",
    "prize_table": "bang-giai", "prize": "giai", "calendar": "viec", "review": "dot-xet", "review_measure": "so-do",
    "gate": "dieu-kien", "column": "cot", "period": "ky",
}  # fmt: skip
"""Begin of the short name that a new item gets; it can be changed like any other value."""


def typed(draft: Draft, path: str, value: str | None) -> Draft:
    """Set a key to a TOML value, or take it out.

    Raises:
        BadInput: the text of the definition cannot be edited there.
    """
    place = drafts.criterion_at(path.removesuffix(".parent")) if path.endswith(".parent") else None
    if place is not None:
        return drafts.nest(draft, *place, value.strip('"') if value is not None else "")
    if value is not None:
        name = value.strip('"')
        if path.endswith(".id") and value.startswith('"') and _may_rename(draft, path.removesuffix(".id"), name):
            return drafts.rename(draft, path.removesuffix(".id"), name)
        return drafts.put(draft, path, value)
    raw = raw_of(draft.content)
    return drafts.drop(draft, path) if value_at(raw, find(raw, path)) is not None else draft


def _may_rename(draft: Draft, item: str, name: str) -> bool:
    """Say whether an item may take a name also where it is referred to: one that no other item of its list bears."""
    if drafts.criterion_at(item) is not None:
        return True
    raw = raw_of(draft.content)
    listed = value_at(raw, find(raw, item.rpartition(".")[0]))
    taken = [each.get("id") for each in listed if isinstance(each, dict)] if isinstance(listed, list) else [name]
    return name not in taken and _NAME.match(name) is not None


def acted(draft: Draft, act: str, path: str) -> Draft:
    """Do an act of a form's button.

    Raises:
        BadInput: the text of the definition cannot be edited there.
    """
    return ACTS[act](draft, path)


def _add(draft: Draft, path: str) -> Draft:
    raw = raw_of(draft.content)
    way = find(raw, path)
    listed = value_at(raw, way)
    return drafts.add_value(draft, path, _new_item(way, listed if isinstance(listed, list) else []))


def _new_item(way: tuple[str | int, ...], listed: list[Any]) -> str:
    key = key_at(way)
    shape = key.shape if key is not None else ""
    parts = []
    if key_of(shape, "id") is not None:
        taken = {each.get("id") for each in listed if isinstance(each, dict)}
        begin = _IDS.get(shape, "moi")
        number = next(n for n in range(len(listed) + 1, 10_000) if f"{begin}-{n}" not in taken)
        parts.append(f"id = {text_value(f'{begin}-{number}')}")
    if key_of(shape, "number") is not None:
        parts.append(f"number = {len(listed) + 1}")
    if key_of(shape, "title") is not None:
        parts.append('title = ""')
    return "{ " + ", ".join(parts) + " }" if parts else "{ }"


def _write(draft: Draft, path: str) -> Draft:
    way = find(raw_of(draft.content), path)
    key = key_at(way)
    listed = key is not None and key.kind is Kind.TABLES
    return drafts.put(draft, path, f"[{_new_item(way, [])}]" if listed else "{ }")


def _none(draft: Draft, path: str) -> Draft:
    key = key_at(find(raw_of(draft.content), path))
    return drafts.put_text(draft, path, key.words[0] if key is not None and key.words else "none")


ACTS: Final[Mapping[str, Callable[[Draft, str], Draft]]] = {
    "add": _add,
    "write": _write,
    "none": _none,
    "drop": drafts.drop,
    "remove": drafts.remove,
    "up": lambda draft, path: drafts.move(draft, path, -1),
    "down": lambda draft, path: drafts.move(draft, path, 1),
}
"""Acts that need no further question, by the name of their button."""
