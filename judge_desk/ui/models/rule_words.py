"""Words of the rules for the window: faults, choices, what holds where nothing is written; no key of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from judge_desk.contest.rulebook.rules import TieBreak
from judge_desk.contest.rulebook.shape import Key, Kind
from judge_desk.contest.values.problems import Problem
from judge_desk.desks.rules.drafts import Overlook, value_at
from judge_desk.desks.rules.versions import Version, compared
from judge_desk.desks.rules.words import difference_words, value_words
from judge_desk.ui.models.lines import Line
from judge_desk.ui.words import Words
from judge_desk.wording.catalogue import open_catalogue

DEFAULTS: Final[Mapping[str, Mapping[str, str | int | bool]]] = {
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
    "prize_table": {
        "minimum": "none", "per_unit": "unlimited", "per_author": "unlimited", "vacancy": True, "sharing": False,
    },
    "by_products": {"index_bonus_units": "all", "participation": False, "press_list": False},
}  # fmt: skip
"""What holds where the file says nothing, as the reader of definitions takes it."""
_ROUNDS: Final = frozenset({("prize_table", "round"), ("by_products", "index_bonus_round"), ("calendar", "round")})
_MEASURES: Final = frozenset({("prize_table", "measure"), ("formula", "measure")})
LONG: Final = frozenset(
    {
        ("contest", "title"),
        ("contest", "short_title"),
        ("contest", "plan"),
        ("calendar", "title"),
        ("criterion", "title"),
        ("rubric", "source"),
        ("score", "source"),
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


def default_words(key: Key, shape: str, words: Words) -> str:
    """Say what holds where a key is not written; empty where nothing does."""
    default = DEFAULTS.get(shape, {}).get(key.name)
    if default is None:
        return ""
    told = value_words(default, key, shape, open_catalogue(words.language))
    return words.say("ui.rules.default.text", value=told)


def choices_of(look: Overlook, path: str, key: Key, shape: str) -> dict[str, str]:
    """Give what a key may refer to, each id with its title; empty where anything may be typed."""
    name = (shape, key.name)
    if name in _ROUNDS:
        return _titles(look.raw.get("rounds"))
    if name in _MEASURES:
        return _titles(look.raw.get("measured"))
    if name == ("prize_table", "entrants"):
        return _titles(look.raw.get("entrants"))
    if name == ("criterion", "parent"):
        return _groups(look, path.removesuffix(".parent"))
    return _tie_choices(look, path) if name == ("tie", "ref") else {}


def _groups(look: Overlook, path: str) -> dict[str, str]:
    """Give the criteria that a criterion may lie in: every other one that does not lie below it."""
    above, name = path.split(".criteria.")
    listed = value_at(look, f"{above}.criteria")
    criteria = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    below = {name}
    for each in criteria:  # groups stand before their children
        if each.get("parent") in below:
            below.add(str(each.get("id", "")))
    return {str(each["id"]): str(each["id"]) for each in criteria if each.get("id") and each["id"] not in below}


def _tie_choices(look: Overlook, path: str) -> dict[str, str]:
    """Give what a tie-break may look at: the criteria of its round, or the rounds before it."""
    kind = value_at(look, path.removesuffix(".ref") + ".kind")
    round_id = path.split(".")[1]
    if kind == TieBreak.CRITERION:
        listed = value_at(look, f"rounds.{round_id}.rubric.criteria")
        return {name: f"{name}. {title}" for name, title in _titles(listed).items()}
    if kind == TieBreak.EARLIER_ROUND:
        titles = _titles(look.raw.get("rounds"))
        return {name: titles[name] for name in [*titles][: [*titles].index(round_id)]} if round_id in titles else {}
    return {}


def _titles(listed: Any) -> dict[str, str]:
    items = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    return {str(each.get("id", "")): str(each.get("title") or each.get("id", "")) for each in items}


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
