"""The foot of the start page: language, size of text, preferences, help, version; a choice takes effect at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy

from judge_desk import __version__
from judge_desk.ui.preferences import LANGUAGE, TEXT_SIZE, Option
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.text import Text


class Choice(Button):
    """A button that shows what is chosen and opens a menu of the choices."""

    picked = Signal(str)

    def __init__(self, shell: Shell, icon: str, option: Option, now: Callable[[], str]) -> None:
        """Make the choice of an option; ``now`` gives what is in effect."""
        super().__init__(shell.look, "text", icon)
        self._shell, self._option, self._now = shell, option, now
        self.menu_ = QMenu(self)
        group = QActionGroup(self)
        self._acts: dict[str, QAction] = {}
        for value in option.choices:
            act = self.menu_.addAction("")
            act.setCheckable(True)
            act.triggered.connect(partial(self._pick, value))
            group.addAction(act)
            self._acts[value] = act
        self.setMenu(self.menu_)
        self.speak()

    def _pick(self, value: str) -> None:
        self.picked.emit(value)
        self.speak()

    def speak(self) -> None:
        """Say what is chosen, and every choice."""
        say, name = self._shell.words.say, self._option.name
        for value, act in self._acts.items():
            act.setText(say(f"ui.choice.{name}.{value}"))
            act.setChecked(value == self._now())
        self.setText(say(f"ui.foot.{name}", value=say(f"ui.choice.{name}.{self._now()}")))


class FootBar(QFrame):
    """Choices and help."""

    help_asked = Signal()
    preferences_asked = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the bar."""
        super().__init__()
        self.setProperty("frame", "foot")
        self._shell = shell
        words, look = shell.words, shell.look
        self.language = Choice(shell, "languages", LANGUAGE, lambda: words.language)
        self.text_size = Choice(shell, "a-large-small", TEXT_SIZE, lambda: look.text_size)
        self.preferences = Button(look, "text", "settings")
        self.preferences.clicked.connect(self.preferences_asked)
        self.help = Button(look, "text", "circle-question-mark")
        self.help.clicked.connect(self.help_asked)
        self._key = Text(look, "caption")
        self._key.setProperty("keycap", "true")
        self._key.setText("F1")
        self._key.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._version = Text(look, "caption", "text_2")
        self.language.picked.connect(self._language)
        self.text_size.picked.connect(self._text_size)
        parts = (self.language, self.text_size, self.preferences, self.help)
        self.setLayout(row(*parts, self._key, 0, self._version, spacing=8, margins=(24, 9, 24, 9)))
        look.changed.connect(self.speak)
        self.speak()

    def _language(self, value: str) -> None:
        self._shell.preferences.choose(LANGUAGE, value)
        self._shell.words.change(value)

    def _text_size(self, value: str) -> None:
        self._shell.preferences.choose(TEXT_SIZE, value)
        self._shell.look.choose(text_size=value)

    def speak(self) -> None:
        """Say every word."""
        for choice in (self.language, self.text_size):
            choice.speak()
        self.preferences.setText(self._shell.words.say("ui.preferences.title"))
        self.help.setText(self._shell.words.say("ui.foot.help"))
        self._version.setText(self._shell.words.say("ui.foot.version", version=__version__))
