"""Item models: what Qt's own tester asks for, order by exact values, search without marks, what is read aloud."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.looking import look_at
from judge_desk.desks.rehearsing import Played
from judge_desk.desks.surroundings import silent
from judge_desk.ui.models.lines import Line, LineModel, line_of
from judge_desk.ui.models.result_rows import ResultRow, result_rows
from judge_desk.ui.models.result_words import why_lines
from judge_desk.ui.models.results import COLUMNS, ResultsModel, ResultsOrder, plain
from judge_desk.ui.shell import Shell
from judge_desk.ui.words import Words

THIRD = Fraction(269, 3)


def row(code: str, title: str, place: int | None, official: Fraction | None, shared: bool = False) -> ResultRow:
    """Make a row with what the test is about."""
    text = "" if official is None else f"{official}"
    return ResultRow(code, title, place, shared, 3, 3, Fraction(1), "1,0", official, text, "in" if place else "ask")


ROWS = (
    row("011-7", "Đề án số hóa", 1, THIRD),
    row("005-9", "Ẩm thực", 2, Fraction(88)),
    row("018-2", "Áo dài", 3, Fraction(157, 2), shared=True),
    row("004-5", "An sinh", 3, Fraction(157, 2), shared=True),
    row("012-5", "Bài chờ", None, None),
)


def shown(model: QAbstractItemModel, column: int) -> list[str]:
    """Read a column from top to bottom."""
    return [model.index(number, column).data() for number in range(model.rowCount())]


def test_the_models_keep_qts_rules(qtbot: QtBot, shell: Shell) -> None:
    results, lines = ResultsModel(shell.words), LineModel()
    order = ResultsOrder()
    order.setSourceModel(results)
    # A rule that is broken is a warning of Qt, and a warning fails the test.
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [QAbstractItemModelTester(each, mode) for each in (results, order, lines)]
    results.show_rows(ROWS)
    lines.show_lines([Line("info", "text_2", "Ghi nhận", "Một câu."), Line("info", "text_2", "", "Hai.")])
    order.sort(5, Qt.SortOrder.DescendingOrder)
    order.search("an")
    results.show_rows(ROWS[:2])
    order.search("")
    lines.show_lines([])
    assert all(tester.model() is not None for tester in testers)


def test_places_sort_as_numbers_and_entries_without_one_come_last(shell: Shell) -> None:
    order = _order(shell)
    order.sort(0, Qt.SortOrder.AscendingOrder)
    assert shown(order, 1) == ["011-7", "005-9", "004-5", "018-2", "012-5"]
    assert shown(order, 0)[2] == "3 (đồng hạng)"


def test_scores_sort_by_their_exact_value(shell: Shell) -> None:
    order = _order(shell)
    order.sort(5, Qt.SortOrder.DescendingOrder)
    assert shown(order, 1)[:2] == ["011-7", "005-9"]
    assert shown(order, 1)[-1] == "012-5"


def test_titles_sort_in_vietnamese_order(shell: Shell) -> None:
    order = _order(shell)
    order.sort(2, Qt.SortOrder.AscendingOrder)
    titles = shown(order, 2)
    assert titles.index("Bài chờ") < titles.index("Đề án số hóa")
    assert titles[-1] == "Đề án số hóa"


def test_search_finds_titles_without_marks_and_codes(shell: Shell) -> None:
    order = _order(shell)
    order.search("de an")
    assert shown(order, 1) == ["011-7"]
    order.search("018")
    assert shown(order, 1) == ["018-2"]
    order.search("không có")
    assert order.rowCount() == 0
    order.search("")
    assert order.rowCount() == len(ROWS)
    assert plain("Đề ÁN") == "de an"


def test_the_head_that_is_sorted_by_has_an_arrow(shell: Shell) -> None:
    order = _order(shell)
    order.sort(5, Qt.SortOrder.DescendingOrder)
    heads = [order.headerData(number, Qt.Orientation.Horizontal) for number in range(len(COLUMNS))]
    assert heads[5] == "Điểm ↓"
    assert heads[0] == "Hạng"


def test_cells_are_read_aloud_with_the_name_of_their_column(shell: Shell) -> None:
    model = ResultsModel(shell.words)
    model.show_rows(ROWS)
    read = [model.index(2, number).data(Qt.ItemDataRole.AccessibleTextRole) for number in range(len(COLUMNS))]
    assert read[0] == "đồng hạng 3"
    assert read[1] == "Mã bài: 018-2"
    assert model.index(4, 5).data(Qt.ItemDataRole.AccessibleTextRole) == "Điểm: –"


def test_figures_stand_at_the_right_and_words_at_the_left(shell: Shell) -> None:
    model = ResultsModel(shell.words)
    model.show_rows(ROWS)
    sides = [model.index(0, number).data(Qt.ItemDataRole.TextAlignmentRole) for number in range(len(COLUMNS))]
    assert [bool(side & Qt.AlignmentFlag.AlignRight) for side in sides] == [each.right for each in COLUMNS]


def test_a_finding_becomes_a_line_with_sign_word_and_sentence(shell: Shell) -> None:
    line = line_of(Problem("window.no_screen", Severity.STOP, "màn hình 1"), shell.words)
    assert (line.icon, line.tone, line.word) == ("circle-x", "stop", "Phải sửa")
    assert line.text.startswith("màn hình 1: Không có màn hình")
    model = LineModel()
    model.show_lines([line])
    assert str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Phải sửa. màn hình 1")


def test_rows_of_a_real_round_say_what_the_desk_worked_out(shell: Shell, played: Played) -> None:
    view = look_at(played.folder, shell.around(silent))
    first, second = view.rounds
    assert first.standing is not None
    assert second.standing is not None
    rows = result_rows(first.standing, first.titles, "vi")
    assert [each.place for each in rows] == list(range(1, len(rows) + 1))
    assert sum(each.state == "in" for each in rows) == 6
    assert all("," in each.official_text and len(each.official_text.split(",")[1]) == 2 for each in rows)
    assert next(each.prize for each in result_rows(second.standing, second.titles, "vi")) == "Giải Nhất"
    reasons = {each.code: [line.text for line in why_lines(first.standing, each, Words("vi"))] for each in rows}
    assert sum(any("biểu quyết" in text for text in said) for said in reasons.values()) == 2


def _order(shell: Shell) -> ResultsOrder:
    model = ResultsModel(shell.words)
    model.show_rows(ROWS)
    order = ResultsOrder()
    order.setSourceModel(model)
    return order
