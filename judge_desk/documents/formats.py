"""The formats of a paper: one content, written as PDF, Word or Excel.

PDF and Word are made from the same blocks; a workbook comes from the paper's values, only where a paper has one. What
writes a format is loaded with the first paper that is made in it: a list of papers, which shows only what could be
made, would else load three libraries, which takes as long as ten bare starts.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, cast

from judge_desk.documents.blocks import Document
from judge_desk.documents.content_review import ReviewContent
from judge_desk.documents.content_workbook import SummaryWorkbookContent
from judge_desk.documents.plain_sheet import PlainSheet


class Format(StrEnum):
    """A format; the value is the ending of its files."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"


def render_pdf(document: Document) -> bytes:
    """Write a document as PDF bytes.

    Raises:
        ValueError: a row of a table has not as many texts as the table has columns.
    """
    return cast(bytes, importlib.import_module("judge_desk.documents.pdf").render_pdf(document))


def render_docx(document: Document) -> bytes:
    """Write a document as the bytes of a Word file; ``ValueError`` as in :func:`render_pdf`."""
    return cast(bytes, importlib.import_module("judge_desk.documents.docx_paper").render_docx(document))


def table_workbook(document: Document) -> bytes:
    """Make a workbook with one sheet for each table of a paper (:mod:`judge_desk.documents.xlsx_table`)."""
    return cast(bytes, importlib.import_module("judge_desk.documents.xlsx_table").table_workbook(document))


def summary_workbook(content: SummaryWorkbookContent) -> bytes:
    """Make the workbook of a round, with formulas (:mod:`judge_desk.documents.xlsx_summary`)."""
    return cast(bytes, importlib.import_module("judge_desk.documents.xlsx_summary").summary_workbook(content))


def review_workbook(content: ReviewContent) -> bytes:
    """Make the workbook of a review, with formulas (:mod:`judge_desk.documents.xlsx_review`)."""
    return cast(bytes, importlib.import_module("judge_desk.documents.xlsx_review").review_workbook(content))


def write_sheet(content: PlainSheet) -> bytes:
    """Write one plain sheet as an XLSX file (:mod:`judge_desk.documents.sheet_writer`)."""
    return cast(bytes, importlib.import_module("judge_desk.documents.sheet_writer").write_sheet(content))


def page_count(pdf: bytes) -> int:
    """Give the number of pages of a PDF that this program made."""
    return cast(int, importlib.import_module("judge_desk.documents.pdf_pages").page_count(pdf))


WRITERS: Final[Mapping[Format, Callable[[Document], bytes]]] = {Format.PDF: render_pdf, Format.DOCX: render_docx}
"""How blocks become bytes, for every format that is made from blocks."""
