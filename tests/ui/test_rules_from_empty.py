"""A contest without a programmer: from an empty page to units, a quiz, a review and its prizes, in the window."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from judge_desk.contest.rulebook.reviews import Order, OrderPolicy
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks import founding
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.rules import drafts
from judge_desk.desks.rules.raw import item_name
from judge_desk.desks.surroundings import silent
from judge_desk.exchange.rulebook.definition_file import load_definition
from judge_desk.ui.models.rule_nodes import node_for, nodes_of
from judge_desk.ui.pages.contest_page import ContestPage
from judge_desk.ui.pages.found_page import FoundPage
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.figures_stage import FiguresStage
from judge_desk.ui.stages.rules_stage import RulesStage
from judge_desk.ui.widgets.rule_free_field import FreeField
from judge_desk.ui.window import Window
from tests.ui.comfort_checks import filled, foreign, small_targets, texts, unnamed, without_reason
from tests.ui.cut_words import cut_words

BY_HAND = """
format = 1
id = "thi-trac-nghiem"
version = 2
title = "Hội thi trắc nghiệm"
short_title = "Trắc nghiệm"
plan = "…"

[head]
superior = "…"
organiser = "…"
place = "…"

[[measured]]
id = "so-lieu-1"
title = "Đơn vị"
per = "unit"
roster = true
closed_by = "Văn phòng"
sample = true
columns = [
    { id = "ten", title = "Tên đơn vị", kind = "unit", required = true },
    { id = "so-nguoi", title = "Số người", kind = "whole", least = 0 },
    { id = "khoi", title = "Khối", kind = "text" },
]

[[measured]]
id = "so-lieu-2"
title = "Trắc nghiệm"
per = "person"
closed_by = "Văn phòng"
sample = true
periods = [{ id = "ky-1", title = "Tuần 1" }, { id = "ky-2", title = "Tuần 2" }]
columns = [
    { id = "ten", title = "Đơn vị", kind = "unit", required = true },
    { id = "ai", title = "Họ và tên", kind = "person", required = true },
    { id = "diem", title = "Điểm", kind = "number", least = 0, most = 15 },
]

[[reviews]]
id = "dot-xet-1"
title = "Giải tập thể"
subjects = "unit"
council = "Ban Tổ chức"
sample = true
order = { policy = "in_turn", by = ["so-do-3", "-so-do-1"] }

[[reviews.measures]]
id = "so-do-1"
title = "Số người dự thi"
take = "rows"
part = "so-lieu-2"
periods = ["ky-1", "ky-2"]
over = "persons"
missing = "lacks"

[[reviews.measures]]
id = "tong"
title = "Số người"
take = "column"
part = "so-lieu-1"
column = "so-nguoi"
missing = "lacks"

[[reviews.measures]]
id = "so-do-3"
title = "Tỷ lệ dự thi"
take = "ratio"
of = ["so-do-1", "tong"]

[[reviews.gates]]
id = "dieu-kien-1"
title = "Có số người"
reason = "NO_HEADCOUNT"
test = "above"
measure = "tong"
bound = 0

[[prize_tables]]
id = "bang-giai-1"
title = "Tập thể"
review = "dot-xet-1"
filters = ["meets:dieu-kien-1", "is:khoi:Sở"]
prizes = [{ id = "giai-1", title = "Giải Nhất", count = 1, money = 5_000_000 }]
"""
QUIZ = "hue-2023"
ORDER = "reviews.tap-the.order"


class Writer:
    """A person at the form of the rules: goes to a field, types, presses."""

    def __init__(self, stage: RulesStage) -> None:
        """Sit down at the stage."""
        self.stage, self.editor = stage, stage.editor

    def go(self, node: str) -> None:
        assert self.editor.tree.choose(node), (node, self.editor.tree.names)

    def type(self, key: str, text: str) -> None:
        field = self.editor.form.field(key) if self.editor.form is not None else None
        assert field is not None
        assert field.path == key
        assert field.edit is not None
        field.edit.setFocus()
        field._write(text)
        if hasattr(field.edit, "editingFinished"):
            QTest.keyClick(field.edit, Qt.Key.Key_Return)
        else:
            field._accept()

    def press(self, key: str, *values: str) -> None:
        for value in values:
            field = self.editor.form.field(key) if self.editor.form is not None else None
            assert field is not None
            assert field.path == key
            field.buttons[value].click()

    def wish(self, act: str) -> None:
        found = [each for each in self.stage.findChildren(QPushButton) if each.property("act") == act]
        found[-1].click()

    def add(self) -> None:
        self.editor.acts["add"].click()

    def column(self, sheet: str, number: int, name: str, title: str, kind: str, **more: str) -> None:
        """Add a column to a sheet and write it."""
        self.wish(f"add measured.{sheet}.columns" if number > 1 else f"write measured.{sheet}.columns")
        place = f"measured.{sheet}.columns.cot-{number}"
        self.type(f"{place}.title", title)
        self.press(f"{place}.kind", kind)
        for key, value in more.items():
            self.press(f"{place}.{key}", value) if key == "required" else self.type(f"{place}.{key}", value)
        self.type(f"{place}.id", name)


def sheets(hand: Writer) -> None:
    """Write the roster and the quiz."""
    hand.go("measured")
    hand.wish("write measured")
    hand.go("measured.so-lieu-1")
    hand.type("measured.so-lieu-1.title", "Đơn vị")
    hand.press("measured.so-lieu-1.per", "unit")
    hand.press("measured.so-lieu-1.roster", "yes")
    hand.type("measured.so-lieu-1.closed_by", "Văn phòng")
    hand.press("measured.so-lieu-1.sample", "yes")
    hand.column("so-lieu-1", 1, "ten", "Tên đơn vị", "unit", required="yes")
    hand.column("so-lieu-1", 2, "so-nguoi", "Số người", "whole", least="0")
    hand.column("so-lieu-1", 3, "khoi", "Khối", "text")
    hand.add()
    hand.type("measured.so-lieu-2.title", "Trắc nghiệm")
    hand.press("measured.so-lieu-2.per", "person")
    hand.type("measured.so-lieu-2.closed_by", "Văn phòng")
    hand.press("measured.so-lieu-2.sample", "yes")
    hand.wish("write measured.so-lieu-2.periods")
    hand.type("measured.so-lieu-2.periods.ky-1.title", "Tuần 1")
    hand.wish("add measured.so-lieu-2.periods")
    hand.type("measured.so-lieu-2.periods.ky-2.title", "Tuần 2")
    hand.column("so-lieu-2", 1, "ten", "Đơn vị", "unit", required="yes")
    hand.column("so-lieu-2", 2, "ai", "Họ và tên", "person", required="yes")
    hand.column("so-lieu-2", 3, "diem", "Điểm", "number", least="0", most="15")


def review(hand: Writer) -> None:
    """Write the review: whom, three measures, a condition."""
    hand.go("reviews")
    hand.wish("write reviews")
    at = "reviews.dot-xet-1"
    hand.go(f"{at}.about")
    hand.type(f"{at}.title", "Giải tập thể")
    hand.press(f"{at}.subjects", "unit")
    hand.type(f"{at}.council", "Ban Tổ chức")
    hand.press(f"{at}.sample", "yes")
    hand.go(f"{at}.measures")
    for number, (title, take) in enumerate(
        (("Số người dự thi", "rows"), ("Số người", "column"), ("Tỷ lệ dự thi", "ratio")), start=1
    ):
        hand.add()
        hand.type(f"{at}.measures.so-do-{number}.title", title)
        hand.press(f"{at}.measures.so-do-{number}.take", take)
    hand.press(f"{at}.measures.so-do-3.of", "so-do-2", "so-do-1", "so-do-2", "so-do-2")  # pressed again: out, and last
    hand.go(f"{at}.measures.so-do-1")
    hand.press(f"{at}.measures.so-do-1.part", "so-lieu-2")
    hand.press(f"{at}.measures.so-do-1.periods", "ky-1", "ky-2")
    hand.press(f"{at}.measures.so-do-1.over", "persons")
    hand.press(f"{at}.measures.so-do-1.missing", "lacks")
    hand.go(f"{at}.measures.so-do-2")
    hand.press(f"{at}.measures.so-do-2.part", "so-lieu-1")
    hand.press(f"{at}.measures.so-do-2.column", "so-nguoi")
    hand.press(f"{at}.measures.so-do-2.missing", "lacks")
    hand.go(f"{at}.gates")
    hand.add()
    hand.type(f"{at}.gates.dieu-kien-1.title", "Có số người")
    hand.type(f"{at}.gates.dieu-kien-1.reason", "NO_HEADCOUNT")
    hand.press(f"{at}.gates.dieu-kien-1.test", "above")
    hand.press(f"{at}.gates.dieu-kien-1.measure", "so-do-2")
    hand.type(f"{at}.gates.dieu-kien-1.bound", "0")


def prizes(hand: Writer) -> None:
    """Write the table of the review."""
    hand.go("prize_tables")
    hand.wish("write prize_tables")
    at = "prize_tables.bang-giai-1"
    hand.go(at)
    hand.type(f"{at}.title", "Tập thể")
    hand.press(f"{at}.review", "dot-xet-1")
    hand.press(f"{at}.filters", "meets:dieu-kien-1", "is:khoi:")
    field = hand.editor.form.field(f"{at}.filters") if hand.editor.form is not None else None
    assert isinstance(field, FreeField)
    field.more.setText("Sở")
    QTest.keyClick(field.more, Qt.Key.Key_Return)
    assert field.buttons["is:khoi:Sở"].text() == "Khối là Sở"
    hand.wish(f"write {at}.prizes")
    hand.type(f"{at}.prizes.giai-1.title", "Giải Nhất")
    hand.type(f"{at}.prizes.giai-1.count", "1")
    hand.type(f"{at}.prizes.giai-1.money", "5.000.000")


def test_a_contest_with_a_review_is_written_from_an_empty_page(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    stage = founded_empty(qtbot, window, tmp_path / "moi")
    hand = Writer(stage)
    assert stage.act.text().strip() == "Soạn vòng thi, đợt xét"
    stage.act.click()
    assert stage.editor.tree.current is not None
    assert stage.editor.tree.current.name == "rounds"
    sheets(hand)
    review(hand)
    prizes(hand)
    hand.go("reviews.dot-xet-1.measures.so-do-2")
    hand.type("reviews.dot-xet-1.measures.so-do-2.id", "tong")
    assert stage.editor.tree.current is not None
    assert stage.editor.tree.current.name == "reviews.dot-xet-1.measures.tong"
    at = "reviews.dot-xet-1.order"
    hand.go(at)
    hand.wish(f"write {at}")
    hand.press(f"{at}.policy", "in_turn")
    hand.press(f"{at}.by", "so-do-3", "so-do-1", "so-do-1")
    assert stage.editor.look.findings == ()
    stage.act.click()
    settle(qtbot, window)
    stage.changes.act.click()
    settle(qtbot, window)
    assert stage.act.text().strip() == "Sang Số liệu"
    stage.act.click()
    settle(qtbot, window)
    assert isinstance(window.page, ContestPage)
    assert isinstance(window.page.stage, FiguresStage)
    assert window.page.rail.order == ("rules", "figures", "review", "papers")
    assert all(window.page.rail.stages[name].name.text() for name in window.page.rail.order)
    with open_folder(tmp_path / "moi", read_only=True) as contest:
        written = replace(contest.definition, digest="")
    assert written == replace(load_definition(BY_HAND.encode(), "by-hand.toml"), digest="")


def test_an_offered_answer_is_taken_seen_in_its_fields_and_decided(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    founding.found(tmp_path / "thi", QUIZ, window.shell.around(silent))
    stage = rules_of(qtbot, window, tmp_path / "thi")
    points = stage.editor.points
    points.open_point(ORDER)
    assert points.choices is not None
    assert (points.choices.chosen, len(points.choices.cards)) == (-1, 5)
    assert points.why.text() == "Chưa ghi điều đã quyết định."
    points.choices.cards[0].click()
    assert points.choices.chosen == 0
    assert points.answer is not None
    assert points.answer.isHidden(), "an offered answer needs no fields"
    points.other.click()
    assert not points.answer.isHidden()
    assert points.form is not None
    ways = points.answer.field(f"{ORDER}.by")
    assert ways is not None
    assert [name for name, button in ways.buttons.items() if button.isChecked()] == ["chat-luong", "ty-le"]
    ways.buttons["diem-clip"].click()
    assert points.choices.chosen == -1, "what is no longer an offered answer is not shown as one"
    points.choices.cards[1].click()
    points.form.reason_field.setText("Ban Tổ chức họp")
    points.form.people_field.setText("Đỗ Tổ Chức (Ban Tổ chức)")
    assert points.act.isEnabled()
    points.act.click()
    settle(qtbot, window)
    with open_folder(tmp_path / "thi", read_only=True) as contest:
        assert contest.decisions[-1].kind is DecisionKind.RULE_POINT
        assert contest.definition.reviews[-1].order == Order(OrderPolicy.IN_TURN, ("chat-luong", "ty-le"))


def test_reviews_in_the_rules_are_whole_in_a_large_window_and_a_small_one(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    founding.found(tmp_path / "thi", QUIZ, window.shell.around(silent))
    stage = rules_of(qtbot, window, tmp_path / "thi")
    nodes = ("measured.trac-nghiem", "reviews.tap-the.measures.chat-luong", "reviews.tap-the.gates.trong-20-clip")
    for size, language in (((1366, 698), "vi"), ((911, 430), "en")):
        window.resize(*size)
        window.shell.words.change(language)
        for name in (*nodes, "reviews.tap-the.order", "prize_tables.giai-tap-the", "points"):
            stage.editor.show_key(name)
            if name == "points":
                stage.editor.points.open_point(ORDER)
            qtbot.wait(1)
            found = cut_words(stage) + unnamed(stage) + small_targets(stage) + without_reason(stage)
            assert not found, (size, name)
            assert len(filled(stage)) == 1
            assert language == "en" or not foreign(texts(stage), language)
            if folder := os.environ.get("LOOK_AT"):
                assert window.grab().save(f"{folder}/{language}-{name}.png")


@pytest.mark.parametrize("name", ["hue-2023", "soc-trang-2023", "soc-trang-so-ket-2025"])
def test_every_value_of_the_contests_has_its_place_in_the_form(shell: Shell, name: str) -> None:
    look = drafts.look_over(drafts.open_draft(name))
    nodes = nodes_of(look, shell.words, 0)
    missing = []
    for path in leaves("", look.raw):
        node = node_for(nodes, path)
        groups = node.groups if node is not None else ()
        shown = [f"{each.key}.{key}".strip(".") for each in groups for key in each.names]
        if not any(path == each or path.startswith(f"{each}.") for each in shown):
            missing.append(path)
    assert missing == ["format", "id", "version"]


def leaves(path: str, value: Any) -> Iterator[str]:
    """Give the key path of every value of a file; open points stand where they belong."""
    if isinstance(value, dict):
        for key, each in value.items():
            if (path, key) != ("", "undecided"):
                yield from leaves(f"{path}.{key}".strip("."), each)
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        for number, each in enumerate(value, start=1):
            yield from leaves(f"{path}.{item_name(each, number)}", each)
    else:
        yield path


def founded_empty(qtbot: QtBot, window: Window, folder: Path) -> RulesStage:
    """Found a contest with nothing but its names, and go to its rules."""
    window.open("found")
    page = window.page
    assert isinstance(page, FoundPage)
    page.sources.buttons["empty"].click()
    assert page.why.text() == "Ghi tên gọn, tên cuộc thi và tên ngắn."
    for name, text in (("short", "Trắc nghiệm"), ("title", "Hội thi trắc nghiệm"), ("id", "thi-trac-nghiem")):
        page.fields[name].setText(text)
    page.folder.edit.setText(str(folder))
    page.go.click()
    qtbot.waitUntil(lambda: isinstance(window.page, ContestPage) and bool(window.page.subject), timeout=10_000)
    qtbot.waitUntil(lambda: not window.shell.jobs.running)
    return rules_of(qtbot, window)


def rules_of(qtbot: QtBot, window: Window, folder: Path | None = None) -> RulesStage:
    """Go to the rules of the contest that is open, or of a folder."""
    if folder is not None:
        window.open("contest", folder)
        settle(qtbot, window)
    page = window.page
    assert isinstance(page, ContestPage)
    page.dossier.seat("Ngô Thư Ký")
    page.show_stage("rules", None)
    settle(qtbot, window)
    assert isinstance(page.stage, RulesStage)
    return page.stage


def settle(qtbot: QtBot, window: Window) -> None:
    """Wait until no work is under way, and what it brought is laid out."""
    for _ in range(2):
        qtbot.waitUntil(lambda: not window.shell.jobs.running, timeout=30_000)
        qtbot.wait(1)
