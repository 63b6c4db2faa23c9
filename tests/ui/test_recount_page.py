"""An inspector recounts a folder in the window: what agrees, what was changed, and a code that is not on the paper."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from judge_desk.desks.papers.inspection_folder import FOLDER
from judge_desk.desks.recount_conclusion import Answer
from judge_desk.desks.rehearsing import Played
from judge_desk.ui.pages.recount_page import RecountPage
from judge_desk.ui.shell import Shell
from judge_desk.ui.window import Window
from tests.ui.comfort_checks import Faults, filled, foreign, small_targets, texts, unnamed, unreached, without_reason
from tests.ui.cut_words import cut_words
from tests.ui.judge_files import FIRST

SIZES = ((911, 430, "en", "largest"), (1366, 698, "vi", "normal"))
WRONG = "1" * 30


@pytest.fixture
def folder(played: Played, tmp_path: Path) -> Path:
    """Give a copy of the inspection folder of the first round, as it comes on a stick."""
    found = next((played.folder / "documents" / FIRST).rglob(FOLDER))
    return Path(shutil.copytree(found, tmp_path / FOLDER))


class Inspector:
    """Sits before the page."""

    def __init__(self, qtbot: QtBot, window: Window, shell: Shell) -> None:
        """Open it from the start page."""
        self.qtbot, self.window, self.shell = qtbot, window, shell
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        self.wait()
        window.start.recount.click()
        page = window.page
        assert isinstance(page, RecountPage)
        self.page = page

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.shell.jobs.running, timeout=30_000)
        self.qtbot.wait(1)

    def drop(self, *paths: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
        how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        self.page.dropEvent(QDropEvent(QPointF(9, 9), *how))
        self.wait()

    def recount(self) -> Answer:
        button = self.page.form.go if self.page.form.go.isVisible() else self.page.report.again
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.wait()
        assert self.page.conclusion is not None
        return self.page.conclusion.answer

    def told(self) -> str:
        return "\n".join(self.page.report.findings.texts())

    def code(self, seat: int, digits: str) -> None:
        self.page.form.more.click()
        row = self.page.form.codes[-1]
        assert not row.round.isVisible() or row.round.currentIndex() == -1
        row.seat.setText(str(seat))
        for number in range(row.round.count()):
            if row.round.itemData(number) == FIRST:
                row.round.setCurrentIndex(number)
        for number, field in enumerate(row.entry.fields):
            QTest.keyClicks(field, digits[5 * number : 5 * number + 5])
        self.qtbot.wait(1)

    def looks_whole(self) -> None:
        faults: Faults = []
        for width, height, language, size in SIZES:
            self.window.resize(width, height)
            self.shell.words.change(language)
            self.shell.look.choose(text_size=size)
            self.qtbot.wait(1)
            said = {each for each in texts(self.page) if FOLDER not in each}
            checks = (cut_words, unnamed, small_targets, without_reason, unreached)
            found = [fault for check in checks for fault in check(self.page)]
            faults += [f"{width} {fault}" for fault in found if FOLDER not in fault]  # a path scrolls in its field
            faults += foreign(said, language)
            assert len(filled(self.page)) == 1
        assert not faults, faults


def change_places(folder: Path) -> str:
    """Give the entry at the second place the first one in the published result; gives its code."""
    (file,) = folder.glob("ket-qua-*.json")
    data = json.loads(file.read_text(encoding="utf-8"))
    second = next(each for each in data["entries"] if each["place"] == 2)
    second["place"] = 1
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return str(second["code"])


def test_an_inspector_recounts_finds_what_was_changed_and_compares_with_paper(
    qtbot: QtBot, window: Window, shell: Shell, folder: Path
) -> None:
    at = Inspector(qtbot, window, shell)
    form = at.page.form
    assert not form.go.isEnabled()
    at.looks_whole()
    at.drop(folder)
    assert form.rules is not None
    assert form.rules.path.name in form.lines["rules"].text(), "what was found is named before it is used"
    assert at.recount() is Answer.SAME
    at.looks_whole()
    assert at.page.outcome is not None
    assert at.page.is_rehearsal, "a trial is never taken for the real thing"
    assert all(each.same for each in at.page.outcome.rounds)

    whole = next(folder.glob("ket-qua-*.json"))
    before = whole.read_bytes()
    code = change_places(folder)
    assert at.recount() is Answer.DIFFERS
    assert at.page.conclusion is not None
    assert at.page.conclusion.differences == 1
    assert code in at.told()
    assert "thứ hạng: công bố 1, tính lại 2" in at.told()
    at.page.report.copy.click()
    assert "thứ hạng: công bố 1, tính lại 2" in QGuiApplication.clipboard().text()
    record = folder.parent / "bien-ban.pdf"
    at.page.ask_save = lambda *_: record
    filled(at.page)[0].click()
    assert record.name in at.page.report.given.text()
    written = " ".join("".join(page.extract_text() for page in pypdf.PdfReader(record).pages).split())
    assert "Không khớp: có 1 chỗ khác." in written
    assert "CHẠY THỬ" in written
    filled(at.page)[0].click()
    assert at.page.banner.isVisible(), "a record that is there is not written over"
    whole.write_bytes(before)

    at.page.report.back.click()
    at.code(2, WRONG)
    at.looks_whole()
    assert at.recount() is Answer.DIFFERS
    assert "11111 11111" in at.told()
    counted = next(each for each in at.page.conclusion.findings if each.code == "recount.paper_differs")
    at.page.report.back.click()
    form.codes[0].drop.click()
    at.code(2, str(counted.facts["counted"]).replace(" ", ""))
    assert at.recount() is Answer.SAME
    assert "đúng là mã của phiếu được tính" in at.told()


def test_what_cannot_be_recounted_is_said_and_nothing_is_chosen_for_the_inspector(
    qtbot: QtBot, window: Window, shell: Shell, folder: Path, tmp_path: Path
) -> None:
    at = Inspector(qtbot, window, shell)
    form = at.page.form
    (rules,) = folder.glob("*.toml")
    other = rules.with_name("khac.toml")
    other.write_bytes(rules.read_bytes().replace(b"version = 1", b"version = 2", 1))
    at.drop(folder)
    assert (form.rules, form.lack, len(form.found)) == (None, "rules", 2)
    empty = tmp_path / "khong-co-gi"
    empty.mkdir()
    ask: Callable[..., Path] = lambda *_: rules  # noqa: E731 - an answer of one word
    form.ask_file = ask
    form.file.choose.click()
    assert form.rules is not None
    form._drop_place(folder)
    at.drop(empty)
    assert form.lack == ""
    QTest.mouseClick(form.go, Qt.MouseButton.LeftButton)
    at.wait()
    assert at.page.notice.isVisible()
    assert "Không có gói bài thi" in at.page.notice.text.text()
    at.looks_whole()
    at.page.notice.act.click()
    assert form.places == (empty,)
    window.open("recount", folder)
    assert form.places == (folder,), "asked for from a contest, it begins anew"
    at.wait()
