"""Results of reviews worked out just before: every act opens its contest anew, and most change nothing in a review.

A result is a pure function of rules, figures, scores and decisions; it is given again only for equal ones.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from judge_desk.contest.reviewing.outcome import Evidence, ReviewResult
from judge_desk.contest.reviewing.reviewing import REVIEW_KINDS, review_result
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.values.identity import RoundId

_MOST: Final = 8
"""How many results are kept: a month of weekly prizes and the reviews beside them."""


@dataclass(frozen=True, slots=True)
class _Known:
    definition: Definition
    review: RoundId
    evidence: Evidence
    filled: tuple[ReviewResult, ...]
    result: ReviewResult


_known: Final[deque[_Known]] = deque(maxlen=_MOST)
_lock: Final = Lock()


def result_of(
    definition: Definition, review: RoundId, evidence: Evidence, filled: tuple[ReviewResult, ...]
) -> ReviewResult:
    """Work a review out as :func:`review_result`, or give the result of the very same that was worked out before."""
    mine = tuple(each for each in evidence.decisions if each.round == review and each.kind in REVIEW_KINDS)
    narrow = replace(evidence, decisions=mine)
    with _lock:
        found = next((each for each in _known if _same(each, definition, review, narrow, filled)), None)
        if found is not None:
            _known.remove(found)
            _known.append(found)
            return found.result
    result = review_result(definition, review, narrow, filled)
    with _lock:
        _known.append(_Known(definition, review, narrow, filled, result))
    return result


def _same(
    known: _Known, definition: Definition, review: RoundId, evidence: Evidence, filled: tuple[ReviewResult, ...]
) -> bool:
    """Say whether a result was worked out from the same; those of other reviews are the same only as one object."""
    return (
        known.review == review
        and len(known.filled) == len(filled)
        and all(one is other for one, other in zip(known.filled, filled, strict=True))
        and known.evidence == evidence
        and known.definition == definition
    )
