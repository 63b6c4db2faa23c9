"""The first step of sealing: what is missing and what should be seen, with the way to each entry."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from judge_desk.desks.entry_sheets import EntryState
from judge_desk.desks.marking import Sitting
from judge_desk.ui.models.lines import LINE_ROLE
from judge_desk.ui.models.seal_words import Place, things_to_see
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.text import Rule, Text


class SealCheck(QWidget):
    """Lists what is to be seen; ``to_entry`` asks for an entry and criterion, ``done`` for the next step.

    ``partly`` asks to seal although marks are missing.
    """

    to_entry = Signal(str, str)
    done = Signal()
    partly = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the step without work."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self._next: Place | None = None
        self.title, self.summary = Text(look, "heading"), Text(look, "body", "text_2", wrap=True)
        self.list = LineList(look)
        self.go = Button(look, "plain", "arrow-right")
        self.why = Text(look, "small", "text_2", wrap=True)
        self.part, self.act = Button(look), Button(look, "primary", "arrow-right")
        heads = column(self.title, self.summary, spacing=4)
        top = row(heads, self.go, spacing=12, margins=(18, 10, 18, 10))
        top.setStretchFactor(heads, 1)
        self.box = card(column(top, Rule(), self.list, margins=(2, 2, 2, 2)))
        foot = row(self.why, self.part, self.act, spacing=8)
        foot.setStretchFactor(self.why, 1)
        whole = column(self.box, foot, spacing=12)
        whole.setStretchFactor(self.box, 1)
        self.setLayout(whole)
        self.list.opened.connect(self._open)
        self.list.chosen.connect(self._choose)
        self.go.clicked.connect(lambda: self._open(self.list.currentIndex().data(LINE_ROLE).key))
        self.part.clicked.connect(self.partly)
        self.act.clicked.connect(self._go_on)

    def show_work(self, sitting: Sitting) -> None:
        """Show what is to be seen in somebody's work."""
        say, gaps = self._shell.words.say, sitting.gaps()
        lines = things_to_see(sitting, self._shell.words)
        recused = sum(line.state is EntryState.RECUSED for line in sitting.lines())
        self._next = None if not gaps else lines[0].key  # type: ignore[assignment]  # gaps stand first: a code
        self.title.setText(say("ui.sealing.check.title"))
        self.list.setAccessibleName(self.title.text())
        marked = len(sitting.lines()) - recused
        some = say("ui.sealing.check.whole", marked=marked, recused=recused) if recused else ""
        whole = some or say("ui.sealing.check.whole_plain", marked=marked)
        self.summary.setText(say("ui.sealing.check.gaps", count=len(gaps)) if gaps else whole)
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self.go.setVisible(bool(lines))
        if lines:
            self.list.setCurrentIndex(self.list.lines.index(0, 0))
        self.part.setVisible(bool(gaps))
        self.part.setText(say("ui.sealing.check.partial"))
        self.why.setText(
            say("ui.sealing.check.why_gaps", count=len(gaps)) if gaps else say("ui.sealing.check.why_whole")
        )
        go_on = say("ui.sealing.check.go_on", code=self._next[0]) if self._next else ""
        self.act.setText(go_on or say("ui.sealing.check.next"))

    def _choose(self, key: Place) -> None:
        self.go.setText(self._shell.words.say("ui.sealing.check.to_entry", code=key[0]))

    def _open(self, key: Place) -> None:
        self.to_entry.emit(key[0], key[1] or "")

    def _go_on(self) -> None:
        if self._next is not None:
            self._open(self._next)
        else:
            self.done.emit()
