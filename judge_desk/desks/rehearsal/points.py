"""What the organisers of a rehearsal answer to the points that a definition leaves open.

These are assumptions of the rehearsal, recorded as such; no real contest takes them over.
"""

from __future__ import annotations

from typing import Final

from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.rubric import leaves

FIRST: Final = ("rounds.0",)
"""The points of the first round."""
SECOND: Final = ("rounds.1", "prize_tables", "by_products")
"""The points of the second round and of what follows from it."""
SHORTLISTED: Final = 17
"""As many as the press reported for 2024; fewer in a small rehearsal."""

_ANSWERS: Final = {
    "counted": '"received"',
    "closing_time": '"24:00"',
    "action": '"joint_vote"',
    "talk_seconds": "600",
    "question_seconds": "300",
    "minimum": '"none"',
    "per_unit": '"unlimited"',
    "per_author": '"unlimited"',
    "index_bonus_units": '"all"',
}


def rulings(definition: Definition, prefixes: tuple[str, ...], eligible: int) -> list[tuple[str, str]]:
    """Give (key, TOML value) for the open points below some parts of the definition.

    Args:
        definition: its open points and rounds.
        prefixes: ``receipt``, ``prize_tables``, ``by_products``, or ``rounds.<number from 0>``.
        eligible: how many entries compete, for the size of the shortlist.
    """
    starts = tuple(_start(definition, prefix) for prefix in prefixes)
    points = [point for point in definition.undecided if point.key.startswith(starts)]
    return [(point.key, _answer(definition, point.key, eligible)) for point in points]


def _start(definition: Definition, prefix: str) -> str:
    kind, _, number = prefix.partition(".")
    return f"rounds.{definition.rounds[int(number)].id}." if number else f"{kind}."


def _answer(definition: Definition, key: str, eligible: int) -> str:
    last = key.rpartition(".")[2]
    round_ = next((each for each in definition.rounds if f".{each.id}." in key), definition.rounds[0])
    if last == "cut":
        return f'{{ kind = "top", count = {min(SHORTLISTED, max(6, eligible // 3))} }}'
    if last == "ties":
        first = leaves(round_.rubric)[0].id
        return f'[{{ kind = "criterion", ref = "{first}" }}, {{ kind = "vote" }}]'
    if last == "combination":
        return f'{{ "{round_.id}" = 1 }}'
    return _ANSWERS[last]
