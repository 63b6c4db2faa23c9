"""A judge's second round through the window: what is avoided, the teams, the clock, marks while it runs."""

from __future__ import annotations

from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks.entry_sheets import EntryState
from judge_desk.desks.rehearsing import Played
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.pages.conflicts_page import ConflictsPage
from judge_desk.ui.pages.defence_page import DefencePage
from judge_desk.ui.pages.entries_page import EntriesPage
from judge_desk.ui.round_clock import SECOND as NANOSECONDS
from tests.ui.cut_words import cut_words
from tests.ui.judge_files import SECOND
from tests.ui.judge_hands import Hands, Key, Sit, stick_of

REASON = "Cung don vi"


def test_a_judge_hears_the_teams_with_the_clock_and_marks_them(sit: Sit, played: Played) -> None:
    hands = sit(SECOND)
    hands.open_package(stick_of(played, SECOND))
    hands.copy_and_sit()
    page = hands.page(ConflictsPage)
    hands.picture("conflicts")
    assert not any(row.tick.isChecked() for row in page.rows)
    hands.click(page.rows[1].tick)
    hands.write(REASON)
    hands.click(page.go)
    entries = hands.page(EntriesPage)
    assert entries.bench is not None
    codes = [line.code for line in entries.bench.sitting.lines()]
    hands.picture("entries-open-round")
    hands.click(entries.pane.defence)
    hear(hands, codes)
    assert entries.bench.sitting.line(codes[0]).state is EntryState.DONE
    assert entries.bench.sitting.sheet(codes[1]).recusal == REASON


def hear(hands: Hands, codes: list[EntryCode]) -> None:
    """Start the clock with Space, mark while it runs, read a document, go on to a team that is not marked."""
    page = hands.page(DefencePage)
    assert page.bench is not None
    monotonic = page.clock.monotonic
    card, passed = page.left_side.card, [0]
    page.clock.monotonic = lambda: monotonic() + passed[0]
    assert page.code == codes[0]
    hands.key(Key.Key_F6)
    assert hands.focus is card.go
    hands.key(Key.Key_Space)
    hands.picture("defence")
    passed[0] = 545 * NANOSECONDS
    hands.wait(lambda: card.state.text() == "còn dưới 1 phút")
    hands.key(Key.Key_F6)
    for leaf in judged_leaves(page.bench.sitting.round.rubric):
        hands.write(str(int(leaf.maximum) - 1))
        hands.key(Key.Key_Return)
    assert page.header.sign.word == "Xong"
    passed[0] = 630 * NANOSECONDS
    hands.wait(lambda: card.state.text() == "quá giờ")
    hands.picture("defence-over")
    hands.window.resize(911, 430)
    hands.picture("defence-911")
    assert not cut_words(page)
    hands.window.resize(1366, 698)
    hands.answer(Question, lambda asked: hands.click(asked.act), lambda: hands.click(page.sheet.foot.next))
    assert page.code == codes[1]
    assert REASON in page.banner.sentence
    hands.picture("defence-recused")
    hands.click(page.header.button)
    assert hands.window.page.__class__ is EntriesPage
