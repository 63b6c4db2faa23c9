"""The stage of the rules: read, decided, written, compared and put in force; and a contest founded in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from judge_desk.contest.rulebook.shape import SHAPES, TOP, Key, Kind
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.rules import drafts, versions
from judge_desk.desks.rules.raw import raw_of, toml_of
from judge_desk.exchange.rulebook.definition_file import read_draft
from judge_desk.ui.models.rule_values import typed_of, value_of
from judge_desk.ui.models.rule_words import DEFAULTS
from judge_desk.ui.pages.contest_page import ContestPage
from judge_desk.ui.pages.found_page import FoundPage
from judge_desk.ui.stages.rules_stage import RulesStage
from judge_desk.ui.window import Window
from tests.architecture.sources import ROOT
from tests.desks.small_contest import Small
from tests.journeys.by_hand import ONE
from tests.ui.comfort_checks import filled, foreign, small_targets, texts, unnamed, without_reason
from tests.ui.cut_words import cut_words
from tests.ui.office import Office

RUBRIC = f"rounds.{ONE}.rubric"
DECIMALS = f"rounds.{ONE}.score.decimals"
POINT = "prize_tables.giai.per_unit"
Opening = Callable[..., Office]


def rules(office: Office) -> RulesStage:
    stage = office.go("rules")
    assert isinstance(stage, RulesStage)
    return stage


def write(stage: RulesStage, key: str, text: str) -> None:
    """Write into a field as a person does: go there, type, press Enter."""
    stage.editor.show_key(key)
    field = stage.editor.form.field(key) if stage.editor.form is not None else None
    assert field is not None
    assert field.edit is not None
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)


def wish(stage: RulesStage, act: str) -> None:
    """Press the button of the form that does an act at a key path."""
    found = [each for each in stage.findChildren(QPushButton) if each.property("act") == act and each.isVisible()]
    QTest.mouseClick(found[-1], Qt.MouseButton.LeftButton)


def test_an_open_point_is_decided_beside_its_question_and_source(office: Opening) -> None:
    desk = office("founded")
    stage = rules(desk)
    assert stage.editor.tree.current is not None
    assert stage.editor.tree.current.name == "points"
    QTest.mouseClick(stage.act, Qt.MouseButton.LeftButton)
    points = stage.editor.points
    assert points.current == POINT
    assert points.answer is not None
    assert points.form is not None
    assert not stage.act.isVisible(), "a second button would take back what is being written"
    assert not points.act.isEnabled()
    assert points.why.text() == "Chưa ghi điều đã quyết định."
    field = points.answer.fields[0]
    assert field.edit is not None
    assert not any(button.isChecked() for button in field.buttons.values())
    QTest.keyClicks(field.edit, "-4")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert points.why.text() == "Điều đã ghi còn chỗ chưa dùng được."
    assert field.line.text() == "-4 không phải là số nguyên."
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "1")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    points.form.reason_field.setText("Ban Tổ chức họp")
    points.form.people_field.setText("Đỗ Tổ Chức (Ban Tổ chức)")
    assert points.act.isEnabled()
    desk.qtbot.wait(1)
    QTest.mouseClick(points.act, Qt.MouseButton.LeftButton)
    desk.settle()
    assert stage.editor.look.open == ()
    assert stage.act.isVisible()
    with open_folder(desk.small.contest, read_only=True) as contest:
        assert contest.rulings == ((POINT, "1"),)


def test_a_criterion_is_written_moved_added_and_taken_back_with_faults_beside_the_fields(office: Opening) -> None:
    desk = office("founded")
    stage = rules(desk)
    editor = stage.editor
    write(stage, f"{RUBRIC}.criteria.2.1.maximum", "25,5")
    assert editor.sum.word == "Tổng 95,5/100: thiếu 4,5 điểm"
    assert stage.act.text().strip() == "Xem 2 chỗ chưa dùng được"
    editor.show_key(f"{RUBRIC}.maximum")
    assert editor.form is not None
    told = editor.form.field(f"{RUBRIC}.maximum")
    assert told is not None
    assert (
        told.line.text() == "Biểu điểm ghi tối đa 100 điểm, nhưng các tiêu chí cộng lại được 95,5. Sửa một trong hai."
    )
    QTest.mouseClick(stage.act, Qt.MouseButton.LeftButton)
    assert len(editor.lines.texts()) == 2
    QTest.keyClick(stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    editor.undo()
    assert editor.draft == (stage.view.stored if stage.view is not None else None)
    editor.tree.choose(f"{RUBRIC}.criteria.2")
    QTest.keyClick(editor.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    names = [name for name in editor.tree.names if name.startswith(f"{RUBRIC}.criteria")]
    assert [name.rpartition("criteria.")[2] for name in names] == ["2", "2.1", "2.2", "1"]
    QTest.mouseClick(editor.acts["add"], Qt.MouseButton.LeftButton)
    assert editor.tree.current is not None
    assert editor.tree.current.criterion == "2.3"
    assert editor.form is not None
    group = editor.form.field(f"{RUBRIC}.criteria.2.3.parent")
    assert group is not None
    assert [name for name, button in group.buttons.items() if button.isChecked()] == ["2"]
    group.buttons["2"].click()
    assert editor.tree.current.groups[0].key == f"{RUBRIC}.criteria.2.3"
    assert not editor.acts["remove"].isHidden()
    QTest.mouseClick(editor.acts["remove"], Qt.MouseButton.LeftButton)
    assert f"{RUBRIC}.criteria.2.3" not in editor.tree.names
    assert editor.look.findings == ()


def test_a_criterion_is_dragged_before_another_and_into_a_group(office: Opening) -> None:
    stage = rules(office("founded"))
    tree = stage.editor.tree

    def drag(name: str, at: str, share: float) -> list[str]:
        tree.choose(f"{RUBRIC}.criteria.{at}")
        index = tree.currentIndex().siblingAtColumn(0)
        tree.choose(f"{RUBRIC}.criteria.{name}")
        place = tree.visualRect(index)
        point = QPointF(place.center().x(), place.top() + share * place.height())
        action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        tree.dropEvent(QDropEvent(point, action, QMimeData(), button, key))
        names = [each for each in tree.names if each.startswith(f"{RUBRIC}.criteria")]
        return [each.rpartition("criteria.")[2] for each in names]

    assert drag("2.2", "2.1", 0.1) == ["1", "2", "2.2", "2.1"]
    assert drag("2.2", "2.1", 0.9) == ["1", "2", "2.1", "2.2"]
    assert drag("2.2", "1", 0.1) == ["2.2", "1", "2", "2.1"]
    assert drag("1", "2", 0.5) == ["2.2", "2", "2.1", "1"]
    assert drag("2", "2.1", 0.5) == ["2.2", "2", "2.1", "1"]
    assert "không thể nằm trong chính nó" in stage.banner.sentence


def test_tables_and_lists_within_the_rules_are_begun_and_taken_out(office: Opening) -> None:
    stage = rules(office("founded"))
    editor = stage.editor
    editor.show_key(f"rounds.{ONE}.ties")
    wish(stage, f"add rounds.{ONE}.ties")
    assert [each.where for each in editor.look.findings] == [f"rounds.{ONE}.ties.3.{name}" for name in ("kind", "ref")]
    wish(stage, f"remove rounds.{ONE}.ties.3")
    editor.show_key(f"rounds.{ONE}.disagreement")
    wish(stage, f"drop rounds.{ONE}.disagreement")
    wish(stage, f"none rounds.{ONE}.disagreement")
    editor.tree.choose("prize_tables.giai")
    QTest.mouseClick(editor.acts["add"], Qt.MouseButton.LeftButton)
    assert editor.tree.current is not None
    assert editor.tree.current.name == "prize_tables.bang-giai-2"
    assert {each.where.rpartition(".")[2] for each in editor.look.findings} >= {"title", "prizes"}
    QTest.mouseClick(editor.acts["remove"], Qt.MouseButton.LeftButton)
    editor.show_key("prize_tables.giai.prizes")
    wish(stage, "down prize_tables.giai.prizes.nhat")
    assert editor.look.findings == ()
    assert editor.look.seen is not None
    assert editor.look.seen.rounds[0].disagreement is None
    assert [each.id for each in editor.look.seen.prize_tables[0].prizes] == ["nhi", "nhat", "ba"]


def test_a_further_version_is_shown_before_it_is_accepted_and_its_draft_outlives_the_window(office: Opening) -> None:
    desk = office("founded")
    write(rules(desk), DECIMALS, "1")
    desk.page.read(desk.small.contest)
    desk.settle()
    stage = rules(desk)
    assert stage.header.sign.word == "Đang soạn, chưa áp dụng"
    QTest.mouseClick(stage.act, Qt.MouseButton.LeftButton)
    desk.settle()
    assert stage.changes.lines.texts() == ["Vòng một · Điểm chính thức · Số chữ số sau dấu phẩy"]
    assert stage.changes.form.isHidden()
    stage.changes.reason.setText("Cho gọn")
    desk.qtbot.wait(1)
    QTest.mouseClick(stage.changes.act, Qt.MouseButton.LeftButton)
    desk.settle()
    assert stage.header.sign.word.startswith("Bản 2 · ")
    stage.editor.tree.choose("versions")
    told = ["Cho gọn", "Vòng một · Điểm chính thức · Số chữ số sau dấu phẩy", "Không ghi lý do."]
    assert stage.editor.lines.texts() == told
    with open_folder(desk.small.contest, read_only=True) as contest:
        assert (contest.round(ONE).score.decimals, contest.stored.version) == (1, 2)


def test_a_draft_that_was_overtaken_stays_and_shows_what_it_would_take_back(office: Opening) -> None:
    desk = office("founded")
    stage = rules(desk)
    write(stage, DECIMALS, "1")
    around = desk.small.around()
    other = versions.next_version(desk.small.contest, drafts.open_draft(str(desk.small.contest)), around)
    versions.amend(desk.small.contest, drafts.put_text(other, "short_title", "Tên mới"), around)
    desk.page.dossier.renew()
    desk.settle()
    assert "đã có bản 2" in stage.banner.sentence
    assert stage.act.text().strip() == "Lưu bản 3…"
    QTest.mouseClick(stage.act, Qt.MouseButton.LeftButton)
    desk.settle()
    assert stage.changes.lines.texts() == ["Tên gọn", "Vòng một · Điểm chính thức · Số chữ số sau dấu phẩy"]


def test_after_a_package_the_rules_are_frozen_and_a_change_needs_reason_and_people(office: Opening) -> None:
    desk = office("issued")
    stage = rules(desk)
    assert "Vòng một" in stage.lock.sentence
    stage.editor.show_key(DECIMALS)
    field = stage.editor.form.field(DECIMALS) if stage.editor.form is not None else None
    assert field is not None
    assert not field.may_edit
    assert all(button.isHidden() for button in stage.editor.acts.values())
    QTest.mouseClick(stage.new if stage.new.isVisible() else stage.act, Qt.MouseButton.LeftButton)
    write(stage, DECIMALS, "1")
    QTest.mouseClick(stage.act, Qt.MouseButton.LeftButton)
    desk.settle()
    assert not stage.changes.act.isEnabled()
    assert len(stage.changes.lines.texts()) == 2
    stage.changes.form.reason_field.setText("Ban Tổ chức họp")
    stage.changes.form.people_field.setText("Trần Văn Chủ (Trưởng ban)")
    desk.qtbot.wait(1)
    QTest.mouseClick(stage.changes.act, Qt.MouseButton.LeftButton)
    desk.settle()
    with open_folder(desk.small.contest, read_only=True) as contest:
        assert (contest.decisions[-1].kind, contest.decisions[-1].people) == (
            DecisionKind.RULES,
            ("Trần Văn Chủ (Trưởng ban)",),
        )
    assert stage.editor.frozen


def test_every_part_of_the_rules_is_whole_in_a_large_window_and_a_small_one(office: Opening) -> None:
    desk = office("founded")
    stage = rules(desk)
    for size, language in (((1366, 698), "vi"), ((911, 430), "vi"), ((911, 430), "en")):
        desk.window.resize(*size)
        desk.shell.words.change(language)
        for name in ("points", f"{RUBRIC}.criteria.2.1", f"rounds.{ONE}.score", "prize_tables.giai"):
            stage.editor.show_key(name)
            desk.qtbot.wait(1)
            found = cut_words(stage) + unnamed(stage) + small_targets(stage) + without_reason(stage)
            assert not found, (size, name)
            assert len(filled(stage)) == 1
            assert language == "en" or not foreign(texts(stage), language)


@pytest.mark.parametrize(
    ("kind", "typed", "value", "raw"),
    [
        (Kind.NUMBER, "0,5", '"0,5"', "0,5"),
        (Kind.NUMBER, "40", "40", 40),
        (Kind.NUMBER, "2/3", '"2/3"', "2/3"),
        (Kind.NUMBER, "nhiều", '"nhiều"', "nhiều"),
        (Kind.MONEY, "10.000.000", "10000000", 10_000_000),
        (Kind.SECONDS, "8:00", "480", 480),
        (Kind.WHOLE, "", None, None),
        (Kind.DAY, "1/7/2025", '"2025-07-01"', "2025-07-01"),
        (Kind.TEXTS, "một\n\n hai  ba ", '["một", "hai ba"]', ["một", "hai ba"]),
        (Kind.TEXT, "hai\ndòng", '"hai dòng"', "hai dòng"),
    ],
)
def test_what_is_typed_becomes_a_value_and_reads_the_same(
    kind: Kind, typed: str, value: str | None, raw: object
) -> None:
    key = Key("x", kind)
    assert value_of(typed, key) == value
    assert value_of(typed_of(raw, key, "vi"), key) == value


def places(table: Any, shape: str) -> Iterator[tuple[Any, str]]:
    """Give every table of a definition with its shape."""
    yield table, shape
    for key in SHAPES[shape]:
        value = table.get(key.name)
        for each in value if isinstance(value, list) else [value]:
            if key.shape and isinstance(each, dict):
                yield from places(each, key.shape)


def test_what_is_said_to_hold_where_nothing_is_written_is_what_the_reader_takes() -> None:
    content = (ROOT / "tests/golden/definitions/good/every-shape.toml").read_bytes()

    def seen(raw: Any) -> object:
        text = "\n".join(f"{name} = {toml_of(value)}" for name, value in raw.items())
        return replace(read_draft(text.encode()).seen or pytest.fail("unread"), digest="")

    for shape, defaults in DEFAULTS.items():
        for name, default in defaults.items():
            raw = raw_of(content)
            table = next(table for table, each in places(raw, TOP) if each == shape)
            table[name] = default
            written = seen(raw)
            del table[name]
            assert seen(raw) == written, (shape, name)


def test_a_contest_is_founded_after_an_earlier_one_with_every_fault_named(
    qtbot: QtBot, window: Window, stations: Callable[[str], Small], tmp_path: Path
) -> None:
    window.open("found")
    page = window.page
    assert isinstance(page, FoundPage)
    assert not any(button.isChecked() for button in page.sources.buttons.values())
    assert (page.go.isEnabled(), page.why.text()) == (False, "Chọn thể lệ.")
    QTest.mouseClick(page.sources.buttons["earlier"], Qt.MouseButton.LeftButton)
    page.file.edit.setText(str(stations("issued").contest))
    page.file.edit.editingFinished.emit()
    assert page.fields["id"].text() == "thi-nho-2"
    assert page.why.text() == "Ghi hai ngày nhận bài, hoặc giữ ngày cũ."
    page.fields["opens"].setText("1/7/2025")
    page.fields["closes"].setText("31/6/2025")
    page.fields["short"].setText("Cuộc thi nhỏ lần hai")
    page.file.edit.editingFinished.emit()
    assert page.fields["short"].text() == "Cuộc thi nhỏ lần hai"
    page.folder.edit.setText(str(tmp_path / "moi"))
    qtbot.wait(1)
    QTest.mouseClick(page.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.faults.texts()))
    assert page.faults.texts() == ["2025-06-31 không phải là một ngày có thật. Ghi ngày/tháng/năm."]
    assert not (tmp_path / "moi").exists()
    page.fields["closes"].setText("31/7/2025")
    qtbot.wait(1)
    QTest.mouseClick(page.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(window.page, ContestPage) and bool(window.page.subject), timeout=10_000)
    qtbot.waitUntil(lambda: not window.shell.jobs.running)
    with open_folder(tmp_path / "moi", read_only=True) as contest:
        assert contest.definition.receipt is not None
        assert (contest.definition.id, contest.definition.receipt.closes) == ("thi-nho-2", "2025-07-31")
