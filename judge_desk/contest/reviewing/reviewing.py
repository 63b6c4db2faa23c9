"""A review worked out: definition and evidence in, everything computed out.

Nothing here is stored or official by itself. All is worked out as far as the rules go, and ``questions`` lists what
stops it from being official: sheets and figures that are not there, points that the rules leave open, words that the
council has not spoken, ties. While anything but a tie is open, no prize is given: it could go to somebody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from judge_desk.contest.reviewing.outcome import Evidence, ReviewResult
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.values.identity import RoundId


def review_result(
    definition: Definition, review_id: RoundId, evidence: Evidence, filled: Sequence[ReviewResult] = ()
) -> ReviewResult:
    """Work out a review.

    ``definition`` has the rulings already set in. ``filled``: results of the reviews that it stands on
    (:func:`judge_desk.contest.reviewing.reach.all_behind`), for ``not_in:<table>``.

    Raises:
        KeyError: the definition has no such review.
    """
    raise NotImplementedError


def every_review(definition: Definition, evidence: Evidence) -> Mapping[RoundId, ReviewResult]:
    """Work out every review in the order of the rules, each on the results of those before it."""
    found: dict[RoundId, ReviewResult] = {}
    for review in definition.reviews:
        found[review.id] = review_result(definition, review.id, evidence, tuple(found.values()))
    return found
