"""One row of the contents of a definition: what it is called, what choosing it shows, what lies below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from judge_desk.desks.rules.raw import item_name
from judge_desk.ui.words import Words

FORMER: Final = frozenset({"formula", "weight"})
"""Keys of lists at the file's top that older files may hold, and that are shown only there."""
INSTEAD: Final[Mapping[str, frozenset[str]]] = {
    "review": frozenset({"round", "entrants"}),
    "round": frozenset({"review"}),
}
"""Keys of a prize table that mean nothing beside another, and are shown only where they are written."""


class NodeKind(StrEnum):
    """What choosing a node shows: fields, open points, faults, or the versions there were. A head shows nothing."""

    FORM = "form"
    HEAD = "head"
    POINTS = "points"
    FAULTS = "faults"
    VERSIONS = "versions"


@dataclass(frozen=True, slots=True)
class Group:
    """Keys of one table: the table's key path (empty for the file's top) and shape, and which keys."""

    key: str
    shape: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One row of the tree.

    Attributes:
        name: stays the same while the rules are edited, so that the row is found again.
        kind, title: see :class:`NodeKind`; detail: at the right, e.g. the points of a criterion.
        groups: what its form shows; below: its children.
        round: id of the round it belongs to; criterion: its number, for a criterion.
        faults, open: how many faults and open points lie in it or below it.
        keys: the key paths that its form shows.
        listed: path of the list that can be added to here, e.g. ``reviews.tap-the.gates``; empty for none.
        item: it is an item of that list, which can be moved and taken out.
    """

    name: str
    kind: NodeKind
    title: str
    groups: tuple[Group, ...] = ()
    below: tuple[Node, ...] = ()
    detail: str = ""
    round: str = ""
    criterion: str = ""
    faults: int = 0
    open: int = 0
    keys: tuple[str, ...] = field(default=())
    listed: str = ""
    item: bool = False


def form_node(name: str, title: str, *groups: Group, **more: Any) -> Node:
    """Make a node that shows the fields of some groups."""
    keys = [f"{group.key}.{each}" if group.key else each for group in groups for each in group.names]
    keys += [group.key for group in groups if group.key]
    return Node(name, NodeKind.FORM, title, groups, keys=tuple(keys), **more)


def head_node(name: str, title: str, below: tuple[Node, ...], **more: Any) -> Node:
    """Make a node that only stands above others."""
    return Node(name, NodeKind.HEAD, title, below=below, **more)


def every(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Walk a tree, each node before those below it."""
    for node in nodes:
        yield node
        yield from every(node.below)


def listed_nodes(
    raw: Mapping[str, Any], list_key: str, shape: str, names: tuple[str, ...], words: Words
) -> tuple[Node, ...]:
    """Give a form for every table of a list of the file's top; where there is none, one from which it is begun."""
    tables = tables_of(raw.get(list_key))
    if not tables:
        return (form_node(list_key, words.say(f"rules.key.contest.{list_key}"), Group("", "contest", (list_key,))),)
    found = []
    for number, each in enumerate(tables, start=1):
        key = f"{list_key}.{item_name(each, number)}"
        idle = FORMER.union(
            *(others for name, others in INSTEAD.items() if list_key == "prize_tables" and name in each)
        )
        shown = tuple(name for name in names if name not in idle or name in each)
        found.append(form_node(key, title_of(each, words), Group(key, shape, shown), listed=list_key, item=True))
    return tuple(found)


def title_of(table: Mapping[str, Any], words: Words) -> str:
    """Give the title of a table, or say that it has none yet."""
    return str(table.get("title", "")) or words.say("ui.rules.no_title")


def tables_of(listed: Any) -> list[Any]:
    """Give the tables of a list, none for anything else."""
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
