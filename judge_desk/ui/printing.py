"""Prints papers of our own making: the system's own dialog for the printer, then page by page as pictures.

A page goes to the printer as a picture of :data:`DOTS` dots per inch at most, kept to the dot; Qt cannot send the
letters of a PDF. Pages are drawn between two looks at the window, so that it answers and the printing can be stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from judge_desk.ui.jobs import Job
from judge_desk.ui.paper_preview import Paper

DOTS: Final = 300
"""Most dots per inch of a printed page: more makes no letter sharper, only the wait longer."""


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


def print_paper(paper: Paper, printer: QPrinter) -> int:
    """Send the chosen pages of a paper to a printer, each filling its sheet; gives how many, 0 when it takes none."""
    run = _Sheets(paper, printer)
    while run.go_on():
        pass
    return run.printed


class _Sheets:
    """The chosen pages of one paper on their way to a printer, as one job of it."""

    def __init__(self, paper: Paper, printer: QPrinter) -> None:
        ranges = printer.pageRanges()
        pages = [page for page in range(paper.pages) if ranges.isEmpty() or ranges.contains(page + 1)]
        if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
            pages.reverse()
        times = printer.copyCount() if not (goes_to_file(printer) or printer.supportsMultipleCopies()) else 1
        self._paper, self._printer, self._painter = paper, printer, QPainter()
        self._pages = pages * times
        self.printed = 0
        printer.setFullPage(True)

    def __len__(self) -> int:
        return len(self._pages)

    def go_on(self) -> bool:
        """Print one page; says whether there are more."""
        page, printer = self._pages[self.printed], self._printer
        way = QPageLayout.Orientation.Portrait if self._paper.upright(page) else QPageLayout.Orientation.Landscape
        printer.setPageOrientation(way)
        started = printer.newPage() if self.printed else self._painter.begin(printer)
        if not started:
            return False
        picture = self._paper.picture_at(page, min(printer.resolution(), DOTS))
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        self._painter.drawImage(fitted(picture.size(), QRect(0, 0, sheet.width(), sheet.height())), picture)
        self.printed += 1
        more = self.printed < len(self._pages)
        if not more and not self._painter.end():
            self.printed = 0
        return more

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

    def __init__(self, printer: QPrinter, papers: Sequence[tuple[str, Load]]) -> None:
        """Take a printer and the papers: the name of each, and how it is read."""
        super().__init__()
        self.job = Job()
        self._printer, self._papers = printer, list(papers)
        self._file = Path(printer.outputFileName()) if goes_to_file(printer) else None
        self._now: _Sheets | None = None
        self._paper: Paper | None = None
        self._done = self._pages = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin; everything else happens between two looks at the window."""
        self._timer.start()

    def _go_on(self) -> None:
        if self.job.stopping:
            if self._now is not None:
                self._now.give_up()
            return self._end("", stopped=True)
        if self._now is None:
            return self._begin_next()
        more = self._now.go_on()
        self.job.progressed.emit("progress.printing", self._done, len(self._papers))
        if not more:
            whole = self._now.printed == len(self._now)
            self._pages += self._now.printed
            if not whole:
                return self._end(self._papers[self._done][0], stopped=False)
            self._done, self._now = self._done + 1, None
        return None

    def _begin_next(self) -> None:
        if self._done == len(self._papers):
            return self._end("", stopped=False)
        name, load = self._papers[self._done]
        self._printer.setDocName(name)
        if self._file is not None and len(self._papers) > 1:
            self._printer.setOutputFileName(str(self._file.with_name(f"{self._file.stem}-{name}{self._file.suffix}")))
        self._paper = load()
        self._now = _Sheets(self._paper, self._printer)
        return None

    def _end(self, failed: str, stopped: bool) -> None:
        self._timer.stop()
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
