"""Inspector: what a recount comes to as a whole, in one of four answers that do not overlap."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.recounting import Recount

DIFFERENCES: Final = ("recount.differs", "recount.other_lock", "recount.paper_differs")
"""Findings that each name one place in which something published or signed is not what was recounted."""
_ORDER: Final = tuple(Severity)


class Answer(StrEnum):
    """What a recount comes to.

    ``SAME``: every result is the published one. ``DIFFERS``: some place differs. ``DOUBTFUL``: nothing differs, but
    something cannot be believed or is missing. ``NOT_COMPARED``: recounted, with nothing published beside a part.
    """

    SAME = "same"
    DIFFERS = "differs"
    DOUBTFUL = "doubtful"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The answer, how many places differ, how many further findings stop, and all findings, those that stop first."""

    answer: Answer
    differences: int
    doubts: int
    findings: tuple[Problem, ...]


def conclude(found: Recount) -> Conclusion:
    """Say what a recount comes to; a single finding that stops is enough for it not to be the same."""
    stopped = [each for each in found.findings if each.severity is Severity.STOP]
    differences = sum(each.code in DIFFERENCES for each in stopped)
    if differences:
        answer = Answer.DIFFERS
    elif stopped:
        answer = Answer.DOUBTFUL
    elif not found.rounds or not all(each.same for each in found.rounds):
        answer = Answer.NOT_COMPARED
    else:
        answer = Answer.SAME
    ordered = sorted(found.findings, key=lambda each: _ORDER.index(each.severity))
    return Conclusion(answer, differences, len(stopped) - differences, tuple(ordered))
