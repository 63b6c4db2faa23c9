"""The ranking as a model: the cut where it belongs, sorting and searching, and a bare list beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from benchmarks import results_table
from judge_desk.contest.counting.outcome import Shortlist
from judge_desk.ui.models.collation import found_key, sort_key
from judge_desk.ui.models.ranking import (
    CODE,
    OFFICIAL,
    PLACE,
    ROW_ROLE,
    TITLE,
    CutLine,
    RankingModel,
    cut_line,
    rank_rows,
)
from judge_desk.ui.shell import Shell

DOWN = Qt.SortOrder.DescendingOrder


def test_vietnamese_text_sorts_by_its_alphabet_and_is_found_without_marks() -> None:
    given = ["Ước mơ", "đá", "Bài 10", "an", "Âm", "ăn", "dạ", "bài 2", "da", "ốt", "ót", "ớt", "ấm"]
    right = ["an", "ăn", "Âm", "ấm", "bài 2", "Bài 10", "da", "dạ", "đá", "ót", "ốt", "ớt", "Ước mơ"]
    assert sorted(given, key=sort_key) == right
    assert found_key("Đề ÁN Ướm Ặ") == "de an uom a"


@pytest.fixture
def model(shell: Shell) -> RankingModel:
    standing, titles = results_table.result(40, 3)
    rows = rank_rows(standing, titles)
    made = RankingModel(shell.words)
    made.show_round(standing, rows, cut_line(standing, rows, shell.words))
    return made


def shown(model: RankingModel, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount()) if row != model.cut_row]


def test_the_cut_stands_only_in_the_order_of_places(model: RankingModel) -> None:
    assert model.cut_row == 20
    assert isinstance(model.index(20, PLACE).data(ROW_ROLE), CutLine)
    assert "20" in model.index(20, PLACE).data()
    assert model.rowCount() == 41
    actions: tuple[Callable[[], None], ...] = (
        lambda: model.sort(OFFICIAL, DOWN), lambda: model.search("17"), lambda: model.sort(PLACE, DOWN)
    )  # fmt: skip
    for act in actions:
        act()
        assert model.cut_row == -1
    model.search("")
    model.sort(PLACE)
    assert model.cut_row == 20


def test_an_entry_above_the_line_that_does_not_go_on_is_named_beside_it(shell: Shell) -> None:
    standing, titles = results_table.result(40, 3)
    list_ = standing.result.shortlist
    assert list_ is not None
    left = list_.inside[3]
    decided = Shortlist(
        tuple(each for each in list_.inside if each != left), (left, *list_.outside), (), (), None, decision=9
    )
    object.__setattr__(standing.result, "shortlist", decided)
    line = cut_line(standing, rank_rows(standing, titles), shell.words)
    assert line is not None
    assert left in line.words
    assert line.after == 20


def test_columns_sort_by_value_and_equals_stay_in_order_of_places(model: RankingModel) -> None:
    places = {code: at for at, code in enumerate(shown(model, CODE))}
    model.sort(OFFICIAL)
    values = [model.rows[places[code]].official or 0 for code in shown(model, CODE)]
    assert values == sorted(values)
    model.sort(TITLE)
    assert shown(model, TITLE) == sorted(shown(model, TITLE), key=sort_key)
    model.search("SO 17")
    assert [each.split()[-1] for each in shown(model, TITLE)] == ["17"]
    assert model.row_of("00017-7") == 0
    assert model.row_of("00001-1") == -1


def test_the_benchmark_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert results_table.main(["--short", "--json"]) == 0
    assert "ratio" in capsys.readouterr().out
