"""The list of entries, with real score files, clicks and keys: filter, search, order, what comes next, own ranking."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from benchmarks import entry_list
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.desks.marking import EntryLine, EntryState
from judge_desk.desks.rehearsing import Played
from judge_desk.ui.bench import Bench
from judge_desk.ui.marking_aim import MarkingAim
from judge_desk.ui.models.entries import EntriesModel, Part
from judge_desk.ui.pages.entries_page import EntriesPage
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.window import Window
from judge_desk.ui.words import Words
from judge_desk.wording.figures import shortest
from tests.ui.cut_words import cut_words
from tests.ui.judge_files import FIRST, SECOND, bench_of, score_file

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
Open = Callable[..., EntriesPage]


@pytest.fixture
def benches() -> Iterator[list[Bench]]:
    """Give the benches of a test, closed after it."""
    made: list[Bench] = []
    yield made
    for bench in made:
        bench.close()


@pytest.fixture
def open_page(qtbot: QtBot, shell: Shell, played: Played, tmp_path: Path, benches: list[Bench]) -> Open:
    """Give a way to open the page on a round's score file."""

    def open_(round_: str = FIRST, sealed: bool = False) -> EntriesPage:
        benches.append(bench_of(score_file(played, tmp_path / "phieu", round_, sealed)))
        page = EntriesPage(shell)
        qtbot.addWidget(page)
        page.resize(1366, 698)
        page.read(benches[-1])
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.first().setFocus()
        return page

    return open_


def codes(model: EntriesModel) -> list[str]:
    """Read the codes from top to bottom."""
    return [model.line(row).code for row in range(model.rowCount())]


def asked(page: EntriesPage) -> list[tuple[str, object]]:
    """Write down which pages are asked for."""
    wanted: list[tuple[str, object]] = []
    page.asked.connect(lambda name, what: wanted.append((name, what)))
    return wanted


def aim_at(page: EntriesPage, code: str) -> MarkingAim:
    assert page.bench is not None
    return MarkingAim(page.bench, EntryCode(code))


def click(button: QAbstractButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def click_head(page: EntriesPage, part: Part) -> None:
    """Click on the title of a column."""
    head = page.pane.table.horizontalHeader()
    spot = QPoint(head.sectionViewportPosition(part) + 8, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def filled(page: EntriesPage) -> list[str]:
    """Give the words of the filled buttons that can be seen."""
    kinds = [each for each in page.findChildren(Button) if each.property("kind") == "primary" and each.isVisible()]
    return [each.text().strip() for each in kinds]


def give(bench: Bench, code: EntryCode, criterion: CriterionId, text: str) -> None:
    bench.act(lambda sitting: sitting.mark(code, criterion, text), code)


def wipe(bench: Bench, code: EntryCode, left: int = 0) -> None:
    """Take marks away from an entry until so many are left."""
    for leaf in judged_leaves(bench.sitting.round.rubric)[left:]:
        give(bench, code, leaf.id, "")


def line(number: int, title: str, state: EntryState, total: Fraction | None, field: str = "F") -> EntryLine:
    """Make an entry of ten criteria with what the test is about."""
    given = 10 if state is EntryState.DONE else 3 if total is not None else 0
    code = EntryCode(f"{number:03d}-1")
    return EntryLine(code, title, field, ("Lê Ẩn",), ("Sở Nội vụ",), (), state, given, 10, total or Fraction(0))


LINES = (
    line(1, "Đề án cải cách", EntryState.DONE, Fraction(157, 2)),
    line(2, "Ẩm thực", EntryState.STARTED, Fraction(90)),
    line(3, "Áo dài", EntryState.DONE, Fraction(82)),
    line(4, "An sinh", EntryState.EMPTY, None),
    line(5, "Bản đồ", EntryState.LATER, None),
    line(6, "An sinh", EntryState.DONE, Fraction(82)),
)


def model_of(lines: tuple[EntryLine, ...] = LINES) -> EntriesModel:
    made = EntriesModel(Words("vi"))
    made.show_lines(lines, 1, False)
    return made


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = EntriesModel(Words("vi"))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_lines(LINES, 1, False)
    model.sort(Part.MARK, DOWN)
    model.search("an")
    model.choose(EntryState.DONE)
    model.change(line(6, "An sinh", EntryState.LATER, None))
    model.settle()
    model.show_lines((), 1, False)
    assert tester.model() is model


def test_titles_sort_in_vietnamese_order_and_equals_stay_in_code_order() -> None:
    model = model_of()
    model.sort(Part.TITLE, UP)
    assert [each[:3] for each in codes(model)] == ["004", "006", "003", "002", "005", "001"]
    model.sort(Part.TITLE, DOWN)
    assert [each[:3] for each in codes(model)] == ["001", "005", "002", "003", "004", "006"]


def test_other_entries_are_sorted_and_searched_by_their_own_titles() -> None:
    model = model_of()
    model.sort(Part.TITLE, UP)
    model.search("an")
    others = (line(1, "Vẽ", EntryState.EMPTY, None), line(2, "Anh", EntryState.EMPTY, None))
    model.show_lines(others, 1, False)
    assert [each[:3] for each in codes(model)] == ["002", "001"]  # both have "Lê Ẩn" among their authors
    model.search("anh")
    assert [each[:3] for each in codes(model)] == ["002"]


def test_whole_totals_come_before_unfinished_ones_and_entries_without_marks_last_both_ways() -> None:
    model = model_of()
    model.sort(Part.MARK, DOWN)
    assert [each[:3] for each in codes(model)] == ["003", "006", "001", "002", "004", "005"]
    model.sort(Part.MARK, UP)
    assert [each[:3] for each in codes(model)] == ["001", "003", "006", "002", "004", "005"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cai cach", ["001"]), ("CẢI CÁCH", ["001"]), ("cách cải", ["001"]), ("an sinh", ["004", "006"]),
        ("le an ban", ["005"]), ("noi vu", ["001", "002", "003", "004", "005", "006"]), ("003-1", ["003"]), ("xyz", []),
        ("  ", ["001", "002", "003", "004", "005", "006"]),
    ],
)  # fmt: skip
def test_search_needs_no_diacritics_and_looks_at_people_too(text: str, found: list[str]) -> None:
    model = model_of()
    model.search(text)
    assert [each[:3] for each in codes(model)] == found


@given(
    st.lists(st.tuples(st.sampled_from(["An", "Ân", "Đa", "Ba"]), st.integers(0, 3), st.sampled_from(EntryState))),
    st.sampled_from(Part), st.sampled_from([UP, DOWN]), st.sampled_from(["", "an", "a"]),
)  # fmt: skip
def test_sorting_and_filtering_loses_and_invents_no_entry(
    rows: list[tuple[str, int, EntryState]], part: Part, order: Qt.SortOrder, text: str
) -> None:
    lines = tuple(line(i, title, state, Fraction(total)) for i, (title, total, state) in enumerate(rows))
    model = model_of(lines)
    model.search(text)
    before = codes(model)
    model.sort(part, order)
    assert sorted(codes(model)) == before
    model.choose(EntryState.DONE)
    assert all(model.line(row).state is EntryState.DONE for row in range(model.rowCount()))
    model.choose(None)
    model.search("")
    model.sort(Part.CODE, UP)
    assert codes(model) == [each.code for each in lines]


def test_a_row_stays_where_it_is_when_its_entry_changes_until_order_is_asked_for() -> None:
    model = model_of()
    model.sort(Part.STATE, UP)
    before = codes(model)
    model.change(line(4, "An sinh", EntryState.DONE, Fraction(99)))
    assert codes(model) == before
    assert model.cell(before.index("004-1"), Part.MARK) == "99,0"
    model.settle()
    assert codes(model) != before


def test_totals_have_the_same_decimals_and_unfinished_ones_say_so(shell: Shell) -> None:
    model = model_of()
    assert [model.cell(row, Part.MARK) for row in range(6)] == ["78,5", "tạm 90,0", "82,0", "", "", "82,0"]
    assert model.index(3, Part.MARK).data(Qt.ItemDataRole.AccessibleTextRole) == "Điểm: –"
    assert model.index(0, Part.STATE).data(Qt.ItemDataRole.AccessibleTextRole) == "Tình trạng: Xong"


def test_the_page_shows_what_the_file_holds(open_page: Open) -> None:
    page = open_page()
    assert page.bench is not None
    sitting = page.bench.sitting
    model = page.pane.table.entries
    assert codes(model) == [each.code for each in sitting.lines()]
    assert page.header.title.text() == "Danh sách bài · Vòng sơ khảo · Ghế số 3"
    assert model.headerData(Part.TITLE, Qt.Orientation.Horizontal) == "Lĩnh vực"
    assert page.subject == "Vòng sơ khảo – Ghế số 3"
    assert page.ranking.list.places.rowCount() == len(sitting.ranking().places)


def test_one_button_is_filled_and_says_what_comes_next(open_page: Open) -> None:
    page = open_page()
    bench = page.bench
    assert bench is not None
    done = [each.code for each in bench.sitting.lines() if each.state is EntryState.DONE]
    assert filled(page) == ["Niêm phong phiếu…"]
    wipe(bench, done[3], left=2)
    wipe(bench, done[1])
    assert filled(page) == ["Chấm tiếp"]
    assert page.next.text() == f"Đang dở: bài {done[3]}"
    assert page.progress.text().endswith("còn 2")
    wanted = asked(page)
    click(page.act)
    click(page.seal)
    assert [name for name, _ in wanted] == ["marking", "sealing"]
    assert wanted[0][1] == MarkingAim(bench, done[3])
    assert wanted[1][1] is bench
    for each in bench.sitting.lines():
        if each.state is not EntryState.RECUSED:
            wipe(bench, each.code)
    assert filled(page) == ["Bắt đầu chấm"]
    assert page.ranking.nothing.isVisible()


def test_where_the_judge_was_last_comes_before_other_unfinished_entries(open_page: Open) -> None:
    page = open_page()
    bench = page.bench
    assert bench is not None
    done = [each.code for each in bench.sitting.lines() if each.state is EntryState.DONE]
    for code in done[:3]:
        wipe(bench, code, left=1)
    bench.sitting.keep("place", f"{done[2]} 2.1")
    page.read(bench)
    entry = page.aim()
    assert entry is not None
    assert entry.code == done[2]


def test_keys_search_filter_and_open(open_page: Open, qtbot: QtBot) -> None:
    page = open_page()
    table, wanted = page.pane.table, asked(page)
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert wanted[-1] == ("marking", aim_at(page, codes(table.entries)[1]))
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.pane.search.hasFocus()
    last = codes(table.entries)[-1]
    QTest.keyClicks(page.pane.search, last)
    assert codes(table.entries) == [last]
    QTest.keyClick(page.pane.search, Qt.Key.Key_Return)
    assert wanted[-1] == ("marking", aim_at(page, last))
    QTest.keyClick(page.pane.search, Qt.Key.Key_Escape)
    assert page.pane.search.text() == ""
    QTest.keyClick(page.pane.search, Qt.Key.Key_Down)
    assert table.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_F6)
    assert page.ranking.list.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_F6)
    assert table.hasFocus()


def test_chips_count_and_filter_and_an_empty_list_leads_back(open_page: Open) -> None:
    page = open_page()
    model = page.pane.table.entries
    counts = model.counts
    for state, chip in page.pane.chips.items():
        click(chip)
        assert model.rowCount() == (sum(counts.values()) if state is None else counts[state])
        assert chip.text().strip().endswith(str(model.rowCount()))
    click(page.pane.chips[EntryState.LATER])
    assert page.pane.nothing.isVisible()
    click(page.pane.nothing.act)
    assert model.rowCount() == sum(counts.values())
    assert page.pane.chips[None].isChecked()


def test_a_click_on_a_title_sorts_and_the_cursor_stays_on_its_entry(open_page: Open) -> None:
    page = open_page()
    table = page.pane.table
    code = codes(table.entries)[2]
    table.go_to(code)
    click_head(page, Part.MARK)
    click_head(page, Part.MARK)
    assert table.entries.sorted_by == (Part.MARK, DOWN)
    totals = [table.entries.line(row).total for row in range(3)]
    assert totals == sorted(totals, reverse=True)
    assert table.current_code() == code
    assert str(table.entries.headerData(Part.MARK, Qt.Orientation.Horizontal)).endswith("↓")
    QTest.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert codes(table.entries) == sorted(codes(table.entries))


def test_a_double_click_opens(open_page: Open) -> None:
    page = open_page()
    table, wanted = page.pane.table, asked(page)
    spot = table.visualRect(table.entries.index(4, Part.TITLE)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert wanted == [("marking", aim_at(page, codes(table.entries)[4]))]


def test_own_ties_are_said_with_their_places(open_page: Open) -> None:
    page = open_page(SECOND)
    bench = page.bench
    assert bench is not None
    leaves = judged_leaves(bench.sitting.round.rubric)
    first, second = [each.code for each in bench.sitting.lines() if each.state is EntryState.DONE][:2]
    for code in (first, second):
        for leaf in leaves:
            give(bench, code, leaf.id, shortest(leaf.maximum))
    tied = next(each for each in bench.sitting.ranking().places if each.code == first)
    assert tied.last > tied.first
    assert page.ranking.ties.isVisible()
    assert "2 bài cùng 100,0 điểm" in page.ranking.ties.text()
    rows = [page.ranking.list.places.index(row).data() for row in range(page.ranking.list.places.rowCount())]
    assert any(each.startswith(f"Hạng {tied.first}–{tied.last}, {first}") for each in rows)
    counts = [count for _, _, count in bench.sitting.ranking().bars]
    said = page.ranking.plot.accessibleDescription().splitlines()
    assert [int(each.rpartition(": ")[2].split()[0]) for each in said] == counts


def test_a_round_in_which_teams_speak_has_a_door_to_its_clock(open_page: Open) -> None:
    assert not open_page(FIRST).pane.defence.isVisible()
    page = open_page(SECOND)
    wanted = asked(page)
    click(page.pane.defence)
    assert wanted == [("defence", page.bench)]


def test_a_sealed_ballot_shows_its_code_and_the_way_to_it(open_page: Open) -> None:
    page = open_page(sealed=True)
    assert page.sealed.isVisible()
    assert len("".join(each for each in page.sealed.sentence.partition("mã")[2] if each.isdigit())) == 30
    assert filled(page) == ["Xem phiếu"]


def test_what_is_marked_elsewhere_finds_its_place_when_the_page_is_shown_again(open_page: Open) -> None:
    page = open_page()
    bench = page.bench
    assert bench is not None
    code = next(each.code for each in bench.sitting.lines() if each.state is EntryState.DONE)
    click(page.pane.chips[EntryState.DONE])
    page.hide()
    wipe(bench, code)
    assert code in codes(page.pane.table.entries)
    page.show()
    assert code not in codes(page.pane.table.entries)


def test_the_page_closes_the_file_so_that_it_can_be_opened_again(open_page: Open) -> None:
    page = open_page()
    assert page.bench is not None
    path = page.bench.sitting.path
    page.close_work()
    page.close_work()
    again = bench_of(path)
    page.read(again)
    assert page.bench is again
    again.close()


def test_a_narrow_window_shows_list_and_ranking_under_tabs(open_page: Open, shell: Shell) -> None:
    page = open_page(SECOND)
    page.resize(911, 430)
    assert page.tabs.isVisible()
    assert page.seal.isVisible()
    click(page.tabs.buttons["ranking"])
    assert page.ranking.isVisible()
    assert not page.pane.isVisible()
    page.resize(1366, 698)
    assert page.pane.isVisible()
    assert page.ranking.isVisible()


def test_every_word_is_whole_at_every_size(open_page: Open, window: Window, shell: Shell, qtbot: QtBot) -> None:
    bench = open_page(SECOND).bench
    assert bench is not None
    wipe(bench, bench.sitting.lines()[0].code, left=2)
    window.open("entries", bench)
    page = window.page
    assert isinstance(page, EntriesPage)
    for size in ("normal", "largest"):
        shell.look.choose(text_size=size)
        for language in ("vi", "en"):
            shell.words.change(language)
            for room in ((1366, 698), (1280, 640), (911, 430)):
                window.resize(*room)
                for name in ("list", "ranking"):
                    page.tabs.turn(name)
                    QCoreApplication.processEvents()
                    QCoreApplication.processEvents()
                    assert cut_words(page) == [], (size, language, room, name)


def test_ten_thousand_entries_answer_every_key_at_once(open_page: Open) -> None:
    """The promise is 50 ms; the test allows a busy machine ten times that."""
    page = open_page()
    lines = tuple(line(i, f"Bài {i} cải cách {i % 97}", EntryState.DONE, Fraction(i % 200, 2)) for i in range(10_000))
    page.pane.show_lines(lines, 1, False)
    slowest = 0.0
    for letter in "cai cach 9":
        began = time.perf_counter()
        QTest.keyClicks(page.pane.search, letter)
        QCoreApplication.processEvents()
        slowest = max(slowest, time.perf_counter() - began)
    assert 0 < page.pane.table.entries.rowCount() < 10_000
    assert slowest < 0.5


def test_the_benchmark_still_runs(qtbot: QtBot, shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    assert entry_list.main(["--short", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["ratio"]) == {"open", "search", "sort"}
