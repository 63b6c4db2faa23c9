"""The round in which teams speak, with real files, clicks and keys: order, clock, log, the screen of the hall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from pytestqt.qtbot import QtBot

from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks.rehearsing import Played
from judge_desk.ui.bench import Bench
from judge_desk.ui.dialogs.clock_times import AgreedTimes, CorrectedTime
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.hall_window import AMBER, RED, HallWindow, HallWords, second_screen
from judge_desk.ui.pages.defence_page import DefencePage
from judge_desk.ui.pages.marking_panes import READING
from judge_desk.ui.round_clock import SECOND as NANOSECONDS
from judge_desk.ui.round_clock import ClockAct, Phase, Tone, read_log
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.window import Window
from tests.ui.cut_words import cut_words
from tests.ui.judge_files import SECOND, bench_of, score_file, speaking_file

Asked = TypeVar("Asked", bound=QDialog)
Open = Callable[[Path], DefencePage]
TABLE = '{ rows = [{ over = 30, included = false, points = "0,5" }, { over = 60, included = true, points = 1 }] }'


class Time:
    """A monotonic clock that moves when it is told to."""

    def __init__(self) -> None:
        self.nanoseconds = 5 * NANOSECONDS

    def __call__(self) -> int:
        return self.nanoseconds


@pytest.fixture
def benches() -> Iterator[list[Bench]]:
    """Give the benches of a test, closed after it."""
    made: list[Bench] = []
    yield made
    for bench in made:
        bench.close()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def open_page(qtbot: QtBot, window: Window, time: Time, benches: list[Bench]) -> Iterator[Open]:
    """Give a way to open the page on a score file in the window."""

    def open_(file: Path) -> DefencePage:
        benches.append(bench_of(file))
        window.activateWindow()
        window.open("defence", benches[-1])
        page = window.page
        assert isinstance(page, DefencePage)
        page.clock.monotonic = time
        qtbot.waitUntil(window.isActiveWindow)
        return page

    yield open_
    window.page.close_work()


@pytest.fixture
def page(open_page: Open, played: Played, tmp_path: Path) -> DefencePage:
    """Give the page on a file in which everything is marked."""
    return open_page(score_file(played, tmp_path, SECOND))


def go_by(page: DefencePage, time: Time, seconds: int) -> None:
    """Let time pass, and the page look at its clock."""
    time.nanoseconds += seconds * NANOSECONDS
    page.clock.ticked.emit()


def click(button: QAbstractButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def face(page: DefencePage) -> tuple[str, str]:
    card = page.left_side.card
    return card.face.text(), card.state.text()


def bench_kept(file: Path, name: str) -> str:
    """Read what a file keeps for the window."""
    bench = bench_of(file)
    kept = bench.sitting.kept(name)
    bench.close()
    return kept


def runs(page: DefencePage) -> bool:
    return page.clock.clock.running


def filled(page: DefencePage) -> list[str]:
    """Give the words of the filled buttons that can be seen."""
    kinds = [each for each in page.findChildren(Button) if each.property("kind") == "primary" and each.isVisible()]
    return [each.text().strip() for each in kinds]


def answer(kind: type[Asked], act: Callable[[Asked], None]) -> None:
    """Work on a question of a kind once it is open."""

    def work() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        act(dialog)
        assert not dialog.isVisible()

    QTimer.singleShot(0, work)


def test_teams_stand_in_the_order_of_their_codes_with_the_first_one_open(page: DefencePage) -> None:
    assert page.bench is not None
    codes = [line.code for line in page.bench.sitting.lines()]
    lines = page.left_side.teams.lines.lines
    assert [line.key for line in lines] == codes == sorted(codes)
    assert [line.word for line in lines][:2] == ["Đang thi", "Xong"]
    assert page.code == page.clock.code == codes[0]
    assert face(page) == ("10:00", "chưa bắt đầu")
    assert filled(page) == ["Đội sau"]


def test_the_clock_runs_warns_and_counts_overtime(page: DefencePage, time: Time) -> None:
    card = page.left_side.card
    click(card.go)
    assert card.go.text().strip() == "Tạm dừng"
    for seconds, shown in (
        (1, ("9:59", "đang chạy")), (539, ("1:00", "còn 1 phút")), (15, ("0:45", "còn dưới 1 phút")),
        (45, ("0:00", "hết giờ")), (24, ("+0:24", "quá giờ")),
    ):  # fmt: skip
        go_by(page, time, seconds)
        assert face(page) == shown
    assert card.source.text() == "Biểu điểm không có bảng trừ điểm khi quá giờ."
    click(card.go)
    assert card.go.text().strip() == "Chạy tiếp"
    go_by(page, time, 100)
    assert face(page) == ("+0:24", "quá giờ")
    answer(Question, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    click(card.reset)
    assert face(page) == ("+0:24", "quá giờ")
    answer(Question, lambda dialog: click(dialog.act))
    click(card.reset)
    assert card.go.text().strip() == "Bắt đầu"
    click(card.reset)  # nothing to give up, no question


def test_space_works_the_clock_only_while_its_button_has_the_focus(page: DefencePage) -> None:
    field = page.sheet.form.field_now()
    assert field is not None
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Space)
    assert not runs(page)
    QTest.keyClick(page, Qt.Key.Key_F6)
    assert page.left_side.card.go.hasFocus()
    QTest.keyClick(page.left_side.card.go, Qt.Key.Key_Space)
    assert runs(page)
    QTest.keyClick(page, Qt.Key.Key_F6)
    assert field.hasFocus()


def test_questions_have_a_clock_of_their_own(page: DefencePage, time: Time) -> None:
    card = page.left_side.card
    click(card.go)
    go_by(page, time, 60)
    click(card.phases[Phase.QUESTIONS])
    assert face(page) == ("5:00", "chưa bắt đầu")
    click(card.phases[Phase.TALK])
    assert face(page) == ("9:00", "tạm dừng")


def test_a_correction_needs_a_reason_and_everything_is_in_the_log(page: DefencePage, time: Time) -> None:
    card = page.left_side.card
    click(card.go)
    go_by(page, time, 100)
    click(card.go)

    def correct(dialog: CorrectedTime) -> None:
        QTest.keyClicks(dialog.used, "1:10")
        assert not dialog.act.isEnabled()
        assert dialog.why.text() == "Cần ghi lý do."
        QTest.keyClicks(dialog.reason, "mat dien")
        click(dialog.act)

    answer(CorrectedTime, correct)
    click(card.correct)
    assert face(page) == ("8:50", "tạm dừng")
    answer(Question, lambda dialog: click(dialog.act))
    click(card.reset)
    said = [(line.text, line.detail) for line in page.left_side.log.lines.lines]
    assert said == [
        ("Trình bày: đặt lại về 0:00", ""), ("Trình bày: sửa giờ, đã dùng 1:10", "mat dien"),
        ("Trình bày: tạm dừng, đã dùng 1:40", ""), ("Trình bày: bắt đầu, đã dùng 0:00", ""),
    ]  # fmt: skip


def test_left_questions_change_nothing(page: DefencePage) -> None:
    answer(CorrectedTime, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    click(page.left_side.card.correct)
    assert page.clock.clock.log == ()


def test_times_that_the_rules_leave_open_are_asked_for_and_never_guessed(
    open_page: Open, played: Played, tmp_path: Path, benches: list[Bench], window: Window
) -> None:
    file = speaking_file(played, tmp_path / "mo", decided=False)
    page = open_page(file)
    card = page.left_side.card
    assert face(page) == ("–:––", "chưa thống nhất thời gian")
    assert "chưa quy định" in card.source.text()
    answer(AgreedTimes, lambda dialog: click(dialog.safe))
    click(card.go)
    assert not runs(page)

    def agree(dialog: AgreedTimes) -> None:
        assert [field.text() for field in dialog.fields.values()] == ["", ""]
        QTest.keyClicks(dialog.fields[Phase.TALK], "8")
        assert not dialog.act.isEnabled()
        QTest.keyClicks(dialog.fields[Phase.QUESTIONS], "7:30")
        click(dialog.act)

    answer(AgreedTimes, agree)
    click(card.go)
    assert not runs(page)
    assert card.phases[Phase.TALK].text().strip() == "Trình bày 8 phút"
    assert card.source.text() == "8 phút, do Ban Giám khảo thống nhất."
    assert [line.act for line in page.clock.clock.log] == [ClockAct.LIMIT, ClockAct.LIMIT]
    click(page.sheet.foot.next)
    assert face(page) == ("8:00", "chưa bắt đầu")
    click(card.phases[Phase.QUESTIONS])
    assert face(page) == ("7:30", "chưa bắt đầu")
    page.close_work()
    benches[-1].close()
    assert open_page(file).clock.limit(Phase.QUESTIONS) == 450


def test_the_table_of_the_rubric_says_what_overtime_costs(
    open_page: Open, played: Played, tmp_path: Path, time: Time
) -> None:
    page = open_page(speaking_file(played, tmp_path / "bang", penalty=TABLE))
    source = page.left_side.card.source
    click(page.left_side.card.go)
    for seconds, words in ((620, "chưa bị trừ điểm"), (20, "bị trừ 0,5 điểm"), (20, "bị trừ 1 điểm")):
        go_by(page, time, seconds)
        assert words in source.text()
    assert "giám khảo không trừ" in source.text()


def test_the_next_team_has_its_own_clock_and_its_own_marks(page: DefencePage, time: Time) -> None:
    bench = page.bench
    assert bench is not None
    first, second = [line.code for line in bench.sitting.lines()][:2]
    click(page.left_side.card.go)
    go_by(page, time, 30)
    answer(Question, lambda dialog: click(dialog.safe))
    click(page.sheet.foot.next)
    assert page.code == first
    assert page.clock.reading().running
    answer(Question, lambda dialog: click(dialog.act))
    click(page.sheet.foot.next)
    assert (page.code, face(page)) == (second, ("10:00", "chưa bắt đầu"))
    assert page.clock.log_of(first)[-1].act is ClockAct.PAUSE
    assert "Trình bày 0:30" in page.left_side.teams.lines.lines[0].detail
    leaf = judged_leaves(bench.sitting.round.rubric)[0]
    page.window().activateWindow()  # what a window manager does after a dialog
    QCoreApplication.processEvents()
    page.sheet.form.go(leaf.id)
    field = page.sheet.form.field_now()
    assert field is not None
    QTest.keyClicks(field, "1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bench.sitting.sheet(second).marks[leaf.id] == 1 / leaf.step
    teams = page.left_side.teams
    teams.setFocus()
    teams.setCurrentIndex(teams.lines.index(0))
    QTest.keyClick(teams, Qt.Key.Key_Return)
    assert (page.code, face(page)) == (first, ("9:30", "tạm dừng"))


def test_after_the_last_team_the_way_leads_back(page: DefencePage, window: Window) -> None:
    assert page.bench is not None
    page.show_entry(page.bench.sitting.lines()[-1].code)
    assert page.sheet.foot.next.text().strip() == "Về danh sách"
    click(page.sheet.foot.next)
    assert window.page is not page


def test_a_recused_team_keeps_its_clock(page: DefencePage) -> None:
    bench = page.bench
    assert bench is not None
    code = EntryCode(page.code)
    bench.act(lambda sitting: sitting.recuse(code, "cùng cơ quan"), code)
    assert page.left_side.card.go.isVisible()
    assert "cùng cơ quan" in page.banner.sentence
    click(page.sheet.foot.next)
    assert page.banner.sentence == ""


def test_the_clock_goes_on_while_another_page_is_shown(page: DefencePage, window: Window, time: Time) -> None:
    click(page.left_side.card.go)
    window.open("preferences")
    time.nanoseconds += 90 * NANOSECONDS
    assert page.clock.reading().elapsed == 90
    window.back()
    page.clock.ticked.emit()
    assert face(page) == ("8:30", "đang chạy")


def test_closing_the_window_stops_the_clock_and_says_so_in_the_log(
    played: Played,
    tmp_path: Path,
    window: Window,
    time: Time,
    benches: list[Bench],
    wait_for_work: Callable[[int], None],
) -> None:
    file = score_file(played, tmp_path, SECOND)
    benches.append(bench_of(file))
    window.open("entries", benches[-1])
    window.open("defence", benches[-1])
    page = window.page
    assert isinstance(page, DefencePage)
    page.clock.monotonic = time
    code = page.code
    click(page.left_side.card.go)
    go_by(page, time, 40)
    wait_for_work(5_000)
    assert window.close()
    log = read_log(bench_kept(file, f"clock.{code}"))
    assert [(line.act, line.seconds) for line in log] == [(ClockAct.START, 0), (ClockAct.PAUSE, 40)]


def test_after_a_crash_the_clock_stands_at_its_last_value(
    page: DefencePage, open_page: Open, time: Time, benches: list[Bench]
) -> None:
    assert page.bench is not None
    click(page.sheet.foot.next)
    code = page.code
    click(page.left_side.card.go)
    go_by(page, time, 130)
    page.clock.keep_reading()
    go_by(page, time, 3)
    path = page.bench.sitting.path
    page.bench.close()  # nothing is said to the page: what the file holds is all that is left
    again = open_page(path)
    assert again.code == code
    assert face(again) == ("7:50", "tạm dừng")
    assert again.clock.clock.log[-1].act is ClockAct.RESTORED


def test_a_clock_whose_log_is_not_taken_runs_all_the_same_and_says_so(page: DefencePage, time: Time) -> None:
    assert page.bench is not None
    page.bench.close()
    click(page.left_side.card.go)
    go_by(page, time, 10)
    assert face(page)[0] == "9:50"
    assert page.banner.sentence.startswith("Nhật ký đồng hồ chưa ghi được")


def test_the_hall_shows_the_clock_and_never_a_mark(page: DefencePage, time: Time, qtbot: QtBot) -> None:
    card = page.left_side.card
    click(card.hall)
    qtbot.waitUntil(page.hall.isVisible)
    shown = page.hall.shown
    assert shown.turn == "Lượt 1 trên 6"
    assert (shown.clock, shown.caption, shown.later) == ("10:00", "chưa bắt đầu · 10 phút", "Hỏi và đáp 5 phút")
    click(card.go)
    go_by(page, time, 545)
    assert (page.hall.shown.clock, page.hall.shown.caption) == ("0:55", "còn dưới 1 phút trong 10 phút")
    assert page.hall.shown.tone is Tone.SOON
    assert page.bench is not None
    total = page.sheet.foot.total.text()
    assert total != "–"
    assert not any(total in str(each) for each in asdict(page.hall.shown).values())
    answer(Question, lambda dialog: click(dialog.act))
    click(page.sheet.foot.next)
    assert page.hall.shown.turn == "Lượt 2 trên 6"
    page.hall.activateWindow()
    qtbot.waitUntil(page.hall.isActiveWindow)
    QTest.keyClick(page.hall, Qt.Key.Key_Escape)
    assert not page.hall.isVisible()
    click(card.hall)
    page.close_work()
    assert not page.hall.isVisible()


@pytest.mark.parametrize(("tone", "clock", "colour"), [(Tone.SOON, "1:00", AMBER), (Tone.OVER, "+10:24", RED)])
def test_the_halls_figures_are_large_and_inside_their_column(
    qtbot: QtBot, shell: Shell, tone: Tone, clock: str, colour: str
) -> None:
    hall = HallWindow(shell.look)
    qtbot.addWidget(hall)
    hall.resize(1920, 1080)
    hall.show()
    hall.tell("Hội trường", HallWords(title="Một cửa điện tử " * 20, clock=clock, tone=tone, whole=600, used=540))
    QCoreApplication.processEvents()
    picture = hall.grab().toImage()
    wanted = QColor(colour).rgb()
    rows = [y for y in range(300, 640, 2) if any(picture.pixel(x, y) == wanted for x in range(1120, 1830, 3))]
    assert max(rows) - min(rows) > (150 if tone is Tone.SOON else 110)  # 1.4 cm on a screen of 10 cm: read at 5 m
    assert not any(picture.pixel(x, y) == wanted for x in range(1000, 1110, 3) for y in range(300, 640, 4))


def test_with_one_screen_the_hall_is_a_window(page: DefencePage) -> None:
    assert second_screen(page, QApplication.screens()) is None
    click(page.left_side.card.hall)
    assert page.hall.windowState() == Qt.WindowState.WindowNoState


def test_every_word_is_whole_at_every_size(
    open_page: Open, played: Played, tmp_path: Path, window: Window, shell: Shell
) -> None:
    page = open_page(speaking_file(played, tmp_path / "rong", decided=False))
    for size in ("normal", "largest"):
        shell.look.choose(text_size=size)
        for language in ("vi", "en"):
            shell.words.change(language)
            for room in ((1366, 698), (1280, 640), (911, 430)):
                window.resize(*room)
                QCoreApplication.processEvents()
                if page.panes.narrow:
                    page.panes.turn(READING)
                for name in [name for name, button in page.left_side.tabs.buttons.items() if not button.isHidden()]:
                    page.left_side.tabs.turn(name)
                    QCoreApplication.processEvents()
                    QCoreApplication.processEvents()
                    assert cut_words(page) == [], (size, language, room, name)
