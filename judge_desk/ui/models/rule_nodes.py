"""The contents of a definition as a tree: what the secretary chooses at the left, and what each choice shows.

A node shows groups of keys; the criteria of a rubric are nodes of their own. Two nodes gather from everywhere: what is
left open, and what cannot be used yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from judge_desk.contest.rulebook.rules import TieBreak
from judge_desk.desks.rules.drafts import Overlook, value_at
from judge_desk.desks.rules.raw import UNDECIDED, item_name
from judge_desk.ui.models.rule_node import (
    Group,
    Node,
    NodeKind,
    every,
    form_node,
    head_node,
    listed_nodes,
    tables_of,
    title_of,
)
from judge_desk.ui.models.rule_reviews import review_nodes
from judge_desk.ui.words import Words

_FRAMING: Final = frozenset({"undecided", "none", *TieBreak})
"""Words on which it depends which fields there are."""
_TURNING: Final = frozenset({"part", "review", "round", "subjects", "take", "test", "per", "id"})
"""Keys on whose values it depends what other fields may say."""
_TOP = ("title", "short_title", "plan", "bases", "notes")
_RECEIPT = ("barred", "content_flags", "least_per_unit", "most_per_unit")
_ROUND = ("title", "fields", "blind", "closed_ballots", "talk_seconds", "question_seconds", "approval", "panel", "id")
_CRITERION = (
    "id", "title", "kind", "minimum", "maximum", "step", "coefficient", "weight", "bands", "anchors", "pass_mark",
    "no_zero", "penalty", "formula", "parent",
)  # fmt: skip
_MEASURED = ("title", "per", "roster", "periods", "columns", "closed_by", "source", "sample", "id", "formula", "weight")
_PRIZES = (
    "title", "round", "review", "entrants", "minimum", "per_unit", "per_author", "vacancy", "sharing", "special",
    "money_source", "filters", "prizes", "id",
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
        head_node("general", say("ui.rules.node.general"), tuple(_general(words))),
        *_rounds(raw, words),
        _gathered(raw, "measured", "measured", _MEASURED, words),
        *review_nodes(raw, words),
        _gathered(raw, "prize_tables", "prize_table", _PRIZES, words),
        form_node("by_products", say("ui.rules.node.by_products"), Group("", "contest", ("by_products",))),
        _gathered(raw, "calendar", "calendar", _CALENDAR, words),
    ]
    if versions:
        nodes.append(Node("versions", NodeKind.VERSIONS, say("ui.rules.node.versions", count=versions)))
    return (*first, *_counted(tuple(nodes), look))


def _gathered(raw: Mapping[str, Any], name: str, shape: str, keys: tuple[str, ...], words: Words) -> Node:
    """Give the items of a list under one head; a list that is not begun is a form from which it can be."""
    below = listed_nodes(raw, name, shape, keys, words)
    if not below[0].item:
        return below[0]
    return head_node(name, words.say(f"rules.key.contest.{name}"), below, keys=(name,), listed=name)


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


def _general(words: Words) -> Iterator[Node]:
    say = words.say
    yield form_node("titles", say("ui.rules.node.titles"), Group("", "contest", _TOP))
    yield form_node("head", say("rules.key.contest.head"), Group("", "contest", ("head",)))
    yield form_node("receipt", say("rules.key.contest.receipt"), Group("", "contest", ("receipt", *_RECEIPT)))
    for name in ("fields", "entrants", "parts"):
        yield form_node(name, say(f"rules.key.contest.{name}"), Group("", "contest", (name,)))


def _rounds(raw: Mapping[str, Any], words: Words) -> tuple[Node, ...]:
    rounds = tables_of(raw.get("rounds"))
    if rounds:
        return tuple(_round(each, number, words) for number, each in enumerate(rounds, start=1))
    return (form_node("rounds", words.say("rules.key.contest.rounds"), Group("", "contest", ("rounds",))),)


def _round(raw: Mapping[str, Any], number: int, words: Words) -> Node:
    say, name = words.say, item_name(raw, number)
    key, title = f"rounds.{name}", title_of(raw, words)
    rubric = raw.get("rubric")
    criteria = tables_of(rubric.get("criteria")) if isinstance(rubric, dict) else []
    sums = Group(f"{key}.rubric", "rubric", ("maximum", "source", "sample"))
    below = (
        form_node(f"{key}.panel", say("ui.rules.node.panel"), Group(key, "round", _ROUND), round=name),
        replace(
            form_node(f"{key}.rubric", say("rules.key.round.rubric"), sums, round=name),
            below=tuple(_criteria(criteria, "", key, name, words)),
        ),
        form_node(
            f"{key}.score", say("ui.rules.node.score"), Group(key, "round", ("score", "disagreement")), round=name
        ),
        form_node(
            f"{key}.ties", say("ui.rules.node.ties"), Group(key, "round", ("ties", "cut", "combination")), round=name
        ),
    )
    return Node(key, NodeKind.HEAD, title, below=below, round=name, keys=(key,), listed="rounds", item=True)


def _criteria(listed: list[Any], parent: str, key: str, round_id: str, words: Words) -> Iterator[Node]:
    parents = {str(each.get("parent", "")) for each in listed}
    for each in listed:
        name = str(each.get("id", ""))
        if str(each.get("parent", "")) != parent or not name:
            continue
        place = f"{key}.rubric.criteria.{name}"
        own = form_node(
            place, f"{name}  {title_of(each, words)}", Group(place, "criterion", _keys_of(each, name in parents))
        )
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


def frame_of(look: Overlook, groups: tuple[Group, ...]) -> Any:
    """Give what of a draft decides which fields there are: tables and lists, and the values that others hang on."""

    def frame(name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return tuple((key, shape) for key, each in value.items() if (shape := frame(key, each)) is not None)
        if isinstance(value, list):
            return tuple(frame("", each) for each in value if isinstance(each, dict))
        return value if name in _TURNING or (isinstance(value, str) and value in _FRAMING) else None

    return tuple(
        frame(name, value_at(look, f"{group.key}.{name}" if group.key else name))
        for group in groups
        for name in group.names
    )


def title_at(nodes: tuple[Node, ...], key: str) -> str:
    """Give the title of the node in which a key path lies, empty for none."""
    node = node_for(nodes, key)
    return node.title if node is not None else ""
