"""A stamp on a paper that was replaced: a copy that says so on every page; the paper's own bytes stay what they are.

The sentence stands in a dark band down the left margin, where no paper has anything, and large pale words lie under the
text across the page, from the upper left corner to the lower right one, so that they cross those of a rehearsal.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from math import atan2, degrees, hypot
from typing import Final

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ByteStringObject
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from judge_desk.documents.page_words import SUPERSEDED_MARK
from judge_desk.documents.pdf_profile import VERSION
from judge_desk.documents.pdf_text import Face, clean, load_fonts, width

_BAND: Final = 8 * mm
_EDGE: Final = 9 * mm
_LARGEST: Final = 14.0
_PALE: Final = 0.84


class NotStamped(ValueError):
    """The bytes are no PDF that can be read; the message says why."""


def stamp_replaced(pdf: bytes, sentence: str) -> bytes:
    """Give a copy of a paper whose every page says that it was replaced; the same paper gives the same copy.

    Args:
        pdf: the paper as it was made.
        sentence: what stands in the band, e.g. which paper holds now.

    Raises:
        NotStamped: the bytes cannot be read as PDF.
    """
    try:
        return _stamped(PdfWriter(clone_from=BytesIO(pdf)), sentence, hashlib.sha256(pdf).digest()[:16])
    except (PyPdfError, OSError, ValueError, KeyError, TypeError) as error:
        raise NotStamped(str(error)) from error


def _stamped(writer: PdfWriter, sentence: str, origin: bytes) -> bytes:
    stamps: dict[tuple[float, float], PageObject] = {}
    for page in writer.pages:
        size = (float(page.mediabox.width), float(page.mediabox.height))
        if size not in stamps:
            stamps[size] = PdfReader(BytesIO(_stamp(sentence, *size))).pages[0]
        page.merge_page(stamps[size], over=False)
        page.compress_content_streams()
    writer.pdf_header = "%PDF-{}.{}".format(*VERSION)
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    own = hashlib.sha256(origin + sentence.encode()).digest()[:16]
    writer._ID = ArrayObject((ByteStringObject(origin), ByteStringObject(own)))
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _stamp(sentence: str, wide: float, high: float) -> bytes:
    """Draw the stamp of one size of sheet, as a page of its own."""
    load_fonts()
    target = BytesIO()
    face: str = Face.BOLD.value
    canvas = Canvas(target, pagesize=(wide, high), invariant=1, pageCompression=1)
    canvas.setFont(face, 12)
    _draw_words(canvas, clean(SUPERSEDED_MARK), wide, high)
    _draw_band(canvas, clean(sentence), high)
    canvas.save()
    return target.getvalue()


def _draw_words(canvas: Canvas, words: str, wide: float, high: float) -> None:
    size = min(0.72 * hypot(wide, high) / width(words, Face.BOLD, 1.0), 110.0)
    canvas.saveState()
    canvas.setFillGray(_PALE)
    canvas.setFont(Face.BOLD.value, size)
    canvas.translate(wide / 2, high / 2)
    canvas.rotate(-degrees(atan2(high, wide)))
    canvas.addLiteral(f"/Span <</ActualText <FEFF{words.encode('utf-16-be').hex().upper()}>>> BDC")
    canvas.drawCentredString(0, -size * 0.33, words)
    canvas.addLiteral("EMC")
    canvas.restoreState()


def _draw_band(canvas: Canvas, sentence: str, high: float) -> None:
    size = min(_LARGEST, 0.9 * high / width(sentence, Face.BOLD, 1.0))
    canvas.saveState()
    canvas.setFillGray(0.0)
    canvas.rect(_EDGE, 0, _BAND, high, stroke=0, fill=1)
    canvas.setFillGray(1.0)
    canvas.setFont(Face.BOLD.value, size)
    canvas.translate(_EDGE + _BAND / 2 + size * 0.33, high / 2)
    canvas.rotate(90)
    canvas.drawCentredString(0, 0, sentence)
    canvas.restoreState()
