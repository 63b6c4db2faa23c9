"""The window of reviews: what is open, the council's checklist, ties, prizes, lock; a rail for each review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from judge_desk.contest.reviewing.outcome import Subject
from judge_desk.contest.values.identity import EntryCode, RoundId
from judge_desk.ui.models.review_rows import FIRST, STATE
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.awards_stage import AwardsStage
from judge_desk.ui.stages.checklist_stage import ChecklistStage
from judge_desk.ui.stages.hall_stage import HallStage
from judge_desk.ui.stages.home_stage import HomeStage
from judge_desk.ui.stages.papers_stage import PapersStage
from judge_desk.ui.stages.review_stage import ASKED, LISTED, SETTLED, ReviewStage
from judge_desk.ui.stages.stage import Elsewhere, Stage
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.subject_table import SubjectTable
from tests.desks.reviewed_contest import FIGURES, UNITS, WEEK, WEEKS, WHOLE, Reviewed, copied
from tests.desks.reviewed_contest import filled as filled_world
from tests.desks.small_contest import PEOPLE, Small
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
GOOD = ("Sở Một", "Sở Hai", "Sở Ba")
Sit = Callable[..., tuple[Office, Reviewed]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    """A contest with every sheet."""
    return filled_world(tmp_path_factory.mktemp("day-du"))


@pytest.fixture
def sit(qtbot: QtBot, shell: Shell, world: Reviewed, tmp_path: Path) -> Sit:
    """Open the window over a copy."""

    def down(size: tuple[int, int] = (1366, 698), order: bool = False) -> tuple[Office, Reviewed]:
        contest = copied(world, tmp_path / "ban-sao")
        if order:
            contest.settle_order()
        return Office(qtbot, shell, Small(contest.place), size), contest

    return down


def _review(at: Office, name: str = WHOLE) -> ReviewStage:
    at.page._asked("review", Elsewhere(RoundId(name)))  # as the home page asks
    at.settle()
    stage = at.page.stage
    assert isinstance(stage, ReviewStage)
    return stage


def _say(form: DecisionForm, reason: str = "Họp Hội đồng") -> None:
    form.reason_field.setText(reason)
    form.people_field.setText("; ".join(PEOPLE))


def _answer_all(at: Office, yes: tuple[str, ...]) -> None:
    """Answer every condition of the council with the keyboard."""
    stage = at.go("checklist")
    assert isinstance(stage, ChecklistStage)
    assert not stage.record.isEnabled()
    stage.grid.setFocus()
    for row in range(stage.grid.answers.rowCount()):
        stage.grid.setCurrentIndex(stage.grid.answers.index(row, 0))
        name = str(stage.grid.answers.headerData(row, Qt.Orientation.Vertical))
        QTest.keyClick(stage.grid, Qt.Key.Key_1 if name in yes else Qt.Key.Key_2)
    _say(stage.form)
    stage.record.click()
    at.settle()


def test_every_review_has_a_rail_and_what_is_open_leads_to_its_answer(sit: Sit) -> None:
    at, contest = sit()
    assert at.page.rail.order == ("rules", "figures", "review", "papers")
    assert list(at.page.rail.rounds) == [WEEK, WHOLE]
    at.page._choose_nth(1)
    at.settle()
    assert at.page.rail.stages["figures"].isChecked()
    home = at.go("home")
    assert isinstance(home, HomeStage)
    assert "rules" in {each.stage for each in home.shown}
    assert home.figures["entries"].number.text() == "2/2"
    home._go()
    at.settle()
    assert at.page._shown != "home"
    stage = _review(at)
    assert stage.open_or_not.currentIndex() == LISTED
    assert "kết hợp thế nào" in stage.open.list.texts()[0]
    stage.open.go.click()
    at.settle()
    assert at.page.rail.stages["rules"].isChecked()
    contest.settle_order()
    at.page.dossier.renew()
    at.settle()
    stage = _review(at)
    stage.open.go.click()
    at.settle()
    assert at.page._shown == "checklist"


def test_the_council_answers_a_tie_is_parted_and_the_result_leaves_the_house(sit: Sit) -> None:
    at, contest = sit(order=True)
    stage = _review(at)
    table = stage.table
    assert [each.id for each in table.subjects.measures] == ["bien-che", "so-nguoi", "diem-tb", "ty-le"]
    failed = table.subjects.row_of(contest.code("Huyện Bốn"))
    assert table.subjects.index(failed, STATE).data() == "Không đạt: Ít nhất một nửa số người dự thi"
    stage._explain_now(contest.code("Huyện Bốn"))
    told = [f"{line.text} {line.detail}" for line in stage.why.lines.lines]
    assert any("TOO_FEW" in each and "0,5" in each for each in told)
    whole, part, _ = {name: figures for name, *figures in FIGURES}["Huyện Bốn"]
    assert any(part in each and whole in each for each in told)
    at.go("checklist")
    _answer_all(at, GOOD)
    assert contest.standing().questions == ()
    stage = _review(at)
    assert stage.open_or_not.currentIndex() == SETTLED
    stage.onward.click()
    at.settle()
    awards = at.page.stage
    assert isinstance(awards, AwardsStage)
    assert [awards.table.prizes.index(row, 2).data() for row in (1, 2)] == [
        f"{name}\n{contest.code(name)}" for name in ("Sở Một", "Sở Ba")
    ]
    awards.release.name.setText("Phó Chủ tịch")
    awards.release.form.reason_field.setText("Đồng ý")
    awards.release.act.click()
    at.settle()
    for step in ("lock", "announce"):
        release = awards.release._release
        assert release is not None
        assert release.next is not None
        assert release.next.name == step
        _say(awards.release.form)
        awards.release.act.click()
        at.settle()
    assert contest.standing().announced is not None
    assert contest.won() == [("nhat", "Sở Một"), ("nhi", "Sở Ba")]
    check = at.go("checklist")
    assert isinstance(check, ChecklistStage)
    assert not check.grid.answers.may_speak(check.grid.answers.index(0, 0))
    _read_in_the_hall(at)
    at.go("awards")
    awards.release.correct.click()
    _say(awards.release.form, "Đính chính số liệu")
    awards.release.act.click()
    at.settle()
    assert not contest.standing().locked
    papers = at.go("papers")
    assert isinstance(papers, PapersStage)
    assert papers.shelf is not None
    papers.hall.click()
    at.settle()
    hall = at.page.stage
    assert isinstance(hall, HallStage)
    assert "chưa khóa" in hall.said.text()
    assert not hall.next.isEnabled()


def _read_in_the_hall(at: Office) -> None:
    """Read the prizes out, last prize first, each with its table and its place there."""
    hall = at.go("hall")
    assert isinstance(hall, HallStage)
    assert not hall.tabs.buttons["defence"].isVisible()
    assert not _faults(at, hall, "vi")
    hall.open.click()
    assert hall.hall.shown.title == "Kết quả"
    shown = []
    while hall.next.isEnabled():
        hall.next.click()
        shown.append((hall.hall.shown.title, hall.hall.shown.phase, hall.hall.shown.turn.rpartition(" · ")[2]))
    assert shown == [("Sở Ba", "Giải Nhì", "Hạng 2"), ("Sở Một", "Giải Nhất", "Hạng 1")]
    hall.hall.close()


def test_equal_people_are_put_in_order_by_a_vote(sit: Sit) -> None:
    at, contest = sit()
    contest.bring(
        "bai", (("Sở Một", "Nguyễn Văn An", "15", "5:10"), ("Sở Hai", "Lê Văn Cường", "15", "5:10")), "t1", "Sửa"
    )
    at.page.dossier.renew()
    at.settle()
    stage = _review(at, WEEK)
    assert stage.open_or_not.currentIndex() == ASKED
    card = stage.question.cards["order"]
    assert not card.isChecked()
    card.click()
    second, first = stage.question.picks.numbers
    stage.question.picks.numbers[first].setText("1")
    stage.question.picks.numbers[second].setText("2")
    for name, count in (("in_favour", "5"), ("against", "1"), ("abstained", "0")):
        stage.question.votes.fields[name].setText(count)
    _say(stage.question.form)
    stage.question.act.click()
    at.settle()
    names = {str(each.subject.code): each.subject.name for each in contest.standing(WEEK).result.subjects}
    assert contest.won(WEEK) == [("nhat", names[first])]
    assert stage.open_or_not.currentIndex() == SETTLED


def test_answers_are_chosen_taken_back_and_kept_until_recorded(sit: Sit) -> None:
    at, contest = sit(order=True)
    at.page._asked("checklist", Elsewhere(RoundId(WHOLE)))
    at.settle()
    stage = at.page.stage
    assert isinstance(stage, ChecklistStage)
    model, grid = stage.grid.answers, stage.grid
    assert model.rowCount() == 3
    index = model.index(0, 0)
    yes, no = grid._delegate.halves(grid.visualRect(index))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=no.topLeft() + (yes.center() - yes.topLeft()))
    assert list(model.drafts.values()) == [False]
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=yes.center())
    assert list(model.drafts.values()) == [True]
    assert not stage.may_leave()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=yes.center())
    assert not model.drafts
    stage.whole_column.trigger()
    assert list(model.drafts.values()) == [True] * 3
    stage.forget.click()
    assert not model.drafts
    stage.waiting.click()
    assert model.rowCount() == 3
    stage.search.setText("so hai")
    assert model.rowCount() == 1
    blank, sheet = contest.place / "phieu.xlsx", contest.place / "phieu.csv"
    stage.ask_save = lambda *_: blank
    stage.blank.trigger()
    at.settle()
    assert blank.is_file()
    sheet.write_text("Mã;Không bị kỷ luật\n" + "".join(f"{contest.code(name)};có\n" for name in GOOD), encoding="utf-8")
    stage.ask_file = lambda *_: sheet
    stage.fill_in.trigger()
    assert stage.form.reason_field.hasFocus() or "lý do" in stage.said.text()
    _say(stage.form)
    stage.fill_in.trigger()
    at.settle()
    assert contest.standing().questions == ()
    people = at.go("panel")
    assert not people.banner.sentence


LOOKS = [
    ((1366, 698), "normal", "vi"),
    ((1280, 640), "normal", "en"),
    ((911, 430), "normal", "vi"),
    ((1366, 698), "largest", "vi"),
]


@pytest.mark.parametrize(("size", "text", "language"), LOOKS)
def test_every_page_of_a_review_fits_and_has_names(sit: Sit, size: tuple[int, int], text: str, language: str) -> None:
    at, contest = sit(size)
    at.shell.look.choose("contrast" if language == "en" else "light", text)
    at.shell.words.change(language)
    faults: list[str] = []
    for settled in (False, True):
        if settled:
            contest.settle_order()
            at.page.dossier.renew()
            at.settle()
        stage = _review(at)
        for tab in ("question", "why", *(("table",) if stage.tabs.buttons["table"].isVisible() else ())):
            stage.tabs.turn(tab)
            stage._explain(contest.code("Sở Hai"))
            at.settle()
            faults += [f"{tab} {each}" for each in _faults(at, stage, language)]
        for name in ("checklist", "awards", "figures", "home"):
            faults += [f"{name} {each}" for each in _faults(at, at.go(name), language)]
    assert not faults
    if size == (1366, 698):
        at.window.activateWindow()
        at.qtbot.waitUntil(at.window.isActiveWindow)
        for name in ("review", "checklist"):
            at.go(name)
            assert not unreached(at.page)


def _faults(at: Office, stage: Stage, language: str) -> list[str]:
    found = [*cut_words(at.page), *unnamed(stage), *small_targets(stage), *without_reason(stage)]
    found += stray_colours(stage, at.shell.look.tokens)
    if language == "vi":
        own = {each for row in (*UNITS, *FIGURES, *WEEKS["t1"]) for each in row}
        found += foreign({each for each in texts(stage) if not any(name in each for name in own)}, language)
    return found + ([] if len(filled(stage)) <= 1 else ["more than one filled button"])


def test_25_000_people_are_shown_sorted_and_searched_without_a_wait(
    qtbot: QtBot, shell: Shell, world: Reviewed
) -> None:
    standing = world.standing(WEEK)
    pattern = standing.result.subjects[0]
    people = tuple(
        replace(pattern, subject=Subject(EntryCode(f"DV-01.{at}"), f"Nguyễn Văn {at}", "Sở Một", "DV-01"))
        for at in range(MANY)
    )
    table = SubjectTable(shell.words, shell.look)
    qtbot.addWidget(table)
    table.resize(900, 500)
    table.show_review(replace(standing, result=replace(standing.result, subjects=people)))
    table.show()
    qtbot.waitExposed(table)
    table.sort_by(FIRST)
    table.subjects.narrow("van 24967", "", ("", ""))
    assert table.subjects.rowCount() == 1
    assert table.subjects.total == MANY
