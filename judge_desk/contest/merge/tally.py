"""What one judge's line adds up to, for many lines of one rubric: whole numbers until the last division."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from judge_desk.contest.merge.ballots import Line
from judge_desk.contest.rulebook.rubric import Rubric, judged_leaves, worth
from judge_desk.contest.values.numbers import decimals_of


class Tally:
    """Adds up lines of a rubric.

    Attributes:
        decimals: how many decimals a total can need.
    """

    def __init__(self, rubric: Rubric) -> None:
        """Work out what a step of every judged leaf is worth.

        Raises:
            OffStep: a step is worth something without a finite decimal form.
        """
        worths = [worth(rubric, leaf) for leaf in judged_leaves(rubric)]
        self._scale = lcm(*(each.denominator for each in worths))
        self._worths = tuple(int(each * self._scale) for each in worths)
        self.decimals = max((decimals_of(abs(each)) for each in worths), default=0)

    def total(self, line: Line) -> Fraction | None:
        """Give the exact total of a line; None for a recused one and one with a blank: blank is not zero."""
        if line.recused or len(line.marks) != len(self._worths):
            return None
        added = 0
        for steps, each in zip(line.marks, self._worths, strict=True):
            if steps is None:
                return None
            added += steps * each
        return Fraction(added, self._scale)
