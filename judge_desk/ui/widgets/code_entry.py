"""Thirty digits typed back off the paper: six fields of five that go on by themselves, each checked by itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Picture, Text, restyle

GROUPS: Final = 6
DIGITS: Final = 5


class CodeEntry(QWidget):
    """``changed`` says that something was typed. A paste of all thirty digits fills every field."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make six empty fields."""
        super().__init__()
        self._shell, look = shell, shell.look
        self._wanted, self._known = "", True
        self.fields: list[QLineEdit] = []
        self.signs: list[Picture] = []
        boxes = []
        for _ in range(GROUPS):
            field, sign = QLineEdit(), Picture(look, "circle-dashed", "text_2", 16)
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
            field.textEdited.connect(lambda text, field=field: self._typed(field, text))
            field.installEventFilter(self)
            self.fields.append(field)
            self.signs.append(sign)
            boxes.append(column(field, row(0, sign, 0), spacing=2))
        self.word = Text(look, "small", "stop", wrap=True)
        self.setLayout(column(row(*boxes, 0, spacing=8), self.word, spacing=6))
        look.changed.connect(self._follow)
        shell.words.changed.connect(self._check)
        self._follow()

    def _follow(self) -> None:
        font = self._shell.look.font("mark")
        for field in self.fields:
            field.setFont(font)
            field.setFixedWidth(QFontMetrics(font).horizontalAdvance("0" * DIGITS) + 28)

    def ask(self, wanted: str) -> None:
        """Ask for a code; the fields are empty, and what is typed is compared with it group by group."""
        self._wanted, self._known = wanted, True
        self._empty()

    def ask_unknown(self) -> None:
        """Ask for a code that only the paper knows; the fields are empty, and whole groups are only signed as whole."""
        self._wanted, self._known = "", False
        self._empty()

    def _empty(self) -> None:
        for field in self.fields:
            field.clear()
        self._check()

    @property
    def code(self) -> str:
        """What was typed, without blanks."""
        return "".join(field.text() for field in self.fields)

    @property
    def is_whole(self) -> bool:
        """Whether all thirty digits were typed."""
        return len(self.code) == GROUPS * DIGITS

    @property
    def is_right(self) -> bool:
        """Whether all thirty digits are those that were asked for."""
        return bool(self._wanted) and self.code == self._wanted

    def _typed(self, field: QLineEdit, text: str) -> None:
        place, digits = self.fields.index(field), "".join(each for each in text if each in "0123456789")
        for at, part in zip(range(place, GROUPS), _parts(digits) or [""], strict=False):
            self.fields[at].setText(part)
            place = at
        if len(self.fields[place].text()) == DIGITS and place + 1 < GROUPS:
            self.fields[place + 1].setFocus()
            self.fields[place + 1].selectAll()
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        """Sign every group that is whole; name the first wrong one."""
        say, wrong = self._shell.words.say, 0
        for number, (field, sign) in enumerate(zip(self.fields, self.signs, strict=True), start=1):
            text, wanted = field.text(), self._wanted[(number - 1) * DIGITS : number * DIGITS]
            field.setAccessibleName(say("ui.code_entry.group", number=number))
            if len(text) < DIGITS:
                sign.show_icon("circle-dashed", "text_2")
                restyle(field, mark="")
            elif text == wanted or not self._known:
                sign.show_icon("check", "ok")
                restyle(field, mark="")
                field.setAccessibleName(say("ui.code_entry.right", number=number))
            else:
                sign.show_icon("circle-x", "stop")
                restyle(field, mark="refused")
                wrong = wrong or number
        self.word.setText(say("ui.code_entry.wrong", number=wrong) if wrong else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back to the field before with Backspace in an empty one."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.fields:
            place = self.fields.index(watched)
            if event.key() == Qt.Key.Key_Backspace and not self.fields[place].text() and place:
                self.fields[place - 1].setFocus()
                return True
        return super().eventFilter(watched, event)


def _parts(digits: str) -> list[str]:
    return [digits[start : start + DIGITS] for start in range(0, len(digits), DIGITS)]
