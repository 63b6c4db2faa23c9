"""What the window remembers, what it writes down about its own faults, and what it says of time."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from judge_desk.desks.problem_report import report_text, write_report
from judge_desk.ui.application import Faults
from judge_desk.ui.dialogs.keyboard_map import KeyboardMap
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.jobs import Job
from judge_desk.ui.preferences import LANGUAGE, LOOK, OPTIONS, Preferences
from judge_desk.ui.recent import KEY, MOST, Recent, RecentPlace
from judge_desk.ui.shell import Shell
from judge_desk.ui.tidying import Tidying
from judge_desk.ui.widgets.number_field import NumberField
from judge_desk.ui.window import Window
from judge_desk.ui.words import Words

STAMP = "2024-11-22T10:42:05"


def fault() -> BaseException:
    """Make a fault whose message holds what no report may hold."""
    try:
        raise KeyError("Nguyễn Văn An 8,5")
    except KeyError as inner:
        try:
            raise ValueError("bài 042-7: 78,5") from inner
        except ValueError as outer:
            return outer


def test_choices_are_remembered_and_nonsense_is_the_default(tmp_path: Path) -> None:
    first = Preferences(tmp_path)
    first.choose(LANGUAGE, "en")
    assert Preferences(tmp_path).choice(LANGUAGE) == "en"
    (tmp_path / "cua-so.ini").write_text("[General]\nlook=purple\nlanguage=\n", encoding="utf-8")
    again = Preferences(tmp_path)
    assert [again.choice(each) for each in OPTIONS] == [each.default for each in OPTIONS]
    with pytest.raises(ValueError, match="purple"):
        again.choose(LOOK, "purple")


def test_recent_places_are_newest_first_without_doubles_and_not_too_many(tmp_path: Path) -> None:
    recent = Recent(Preferences(tmp_path))
    for number in range(MOST + 3):
        recent.add(RecentPlace("contest", str(tmp_path / str(number)), f"Cuộc thi {number}", STAMP))
    recent.add(RecentPlace("contest", str(tmp_path / "5"), "Cuộc thi 5", STAMP, rehearsal=True))
    read = Recent(Preferences(tmp_path))
    assert read.places == recent.places
    assert [each.title for each in read.places][:2] == ["Cuộc thi 5", "Cuộc thi 8"]
    assert len(read.places) == MOST
    read.drop(tmp_path / "5")
    assert "Cuộc thi 5" not in [each.title for each in Recent(Preferences(tmp_path)).places]


@pytest.mark.parametrize(
    "text", ["{", "[1]", '[{"kind": "x"}]', '[{"kind":"x","folder":"a","title":"b","opened":"2024"}]']
)
def test_a_list_that_is_none_is_taken_as_empty(tmp_path: Path, text: str) -> None:
    preferences = Preferences(tmp_path)
    preferences.remember(KEY, text)
    assert Recent(preferences).places == ()


def test_a_problem_report_says_where_in_the_program_and_nothing_of_the_data(tmp_path: Path) -> None:
    text = report_text(fault(), STAMP)
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_memory.py" in text
    for secret in ("Nguyễn", "8,5", "042-7", str(Path.home()), str(tmp_path)):
        assert secret not in text
    one, other = (write_report(tmp_path, fault(), STAMP) for _ in range(2))
    assert one is not None
    assert other is not None
    assert one != other
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert write_report(tmp_path / "file", fault(), STAMP) is None


class Answering:
    """Clicks the buttons of the questions that come up, one after the other, as a person would."""

    def __init__(self, *acts: bool) -> None:
        """Take what to answer in order: True for the act, False for the safe button; the last answer stays."""
        self.acts = list(acts)
        self.asked: list[str] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._answer)
        self._timer.start(10)

    def _answer(self) -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, Question) and question.isVisible():
            self.asked.append(question.windowTitle())
            act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
            QTest.mouseClick(question.act if act else question.safe, Qt.MouseButton.LeftButton)

    def stop(self) -> None:
        """Answer no more."""
        self._timer.stop()


@pytest.fixture
def answering() -> Iterator[Callable[..., Answering]]:
    """Give what makes a person who answers; the person leaves after the test."""
    people: list[Answering] = []

    def make(*acts: bool) -> Answering:
        people.append(Answering(*acts))
        return people[-1]

    yield make
    for person in people:
        person.stop()


def test_a_fault_is_told_once_in_words_and_written_down(
    qtbot: QtBot, window: Window, shell: Shell, home: Path, answering: Callable[..., Answering]
) -> None:
    asked = answering(False).asked
    faults = Faults(shell, window, home)
    job = shell.jobs.prepare()
    shell.jobs.start(job, lambda report: int("không phải số"))
    qtbot.waitUntil(lambda: bool(asked))
    faults.caught.emit(fault())
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked[0] == "Chương trình gặp tình huống chưa lường trước"
    assert len(list((home / "bao-loi").glob("*.txt"))) == 2


def test_the_safe_answer_of_a_question_has_the_focus_and_is_what_escape_gives(qtbot: QtBot, window: Window) -> None:
    question = Question(window, window.shell.look, "Dừng?", "Phần đã ghi vẫn giữ.", "Dừng", "Để làm tiếp")
    qtbot.addWidget(question)
    question.show()
    qtbot.waitExposed(question)
    assert question.focusWidget() is question.safe
    question.reject()
    assert question.result() == 0


def test_the_window_asks_before_it_stops_work_under_way(
    qtbot: QtBot, window: Window, shell: Shell, answering: Callable[..., Answering]
) -> None:
    person = answering(False, True)
    job: Job = shell.jobs.prepare()
    assert not window.close()
    assert not job.stopping
    assert window.close()
    assert len(person.asked) == 2
    assert job.stopping


def test_the_map_of_keys_lists_this_page_and_every_page(qtbot: QtBot, window: Window, shell: Shell) -> None:
    keys = KeyboardMap(window, shell.words, shell.look, window.page.keys())
    qtbot.addWidget(keys)
    keys.show()
    said = [each.text() for each in keys.findChildren(type(window.start.foot._version))]
    assert {"F1", "Esc  Alt+←", "Enter", "Ở trang này", "Ở mọi trang"} <= set(said)


def test_texts_of_qt_itself_are_said_in_the_language_of_the_window(shell: Shell) -> None:
    assert QCoreApplication.translate("QFileDialog", "Cancel") == "Bỏ"
    shell.words.change("en")
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "Look in:"
    assert QCoreApplication.translate("QFileDialog", "Something else") == "Something else"


def test_times_are_said_as_people_say_them() -> None:
    words = Words("vi")
    assert words.when("2024-11-22T10:42:00", STAMP) == "10:42 hôm nay"
    assert words.when("2024-11-21T16:42:00", STAMP) == "16:42 hôm qua"
    assert words.when("2024-11-12T16:42:00", STAMP) == "12/11/2024"


def test_a_number_field_steps_and_stays_within_its_limits(qtbot: QtBot) -> None:
    field = NumberField(24, 1000)
    qtbot.addWidget(field)
    assert field.value() == 24
    QTest.keyClicks(field, "abc")
    assert field.text() == "24"
    field.setText("7")
    assert field.value() == 24
    field.setText("")
    assert field.value() == 24
    field.set_value(5000)
    assert field.value() == 1000


def test_the_collector_runs_in_the_thread_of_the_window_only() -> None:
    gc.enable()
    tidying = Tidying()
    try:
        assert not gc.isenabled()
        tidying.tidy()
        inner = Tidying()
        inner.stop()
        assert not gc.isenabled()
    finally:
        tidying.stop()
    assert gc.isenabled()
