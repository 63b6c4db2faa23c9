"""The window in which sheets of figures are looked at, taken in, refused, replaced, and seen row by row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from judge_desk.contest.rulebook.measured import Column, ColumnKind
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import RoundId
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.figures import FiguresView, figures_of
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.models.figure_slots import SlotKey
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.figures_plan_stage import FiguresPlanStage
from judge_desk.ui.stages.figures_stage import FiguresStage
from judge_desk.ui.stages.review_stage import ReviewStage
from judge_desk.ui.stages.stage import Elsewhere
from judge_desk.ui.widgets.figure_grid import FigureGrid
from tests.desks.reviewed_contest import UNITS, WEEK, WEEKS, Reviewed
from tests.desks.small_contest import Small
from tests.ui.comfort_checks import (
    filled,
    foreign,
    small_targets,
    stray_colours,
    texts,
    unnamed,
    unreached,
    without_reason,
)
from tests.ui.cut_words import cut_words
from tests.ui.office import Office

MANY = 25_000
Sit = Callable[..., tuple[Office, FiguresStage, Reviewed]]


@pytest.fixture
def sit(qtbot: QtBot, shell: Shell, tmp_path: Path) -> Sit:
    """Open the stage over a new contest that has the list of units, or nothing at all."""

    def down(size: tuple[int, int] = (1366, 698), roster: bool = True) -> tuple[Office, FiguresStage, Reviewed]:
        contest = Reviewed(tmp_path)
        contest.found()
        if roster:
            contest.bring("don-vi", UNITS)
        at = Office(qtbot, shell, Small(contest.place), size)
        stage = at.go("figures")
        assert isinstance(stage, FiguresStage)
        return at, stage, contest

    return down


def _view(contest: Reviewed) -> FiguresView:
    with open_folder(contest.contest, read_only=True) as folder:
        return figures_of(folder)


def _written(contest: Reviewed, name: str, lines: list[str]) -> Path:
    path = contest.place / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _look(at: Office, stage: FiguresStage, slot: SlotKey, path: Path) -> FiguresPlanStage:
    """Choose a part, then its file."""
    stage.parts.setCurrentIndex(stage.parts.lines.index([line.key for line in stage.parts.lines.lines].index(slot), 0))
    stage.ask_file = lambda *_: path
    stage.take.click()
    at.settle()
    plan = at.page.stage
    assert isinstance(plan, FiguresPlanStage)
    return plan


def _state(plan: FiguresPlanStage, **texts_: str) -> None:
    for name, text in texts_.items():
        plan.form.lines[name].setText(text)


def test_figures_of_a_wrong_period_are_withdrawn_with_a_reason(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    at, stage, contest = sit()
    assert not stage.away.isVisible(), "the list of units is replaced, never withdrawn"
    contest.bring("bai", WEEKS["t1"], "t2")
    at.page.dossier.renew()
    at.settle()
    keys = [line.key for line in stage.parts.lines.lines]
    stage.parts.setCurrentIndex(stage.parts.lines.index(keys.index(SlotKey("bai", "t2")), 0))
    given = [(), ("Trần Văn Chủ", "Nhầm tuần")]
    monkeypatch.setattr(Reasoned, "asked", lambda _: given.pop(0))
    stage.away.trigger()
    at.settle()
    assert stage.slot is not None
    assert stage.slot.in_force is not None, "nothing happens while nobody gave a reason"
    stage.away.trigger()
    at.settle()
    slot = next(each for each in _view(contest).slots if each.period is not None and each.period.id == "t2")
    assert (slot.in_force, len(slot.kept), slot.kept[-1].reason) == (None, 2, "Nhầm tuần")
    assert stage.tabs.shown == "history"
    assert [line.word for line in stage.history.lines.lines] == ["Đã rút", "Bản cũ"]
    assert not stage.away.isVisible()
    assert "Đã rút" in stage.said.text()
    assert cut_words(stage) == []


def test_sheets_come_in_with_their_source_and_are_replaced_with_a_reason(sit: Sit) -> None:
    at, stage, contest = sit(roster=False)
    at.page._asked("review", Elsewhere(RoundId(WEEK)))
    at.settle()
    review = at.page.stage
    assert isinstance(review, ReviewStage)
    review.open.go.click()
    at.settle()
    assert at.page.stage is stage
    assert stage.slot is stage.found.slots[0] if stage.found is not None else False
    assert [line.key for line in stage.parts.lines.lines][:2] == [SlotKey("don-vi"), SlotKey("du-thi")]
    stage.parts.setCurrentIndex(stage.parts.lines.index(1, 0))
    assert not stage.take.isEnabled()
    assert stage.said.text()
    units = _written(contest, "don-vi.csv", ["Tên đơn vị;Khối", *(";".join(each) for each in UNITS)])
    plan = _look(at, stage, SlotKey("don-vi"), units)
    assert (plan.tabs.shown, plan.grid.cells.rowCount()) == ("rows", 4)
    assert not plan.take.isEnabled()
    _state(plan, closed_by="Sở Nội vụ", closed_on="20/8/2024")
    plan.take.click()
    at.settle()
    assert at.page.stage is stage
    assert stage.grid.cells.text(0, 0) == _view(contest).units[0].name or stage.grid.cells.rowCount() == 4
    fewer = _written(contest, "ba.csv", ["Tên đơn vị;Khối", "Sở Một;Ngành", *(";".join(each) for each in UNITS[1:])])
    plan = _look(at, stage, SlotKey("don-vi"), fewer)
    _state(plan, closed_by="Sở Nội vụ", closed_on="21/8/2024")
    assert not plan.take.isEnabled()  # it replaces another: why?
    _state(plan, reason="Ghi nhầm khối")
    plan.take.click()
    at.settle()
    slot = _view(contest).slots[0]
    assert [each.reason for each in slot.kept] == ["", "Ghi nhầm khối"]
    assert len(stage.history.texts()) == 2
    stage.search.setText("huyen")
    assert stage.grid.cells.rowCount() == 1
    blank = contest.place / "trong.xlsx"
    stage.ask_save = lambda *_: blank
    stage.blank.trigger()
    at.settle()
    assert blank.is_file()


def test_a_name_that_the_list_does_not_know_is_given_to_a_unit(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    at, stage, contest = sit()
    heads = "Tên đơn vị;Họ và tên;Điểm;Thời gian"
    week = _written(contest, "tuan.csv", [heads, "Sở Mốt;Nguyễn Văn An;15;5:10", "Sở Hai;Lê Văn Cường;14,5;2:00"])
    plan = _look(at, stage, SlotKey("bai", "t1"), week)
    assert plan.tabs.shown == "units"
    box, act = plan.units.boxes["Sở Mốt"], plan.units.acts["Sở Mốt"]
    assert (box.currentIndex(), act.isEnabled()) == (-1, False)
    assert box.count() == len(UNITS)
    box.setCurrentIndex(box.findText("Sở Một"))
    monkeypatch.setattr(Reasoned, "asked", lambda self: ("Ngô Thư Ký", "Gõ nhầm dấu"))
    act.click()
    at.settle()
    assert plan.plan is not None
    assert not plan.plan.unknown
    assert plan.grid.cells.text(1, 2) == "14,5"
    _state(plan, closed_by="Sở Nội vụ", closed_on="20/8/2024")
    plan.take.click()
    at.settle()
    assert at.page.stage is stage
    bad = _written(contest, "sai.csv", [heads, "Sở Hai;Lê Văn Cường;mười;2:00", "Sở Hai;Trần Thị Bình;99;3:00"])
    plan = _look(at, stage, SlotKey("bai", "t2"), bad)
    assert plan.tabs.shown == "findings"
    assert len(plan.findings.texts()) == 2
    _state(plan, closed_by="Sở Nội vụ", closed_on="20/8/2024")
    assert not plan.take.isEnabled()
    assert not plan.may_leave()
    plan.leave.click()
    at.settle()
    assert at.page.stage is stage
    assert sum(len(each.kept) for each in _view(contest).slots) == 3
    stage.parts.chosen.emit(SlotKey("bai", "t1"))
    stage.away.trigger()
    at.settle()
    gone = next(each for each in _view(contest).slots if each.part.id == "bai")
    assert gone.in_force is None
    assert len(stage.history.texts()) == len(gone.kept) == 2


def test_a_column_that_was_not_found_is_chosen(sit: Sit) -> None:
    at, stage, contest = sit()
    rows = ["Cơ quan;Người;Kết quả;Phút", "Sở Hai;Lê Văn Cường;14;2:00"]
    plan = _look(at, stage, SlotKey("bai", "t1"), _written(contest, "la.csv", rows))
    assert plan.tabs.shown == "columns"
    assert all(box.currentIndex() == -1 for box in plan.columns.boxes.values() if not box.currentText())
    for name, title in (("ten", "Cơ quan"), ("ho-ten", "Người"), ("diem", "Kết quả"), ("thoi-gian", "Phút")):
        box = plan.columns.boxes[name]
        at_ = box.findData(title)
        box.setCurrentIndex(at_)
        box.activated.emit(at_)
        at.settle()
    assert plan.plan is not None
    assert [each.title for each in plan.plan.columns] == ["Cơ quan", "Người", "Kết quả", "Phút"]
    _state(plan, closed_by="Sở Nội vụ", closed_on="20/8/2024")
    assert plan.take.isEnabled()
    plan.form.clear()


def test_a_locked_review_takes_no_other_figures(sit: Sit) -> None:
    at, stage, contest = sit()
    contest.bring("bai", WEEKS["t1"], "t1")
    contest.decide(DecisionKind.FINAL, (WEEK,), review=WEEK)
    at.page.dossier.renew()
    at.settle()
    lines = ["Tên đơn vị;Họ và tên;Điểm;Thời gian", "Sở Hai;Lê Văn Cường;15;2:00"]
    plan = _look(at, stage, SlotKey("bai", "t1"), _written(contest, "khac.csv", lines))
    _state(plan, closed_by="Sở Nội vụ", closed_on="20/8/2024", reason="Tính lại")
    plan.take.click()
    at.settle()
    assert plan.banner.sentence
    assert plan.form.lines["reason"].text() == "Tính lại"
    plan.form.clear()


LOOKS = [
    ((1366, 698), "normal", "vi"),
    ((1280, 640), "normal", "en"),
    ((911, 430), "normal", "vi"),
    ((1366, 698), "largest", "vi"),
]


@pytest.mark.parametrize(("size", "text", "language"), LOOKS)
def test_parts_preview_and_form_fit_and_have_names(sit: Sit, size: tuple[int, int], text: str, language: str) -> None:
    at, stage, contest = sit(size)
    at.shell.look.choose("dark" if language == "en" else "light", text)
    at.shell.words.change(language)
    at.settle()
    faults = _faults(at, stage, language)
    lines = ["Tên đơn vị;Họ và tên;Điểm;Giờ", "Sở Mốt;Nguyễn Văn An;15;5:10", "Sở Hai;Lê Văn Cường;14;2:00"]
    plan = _look(at, stage, SlotKey("bai", "t1"), _written(contest, "tuan.csv", lines))
    for tab in ("units", "columns", "rows", "findings"):
        plan.tabs.turn(tab)
        faults += [f"{tab}: {each}" for each in _faults(at, plan, language)]
    if plan.turn.isVisible():
        plan.turn.click()
        at.settle()
        faults += _faults(at, plan, language)
    assert not faults
    if size == (1366, 698):
        at.window.activateWindow()
        at.qtbot.waitUntil(at.window.isActiveWindow)
        assert not unreached(at.page)


def _faults(at: Office, stage: FiguresStage | FiguresPlanStage, language: str) -> list[str]:
    found = [*cut_words(at.page), *unnamed(stage), *small_targets(stage), *without_reason(stage)]
    found += stray_colours(stage, at.shell.look.tokens)
    names = {each for row in (*UNITS, *WEEKS["t1"]) for each in row}
    said = {each for each in texts(stage) if not any(name in each for name in names)}
    if language == "vi":
        found += foreign(said, language)
    return found + ([] if len(filled(stage)) <= 1 else ["more than one filled button"])


def test_25_000_rows_are_shown_and_searched_without_a_wait(qtbot: QtBot, shell: Shell) -> None:
    grid = FigureGrid(shell.words, shell.look)
    qtbot.addWidget(grid)
    grid.resize(900, 500)
    kinds = (ColumnKind.UNIT, ColumnKind.PERSON, ColumnKind.NUMBER, ColumnKind.TIME)
    columns = tuple(Column(str(kind), str(kind), kind) for kind in kinds)
    names = {f"DV-{at:02d}": f"Sở số {at}" for at in range(40)}
    rows = [(f"DV-{at % 40:02d}", f"Nguyễn Văn {at}", "12.5", "125") for at in range(MANY)]
    grid.cells.show_rows(columns, rows, names)
    grid.show()
    qtbot.waitExposed(grid)
    assert [grid.cells.text(0, at) for at in range(4)] == ["Sở số 0", "Nguyễn Văn 0", "12,5", "2:05"]
    grid.cells.search("so so 7 van 24967")
    assert grid.cells.rowCount() == 1
    assert grid.cells.total == MANY
