"""The fields of one entry as a person writes them, and its files; nothing is written before the reason is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from judge_desk.contest.rulebook.definition import Definition
from judge_desk.desks.entries import EntryForm
from judge_desk.ui.file_questions import ask_files
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.choice_box import ChoiceBox
from judge_desk.ui.widgets.layouts import card, clear, column, row
from judge_desk.ui.widgets.text import Text

AUTHOR_LINES: Final = 3
FIELDS: Final = ("title", "kind", "field", "authors", "unit", "received", "sent")


class EntryFields(QWidget):
    """``changed`` says that something differs; :meth:`form` gives the fields, ``added`` and ``without`` the files."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make empty fields."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self.ask_files: Callable[[QWidget, str], tuple[Path, ...]] = ask_files
        self.labels = {name: Text(look, "label") for name in (*FIELDS, "files")}
        self.title, self.unit = QLineEdit(), QLineEdit()
        self.received, self.sent = QLineEdit(), QLineEdit()
        self.kind, self.field = ChoiceBox(look), ChoiceBox(look)
        self.authors = QPlainTextEdit()
        self.authors.setTabChangesFocus(True)
        self.authors.setFixedHeight(look.px(AUTHOR_LINES * 24 + 16))
        self.hint = Text(look, "caption", "text_2", wrap=True)
        self.files: tuple[str, ...] = ()
        self.added: tuple[Path, ...] = ()
        self.without: tuple[str, ...] = ()
        self.add_files = Button(look, "plain", "file")
        self.add_files.clicked.connect(self._ask_files)
        self.inside = Button(look, "plain", "eye")
        self.closed = Text(look, "caption", "text_2", wrap=True)
        self._locked = False
        self._file_rows = column(spacing=4)
        self._before = EntryForm("", "", "", "", "")
        self._build()
        for field in (self.title, self.unit, self.received, self.sent, self.authors):
            field.textChanged.connect(lambda *_: self.changed.emit())
        for combo in (self.kind, self.field):
            combo.currentIndexChanged.connect(lambda _: self.changed.emit())

    def _build(self) -> None:
        def labelled(name: str, field: QWidget) -> QWidget:
            holder = QWidget()
            self.labels[name].setBuddy(field)
            holder.setLayout(column(self.labels[name], field, spacing=4))
            return holder

        choices = row(labelled("kind", self.kind), labelled("field", self.field), spacing=12)
        times = row(labelled("received", self.received), labelled("sent", self.sent), spacing=12)
        for pair in (choices, times):
            pair.setStretch(0, 1)
            pair.setStretch(1, 1)
        files = row(self.labels["files"], self.closed, self.inside, self.add_files, spacing=8)
        files.setStretchFactor(self.closed, 1)
        parts = (
            labelled("title", self.title),
            choices,
            labelled("authors", self.authors),
            self.hint,
            labelled("unit", self.unit),
            times,
            files,
            self._file_rows,
        )
        self.setLayout(column(card(column(*parts, 0, spacing=10, margins=(16, 12, 16, 12)))))

    def speak(self) -> None:
        """Say the labels."""
        say = self._shell.words.say
        for name, label in self.labels.items():
            label.setText(say(f"ui.entry.label.{name}"))
        for name in FIELDS:
            getattr(self, name).setAccessibleName(say(f"ui.entry.label.{name}"))
        self.hint.setText(say("ui.entry.authors_hint"))
        self.received.setPlaceholderText(say("ui.entry.time_hint"))
        self.sent.setPlaceholderText(say("ui.entry.time_hint"))
        self.add_files.setText(say("ui.entry.add_files"))
        self.inside.setText(say("ui.inside.look"))
        self._show_files()

    def show_form(self, form: EntryForm, files: tuple[str, ...], definition: Definition, locked: bool) -> None:
        """Show an entry; ``locked`` leaves only its title and authors to be put right."""
        self._before, self.files, self.added, self.without = form, files, (), ()
        self._fill(self.kind, [(each.id, each.title) for each in definition.entrants], form.kind)
        self._fill(self.field, [(each.id, each.title) for each in definition.fields], form.field)
        self.title.setText(form.title)
        self.title.setCursorPosition(0)
        self.authors.setPlainText(form.authors)
        self.unit.setText(form.unit)
        self.received.setText(form.received)
        self.sent.setText(form.sent)
        for each in (self.kind, self.field, self.unit, self.received, self.sent, self.add_files):
            each.setEnabled(not locked)
        self._locked = locked
        self._show_files()

    def _fill(self, combo: ChoiceBox, choices: list[tuple[str, str]], chosen: str) -> None:
        combo.blockSignals(True)
        combo.clear()
        for key, title in choices:
            combo.addItem(title, key)
        combo.setCurrentIndex(next((n for n, (key, _) in enumerate(choices) if key == chosen), -1))
        combo.setPlaceholderText(self._shell.words.say("ui.entry.choose"))
        combo.blockSignals(False)

    def form(self) -> EntryForm:
        """Give what stands in the fields."""
        return EntryForm(
            self.title.text(),
            str(self.kind.currentData() or ""),
            str(self.field.currentData() or ""),
            self.authors.toPlainText(),
            self.unit.text(),
            self.received.text(),
            self.sent.text(),
        )

    @property
    def differs(self) -> bool:
        """Say whether anything was changed."""
        return self.form() != self._before or bool(self.added or self.without)

    def _ask_files(self) -> None:
        chosen = self.ask_files(self, self._shell.words.say("ui.entry.ask_files"))
        if chosen:
            self.added = tuple(dict.fromkeys((*self.added, *chosen)))
            self._show_files()
            self.changed.emit()

    def _leave_out(self, name: str) -> None:
        if name in self.without:
            self.without = tuple(each for each in self.without if each != name)
        else:
            self.without = (*self.without, name)
        self._show_files()
        self.changed.emit()

    def _drop(self, path: Path) -> None:
        self.added = tuple(each for each in self.added if each != path)
        self._show_files()
        self.changed.emit()

    def _show_files(self) -> None:
        say = self._shell.words.say
        clear(self._file_rows)
        self.closed.setText(say("ui.intake.drawn") if self._locked else "")
        for name in self.files:
            gone = name in self.without
            said = say("ui.entry.file_gone", name=name) if gone else name
            self._file_rows.addWidget(self._file_row(said, "keep" if gone else "leave_out", name, None))
        for path in self.added:
            self._file_rows.addWidget(self._file_row(say("ui.entry.file_new", name=path.name), "leave_out", "", path))

    def _file_row(self, said: str, act: str, name: str, path: Path | None) -> QWidget:
        look, holder = self._shell.look, QWidget()
        text, button = Text(look, "body", wrap=True), Button(look, "text")
        text.setText(said)
        button.setText(self._shell.words.say(f"ui.entry.{act}"))
        button.setAccessibleName(f"{self._shell.words.say(f'ui.entry.{act}')}: {name or said}")
        button.setEnabled(not self._locked)
        if path is not None:
            button.clicked.connect(lambda: self._drop(path))
        else:
            button.clicked.connect(lambda: self._leave_out(name))
        inner = row(text, button, spacing=8)
        inner.setStretchFactor(text, 1)
        holder.setLayout(inner)
        return holder
