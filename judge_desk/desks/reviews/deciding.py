"""The council's checklist: many answers in one act, one recorded decision for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.values.decisions import Decision, Votes
from judge_desk.contest.values.problems import Findings
from judge_desk.desks.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Answered:
    """What was recorded: a decision for every answer that was given, and what is still open on the review."""

    decisions: tuple[Decision, ...]
    findings: Findings


def answer_gates(
    folder: Path,
    review_id: str,
    answers: Mapping[tuple[str, str], bool | None],
    reason: str,
    people: tuple[str, ...],
    around: Surroundings,
    votes: Votes | None = None,
) -> Answered:
    """Record what the council says on gates, all of it or nothing.

    Args:
        folder: of the contest.
        review_id: the review.
        answers: by (gate id, subject code); None says nothing on it, and nothing is recorded.
        reason, people, votes: of every one of these decisions.
        around: clock and operator.

    Raises:
        BadInput: no reason, no names, no answer, votes that carry nothing, no such gate or subject, or a gate that
            figures decide.
        NotNow: the review is locked, or a gate is not open to a word of the council for that subject.
    """
    raise NotImplementedError
