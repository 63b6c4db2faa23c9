"""What a person may choose for this machine: language, size of text, look, volume; and where things are kept."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from judge_desk.desks.surroundings import silent
from judge_desk.ui.pages.page import Page
from judge_desk.ui.preferences import LANGUAGE, LOOK, TEXT_SIZE, VOLUME, Option
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.choice_row import ChoiceRow
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.text import Rule, Text

OPTIONS: Final = (LANGUAGE, TEXT_SIZE, LOOK, VOLUME)
WIDTH: Final = 640


class PreferencesPage(Page):
    """One column; there is nothing to confirm, for every choice takes effect at once."""

    def __init__(self, shell: Shell) -> None:
        """Make the page."""
        super().__init__(shell)
        look = shell.look
        self.header.sign.hide()
        self.rows = {option.name: ChoiceRow(look, option.choices) for option in OPTIONS}
        for option in OPTIONS:
            self.rows[option.name].picked.connect(partial(self._choose, option))
        self._place_label, self.place = Text(look, "caption_strong"), Text(look, "body", wrap=True).selectable()
        self._place_line = Text(look, "caption", "text_2", wrap=True)
        self.open_place = Button(look, "plain", "folder-open")
        self.open_place.clicked.connect(lambda: self.open_outside(self.shell.around(silent).home))
        self.report = Button(look, "text", "triangle-alert")
        self.report.clicked.connect(lambda: self.asked.emit("report", None))
        self._build()
        look.changed.connect(self._show_choices)
        self.speak()

    def _build(self) -> None:
        place = column(
            self._place_label,
            self.place,
            self._place_line,
            4,
            row(self.open_place, self.report, 0, spacing=8),
            spacing=4,
        )
        parts: list[QWidget] = []
        for number, each in enumerate(self.rows.values()):
            parts += [Rule(), each] if number else [each]
        frame = card(column(*parts, Rule(), place, spacing=16, margins=(20, 20, 20, 20)))
        frame.setMaximumWidth(WIDTH)
        inner = QWidget()
        middle = row(0, frame, 0)
        middle.setStretchFactor(frame, 100)
        inner.setLayout(column(middle, 0, margins=(16, 16, 16, 16)))
        self.fill(scrolling(inner))

    def _choose(self, option: Option, value: str) -> None:
        self.shell.preferences.choose(option, value)
        if option is LANGUAGE:
            self.shell.words.change(value)
        elif option is LOOK:
            self.shell.look.choose(look=value)
        elif option is TEXT_SIZE:
            self.shell.look.choose(text_size=value)
        self._show_choices()

    def _show_choices(self) -> None:
        for option in OPTIONS:
            self.rows[option.name].show_choice(self.shell.preferences.choice(option))

    def speak(self) -> None:
        """Say every word."""
        say = self.shell.words.say
        self.header.tell(say("ui.back.before"), say("ui.preferences.title"))
        for option in OPTIONS:
            words = {value: say(f"ui.choice.{option.name}.{value}") for value in option.choices}
            self.rows[option.name].tell(say(f"ui.preferences.{option.name}"), words)
        self._place_label.setText(say("ui.preferences.place"))
        self.place.setText(str(self.shell.around(silent).home))
        self._place_line.setText(say("ui.preferences.place_line"))
        self.open_place.setText(say("ui.preferences.open_place"))
        self.report.setText(say("ui.report.title"))
        self._show_choices()
        self.titled.emit()

    @property
    def subject(self) -> str:
        """The title of the page."""
        return self.shell.words.say("ui.preferences.title")

    def first(self) -> QWidget:
        """Begin at the first option's choice."""
        return self.rows[LANGUAGE.name].buttons[self.shell.preferences.choice(LANGUAGE)]
