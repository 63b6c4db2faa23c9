"""The workbook of the summary as it is published: the round's own numbers, every ballot's marks, nothing differing."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl

from judge_desk.contest.counting.aggregation import used
from judge_desk.desks.publishing import publish
from tests.desks.small_contest import Small
from tests.documents.office import formulas_in, values_of
from tests.journeys.by_hand import ONE


def _lines(data: bytes, sheet: str, column: str) -> list[list[Any]]:
    place = 1 if column == "B" else 0
    return [row for row in values_of(data)[sheet] if len(row) > 3 and "-" in str(row[place])[2:]]


def test_the_published_workbook_holds_the_round_as_it_was_worked_out(counted: Small) -> None:
    standing = counted.standing()
    made = publish(counted.contest, ONE, None, counted.around(), ("xlsx",), draft=True, only=("summary",))
    assert [paper.file for paper in made.papers if paper.kind == "summary"] == ["bang-tong-hop-diem.xlsx"]
    data = next((counted.contest / "documents").rglob("bang-tong-hop-diem.xlsx")).read_bytes()
    judges = len(standing.manifest.seats)
    rows = {row[1]: row for row in _lines(data, "Bảng tổng hợp", "B")}
    scores = {score.code: score for score in standing.result.scores}
    assert set(rows) == set(scores)
    for code, score in scores.items():
        marks = {mark.seat: float(mark.total) for mark in score.marks}
        given = dict(zip(sorted(seat.seat for seat in standing.manifest.seats), rows[code][2:], strict=False))
        assert {seat: value for seat, value in given.items() if not isinstance(value, str)} == marks
        assert rows[code][2 + judges] == len(used(score))
    lines = _lines(data, "Điểm từng tiêu chí", "A")
    assert len(lines) == sum(len(score.marks) for score in scores.values())
    assert {row[2] for row in lines} == {"khớp"}
    assert {row[3] for row in lines} == {row[4] for row in lines}
    assert {row[1] for row in _lines(data, "Kiểm tra", "A")} == {"khớp"}
    assert formulas_in(data) > 10 * len(rows)
    sheet: Any = openpyxl.load_workbook(BytesIO(data))["Bảng tổng hợp"]
    assert "MẪU MINH HỌA" in sheet.oddHeader.center.text
