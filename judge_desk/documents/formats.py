"""The formats of a paper: one content, written as PDF, Word or Excel.

PDF and Word are made from the same blocks; a workbook comes from the paper's values, only where a paper has one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from judge_desk.documents.blocks import Document
from judge_desk.documents.docx_paper import render_docx
from judge_desk.documents.pdf import render_pdf


class Format(StrEnum):
    """A format; the value is the ending of its files."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"


WRITERS: Final[Mapping[Format, Callable[[Document], bytes]]] = {Format.PDF: render_pdf, Format.DOCX: render_docx}
"""How blocks become bytes, for every format that is made from blocks."""
