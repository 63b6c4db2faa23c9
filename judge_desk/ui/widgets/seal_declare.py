"""The second step of sealing: the declaration in words, a box nobody ticked beforehand, and the PIN once more."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from judge_desk.contest.values.problems import Refusal, WrongPin
from judge_desk.desks.entry_sheets import EntryState
from judge_desk.desks.marking import Sitting
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.pin_field import DIGITS, PinField
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.tick import Tick

MOST: Final = 720
_PARTS: Final = ("who", "counts", "own", "fixed", "closed", "again")


class SealDeclare(QWidget):
    """The declaration; ``declared`` gives the PIN that was typed, ``back`` asks for the check again."""

    declared = Signal(str)
    back = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the step without work."""
        super().__init__()
        look = shell.look
        self._shell, self._wait, self._busy = shell, 0, False
        self.title = Text(look, "heading")
        self.parts = {name: Text(look, "body", wrap=True).selectable() for name in _PARTS}
        self.box, self.pin_label, self.pin = Tick(look), Text(look, "label"), PinField(look)
        self.fault = Text(look, "small", "stop", wrap=True)
        self.progress = ProgressPanel(shell.words, look, can_stop=False)
        self.why, self.back_button = Text(look, "small", "text_2", wrap=True), Button(look, "plain", "chevron-left")
        self.act = Button(look, "primary", "lock")
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._fields()
        self._build()

    def _fields(self) -> None:
        self.pin_label.setBuddy(self.pin)
        self.box.toggled.connect(self._weigh)
        self.box.clicked.connect(lambda on: self.pin.setFocus() if on else None)
        self.pin.textChanged.connect(self._weigh)
        self.pin.returnPressed.connect(self._declare)
        self.act.clicked.connect(self._declare)
        self.back_button.clicked.connect(self.back)
        self._second.timeout.connect(self._tick)

    def _build(self) -> None:
        texts = [row(text, 0) for text in self.parts.values()]
        for text, line in zip(self.parts.values(), texts, strict=True):
            text.setMaximumWidth(MOST)
            line.setStretch(0, 100)
        ask = column(self.pin_label, row(self.pin, 0), self.fault, spacing=4)
        inner = column(
            self.title, *texts, 4, row(self.box, 0), 4, ask, self.progress, spacing=8, margins=(20, 16, 20, 16)
        )
        holder = QWidget()
        holder.setLayout(column(card(inner), 0))
        self._area = area = scrolling(holder)
        foot = row(self.why, self.back_button, self.act, spacing=8)
        foot.setStretchFactor(self.why, 1)
        whole = column(area, foot, spacing=12)
        whole.setStretchFactor(area, 1)
        self.setLayout(whole)

    def begin(self) -> None:
        """Begin anew: nothing is ticked, nothing typed."""
        self.box.setChecked(False)
        self.pin.clear()
        self.fault.setText("")
        self._weigh()

    def show_work(self, sitting: Sitting, reason: str) -> None:
        """Show the declaration for somebody's work; ``reason`` says why marks are missing, empty when none are."""
        say, lines, blank = self._shell.words.say, sitting.lines(), len(sitting.gaps())
        recused = sum(line.state is EntryState.RECUSED for line in lines)
        counts = {"entries": len(lines), "marked": len(lines) - recused - blank, "recused": recused}
        contest, again = sitting.definition.short_title, sitting.revision + 1
        if blank:
            told = say("ui.sealing.declare.counts_partial", **counts, blank=blank, reason=reason)
        elif recused:
            told = say("ui.sealing.declare.counts", **counts)
        else:
            told = say("ui.sealing.declare.counts_plain", entries=len(lines))
        who = say(
            "ui.sealing.declare.who", name=sitting.name, seat=sitting.seat, round=sitting.round.title, contest=contest
        )
        words = {
            "who": who,
            "counts": told,
            "own": say("ui.sealing.declare.own"),
            "fixed": say("ui.sealing.declare.fixed"),
            "closed": say("ui.sealing.declare.closed") if sitting.manifest.opening is not None else "",
            "again": say("ui.sealing.declare.again", revision=again) if again > 1 else "",
        }
        for name, text in self.parts.items():
            text.setText(words[name])
            text.setVisible(bool(words[name]))
        self.title.setText(say("ui.sealing.declare.title"))
        self.box.setText(say("ui.sealing.declare.box"))
        self.pin_label.setText(say("ui.sealing.declare.pin", seat=sitting.seat))
        self.pin.setAccessibleName(self.pin_label.text())
        self.back_button.setText(say("ui.sealing.declare.back"))
        self.act.setText(say("ui.sealing.declare.seal"))
        self._weigh()

    def busy(self, on: bool) -> None:
        """Take nothing while the ballot is sealed."""
        self._busy = on
        for each in (self.box, self.pin, self.back_button):
            each.setEnabled(not on)
        self._weigh()

    def refused(self, refusal: Refusal, sentence: str) -> None:
        """Say why it was not sealed; after a wrong PIN how long to wait."""
        self.fault.setText(sentence)
        if isinstance(refusal, WrongPin):
            self.pin.clear()
            self.wait(int(refusal.problem.facts.get("seconds", 0)))
        self.pin.setFocus()
        self._area.ensureWidgetVisible(self.fault)

    def wait(self, seconds: int) -> None:
        """Take no PIN for so many seconds."""
        self._wait = seconds
        if seconds:
            self._second.start()
        self._weigh()

    def _tick(self) -> None:
        self._wait = max(self._wait - 1, 0)
        if not self._wait:
            self._second.stop()
            self.fault.setText("")
        self._weigh()

    def _weigh(self) -> None:
        """Say why there is no act."""
        say = self._shell.words.say
        if self._wait:
            why = say("ui.sealing.declare.why_wait", seconds=self._wait)
        elif not self.box.isChecked():
            why = say("ui.sealing.declare.why_box")
        elif len(self.pin.text()) < DIGITS:
            why = say("ui.sealing.declare.why_pin")
        else:
            why = ""
        self.act.setEnabled(not why and not self._busy)
        self.why.setText(say("ui.sealing.declare.sealing") if self._busy else why or say("ui.sealing.declare.ready"))

    def _declare(self) -> None:
        if self.act.isEnabled():
            self.fault.setText("")
            self.declared.emit(self.pin.text())
