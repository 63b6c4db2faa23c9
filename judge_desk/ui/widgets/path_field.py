"""A field for a folder, with a button to choose one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import row


class PathField(QWidget):
    """A folder: typed, pasted or chosen."""

    def __init__(self, shell: Shell) -> None:
        """Make an empty field."""
        super().__init__()
        self._shell = shell
        self._title = ""
        self.edit = QLineEdit()
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choose = Button(shell.look, "plain", "folder")
        self.choose.clicked.connect(self._choose)
        self.setLayout(row(self.edit, self.choose, spacing=8))

    def tell(self, title: str, verb: str) -> None:
        """Set the title of the question for a folder, and the verb of the button."""
        self._title = title
        self.choose.setText(verb)
        self.edit.setAccessibleName(title)

    def path(self) -> Path | None:
        """Give the folder, None when nothing is written."""
        text = self.edit.text().strip()
        return Path(text).expanduser() if text else None

    def show_path(self, path: Path) -> None:
        """Write a folder into the field."""
        self.edit.setText(str(path))
        self.edit.setCursorPosition(0)

    def _choose(self) -> None:
        start = self.path() or Path.home()
        while not start.is_dir() and start != start.parent:
            start = start.parent
        chosen = self._shell.ask_folder(self, self._title, start)
        if chosen is not None:
            self.show_path(chosen)
