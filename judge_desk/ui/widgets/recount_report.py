"""The outcome of a recount: the answer, a card for each round and review, the findings, and what it cannot know."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from judge_desk.desks.recount_conclusion import Answer, conclude
from judge_desk.desks.recount_words import head_line, state_of
from judge_desk.desks.recounting import Recount, Recounted
from judge_desk.ui.models.recount_words import SIGNS, about, as_text, lines_of
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, clear, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Picture, Text
from judge_desk.wording.catalogue import open_catalogue

LIST: Final = 180


class RecountReport(QWidget):
    """Shows one recount; its buttons but the copy are the page's to connect."""

    def __init__(self, shell: Shell) -> None:
        """Make it without an outcome."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self._found: Recount | None = None
        self._given: tuple[str, ...] = ()
        self._saved = ""
        self._icon = Picture(look, "info", "text_2", 32)
        self.verdict, self.given = Text(look, "heading", wrap=True), Text(look, "caption", "text_2", wrap=True)
        self._cards = column(spacing=8)
        self.findings = LineList(look)
        self.limits = Text(look, "body", "text_2", wrap=True)
        self.copy, self.back = Button(look, "text", "copy"), Button(look, "plain", "chevron-left")
        self.again, self.save = Button(look, "plain", "refresh-cw"), Button(look, "primary", "file-text")
        self.copy.clicked.connect(self._copy)
        self._build()

    def _build(self) -> None:
        words = column(self.verdict, self.given, spacing=4)
        head = row(self._icon, words, spacing=16, margins=(20, 16, 20, 16))
        head.setStretchFactor(words, 1)
        frame = QFrame()
        frame.setMinimumHeight(self._shell.look.px(LIST))
        frame.setProperty("frame", "card")
        frame.setLayout(column(self.findings, margins=(2, 2, 2, 2)))
        limits = row(Picture(self._shell.look, "info", "text_2"), self.limits, spacing=10)
        limits.setStretchFactor(self.limits, 1)
        inner = QWidget()
        parts = column(card(head), self._cards, frame, limits, spacing=12, margins=(16, 12, 16, 12))
        parts.setStretchFactor(frame, 1)
        inner.setLayout(parts)
        acts = row(self.copy, 0, self.back, self.again, self.save, spacing=8, margins=(16, 8, 16, 12))
        area = scrolling(inner)
        whole = column(area, acts)
        whole.setStretchFactor(area, 1)
        self.setLayout(whole)

    def show_outcome(self, found: Recount, given: Sequence[str]) -> None:
        """Show a recount; ``given`` names what was read, a line each."""
        if found is not self._found:
            self._saved = ""
        self._found, self._given = found, tuple(given)
        self.speak()

    def tell_saved(self, file: Path) -> None:
        """Say that the record of this outcome lies in a file."""
        self._saved = file.name
        self.speak()

    def speak(self) -> None:
        """Say every word, the outcome in the language of now."""
        say, words = self._shell.words.say, self._shell.words
        self.copy.setText(say("ui.recount.copy"))
        self.back.setText(say("ui.recount.change"))
        self.again.setText(say("ui.recount.again"))
        self.save.setText(say("ui.recount.save"))
        self.limits.setText(say("recount.limits"))
        self.findings.setAccessibleName(say("ui.recount.findings"))
        if self._found is None:
            return
        conclusion = conclude(self._found)
        icon, tone = SIGNS[conclusion.answer]
        self._icon.show_icon(icon, tone)
        self.verdict.setText(head_line(conclusion, open_catalogue(words.language)))
        self.verdict.set_tone(tone)
        saved = (say("ui.recount.saved", name=self._saved),) if self._saved else ()
        self.given.setText("\n".join((*self._given, *saved)))
        self.findings.show_lines(lines_of(conclusion, words))
        clear(self._cards)
        for each in self._found.rounds:
            self._cards.addWidget(self._card(each))

    def _card(self, each: Recounted) -> QFrame:
        look, state = self._shell.look, state_of(each)
        title, told, sign = Text(look, "label", wrap=True), Text(look, "body", "text_2", wrap=True), Sign(look)
        title.setText(each.title)
        told.setText(about(each, self._shell.words))
        told.selectable()
        sign.show_state(*SIGNS[Answer(state)], self._shell.words.say(f"recount.sign.{state}"))
        lines = column(title, told, spacing=2)
        inner = row(lines, sign, spacing=12, margins=(20, 10, 16, 10))
        inner.setStretchFactor(lines, 1)
        return card(inner)

    def _copy(self) -> None:
        if self._found is not None:
            text = as_text(self._found, conclude(self._found), self._given, self._shell.words)
            QGuiApplication.clipboard().setText(text)
