"""How many pages a paper has, read from its own file."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader


def page_count(data: bytes) -> int:
    """Give the number of pages of a PDF that this program made."""
    return len(PdfReader(BytesIO(data)).pages)
