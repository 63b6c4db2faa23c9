"""A paper of ours, large: to read it, print it, save it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from judge_desk.ui.paper_preview import Paper, PdfPreview
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text

SIZE: Final = (940, 660)


class PaperView(QDialog):
    """Pages with zoom; ``print_asked`` and ``save_asked`` are for whoever opened it, :meth:`tell` says the outcome."""

    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget, shell: Shell, title: str, paper: Paper, acts: bool = True) -> None:
        """Make the view; with ``acts`` the paper can be printed and saved from here."""
        super().__init__(parent)
        look, say = shell.look, shell.words.say
        self._say = say
        self.setWindowTitle(title)
        room = parent.window().size()
        self.resize(min(look.px(SIZE[0]), room.width()), min(look.px(SIZE[1]), room.height()))
        self.preview = PdfPreview(look)
        self.preview.setAccessibleName(title)
        self.page, self.said = Text(look, "body", "text_2"), Text(look, "small", "text_2", wrap=True)
        smaller, larger = Button(look, "plain", "zoom-out"), Button(look, "plain", "zoom-in")
        self.print, self.save = Button(look, "plain", "printer"), Button(look)
        self.shut = Button(look, "primary")
        for button, key in (
            (smaller, "zoom_out"), (larger, "zoom_in"), (self.print, "print"), (self.shut, "close"),
        ):  # fmt: skip
            button.setText(say(f"ui.paper.{key}"))
        self.save.setText(say("ui.paper.save"))
        self.print.setVisible(acts)
        self.save.setVisible(acts)
        smaller.clicked.connect(lambda: self.preview.zoom(-1))
        larger.clicked.connect(lambda: self.preview.zoom(1))
        self.print.clicked.connect(self.print_asked)
        self.save.clicked.connect(self.save_asked)
        self.shut.clicked.connect(self.accept)
        self.preview.turned.connect(self._turned)
        top = row(self.page, 0, smaller, larger, spacing=8)
        foot = row(self.said, self.save, self.print, self.shut, spacing=8)
        foot.setStretchFactor(self.said, 1)
        inner = column(top, self.preview, foot, spacing=12, margins=(16, 12, 16, 12))
        inner.setStretchFactor(self.preview, 1)
        self.setLayout(inner)
        self.preview.show_paper(paper)
        self.preview.setFocus()

    def _turned(self, page: int, pages: int) -> None:
        self.page.setText(self._say("ui.paper.page", page=page + 1, pages=pages))

    def tell(self, sentence: str) -> None:
        """Say what became of printing or saving."""
        self.said.setText(sentence)
