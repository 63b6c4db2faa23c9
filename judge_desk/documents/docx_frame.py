"""The frame of every page of a Word paper: sheet and margins, head with banners and number, foot, watermark.

All of it stands in real heads and feet; the first page has its own head, without a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, degrees, sin
from typing import Any, Final

from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from reportlab.lib.units import mm

from judge_desk.documents.blocks import Document, Orientation
from judge_desk.documents.docx_styles import FONT
from judge_desk.documents.docx_xml import TAB, Set, elements, field, paragraph, run, words
from judge_desk.documents.page_words import code_word, page_word, watermark_of
from judge_desk.documents.pdf_frame import Sheet
from judge_desk.documents.pdf_states import BAND_FOOT, BAND_PAD, LEADING, PALE, fitted_band, pale_size
from judge_desk.documents.pdf_text import Face, clean, width
from judge_desk.wording.figures import code_groups

_LEAST_AT: Final = 2 * mm
_FOOT_AT: Final = 7.3 * mm
_NUMBER_AT: Final = BAND_FOOT
_BORDERS: Final = (
    f'<w:pgBorders {nsdecls("w")} w:offsetFrom="text">'
    + "".join(
        f'<w:{side} w:val="{kind}" w:sz="24" w:space="7" w:color="auto"/>'
        for side, kind in zip(
            ("top", "left", "bottom", "right"),
            ("thickThinSmallGap", "thickThinSmallGap", "thinThickSmallGap", "thinThickSmallGap"),
            strict=True,
        )
    )
    + "</w:pgBorders>"
)
"""A thick and a thin line around the body."""
_FOOT_LINE: Final = 10.0
_PALE: Final = "#" + f"{round(PALE * 255):02x}" * 3


def set_sheet(file: WordFile, sheet: Sheet, document: Document) -> None:
    """Set size, direction and margins of the only section, as those of the PDF."""
    section = file.sections[0]
    section.page_width, section.page_height = Pt(sheet.wide), Pt(sheet.high)
    wide = document.orientation is Orientation.LANDSCAPE
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = Pt(sheet.left), Pt(sheet.wide - sheet.left - sheet.room)
    section.top_margin, section.bottom_margin = Pt(sheet.high - sheet.top), Pt(sheet.top - sheet.body)
    at = max(_NUMBER_AT - _band_height(*_band(sheet, document)), _LEAST_AT)
    section.header_distance, section.footer_distance = Pt(at), Pt(_FOOT_AT)
    section.gutter = Pt(0)
    section.different_first_page_header_footer = True
    marks: Any = section._sectPr
    for each in list(marks.iter("{*}docGrid")):
        marks.remove(each)
    if document.framed:
        [margins] = marks.iter("{*}pgMar")
        margins.addnext(parse_xml(_BORDERS))


def draw_frame(file: WordFile, sheet: Sheet, document: Document) -> None:
    """Fill heads and feet."""
    section = file.sections[0]
    _fill(section.first_page_header, _head(sheet, document, 1))
    _fill(section.header, _head(sheet, document, 2))
    _fill(section.first_page_footer, _foot(sheet, document))
    _fill(section.footer, _foot(sheet, document))


def _fill(part: Any, xml: str) -> None:
    part.is_linked_to_previous = False
    element = part._element
    for child in list(element):
        element.remove(child)
    element.extend(elements(xml))


def _band(sheet: Sheet, document: Document) -> tuple[float, list[str]]:
    """Give type size and lines of the dark band."""
    return fitted_band((document.superseded, document.banner), sheet.room - 12)


def _band_height(size: float, lines: Sequence[str]) -> float:
    return len(lines) * size * 1.2 + 2 * BAND_PAD if lines else 0.0


def _head(sheet: Sheet, document: Document, page: int) -> str:
    mark = _watermark(sheet, watermark_of(document).split("\n"), page)
    size, lines = _band(sheet, document)
    parts = []
    if lines:
        exact = Set(exact=_band_height(size, lines) / len(lines))
        parts.append(paragraph("PaperBanner", mark + run("\n".join(lines), size=round(size * 2) / 2), exact))
    if not lines or (page > 1 and document.numbered):
        number = field("PAGE", "2") if page > 1 and document.numbered else ""
        parts.append(paragraph("Header", ("" if lines else mark) + number))
    return "".join(parts)


def _foot(sheet: Sheet, document: Document) -> str:
    number = ""
    if document.numbered:
        number = TAB + run(f"{page_word(document)} ") + field("PAGE") + run("/") + field("NUMPAGES")
    line = Set(exact=_FOOT_LINE, right_tab=sheet.room, rule_above=True)
    parts = [paragraph("Footer", (run(document.footer) if document.footer else "") + number, line)]
    if document.data_code:
        code = run(f"{code_word(document)}: {code_groups(document.data_code)}")
        parts.append(paragraph("Footer", code, Set(exact=_FOOT_LINE)))
    return "".join(parts)


def _watermark(sheet: Sheet, texts: Sequence[str], page: int) -> str:
    """Make large pale lines across the page, each as Word itself makes a watermark: programs know it by its name."""
    lines = [line for each in texts if (line := clean(each))]
    if not lines:
        return ""
    size = pale_size(sheet.wide, sheet.high, lines)
    angle = atan2(sheet.high, sheet.wide)
    shapes = []
    for number, line in enumerate(lines):
        wide, high = width(line, Face.BOLD, size), size * LEADING
        away = (number - (len(lines) - 1) / 2) * size * LEADING
        left = sheet.wide / 2 + away * sin(angle) - wide / 2
        top = sheet.high / 2 + away * cos(angle) - high / 2
        place = (
            f"position:absolute;margin-left:{left:.1f}pt;margin-top:{top:.1f}pt;width:{wide:.1f}pt;"
            f"height:{high:.1f}pt;rotation:{360 - round(degrees(angle))};z-index:-251658752;"
            "mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
        )
        shapes.append(_shape(line, place, 10 * page + number))
    return f"<w:r><w:pict>{_SHAPE_TYPE}{shapes[0]}</w:pict></w:r>" + "".join(
        f"<w:r><w:pict>{shape}</w:pict></w:r>" for shape in shapes[1:]
    )


def _shape(text: str, place: str, number: int) -> str:
    letters = f"font-family:&quot;{FONT}&quot;;font-size:1pt;font-weight:bold"
    return (
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" '
        f'alt="{words(text)}" style="{place}" o:allowincell="f" fillcolor="{_PALE}" stroked="f">'
        f'<v:textpath style="{letters}" string="{words(text)}"/></v:shape>'
    )


_SHAPE_TYPE: Final = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles>'
    '<v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" '
    'shapetype="t"/></v:shapetype>'
)
"""Word's own shape of words along a line; without it the words would not be drawn as a shape."""
