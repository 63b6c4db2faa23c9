"""One line that offers to check this machine; not there where it was checked within 14 days."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame

from judge_desk.desks.preflight.reminding import is_due
from judge_desk.desks.surroundings import silent
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Picture, Text


class MachineOffer(QFrame):
    """Offered, never forced; ``wanted`` says that the person takes it."""

    wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the line; :meth:`weigh` says whether it is shown."""
        super().__init__()
        self._shell = shell
        self.text = Text(shell.look, "body", "text_2", wrap=True)
        self.act = Button(shell.look, "plain", "stethoscope")
        self.act.clicked.connect(self.wanted)
        line = row(Picture(shell.look, "monitor", "text_2", 18), self.text, self.act, spacing=10)
        line.setStretchFactor(self.text, 1)
        self.setLayout(column(line))
        shell.words.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        say = self._shell.words.say
        self.text.setText(say("ui.preflight.offer"))
        self.act.setText(say("ui.preflight.offer_act"))

    def weigh(self) -> None:
        """Show the line where the machine is due, and take it away where it is not."""
        self.setVisible(is_due(self._shell.around(silent)))

    def showEvent(self, event: QShowEvent) -> None:
        """Weigh again when the page is come back to."""
        super().showEvent(event)
        self.weigh()
