"""A person's position and unit in words."""

from __future__ import annotations

from collections.abc import Mapping

from judge_desk.contest.register.panel import Person
from judge_desk.contest.values.identity import UnitId


def position_of(person: Person, units: Mapping[UnitId, str]) -> str:
    """Give a person's position and unit in one line, as papers print them."""
    return ", ".join(filter(None, (person.position, units.get(person.unit, "") if person.unit else "")))
