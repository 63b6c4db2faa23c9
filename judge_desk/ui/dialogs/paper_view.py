"""A paper of ours, large: to read it, print it, save it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.paper_reader import PaperReader
from judge_desk.ui.widgets.text import Text

SIZE: Final = (940, 660)


class PaperView(QDialog):
    """Pages with zoom, small pages and search.

    ``print_asked`` and ``save_asked`` are for whoever opened it; :meth:`tell` says the outcome.
    """

    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget, shell: Shell, title: str, paper: Paper, acts: bool = True) -> None:
        """Make the view; with ``acts`` the paper can be printed and saved from here."""
        super().__init__(parent)
        look, say = shell.look, shell.words.say
        self.setWindowTitle(title)
        room = parent.window().size()
        self.resize(min(look.px(SIZE[0]), room.width()), min(look.px(SIZE[1]), room.height()))
        self.reader = PaperReader(shell)
        self.preview = self.reader.preview
        self.preview.setAccessibleName(title)
        self.said = Text(look, "small", "text_2", wrap=True)
        self.print, self.save = Button(look, "plain", "printer"), Button(look)
        self.shut = Button(look, "primary")
        for button, key in ((self.print, "print"), (self.shut, "close")):
            button.setText(say(f"ui.paper.{key}"))
        self.save.setText(say("ui.paper.save"))
        self.print.setVisible(acts)
        self.save.setVisible(acts)
        self.print.clicked.connect(self.print_asked)
        self.save.clicked.connect(self.save_asked)
        self.shut.clicked.connect(self.accept)
        foot = row(self.said, self.save, self.print, self.shut, spacing=8)
        foot.setStretchFactor(self.said, 1)
        pages = card(column(self.reader, margins=(2, 2, 2, 2)))
        inner = column(pages, foot, spacing=12, margins=(16, 12, 16, 12))
        inner.setStretchFactor(pages, 1)
        self.setLayout(inner)
        self.reader.show_paper(paper)
        self.preview.setFocus()

    def tell(self, sentence: str) -> None:
        """Say what became of printing or saving."""
        self.said.setText(sentence)
