"""The card that writes a sealed ballot to a stick, and says "safe to remove" only after it was read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame

from judge_desk.ui.models.seal_words import time_and_day
from judge_desk.ui.shell import Shell
from judge_desk.ui.sticks import Stick
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import clear, column, row
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.text import Picture, Text, restyle
from judge_desk.ui.words import Words
from judge_desk.wording.figures import file_size


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a writing: when (ISO), the name of the stick or folder, whether it was a stick."""

    time: str
    place: str
    stick: bool

    def text(self) -> str:
        """Write it for the score file's memory."""
        return f"{self.time}\t{'stick' if self.stick else 'folder'}\t{self.place}"

    @staticmethod
    def read(text: str) -> Kept | None:
        """Read it again; None when nothing is remembered."""
        parts = text.split("\t")
        return Kept(parts[0], parts[2], parts[1] == "stick") if len(parts) == 3 else None


class UsbCard(QFrame):
    """Where the ballot can be written to, and what became of it; ``wanted`` asks to write into a folder."""

    wanted = Signal(object)

    def __init__(self, shell: Shell) -> None:
        """Make the card."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self.setProperty("frame", "card")
        self._sticks: tuple[Stick, ...] = ()
        self._written: Kept | None = None
        self._root: Path | None = None
        self._pulled = False
        self._file, self._failed, self._writing, self._more, self._lead = ("", 0), "", False, False, False
        self.picture = Picture(look, "usb", "text_2", 24)
        self.title, self.text = Text(look, "heading"), Text(look, "body", "text_2", wrap=True)
        self.file = Text(look, "label", wrap=True).selectable()
        self.progress = ProgressPanel(shell.words, look, can_stop=False)
        self.folder, self.more = Button(look, "plain", "folder"), Button(look, "plain", "usb")
        self._places = column(spacing=8)
        self.folder.clicked.connect(self._ask)
        self.more.clicked.connect(self.another)
        self.buttons: list[Button] = []
        lines = column(self.title, self.text, self.file, self.progress, 0, spacing=4)
        self._inner = row(lines, column(self.more, self._places, self.folder, 0, spacing=8), spacing=12)
        self._inner.setStretchFactor(lines, 1)
        inner = row(self.picture, self._inner, spacing=12)
        inner.setStretchFactor(self._inner, 1)
        self.setLayout(column(inner, margins=(20, 12, 20, 12)))

    def lie(self, way: QBoxLayout.Direction) -> None:
        """Set the buttons beside the words, or under them."""
        self._inner.setDirection(way)

    def begin(self, file: str, size: int, kept: Kept | None) -> None:
        """Show a ballot's file, and what is remembered of its last writing."""
        self._file, self._written, self._root = (file, size), kept, None
        self._failed, self._writing, self._more, self._pulled = "", False, False, False
        self.speak()

    def show_sticks(self, sticks: Sequence[Stick]) -> None:
        """Take the sticks that are plugged in now; another one at the place of the written one is not taken for it."""
        self._sticks = tuple(sticks)
        self._pulled = self._pulled or not self._is_there()
        self.speak()

    def lead(self, on: bool) -> None:
        """Let this card hold the page's next step."""
        if self._lead != on:
            self._lead = on
            self.speak()

    @property
    def is_written(self) -> bool:
        """Whether the ballot was ever written out."""
        return self._written is not None

    @property
    def written(self) -> Kept | None:
        """What is remembered of the last writing."""
        return self._written

    def writing(self) -> None:
        """Show that it is being written."""
        self._writing, self._failed = True, ""
        self.speak()

    def done(self, root: Path, kept: Kept) -> None:
        """Show that it was written, read back and compared."""
        self._writing, self._more, self._root, self._written = False, False, root, kept
        self._pulled = False
        self.speak()

    def fail(self, sentence: str) -> None:
        """Show why it was not written; the ways to try again stay."""
        self._writing, self._failed = False, sentence
        self.speak()

    def another(self) -> None:
        """Ask for one more stick."""
        self._more, self._failed = True, ""
        self.speak()

    @property
    def safe(self) -> bool:
        """Whether the stick that was written is still there, and may be pulled out."""
        return self._is_there() and not (self._pulled or self._writing or self._failed or self._more)

    def _is_there(self) -> bool:
        return any(self._root == each.root for each in self._sticks)

    def speak(self) -> None:
        """Say every word."""
        say, shown = self._shell.words.say, self._written is not None and not (self._more or self._failed)
        icon, tone, title, text = self._state()
        self.picture.show_icon(icon, tone)
        self.title.setText(title)
        self.title.set_tone("text" if tone == "text_2" else tone)
        self.text.setText(text)
        self.file.setText(say("ui.sealing.usb.file", name=self._file[0], size=self._size(self._file[1])))
        self.file.setVisible(shown and not self._writing)
        self.more.setText(say("ui.sealing.usb.more"))
        self.more.setVisible(shown and not self._writing)
        self.folder.setText(say("ui.sealing.usb.to_folder"))
        self.folder.setVisible(not shown and not self._writing)
        restyle(self, tone="ok" if self.safe else "stop" if self._failed else "")
        self._offer([] if shown or self._writing else [each for each in self._sticks if not each.locked])

    def _state(self) -> tuple[str, str, str, str]:
        """Give icon, tone, heading and sentence."""
        say, locked = self._shell.words.say, next((each for each in self._sticks if each.locked), None)
        title = say("ui.sealing.usb.title")
        if self._writing:
            return "usb", "accent", title, say("ui.sealing.usb.writing")
        if self._failed:
            return "circle-x", "stop", say("ui.sealing.usb.failed"), self._failed
        if self._written is not None and not self._more:
            return self._told(self._written)
        if any(not each.locked for each in self._sticks):
            return "usb", "text_2", title, say("ui.sealing.usb.found")
        if locked is not None:
            return "usb", "warn", title, say("ui.sealing.usb.locked", name=locked.name)
        return "usb", "text_2", title, say("ui.sealing.usb.none")

    def _told(self, kept: Kept) -> tuple[str, str, str, str]:
        say = self._shell.words.say
        head = "safe" if self.safe else "gone" if kept.stick and self._root is not None else "written"
        told = written_words(kept, self._shell.words)
        return "usb" if self.safe else "circle-check", "ok", say(f"ui.sealing.usb.{head}"), told

    def _size(self, size: int) -> str:
        return file_size(size, self._shell.words.language)

    def _offer(self, sticks: list[Stick]) -> None:
        """Show a button for each stick; the same sticks keep their buttons, and so the focus."""
        say = self._shell.words.say
        if [button.property("root") for button in self.buttons] != [str(each.root) for each in sticks]:
            clear(self._places)
            self.buttons = [self._button(each) for each in sticks]
            for button in self.buttons:
                self._places.addWidget(button)
        for number, (button, stick) in enumerate(zip(self.buttons, sticks, strict=True)):
            free = say("ui.sealing.usb.free", free=self._size(stick.free))
            button.setText(say("ui.sealing.usb.to_stick", name=stick.name))
            button.setToolTip(free)
            button.setAccessibleDescription(free)
            button.become("primary" if self._lead and number == 0 else "plain")
        self.folder.become("primary" if self._lead and not sticks and not self._writing else "plain")

    def _button(self, stick: Stick) -> Button:
        button = Button(self._shell.look, "plain", "usb")
        button.setProperty("root", str(stick.root))
        button.clicked.connect(partial(self.wanted.emit, stick.root))
        return button

    def _ask(self) -> None:
        title = self._shell.words.say("ui.sealing.usb.ask_folder")
        start = self._sticks[0].root if self._sticks else Path.home()
        chosen = self._shell.ask_folder(self, title, start)
        if chosen is not None:
            self.wanted.emit(chosen)


def place_of(folder: Path, sticks: Sequence[Stick]) -> tuple[Path, str, bool]:
    """Say of a folder that was written into: the stick's root, its name, and whether it is a stick at all."""
    for stick in sticks:
        if folder.is_relative_to(stick.root):
            return stick.root, stick.name, True
    return folder, folder.name or str(folder), False


def written_words(kept: Kept, words: Words) -> str:
    """Say where and when a ballot was written, read back and compared."""
    key = "to_usb" if kept.stick else "to_place"
    return words.say(f"ui.sealing.usb.{key}", place=kept.place, **time_and_day(kept.time, words))
