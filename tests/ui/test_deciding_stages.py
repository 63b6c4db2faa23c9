"""The ranking with its question, the prizes, and the way of a result out of the house, through the window."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from judge_desk.contest.counting.prizes import AwardState
from judge_desk.contest.rulebook.rules import Prize
from judge_desk.contest.values.decisions import DecisionKind, Votes, announced, is_locked
from judge_desk.contest.values.identity import entry_code
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.deciding import Request
from judge_desk.desks.prize_reading import PrizeLine, candidates
from judge_desk.desks.rehearsing import Played
from judge_desk.desks.result_questions import Choice, Question
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.prize_rows import ENTRY, MONEY
from judge_desk.ui.models.ranking import ROW_ROLE, CutLine
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.prizes_stage import PrizesStage
from judge_desk.ui.stages.results_stage import ResultsStage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.question_panel import QuestionPanel
from tests.desks import small_contest
from tests.desks.small_contest import Small, copied
from tests.ui.cut_words import cut_words
from tests.ui.office import Office

SHAPES = (("vi", "light", (1366, 698)), ("en", "dark", (1280, 640)), ("vi", "light", (911, 430)))
REASON, PEOPLE = "Họp ngày 5/9", "Trần Văn Chủ (Trưởng ban); Đỗ Tổ Chức (Ban Tổ chức)"


@pytest.fixture(scope="session")
def tied(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a contest in which the fourth and the fifth are equal in everything, at a cut after the fourth."""
    small = small_contest.issued(tmp_path_factory.mktemp("tied"), approval="Tổ giám sát")
    levels = small.levels()
    codes = small.codes()
    levels[codes[4]] = levels[codes[3]]
    small.merge(*(small.seal(seat, levels) for seat in range(1, 6)))
    return small


@pytest.fixture
def desk(qtbot: QtBot, shell: Shell, tied: Small, tmp_path: Path) -> Office:
    """Give the secretary's window over a copy of it."""
    return Office(qtbot, shell, copied(tied, tmp_path / "contest"))


def results(desk: Office) -> ResultsStage:
    stage = desk.go("results")
    assert isinstance(stage, ResultsStage)
    return stage


def test_a_tie_across_the_cut_is_asked_decided_and_locked_step_by_step(desk: Office, qtbot: QtBot) -> None:
    stage = results(desk)
    codes = desk.small.codes()
    panel, model = stage.question, stage.table.ranking
    line = model.index(4, 0).data(ROW_ROLE)
    assert isinstance(line, CutLine)
    assert [model.index(row, 0).data() for row in (3, 5)] == ["4–5", "4–5"]
    assert set(panel.cards) == {"all_in", "none_in", "vote", "order"}
    assert not any(card.isChecked() for card in panel.cards.values())
    assert not panel.act.isEnabled()
    assert panel.lacking.text()
    QTest.mouseClick(panel.cards["vote"], Qt.MouseButton.LeftButton)
    tick = panel.picks.ticks[codes[4]]
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    for field, count in zip(panel.votes.fields.values(), "410", strict=True):
        field.setText(count)
    panel.form.reason_field.setText(REASON)
    assert not panel.act.isEnabled()
    panel.form.people_field.setText(PEOPLE)
    assert panel.act.isEnabled()
    QTest.mouseClick(panel.act, Qt.MouseButton.LeftButton)
    desk.settle()
    decided = desk.small.standing()
    assert decided.decisions[-1].votes == Votes(4, 1, 0)
    assert decided.result.shortlist is not None
    assert set(decided.result.shortlist.inside) == {*codes[:3], codes[4]}
    assert decided.result.questions == ()
    assert stage.onward.hasFocus()
    shown = [model.index(row, 1).data() for row in range(6)]
    assert shown == [*codes[:3], codes[4], None, codes[3]]
    assert "4" in model.index(4, 0).data()
    stage.table.setFocus()
    stage.table.show_code(codes[3])
    QTest.keyClick(stage.table, Qt.Key.Key_Return)
    assert stage.tabs.shown == "why"
    assert any("quyết định số" in text for text in stage.why.texts())

    _release(desk, qtbot)


def _release(desk: Office, qtbot: QtBot) -> None:
    """Approve, lock, open the names, announce, and open it for a correction."""
    stage = desk.go("prizes")
    assert isinstance(stage, PrizesStage)
    pane = stage.release
    for step in ("approval", "lock", "codes", "announce"):
        release = pane._release
        assert release is not None
        assert release.next is not None
        assert release.next.name == step
        assert not pane.act.isEnabled()
        pane.name.setText("Lê Giám Sát")
        pane.form.reason_field.setText(REASON)
        if step != "approval":
            pane.form.people_field.setText(PEOPLE)
        assert pane.missing() == ""
        QTest.mouseClick(pane.act, Qt.MouseButton.LeftButton)
        desk.settle()
    standing = desk.small.standing()
    assert is_locked(standing.decisions, standing.round.id)
    assert announced(standing.decisions, standing.round.id) is not None
    QTest.mouseClick(pane.correct, Qt.MouseButton.LeftButton)
    pane.form.reason_field.setText("Sai sót khi nhập")
    pane.form.people_field.setText(PEOPLE)
    QTest.mouseClick(pane.act, Qt.MouseButton.LeftButton)
    desk.settle()
    standing = desk.small.standing()
    assert not is_locked(standing.decisions, standing.round.id)
    assert pane._release is not None
    assert pane._release.next is not None
    assert pane._release.next.name == "lock" or pane._release.next.name == "approval"


def test_a_prize_changes_by_a_vote_and_a_special_prize_is_given(
    qtbot: QtBot, shell: Shell, tied: Small, tmp_path: Path
) -> None:
    small = copied(tied, tmp_path / "contest")
    rules = small.definition.read_text(encoding="utf-8")
    assert "[[prize_tables]]" in rules
    stage = PrizesStage(shell, Dossier(shell, small.contest))
    qtbot.addWidget(stage)
    asked: list[Request] = []
    for pane in (stage.change, stage.special):
        pane.decided.disconnect()
        pane.decided.connect(asked.append)
    standing = small.standing()
    codes = small.codes()
    prizes = (Prize("nhat", "Giải Nhất", 1, 5_000_000, "", "Bằng khen", "Chủ tịch"), Prize("nhi", "Giải Nhì", 20))
    place = standing.result.ranking.places[0]
    given = PrizeLine("giai", "Giải chung", prizes[0], AwardState.GIVEN, str(place.code), "Một cửa", 1, False, None)
    vacant = PrizeLine("giai", "Giải chung", prizes[1], AwardState.VACANT, "", "", 0, False, 7)
    stage.table.show_lines((given, vacant))
    assert stage.table.prizes.heads == (0,)
    assert stage.table.prizes.index(2, ENTRY).data() == shell.words.say("ui.prizes.state.vacant")
    assert stage.table.prizes.index(2, MONEY).data() == ""
    change = stage.change
    change.show_prize(None, frozenset(codes), False)
    assert change.missing()
    change.show_prize(given, frozenset(codes), False)
    assert not change.give.isChecked()
    assert not change.vacant.isChecked()
    change.give.click()
    change.codes.setText("077-7")
    assert "077-7" in change.missing()
    change.codes.setText(f"{codes[1]}, {codes[2]}")
    for field, count in zip(change.votes.fields.values(), "221", strict=True):
        field.setText(count)
    change.form.reason_field.setText(REASON)
    change.form.people_field.setText(PEOPLE)
    assert change.missing() == shell.words.say("ui.votes.lost")
    change.votes.fields["against"].setText("1")
    assert change.act.isEnabled()
    change.act.click()
    assert (asked[-1].about, asked[-1].value, asked[-1].votes) == (
        ("giai", "nhat"), f"{codes[1]} {codes[2]}", Votes(2, 1, 1)
    )  # fmt: skip
    change.show_prize(vacant, frozenset(codes), True)
    assert change.missing() == shell.words.say("ui.prize_change.locked")
    assert not change.give.isChecked()

    special = stage.special
    special.offer(standing.definition, standing.round, False)
    assert special.chosen == ""
    special.subject.setCurrentIndex(0)
    special.show_candidates(candidates(standing, special.chosen, {}))
    assert special.list.texts()[0].startswith(codes[0])
    assert special.missing()
    special.list.setCurrentIndex(special.list.lines.index(0))
    special.text.setText("Bài có tính mới nhất")
    special.form.reason_field.setText(REASON)
    special.form.people_field.setText(PEOPLE)
    special.act.click()
    assert (asked[-1].about, asked[-1].value) == ((codes[0], "criterion:1"), "Bài có tính mới nhất")


class Rehearsed(Small):
    """A rehearsed contest, both rounds locked."""

    @property
    def contest(self) -> Path:
        """The contest folder."""
        return self.place


def test_a_prize_of_a_locked_result_is_left_vacant_by_a_vote_after_opening_it(
    qtbot: QtBot, shell: Shell, played: Played, tmp_path: Path
) -> None:
    shutil.copytree(played.folder, tmp_path / "contest")
    desk = Office(qtbot, shell, Rehearsed(tmp_path / "contest"))
    stage = desk.go("prizes")
    assert isinstance(stage, PrizesStage)
    stage.table.selectRow(1)
    line = stage.table.current()
    assert line is not None
    assert stage.change.missing() == shell.words.say("ui.prize_change.locked")
    stage.release.correct.click()
    stage.release.form.reason_field.setText(REASON)
    stage.release.form.people_field.setText(PEOPLE)
    stage.release.act.click()
    desk.settle()
    stage.tabs.turn("change")
    stage.change.vacant.click()
    for field, count in zip(stage.change.votes.fields.values(), "410", strict=True):
        field.setText(count)
    stage.change.form.reason_field.setText(REASON)
    stage.change.form.people_field.setText(PEOPLE)
    stage.change.act.click()
    stage.change.act.click()
    desk.settle()
    with open_folder(desk.small.contest, read_only=True) as contest:
        made = [each for each in contest.decisions if each.kind is DecisionKind.PRIZE]
    assert [(each.value, each.votes) for each in made] == [("vacant", Votes(4, 1, 0))]
    assert stage.table.prizes.index(1, ENTRY).data() == shell.words.say("ui.prizes.state.vacant")
    assert not stage.change.vacant.isChecked()
    assert stage.change.votes.votes is None


def test_a_list_by_hand_is_cut_by_a_number_and_asks_where_it_would_part_equals(qtbot: QtBot, shell: Shell) -> None:
    hand = Choice(
        "by_hand", DecisionKind.CUT, ("vong-1",), "", Problem("choice.by_hand", Severity.NOTE, "", {"entries": 5})
    )
    asked = Problem("cut.manual", Severity.ASK, "vong-1", {"entries": 5})
    codes = tuple(entry_code(number) for number in range(1, 6))
    panel = QuestionPanel(shell)
    qtbot.addWidget(panel)
    panel.speak()
    panel.ask(Question(asked, (), codes, (hand,)), tuple(zip(codes, (1, 2, 2, 2, 5), strict=True)), {})
    panel.show()
    panel.cards["by_hand"].click()
    given: list[Request] = []
    panel.decided.connect(given.append)
    panel.form.reason_field.setText(REASON)
    panel.form.people_field.setText(PEOPLE)
    for count, parts in (("", ()), ("0", ()), ("6", ()), ("3", codes[1:4])):
        panel.count.setText(count)
        assert panel.missing()
        assert tuple(panel.picks.ticks) == parts
    panel.picks.ticks[codes[3]].click()
    assert panel.missing()
    panel.picks.ticks[codes[1]].click()
    panel.act.click()
    assert given[-1].value.split() == [codes[0], codes[1], codes[3]]
    panel.count.setText("4")
    panel.act.click()
    assert given[-1].value.split() == list(codes[:4])


@pytest.mark.parametrize("name", ["results", "prizes"])
def test_pages_fit_every_window_and_have_one_filled_button(desk: Office, name: str) -> None:
    for language, look, size in (
        ("vi", "light", (1366, 698)),
        ("en", "dark", (1280, 640)),
        ("vi", "light", (911, 430)),
    ):
        desk.shell.words.change(language)
        desk.shell.look.choose(look, "normal")
        desk.window.resize(*size)
        stage = desk.go(name)
        desk.qtbot.wait(5)
        assert stage.minimumSizeHint().width() <= stage.width()
        filled = [b for b in stage.findChildren(Button) if b.property("kind") == "primary" and b.isVisible()]
        assert len(filled) <= 1
        assert all(stage.rect().contains(b.mapTo(stage, b.rect().bottomRight())) for b in filled)
        assert cut_words(stage) == []
