"""A paper of ours to be read: small pages at the side, the pages, zoom, a page to go to, words to be found."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from judge_desk.ui.paper_preview import Paper, PdfPreview
from judge_desk.ui.paper_search import PaperSearch
from judge_desk.ui.paper_store import PaperStore
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.find_bar import FindBar
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.paper_tools import PaperTools
from judge_desk.ui.widgets.thumbnails import Thumbnails

ROOMY: Final = 520
"""px of width under which the small pages are not shown unless asked for."""


class PaperReader(QWidget):
    """``turned`` tells the page that is shown and how many there are; ``enlarged`` asks for a larger view."""

    turned = Signal(int, int)
    enlarged = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make a reader without a paper."""
        super().__init__()
        self._shell = shell
        self.paper: Paper | None = None
        self._store: PaperStore | None = None
        self._rail_wanted: bool | None = None
        self.tools, self.finding = PaperTools(shell), FindBar(shell)
        self.rail = Thumbnails(shell.words, shell.look)
        self.rail.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.preview = PdfPreview(shell.look)
        self.search = PaperSearch()
        body = row(self.rail, self.preview)
        body.setStretchFactor(self.preview, 1)
        layout = column(self.tools, self.finding, body)
        layout.setStretchFactor(body, 1)
        self.setLayout(layout)
        self._listen()
        self.speak()
        self.show_paper(None)

    def _listen(self) -> None:
        self.preview.turned.connect(self._turned)
        self.preview.enlarged.connect(self.enlarged)
        self.preview.zoomed.connect(self.tools.tell_percent)
        self.tools.paged.connect(self.go_to)
        self.tools.zoomed.connect(self.preview.zoom)
        self.tools.chosen.connect(self._act)
        self.rail.chosen.connect(self.preview.turn)
        self.finding.sought.connect(lambda words: self.search.seek(words, self.preview.page))
        self.finding.stepped.connect(self.search.step)
        self.finding.closed.connect(self._stop_finding)
        self.search.changed.connect(self._tell_found)
        self.search.first.connect(self._show_found)
        QShortcut(QKeySequence("Ctrl+F"), self, self.begin_finding)
        self._shell.words.changed.connect(self.speak)

    def speak(self) -> None:
        """Say what the small pages are."""
        self.rail.setAccessibleName(self._shell.words.say("ui.paper.small_pages"))

    def show_paper(self, paper: Paper | None) -> None:
        """Show a paper from its first page, or none."""
        self.paper = paper
        self.search.take(paper)
        self._store = PaperStore(paper) if paper is not None else None
        if paper is not None and self._store is not None:
            self.rail.show_pages(tuple(map(paper.points, range(paper.pages))), self._store, pictures=False)
        self.tools.show_paper(paper)
        self.preview.show_paper(paper)
        self._show_rail()
        if self.finding.isVisible() and self.finding.field.text():
            self.search.seek(self.finding.field.text(), 0)

    def go_to(self, page: int) -> None:
        """Show a page, and let the keys go on from there."""
        self.preview.turn(page)
        self.preview.setFocus()

    def begin_finding(self) -> None:
        """Ask for the words to find."""
        if self.paper is not None:
            self.finding.begin()

    def _turned(self, page: int, pages: int) -> None:
        self.tools.tell(page, pages)
        if pages:
            self.rail.go_to(page)
        self.turned.emit(page, pages)

    def _act(self, name: str) -> None:
        if name in ("fit_width", "fit_page"):
            self.preview.fit(whole=name == "fit_page")
        elif name == "thumbnails":
            self._rail_wanted = self.rail.isHidden()
            self._show_rail()
        else:
            self.begin_finding()

    def _show_rail(self) -> None:
        """Show the small pages of a paper of several pages where there is room, or where they are wanted."""
        several = self.paper is not None and self.paper.pages > 1
        roomy = self.width() >= self._shell.look.px(ROOMY)
        shown = several and (roomy if self._rail_wanted is None else self._rail_wanted)
        self.rail.setVisible(shown)
        self.tools.acts["thumbnails"].setChecked(shown)
        self.tools.acts["thumbnails"].setEnabled(several)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the small pages where they take too much."""
        super().resizeEvent(event)
        self._show_rail()

    def _tell_found(self) -> None:
        search = self.search
        self.finding.tell(search.now + 1, len(search.places), not search.over)
        self.preview.show_hits(search.hits, search.now)

    def _show_found(self) -> None:
        page, boxes = self.search.places[self.search.now]
        self.preview.show_place(page, boxes[0])

    def _stop_finding(self) -> None:
        self.search.seek("", 0)
        self.preview.setFocus()
