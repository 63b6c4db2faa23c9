"""What is said of one entry with a prize: its summary, to be confirmed, and its picture, to be chosen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from judge_desk.desks.publicity import MOST_STILLS, PictureChoice, Proposal, Winner
from judge_desk.desks.surroundings import silent
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row, scrolling
from judge_desk.ui.widgets.remark_field import Paper
from judge_desk.ui.widgets.still_sheet import StillSheet
from judge_desk.ui.widgets.text import Rule, Text
from judge_desk.ui.widgets.tick import Tick

LINES: Final = 6
PICTURE: Final = QSize(360, 270)
SHEET: Final = 720


class PublicityPane(QWidget):
    """One entry; the pane keeps what is typed of each until it is confirmed.

    ``confirmed`` asks to record the summary, ``pictured`` a choice of picture, ``asked`` to ask for a picture's file;
    ``left`` asks to leave the entry out or not; ``typed`` that the words changed.
    """

    confirmed = Signal(str)
    pictured = Signal(object)
    asked = Signal()
    left = Signal(bool)
    typed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the pane without an entry."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self.winner: Winner | None = None
        self.proposals: dict[str, Proposal] = {}
        self.drafts: dict[str, str] = {}
        self.title, self.people = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.leave_out = Tick(look)
        self.leave_out.clicked.connect(self.left)
        self.summary_title, self.state = Text(look, "strong"), Text(look, "small", "text_2", wrap=True)
        self.paper = Paper()
        self.paper.setTabChangesFocus(True)
        self.paper.textChanged.connect(self._typed)
        self.confirm = Button(look, "primary", "check")
        self.confirm.clicked.connect(lambda: self.confirmed.emit(self.paper.toPlainText()))
        self.picture_title, self.picture_state = Text(look, "strong"), Text(look, "small", "text_2", wrap=True)
        self.picture, self.stills = StillSheet(), StillSheet()
        self.choose = Button(look, "plain", "image")
        self._menu = QMenu(self.choose)
        self.choose.setMenu(self._menu)
        look.changed.connect(self._follow)
        self._build()
        self._follow()

    def _build(self) -> None:
        inside = QWidget()
        summary = column(self.summary_title, self.paper, self.state, row(self.confirm, 0), spacing=6)
        picture = column(
            self.picture_title, self.picture_state, self.picture, row(self.choose, 0), self.stills, spacing=6
        )
        head = column(self.title, self.people, row(self.leave_out, 0), spacing=4)
        inside.setLayout(column(head, Rule(), summary, Rule(), picture, 0, spacing=12, margins=(16, 12, 16, 12)))
        self._area = scrolling(inside)
        inside.setProperty("ground", "surface")
        self.setLayout(column(self._area, margins=(2, 2, 2, 2)))

    def _follow(self) -> None:
        look = self._shell.look
        self.paper.setFont(look.font("body"))
        self.paper.setMinimumHeight(LINES * look.line("body") + 20)
        self.picture.setMaximumSize(look.px(PICTURE.width()), look.px(PICTURE.height()))
        self.stills.setMaximumWidth(look.px(SHEET))

    def show_winner(self, winner: Winner) -> None:
        """Show an entry, with what was typed of it and not confirmed."""
        if self.winner is None or self.winner.code != winner.code:
            self._area.verticalScrollBar().setValue(0)
        self.winner = winner
        self.leave_out.setChecked(winner.is_out)
        self.paper.blockSignals(True)
        self.paper.setPlainText(self.drafts.get(winner.code, self._given(winner)))
        self.paper.blockSignals(False)
        self.speak()

    def forget(self) -> None:
        """Show no entry, and drop what was typed and read of the others."""
        self.winner = None
        self.proposals.clear()
        self.drafts.clear()

    def take_proposal(self, code: str, proposal: Proposal) -> None:
        """Take words that were read from a write-up; they stand in the field until somebody types or confirms."""
        self.proposals[code] = proposal
        if self.winner is not None and self.winner.code == code and code not in self.drafts:
            self.show_winner(self.winner)

    def _given(self, winner: Winner) -> str:
        if winner.is_confirmed:
            return winner.summary
        return self.proposals[winner.code].text if winner.code in self.proposals else ""

    @property
    def edited(self) -> bool:
        """Whether words of any entry were typed that are not confirmed."""
        return bool(self.drafts)

    @property
    def waits(self) -> bool:
        """Whether the entry that is shown has words that can be confirmed and are not."""
        winner, words = self.winner, self.paper.toPlainText().strip()
        if winner is None:
            return False
        return words != winner.summary if winner.is_confirmed else bool(words)

    def _typed(self) -> None:
        if self.winner is None:
            return
        words = self.paper.toPlainText()
        if words.strip() == self._given(self.winner):
            self.drafts.pop(self.winner.code, None)
        else:
            self.drafts[self.winner.code] = words
        self._say_state()
        self.typed.emit()

    def speak(self) -> None:
        """Say every word."""
        say, winner = self._shell.words.say, self.winner
        self.summary_title.setText(say("ui.publicity.summary"))
        self.paper.setAccessibleName(say("ui.publicity.summary"))
        self.confirm.setText(say("ui.publicity.confirm"))
        self.leave_out.setText(say("ui.publicity.leave_out"))
        self.leave_out.setAccessibleName(say("ui.publicity.leave_out"))
        self.picture_title.setText(say("ui.publicity.picture"))
        self.choose.setText(say("ui.publicity.choose"))
        if winner is None:
            return
        self.title.setText(winner.entry.title or winner.code)
        who = ", ".join(winner.authors), ", ".join(winner.units)
        both = say("ui.publicity.people", authors=who[0], units=who[1]) if all(who) else "".join(who)
        self.people.setText(f"{'; '.join(winner.prizes)}\n{both}")
        self.picture.show_file(winner.picture, say("ui.publicity.picture_words", code=winner.code))
        self.picture_state.setText("" if winner.picture is not None else say("ui.publicity.no_picture"))
        self.picture_state.setVisible(winner.picture is None)
        self.stills.show_file(winner.stills, say("ui.publicity.stills_words", code=winner.code))
        self._offer(winner)
        self._say_state()

    def _offer(self, winner: Winner) -> None:
        """Offer the stills of the clip, the entry's own pictures, any file, and none."""
        say = self._shell.words.say
        self._menu.clear()
        for number in range(1, MOST_STILLS + 1) if winner.clips else ():
            self._add(say("ui.publicity.still", number=number), PictureChoice(still=number))
        for each in winner.pictures:
            self._add(say("ui.publicity.own", name=each.name), PictureChoice(own=each.name))
        self._menu.addSeparator()
        self._menu.addAction(say("ui.publicity.file")).triggered.connect(lambda: self.asked.emit())
        self._add(say("ui.publicity.none"), PictureChoice()).setEnabled(winner.picture is not None)

    def _add(self, words: str, choice: PictureChoice) -> QAction:
        action = self._menu.addAction(words.replace("&", "&&"))
        action.triggered.connect(partial(self._choose, choice))
        return action

    def _choose(self, choice: PictureChoice) -> None:
        self.pictured.emit(choice)

    def choose_file(self, path: Path) -> None:
        """Ask to record a picture from a file."""
        self.pictured.emit(PictureChoice(file=path))

    def _say_state(self) -> None:
        winner = self.winner
        if winner is None:
            return
        self.state.set_tone("warn" if self.waits else "text_2")
        self.state.setText(self._state(winner))
        self.confirm.setEnabled(self.waits)

    def _state(self, winner: Winner) -> str:
        say, proposal = self._shell.words.say, self.proposals.get(winner.code)
        if winner.code in self.drafts:
            return say("ui.publicity.edited")
        if winner.note is not None and winner.is_confirmed:
            now = self._shell.around(silent).now()
            return say("ui.publicity.by", who=winner.note.who, time=self._shell.words.when(winner.note.time, now))
        if proposal is None:
            return say("ui.publicity.reading")
        if not proposal.text:
            return say("ui.publicity.no_proposal")
        return say("ui.publicity.from_write_up", name=proposal.name)
