"""The columns of a ballot's table: criteria, the look of a mark in each, and the order of codes.

Width and decimals come from the rubric alone, so that the same rubric always gives the same fixed-width table and a
mark has exactly one spelling. Whether a mark lies on its scale is for ``merging`` to say; here it only has to fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import Final

from judge_desk.contest.rulebook.rubric import Criterion, Rubric, judged_leaves
from judge_desk.contest.values.identity import BadCode, CriterionId, EntryCode, parse_code
from judge_desk.contest.values.numbers import OffStep, decimal_text, decimals_of, parse_decimal, to_steps
from judge_desk.contest.values.problems import BadInput

BLANK: Final = "-"
RECUSED: Final = "R"
WHOLE: Final = "*"
"""Stands for the entry as a whole where a remark names a criterion."""

CODE_WIDTH: Final = 7
COUNT_WIDTH: Final = 8
"""Characters of the first and of the last cell of a line: the entry's code, the number of its remarks."""

MOST_DECIMALS: Final = 2
"""What ``numbers.parse_decimal`` reads."""


@lru_cache(maxsize=2**17)
def code_order(code: EntryCode) -> tuple[int, str]:
    """Give the sort key of codes: their number, then their spelling.

    Raises:
        BadInput: not a code, or a wrong check digit.
    """
    try:
        proved = parse_code(code)
    except BadCode as error:
        raise BadInput("ballot.code", entry=code[:20]) from error
    if proved != code:
        raise BadInput("ballot.code", entry=code[:20])
    return int(code.partition("-")[0]), code


@dataclass(frozen=True, slots=True)
class Column:
    """One judged leaf.

    Attributes:
        id: the criterion.
        step: value of one step.
        decimals: how many decimals every mark of this column is written with.
        width: characters of a cell, without the blank that parts it from the one before.
        least, most: the ends of the scale, in steps.
    """

    id: CriterionId
    step: Fraction
    decimals: int
    width: int
    least: int = 0
    most: int = 0


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
    width, scale = max(len(text) for text in (*ends, leaf.id)), (leaf.minimum / leaf.step, leaf.maximum / leaf.step)
    return Column(leaf.id, leaf.step, decimals, width, ceil(scale[0]), floor(scale[1]))


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
