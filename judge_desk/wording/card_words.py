"""A finding as a card: what was seen, what to do next, and what to call it where there is little room.

The rules' own findings have sentences made for cards. Of any other the sentence of the finding is taken apart: its
first part says what happened, its last part what to do.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from judge_desk.contest.values.problems import Problem
from judge_desk.wording.catalogue import Catalogue
from judge_desk.wording.figures import date_short
from judge_desk.wording.findings import said_with_facts

NOTHING: Final = "–"
"""How a finding writes a time that is not known."""
_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2})?\Z")
_BETWEEN: Final = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zà-ỹđ]|“)")


def fact(problem: Problem, catalogue: Catalogue) -> str:
    """Say what was seen, without a point at its end; times are short, and one that is not known is left out."""
    key = f"card.{problem.code}"
    if key in catalogue:
        unsent = f"{key}_unsent"
        key = unsent if problem.facts.get("sent") == NOTHING and unsent in catalogue else key
        facts = {name: _short(value, catalogue.language) for name, value in problem.facts.items()}
        return said_with_facts(key, replace(problem, facts=facts), catalogue)
    return _parts(problem, catalogue)[0].removesuffix(".")


def advice(problem: Problem, catalogue: Catalogue) -> str:
    """Say what to do next; empty when the finding only informs."""
    key = f"advice.{problem.code}"
    if key in catalogue:
        return said_with_facts(key, problem, catalogue)
    parts = _parts(problem, catalogue)
    return parts[-1] if len(parts) > 1 else ""


def topic(code: str, catalogue: Catalogue) -> str:
    """Name a kind of finding in a few words."""
    key = f"topic.{code}"
    return catalogue.say(key if key in catalogue else "topic.intake.other")


def _short(value: str | int, language: str) -> str | int:
    """Write a moment as its time and day, ``08:10 19/08/2024``; anything else as it is."""
    found = _MOMENT.match(value) if isinstance(value, str) else None
    return f"{found[2]} {date_short(found[1], language)}" if found else value


def _parts(problem: Problem, catalogue: Catalogue) -> list[str]:
    key = f"finding.{problem.code}"
    text = said_with_facts(key if key in catalogue else "topic.intake.other", problem, catalogue)
    return _BETWEEN.split(text)
