"""What must hold in a definition, beyond the form of each value: a tuple of small rules.

Each rule takes the whole definition and gives findings whose ``where`` is a key path of the file, e.g.
``rounds.so-khao.cut``. The rules lie by subject in ``checks_contest``, ``checks_rubric``, ``checks_scoring``,
``checks_prizes``, ``checks_figures``, ``checks_measures``, ``checks_reviews`` and ``checks_calendar``; here they are
put together. A rule never raises, whatever the values are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from judge_desk.contest.rulebook import (
    checks_calendar,
    checks_contest,
    checks_figures,
    checks_measures,
    checks_prizes,
    checks_reviews,
    checks_rubric,
    checks_scoring,
)
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.values.problems import Findings, Problem

Rule = Callable[[Definition], Iterator[Problem]]

CHECKS: Final[tuple[Rule, ...]] = (
    *checks_contest.RULES,
    *checks_rubric.RULES,
    *checks_scoring.RULES,
    *checks_prizes.RULES,
    *checks_figures.RULES,
    *checks_measures.RULES,
    *checks_reviews.RULES,
    *checks_calendar.RULES,
)
"""Every rule, in the order in which findings are given."""


def check(definition: Definition) -> Findings:
    """Give everything that is wrong with a definition; empty when it holds together."""
    return tuple(problem for rule in CHECKS for problem in rule(definition))
