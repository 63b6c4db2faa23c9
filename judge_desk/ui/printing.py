"""Prints papers of our own making: the system's own dialog for the printer, then page by page as pictures.

A page goes to the printer as a picture of :data:`DOTS` dots per inch at most, kept to the dot; Qt cannot send the
letters of a PDF. Pages are drawn in a thread of Qt's own and sent in strips between two looks at the window, so that it
answers and the printing can be stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from judge_desk.ui.jobs import Job
from judge_desk.ui.paper_preview import Paper

DOTS: Final = 300
"""Most dots per inch of a printed page: more makes no letter sharper, only the wait longer."""


STRIPS: Final = 8
"""Parts in which a page is sent: sending a whole one takes a tenth of a second."""


class NoPrinter(Exception):
    """The machine has no printer to ask for."""


def ask_printer(parent: QWidget, title: str, pages: int) -> QPrinter | None:
    """Ask for a printer, copies, sides and pages with the system's own dialog; None when the person gives up.

    ``pages`` is how many there are to choose from; 0 where several papers are printed whole.

    Raises:
        NoPrinter: the machine has none.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinter
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, pages > 0)
    if pages:
        dialog.setMinMax(1, pages)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


class _Sheets(QObject):
    """The chosen pages of one paper on their way to a printer, as one job of it.

    Qt draws the pages in a thread of its own; what is drawn goes to the printer in strips. ``drawn`` says that
    :meth:`go_on` has something to send again.
    """

    drawn = Signal()

    def __init__(self, paper: Paper, printer: QPrinter) -> None:
        super().__init__()
        ranges = printer.pageRanges()
        pages = [page for page in range(paper.pages) if ranges.isEmpty() or ranges.contains(page + 1)]
        if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
            pages.reverse()
        times = printer.copyCount() if not (goes_to_file(printer) or printer.supportsMultipleCopies()) else 1
        self._paper, self._printer, self._painter = paper, printer, QPainter()
        self._pages = pages * times
        self._asked: dict[int, int] = {}
        self._pictures: dict[int, QImage] = {}
        self._strip = self.printed = 0
        self._drawer = paper.drawer(self)
        self._drawer.pageRendered.connect(self._take)
        printer.setFullPage(True)
        self._ask(0)

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def waits(self) -> bool:
        """Whether the next sheet is not drawn yet."""
        return self.printed < len(self._pages) and self.printed not in self._pictures

    def _ask(self, sheet: int) -> None:
        if sheet < len(self._pages) and sheet not in (*self._asked.values(), *self._pictures):
            page, dots = self._pages[sheet], min(self._printer.resolution(), DOTS)
            self._asked[self._drawer.requestPage(page, self._paper.size_at(page, dots))] = sheet

    def _take(self, page: int, size: QSize, picture: QImage, options: object, request: int) -> None:
        sheet = self._asked.pop(request, None)
        if sheet is not None:
            self._pictures[sheet] = picture
            self.drawn.emit()

    def go_on(self) -> bool:
        """Send one strip of the sheet that is drawn; says whether there are more."""
        if self.printed >= len(self._pages) or (self._strip == 0 and not self._begin_sheet()):
            return False
        self._send_strip(self._pictures[self.printed])
        self._strip += 1
        if self._strip < STRIPS:
            return True
        del self._pictures[self.printed]
        self._strip, self.printed = 0, self.printed + 1
        more = self.printed < len(self._pages)
        if not more and not self._painter.end():
            self.printed = 0
        return more

    def _begin_sheet(self) -> bool:
        """Begin a sheet, and let the one after it be drawn meanwhile; says whether the printer takes it."""
        page, printer = self._pages[self.printed], self._printer
        way = QPageLayout.Orientation.Portrait if self._paper.upright(page) else QPageLayout.Orientation.Landscape
        printer.setPageOrientation(way)
        self._ask(self.printed + 1)
        started = printer.newPage() if self.printed else self._painter.begin(printer)
        if not started or self._pictures[self.printed].isNull():
            return False
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        return True

    def _send_strip(self, picture: QImage) -> None:
        """Send a strip on white; it reaches a row into the next one, so that nothing shines through between them."""
        sheet = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        place = fitted(picture.size(), QRect(0, 0, sheet.width(), sheet.height()))
        rows = -(-picture.height() // STRIPS)
        top = self._strip * rows
        high = min(rows + 1, picture.height() - top)
        strip = QImage(picture.width(), high, QImage.Format.Format_RGB32)
        strip.fill(Qt.GlobalColor.white)
        painter = QPainter(strip)
        painter.drawImage(0, 0, picture, 0, top, picture.width(), high)
        painter.end()
        scale = place.height() / picture.height()
        self._painter.drawImage(
            QRectF(place.left(), place.top() + top * scale, place.width(), high * scale), strip, QRectF(strip.rect())
        )

    def give_up(self) -> None:
        """Take the paper back from the printer, as far as it can be."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()


Load = Callable[[], Paper]


class PrintRun(QObject):
    """Prints papers one after the other, each as a job of its own named after it.

    ``ended`` tells how many papers and pages the printer took, whether it was stopped, and the name of a paper that
    the printer did not take whole (empty: none).
    """

    ended = Signal(int, int, bool, str)

    def __init__(self, printer: QPrinter, papers: Sequence[tuple[str, Load]], job: Job) -> None:
        """Take a printer and the papers: the name of each, and how it is read; ``job`` tells how far it is."""
        super().__init__()
        self.job = job
        self._printer, self._papers = printer, list(papers)
        self._file = Path(printer.outputFileName()) if goes_to_file(printer) else None
        self._now: _Sheets | None = None
        self._paper: Paper | None = None
        self._done = self._pages = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self._leave)

    def start(self) -> None:
        """Begin; everything else happens between two looks at the window."""
        self._timer.start()

    def _leave(self) -> None:
        """Let go of the printer where the program ends."""
        self._timer.stop()
        if self._now is not None:
            self._now.give_up()

    def _go_on(self) -> None:
        if self.job.stopping:
            self._leave()
            return self._end("", stopped=True)
        if self._now is None:
            return self._begin_next()
        if self._now.waits:
            self._timer.stop()  # until it is drawn
            return None
        sheets = self._now.printed
        more = self._now.go_on()
        if self._now.printed != sheets or not more:
            self._report(self._now)
        return None if more else self._end_paper(self._now)

    def _report(self, now: _Sheets) -> None:
        alone = len(self._papers) == 1
        done, total = (now.printed, len(now)) if alone else (self._done, len(self._papers))
        self.job.progressed.emit("progress.printing", done, total)

    def _end_paper(self, now: _Sheets) -> None:
        self._pages += now.printed
        if now.printed != len(now) or not now.printed:
            return self._end(self._papers[self._done][0], stopped=False)
        self._done, self._now = self._done + 1, None
        return None

    def _begin_next(self) -> None:
        if self._done == len(self._papers):
            return self._end("", stopped=False)
        name, load = self._papers[self._done]
        if name:
            self._printer.setDocName(name)
        if self._file is not None and len(self._papers) > 1:
            self._printer.setOutputFileName(str(self._file.with_name(f"{self._file.stem}-{name}{self._file.suffix}")))
        self._paper = load()
        self._now = _Sheets(self._paper, self._printer)
        self._now.setParent(self)
        self._now.drawn.connect(self._timer.start)
        return None

    def _end(self, failed: str, stopped: bool) -> None:
        self._timer.stop()
        self._now = None
        self.job.running = False
        self.job.ended.emit()
        self.ended.emit(self._done, self._pages, stopped, failed)


def goes_to_file(printer: QPrinter) -> bool:
    """Say whether a printer writes a file instead of paper."""
    return bool(printer.outputFileName())


def fitted(size: QSize, room: QRect) -> QRect:
    """Give the largest place of a picture in a room, in its middle."""
    inner = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(room.topLeft(), inner)
    place.moveCenter(room.center())
    return place
