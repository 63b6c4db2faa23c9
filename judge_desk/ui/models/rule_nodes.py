"""The contents of a definition as a tree: what the secretary chooses at the left, and what each choice shows.

A node shows groups of keys; the criteria of a rubric are nodes of their own. Two nodes gather from everywhere: what is
left open, and what cannot be used yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from judge_desk.contest.rulebook.rules import TieBreak
from judge_desk.desks.rules.drafts import Overlook, value_at
from judge_desk.desks.rules.raw import UNDECIDED, item_name
from judge_desk.ui.words import Words


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


_FRAMING: Final = frozenset({"undecided", "none", *TieBreak})
"""Words on which it depends which fields there are."""
_TOP = ("title", "short_title", "plan", "bases", "notes")
_RECEIPT = ("barred", "content_flags", "least_per_unit", "most_per_unit")
_ROUND = ("title", "blind", "closed_ballots", "talk_seconds", "question_seconds", "approval", "panel")
_CRITERION = (
    "id", "title", "kind", "minimum", "maximum", "step", "coefficient", "weight", "bands", "anchors", "pass_mark",
    "no_zero", "penalty", "formula", "parent",
)  # fmt: skip
_MEASURED = ("id", "title", "per", "columns", "closed_by", "formula", "weight")
_PRIZES = (
    "title", "round", "measure", "entrants", "minimum", "per_unit", "per_author", "vacancy", "sharing", "special",
    "filters", "prizes",
)  # fmt: skip


_CALENDAR = (
    "title", "leads", "helps", "opens", "closes", "when", "every", "least", "unit", "follows", "round", "source", "id",
)  # fmt: skip


def nodes_of(look: Overlook, words: Words, versions: int) -> tuple[Node, ...]:
    """Give the tree of a draft; ``versions`` is how many there were, 0 to leave them out."""
    say, raw = words.say, look.raw
    faults = len(look.findings)
    points = Node("points", NodeKind.POINTS, say("ui.rules.node.points", count=len(look.open)), open=len(look.open))
    first = [points]
    if faults:
        first.append(Node("faults", NodeKind.FAULTS, say("ui.rules.node.faults", count=faults), faults=faults))
    nodes = [
        _head("general", say("ui.rules.node.general"), tuple(_general(words))),
        *(_round(each, number, words) for number, each in enumerate(_tables(raw.get("rounds")), start=1)),
        *(_listed(raw, "measured", "measured", _MEASURED, words) if raw.get("measured") else (_no_figures(words),)),
        *_listed(raw, "prize_tables", "prize_table", _PRIZES, words),
        _form("by_products", say("ui.rules.node.by_products"), Group("", "contest", ("by_products",))),
        _calendar(raw, words),
    ]
    if versions:
        nodes.append(Node("versions", NodeKind.VERSIONS, say("ui.rules.node.versions", count=versions)))
    return (*first, *_counted(tuple(nodes), look))


def listed_in(node: Node | None) -> str:
    """Give the list of the file's top that a node is an item of, e.g. ``rounds``; empty for any other node."""
    above, _, name = node.name.partition(".") if node is not None else ("", "", "")
    return above if name and "." not in name else ""


def _no_figures(words: Words) -> Node:
    return _form("measured", words.say("rules.key.contest.measured"), Group("", "contest", ("measured",)))


def _calendar(raw: Mapping[str, Any], words: Words) -> Node:
    title = words.say("rules.key.contest.calendar")
    below = tuple(_listed(raw, "calendar", "calendar", _CALENDAR, words))
    if below:
        return Node("calendar", NodeKind.HEAD, title, below=below)
    return _form("calendar", title, Group("", "contest", ("calendar",)))


def every(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Walk a tree, each node before those below it."""
    for node in nodes:
        yield node
        yield from every(node.below)


def node_for(nodes: tuple[Node, ...], key: str) -> Node | None:
    """Give the node whose form shows a key path: the one with the longest path above it."""
    best, length = None, -1
    for node in every(nodes):
        for path in node.keys:
            if (key == path or key.startswith(f"{path}.")) and len(path) > length:
                best, length = node, len(path)
    return best


def _counted(nodes: tuple[Node, ...], look: Overlook) -> tuple[Node, ...]:
    """Count the faults and open points of every node, those of the nodes below it among them."""
    faults = Counter(_home(nodes, each.where) for each in look.findings)
    points = Counter(_home(nodes, each.key) for each in look.open)

    def counted(node: Node) -> Node:
        below = tuple(counted(each) for each in node.below)
        own = replace(node, below=below)
        return replace(
            own,
            faults=faults[node.name] + sum(each.faults for each in below),
            open=points[node.name] + sum(each.open for each in below),
        )

    return tuple(counted(each) for each in nodes)


def _home(nodes: tuple[Node, ...], key: str) -> str:
    node = node_for(nodes, key)
    return node.name if node is not None else ""


def _form(name: str, title: str, *groups: Group, **more: Any) -> Node:
    keys = [f"{group.key}.{each}" if group.key else each for group in groups for each in group.names]
    keys += [group.key for group in groups if group.key]
    return Node(name, NodeKind.FORM, title, groups, keys=tuple(keys), **more)


def _head(name: str, title: str, below: tuple[Node, ...]) -> Node:
    return Node(name, NodeKind.HEAD, title, below=below)


def _general(words: Words) -> Iterator[Node]:
    say = words.say
    yield _form("titles", say("ui.rules.node.titles"), Group("", "contest", _TOP))
    yield _form("head", say("rules.key.contest.head"), Group("", "contest", ("head",)))
    yield _form("receipt", say("rules.key.contest.receipt"), Group("", "contest", ("receipt", *_RECEIPT)))
    for name in ("fields", "entrants", "parts"):
        yield _form(name, say(f"rules.key.contest.{name}"), Group("", "contest", (name,)))


def _round(raw: Mapping[str, Any], number: int, words: Words) -> Node:
    say, name = words.say, item_name(raw, number)
    key, title = f"rounds.{name}", str(raw.get("title", "")) or words.say("ui.rules.no_title")
    rubric = raw.get("rubric")
    criteria = _tables(rubric.get("criteria")) if isinstance(rubric, dict) else []
    sums = Group(f"{key}.rubric", "rubric", ("maximum", "source", "sample"))
    below = (
        _form(f"{key}.panel", say("ui.rules.node.panel"), Group(key, "round", _ROUND), round=name),
        replace(
            _form(f"{key}.rubric", say("rules.key.round.rubric"), sums, round=name),
            below=tuple(_criteria(criteria, "", key, name, words)),
        ),
        _form(f"{key}.score", say("ui.rules.node.score"), Group(key, "round", ("score", "disagreement")), round=name),
        _form(
            f"{key}.ties", say("ui.rules.node.ties"), Group(key, "round", ("ties", "cut", "combination")), round=name
        ),
    )
    return Node(key, NodeKind.HEAD, title, below=below, round=name, keys=(key,))


def _criteria(listed: list[Any], parent: str, key: str, round_id: str, words: Words) -> Iterator[Node]:
    parents = {str(each.get("parent", "")) for each in listed}
    for each in listed:
        name = str(each.get("id", ""))
        if str(each.get("parent", "")) != parent or not name:
            continue
        title = str(each.get("title", "")) or words.say("ui.rules.no_title")
        place = f"{key}.rubric.criteria.{name}"
        own = _form(place, f"{name}  {title}", Group(place, "criterion", _keys_of(each, name in parents)))
        below = tuple(_criteria(listed, name, key, round_id, words)) if name in parents and name != parent else ()
        yield replace(own, below=below, detail=_points(each, words), round=round_id, criterion=name)


def _keys_of(criterion: Mapping[str, Any], is_group: bool) -> tuple[str, ...]:
    """Give the keys that a criterion's form shows: those of its kind, and whatever else is written there."""
    if is_group:
        wanted: tuple[str, ...] = ("id", "title", "maximum", "weight", "parent")
    else:
        kind = criterion.get("kind", "points")
        own = {"banded": ("bands",), "coefficient": ("coefficient",), "penalty": ("penalty",), "formula": ("formula",)}
        scale = () if kind == "penalty" else ("minimum", "maximum", "step")
        gates = ("pass_mark", "no_zero") if kind in ("points", "banded", "coefficient", "bonus") else ()
        wanted = ("id", "title", "kind", *scale, *own.get(str(kind), ()), "anchors", *gates, "parent")
    return tuple(name for name in _CRITERION if name in wanted or name in criterion)


def _points(criterion: Mapping[str, Any], words: Words) -> str:
    value = criterion.get("maximum")
    if value is None or value == UNDECIDED:
        return ""
    text = value if isinstance(value, str) else str(getattr(value, "text", value))
    return text.replace(".", ",") if words.language == "vi" else text.replace(",", ".")


def _listed(raw: Mapping[str, Any], list_key: str, shape: str, names: tuple[str, ...], words: Words) -> Iterator[Node]:
    for number, each in enumerate(_tables(raw.get(list_key)), start=1):
        key = f"{list_key}.{item_name(each, number)}"
        title = str(each.get("title", "")) or words.say("ui.rules.no_title")
        yield _form(key, title, Group(key, shape, names))


def _tables(listed: Any) -> list[Any]:
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def frame_of(look: Overlook, groups: tuple[Group, ...]) -> Any:
    """Give what of a draft decides which fields there are: tables and lists, not the values in them."""

    def frame(value: Any) -> Any:
        if isinstance(value, dict):
            return tuple((name, shape) for name, each in value.items() if (shape := frame(each)) is not None)
        if isinstance(value, list):
            return tuple(frame(each) for each in value if isinstance(each, dict))
        return value if isinstance(value, str) and value in _FRAMING else None

    return tuple(
        frame(value_at(look, f"{group.key}.{name}" if group.key else name)) for group in groups for name in group.names
    )


def title_at(nodes: tuple[Node, ...], key: str) -> str:
    """Give the title of the node in which a key path lies, empty for none."""
    node = node_for(nodes, key)
    return node.title if node is not None else ""
