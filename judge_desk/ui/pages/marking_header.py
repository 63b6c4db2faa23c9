"""The header of the marking page: code, title, state, saved sign, how far, history, recusal."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from judge_desk.desks.marking import EntryLine, EntryState
from judge_desk.ui.models.entries import SIGNS
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.header import Header
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.text import Picture, Text


class MarkingHeader(Header):
    """Back and code stay at every width; the title goes into the tooltip where there is no room for it."""

    def __init__(self, shell: Shell) -> None:
        """Make the header without an entry."""
        super().__init__(shell.look, "body")
        look = shell.look
        self._shell = shell
        self._whole, self._narrow = "", False
        self.code = Text(look, "title")
        self._row.insertWidget(1, self.code)
        self._saved_icon, self.saved = Picture(look, "check", "ok", 16), Text(look, "small", "ok")
        self._saved = QWidget()
        self._saved.setLayout(row(self._saved_icon, self.saved, spacing=6))
        self.retry = Button(look, "plain")
        self.count = Text(look, "body", "text_2")
        self.history = Button(look, "text", "history")
        self.recuse = Button(look, "text", "circle-slash")
        self.put(self._saved, self.retry, self.count, self.history, self.recuse)
        self._row.setStretchFactor(self.title, 1)
        self.retry.hide()

    def show_line(self, line: EntryLine, field: str, locked: bool) -> None:
        """Show an entry: its title, in a blind round the title of its field, and its state."""
        say = self._shell.words.say
        self.code.setText(line.code)
        self.code.setAccessibleName(say("ui.marking.entry", code=line.code))
        self._whole = line.title or field
        self.code.setToolTip(self._whole)
        self._tell_title()
        icon, tone = SIGNS[line.state]
        self.sign.show_state(icon, tone, say(f"ui.entry_state.{line.state}"))
        self.recuse.setVisible(not locked and line.state is not EntryState.RECUSED)
        self.recuse.setText(say("ui.marking.recuse"))
        self.history.setText(say("ui.marking.history.act"))
        self.retry.setText(say("ui.marking.retry"))

    def show_saved(self, time: str, trouble: bool) -> None:
        """Say when the newest act came to disk, or that the disk does not take acts."""
        say = self._shell.words.say
        self._saved_icon.show_icon("triangle-alert" if trouble else "check", "stop" if trouble else "ok")
        self.saved.set_tone("stop" if trouble else "ok")
        self.saved.setText(say("ui.marking.unsaved") if trouble else say("ui.marking.saved", time=time))
        self._saved.setVisible(trouble or bool(time))
        self.retry.setVisible(trouble)

    def show_count(self, done: int, count: int) -> None:
        """Say how many entries are done."""
        self.count.setText(self._shell.words.say("ui.marking.count", done=done, count=count))

    def narrow(self, on: bool) -> None:
        """Leave out the title, which the tooltip of the code has, and the history, which its key opens."""
        self._narrow = on
        self.history.setVisible(not on)
        self._tell_title()

    def _tell_title(self) -> None:
        self.tell(self._shell.words.say("ui.marking.list"), "" if self._narrow else self._whole)
