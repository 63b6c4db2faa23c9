"""A field of texts that may say anything, with what is known to fit offered as buttons.

What stands there is shown as a button that is down, in words; pressing it takes it out. An offer that ends with a colon
is only a beginning: its rest is asked for in a line of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.contest.rulebook.shape import Key, Kind
from judge_desk.desks.rules.raw import text_value
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.rule_field import RuleField


class FreeField(RuleField):
    """Without an offer it is a field like any other."""

    free = True

    def __init__(self, shell: Shell, path: str, key: Key, shape: str, offers: Mapping[str, str]) -> None:
        """Make the field of a key at a path; ``offers`` are texts that fit, each in words."""
        super().__init__(shell, path, key, shape, "", offers)

    def _editor(self) -> QWidget:
        editor = super()._editor()
        self.more, self._flow, self._begun = QLineEdit(), Flow(gap=6), ""
        if not self._choices_of:
            return editor
        editor.hide()  # what stands there is on the buttons
        for button in self._word_buttons((*self._choices_of,)):
            self._flow.addWidget(button)
        self.more.hide()
        self.more.returnPressed.connect(self._add_more)
        offered, holder = QWidget(), QWidget()
        offered.setLayout(self._flow)
        holder.setLayout(column(offered, self.more, editor, spacing=6))
        self.label.setBuddy(self.first)
        return holder

    @property
    def first(self) -> QWidget:
        """What takes the focus."""
        return next(iter(self.buttons.values())) if self._choices_of else super().first

    def _lines(self) -> list[str]:
        if isinstance(self.raw, list):
            return [str(each) for each in self.raw]
        return [self.raw] if isinstance(self.raw, str) and self.raw else []

    def _pick(self, value: str) -> None:
        lines = self._lines()
        if value.endswith(":"):
            self._begun = value
            self.buttons[value].setChecked(False)
            self.more.setPlaceholderText(self._choices_of[value])
            self.more.setAccessibleName(self._choices_of[value])
            self.more.show()
            self.more.setFocus()
            return
        several = self.key.kind is Kind.TEXTS
        self._put([each for each in lines if each != value] if value in lines else [*(lines if several else []), value])

    def _add_more(self) -> None:
        """Add what was begun with a button, and its rest."""
        text = " ".join(self.more.text().split())
        if text:
            self.more.clear()
            self.more.hide()
            self._put([*(self._lines() if self.key.kind is Kind.TEXTS else []), f"{self._begun}{text}"])

    def _put(self, lines: list[str]) -> None:
        if self.key.kind is Kind.TEXTS:
            self.typed.emit(self.path, "[" + ", ".join(map(text_value, lines)) + "]" if lines else None)
        else:
            self.typed.emit(self.path, text_value(lines[0]) if lines else None)

    def show_value(self, raw: Any) -> None:
        """Show what the file says, each text on a button of its own."""
        self.raw = raw
        lines = self._lines()
        for each in (line for line in lines if self._choices_of and line not in self.buttons):
            begin = next((one for one in self._choices_of if one.endswith(":") and each.startswith(one)), "")
            title = self._choices_of.get(begin, "").rstrip("…").strip()
            said = self._shell.words.say("ui.rules.case", title=title, value=each.removeprefix(begin))
            self._choices_of[each] = said if begin else each
            button = self._word_buttons((each,))[-1]
            button.setEnabled(self.may_edit)
            self._flow.addWidget(button)
        super().show_value(raw)
        for value, button in self.buttons.items():
            button.setChecked(value in lines)

    def freeze(self, frozen: bool) -> None:
        """Let the field only be read, or written again."""
        super().freeze(frozen)
        self.more.setEnabled(not frozen)
