"""Turn a problem into the sentence a person reads: what happened, what was kept, what to do next.

Facts come language-free: numbers with a decimal point, times in ISO form. Here they get the comma of Vietnamese and
the dates of the language, so that a finding reads the same in window, terminal and paper.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from judge_desk.contest.values.facts import NUMBERS
from judge_desk.contest.values.problems import Problem
from judge_desk.wording.catalogue import Catalogue
from judge_desk.wording.figures import date_short, moment

_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?\Z")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_STEERING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u206f\ufeff\ud800-\udfff]"
)
_POINT: Final = re.compile(r"(?<=[0-9])\.(?=[0-9])")


def sentence(problem: Problem, catalogue: Catalogue) -> str:
    """Say a problem in the catalogue's language, its place first.

    The sentence is ``finding.<code>``; a code without one is a fault of ours and is said as such by
    ``finding.unknown`` (a test holds that every code in the source has its sentence).
    """
    key = f"finding.{problem.code}"
    if key in catalogue:
        text = said_with_facts(key, problem, catalogue)
    else:
        text = catalogue.say("finding.unknown", code=problem.code)
    return f"{_shown(problem.where)}: {text}" if problem.where else text


def _shown(text: str) -> str:
    """Put a visible mark where a stranger's name or text would steer the terminal, turn the reading or hide letters."""
    return _STEERING.sub("\ufffd", text)


_MOST_CODES: Final = 60
"""Of more codes in one sentence only the first ``_FIRST_CODES`` are said: thousands may tie in a quiz."""
_FIRST_CODES: Final = 20
_END: Final = ". "
_KEPT: Final = ".\u2060 "
"""A full stop inside a fact, marked so that it is no end of a sentence."""


def fact_of(problem: Problem, catalogue: Catalogue) -> str:
    """Say only what happened: the first sentence of a finding, for papers that say in their own words what follows."""
    facts = {n: v.replace(_END, _KEPT) if isinstance(v, str) else v for n, v in problem.facts.items()}
    said = sentence(replace(problem, facts=facts), catalogue).partition(_END)[0].replace(_KEPT, _END)
    return said if said.endswith(".") else f"{said}."


def said_with_facts(key: str, problem: Problem, catalogue: Catalogue) -> str:
    """Say a sentence about a problem, its facts written as the language writes them.

    Raises:
        KeyError: no such sentence, or the problem lacks a fact that it needs.
    """
    facts = {name: _said(name, value, catalogue.language) for name, value in problem.facts.items()}
    return catalogue.say(key, **facts)


def _said(name: str, value: str | int, language: str) -> str | int:
    """Say one fact: a time in words, a number with the language's decimal sign, the first of very many codes."""
    if not isinstance(value, str):
        return value
    value = _shown(value)
    if name == "codes" and value.count("; ") >= _MOST_CODES:
        return "; ".join([*value.split("; ", _FIRST_CODES)[:_FIRST_CODES], "…"])
    if _MOMENT.match(value) or _DATE.match(value):
        return _time(value, language)
    return _POINT.sub(",", value) if language == "vi" and name in NUMBERS else value


def _time(value: str, language: str) -> str:
    """Say a time or a date; one that the calendar does not have is shown as it was written."""
    try:
        return moment(value, language) if "T" in value else date_short(value, language)
    except ValueError:
        return value
