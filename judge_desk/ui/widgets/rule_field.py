"""One key of the rules as a field: its name above, the value, and under it what is wrong with it or still open.

A field is accepted with Enter or when it is left; Esc brings the former value back. Nothing is chosen that the file
does not say: an unwritten yes or no shows neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from judge_desk.contest.rulebook.shape import Key, Kind
from judge_desk.desks.rules.raw import UNDECIDED, text_value
from judge_desk.desks.rules.words import label, word
from judge_desk.ui.models.rule_choices import ORDERED, SIGNED
from judge_desk.ui.models.rule_values import ordered_after, typed_of, value_of
from judge_desk.ui.models.rule_words import default_words, hint_words, is_long
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.remark_field import Paper
from judge_desk.ui.widgets.text import Picture, Text
from judge_desk.wording.catalogue import open_catalogue

FLAGS: Final = ("yes", "no")
LONGEST: Final = 40
"""Letters of a title on a button."""


class RuleField(QWidget):
    """``typed`` gives key path and TOML value, None to take the key out; ``asked`` that the point be left open."""

    typed = Signal(str, object)
    asked = Signal(str)
    free = False
    """Whether anything may be typed although something is offered."""

    def __init__(
        self, shell: Shell, path: str, key: Key, shape: str, title: str = "", choices: Mapping[str, str] | None = None
    ) -> None:
        """Make the field of a key at a path; ``title`` is said instead of the key's own name.

        ``choices`` are the ids that it may refer to, each with its title; without any, anything may be typed.
        """
        super().__init__()
        self._choices_of = dict(choices or {})
        self._shell, self.path, self.key, self._shape, self._title = shell, path, key, shape, title
        look = shell.look
        self.raw: Any = None
        self.may_open = True
        self.label = Text(look, "caption_strong")
        self.sign, self.line = Picture(look, "circle-x", "stop", 16), Text(look, "caption", "stop", wrap=True)
        self.open = Button(look, "text", "", "caption")
        self.open.clicked.connect(lambda: self.asked.emit(self.path))
        self.edit: QLineEdit | Paper | None = None
        self.buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._several = key.kind is Kind.TEXTS and bool(key.words or choices)
        self._ordered = self._several and (shape, key.name) in ORDERED
        chosen = not self.free and (self._several or bool(choices) or key.kind in (Kind.WORD, Kind.FLAG))
        editor = self._choices() if chosen else self._editor()
        under = row(self.sign, self.line, spacing=6)
        under.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        head = row(self.label, 0, self.open, spacing=8)
        self.setLayout(column(head, editor, under, spacing=2))
        self.speak()

    # --- the editor -----------------------------------------------------------------------------------------------

    def _choices(self) -> QWidget:
        words = FLAGS if self.key.kind is Kind.FLAG else (*self._choices_of,) or self.key.words
        holder = QWidget()
        holder.setLayout(Flow(*self._word_buttons(words), gap=6))
        self.label.setBuddy(self.buttons[words[0]])
        return holder

    def _word_buttons(self, words: tuple[str, ...]) -> list[Button]:
        for each in words:
            button = Button(self._shell.look, "chip")
            button.setMinimumWidth(self._shell.look.px(40))
            button.clicked.connect(partial(self._pick, each))
            self.buttons[each] = button
        return list(self.buttons.values())

    def _editor(self) -> QWidget:
        several = self.key.kind is Kind.TEXTS
        if several or is_long(self.key, self._shape):
            paper = Paper()
            paper.setTabChangesFocus(True)
            paper.setFont(self._shell.look.font("body"))
            paper.setFixedHeight(self._shell.look.px(108 if several else 64))
            paper.deserted.connect(self._accept)
            paper.ended.connect(self._restore)
            self.edit = paper
        else:
            line = QLineEdit()
            line.editingFinished.connect(self._accept)
            self.edit = line
        self.label.setBuddy(self.edit)
        holder = QWidget()
        beside = row(self.edit, *self._word_buttons(self.key.words if not several else ()), spacing=8)
        holder.setLayout(beside)
        beside.setStretchFactor(self.edit, 1)
        return holder

    @property
    def first(self) -> QWidget:
        """What takes the focus."""
        if self.edit is not None:
            return self.edit
        buttons = [*self.buttons.values()]
        return next((each for each in buttons if each.isChecked()), buttons[0])

    def _typed(self) -> str:
        if isinstance(self.edit, Paper):
            return self.edit.toPlainText()
        return self.edit.text() if self.edit is not None else ""

    def _accept(self) -> None:
        """Hand on what was typed, if it differs from what is there."""
        if self.edit is None or self.edit.isReadOnly():
            return
        if self._typed().strip() != typed_of(self.raw, self.key, self._shell.words.language).strip():
            self.typed.emit(self.path, value_of(self._typed(), self.key))

    def _restore(self) -> None:
        self.show_value(self.raw)

    def _pick(self, value: str) -> None:
        button = self.buttons[value]
        if self._ordered:
            signed = (self._shape, self.key.name) in SIGNED
            after = ordered_after(self.raw if isinstance(self.raw, list) else [], value, signed)
            self.typed.emit(self.path, "[" + ", ".join(map(text_value, after)) + "]" if after else None)
        elif self._several:
            chosen = [each for each, other in self.buttons.items() if other.isChecked()]
            self.typed.emit(self.path, "[" + ", ".join(map(text_value, chosen)) + "]" if chosen else None)
        elif not button.isChecked():
            self.typed.emit(self.path, None)
        elif self.key.kind is Kind.FLAG:
            self.typed.emit(self.path, "true" if value == "yes" else "false")
        else:
            self.typed.emit(self.path, text_value(value))

    def _write(self, text: str) -> None:
        if isinstance(self.edit, Paper):
            self.edit.setPlainText(text)
            self.edit.moveCursor(QTextCursor.MoveOperation.End)
        elif self.edit is not None:
            self.edit.setText(text)

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_value(self, raw: Any) -> None:
        """Show what the file says; a field that is being written keeps what was typed."""
        self.raw = raw
        chosen = ("yes" if raw else "no") if isinstance(raw, bool) else raw
        for value, button in self.buttons.items():
            button.setChecked(bool(self._places(value)) if isinstance(chosen, list) else value == chosen)
            self._name(button, self._word(value))
        if self.edit is None:
            return
        typed = (
            "" if isinstance(raw, str) and raw in self.buttons else typed_of(raw, self.key, self._shell.words.language)
        )
        if self._typed() != typed:
            self._write(typed)

    def show_state(self, faults: list[str], question: str) -> None:
        """Say what is wrong with the value, or the question that is open about it."""
        is_open = self.raw == UNDECIDED
        icon, tone = ("circle-x", "stop") if faults else ("scale", "warn")
        self.sign.show_icon(icon, tone)
        self.line.set_tone(tone)
        default = default_words(self.key, self._shape, self._shell.words) if self.raw is None else ""
        told = " ".join(faults) or (question if is_open else "")
        hint = hint_words(self.key, self._shape, self.raw, self._shell.words)
        if isinstance(self.edit, QLineEdit) and self.key.kind is not Kind.DAY:
            self.edit.setPlaceholderText(default)
            default = ""
        if not told:
            self.line.set_tone("text_2")
        if hint and default:
            default = f"{default[0].upper()}{default[1:]}."
        self.line.setText(told or f"{hint} {default}".strip())
        kept = self.sign.sizePolicy()
        kept.setRetainSizeWhenHidden(not self.line.text())
        self.sign.setSizePolicy(kept)
        self.sign.setVisible(bool(told))
        self.open.setVisible(self.key.open and self.may_open and not is_open and self.may_edit)
        name = self.label.text()
        said = f"{name}. {self.line.text()}" if self.line.text() else name
        for widget in (self.edit, *self.buttons.values()):
            if widget is self.edit and widget is not None:
                widget.setAccessibleName(said)
        for value, button in self.buttons.items():
            button.setAccessibleName(f"{name}: {self._word(value)}")

    @property
    def may_edit(self) -> bool:
        """Whether the field takes anything now."""
        return self.edit.isEnabled() and not self.edit.isReadOnly() if self.edit is not None else self._choosable

    _choosable = True

    def freeze(self, frozen: bool) -> None:
        """Let the field only be read, or written again."""
        self._choosable = not frozen
        if self.edit is not None:
            self.edit.setReadOnly(frozen)
        for button in self.buttons.values():
            button.setEnabled(not frozen)
        if frozen:
            self.open.hide()

    def _word(self, value: str) -> str:
        if self.key.kind is Kind.FLAG:
            return self._shell.words.say(f"rules.value.{value}")
        if self._choices_of.get(value):
            return self._in_order(value, self._choices_of[value])
        return word(self._shape, self.key.name, value, open_catalogue(self._shell.words.language))

    def _name(self, button: Button, word_: str) -> None:
        """Write a word on its button; a title longer than a button can be stands whole in its tip."""
        whole = len(word_) <= LONGEST
        half = LONGEST // 2  # what parts two long titles often stands at their end
        button.setText(word_ if whole else f"{word_[:half].rstrip()}…{word_[1 - half :].lstrip()}")
        button.setToolTip("" if whole else word_)

    def _places(self, value: str) -> list[tuple[int, bool]]:
        """Give where a reference stands in the list, from 1, and whether with a minus."""
        listed = self.raw if isinstance(self.raw, list) else []
        return [(place, one != value) for place, one in enumerate(listed, start=1) if one in (value, f"-{value}")]

    def _in_order(self, value: str, title: str) -> str:
        """Put the place before the title of a reference that is chosen, where the order counts."""
        places = self._places(value) if self._ordered else []
        if not places:
            return title
        place, smaller = places[0]
        key = "ui.rules.smaller" if smaller else "ui.rules.nth"
        return self._shell.words.say(key, place=place, title=title)

    def speak(self) -> None:
        """Say name and words."""
        say = self._shell.words.say
        self.label.setText(self._title or label(self._shape, self.key.name, open_catalogue(self._shell.words.language)))
        for value, button in self.buttons.items():
            self._name(button, self._word(value))
        self.open.setText(say("ui.rules.leave_open"))
        if isinstance(self.edit, QLineEdit) and self.key.kind is Kind.DAY:
            self.edit.setPlaceholderText(say("ui.rules.day"))
        if isinstance(self.edit, Paper) and self.key.kind is Kind.TEXTS:
            self.edit.setPlaceholderText(say("ui.rules.lines"))
