"""The prizes of a week in the window: from the quiz office's workbook to the printed minutes, only by clicks and keys.

What must come out is worked out here from the rows themselves, without the program's own counting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.reviews.standing import review_standing
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.pages.contest_page import ContestPage
from judge_desk.ui.pages.found_page import FoundPage
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.awards_stage import AwardsStage
from judge_desk.ui.stages.figures_plan_stage import FiguresPlanStage
from judge_desk.ui.stages.figures_stage import FiguresStage
from judge_desk.ui.stages.home_stage import HomeStage
from judge_desk.ui.stages.papers_stage import PapersStage
from judge_desk.ui.stages.review_stage import ReviewStage
from judge_desk.ui.stages.rules_stage import RulesStage
from judge_desk.ui.widgets.choice_box import ChoiceBox
from judge_desk.ui.widgets.radio_card import RadioCard
from judge_desk.wording.catalogue import open_catalogue
from tests.ui.judge_hands import Key
from tests.ui.office_hands import OfficeHands

WEEK: Final = "giai-tuan-1"
SECRETARY, DECIDER = "Trần Thị Hạnh", "Nguyễn Văn Tâm (Phó Giám đốc)"
REASON: Final = "Họp Ban Tổ chức ngày 09/6/2023"
UNITS: Final = ("Văn phòng UBND tỉnh", "Sở Nội vụ", "Sở Tư pháp", "UBND thành phố Huế", "UBND xã Phú Hải")
FULL: Final = 15
PAPERS: Final = (
    ("Hoàng Thanh Lan", UNITS[0], 15, "3:05", 6),
    ("Võ Thị Tâm", UNITS[1], 15, "3:05", 2),
    ("Phạm Thanh Minh", UNITS[3], 15, "2:40", 9),
    ("Hoàng Hữu Lan", UNITS[4], 15, "2:10", 30),
    ("Lê Quang Phúc", "Ủy ban nhân dân thành phố Huế", 14, "1:30", 4),
    ("Trần Văn An", UNITS[2], 9, "6:00", 4),
    ("Trần Văn An", UNITS[4], 11, "6:10", 7),
    ("Võ Hữu Dũng", UNITS[1], 0, "0:40", 0),
)
"""People of the week: name, unit as the quiz office writes it, right answers, time, guess of how many are all right.

The first two are equal in everything: both guessed two beside the four who had all right.
"""


def _workbook(path: Path, above: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    """Write a workbook as offices do: names of the office and of the table first, then the heads."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for each in (*((line,) for line in above), (), *rows):
        sheet.append(list(each))
    book.save(path)
    return path


def _winners() -> list[str]:
    """Put the best in order: right answers, then the nearest guess, then time; the vote puts Võ Thị Tâm first."""
    right = sum(each[2] == FULL for each in PAPERS)

    def seconds(told: str) -> int:
        return int(told.split(":")[0]) * 60 + int(told.split(":")[1])

    def key(each: tuple[str, str, int, str, int]) -> tuple[int, int, int, bool]:
        return -each[2], abs(each[4] - right), seconds(each[3]), each[0] != "Võ Thị Tâm"

    return [each[0] for each in sorted(PAPERS, key=key)[:3]]


@pytest.fixture
def hands(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OfficeHands]:
    """Sit down before the start page."""
    (tmp_path / "anh").mkdir()
    made = OfficeHands(shell, tmp_path / "anh")
    yield made
    monkeypatch.setattr(ContestPage, "may_leave", lambda page: True)  # what a failed journey left asks no question
    made.leave()


def test_the_prizes_of_a_week_from_the_workbook_to_the_printed_minutes(hands: OfficeHands, tmp_path: Path) -> None:
    folder = tmp_path / "cuoc-thi"
    _found(hands, folder)
    _bring(hands, tmp_path)
    _answer_the_order(hands)
    _vote(hands)
    _lock(hands)
    printed = _print_minutes(hands, tmp_path / "in.pdf")
    minutes = pypdf.PdfReader(next((folder / "documents" / WEEK).glob("*/bien-ban-hop-xet.pdf")))
    assert printed == len(minutes.pages)
    with open_folder(folder, read_only=True) as contest:
        standing = review_standing(contest, WEEK)
    names = {each.subject.code: each.subject.name for each in standing.result.subjects}
    won = [names[row.code] for awards in standing.result.awards for row in awards.rows if row.code is not None]
    assert won == _winners()
    assert standing.locked
    flat = " ".join(" ".join(page.extract_text() for page in minutes.pages).split())
    assert all(each in flat for each in ("BIÊN BẢN", *_winners(), DECIDER.partition(" (")[0]))


def _found(hands: OfficeHands, folder: Path) -> None:
    """Found the contest, say who sits here, and choose the week in the rail."""
    hands.press(hands.window.start.new)
    page = hands.page(FoundPage)
    hands.press(page.sources.buttons["shipped"])
    hands.press(page.list.kinds.buttons["quiz"])
    hands.press(page.list.cards["hue-2023"])
    hands.put(page.folder.edit, str(folder))
    hands.press(page.go)
    home = hands.stage(HomeStage)

    def name(dialog: Reasoned) -> None:
        hands.put(dialog.fields[0], SECRETARY)
        hands.click(dialog.act)

    hands.answer(Reasoned, name, lambda: hands.click(home.who))
    hands.press(hands.contest.rail.rounds[WEEK])
    hands.press(hands.stage(HomeStage).go)  # the next step of the week, not of the whole contest


def _bring(hands: OfficeHands, place: Path) -> None:
    """Take in the list of units, then the week, whose columns are called otherwise."""
    stage = hands.stage(FiguresStage)
    heads = ("STT", "Tên đơn vị", "Số biên chế được giao", "Số người hiện có mặt", "Số người được dự thi")
    listed = [(at + 1, name, 12, 10, 10) for at, name in enumerate(UNITS)]
    units = _workbook(place / "Danh sach don vi.xlsx", ("DANH SÁCH ĐƠN VỊ",), [heads, *listed])
    titles = ("STT", "Họ và tên", "Cơ quan, đơn vị", "Số câu trả lời đúng", "Thời gian thi", "Dự đoán", "Ghi chú")
    rows = [(at + 1, *each, "") for at, each in enumerate(PAPERS)]
    week = _workbook(place / "KQ tuan 1.xlsx", ("TRUNG TÂM CÔNG NGHỆ", "KẾT QUẢ TUẦN 1"), [titles, *rows])
    stage.ask_file = lambda *_: units
    hands.press(stage.take)
    _take(hands, "Sở Nội vụ", "02/6/2023")
    hands.press(hands.stage(FiguresStage).onward)  # to the sheet that is missing
    assert stage.slot is not None
    assert stage.slot.period is not None
    stage.ask_file = lambda *_: week
    hands.press(stage.take)
    plan = hands.stage(FiguresPlanStage)
    assert plan.tabs.shown == "columns"
    for column, title in (("diem", "Số câu trả lời đúng"), ("thoi-gian", "Thời gian thi")):
        assert hands.focus is plan.columns.boxes[column]  # the first that is missing
        _choose(hands, plan.columns.boxes[column], title)
    _take(hands, "Trung tâm Công nghệ thông tin", "08/6/2023")
    hands.press(hands.stage(FiguresStage).onward)


def _choose(hands: OfficeHands, box: ChoiceBox, title: str) -> None:
    """Open a list with an arrow, which chooses nothing yet, and click its line."""
    hands.key(Key.Key_Down)
    view = box.view()
    hands.wait(view.isVisible)
    assert box.currentIndex() == -1
    at = view.visualRect(view.model().index(box.findData(title), 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    hands.return_to_window()
    hands.rest()


def _take(hands: OfficeHands, who: str, day: str) -> None:
    plan = hands.stage(FiguresPlanStage)
    hands.put(plan.form.lines["closed_by"], who)
    hands.put(plan.form.lines["closed_on"], day)
    hands.press(plan.take)


def _answer_the_order(hands: OfficeHands) -> None:
    """Answer by which order equal papers are told apart: one of the answers that are offered; then back."""
    review = hands.stage(ReviewStage)
    hands.press(review.open.go)
    rules = hands.stage(RulesStage)
    points = rules.editor.points
    cards = points.findChildren(RadioCard)
    assert not any(each.isChecked() for each in cards)
    hands.press(next(each for each in cards if "dự đoán gần đúng hơn" in each.text()))
    assert points.form is not None
    hands.decide(points.form, REASON, (DECIDER,))
    hands.press(points.act)
    hands.press(rules.act)


def _vote(hands: OfficeHands) -> None:
    """Put two who are equal in order by a vote."""
    review = hands.stage(ReviewStage)
    question = review.question
    hands.press(question.cards["order"])
    names = {str(each.subject.code): each.subject.name for each in review.table.subjects._all}
    for code, field in question.picks.numbers.items():
        hands.put(field, "1" if names[code] == "Võ Thị Tâm" else "2")
    for name, count in (("in_favour", "5"), ("against", "1"), ("abstained", "0")):
        hands.put(question.votes.fields[name], count)
    hands.decide(question.form, REASON, (DECIDER,))
    hands.press(question.act)
    fourth = next(code for code, name in names.items() if name == "Hoàng Hữu Lan")
    hands.pick(review.table, review.table.subjects.row_of(fourth))
    hands.press(review.tabs.buttons["why"])
    why = [f"{each.text} {each.detail}" for each in review.why.lines.lines]
    assert any(each.startswith("Đứng sau Phạm Thanh Minh (UBND thành phố Huế)") and "26 người" in each for each in why)
    assert any("Đứng thứ 4 trong 8" in each and "Võ Thị Tâm (Sở Nội vụ)" in each for each in why)
    hands.snap("why")
    hands.press(review.tabs.buttons["question"])
    hands.press(review.onward)


def _lock(hands: OfficeHands) -> None:
    awards = hands.stage(AwardsStage)
    hands.decide(awards.release.form, REASON, (DECIDER,))
    hands.press(awards.release.act)
    hands.snap("locked")
    hands.press(awards.papers)


def _print_minutes(hands: OfficeHands, target: Path) -> int:
    """Make every paper, stand on the minutes, print them; give the number of printed pages."""
    stage = hands.stage(PapersStage)
    hands.press(stage.make)
    minutes = open_catalogue("vi").say("paper_title.review_minutes")
    hands.pick(stage.list, next(at for at, each in enumerate(stage.list.texts()) if minutes in each))
    hands.wait(lambda: stage.paper is not None)
    hands.snap("minutes")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    stage.desk.ask_printer = lambda *_: printer
    hands.press(stage.shown.print)
    hands.wait(target.is_file)
    hands.wait(lambda: target.stat().st_size)
    hands.rest()
    return len(pypdf.PdfReader(target).pages)
