"""Prints a PDF of our own making: the system's own dialog for the printer, then page by page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from judge_desk.ui.paper_preview import Paper

DOTS: Final = 300
"""Most dots per inch of a printed page: more makes no letter sharper, only the wait longer."""


class NoPrinter(Exception):
    """The machine has no printer to ask for."""


def ask_printer(parent: QWidget, title: str, pages: int) -> QPrinter | None:
    """Ask for a printer and the pages with the system's own dialog; None when the person gives up.

    Raises:
        NoPrinter: the machine has none.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise NoPrinter
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_paper(paper: Paper, printer: QPrinter) -> int:
    """Send the chosen pages of a paper to a printer, each filling its sheet; gives how many, 0 when it takes none."""
    first, last = (printer.fromPage() or 1) - 1, min(printer.toPage() or paper.pages, paper.pages)
    printer.setFullPage(True)
    painter = QPainter()
    for page in range(first, last):
        way = QPageLayout.Orientation.Portrait if paper.upright(page) else QPageLayout.Orientation.Landscape
        printer.setPageOrientation(way)
        started = painter.begin(printer) if page == first else printer.newPage()
        if not started:
            return page - first
        picture = paper.picture_at(page, min(printer.resolution(), DOTS))
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.drawImage(fitted(picture.size(), QRect(0, 0, sheet.width(), sheet.height())), picture)
    return last - first if painter.end() else 0


def goes_to_file(printer: QPrinter) -> bool:
    """Say whether a printer writes a file instead of paper."""
    return bool(printer.outputFileName())


def fitted(size: QSize, room: QRect) -> QRect:
    """Give the largest place of a picture in a room, in its middle."""
    inner = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(room.topLeft(), inner)
    place.moveCenter(room.center())
    return place
