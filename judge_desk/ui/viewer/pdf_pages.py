"""PDF files, drawn by Qt's reader; links, scripts and attachments are never followed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

from judge_desk.ui.viewer.desk import Cannot, Shown
from judge_desk.ui.viewer.pages import MOST_PAGES, Document, page_height
from judge_desk.ui.viewer.post import Post

_PX_PER_POINT: Final = 96 / 72
_FAULTS: Final = {
    QPdfDocument.Error.IncorrectPassword: "locked",
    QPdfDocument.Error.UnsupportedSecurityScheme: "locked",
}


def open_pdf(paths: tuple[Path, ...], facts: Mapping[str, Any], post: Post) -> Shown:
    """Open a PDF file."""
    document = QPdfDocument()
    fault = document.load(str(paths[0]))
    if fault is not QPdfDocument.Error.None_:
        raise Cannot(_FAULTS.get(fault, "damaged"))
    if document.pageCount() > MOST_PAGES:
        raise Cannot("too_long")
    return Document(PdfPages(document))


class PdfPages:
    """Pages of a PDF document."""

    def __init__(self, document: QPdfDocument) -> None:
        """Measure the pages of an open document."""
        self._document = document
        self.notes: Mapping[str, int] = {}
        self.sizes = tuple(_px(document.pagePointSize(page)) for page in range(document.pageCount()))

    def draw(self, page: int, width: int, top: int, height: int) -> QImage:
        """Draw a band of a page on white."""
        options = QPdfDocumentRenderOptions()
        full = QSize(width, page_height(self.sizes[page], width))
        options.setScaledSize(full)
        options.setScaledClipRect(QRect(0, top, width, height))
        drawn = self._document.render(page, QSize(width, height), options)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return image

    def letters(self, page: int) -> str:
        """Give the text of a page; empty for a scanned one."""
        return self._document.getAllText(page).text()

    def places(self, page: int, start: int, length: int) -> list[QRectF]:
        """Give where letters stand."""
        size = self._document.pagePointSize(page)
        bounds = [each.boundingRect() for each in self._document.getSelectionAtIndex(page, start, length).bounds()]
        return [
            QRectF(
                each.x() / size.width(),
                each.y() / size.height(),
                each.width() / size.width(),
                each.height() / size.height(),
            )
            for each in bounds
        ]


def _px(points: QSizeF) -> tuple[int, int]:
    """Give a page's size in px; (0, 0) for one without a size that can be drawn."""
    width, height = round(points.width() * _PX_PER_POINT), round(points.height() * _PX_PER_POINT)
    return (width, height) if width > 0 and height > 0 else (0, 0)
