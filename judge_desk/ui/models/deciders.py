"""Who may come into question as deciding: the people of the panel, as decisions write them."""

from __future__ import annotations

from collections.abc import Iterable

from judge_desk.contest.register.panel import Person
from judge_desk.ui.words import Words


def deciders(people: Iterable[Person], words: Words) -> tuple[str, ...]:
    """Give every person as ``name (office)``."""
    return tuple(f"{each.name} ({words.say(f'role.{each.role}')})" for each in people)
