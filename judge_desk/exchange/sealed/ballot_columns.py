"""The columns of a ballot's table: which criteria a judge marks, and how a mark looks in each column.

Width and decimals come from the rubric alone, so that the same rubric always gives the same fixed-width table and a
mark has exactly one spelling. Whether a mark lies on its scale is for ``merging`` to say; here it only has to fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from judge_desk.contest.rulebook.rubric import Criterion, Rubric, judged_leaves
from judge_desk.contest.values.identity import CriterionId
from judge_desk.contest.values.numbers import OffStep, decimal_text, decimals_of, parse_decimal, to_steps
from judge_desk.contest.values.problems import BadInput

BLANK: Final = "-"
RECUSED: Final = "R"
WHOLE: Final = "*"
"""Stands for the entry as a whole where a remark names a criterion."""

MOST_DECIMALS: Final = 2
"""What ``numbers.parse_decimal`` reads."""


@dataclass(frozen=True, slots=True)
class Column:
    """One judged leaf.

    Attributes:
        id: the criterion.
        step: value of one step.
        decimals: how many decimals every mark of this column is written with.
        width: characters of a cell, without the blank that parts it from the one before.
    """

    id: CriterionId
    step: Fraction
    decimals: int
    width: int


Columns = tuple[Column, ...]


def columns_of(rubric: Rubric) -> Columns:
    """Make the columns of a rubric: its judged leaves in order.

    Raises:
        BadInput: no leaf is judged, a name cannot head a column, or a step has no finite decimal form.
    """
    columns = tuple(_column(leaf) for leaf in judged_leaves(rubric))
    ids = [column.id for column in columns]
    if not columns or len(set(ids)) != len(ids):
        raise BadInput("ballot.columns", criterion=" ".join(ids))
    return columns


def _column(leaf: Criterion) -> Column:
    reserved = {BLANK, RECUSED, WHOLE}
    if not leaf.id.isascii() or not leaf.id.isprintable() or not leaf.id or " " in leaf.id or leaf.id in reserved:
        raise BadInput("ballot.columns", criterion=leaf.id)
    try:
        decimals = decimals_of(leaf.step)
        ends = [decimal_text(end, decimals, ",") for end in (leaf.minimum, leaf.maximum)]
    except OffStep as error:
        raise BadInput("ballot.columns", criterion=leaf.id) from error
    if decimals > MOST_DECIMALS:
        raise BadInput("ballot.columns", criterion=leaf.id)
    return Column(leaf.id, leaf.step, decimals, max(len(text) for text in (*ends, leaf.id)))


def cell_of(column: Column, steps: int) -> str:
    """Write a mark, right-aligned in its column, with a decimal comma.

    Raises:
        BadInput: the mark is too long for its column, hence far off the scale.
    """
    text = decimal_text(steps * column.step, column.decimals, ",").rjust(column.width)
    if len(text) > column.width:
        raise BadInput("ballot.mark", criterion=column.id, mark=text)
    return text


def steps_of(column: Column, cell: str) -> int:
    """Read a cell that :func:`cell_of` wrote; every other spelling is refused.

    Raises:
        ValueError: not the one spelling of a whole number of steps.
    """
    steps = to_steps(parse_decimal(cell), column.step)
    if cell_of(column, steps) != cell:
        raise ValueError(cell)
    return steps
