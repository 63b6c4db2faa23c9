"""Pains of programs for judging that are the window's: each in a short scenario that shows that it is not here."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QRadioButton

from judge_desk.contest.merge.grid import Cell
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.ui.models.collect_words import CELLS, OUTCOMES, SEATS, AboutSeat, BroughtFiles
from judge_desk.ui.models.ranking import CODE, OFFICIAL, PLACE
from judge_desk.ui.stages.choose_stage import ChooseStage
from judge_desk.ui.stages.matrix_stage import MatrixStage
from judge_desk.ui.stages.plan_stage import PlanStage
from judge_desk.ui.stages.results_stage import ResultsStage
from judge_desk.wording.figures import decimal
from tests.ui.office import Office

Open = Callable[..., Office]
ANSWERED = ("choose", "results", "prizes", "settle")
"""Stages where somebody answers by choosing."""
GREY = QImage.Format.Format_Grayscale8


def whole(office: Office, seat: int) -> Path:
    """Let a judge seal a whole ballot."""
    return office.small.seal(seat, office.small.levels())


def plan_of(office: Office, *files: Path) -> PlanStage:
    stage = office.go("plan", BroughtFiles(files))
    assert isinstance(stage, PlanStage)
    return stage


def test_a_merge_that_left_a_file_out_does_not_end_with_a_tick(office: Open) -> None:
    """P1, mistake 1: a merge of a part looks like the whole."""
    at = office("issued")
    cut = at.small.place / "dut.jdballot"
    cut.write_bytes(whole(at, 2).read_bytes()[:900])
    plan = plan_of(at, whole(at, 1), cut)
    plan.reason.setText("Thu phiếu")
    plan.act.click()
    at.settle()
    assert "Không nhận 1 tệp: dut.jdballot." in plan.notice.text.text()
    at.go("collect")
    plan = plan_of(at, whole(at, 3))
    plan.reason.setText("Thu phiếu")
    plan.act.click()
    at.settle()
    assert "Không nhận" not in plan.notice.text.text()


def test_the_total_on_the_screen_is_the_one_that_is_stored(office: Open) -> None:
    """P5: the total on the screen is not the one that was stored or printed."""
    at = office("counted")
    stage = at.go("results")
    assert isinstance(stage, ResultsStage)
    model = stage.table.ranking
    shown = {
        str(model.index(row, CODE).data()): (model.index(row, PLACE).data(), model.index(row, OFFICIAL).data())
        for row in range(model.rowCount())
        if re.fullmatch(r"[0-9]{3}-[0-9]", str(model.index(row, CODE).data()))
    }
    result = at.small.standing().result
    stored = {place.code: (str(place.number), decimal(place.official, 2, "vi")) for place in result.ranking.places}
    assert shown == stored


def test_no_answer_is_chosen_before_somebody_chooses_it(office: Open) -> None:
    """P3, mistake 2: a preselected answer or a default value counts."""
    at = office("issued")
    at.small.merge(whole(at, 1), at.small.seal(1, {**at.small.levels(), at.small.codes()[0]: [1, 1, 1]}, "b"))
    at.page.dossier.renew()
    at.settle()
    choose = at.go("choose", AboutSeat(1))
    assert isinstance(choose, ChooseStage)
    assert (len(choose.cards.cards) >= 3, choose.cards.chosen, choose.act.isEnabled()) == (True, -1, False)
    assert choose.why.text(), "and the button says that a choice is missing"
    for name in ANSWERED:
        for each in at.go(name).findChildren(QRadioButton):
            assert not each.isChecked(), (name, each.accessibleName())


def test_every_state_is_a_sign_and_a_word_and_is_told_apart_without_colours(office: Open) -> None:
    """P15: colour alone carries a status."""
    at = office("issued")
    codes, levels = at.small.codes(), at.small.levels()
    partial = at.small.seal(2, {**{code: levels[code] for code in codes[:-2]}, codes[0]: None}, partial="Ốm")
    at.small.merge(whole(at, 1), partial)
    at.small.decide(DecisionKind.BALLOT, ("2",), at.small.standing().view.seats[1].candidates[0])
    at.page.dossier.renew()
    at.settle()
    stage = at.go("matrix")
    assert isinstance(stage, MatrixStage)
    table, model = stage.view.table, stage.view.table.pairs
    pictures: dict[Cell, QImage] = {}
    table.setCurrentIndex(model.index(0, model.columnCount() - 1))
    table.clearFocus()
    QApplication.processEvents()
    for row in range(model.rowCount()):
        for column in range(3):
            index = model.index(row, column)
            grey = table.viewport().grab(table.visualRect(index)).toImage().convertToFormat(GREY)
            pictures.setdefault(model.cell(row, column), grey)
    wanted = {Cell.COUNTED, Cell.BLANK, Cell.RECUSED, Cell.EXCLUDED, Cell.MISSING}
    assert set(pictures) == wanted
    for one, other in combinations(pictures.items(), 2):
        assert one[1] != other[1], f"{one[0].name} and {other[0].name} differ by their colour alone"
    for language in ("vi", "en"):
        at.shell.words.change(language)
        for states, key in ((SEATS, "seat_state"), (OUTCOMES, "ui.plan.outcome"), (CELLS, "cell")):
            names = [each.name.lower() if isinstance(each, Cell) else str(each) for each in states]
            words = {at.shell.words.say(f"{key}.{name}", revision=1) for name in names}
            assert len(words) == len(states), (language, key)
