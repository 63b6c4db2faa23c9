"""The record of a draw, and trial marking, which never becomes a ballot or a result."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from judge_desk.contest.merge.conditions import Condition
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.problems import BadInput, NotNow, stops
from judge_desk.desks import calibrating, drawing, lots, mark_sheets
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.drawing import Circumstances
from judge_desk.documents.content import PaperHead
from judge_desk.documents.content_panel import DrawnCode, DrawnSeat, DrawRecordContent
from judge_desk.documents.draw_record import draw_record
from judge_desk.documents.pdf import render_pdf
from judge_desk.exchange.spreadsheets.marks_sheet import read_marks
from judge_desk.stores.contest_file import open_contest
from tests.desks.small_contest import Small
from tests.documents.reading import text_of
from tests.journeys.by_hand import ONE, TWO


def fill(path: Path, marks: tuple[str, ...]) -> None:
    """Type the same marks into every row of a sheet, as a judge does."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    for row in range(8, sheet.max_row + 1):
        for place, mark in enumerate(marks, start=2):
            sheet.cell(row, place).value = mark
    book.save(path)


def test_the_record_of_a_draw_says_seed_load_and_reasons_but_no_code_of_a_blind_round(issued: Small) -> None:
    around = issued.around()
    first = lots.record_of(issued.contest, ONE, around)
    assert first == lots.record_of(issued.contest, ONE, around, 1)
    said = " ".join(text_of(first).split())
    assert "Chuỗi bốc thăm: hạt" in said
    assert "Phạm Văn Ba (ghế 3), cùng đơn vị: bài số 5 trong sổ đăng ký" in said
    assert not [code for code in issued.codes() if code in said]
    history = lots.lots_of(issued.contest, ONE, around)
    assert [(each.number, each.seed, each.entries, each.seats) for each in history.draws] == [(1, "hạt", 11, 5)]
    assert history.issued
    with pytest.raises(BadInput):
        lots.record_of(issued.contest, ONE, around, 2)
    with pytest.raises(NotNow):
        lots.record_of(issued.contest, TWO, around)
    with pytest.raises(BadInput) as seed:
        drawing.assign(issued.contest, ONE, around, "hai\ndòng", Circumstances(("A",), "x"))
    assert seed.value.problem.code == "assign.seed"


def test_a_trial_shows_exactly_how_far_judges_part_and_leaves_no_mark_behind(issued: Small) -> None:
    around, codes = issued.around(), issued.codes()[:2]
    made = calibrating.write_sheets(issued.contest, ONE, codes, issued.place / "thu", around)
    assert [path.name for path in made.files] == [f"cham-thu-1_ghe-{seat}.xlsx" for seat in range(1, 6)]
    for seat, mark in ((1, "30"), (2, "24,5"), (3, "31")):
        fill(made.files[seat - 1], (mark, "10", "9"))
    before = issued.standing().data_code
    trial = calibrating.show_sheets(issued.contest, ONE, made.files[:3], around)
    assert not stops(trial.findings)
    assert [seat for seat, _ in trial.missing] == [4, 5]
    spread = trial.spreads[0].criteria[0][1]
    assert (spread.least, spread.most, spread.distance) == (Fraction(49, 2), Fraction(31), Fraction(13, 2))
    assert spread.mean == Fraction(57, 2)
    total = trial.spreads[0].total
    assert total is not None
    assert total.marks == ((1, Fraction(49)), (2, Fraction(87, 2)), (3, Fraction(50)))
    assert trial.paper is not None
    assert "24,5" in text_of(trial.paper.read_bytes())
    assert issued.standing().data_code == before
    with open_contest(issued.contest, read_only=True) as store:
        line = store.log()[-1]
    assert (line.what, set(line.facts)) == ("trial", {"round", "number", "entries", "seats", "sha256"})


def test_no_score_file_and_no_merge_takes_a_trial_sheet(issued: Small) -> None:
    around = issued.around()
    made = calibrating.write_sheets(issued.contest, ONE, issued.codes()[:3], issued.place / "thu", around)
    fill(made.files[0], ("30", "10", "9"))
    file = issued.open(1)
    taken = mark_sheets.fill(file, made.files[0], issued.around("giam-khao-1"))
    assert "marks.other_round" in [each.code for each in taken.findings]
    refused = issued.merge(made.files[0])
    assert [row.condition for row in refused.plan.rows] == [Condition.UNREADABLE]
    with open_folder(issued.contest, read_only=True) as contest:
        leaves = judged_leaves(contest.round(ONE).rubric)
    assert read_marks(made.files[0], leaves, made.codes).marks, "the sheet itself can be read"


def test_sheets_of_nobody_twice_or_of_nothing_are_named(issued: Small, tmp_path: Path) -> None:
    around, code = issued.around(), issued.codes()[0]
    with pytest.raises(NotNow) as nothing:
        calibrating.show_sheets(issued.contest, ONE, [issued.place / "panel.csv"], around)
    assert nothing.value.problem.code == "trial.nothing_sent"
    made = calibrating.write_sheets(issued.contest, ONE, [code], issued.place / "thu", around)
    fill(made.files[0], ("30", "10", "9"))
    twice = tmp_path / "sao.xlsx"
    twice.write_bytes(made.files[0].read_bytes())
    found = calibrating.show_sheets(issued.contest, ONE, [*made.files[:1], twice, issued.place / "panel.csv"], around)
    assert [each.code for each in found.findings] == ["trial.twice", "trial.whose"]
    assert found.paper is None
    for codes, expected in (([], "trial.entries"), (["999-9"], "decide.bad_code")):
        with pytest.raises(BadInput) as caught:
            calibrating.write_sheets(issued.contest, ONE, codes, issued.place / "khác", around)
        assert caught.value.problem.code == expected


def test_the_record_of_an_open_round_lists_the_codes_and_of_a_second_draw_the_reason() -> None:
    head = PaperHead("UBND", "BAN TỔ CHỨC", "BAN GIÁM KHẢO", "Xã Thử", "Cuộc thi", "Vòng hai", 2024, "thi", 1, "abc")
    content = DrawRecordContent(
        head=head,
        number=2,
        reason="Có khai báo mới",
        stated_time="2024-09-02T10:42:05",
        seed="8 hạt",
        operator="Ngô Thư Ký",
        witnesses=("Nguyễn Văn Chứng", "Lê Thị Kiến"),
        per_entry=3,
        by_field=True,
        entries=1,
        pairs=3,
        seats=(DrawnSeat(1, "Trần Văn Chủ", "Giám đốc", 1, 0),),
        avoided=(),
        codes=(DrawnCode("12", "001-3", "Sáng kiến = SUM(A1)", (1, 2, 3)),),
        blind=False,
        warnings=("Bài số 12 chỉ còn 3 giám khảo.",),
    )
    said = " ".join(text_of(render_pdf(draw_record(content))).split())
    wanted = (
        "lần thứ 2, thay lần trước",
        "Có khai báo mới",
        "001-3",
        "Sáng kiến = SUM(A1)",
        "1, 2, 3",
        "03 giám khảo chấm",
    )
    assert not [each for each in wanted if each not in said]
    assert "Nguyễn Văn Chứng và Lê Thị Kiến" in said
