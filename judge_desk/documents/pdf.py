"""Blocks to PDF. The same document gives the same bytes, on every machine and in every process.

All text is embedded in LiberationSerif (metrics of Times New Roman); no other font is named in the file. The outline
holds titles and headings. Nothing here reads markup or opens a file other than the shipped fonts.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

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
from judge_desk.documents.joining import joined_document
from judge_desk.documents.pdf_flow import Piece, Placed, glue, glue_tail, paginate
from judge_desk.documents.pdf_frame import Sheet, draw_frame, draw_states, sheet_of
from judge_desk.documents.pdf_lines import fields_pieces, head_pieces, paragraph_pieces, title_pieces
from judge_desk.documents.pdf_marks import big_pieces, code_pieces, cut_pieces, signature_pieces
from judge_desk.documents.pdf_profile import new_canvas, set_profile
from judge_desk.documents.pdf_table import Row, Rows, table_pieces


def _nothing(_canvas: Canvas, _x: float, _y: float) -> None:
    """Draw nothing."""


def _small_pieces(block: Block, room: float) -> list[Piece]:
    match block:
        case CodeBlock():
            return code_pieces(block, room)
        case Plot():
            return list(importlib.import_module("judge_desk.documents.pdf_plots").plot_pieces(block, room))
        case PictureStep():
            return list(importlib.import_module("judge_desk.documents.pdf_guide").step_pieces(block, room))
        case BigText():
            return big_pieces(block, room)
        case CutLine():
            return cut_pieces(block, room)
        case Spacer():
            return [Piece(0.0, _nothing, space=block.height * mm, glued=True)]
        case PageBreak():
            return [Piece(0.0, _nothing, new_page=True, glued=True)]
    raise TypeError(block)


def _pieces(block: Block, sheet: Sheet) -> list[Piece]:
    match block:
        case StateHead():
            return head_pieces(block, sheet.room)
        case Title():
            return title_pieces(block, sheet.room)
        case Paragraph():
            return paragraph_pieces(block, sheet.room, sheet.dense)
        case Fields():
            return fields_pieces(block, sheet.room, sheet.dense)
        case Table():
            return table_pieces(block, sheet.room, sheet.body)
        case Signatures():
            return signature_pieces(block, sheet.room, sheet.body)
        case KeepTogether():
            return glue(_flow(block.blocks, sheet))
    return _small_pieces(block, sheet.room)


def _flow(blocks: Sequence[Block], sheet: Sheet) -> list[Piece]:
    """Lay out blocks one under the other; signatures cling to what is signed, a table to its introduction."""
    pieces: list[Piece] = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        if isinstance(block, Signatures):
            pieces = glue_tail(pieces)
        if isinstance(block, Table) and isinstance(before, Paragraph):
            pieces = glue_tail(pieces, 1)
        pieces += _pieces(block, sheet)
    return pieces


def _enter_outline(canvas: Canvas, piece: Piece, number: int, deepest: int) -> int:
    """Add a piece to the outline; a level never skips one. Gives the deepest level that may be used before it."""
    if piece.outline is None:
        return deepest
    level, words = piece.outline
    level = min(level, deepest + 1)
    key = f"p{number}"
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(words, key, level)
    return level


def _table_of(placed: Placed) -> Rows | None:
    """Say of which table a piece is a row: rows below each other are drawn in one go."""
    draw = placed[0].draw
    return draw.table if isinstance(draw, Row) else None


def _draw_pages(canvas: Canvas, document: Document, sheet: Sheet, pages: Sequence[Sequence[Placed]]) -> None:
    level, number = -1, 0
    for page, placed in enumerate(pages, 1):
        draw_states(canvas, sheet, document)
        for piece, _ in placed:
            number += 1
            level = _enter_outline(canvas, piece, number, level)
        for table, group in groupby(placed, _table_of):
            together = [(piece.draw, sheet.top - at) for piece, at in group]
            if table is not None:
                table.draw(canvas, sheet.left, [(row, y) for row, y in together if isinstance(row, Row)])
                continue
            for draw, y in together:
                draw(canvas, sheet.left, y)
        draw_frame(canvas, sheet, document, page, len(pages))
        canvas.showPage()


def render_pdf(document: Document) -> bytes:
    """Write a document as PDF bytes.

    Raises:
        ValueError: a row of a table has not as many texts as the table has columns.
    """
    document = joined_document(document)
    sheet = sheet_of(document)
    canvas = new_canvas(BytesIO(), sheet.wide, sheet.high, document.language)
    set_profile(canvas, document)
    _draw_pages(canvas, document, sheet, paginate(_flow(document.blocks, sheet), sheet.body))
    finished: Any = canvas
    return bytes(finished.getpdfdata())
