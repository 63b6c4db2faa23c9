"""A stamp on a paper that was replaced: a copy that says so on every page; the paper's own bytes stay what they are.

The sentence stands in a dark band down the left margin, where no paper has anything, and large pale words lie under the
text across the page, from the upper left corner to the lower right one, so that they cross those of a rehearsal.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any, Final

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ByteStringObject, NameObject
from reportlab.lib.units import mm

from judge_desk.documents.page_words import SUPERSEDED_MARK
from judge_desk.documents.pdf_profile import VERSION, new_canvas
from judge_desk.documents.pdf_states import draw_margin_band, draw_pale_words
from judge_desk.documents.stamps import NotStamped

_BAND: Final = 8 * mm
_EDGE: Final = 9 * mm
_TAG: Final = "STAMPS"


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
    except (PyPdfError, OSError, ValueError, KeyError) as error:
        raise NotStamped(str(error)) from error


def _stamped(writer: PdfWriter, sentence: str, origin: bytes) -> bytes:
    stamps: dict[tuple[float, float], PageObject] = {}
    for page in writer.pages:
        size = (float(page.mediabox.width), float(page.mediabox.height))
        if size not in stamps:
            stamps[size] = _with_own_type(PdfReader(BytesIO(_stamp(sentence, *size))).pages[0])
        page.merge_page(stamps[size], over=False)
        page.compress_content_streams()
    writer.pdf_header = "%PDF-{}.{}".format(*VERSION)
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    own = hashlib.sha256(origin + sentence.encode()).digest()[:16]
    writer._ID = ArrayObject((ByteStringObject(origin), ByteStringObject(own)))
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _with_own_type(page: PageObject) -> PageObject:
    """Name the type of a stamp apart from that of the paper: two parts of one type must not bear one name."""
    resources: Any = page["/Resources"]
    for font in (each.get_object() for each in resources["/Font"].values()):
        name = NameObject(f"/{_TAG}+{font['/BaseFont'].partition('+')[2]}")
        font[NameObject("/BaseFont")] = name
        font["/FontDescriptor"][NameObject("/FontName")] = name
    return page


def _stamp(sentence: str, wide: float, high: float) -> bytes:
    """Draw the stamp of one size of sheet, as a page of its own."""
    target = BytesIO()
    canvas = new_canvas(target, wide, high, "vi-VN")
    draw_pale_words(canvas, wide, high, (SUPERSEDED_MARK,), falling=True)
    draw_margin_band(canvas, _EDGE, _BAND, high, sentence)
    canvas.save()
    return target.getvalue()
