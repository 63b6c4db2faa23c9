"""Changing a prize by a counted vote: to other entries, or not given at all. Nothing is chosen at first."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from judge_desk.contest.counting.prizes import VACANT, AwardState
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks.deciding import Request
from judge_desk.desks.prize_reading import PrizeLine
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.act_pane import ActPane
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.radio_card import RadioCard
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.vote_fields import VoteFields


class PrizeChange(ActPane):
    """The form; ``decided`` carries the request of the decision. With ``subjects`` it speaks of units and people."""

    decided = Signal(object)

    def __init__(self, shell: Shell) -> None:
        """Begin without a prize."""
        look = shell.look
        super().__init__(look, "vote")
        self._shell = shell
        self._line: PrizeLine | None = None
        self._known: Collection[str] = ()
        self._locked = False
        self.subjects = False
        self.title, self.now = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.give, self.vacant = RadioCard(look), RadioCard(look)
        self._group = QButtonGroup(self)
        for card in (self.give, self.vacant):
            self._group.addButton(card)
            card.toggled.connect(lambda _: self._turn())
        self.codes_label, self.codes = Text(look, "label", wrap=True), QLineEdit()
        self.codes_label.setBuddy(self.codes)
        self.votes, self.form = VoteFields(shell), DecisionForm(shell)
        for each in (self.votes, self.form):
            each.changed.connect(self.weigh)
        self.codes.textChanged.connect(lambda _: self.weigh())
        self.act.clicked.connect(self._decide)
        self._given = QWidget()
        self._given.setLayout(column(self.codes_label, self.codes, spacing=4))
        self._given.hide()
        cards = column(self.give, self.vacant, spacing=8)
        self.fill(self.title, self.now, cards, self._given, self.votes, self.form)

    def _say(self, key: str, **facts: str | int) -> str:
        """Say a sentence, about units and people where those get the prizes."""
        return self._shell.words.say(f"{key}_subjects" if self.subjects else key, **facts)

    def speak(self) -> None:
        """Say every word in the language of now."""
        say = self._shell.words.say
        self.give.tell(self._say("ui.prize_change.give"), self._say("ui.prize_change.give_meaning"))
        self.vacant.tell(say("ui.prize_change.vacant"), say("ui.prize_change.vacant_meaning"))
        self.codes_label.setText(self._say("ui.prize_change.codes"))
        self.codes.setAccessibleName(self._say("ui.prize_change.codes"))
        self.act.setText(say("ui.prize_change.act"))
        self.show_prize(self._line, self._known, self._locked)

    def show_prize(self, line: PrizeLine | None, known: Collection[str], locked: bool) -> None:
        """Show a prize; what was typed about another one is let go.

        Args:
            line: the prize under the cursor, None without one.
            known: the codes of the round.
            locked: whether the result is locked, so that nothing can be changed.
        """
        say, before = self._shell.words.say, self._line
        if before is not None and (line is None or (line.table, line.prize.id) != (before.table, before.prize.id)):
            self.clear()
        self._line, self._known, self._locked = line, known, locked
        self.title.setText(
            say("ui.prize_change.title", prize=line.prize.title) if line else say("ui.prize_change.which")
        )
        self.now.setText(self._present(line))
        self.now.setVisible(line is not None)
        self.weigh()

    def _present(self, line: PrizeLine | None) -> str:
        """Say who has the prize now, and by what."""
        if line is None:
            return ""
        say = self._shell.words.say
        if line.state is not AwardState.GIVEN:
            return say(f"ui.prize_change.now_{line.state}")
        entry = f"{line.code} {line.title}".strip()
        if line.decision is not None:
            return self._say("ui.prize_change.now_decided", entry=entry, number=line.decision)
        return self._say("ui.prize_change.now_ruled", entry=entry, place=line.place)

    def clear(self) -> None:
        """Empty the form."""
        self._group.setExclusive(False)
        for card in (self.give, self.vacant):
            card.setChecked(False)
        self._group.setExclusive(True)
        self.codes.clear()
        self.votes.clear()
        self.form.clear()
        self._given.hide()

    def _turn(self) -> None:
        self._given.setVisible(self.give.isChecked())
        self.weigh()

    def _typed(self) -> tuple[str, ...]:
        return tuple(self.codes.text().replace(",", " ").replace(";", " ").split())

    def missing(self) -> str:
        """Say what is missing before the change can be recorded; empty when nothing is."""
        say = self._shell.words.say
        if self._line is None:
            return say("ui.prize_change.which")
        if self._locked:
            return say("ui.prize_change.locked")
        if not self.give.isChecked() and not self.vacant.isChecked():
            return say("ui.prize_change.no_choice")
        if self.give.isChecked():
            typed = self._typed()
            if not typed:
                return self._say("ui.prize_change.no_codes")
            unknown = next((each for each in typed if each not in self._known), "")
            if unknown:
                return self._say("ui.prize_change.unknown", code=unknown)
        return self.votes.missing() or self.form.missing()

    def _decide(self) -> None:
        if self._line is None or self.missing():
            return
        about = (self._line.table, self._line.prize.id)
        value = VACANT if self.vacant.isChecked() else " ".join(self._typed())
        form = self.form
        self.decided.emit(Request("", DecisionKind.PRIZE, about, value, form.reason, form.people, self.votes.votes))
