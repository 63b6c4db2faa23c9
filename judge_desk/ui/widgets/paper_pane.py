"""The paper beside the work: its title, the page of how many, the pages; a click shows it large."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from judge_desk.ui.paper_preview import Paper, PdfPreview
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text


class PaperPane(QFrame):
    """Shows one paper; ``enlarged`` asks to show it large."""

    enlarged = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the pane without a paper."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self._waiting, self._sealed = False, False
        self.paper: Paper | None = None
        self.setProperty("frame", "card")
        self.title, self.page = Text(look, "heading"), Text(look, "body", "text_2")
        self.preview, self.larger = PdfPreview(look), Button(look, "text", "zoom-in")
        self.preview.turned.connect(lambda *_: self.speak(self._sealed))
        self.preview.enlarged.connect(self.enlarged)
        self.larger.clicked.connect(self.enlarged)
        head = row(self.title, 0, self.page, spacing=8, margins=(16, 10, 16, 6))
        foot = row(0, self.larger, margins=(8, 4, 8, 6))
        inner = column(head, self.preview, foot, margins=(2, 2, 2, 2))
        inner.setStretchFactor(self.preview, 1)
        self.setLayout(inner)

    @property
    def pages(self) -> int:
        """How many pages the paper has."""
        return self.preview.pages

    def wait(self) -> None:
        """Show that a paper is being made."""
        self._waiting = True
        self.show_paper(None)

    def show_paper(self, paper: Paper | None) -> None:
        """Show a paper, or none."""
        self.paper = paper
        self._waiting = self._waiting and paper is None
        self.preview.show_paper(paper)
        self.speak(self._sealed)

    def speak(self, sealed: bool) -> None:
        """Say every word; ``sealed`` says whether it is the paper to sign or a preview of it."""
        self._sealed = sealed
        say, pages = self._shell.words.say, self.preview.pages
        self.title.setText(say("ui.sealing.paper.sheet" if sealed else "ui.sealing.paper.preview"))
        self.preview.setAccessibleName(self.title.text())
        of = say("ui.paper.page", page=self.preview.page + 1, pages=pages) if pages else ""
        self.page.setText(of or (say("ui.sealing.paper.making") if self._waiting else ""))
        self.larger.setText(say("ui.paper.larger"))
        self.larger.setEnabled(pages > 0)
