"""The steps of a secretary whose office has words of its own for the minutes."""

from __future__ import annotations

from judge_desk.desks import paper_texts
from judge_desk.ui.stages.papers_stage import PapersStage
from judge_desk.ui.stages.publicity_stage import PublicityStage
from judge_desk.ui.stages.texts_stage import TextsStage
from tests.ui.office_steps import Desk

WORDS = "Phiên họp của Hội đồng Giám khảo"


def say_it_their_way(desk: Desk) -> None:
    """Change a sentence of the minutes, put it in force with a reason, and go back to the papers."""
    hands = desk.hands
    hands.press(hands.stage(PublicityStage).header.button)
    papers = hands.stage(PapersStage)
    papers.list.go_to("bien-ban-ban-giam-khao")
    hands.rest()
    papers.doors["texts"].trigger()
    stage = hands.stage(TextsStage)
    stage.paper.setCurrentIndex(stage.paper.findData("minutes"))
    stage.paper.activated.emit(stage.paper.currentIndex())
    hands.put(stage.search, "subject")
    hands.pick(stage.list, 0)
    hands.put(stage.pane.own, WORDS)
    stage.ask_reason = lambda *_: "Công văn số 12/SNV"
    hands.snap("texts")
    hands.press(stage.use)
    assert paper_texts.texts_of(desk.contest, "minutes", stage.dossier.around(lambda *_: None)).own == {
        "subject": WORDS
    }
    assert stage.may_leave()
    hands.press(stage.header.button)
