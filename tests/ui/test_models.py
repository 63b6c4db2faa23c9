"""Item models: what Qt's own tester asks for, order by exact values, search without marks, what is read aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.looking import ContestView, look_at
from judge_desk.desks.rehearsing import Played
from judge_desk.desks.result_reading import working
from judge_desk.desks.surroundings import silent
from judge_desk.ui.models.lines import Line, LineModel, line_of
from judge_desk.ui.models.ranking import CODE, OFFICIAL, PLACE, TITLE, RankingModel, RankRow, cut_line, rank_rows
from judge_desk.ui.models.table_cells import plain
from judge_desk.ui.shell import Shell

Descending = Qt.SortOrder.DescendingOrder


@pytest.fixture
def view(shell: Shell, played: Played) -> ContestView:
    """Look at the rehearsed contest."""
    return look_at(played.folder, shell.around(silent))


def filled(model: RankingModel, view: ContestView, number: int, shell: Shell) -> tuple[RankRow, ...]:
    """Show a round of the rehearsal; gives its rows in order of places."""
    seen = view.rounds[number]
    assert seen.standing is not None
    rows = rank_rows(seen.standing, seen.titles)
    model.show_round(seen.standing, rows, cut_line(seen.standing, rows, shell.words))
    return rows


def test_the_models_keep_qts_rules(qtbot: QtBot, shell: Shell, view: ContestView) -> None:
    ranking, lines = RankingModel(shell.words), LineModel()
    # A rule that is broken is a warning of Qt, and a warning fails the test.
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [QAbstractItemModelTester(each, mode) for each in (ranking, lines)]
    filled(ranking, view, 0, shell)
    lines.show_lines([Line("info", "text_2", "Ghi nhận", "Một câu."), Line("info", "text_2", "", "Hai.")])
    ranking.sort(OFFICIAL, Descending)
    ranking.search("an")
    filled(ranking, view, 1, shell)
    ranking.search("")
    ranking.empty()
    lines.show_lines([])
    assert all(tester.model() is not None for tester in testers)


def test_places_and_exact_scores_give_the_same_order_and_titles_a_vietnamese_one(
    shell: Shell, view: ContestView
) -> None:
    model = RankingModel(shell.words)
    rows = filled(model, view, 1, shell)
    assert [each.first for each in rows] == sorted(each.first for each in rows)

    def codes() -> list[str]:
        cells = [model.index(number, CODE).data() for number in range(model.rowCount())]
        return [each for each in cells if each]

    by_place = codes()
    model.sort(OFFICIAL, Descending)
    officials = [row.official for code in codes() for row in rows if row.code == code and row.official is not None]
    assert len(officials) == len(rows)
    assert officials == sorted(officials, reverse=True)
    model.sort(TITLE)
    assert sorted(codes()) == sorted(by_place)
    model.sort(PLACE)
    assert codes() == by_place
    model.search(plain(rows[2].title)[:12])
    assert rows[2].code in codes()


def test_words_are_found_without_marks() -> None:
    assert plain("Đề án Ấm áp") == "de an am ap"


def test_a_finding_becomes_a_line_with_sign_word_and_sentence(shell: Shell) -> None:
    line = line_of(Problem("window.no_screen", Severity.STOP, "màn hình 1"), shell.words)
    assert (line.icon, line.tone, line.word) == ("circle-x", "stop", "Phải sửa")
    assert line.text.startswith("màn hình 1: Không có màn hình")
    model = LineModel()
    model.show_lines([line])
    assert str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Phải sửa. màn hình 1")


def test_rows_of_a_real_round_say_what_the_desk_worked_out(shell: Shell, view: ContestView) -> None:
    model = RankingModel(shell.words)
    first = view.rounds[0].standing
    assert first is not None
    rows = filled(model, view, 0, shell)
    assert [each.first for each in rows] == list(range(1, len(rows) + 1))
    assert first.result.shortlist is not None
    assert len(first.result.shortlist.inside) == model.cut_row == 6
    told = {each.code: [shell.words.problem(step) for step in working(first, each.code)] for each in rows}
    voted = [code for code, said in told.items() if any("biểu quyết giơ tay" in text for text in said)]
    settled = [code for code, said in told.items() if any("chấm chung, biểu quyết" in text for text in said)]
    assert len(voted) == 2, told
    assert len(settled) == 1
