"""One sentence of a paper: as shipped, as the office wants it, its fields, and how it reads when it is printed."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from judge_desk.contest.values.problems import Findings
from judge_desk.desks.paper_texts import TextLine, example_of, filled_with_examples
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import clear, column, row, scrolling
from judge_desk.ui.widgets.remark_field import Paper
from judge_desk.ui.widgets.text import Picture, Rule, Text

LINES: Final = 4


class SentencePane(QWidget):
    """``typed`` tells the words that stand in the field now, ``dropped`` that the shipped sentence is wanted back."""

    typed = Signal(str)
    dropped = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the pane without a sentence."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self.line: TextLine | None = None
        self._number = 0
        self.title, self.shipped_title = Text(look, "heading", wrap=True), Text(look, "label", "text_2")
        self.shipped = Text(look, "body", wrap=True).selectable()
        self.own_title, self.own = Text(look, "label"), Paper()
        self.own.setTabChangesFocus(True)
        self.own.textChanged.connect(self._typed)
        self.own_title.setBuddy(self.own)
        self.sign, self.fault = Picture(look, "circle-x", "stop", 16), Text(look, "small", "stop", wrap=True)
        self.fields_title, self.fields = Text(look, "label", "text_2", wrap=True), QWidget()
        self._flow = Flow()
        self.fields.setLayout(self._flow)
        self.printed_title, self.printed = Text(look, "label", "text_2"), Text(look, "body", wrap=True)
        self.back = Button(look, "plain", "undo-2")
        self.back.clicked.connect(self.dropped)
        self._build()
        look.changed.connect(self._follow)
        self._follow()

    def _build(self) -> None:
        said = row(self.sign, self.fault, spacing=8)
        said.setStretchFactor(self.fault, 1)
        shipped = column(self.shipped_title, self.shipped, spacing=2)
        own = column(self.own_title, self.own, said, spacing=4)
        fields = column(self.fields_title, self.fields, spacing=6)
        printed = column(self.printed_title, self.printed, spacing=2)
        inside = QWidget()
        parts = (self.title, shipped, Rule(), own, fields, Rule(), printed, row(self.back, 0), 0)
        inside.setLayout(column(*parts, spacing=10, margins=(16, 12, 16, 12)))
        self._area = scrolling(inside)
        inside.setProperty("ground", "surface")
        self.setLayout(column(self._area, margins=(2, 2, 2, 2)))

    def _follow(self) -> None:
        look = self._shell.look
        self.own.setFont(look.font("body"))
        self.own.setMinimumHeight(LINES * look.line("body") + 20)

    def show_line(self, number: int, line: TextLine, text: str, fault: Findings) -> None:
        """Show a sentence, the ``number``-th of its paper, with the words that hold for it now."""
        if self.line != line:
            self._area.verticalScrollBar().setValue(0)
        self.line, self._number = line, number
        self.shipped.setText(_seen(line.shipped))
        self.own.blockSignals(True)
        self.own.setPlainText(text)
        self.own.blockSignals(False)
        self._show_fields(line)
        self.speak()
        self.show_fault(text, fault)

    def _show_fields(self, line: TextLine) -> None:
        clear(self._flow)
        for name in line.fields:
            chip = Button(self._shell.look, "plain", "plus")
            chip.setText(f"{{{name}}}")
            chip.setToolTip(example_of(name))
            chip.setAccessibleName(self._shell.words.say("ui.texts.insert", field=name, example=example_of(name)))
            chip.clicked.connect(partial(self._insert, name))
            self._flow.addWidget(chip)

    def speak(self) -> None:
        """Say every fixed word."""
        say, line = self._shell.words.say, self.line
        if line is None:
            return
        self.title.setText(say("ui.texts.sentence", number=self._number))
        self.title.setToolTip(say("ui.texts.in_file", key=line.key))
        self.shipped_title.setText(say("texts.label.shipped"))
        self.own_title.setText(say("ui.texts.own"))
        self.own.setAccessibleName(self.own_title.text())
        self.fields_title.setText(say("ui.texts.fields") if line.fields else say("ui.texts.no_fields"))
        self.printed_title.setText(say("texts.label.example"))
        self.back.setText(say("ui.texts.back"))

    def show_fault(self, text: str, fault: Findings) -> None:
        """Say what is wrong with the words, or how they read when they are printed."""
        line = self.line
        self.fault.setText(" ".join(map(self._shell.words.problem, fault)))
        for each in (self.sign, self.fault):
            each.setVisible(bool(fault))
        for shown in (self.printed_title, self.printed):
            shown.setVisible(not fault)
        self.printed.setText("" if fault else _seen(filled_with_examples(text)))
        self.back.setVisible(line is not None and text != line.shipped)

    def _insert(self, name: str) -> None:
        self.own.insertPlainText(f"{{{name}}}")
        self.own.setFocus()

    @property
    def words(self) -> str:
        """The words in the field, blanks that do not part kept as they are; line breaks only where there are some."""
        raw = self.own.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return raw if self.line is not None and "\n" in self.line.shipped else raw.replace("\n", " ")

    def _typed(self) -> None:
        if self.line is not None:
            self.typed.emit(self.words)


def _seen(text: str) -> str:
    return text.replace("\u00a0", " ")
