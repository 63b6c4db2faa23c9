"""Plausible marks for a rehearsal without staged trouble: an entry has a quality, a judge a leaning, a leaf chance.

Every number comes from SHA-256 over the seed and a label. Staged ties and disagreements are ``rehearsal_marks``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from judge_desk.contest.identity import CriterionId, EntryId, RoundId
from judge_desk.contest.numbers import to_steps
from judge_desk.contest.rubric import Criterion, Rubric, allows, judged_leaves
from judge_desk.desks.rehearsal_words import draw


def plausible_marks(
    seed: str, rubric: Rubric, round_id: RoundId, judge: str, entry: EntryId
) -> Mapping[CriterionId, int]:
    """Give one judge's marks for one entry, in steps: an entry has a quality, a judge a leaning, a leaf some chance.

    Args:
        seed: of the rehearsal.
        rubric: whose judged leaves are marked; every mark lies on its leaf's scale and bands.
        round_id: of the round.
        judge: the judge's id or seat.
        entry: the register's number.
    """
    quality = 55 + draw(seed, f"{round_id} quality {entry}", 40)
    leaning = draw(seed, f"{round_id} leaning {judge}", 9) - 4
    marks = {}
    for leaf in judged_leaves(rubric):
        chance = draw(seed, f"{round_id} {judge} {entry} {leaf.id}", 13) - 6
        marks[leaf.id] = _nearest(leaf, Fraction(max(0, min(100, quality + leaning + chance)), 100))
    return marks


def _nearest(leaf: Criterion, share: Fraction) -> int:
    """Give the allowed mark, in steps, that lies nearest to a share of the leaf's range; the lower of two."""
    wanted = (leaf.minimum + (leaf.maximum - leaf.minimum) * share) / leaf.step
    first, last = to_steps(leaf.minimum, leaf.step), to_steps(leaf.maximum, leaf.step)
    allowed = [steps for steps in range(first, last + 1) if allows(leaf, steps)]
    return min(allowed, key=lambda steps: (abs(steps - wanted), steps))
