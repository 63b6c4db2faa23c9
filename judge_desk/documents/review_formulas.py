"""What a spreadsheet can work out of a review: a figure as a whole number over a whole number, rounded once.

Figures are multiplied by the smallest power of ten on which a whole column is whole, so that no binary fraction decides
a half. Where a formula would not meet the program's value, the value stands instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

from judge_desk.contest.values.numbers import round_to
from judge_desk.documents.content_review import Figure, Formula, MeasureColumn, ReviewContent

LARGEST: Final = 10**12
"""Bound of whole numbers in a sheet: a quotient of such numbers is whole where it is, and never seems so elsewhere."""
MOST_ROWS: Final = 5000
"""Of more subjects (a week of a quiz) the sheet has values only: looking each of them up would keep it busy."""
_MOST_DIGITS: Final = 6
Cells = Callable[[int], str]
"""Gives the address of a measure's cell in the row that is written."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A figure of one row: numerator and denominator as formulas, and exactly as the program has them."""

    above: str
    below: str
    total: Fraction
    over: Fraction
    needed: tuple[int, ...]


class Formulas:
    """The formulas of all rows of a review.

    Attributes:
        columns: places of the measures that some row has a formula for.
    """

    def __init__(self, content: ReviewContent) -> None:
        """Find the scale of every column and the columns that formulas make."""
        self._measures = content.measures
        used = {each for measure in content.measures for each in measure.of if measure.formula is not Formula.NONE}
        self._scales = {each: _scale([row.figures[each] for row in content.rows]) for each in used}
        few = len(content.rows) <= MOST_ROWS
        self.columns = tuple(
            place
            for place, measure in enumerate(content.measures)
            if few
            and measure.formula is not Formula.NONE
            and any(self.of(place, row.figures, lambda _: "") for row in content.rows)
        )

    def of(self, place: int, figures: tuple[Figure, ...], cell: Cells) -> str:
        """Give the formula of a measure in a row; empty where the program's value must stand."""
        measure, value = self._measures[place], figures[place].value
        recipe = self._recipe(measure, figures, cell)
        if recipe is None or value is None or not recipe.over or max(abs(recipe.total), recipe.over) >= LARGEST:
            return ""
        made = recipe.total / recipe.over
        if measure.decimals is None:
            return f'=IF(COUNT({_all(recipe, cell)})<{len(recipe.needed)},"",({recipe.above})/({recipe.below}))'
        if made < 0 or round_to(made, measure.decimals) != value:
            return ""
        unit = 10**measure.decimals
        if 2 * recipe.total * unit + recipe.over >= LARGEST * 10:
            return ""
        rounded = f"INT((2*({recipe.above})*{unit}+({recipe.below}))/(2*({recipe.below})))/{unit}"
        return f'=IF(COUNT({_all(recipe, cell)})<{len(recipe.needed)},"",{rounded})'

    def _recipe(self, measure: MeasureColumn, figures: tuple[Figure, ...], cell: Cells) -> Recipe | None:
        present = tuple(each for each in measure.of if figures[each].value is not None)
        if any(self._scales.get(each) is None for each in present) or not present:
            return None
        if measure.formula in (Formula.RATIO, Formula.DISTANCE):
            return self._pair(measure, figures, cell) if len(present) == len(measure.of) == 2 else None
        return self._sum(measure, present, figures, cell)

    def _whole(self, place: int, figures: tuple[Figure, ...], cell: Cells) -> tuple[str, Fraction]:
        """Give the cell of a figure times its scale as a formula, and what the program has there."""
        scale = self._scales[place] or 1
        value = (figures[place].value or Fraction(0)) * scale
        return (f"ROUND({cell(place)}*{scale},0)" if scale > 1 else f"ROUND({cell(place)},0)"), value

    def _pair(self, measure: MeasureColumn, figures: tuple[Figure, ...], cell: Cells) -> Recipe:
        first, second = measure.of
        (one, above), (other, below) = self._whole(first, figures, cell), self._whole(second, figures, cell)
        left, right = self._scales[first] or 1, self._scales[second] or 1
        if measure.formula is Formula.RATIO:
            return Recipe(f"{one}*{right}", f"{other}*{left}", above * right, below * left, measure.of)
        apart = f"ABS({one}*{right}-{other}*{left})"
        return Recipe(apart, str(left * right), abs(above * right - below * left), Fraction(left * right), measure.of)

    def _sum(
        self, measure: MeasureColumn, present: tuple[int, ...], figures: tuple[Figure, ...], cell: Cells
    ) -> Recipe | None:
        factors = dict(zip(measure.of, measure.factors, strict=True))
        shares = {each: factors[each] / (self._scales[each] or 1) for each in present}
        over = lcm(1, *(each.denominator for each in shares.values()))
        texts, total = [], Fraction(0)
        for each, share in shares.items():
            text, value = self._whole(each, figures, cell)
            texts.append(f"{text}*{int(share * over)}")
            total += value * int(share * over)
        return Recipe("+".join(texts), str(over), total, Fraction(over), present)


def _all(recipe: Recipe, cell: Cells) -> str:
    return ",".join(cell(each) for each in recipe.needed)


def _scale(figures: list[Figure]) -> int | None:
    """Give the smallest power of ten on which all figures of a column are whole; None where none up to a million is."""
    denominators = {each.value.denominator for each in figures if each.value is not None}
    scales = (int("1" + "0" * digits) for digits in range(_MOST_DIGITS + 1))
    return next((scale for scale in scales if all(scale % each == 0 for each in denominators)), None)
