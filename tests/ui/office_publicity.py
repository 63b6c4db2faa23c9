"""The steps of a secretary who introduces the entries with a prize and writes their pages."""

from __future__ import annotations

from dataclasses import replace

from judge_desk.ui.stages.hall_stage import HallStage
from judge_desk.ui.stages.papers_stage import PapersStage
from judge_desk.ui.stages.publicity_stage import PublicityStage
from tests.ui.office_steps import Desk

WORDS = "Giúp người dân làm thủ tục tại nhà."


def introduce(desk: Desk) -> None:
    """Confirm what is proposed of one entry and own words of another, leave one out, and write the folder."""
    hands = desk.hands
    hands.press(hands.stage(HallStage).header.button)
    hands.stage(PapersStage).doors["publicity"].trigger()
    stage = hands.stage(PublicityStage)
    stage.shell = replace(stage.shell, ask_folder=lambda parent, title, start: desk.place / "usb-web")
    assert stage.pane.confirm.isEnabled(), "words of the write-up are proposed"
    hands.press(stage.pane.confirm)
    hands.pick(stage.list, 1)
    hands.put(stage.pane.paper, WORDS)
    assert not stage.may_leave()
    hands.press(stage.pane.confirm)
    assert stage.may_leave()
    hands.pick(stage.list, 5)
    hands.tick(stage.pane.leave_out)
    hands.rest()
    hands.snap("publicity")
    hands.press(stage.write)
    assert stage.written is not None
    assert stage.written.winners == 5
    assert WORDS in "".join(each.read_text("utf-8") for each in stage.written.folder.glob("bai-*.html"))
    hands.snap("publicity-written")
