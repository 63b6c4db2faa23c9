"""What the reader asks of a view of files: pages or a clip, each in a viewer of its own."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from judge_desk.desks.reading import ReadyFile


class FileView(Protocol):
    """A widget that shows the file of one tab.

    Signals of every view: ``moved()``, when the position is another one and may be kept; ``outside()``, when the person
    wants the file opened with the machine's own program (the reader asks first).
    """

    def open(self, ready: ReadyFile, position: str) -> None:
        """Show a file that is checked, at a position that :meth:`position` gave before, empty for the beginning."""

    def position(self) -> str:
        """Give the position as a short text that only this view reads."""

    def leave(self) -> None:
        """Stop what plays and end the viewer; :meth:`open` may be called again."""

    def panel(self) -> QWidget:
        """Give the widget that takes the keys when the view gets the focus."""
