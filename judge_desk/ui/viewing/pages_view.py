"""A document of pages in the window: tools, search, small pages, the pages themselves, and what can go wrong."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.desks.reading import ReadyFile
from judge_desk.ui.page_geometry import PAGE, WIDTH
from judge_desk.ui.shell import Shell
from judge_desk.ui.viewer.protocol import Message
from judge_desk.ui.viewing.page_store import PageStore
from judge_desk.ui.viewing.page_tools import PageTools
from judge_desk.ui.viewing.searching import Searching
from judge_desk.ui.viewing.sheet_view import SheetView
from judge_desk.ui.viewing.viewer_link import ViewerLink
from judge_desk.ui.widgets.find_bar import FindBar
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.signs import Banner
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.thumbnails import Thumbnails

FAILURES: Final = frozenset({"damaged", "locked", "too_large", "too_long"})
NOTES: Final = frozenset({"pictures_left_out", "writing_guessed", "only_beginning"})
STOPPED: Final = "stopped"
KEYS: Final = (
    ("PgUp PgDn", "ui.reading.keys.pages"),
    ("Home End", "ui.reading.keys.ends"),
    ("Ctrl++ Ctrl+-", "ui.reading.keys.zoom"),
    ("Ctrl+0", "ui.reading.keys.width"),
)
"""What the keyboard does while a document is shown, for the map of keys."""
BUSY_AFTER_MS: Final = 400
READ_AFTER_MS: Final = 300
"""Rest on a page after which its words are fetched for a screen reader."""
_MOST_PAGES: Final = 10_000


class PagesView(QWidget):
    """Shows a PDF, a Word file, a text, or pictures; see :class:`~judge_desk.ui.viewing.file_view.FileView`."""

    moved = Signal()
    outside = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the view; :meth:`open` fills it."""
        super().__init__()
        self.shell = shell
        self._ready: tuple[ReadyFile, ...] = ()
        self._position = ""
        self.link: ViewerLink | None = None
        self._store: PageStore | None = None
        self.searching: Searching | None = None
        self._failure = ""
        self._notes: dict[str, int] = {}
        self.tools, self.finding = PageTools(shell), FindBar(shell)
        self.note = Banner(shell.look, "info", "warn")
        self.sheets = SheetView(shell.look)
        self.thumbnails = Thumbnails(shell.words, shell.look)
        self.thumbnails.hide()
        self.notice = Notice(shell.look, "triangle-alert", "warn")
        self.notice.act.become("plain")
        self.busy = Text(shell.look, "body", "text_2")
        self.busy.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._put_together()
        self._listen()

    def _put_together(self) -> None:
        pages = QWidget()
        body = row(self.thumbnails, self.sheets)
        body.setStretchFactor(self.sheets, 1)
        layout = column(self.tools, self.finding, self.note, body)
        layout.setStretchFactor(body, 1)
        pages.setLayout(layout)
        self._pages = pages
        self.stack = QStackedWidget()
        for each in (self.busy, pages, self.notice):
            self.stack.addWidget(each)
        self.setLayout(column(self.stack))

    def _listen(self) -> None:
        self._busy_soon = _timer(self, BUSY_AFTER_MS, self._say_busy)
        self._read_soon = _timer(self, READ_AFTER_MS, self._read_page)
        self.tools.zoomed.connect(self.sheets.step_zoom)
        self.tools.finding.connect(self.search)
        self.tools.chosen.connect(self._act)
        self.sheets.moved.connect(self._follow)
        self.sheets.copied.connect(lambda: self._act("copy"))
        self.thumbnails.chosen.connect(self.sheets.go_to)
        self.finding.sought.connect(self._seek)
        self.finding.stepped.connect(lambda step: self.searching.step(step) if self.searching else None)
        self.finding.closed.connect(self._end_search)
        self.notice.act.clicked.connect(self._again)
        self.notice.other.clicked.connect(self.outside)
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.sheets.step_zoom(step))
        QShortcut(QKeySequence("Ctrl+0"), self, lambda: self.sheets.zoom_to(WIDTH))
        self.shell.words.changed.connect(self._speak)

    # -- opening and leaving --------------------------------------------------------------------------------------

    def open(self, ready: ReadyFile, position: str, others: tuple[ReadyFile, ...] = ()) -> None:
        """Show a file at a position; ``others`` are further pictures of the same part."""
        self.leave()
        self._ready, self._position = (ready, *others), position
        self._failure, self._notes = "", {}
        self.tools.begin(self.pictures)
        self.note.tell("")
        self.busy.setText("")
        self._turn(self.busy)
        self._busy_soon.start()
        link = ViewerLink(ready.cache, "document", reads={each.path.parent for each in self._ready})
        link.setParent(self)
        self.link = link
        link.stopped.connect(lambda why: self._fail(STOPPED) if self.link is link else None)
        link.ask("open", self._opened, self._fail, kind=ready.kind, paths=[str(each.path) for each in self._ready])

    @property
    def pictures(self) -> bool:
        """Say whether pictures are shown, not pages with words."""
        return bool(self._ready) and self._ready[0].kind == "picture"

    def leave(self) -> None:
        """End the viewer; what was shown is gone."""
        if self.link is None:
            return
        self._position = self.position()
        self._busy_soon.stop()
        self._read_soon.stop()
        self.link.close()
        self.link.setParent(self)  # Qt alone takes it apart, whoever lets go of it first
        self.link.deleteLater()
        self.link = self._store = self.searching = None
        self._turn(self.busy)

    def position(self) -> str:
        """Give page, place on it in thousandths, and zoom."""
        if self._store is None:
            return self._position
        return ";".join((*(str(each) for each in self.sheets.place), self.sheets.geometry_of_pages.zoom))

    def _turn(self, shown: QWidget) -> None:
        self.stack.setCurrentWidget(shown)
        self.setFocusProxy(self.panel())

    def panel(self) -> QWidget:
        """Give what takes the keys."""
        shown = self.stack.currentWidget()
        return self.notice.act if shown is self.notice else self.sheets

    @property
    def sentence(self) -> str:
        """What is said instead of showing the document; empty while it is shown."""
        return self.notice.text.text() if self.stack.currentWidget() is self.notice else ""

    def _opened(self, message: Message) -> None:
        sizes = read_sizes(message.content.get("pages"))
        if not sizes or self.link is None:
            return self._fail("damaged")
        self._busy_soon.stop()
        store = PageStore(self.link)
        store.setParent(self.link)
        self._store = store
        self.searching = Searching(self.link, len(sizes))
        self.searching.setParent(self.link)
        self.searching.changed.connect(self._show_search)
        self.searching.first.connect(self._show_place)
        notes = message.content.get("notes")
        known = notes.items() if isinstance(notes, dict) else ()
        self._notes = {name: number for name, number in known if name in NOTES and type(number) is int}
        self._turn(self._pages)
        store.failed.connect(self._miss_page)
        position = self._position
        self.sheets.show_pages(sizes, store, self.pictures)
        self.thumbnails.show_pages(sizes, store, self.pictures)
        self._restore(position)
        self._speak()
        if self.finding.isVisibleTo(self):
            self._seek(self.finding.field.text())
        return None

    def _restore(self, position: str) -> None:
        parts = position.split(";")
        if len(parts) == 3:
            page, place, zoom = parts
            self.sheets.zoom_to(zoom)
            if page.isdecimal() and place.lstrip("-").isdecimal():
                self.sheets.go_to(int(page), max(int(place), 0))
        self._follow()

    def _miss_page(self, page: int, code: str) -> None:
        """Say on a page that it cannot be shown; when no page can, say it of the whole."""
        self.sheets.unreadable.add(page)
        if len(self.sheets.unreadable) == len(self.sheets.geometry_of_pages.sizes):
            self._fail(code)
        self.sheets.viewport().update()

    def _fail(self, code: str) -> None:
        self._position = self.position()
        self._failure = code if code in FAILURES or code == STOPPED else "damaged"
        self._busy_soon.stop()
        if self.link is not None:
            self.link.close()
        self._store = self.searching = None
        focused = self.sheets.hasFocus()
        self._speak()
        self._turn(self.notice)
        if focused:
            self.notice.act.setFocus()

    def _again(self) -> None:
        if self._ready:
            self.open(self._ready[0], self._position, self._ready[1:])

    # -- words ----------------------------------------------------------------------------------------------------

    def _speak(self) -> None:
        say = self.shell.words.say
        notes = [say(f"ui.reading.note.{name}", number=number) for name, number in self._notes.items()]
        self.note.tell(" ".join(notes))
        self.sheets.sorry = say("ui.reading.unreadable")
        if self._failure:
            sentence = say(f"ui.reading.failed.{self._failure}")
            self.notice.tell(sentence, say("ui.reading.again"), say("ui.reading.outside"))
        self._follow()

    def _say_busy(self) -> None:
        self.busy.setText(self.shell.words.say("ui.reading.opening"))

    def _follow(self) -> None:
        """Say where the reader is now."""
        if self._store is None:
            return
        page, pages = self.sheets.page, self.sheets.geometry_of_pages
        self.tools.tell(page + 1, len(pages.sizes), pages.percent(page))
        self.thumbnails.go_to(page)
        self.sheets.setAccessibleName(self.tools.place.text())
        self._read_soon.start()
        self.moved.emit()

    def _read_page(self) -> None:
        """Give the words of the page to a screen reader."""
        if self.link is not None and self._store is not None and not self.pictures:
            self.link.ask("text", self._describe, page=self.sheets.page)

    def _describe(self, message: Message) -> None:
        self.sheets.setAccessibleDescription(str(message.content.get("text", "")))

    # -- acts -----------------------------------------------------------------------------------------------------

    def _act(self, name: str) -> None:
        if name == "outside":
            self.outside.emit()
        elif name == "search":
            self.search()
        elif name == "thumbnails":
            self.thumbnails.setVisible(self.tools.acts["thumbnails"].isChecked())
        elif name == "copy":
            if self.link is not None and self._store is not None:
                self.link.ask("text", self._copy, page=self.sheets.page)
        else:
            self.sheets.zoom_to(WIDTH if name == "fit_width" else PAGE)

    def _copy(self, message: Message) -> None:
        QGuiApplication.clipboard().setText(str(message.content.get("text", "")))

    def search(self) -> None:
        """Begin to search; pictures have no words."""
        if self._store is not None and not self.pictures:
            self.finding.begin()

    def _seek(self, words: str) -> None:
        if self.searching is not None:
            self.searching.seek(words, self.sheets.page)

    def _show_search(self) -> None:
        if self.searching is not None:
            found = self.searching
            self.finding.tell(found.now + 1, len(found.places), not found.over)
            self.sheets.mark(found.hits, found.now)

    def _show_place(self) -> None:
        if self.searching is not None:
            page, rects = self.searching.places[self.searching.now]
            self.sheets.reveal(page, rects[0])

    def _end_search(self) -> None:
        if self.searching is not None:
            self.searching.seek("", 0)
        self.sheets.setFocus()


def read_sizes(pages: Any) -> tuple[tuple[int, int], ...]:
    """Read sizes of pages from the viewer's answer; empty when one has not the form of a size."""
    if not isinstance(pages, list) or len(pages) > _MOST_PAGES:
        return ()
    sizes = []
    for size in pages:
        if not (isinstance(size, list) and len(size) == 2 and all(type(each) is int and each >= 0 for each in size)):
            return ()
        sizes.append((min(size[0], 100_000), min(size[1], 100_000)))
    return tuple(sizes)


def _timer(parent: QWidget, after: int, act: Any) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(act)
    return timer
