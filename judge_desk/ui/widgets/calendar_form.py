"""What people record of one thing of a calendar: the fields that an act wants, all empty; nothing is an answer yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.ui.file_questions import ask_file
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.text import Text

FIELDS: Final = {
    "done": ("day", "count", "words"),
    "move": ("day", "words"),
    "drop": ("words",),
    "reopen": ("words",),
}
"""The fields of every act; ``count`` only where something is counted."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was typed for an act: its name, the day (ISO where it is one), how many, evidence or reason, a file."""

    act: str
    day: str
    count: str
    words: str
    file: Path | None


class CalendarForm(QWidget):
    """One act: ``kept`` carries what was typed, ``left`` says that the act is not wanted."""

    kept = Signal(object)
    left = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the form without an act; it is hidden until one is begun."""
        super().__init__()
        self._shell, look = shell, shell.look
        self.act, self._unit = "", ""
        self._file: Path | None = None
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        self.title = Text(look, "heading", wrap=True)
        self.labels = {name: Text(look, "label", wrap=True) for name in ("day", "count", "words")}
        self.fields = {name: QLineEdit() for name in self.labels}
        self.file, self.file_name = Button(look, "plain", "file"), Text(look, "caption", "text_2", wrap=True)
        self.file.clicked.connect(self._choose)
        self.write, self.stop = Button(look, "primary"), Button(look)
        self.write.clicked.connect(self._keep)
        self.stop.clicked.connect(self.left.emit)
        self.why = Text(look, "small", "text_2", wrap=True)
        for name, field in self.fields.items():
            self.labels[name].setBuddy(field)
            field.textChanged.connect(self._weigh)
            field.returnPressed.connect(self._onward)
        pairs = [each for name in self.fields for each in (self.labels[name], self.fields[name])]
        acts = QWidget()
        acts.setLayout(Flow(self.write, self.stop, gap=8))
        self.setLayout(column(self.title, *pairs, self.file, self.file_name, 6, acts, self.why, spacing=4))
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether an act was begun."""
        return bool(self.act)

    @property
    def has_words(self) -> bool:
        """Whether something was typed that is not recorded."""
        return self.is_open and any(field.text().strip() for field in self.fields.values())

    def begin(self, act: str, unit: str) -> None:
        """Begin an act with empty fields; ``unit`` is what is counted, empty where nothing is."""
        self.close_form()
        self.act, self._unit = act, unit
        self.speak()
        wanted = [name for name in FIELDS[act] if name != "count" or unit]
        for name, field in self.fields.items():
            field.setVisible(name in wanted)
            self.labels[name].setVisible(name in wanted)
        self.file.setVisible(act == "done")
        self._show_file()
        self.show()
        self._weigh()
        self.fields[wanted[0]].setFocus()

    def close_form(self) -> None:
        """Let go of what was typed."""
        self.act, self._file = "", None
        for field in self.fields.values():
            field.clear()
        self.hide()

    def speak(self) -> None:
        """Say every word in the language of now."""
        say = self._shell.words.say
        act = self.act or "done"
        self.title.setText(say(f"ui.calendar.act.{act}"))
        labels = {
            "day": say("ui.calendar.field.until" if act == "move" else "ui.calendar.field.day"),
            "count": say("ui.calendar.field.count", unit=self._unit),
            "words": say("ui.calendar.field.evidence" if act == "done" else "ui.calendar.field.reason"),
        }
        for name, words in labels.items():
            self.labels[name].setText(words)
            self.fields[name].setAccessibleName(words)
        self.fields["day"].setPlaceholderText(say("ui.rules.day"))
        self.file.setText(say("ui.calendar.choose_file"))
        self.write.setText(say("ui.calendar.write"))
        self.stop.setText(say("ui.calendar.leave"))
        self._weigh()

    def _missing(self) -> list[str]:
        return [name for name, field in self.fields.items() if not field.isHidden() and not field.text().strip()]

    def _weigh(self) -> None:
        missing = self._missing()
        self.write.setEnabled(not missing)
        self.why.setText(self._shell.words.say("ui.calendar.why") if missing else "")

    def _onward(self) -> None:
        """Go to the first field that is empty, else record."""
        missing = self._missing()
        if missing:
            self.fields[missing[0]].setFocus()
        else:
            self.write.click()

    def _keep(self) -> None:
        typed = {name: "" if field.isHidden() else field.text().strip() for name, field in self.fields.items()}
        parts = typed["day"].split("/")
        day = "-".join(part.strip().zfill(2) for part in reversed(parts)) if len(parts) == 3 else typed["day"]
        self.kept.emit(Written(self.act, day, typed["count"], typed["words"], self._file))

    def _choose(self) -> None:
        chosen = self.ask_file(self, self._shell.words.say("ui.calendar.choose_file"), "")
        if chosen is not None:
            self._file = chosen
            self._show_file()

    def _show_file(self) -> None:
        self.file_name.setText(self._file.name if self._file is not None else "")
        self.file_name.setVisible(self._file is not None)
