"""Words of the rules for the window: faults, choices, what holds where nothing is written; no key of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from judge_desk.contest.rulebook.shape import Key, Kind
from judge_desk.contest.values.problems import Problem
from judge_desk.desks.rules.versions import Version, compared
from judge_desk.desks.rules.words import difference_words, value_words
from judge_desk.ui.models.lines import Line
from judge_desk.ui.words import Words
from judge_desk.wording.catalogue import open_catalogue

DEFAULTS: Final[Mapping[str, Mapping[str, str | int | bool]]] = {
    "contest": {"least_per_unit": "none", "most_per_unit": "unlimited"},
    "head": {"jury_symbol": "BGK"},
    "entrant": {"least_people": 1},
    "receipt": {"closing_time": "24:00"},
    "part": {"over_length": "refuse", "least_count": 1},
    "round": {"closed_ballots": False, "approval": "none"},
    "panel": {"by_field": False, "quorum": "2/3", "joint": False},
    "rubric": {"sample": False},
    "criterion": {"kind": "points", "minimum": 0, "step": 1, "no_zero": False},
    "penalty_row": {"included": False},
    "score": {"sample": False},
    "disagreement": {"sample": False},
    "cut": {"tie": "ask"},
    "measured": {"roster": False, "sample": False},
    "column": {"kind": "text", "required": False},
    "review": {"approval": "none", "sample": False},
    "review_measure": {"over": "only", "attempts": "each", "missing": "ask"},
    "level": {"included": True},
    "gate": {"tie": "ask", "used": True},
    "dossier": {"copies": 1},
    "prize_table": {
        "minimum": "none", "per_unit": "unlimited", "per_author": "unlimited", "vacancy": True, "sharing": False,
    },
    "by_products": {"index_bonus_units": "all", "participation": False, "press_list": False},
}  # fmt: skip
"""What holds where the file says nothing, as the reader of definitions takes it."""
LONG: Final = frozenset(
    {
        ("contest", "title"),
        ("contest", "short_title"),
        ("contest", "plan"),
        ("calendar", "title"),
        ("criterion", "title"),
        ("rubric", "source"),
        ("score", "source"),
        ("measured", "title"),
        ("measured", "source"),
        ("column", "title"),
        ("review", "title"),
        ("review", "council"),
        ("review", "source"),
        ("review_measure", "title"),
        ("prize_table", "title"),
        ("dossier", "starts"),
        ("gate", "title"),
        ("gate", "source"),
    }
    | {
        ("disagreement", "source"),
        ("prize_table", "special"),
        ("prize_table", "money_source"),
        ("head", "signer"),
        ("band", "anchor"),
    }
)
"""Texts that may take several lines."""


def fault_words(problem: Problem, words: Words) -> str:
    """Say a fault beside its field: what to do there, without the place and without a key of the file."""
    key = f"rules.fault.{problem.code.removeprefix('definition.')}"
    if words.has(key):
        return words.say(key, **problem.facts)
    return words.problem(replace(problem, where=""))


def hint_words(key: Key, shape: str, chosen: object, words: Words) -> str:
    """Explain a key, or the word that is chosen for it; empty where the name says enough."""
    for name in (f"rules.hint.{shape}.{key.name}.{chosen}", f"rules.hint.{shape}.{key.name}"):
        if words.has(name):
            return words.say(name)
    return ""


def default_words(key: Key, shape: str, words: Words) -> str:
    """Say what holds where a key is not written; empty where nothing does."""
    default = DEFAULTS.get(shape, {}).get(key.name)
    if default is None:
        return ""
    told = value_words(default, key, shape, open_catalogue(words.language))
    return words.say("ui.rules.default.text", value=told)


def is_long(key: Key, shape: str) -> bool:
    """Say whether a text may take several lines."""
    return key.kind is Kind.TEXT and (shape, key.name) in LONG


def version_lines(versions: Sequence[Version], words: Words, now: str) -> list[Line]:
    """Tell every version, newest first, each with the points in which it differs from the one before."""
    catalogue, say = open_catalogue(words.language), words.say
    lines = []
    for place in range(len(versions) - 1, -1, -1):
        each = versions[place]
        when = words.when(each.stated_time, now)
        about = say("ui.rules.version_line", actor=each.actor, when=when, hash=each.digest[:8])
        reason = each.reason or say("ui.rules.no_reason")
        lines.append(Line("history", "accent", say("ui.rules.version", version=each.version), reason, about))
        found = compared(versions[max(place - 1, 0)].content, each.content)
        for point in found.points:
            key, before, after = difference_words(point, found.before, found.after, catalogue)
            lines.append(Line("pencil", "text_2", "", key, say("ui.rules.was", before=before, after=after)))
    return lines
