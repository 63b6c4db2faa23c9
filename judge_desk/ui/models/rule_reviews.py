"""Reviews in the contents of a definition, and which keys of a measure or a gate mean something.

A measure shows the fields that its take reads, a gate those of its test, and whatever else is written there: what does
not belong is seen and can be taken out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from judge_desk.contest.rulebook.reviews import Over, Take, Test
from judge_desk.contest.rulebook.shape import SHAPES
from judge_desk.desks.rules.raw import item_name
from judge_desk.ui.models.rule_node import Group, Node, NodeKind, form_node, head_node, tables_of, title_of
from judge_desk.ui.words import Words

_SHEET: Final = ("part", "column", "periods")
_READS: Final[Mapping[str, tuple[str, ...]]] = {
    Take.COLUMN: (*_SHEET, "over", "attempts", "attempt_by", "missing"),
    Take.ROWS: (*_SHEET, "over", "bound", "attempts", "attempt_by", "missing"),
    Take.ROUND: ("round", "over", "missing"),
    Take.RATIO: ("of",),
    Take.POINTS: ("of", "formula"),
    Take.SCALED: ("of", "to", "most"),
    Take.SUM: ("of", "missing"),
    Take.WEIGHTED: ("of", "weights", "missing"),
    Take.PLACE: ("of",),
    Take.GROUP: ("of", "levels"),
    Take.DISTANCE: ("of",),
    Take.ROWS_AT_MOST: (*_SHEET, "attempts", "attempt_by", "missing"),
    Take.PRIZE: ("table",),
}
_COMPARES: Final = ("measure", "bound")
_TESTS: Final[Mapping[str, tuple[str, ...]]] = {
    Test.AT_LEAST: _COMPARES,
    Test.ABOVE: _COMPARES,
    Test.AT_MOST: _COMPARES,
    Test.BELOW: _COMPARES,
    Test.EQUALS: _COMPARES,
    Test.PRESENT: ("measure",),
    Test.TOP: (*_COMPARES, "tie"),
    Test.COUNCIL: (),
    Test.NOT_BARRED: (),
}
_PERIODS: Final = (
    Over.MEAN, Over.SUM, Over.LEAST, Over.MOST, Over.LATEST, Over.RISE, Over.LAST_RISE, Over.NOT_RISING,
    Over.NOT_RISING_BELOW_FULL,
)  # fmt: skip
_ROWS: Final = (
    Over.PAPERS, Over.PAPERS_MEAN, Over.PERSONS, Over.PERSONS_MEAN, Over.MEAN, Over.SUM, Over.MEAN_SHARE, Over.ZEROS,
    Over.SHARE_FULL, Over.SHARE_FROM,
)  # fmt: skip
OVERS: Final[Mapping[str, tuple[str, ...]]] = {
    Take.COLUMN: (Over.ONLY, *_PERIODS),
    Take.ROWS: _ROWS,
    Take.ROUND: (Over.ONLY, Over.BEST, Over.MEAN, Over.SUM, Over.PAPERS),
}
"""The ways of making several figures one that fit each take."""


def review_nodes(raw: Mapping[str, Any], words: Words) -> tuple[Node, ...]:
    """Give every review with its measures, gates, order and dossier; where there is none, a form that begins one."""
    reviews = tables_of(raw.get("reviews"))
    if not reviews:
        return (form_node("reviews", words.say("rules.key.contest.reviews"), Group("", "contest", ("reviews",))),)
    return tuple(_review(each, number, words) for number, each in enumerate(reviews, start=1))


def _review(raw: Mapping[str, Any], number: int, words: Words) -> Node:
    say = words.say
    key = f"reviews.{item_name(raw, number)}"
    whom = ("part", "periods") if raw.get("subjects") == "person" else tuple(n for n in ("part", "periods") if n in raw)
    about = ("title", "subjects", *whom, "council", "approval", "source", "sample", "id")
    below = (
        form_node(f"{key}.about", say("ui.rules.node.review"), Group(key, "review", about)),
        _items(raw, key, "measures", "review_measure", words),
        _items(raw, key, "gates", "gate", words),
        form_node(f"{key}.order", say("rules.key.review.order"), Group(key, "review", ("order",))),
        form_node(f"{key}.dossier", say("rules.key.review.dossier"), Group(key, "review", ("dossier",))),
    )
    return Node(key, NodeKind.HEAD, title_of(raw, words), below=below, keys=(key,), listed="reviews", item=True)


def _items(raw: Mapping[str, Any], above: str, name: str, shape: str, words: Words) -> Node:
    """Give the measures or the gates of a review, each with a form of its own."""
    key = f"{above}.{name}"
    below = []
    for number, each in enumerate(tables_of(raw.get(name)), start=1):
        place = f"{key}.{item_name(each, number)}"
        group = Group(place, shape, keys_of(shape, each))
        below.append(form_node(place, title_of(each, words), group, listed=key, item=True))
    return head_node(key, words.say(f"rules.key.review.{name}"), tuple(below), keys=(key,), listed=key)


def keys_of(shape: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the keys that the form of a measure or a gate shows, in the order of its shape."""
    if shape == "gate":
        wanted = ("title", "reason", "test", *_TESTS.get(str(table.get("test")), ()), "used", "when", "source", "id")
    else:
        wanted = ("title", "take", *_READS.get(str(table.get("take")), ()), "when", "decimals", "unit", "id")
    written = tuple(each.name for each in SHAPES[shape] if each.name in table and each.name not in wanted)
    return (*wanted, *written)
