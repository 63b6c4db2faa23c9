"""A write-up (thuyết minh) for rehearsals, as DOCX and as PDF: headings, paragraphs, a table and a picture.

Same content, same bytes. With no authors and no unit in it the file names nobody, inside or in its properties.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final
from xml.sax.saxutils import escape

import docx
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Image, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from judge_desk.documents.packing import repacked
from judge_desk.documents.pdf_text import load_fonts
from judge_desk.paths import resource

_ZIP_TIME: Final = (2024, 8, 1, 8, 0, 0)
_DOCX_TIME: Final = datetime(2024, 8, 1, 8, 0, 0)
_LEFT_OUT: Final = ("/stylesWithEffects", "/thumbnail")
_FACE: Final = "Times New Roman"
_PDF_FACE: Final = "WriteUpSerif"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WriteUp:
    """The content of a write-up.

    Attributes:
        title: of the entry.
        lines: field, unit, authors, one line each; leave the last two out for a blind copy.
        sections: in order; the table and the picture follow the third.
        table: head row first; every row has as many cells.
        picture: PNG or JPEG bytes; caption: text below it.
    """

    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
    table: tuple[tuple[str, ...], ...]
    picture: bytes
    caption: str


def write_docx(content: WriteUp) -> bytes:
    """Write the content as a DOCX file."""
    document = docx.Document(io.BytesIO(_empty_docx()))
    _docx_head(document, content)
    for number, section in enumerate(content.sections, start=1):
        document.add_heading(section.heading, level=1)
        for text in section.paragraphs:
            paragraph = document.add_paragraph(text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Cm(1)
        if number == min(3, len(content.sections)):
            _docx_evidence(document, content)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title = content.title[:250]
    properties.created = properties.modified = _DOCX_TIME
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue(), _ZIP_TIME)


@cache
def _empty_docx() -> bytes:
    """Make the empty document that all write-ups start from: A4, the margins and letters of an office paper."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin = page.bottom_margin = Cm(2)
    page.left_margin, page.right_margin = Cm(3), Cm(2)
    for name, size in (("Normal", 14), ("Heading 1", 14), ("Title", 16)):
        style: Any = document.styles[name]
        style.font.name, style.font.size = _FACE, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), _FACE)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    _leave_out_unused(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _leave_out_unused(document: DocxDocument) -> None:
    """Leave out what the library's template brings along: styles nobody uses, a second copy of them, a thumbnail."""
    for style in list(document.styles):
        if style.type is WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, each in relations.items() if each.reltype.endswith(_LEFT_OUT)]:
            del relations[key]


def _docx_head(document: DocxDocument, content: WriteUp) -> None:
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(content.title)
    run.bold, run.font.size = True, Pt(16)
    for line in content.lines:
        paragraph = document.add_paragraph(line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _docx_evidence(document: DocxDocument, content: WriteUp) -> None:
    table = document.add_table(rows=len(content.table), cols=len(content.table[0]))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, content.table, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    document.add_paragraph()
    document.add_picture(io.BytesIO(content.picture), width=Cm(15))
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption = document.add_paragraph()
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.add_run(content.caption).italic = True


@cache
def _pdf_styles() -> dict[str, ParagraphStyle]:
    load_fonts()  # it settles how every PDF of this process is packed: the bytes must not hang on what came before
    for suffix, file in (("", "Regular"), ("-Bold", "Bold"), ("-Italic", "Italic")):
        path = resource(f"fonts/LiberationSerif-{file}.ttf")
        pdfmetrics.registerFont(TTFont(_PDF_FACE + suffix, str(path)))
    body = ParagraphStyle("body", fontName=_PDF_FACE, fontSize=13.5, leading=19, alignment=TA_JUSTIFY, spaceAfter=6)
    bold = ParagraphStyle("bold", body, fontName=f"{_PDF_FACE}-Bold", spaceBefore=8, alignment=0, keepWithNext=1)
    centred = ParagraphStyle("centred", body, alignment=TA_CENTER)
    return {
        "body": ParagraphStyle("indented", body, firstLineIndent=cm),
        "heading": bold,
        "centred": centred,
        "title": ParagraphStyle("title", centred, fontName=f"{_PDF_FACE}-Bold", fontSize=16, leading=21),
        "caption": ParagraphStyle("caption", centred, fontName=f"{_PDF_FACE}-Italic", fontSize=12),
        "cell": ParagraphStyle("cell", body, fontSize=12, leading=15, spaceAfter=0, alignment=0),
    }


def write_pdf(content: WriteUp) -> bytes:
    """Write the content as a PDF file; texts are drawn as they are, never read as markup."""
    styles = _pdf_styles()
    story: list[Flowable] = [_text(content.title, styles["title"])]
    story += [_text(line, styles["centred"]) for line in content.lines]
    for number, section in enumerate(content.sections, start=1):
        story.append(_text(section.heading, styles["heading"]))
        story += [_text(text, styles["body"]) for text in section.paragraphs]
        if number == min(3, len(content.sections)):
            story += _pdf_evidence(content, styles)
    target = io.BytesIO()
    template = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=3 * cm,
        rightMargin=2 * cm,
        topMargin=2 * cm,
        bottomMargin=2 * cm,
        title=content.title,
        author="",
        invariant=1,
        lang="vi-VN",
        initialFontName=_PDF_FACE,
    )
    template.build(story)
    return target.getvalue()


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text), style)


def _pdf_evidence(content: WriteUp, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    rows = [[_text(text, styles["cell"]) for text in row] for row in content.table]
    table = Table(rows, colWidths=[16 * cm / len(content.table[0])] * len(content.table[0]), repeatRows=1)
    grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)
    table.setStyle(TableStyle([grid, ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)]))
    picture = Image(io.BytesIO(content.picture), width=15 * cm, height=7 * cm, kind="proportional")
    return [table, Spacer(1, 0.4 * cm), picture, _text(content.caption, styles["caption"])]
