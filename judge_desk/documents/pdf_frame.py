"""The frame of every page: sheet and margins, page number, foot, banners, watermark.

Sheet and margins: Nghị định 30/2020/NĐ-CP, Phụ lục I (A4; above and below 20 mm, left 30 mm, right 15 mm). The page
number stands in the middle of the upper margin from page 2 on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from judge_desk.documents.blocks import Document, Orientation
from judge_desk.documents.page_words import code_word, page_word, watermark_of
from judge_desk.documents.pdf_states import draw_band, draw_pale_words
from judge_desk.documents.pdf_text import Face, width, wrap
from judge_desk.wording.figures import code_groups

_TOP: Final = 20 * mm
_BOTTOM: Final = 20 * mm
_LEFT: Final = 30 * mm
_RIGHT: Final = 15 * mm


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet in points: its size and its body."""

    wide: float
    high: float
    framed: bool = False
    dense: bool = False

    @property
    def room(self) -> float:
        """Width of the body."""
        return self.wide - _LEFT - _RIGHT

    @property
    def body(self) -> float:
        """Height of the body."""
        return self.high - _TOP - _BOTTOM

    @property
    def left(self) -> float:
        """X of the body's left edge; a framed body stands in the middle."""
        return (_LEFT + _RIGHT) / 2 if self.framed else _LEFT

    @property
    def top(self) -> float:
        """Y of the body's upper edge."""
        return self.high - _TOP


def sheet_of(document: Document) -> Sheet:
    """Give the sheet of a document."""
    wide, high = landscape(A4) if document.orientation is Orientation.LANDSCAPE else A4
    return Sheet(wide, high, document.framed, document.dense)


def draw_states(canvas: Canvas, sheet: Sheet, document: Document) -> None:
    """Draw what must be seen from across the room, before anything else: pale words and the dark band."""
    draw_pale_words(canvas, sheet.wide, sheet.high, watermark_of(document).split("\n"))
    draw_band(canvas, sheet.left, sheet.room, sheet.high, (document.superseded, document.banner))


def _draw_foot(canvas: Canvas, sheet: Sheet, document: Document, page: int, pages: int) -> None:
    line = _BOTTOM - 5 * mm
    canvas.setLineWidth(0.4)
    canvas.line(sheet.left, line, sheet.left + sheet.room, line)
    canvas.setFont(Face.REGULAR.value, 8.5)
    y = line - 10
    number = f"{page_word(document)} {page}/{pages}" if document.numbered else ""
    canvas.drawRightString(sheet.left + sheet.room, y, number)
    if document.data_code:
        words = f"{code_word(document)}: {code_groups(document.data_code)}"
        canvas.drawString(sheet.left, y - 10, words)
    room = sheet.room - width(number, Face.REGULAR, 8.5) - 12
    canvas.drawString(sheet.left, y, wrap(document.footer, Face.REGULAR, 8.5, room)[0])


def _draw_double_frame(canvas: Canvas, sheet: Sheet) -> None:
    """Draw a thick and a thin line around the body."""
    for away, line in ((4 * mm, 2.4), (2.4 * mm, 0.6)):
        canvas.setLineWidth(line)
        wide, high = sheet.room + 2 * away, sheet.body + 2 * away
        canvas.rect(sheet.left - away, sheet.top - sheet.body - away, wide, high)


def draw_frame(canvas: Canvas, sheet: Sheet, document: Document, page: int, pages: int) -> None:
    """Draw what stands on every page around its body."""
    if page > 1 and document.numbered:
        canvas.setFont(Face.REGULAR.value, 13)
        canvas.drawCentredString(sheet.left + sheet.room / 2, sheet.high - 16.5 * mm, str(page))
    if document.framed:
        _draw_double_frame(canvas, sheet)
    _draw_foot(canvas, sheet, document, page, pages)
