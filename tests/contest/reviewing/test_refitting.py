"""Sheets that were taken in stay readable: what a further version of the rules may do with their parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from judge_desk.contest.reviewing.refitting import left_behind
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.measured import Column, ColumnKind, MeasuredPart, Per, Period
from tests.contest.test_checks_reviews import QUIZ, ROSTER, UNITS, reviewed

BEFORE = reviewed(UNITS)


def sheet(part: MeasuredPart, period: str = "") -> FigureSheet:
    columns = tuple(each.id for each in part.columns)
    return FigureSheet(1, part.id, period, columns, (), "", "", columns, "", "", "", "")  # type: ignore[arg-type]  # no file


@pytest.mark.parametrize(
    ("change", "read"),
    [
        ({}, True),
        ({"title": "Khác", "columns": (*QUIZ.columns, Column("moi", "Mới"))}, True),
        ({"columns": QUIZ.columns[:-1]}, True),
        ({"columns": QUIZ.columns[1:]}, False),
        ({"columns": (*QUIZ.columns, Column("so", "Số hiệu", ColumnKind.KEY))}, False),
        ({"columns": (*QUIZ.columns[:3], replace(QUIZ.columns[3], kind=ColumnKind.NUMBER))}, False),
        ({"per": Per.UNIT}, False),
        ({"periods": (Period("t1", "Tuần một"),)}, True),
        ({"periods": ()}, False),
        ({"id": "khac"}, False),
    ],
)
def test_what_says_whose_row_it_is_stays_and_no_cell_becomes_another_kind(
    change: dict[str, object], read: bool
) -> None:
    parts = (ROSTER, replace(QUIZ, **change))  # type: ignore[arg-type]  # any field
    after = replace(BEFORE, measured=parts)
    kept = sheet(QUIZ, "t1")
    assert left_behind([kept, sheet(ROSTER)], BEFORE, after) == (() if read else (kept,))
