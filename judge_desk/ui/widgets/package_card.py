"""What a package is, before anyone sits down: contest, round, how much, and the code to compare with the wall."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.code_block import CodeBlock
from judge_desk.ui.widgets.layouts import card, column
from judge_desk.ui.widgets.text import Rule, Text


class PackageCard(QWidget):
    """Titles and code; the code part can be left out where it was compared before."""

    def __init__(self, shell: Shell) -> None:
        """Make the card without a package."""
        super().__init__()
        look = shell.look
        self.title, self.line = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.head, self.caption = Text(look, "label"), Text(look, "body", "text_2", wrap=True)
        self.code = CodeBlock(look)
        self._below = QWidget()
        self._below.setLayout(column(10, Rule(), 10, self.head, self.caption, 6, self.code, spacing=2))
        parts = (self.title, self.line, self._below)
        self.setLayout(column(card(column(*parts, spacing=2, margins=(20, 16, 20, 16)))))

    def tell(self, title: str, line: str, head: str = "", caption: str = "", code: str = "") -> None:
        """Set the words; without a code its part is not there."""
        self.title.setText(title)
        self.line.setText(line)
        self.head.setText(head)
        self.caption.setText(caption)
        if code:
            self.code.show_code(code)
        self._below.setVisible(bool(code))
