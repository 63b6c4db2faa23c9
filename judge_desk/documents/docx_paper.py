"""Blocks to Word. The same document gives the same bytes: no clock, no author, no names of machines.

The file is meant to be changed: styles for everything, real heads and feet, real tables. What holds the PDF together
holds here too: a heading stays with its text, signatures with what is signed, a table with its introduction.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from docx.document import Document as WordFile
from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml
from reportlab.lib.units import mm

from judge_desk.documents.blocks import (
    BigText,
    Block,
    CodeBlock,
    CutLine,
    Document,
    Fields,
    KeepTogether,
    PageBreak,
    Paragraph,
    PictureStep,
    Plot,
    Signatures,
    Spacer,
    StateHead,
    Table,
    Title,
)
from judge_desk.documents.docx_frame import draw_frame, set_sheet
from judge_desk.documents.docx_lines import fields_elements, head_elements, paragraph_elements, title_elements
from judge_desk.documents.docx_marks import (
    big_elements,
    code_elements,
    cut_elements,
    plot_elements,
    signature_elements,
    step_elements,
)
from judge_desk.documents.docx_styles import GAP, add_styles, empty_file
from judge_desk.documents.docx_table import CellStyles, HeldRows, table_elements
from judge_desk.documents.docx_xml import (
    Element,
    Set,
    elements,
    is_table,
    keep_tail,
    keep_together,
    paragraph,
    space_below,
)
from judge_desk.documents.joining import joined_document
from judge_desk.documents.packing import repacked
from judge_desk.documents.pdf_frame import Sheet, sheet_of
from judge_desk.documents.pdf_text import clean, load_fonts

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_BODY: Final = "word/document.xml"
_TABLE_GAP: Final = 4.0
_CODE_GAP: Final = 8.0
_LEAST: Final = 1.0


class _Flow:
    """Makes elements of blocks, one under the other."""

    def __init__(self, file: WordFile, sheet: Sheet) -> None:
        self.file = file
        self.sheet = sheet
        self.styles = CellStyles()
        self.held = HeldRows()

    def small(self, block: Block) -> list[Element]:
        """Make the blocks that are one mark on the page."""
        room = self.sheet.room
        match block:
            case CodeBlock():
                return code_elements(block, room, self.file)
            case Plot():
                return plot_elements(block, room, self.file)
            case PictureStep():
                return step_elements(block, self.file)
            case BigText():
                return big_elements(block)
            case CutLine():
                return cut_elements(block)
            case Spacer():
                return elements(_gap(block.height * mm))
            case PageBreak():
                return elements(paragraph(GAP, wanted=Set(new_page=True, exact=_LEAST)))
        raise TypeError(block)

    def one(self, block: Block) -> list[Element]:
        """Make the elements of one block."""
        sheet = self.sheet
        match block:
            case StateHead():
                return head_elements(block, sheet.room)
            case Title():
                return title_elements(block, sheet.room)
            case Paragraph():
                return paragraph_elements(block)
            case Fields():
                return fields_elements(block)
            case Table():
                return table_elements(block, sheet.room, sheet.body, self.styles, self.held)
            case Signatures():
                return signature_elements(block, sheet.room, sheet.body)
            case KeepTogether():
                made = self.all(block.blocks)
                keep_together(made)
                return made
        return self.small(block)

    def all(self, blocks: Sequence[Block]) -> list[Element]:
        """Make blocks; signatures cling to what is signed, a table to its introduction."""
        made: list[Element] = []
        for before, block in zip([None, *blocks], blocks, strict=False):
            added = self.one(block)
            if not added:
                continue
            _part(made, added, _CODE_GAP if isinstance(block, CodeBlock) else _TABLE_GAP)
            if isinstance(block, Signatures):
                keep_tail(made, 3 if made and made[-1].tag.endswith("}p") and _is_gap(made[-1]) else 2)
            if isinstance(block, Table) and isinstance(before, Paragraph):
                keep_tail(made, 1)
            made += added
        return made


def _gap(points: float) -> str:
    """Make empty room of a height."""
    return paragraph(GAP, wanted=Set(before=max(points - _LEAST, 0.0), exact=_LEAST))


def _is_gap(element: Element) -> bool:
    return bool(element.style == GAP)


def _part(made: list[Element], added: Sequence[Element], points: float) -> None:
    """Set a table off from what stands above it: tables without text between them would become one."""
    if not made or not is_table(added[0]):
        return
    if is_table(made[-1]):
        made += elements(_gap(points))
    elif not _is_gap(made[-1]):
        space_below(made[-1], points)


def _text_of(element: Element) -> bytes:
    return serialize_part_xml(element).partition(b"?>")[2]


def _fill_body(file: WordFile, made: Sequence[Element]) -> None:
    """Put elements before the section's own one; as text, for moving large tables between trees is slow."""
    start, mark, end = _text_of(file.element).partition(b"<w:sectPr")
    whole = b"".join([start, *map(_text_of, made), mark, end])
    file.part._element = parse_xml(whole)


def _describe(file: WordFile, document: Document) -> None:
    core = file.core_properties
    core.title, core.subject = clean(document.title)[:255], clean(document.subject)[:255]
    core.author, core.language = "", document.language


def render_docx(document: Document) -> bytes:
    """Write a document as the bytes of a Word file.

    Raises:
        ValueError: a row of a table has not as many texts as the table has columns.
    """
    load_fonts()
    document = joined_document(document)
    file = empty_file(document.language, document.dense)
    sheet = sheet_of(document)
    set_sheet(file, sheet, document)
    flow = _Flow(file, sheet)
    made = flow.all(document.blocks)
    if not made or is_table(made[-1]):
        made += elements(_gap(_LEAST))
    add_styles(file, "".join(flow.styles.made[key] for key in sorted(flow.styles.made)))
    draw_frame(file, sheet, document)
    _fill_body(file, made)
    _describe(file, document)
    target = io.BytesIO()
    file.save(target)
    return repacked(target.getvalue(), _EPOCH, _BODY, flow.held.filled)
