"""The publicity stage: nothing before the announcement, nothing unconfirmed, what is typed stays until it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from judge_desk.desks import publicity
from judge_desk.desks.rehearsing import Played
from judge_desk.desks.surroundings import silent
from judge_desk.ui.pages.contest_page import ContestPage
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.papers_stage import PapersStage
from judge_desk.ui.stages.publicity_stage import PublicityStage
from judge_desk.ui.widgets.publicity_pane import PublicityPane
from judge_desk.ui.window import Window
from tests.desks.announced_contest import LAST, OPERATOR, announce, copied
from tests.ui.comfort_checks import filled, foreign, small_targets, unnamed, unreached, without_reason
from tests.ui.cut_words import cut_words
from tests.ui.judge_hands import Key

Settle = Callable[[], None]


def give_up(window: QWidget) -> None:
    """Drop what a test left typed, so that its window closes without a question."""
    for pane in window.findChildren(PublicityPane):
        pane.forget()


@pytest.fixture
def settle(qtbot: QtBot, shell: Shell) -> Settle:
    """Wait until no work is under way, and what it brought is laid out."""

    def wait() -> None:
        for _ in range(2):
            qtbot.waitUntil(lambda: not shell.jobs.running, timeout=30_000)
            qtbot.wait(1)

    return wait


@pytest.fixture
def page(qtbot: QtBot, shell: Shell, played: Played, settle: Settle, tmp_path: Path) -> tuple[ContestPage, Window]:
    """Open a contest whose last round is locked and not announced."""
    folder = copied(played, tmp_path)
    window = Window(replace(shell, ask_folder=lambda parent, title, start: tmp_path / "usb"))
    qtbot.addWidget(window, before_close_func=give_up)
    window.resize(1366, 698)
    window.show()
    qtbot.waitExposed(window)
    window.open("contest", folder)
    settle()
    made = window.page
    assert isinstance(made, ContestPage)
    made.dossier.seat(OPERATOR)
    settle()
    return made, window


def shown(page: ContestPage, settle: Settle) -> PublicityStage:
    """Go to the stage by the door on the papers."""
    page.show_stage("papers")
    settle()
    papers = page.stage
    assert isinstance(papers, PapersStage)
    papers.doors["publicity"].trigger()
    settle()
    stage = page.stage
    assert isinstance(stage, PublicityStage)
    return stage


def test_from_the_announcement_to_the_written_folder(
    page: tuple[ContestPage, Window], settle: Settle, tmp_path: Path, opened: list[Path]
) -> None:
    contest, _ = page
    stage = shown(contest, settle)
    assert "chưa được công bố" in stage.nothing.text.text()
    assert filled(stage) == [stage.nothing.act]
    announce(contest.dossier.folder, tmp_path)
    contest.dossier.renew()
    settle()
    assert len(stage.list.texts()) == 6
    assert stage.first() is stage.list
    pane = stage.pane
    assert "Đề nghị" in pane.state.text()
    assert filled(stage) == [pane.confirm]
    proposed = pane.paper.toPlainText()
    pane.confirm.click()
    settle()
    assert OPERATOR in pane.state.text()
    assert filled(stage) == [stage.write]
    assert not pane.confirm.isEnabled()
    QTest.keyClick(stage.list, Key.Key_Down)
    settle()
    pane.paper.setPlainText("Chưa xong")
    QTest.keyClick(stage.list, Key.Key_Down)
    settle()
    assert not stage.may_leave()
    QTest.keyClick(stage.list, Key.Key_Up)
    settle()
    assert pane.paper.toPlainText() == "Chưa xong", "what is typed stays until it is confirmed"
    pictures = [each.text() for each in pane._menu.actions()]
    Image.new("RGB", (64, 48), "green").save(tmp_path / "anh.png")
    stage.ask_file = lambda parent, title, kinds: tmp_path / "anh.png"
    next(each for each in pane._menu.actions() if each.text() == "Tệp ảnh khác…").trigger()
    settle()
    assert pane.winner is not None
    assert pane.winner.picture is not None
    assert pane.paper.toPlainText() == "Chưa xong", "a picture takes no words away"
    assert any(each.startswith("Ảnh của bài") for each in pictures)
    stage.ask_file = lambda parent, title, kinds: tmp_path / "mat.png"
    next(each for each in pane._menu.actions() if each.text() == "Tệp ảnh khác…").trigger()
    settle()
    assert "mat.png" in stage.banner.sentence
    pane.leave_out.click()
    settle()
    assert "Không đưa vào" in stage.list.lines.lines[1].detail
    assert [each.is_out for each in publicity.look(stage.dossier.folder, LAST, stage.dossier.around(silent)).list][1]
    stage.write.click()
    settle()
    assert stage.written is not None
    assert stage.written.winners == 5
    text = "".join(each.read_text("utf-8") for each in stage.written.folder.glob("*.html"))
    assert proposed.partition(".")[0] in text
    assert "Chưa xong" not in text
    stage.open.click()
    assert opened == [stage.written.index]
    assert "4 bài chưa có lời giới thiệu" in stage.said.text()


@pytest.mark.parametrize(
    ("size", "text", "language"),
    [((1366, 698), "normal", "en"), ((911, 430), "largest", "vi"), ((880, 420), "normal", "vi")],
)
def test_words_are_whole_and_everything_has_a_name_and_a_reason(
    page: tuple[ContestPage, Window], shell: Shell, settle: Settle, tmp_path: Path, size: tuple[int, int], text: str,
    language: str,
) -> None:  # fmt: skip
    contest, window = page
    announce(contest.dossier.folder, tmp_path)
    window.resize(*size)
    shell.look.choose(text_size=text)
    shell.words.change(language)
    stage = shown(contest, settle)
    for _ in range(2):
        assert not list(cut_words(contest))
        assert len(filled(stage)) <= 1
        assert not [*unnamed(stage), *small_targets(stage), *without_reason(stage)]
        assert not list(foreign({stage.said.text(), stage.pane.state.text()}, language))
        assert not unreached(contest)
        if not stage.turn.isVisible():
            break
        stage.turn.click()
        settle()
    contest._turn("so-khao")
    settle()
    contest.show_stage("publicity")
    settle()
    assert stage.nothing.isVisible(), "the first round was not announced"
    shell.words.change("vi" if language == "en" else "en")
    assert not list(foreign({stage.nothing.text.text()}, shell.words.language))
    assert LAST not in contest.stage.round
    assert stage.winners is None
