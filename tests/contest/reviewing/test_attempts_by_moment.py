"""Which of several attempts was the first: moments are compared as moments, and what is none decides nothing."""

from __future__ import annotations

import pytest

from judge_desk.contest.reviewing.figures import Table, Texts
from judge_desk.contest.reviewing.roster import Roster
from judge_desk.contest.rulebook.measured import ColumnKind, MeasuredPart, Per
from judge_desk.contest.rulebook.reviews import Attempts
from tests.contest.reviewing.small import column, sheet

PART = MeasuredPart(
    "thi",
    "Thi",
    Per.PERSON,
    (column("dv", ColumnKind.UNIT), column("ten", ColumnKind.PERSON), column("diem"), column("luc", ColumnKind.TEXT)),
    "Sở",
)


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("9/6/2023 8:00", "10/6/2023 7:30"),
        ("30/06/2023", "01/07/2023"),
        ("2023-06-09 8:00", "2023-06-09 10:00:01"),
        ("8:05", "10:00"),
        ("23:59 09/06/2023", "0:01 10/06/2023"),
    ],
)
def test_the_first_is_the_earliest_however_it_is_written(early: str, late: str) -> None:
    table = Table(PART, sheet(PART, [("A", "an", "5", early), ("A", "an", "9", late)]), Roster(), Texts())
    for attempts, mark in ((Attempts.FIRST, "5"), (Attempts.LAST, "9")):
        chosen = table.chosen(attempts, "luc", "diem")
        assert [row[2] for rows in chosen.rows.values() for row in rows] == [mark]
        assert not chosen.unsure


@pytest.mark.parametrize(("one", "other"), [("sáng", "chiều"), ("9/6/2023", "8:00"), ("", "8:00"), ("9,5", "10,5")])
def test_what_is_no_moment_is_asked_about(one: str, other: str) -> None:
    table = Table(PART, sheet(PART, [("A", "an", "5", one), ("A", "an", "9", other)]), Roster(), Texts())
    assert table.chosen(Attempts.FIRST, "luc", "diem").unsure
