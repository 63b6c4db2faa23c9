"""The foot of the marking page: words about the entry, the running total, what is left, and the way on."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from judge_desk.desks.marking import EntryLine
from judge_desk.ui.models.rubric_words import figure
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.text import Text

TEXT_SIDE: Final = 10
"""px between the edge of a text button and its icon."""


class MarkFoot(QFrame):
    """Two rows, or one where the window is low; the buttons are the page's to connect.

    ``onward`` is the key of the words on the button that goes to the next entry.
    """

    def __init__(self, shell: Shell) -> None:
        """Make the foot without words."""
        super().__init__()
        self.setProperty("frame", "foot")
        self._shell = shell
        self._joined = self._full = False
        self.onward = "ui.marking.next"
        look = shell.look
        self.remark, self.note = Button(look, "text", "message-square"), Button(look, "text", "eye-off")
        self._sum, self.total, self.most = (
            Text(look, "body", "text_2"),
            Text(look, "total"),
            Text(look, "body", "text_2"),
        )
        self.later, self.next = Button(look, "plain", "clock"), Button(look, "primary", "arrow-right")
        self.back = Button(look, "plain", "chevron-left")
        self.left = Text(look, "small", "text_2")
        upper, lower = QWidget(), QWidget()
        indent = (TEXT_SIDE, 0, 0, 0)  # the words of the buttons above then start where the button below does
        upper.setLayout(row(self.remark, self.note, 0, self._sum, self.total, self.most, spacing=8))
        lower.setLayout(row(self.later, 0, self.left, self.back, self.next, spacing=12, margins=indent))
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._box.setSpacing(8)
        self._box.setContentsMargins(16 - TEXT_SIDE, 8, 16, 10)
        self._box.addWidget(upper, 1)
        self._box.addWidget(lower)
        self.setLayout(self._box)

    def join(self, joined: bool) -> None:
        """Put both rows into one, and leave out words that say nothing new."""
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if joined else QBoxLayout.Direction.TopToBottom)
        self._box.setSpacing(12 if joined else 8)
        self._joined = joined
        self._leave_out()

    def _leave_out(self) -> None:
        room = self.width() - self._box.contentsMargins().left() - self._box.contentsMargins().right()
        above = (self.remark, self.note, self._sum, self.total, self.most)
        below = [self.left, *(each for each in (self.later, self.back, self.next) if not each.isHidden())]
        wide = room >= sum(each.sizeHint().width() for each in above) + 8 * (len(above) - 1)
        self._sum.setVisible(not self._joined and wide)
        wide = room - TEXT_SIDE >= sum(each.sizeHint().width() for each in below) + 12 * (len(below) - 1)
        self.left.setVisible(not self._full or (not self._joined and wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out, where there is no room, words that the screen reader still says."""
        super().resizeEvent(event)
        self._leave_out()

    def move_to(self, layout: QBoxLayout) -> None:
        """Stand at the end of another layout; the style sheet takes fonts away on the move, so they are given back."""
        fonts = [(each, each.font()) for each in self.findChildren(QWidget)]
        layout.addWidget(self)
        for each, font in fonts:
            each.setFont(font)

    def show_line(self, line: EntryLine, most: str, locked: bool, ends: tuple[bool, bool]) -> None:
        """Show where an entry stands; ``most`` is the most a total can be, ``ends`` whether it is first and last."""
        first, last = ends
        words = self._shell.words
        say, left = words.say, line.criteria - line.given
        self._sum.setText(say("ui.marking.total.so_far" if left else "ui.marking.total.whole"))
        self.total.setText(figure(line.total, words) if line.given else "–")
        self.most.setText(f"/ {most}")
        self.total.setAccessibleName(f"{self._sum.text()} {self.total.text()} {self.most.text()}")
        state = say("ui.marking.left", count=left) if left else say("ui.marking.left_none")
        self.left.setText("" if locked else state)
        self.later.setText(say("ui.marking.not_later" if line.state == "later" else "ui.marking.later"))
        self.later.setVisible(not locked)
        self._full = locked or not left
        self._leave_out()
        self.next.setText(say("ui.marking.to_list" if last else self.onward))
        self.back.setVisible(not first)
        self.back.setAccessibleName(say("ui.marking.before"))
        self.back.setToolTip(say("ui.marking.before"))

    def tell_words(self, remark: bool, note: bool) -> None:
        """Say whether there is a remark and a note."""
        say = self._shell.words.say
        for button, there, name in ((self.remark, remark, "remark"), (self.note, note, "note")):
            word = say(f"ui.marking.{name}.act")
            button.setText(f"{word} ✓" if there else word)
            button.setAccessibleName(say(f"ui.marking.{name}.has") if there else word)
        self._leave_out()
