"""The hall from the secretary's window: the official clock in the log, a result read out only once it is announced."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks import clock_keeping
from judge_desk.ui.stages.hall_stage import RESULTS, HallStage
from tests.journeys.by_hand import ONE
from tests.ui.office import OPERATOR, Office

Open = Callable[..., Office]


def _hall(office: Office) -> HallStage:
    stage = office.go("hall")
    assert isinstance(stage, HallStage)
    return stage


def _acts(office: Office) -> list[tuple[str, str, int]]:
    office.settle()
    lines = (office.small.contest / "nhat-ky.jsonl").read_text(encoding="utf-8").splitlines()
    bodies = [json.loads(each)["body"] for each in lines]
    return [
        (each["actor"], each["facts"]["doing"], each["facts"]["seconds"]) for each in bodies if each["what"] == "clock"
    ]


def test_the_clock_of_a_team_stands_in_the_log_and_is_found_again(office: Open) -> None:
    at = office("counted")
    stage = _hall(at)
    now = [0]
    stage.clock.monotonic = lambda: now[0]
    stage.card.go.click()
    now[0] += 95 * 1_000_000_000
    stage.card.go.click()
    stage.clock.correct(100, "Bấm muộn")
    at.settle()
    assert [each[1:] for each in _acts(at)] == [("start", 0), ("pause", 95), ("correct", 100)]
    assert {each[0] for each in _acts(at)} == {OPERATOR}
    first = at.small.codes()[0]
    clocks = clock_keeping.clocks_of(at.small.contest, ONE, at.small.around())
    assert next(each for each in clocks.teams if each.code == first).used == {"talk": 100}
    at.window.open("start")
    at.window.open("contest", at.small.contest)
    at.settle()
    assert _hall(at).clock.used(first, stage.clock.reading().phase) == 100


def test_nothing_of_a_result_is_shown_before_it_is_announced_then_last_place_first(office: Open) -> None:
    at = office("counted")
    stage = _hall(at)
    stage.open.click()
    stage.tabs.turn(RESULTS)
    assert (stage.hall.shown.title, stage.hall.shown.clock) == ("", "")
    assert not stage.next.isEnabled()
    at.small.decide(DecisionKind.FINAL, (ONE,))
    at.page.dossier.renew()
    at.settle()
    assert stage.order is not None
    assert not stage.next.isEnabled()
    assert "chưa công bố" in stage.said.text()
    assert (stage.hall.shown.title, stage.hall.shown.clock) == ("", "")
    at.small.decide(DecisionKind.UNSEAL, (ONE,), "opened")
    at.small.decide(DecisionKind.ANNOUNCE, (ONE,))
    at.page.dossier.renew()
    at.settle()
    shown = []
    while stage.next.isEnabled():
        stage.next.click()
        shown.append((stage.hall.shown.turn, stage.hall.shown.clock))
    last, first = shown[0][0], shown[-1][0]
    assert (last, first) == (f"Hạng {len(shown)}", "Hạng 1")
    scores = [float(each.replace(",", ".")) for _, each in shown]
    assert scores == sorted(scores)
    stage.back.click()
    assert stage.hall.shown.turn == "Hạng 2"
    at.window.activateWindow()
    at.qtbot.waitUntil(at.window.isActiveWindow)
    QTest.keyClick(at.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert stage.hall.is_blank
    stage.hall.close()
