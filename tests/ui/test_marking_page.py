"""Marking with real keys and clicks on real score files: what is typed is on disk, and nothing else looks like it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from judge_desk.bootstrap import surroundings
from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.desks.marking import EntryState, Sitting
from judge_desk.desks.rehearsing import Played
from judge_desk.ui.bench import Bench
from judge_desk.ui.dialogs.mark_history import MarkHistory
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.dialogs.recusal import Recusal
from judge_desk.ui.marking_aim import MarkingAim
from judge_desk.ui.pages.marking_page import MarkingPage
from judge_desk.ui.pages.marking_panes import MARKING, READING
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.criterion_row import CriterionRow
from judge_desk.ui.widgets.mark_field import MarkField
from judge_desk.ui.window import Window
from tests.stores.small_disk import small_disk
from tests.ui.cut_words import cut_words
from tests.ui.judge_files import score_file
from tests.ui.marking_works import bench_at, empty_work

Key, Chord = Qt.Key, Qt.KeyboardModifier
WHOLE = ("24", "11,5", "12", "8.5", "9", "7", "4,5")
Open = Callable[..., MarkingPage]


@pytest.fixture
def benches() -> Iterator[list[Bench]]:
    """Give the benches of a test, closed after it."""
    made: list[Bench] = []
    yield made
    for bench in made:
        bench.close()


@pytest.fixture
def open_page(qtbot: QtBot, window: Window, benches: list[Bench]) -> Open:
    """Give a way to open the page on a score file in the window."""

    def open_(file: Path, number: int | None = 0, criterion: str = "") -> MarkingPage:
        benches.append(bench_at(file))
        code = None if number is None else benches[-1].sitting.lines()[number].code
        window.activateWindow()
        window.open("marking", MarkingAim(benches[-1], code, CriterionId(criterion) if criterion else None))
        qtbot.waitUntil(window.isActiveWindow)
        QCoreApplication.processEvents()
        page = window.page
        assert isinstance(page, MarkingPage)
        page.first().setFocus()
        return page

    return open_


@pytest.fixture(scope="module")
def blank(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a score file without a mark, to be copied."""
    return empty_work(played, tmp_path_factory.mktemp("trang"))


@pytest.fixture
def work(blank: Path, tmp_path: Path) -> Path:
    """Give a score file without a mark."""
    return Path(shutil.copy(blank, tmp_path))


@pytest.fixture
def page(open_page: Open, work: Path) -> MarkingPage:
    """Give the page at the first entry of a score file without a mark."""
    return open_page(work)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def key(which: Qt.Key, chord: Qt.KeyboardModifier = Chord.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focus(), which, chord)
    QCoreApplication.processEvents()


def write(text: str) -> None:
    """Type where the focus is."""
    QTest.keyClicks(focus(), text)


def marks(page: MarkingPage, code: str = "") -> dict[str, int]:
    """Read an entry's marks from the disk, beside the page."""
    assert page.bench is not None
    return {str(each): steps for each, steps in page.bench.sitting.sheet(EntryCode(code or page.code)).marks.items()}


def sitting(page: MarkingPage) -> Sitting:
    assert page.bench is not None
    return page.bench.sitting


def row(page: MarkingPage, criterion: str) -> CriterionRow:
    return page.sheet.form.rows[CriterionId(criterion)]


def field(page: MarkingPage, criterion: str) -> MarkField:
    return row(page, criterion).field


def answer(kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """Do something in the dialog that opens next."""

    def find() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            assert isinstance(dialog, kind)
            act(dialog)
        except BaseException:
            dialog.reject()  # a test that fails must not wait for an answer
            raise

    QTimer.singleShot(0, find)


def click(button: QWidget) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QCoreApplication.processEvents()


def test_an_entry_is_marked_whole_without_the_mouse(page: MarkingPage, work: Path, benches: list[Bench]) -> None:
    first = page.code
    led_on = (Key.Key_Return, Key.Key_Tab, Key.Key_Down, Key.Key_Enter, Key.Key_Return, Key.Key_Tab, Key.Key_Return)
    for typed, onward in zip(WHOLE, led_on, strict=True):
        assert isinstance(focus(), MarkField)
        write(typed)
        key(onward)
    assert [each.field.text() for each in page.sheet.form.rows.values()] == [
        "24", "11,5", "12", "8,5", "9", "7", "4,5",
    ]  # fmt: skip
    assert page.sheet.foot.total.text() == "76,5"
    assert page.header.sign.word == "Xong"
    assert focus() is page.sheet.foot.next
    key(Key.Key_Space)
    assert page.code != first
    assert page.sheet.form.at == "1"
    assert focus() is field(page, "1")
    benches.pop().close()
    again = Sitting.open(work, surroundings())
    assert again.line(first).state is EntryState.DONE
    assert str(again.line(first).total) == "153/2"
    again.close()


def test_a_blank_field_looks_blank_and_a_kept_one_says_when(page: MarkingPage) -> None:
    assert all(each.field.state == "empty" and not each.field.text() for each in page.sheet.form.rows.values())
    assert "chưa chấm" in field(page, "2.1").accessibleName()
    assert page.sheet.foot.total.text() == "–"
    write("24")
    assert field(page, "1").state == "typed"
    assert not marks(page)
    key(Key.Key_Return)
    assert field(page, "1").state == "kept"
    assert page.header.saved.text().startswith("đã lưu ")
    assert page.sheet.foot.left.text() == "còn 6 tiêu chí"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31", "Tiêu chí này cho từ 0 đến 30 điểm, bước 0,5."),
        ("8,3", "không theo bước 0,5"),
        ("20,5", "không nằm trong mức nào"),
        ("abc", "không phải điểm"),
        ("-1", "từ 0 đến 30"),
        ("8,5,5", "không phải điểm"),
    ],
)
def test_what_a_criterion_does_not_allow_stays_with_the_reason_and_the_old_mark_too(
    page: MarkingPage, typed: str, said: str
) -> None:
    write("24")
    key(Key.Key_Return)
    key(Key.Key_Up)
    height = row(page, "1").height()
    write(typed)
    for onward in (Key.Key_Return, Key.Key_Tab, Key.Key_Down):
        key(onward)
        assert focus() is field(page, "1")
        assert field(page, "1").text() == typed
        assert field(page, "1").state == "refused"
        assert said in row(page, "1").line.text()
    assert row(page, "1").height() == height or len(row(page, "1").line.text()) > 60
    assert marks(page) == {"1": 48}
    key(Key.Key_Return, Chord.ControlModifier)
    assert focus() is field(page, "1")
    key(Key.Key_Escape)
    assert field(page, "1").text() == "24"
    assert field(page, "1").state == "kept"
    assert row(page, "1").line.text() == "Cho từ 21 đến 26 điểm, bước 0,5."
    assert page.isVisible()


def test_a_field_that_is_left_by_the_mouse_keeps_its_mark_or_its_reason(page: MarkingPage) -> None:
    write("24")
    click(field(page, "2.1"))
    assert marks(page) == {"1": 48}
    assert focus() is field(page, "2.1")
    write("99")
    click(field(page, "3.1"))
    assert field(page, "2.1").state == "refused"
    assert row(page, "2.1").line.isVisible()
    click(page.sheet.foot.next)
    assert focus() is field(page, "2.1")
    assert marks(page) == {"1": 48}


def test_delete_and_enter_take_a_mark_away_and_the_history_tells_it(page: MarkingPage) -> None:
    write("24")
    key(Key.Key_Return)
    key(Key.Key_Up)
    key(Key.Key_Delete)
    key(Key.Key_Return)
    assert marks(page) == {}
    assert field(page, "1").state == "empty"
    seen: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, MarkHistory)
        seen.extend(dialog.lines.texts())
        dialog.accept()

    answer(MarkHistory, read)
    click(page.header.history)
    assert seen == [
        "1 Tính mới, tính sáng tạo: từ 24 thành chưa chấm",
        "1 Tính mới, tính sáng tạo: từ chưa chấm thành 24",
    ]


def test_a_level_narrows_the_field_and_gives_no_mark(page: MarkingPage) -> None:
    bands = row(page, "1").bands
    assert bands is not None
    assert not any(each.isChecked() for each in bands.buttons)
    key(Key.Key_2, Chord.AltModifier)
    assert bands.shown == 1
    assert field(page, "1").text() == ""
    assert not marks(page)
    assert focus() is field(page, "1")
    assert row(page, "1").line.text() == "Cho từ 21 đến 26 điểm, bước 0,5."
    write("28")
    key(Key.Key_Return)
    assert "cho 21–26 điểm" in row(page, "1").line.text()
    assert not marks(page)
    key(Key.Key_A, Chord.ControlModifier)
    write("24")
    key(Key.Key_Return)
    assert marks(page) == {"1": 48}
    key(Key.Key_Up)
    write("28")
    assert bands.shown == 0
    assert "Hoàn toàn mới" in row(page, "1").anchors.text()
    click(bands.buttons[4])
    assert bands.shown == 4
    key(Key.Key_Escape)
    assert bands.shown == 1


def test_undo_and_redo_lead_to_the_cell_also_in_another_entry(page: MarkingPage) -> None:
    first = page.code
    write("24")
    key(Key.Key_Return)
    write("11")
    key(Key.Key_Return, Chord.ControlModifier)
    second = page.code
    assert second != first
    write("16")
    key(Key.Key_Return)
    key(Key.Key_Z, Chord.ControlModifier)
    assert (page.code, page.sheet.form.at) == (second, "1")
    assert marks(page) == {}
    key(Key.Key_Z, Chord.ControlModifier)
    assert (page.code, page.sheet.form.at) == (first, "2.1")
    assert focus() is field(page, "2.1")
    assert row(page, "2.1").line.text() == "Đã trở lại: chưa chấm (vừa rồi: 11)."
    assert marks(page) == {"1": 48}
    key(Key.Key_Y, Chord.ControlModifier)
    assert marks(page) == {"1": 48, "2.1": 22}
    assert row(page, "2.1").line.text() == "Đã làm lại: 11 (vừa rồi: chưa chấm)."
    write("9")
    key(Key.Key_Z, Chord.ControlModifier)
    assert field(page, "2.1").text() == "11"
    assert marks(page) == {"1": 48, "2.1": 22}


def test_undo_with_nothing_to_undo_says_so(page: MarkingPage) -> None:
    key(Key.Key_Z, Chord.ControlModifier)
    assert page.banner.sentence == "Không còn điểm nào để trở lại."


def test_a_coefficient_shows_its_product_and_other_peoples_points_are_told(
    open_page: Open, played: Played, tmp_path: Path
) -> None:
    page = open_page(empty_work(played, tmp_path / "moi-loai", every_kind=True))
    assert list(page.sheet.form.rows) == ["1", "2"]
    assert row(page, "1")._tail.text() == "× 3"
    write("16,5")
    key(Key.Key_Return)
    assert (row(page, "1")._tail.text(), row(page, "1")._product.text()) == ("× 3 =", "49,5")
    assert page.sheet.foot.total.text() == "49,5"
    assert page.sheet.foot.most.text() == "/ 80"
    left = {each.mapTo(page, QPoint(0, 0)).x() for each in (field(page, "1"), field(page, "2"))}
    assert len(left) == 1
    words = "\n".join(each.text() for each in page.sheet.form.findChildren(type(row(page, "1").line)))
    assert "Ban Tổ chức cho điểm, tối đa 20." in words
    assert "quá giờ trừ 0,25; quá từ 1:00 trở lên trừ 0,5" in words
    assert not cut_words(page)


def test_a_full_disk_is_told_and_what_was_typed_is_saved_with_the_next_enter(
    open_page: Open, played: Played, tmp_path: Path
) -> None:
    folder = tmp_path / "dia"
    folder.mkdir()
    with small_disk(folder) as disk:
        page = open_page(empty_work(played, folder))
        write("24")
        key(Key.Key_Return)
        write("11,5")
        disk.fill(sitting(page)._judge.score.file)
        key(Key.Key_Return)
        assert focus() is field(page, "2.1")
        assert field(page, "2.1").text() == "11,5"
        assert field(page, "2.1").state == "refused"
        assert "Chưa lưu được" in row(page, "2.1").line.text()
        assert page.trouble.isVisible()
        assert page.header.saved.text() == "chưa lưu được"
        assert marks(page) == {"1": 48}
        assert page.sheet.foot.total.text() == "24"
        disk.free(sitting(page)._judge.score.file)
        key(Key.Key_Return)
        assert marks(page) == {"1": 48, "2.1": 23}
        assert field(page, "2.1").state == "kept"
        assert not page.trouble.isVisible()
        assert page.header.saved.text().startswith("đã lưu ")
        sitting(page).close()


def test_a_sealed_ballot_can_only_be_read(open_page: Open, played: Played, tmp_path: Path) -> None:
    page = open_page(score_file(played, tmp_path / "kin", "so-khao", sealed=True))
    assert page.sealed.isVisible()
    assert "niêm phong" in page.sealed.sentence
    assert all(each.field.isReadOnly() for each in page.sheet.form.rows.values())
    assert not page.header.recuse.isVisible()
    assert not page.sheet.foot.later.isVisible()
    before = marks(page)
    write("3")
    key(Key.Key_1, Chord.AltModifier)
    key(Key.Key_Return)
    key(Key.Key_K, Chord.ControlModifier)
    assert marks(page) == before
    page.sheet.foot.remark.click()
    assert page.sheet.remark.paper.isReadOnly()
    assert not cut_words(page)


def test_a_recused_entry_is_closed_and_can_be_marked_again(page: MarkingPage) -> None:
    write("24")
    key(Key.Key_Return)

    def give_reason(dialog: QDialog) -> None:
        assert isinstance(dialog, Recusal)
        assert not dialog.act.isEnabled()
        assert dialog._why.text() == "Cần ghi lý do."
        click(dialog.offers[0])
        assert dialog.reason.text() == "Tôi nhận ra bài này của ai"
        assert not cut_words(dialog)
        click(dialog.act)

    answer(Recusal, give_reason)
    click(page.header.recuse)
    code = page.code
    assert sitting(page).line(code).state is EntryState.RECUSED
    assert page.header.sign.word == "Không chấm"
    assert not page.panes.isVisible()
    assert page.closed.text.text() == "Bài này không chấm. Lý do đã ghi: Tôi nhận ra bài này của ai"
    assert [each.text().strip() for each in _filled(page)] == ["Bài sau"]

    def keep(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        assert dialog.focusWidget() is dialog.safe
        QTest.keyClick(dialog, Key.Key_Escape)

    def mark_again(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        click(dialog.act)

    answer(Question, keep)
    click(page.closed.other)
    assert sitting(page).line(code).state is EntryState.RECUSED
    answer(Question, mark_again)
    click(page.closed.other)
    assert page.panes.isVisible()
    assert marks(page) == {"1": 48}


def _filled(page: MarkingPage) -> list[Button]:
    return [each for each in page.findChildren(Button) if each.property("kind") == "primary" and each.isVisible()]


def test_a_recusal_that_is_thought_over_changes_nothing(page: MarkingPage) -> None:
    answer(Recusal, lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    click(page.header.recuse)
    assert sitting(page).line(page.code).state is EntryState.EMPTY
    assert page.panes.isVisible()


def test_the_next_entry_is_the_next_that_is_not_recused_and_after_the_last_comes_the_list(
    page: MarkingPage, window: Window
) -> None:
    codes = [line.code for line in sitting(page).lines()]
    assert page.bench is not None
    page.bench.act(lambda each: each.recuse(codes[1], "Người thân"), codes[1])
    key(Key.Key_Return, Chord.ControlModifier)
    assert page.code == codes[2]
    page.show_entry(codes[-1])
    assert page.sheet.foot.next.text().strip() == "Về danh sách"
    assert len(_filled(page)) == 1
    key(Key.Key_Return, Chord.ControlModifier)
    assert window.page is window.start


def test_an_entry_is_put_off_and_taken_back(page: MarkingPage) -> None:
    first = page.code
    key(Key.Key_K, Chord.ControlModifier)
    assert page.code != first
    assert sitting(page).line(first).state is EntryState.LATER
    page.show_entry(first)
    assert page.header.sign.word == "Để sau"
    click(page.sheet.foot.later)
    assert page.code == first
    assert sitting(page).line(first).state is EntryState.EMPTY


def test_a_remark_that_was_just_typed_is_kept_when_the_window_closes(
    window: Window, work: Path, benches: list[Bench]
) -> None:
    benches.append(bench_at(work))
    window.open("entries", benches[-1])
    window.open("marking", MarkingAim(benches[-1]))
    page, code = window.page, benches[-1].sitting.lines()[0].code
    assert isinstance(page, MarkingPage)
    window.activateWindow()
    click(page.sheet.foot.remark)
    write("So lieu ro rang")
    key(Key.Key_Escape)
    click(page.sheet.foot.note)
    write("hoi lai")
    page.sheet.form.go(CriterionId("3.1"))
    key(Key.Key_F4)
    write("Kha thi")
    assert window.page is page
    window.close()
    again = Sitting.open(work, surroundings())
    sheet = again.sheet(code)
    assert dict(sheet.remarks) == {None: "So lieu ro rang", "3.1": "Kha thi"}
    assert sheet.note == "hoi lai"
    again.close()


def test_a_pause_while_writing_keeps_the_words(qtbot: QtBot, page: MarkingPage) -> None:
    click(page.sheet.foot.remark)
    write("Hay")
    assert not sitting(page).sheet(page.code).remarks
    qtbot.waitUntil(lambda: sitting(page).sheet(page.code).remarks.get(None) == "Hay", timeout=4_000)
    assert page.sheet.remark.state.text() == "Đã lưu"
    assert focus() is page.sheet.remark.paper
    assert page.sheet.foot.remark.accessibleName() == "Nhận xét, đã có"


def test_words_of_one_entry_never_come_to_another(page: MarkingPage) -> None:
    first = page.code
    click(page.sheet.foot.note)
    write("rieng")
    key(Key.Key_Return, Chord.ControlModifier)
    assert page.code != first
    assert page.sheet.note.paper.toPlainText() == ""
    assert sitting(page).sheet(first).note == "rieng"
    assert sitting(page).sheet(page.code).note == ""


def test_a_remark_longer_than_a_ballot_holds_stays_and_is_told(page: MarkingPage) -> None:
    click(page.sheet.foot.remark)
    page.sheet.remark.paper.setPlainText("x" * 10_001)
    first = page.code
    key(Key.Key_Return, Chord.ControlModifier)
    assert page.code == first
    assert page.sheet.remark.state.text().startswith("Phần chữ này dài quá 10")
    assert len(page.sheet.remark.paper.toPlainText()) == 10_001


def test_the_same_cell_is_open_again_after_everything_was_cut_off(
    page: MarkingPage, open_page: Open, work: Path, benches: list[Bench]
) -> None:
    key(Key.Key_Return, Chord.ControlModifier)
    code = page.code
    page.sheet.form.go(CriterionId("3.2"))
    benches[-1].close()
    again = open_page(work, number=None)
    assert (again.code, again.sheet.form.at) == (code, "3.2")
    assert focus() is field(again, "3.2")


def test_an_input_method_the_wheel_and_a_blank_change_nothing(page: MarkingPage) -> None:
    mark = field(page, "1")
    QCoreApplication.sendEvent(mark, QInputMethodEvent("8", []))
    assert mark.text() == ""
    done = QInputMethodEvent("", [])
    done.setCommitString("8")
    QCoreApplication.sendEvent(mark, done)
    assert mark.text() == "8"
    key(Key.Key_Space)
    middle = QPointF(mark.rect().center())
    turn = QWheelEvent(
        middle, mark.mapToGlobal(middle), QPoint(0, 120), QPoint(0, 120), Qt.MouseButton.NoButton,
        Chord.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QCoreApplication.sendEvent(mark, turn)
    assert mark.text() == "8"


def test_the_first_click_selects_everything_and_the_field_keeps_its_size(page: MarkingPage) -> None:
    write("24")
    key(Key.Key_Return)
    size, blank = field(page, "1").size(), field(page, "3.1").size()
    click(field(page, "1"))
    assert field(page, "1").selectedText() == "24"
    assert field(page, "1").size() == size
    write("1")
    assert field(page, "1").text() == "1"
    assert field(page, "1").size() == size == blank


def test_the_row_and_the_next_one_are_in_sight(page: MarkingPage) -> None:
    form = page.sheet.form
    rows = list(form.rows.values())
    for number, each in enumerate(rows):
        form.go(each.leaf.id)
        QCoreApplication.processEvents()
        top = each.mapTo(form.viewport(), QPoint(0, 0)).y()
        after = rows[min(number + 1, len(rows) - 1)]
        bottom = after.mapTo(form.viewport(), QPoint(0, after.height())).y()
        assert top >= 0
        assert bottom <= form.viewport().height() + 1 or top == 0


def test_the_panes_take_turns_and_the_width_is_remembered(
    page: MarkingPage, window: Window, shell: Shell, qtbot: QtBot
) -> None:
    assert page.panes.split.sizes()[1] == 468
    page.panes.split.moveSplitter(1366 - 530, 1)
    assert abs(page.sheet.width() - 530) < 10
    assert abs(int(shell.preferences.text("marking-width")) - page.sheet.width()) <= 1
    window.resize(911, 430)
    QCoreApplication.processEvents()
    assert page.panes.narrow
    assert not page.reader.isVisible()
    key(Key.Key_F6)
    assert page.panes.shown == READING
    assert page.reader.isVisible()
    assert not page.sheet.isVisible()
    assert page.sheet.foot.isVisible()
    key(Key.Key_F6)
    assert page.panes.shown == MARKING
    assert isinstance(focus(), MarkField)
    window.resize(1366, 698)
    QCoreApplication.processEvents()
    assert page.reader.isVisible()
    assert page.sheet.isVisible()
    assert abs(page.sheet.width() - 530) < 10


def test_another_language_says_marks_its_own_way_and_keeps_what_is_typed(page: MarkingPage, shell: Shell) -> None:
    write("24")
    key(Key.Key_Return)
    write("11,5")
    shell.words.change("en")
    assert field(page, "2.1").text() == "11.5"
    assert marks(page) == {"1": 48, "2.1": 23}
    assert page.sheet.foot.next.text().strip() == "Next entry"
    assert page.header.sign.word == "In progress"


def test_round_seat_and_rehearsal_stand_in_the_title(page: MarkingPage, window: Window) -> None:
    assert window.windowTitle() == "CHẠY THỬ – Judge Desk – Vòng sơ khảo – Ghế số 3"
    assert "Biểu điểm mẫu minh họa, không phải Thể lệ." in page.rehearsal.sentence


@pytest.mark.parametrize("size", ["normal", "largest"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_is_cut_in_any_window(
    page: MarkingPage, window: Window, shell: Shell, size: str, language: str
) -> None:
    shell.words.change(language)
    shell.look.choose("light", size)
    for width, height in ((1366, 698), (1280, 640), (911, 430), (880, 420)):
        window.resize(width, height)
        for criterion in ("1", "2.1"):
            page.sheet.form.go(CriterionId(criterion))
            assert not cut_words(page), (width, height, criterion)
        for button in (page.sheet.foot.remark, page.sheet.foot.note):
            click(button)
            assert not cut_words(page), (width, height)
            click(button)
        assert (window.width(), window.height()) == (width, height)


def test_the_checker_of_words_finds_what_is_cut_and_covered(page: MarkingPage) -> None:
    assert not cut_words(page)
    page.sheet.foot.next.setFixedWidth(40)
    page.sheet.foot.total.setFixedHeight(12)
    found = "\n".join(cut_words(page))
    assert "Bài sau" in found
    assert "too low: '–'" in found
    other = Button(page.shell.look)
    other.setText("Che")
    other.setParent(page.header)
    other.move(page.header.sign.pos())
    other.show()
    assert any("covered" in each and "Che" in each for each in cut_words(page))
