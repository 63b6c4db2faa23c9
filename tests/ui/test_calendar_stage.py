"""The calendar's stage: a plan without a round opened, its items recorded with the keyboard, printed, written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from judge_desk.contest.register.schedule import ItemState, Scheduled
from judge_desk.desks import founding
from judge_desk.desks.contest_folder import open_folder
from judge_desk.exchange.rulebook.definition_file import shipped
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.calendar_stage import CalendarStage
from judge_desk.ui.stages.home_stage import HomeStage
from judge_desk.ui.stages.rules_stage import RulesStage
from judge_desk.ui.widgets.calendar_form import CalendarForm
from tests.desks.small_contest import Small
from tests.ui.comfort_checks import filled, foreign, small_targets, texts, unnamed, unreached, without_reason
from tests.ui.cut_words import cut_words
from tests.ui.office import Office

PLAN = "soc-trang-2024-tuyen-truyen"
SIZES = ((1366, 698, "normal", "en"), (880, 420, "largest", "vi"))


@pytest.fixture
def office(qtbot: QtBot, shell: Shell, tmp_path: Path) -> Office:
    """Open the province's plan, which is a calendar and no contest."""
    small = Small(tmp_path)
    founding.found(small.contest, PLAN, small.around())
    return Office(qtbot, replace(shell, ask_folder=lambda *_: tmp_path / "giay"), small)


def shown(office: Office) -> CalendarStage:
    stage = office.go("calendar")
    assert isinstance(stage, CalendarStage)
    return stage


def item(stage: CalendarStage, name: str) -> Scheduled:
    assert stage.view is not None
    return next(each for each in stage.view.items if each.id == name)


def choose(stage: CalendarStage, name: str) -> None:
    rows = [line.key for line in stage.list.lines.lines]
    stage.list.setCurrentIndex(stage.list.lines.index(rows.index(name), 0))
    QCoreApplication.processEvents()


def write(form: CalendarForm, **words: str) -> None:
    for name, text in words.items():
        form.fields[name].setText(text)
    QTest.keyClick(form.fields["words"], Qt.Key.Key_Return)


def test_a_plan_without_a_round_opens_at_what_is_late_and_leads_nowhere_else(office: Office) -> None:
    home = office.page.stage
    assert isinstance(home, HomeStage)
    assert home.calendar.text() == "Lịch thực hiện: 21 việc quá hạn."
    assert filled(home) == [home.to_calendar]
    assert [name for name, row in office.page.rail.stages.items() if row.isVisible()] == ["rules"]
    home.to_calendar.click()
    office.settle()
    assert isinstance(office.page.stage, CalendarStage)
    QTest.keyClick(office.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(office.page.stage, CalendarStage)


def test_what_was_done_put_off_dropped_or_taken_up_again_is_recorded(office: Office, tmp_path: Path) -> None:
    stage, form = shown(office), shown(office).pane.form
    choose(stage, "2")
    stage.pane.acts["done"].click()
    assert (form.write.isEnabled(), form.why.text()) == (False, "Ghi đủ các ô.")
    assert filled(stage) == [form.write]
    write(form, day="5/5/2024", count="nhiều", words="Hai buổi")
    office.settle()
    assert "“nhiều” không phải là số" in stage.banner.sentence
    assert form.fields["words"].text() == "Hai buổi"
    choose(stage, "3-1")
    assert (stage.pane.item is not None and stage.pane.item.id, stage.may_leave()) == ("2", False)
    form.ask_file = lambda *_: office.small.contest / "contest.jdesk"
    form.file.click()
    write(form, count="2")
    office.settle()
    assert (item(stage, "2").count, item(stage, "2").acts[0].file) == (2, "contest.jdesk")
    assert "05/05/2024, 2 chương trình, buổi biểu diễn: Hai buổi" in stage.pane.history.text()
    for act, words, state in (
        ("move", {"day": "31/12/2099", "words": "Chờ số liệu"}, ItemState.UNDER_WAY),
        ("drop", {"words": "Gộp vào bài khác"}, ItemState.DROPPED),
        ("reopen", {"words": "Ghi nhầm"}, ItemState.UNDER_WAY),
    ):
        choose(stage, "3-1")
        stage.pane.acts[act].click()
        write(form, **words)
        office.settle()
        assert item(stage, "3-1").state is state
    with open_folder(office.small.contest, read_only=True) as contest:
        assert {line.actor for line in contest.store.log()[1:]} == {"Ngô Thư Ký"}
    stage.lead.choose("Sở Nội vụ")
    stage.search.setText("toa dam")
    assert [line.key for line in stage.list.lines.lines if line.key] == ["8"]
    stage.paper.click()
    office.settle()
    assert stage.made is not None
    assert len(list(stage.made.folder.glob("phieu-nhac-viec-*.pdf"))) > 5
    assert stage.open.isVisible()


def test_the_stage_is_comfortable_with_a_form_open(office: Office) -> None:
    stage = shown(office)
    faults: dict[str, object] = {}
    own = _own_words()
    for *size, text, language in SIZES:
        office.window.resize(*size)
        office.shell.look.choose(text_size=text)
        office.shell.words.change(language)
        for name in ("", "move"):
            if name:
                stage._enter("1-1")
                stage.pane.acts[name].click()
            office.settle()
            QCoreApplication.processEvents()
            found = [*cut_words(office.page), *unnamed(stage), *small_targets(stage), *without_reason(stage)]
            for fault in (*found, *foreign(texts(stage) - own, language)):
                faults.setdefault(str(fault), (size, text, language, name))
            assert len(filled(stage)) == 1
        stage.pane._leave()
        stage._inside = False
        stage._arrange()
    faults.update(dict.fromkeys(map(str, unreached(office.page)), "keyboard"))
    assert not faults, faults


def _own_words() -> set[str]:
    """Give the words of the plan itself, which stand in the plan's language, with whatever is shown in one line."""

    class Anything(set[str]):
        def __rsub__(self, other: set[str]) -> set[str]:
            return {each for each in other if not any(part in each for part in self)}

    lines = shipped(PLAN).decode().splitlines()
    quoted = (part for line in lines for part in line.split('"')[1::2])
    return Anything(part for part in quoted if len(part) > 3)


def test_a_calendar_is_written_in_the_rules(office: Office) -> None:
    stage = office.go("rules")
    assert isinstance(stage, RulesStage)
    stage.editor.tree.choose("calendar.12")
    stage.editor.acts["add"].click()
    node = stage.editor.tree.current
    assert node is not None
    assert node.name == "calendar.viec-20"
    assert {each.where for each in stage.editor.look.findings} == {
        "calendar.viec-20.title", "calendar.viec-20.leads",
    }  # fmt: skip
    assert isinstance(stage.editor.form, QWidget)
