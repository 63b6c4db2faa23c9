"""What the window remembers on this machine: options declared as data, its size, and recent places.

Everything lies in one ini file in the user's own folder. An option that the file does not hold, or holds wrongly, has
its default; a file that cannot be written costs nothing but the memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

from judge_desk.ui.theme import LOOKS, SCALES
from judge_desk.wording.catalogue import LANGUAGES

FILE: Final = "cua-so.ini"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a person can choose: its name, what it can be, what it is at first."""

    name: str
    choices: tuple[str, ...]
    default: str


LANGUAGE: Final = Option("language", LANGUAGES, LANGUAGES[0])
TEXT_SIZE: Final = Option("text_size", tuple(SCALES), "normal")
LOOK: Final = Option("look", LOOKS, LOOKS[0])
VOLUME: Final = Option("volume", ("20", "40", "60", "80", "100"), "80")
"""How loud clips begin, in hundredths."""
OPTIONS: Final = (LANGUAGE, TEXT_SIZE, LOOK, VOLUME)


class Preferences:
    """The remembered choices of this user."""

    def __init__(self, folder: Path) -> None:
        """Open the file in the user's folder; it is made when something is first remembered."""
        self._file = QSettings(str(folder / FILE), QSettings.Format.IniFormat)

    def choice(self, option: Option) -> str:
        """Give what was chosen, the default if nothing or nothing sensible was."""
        value = self._file.value(option.name)
        return value if isinstance(value, str) and value in option.choices else option.default

    def choose(self, option: Option, value: str) -> None:
        """Remember a choice.

        Raises:
            ValueError: the option has no such choice.
        """
        if value not in option.choices:
            raise ValueError(value)
        self._file.setValue(option.name, value)
        self._file.sync()

    def text(self, name: str) -> str:
        """Give a remembered text, empty if there is none."""
        value = self._file.value(name)
        return value if isinstance(value, str) else ""

    def remember(self, name: str, text: str) -> None:
        """Remember a text."""
        self._file.setValue(name, text)
        self._file.sync()

    @property
    def geometry(self) -> QByteArray:
        """Size and place of the window as Qt writes them; empty at first."""
        value = self._file.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    def remember_geometry(self, geometry: QByteArray) -> None:
        """Remember size and place of the window."""
        self._file.setValue("geometry", geometry)
        self._file.sync()
