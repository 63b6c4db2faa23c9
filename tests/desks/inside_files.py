"""Write-ups and clips with something inside: old writing, names, passages of another entry, damage."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import docx
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from judge_desk.exchange.submissions.old_writing import Writing
from judge_desk.paths import resource
from tests.exchange.old_vectors import PROSE, written_old

CLIPS = Path(__file__).resolve().parent.parent / "ui" / "clips"


def a_docx(paragraphs: Sequence[str], font: str = "", author: str = "") -> bytes:
    """Write paragraphs in a font, with an author in the properties."""
    document = docx.Document()
    document.core_properties.author = author
    for text in paragraphs:
        run = document.add_paragraph().add_run(text)
        if font:
            run.font.name = font
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def a_pdf(lines: Sequence[str], author: str = "") -> bytes:
    """Write lines, 40 to a page."""
    if "InsideSerif" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("InsideSerif", str(resource("fonts/LiberationSerif-Regular.ttf"))))
    target = io.BytesIO()
    canvas = Canvas(target)
    if author:
        canvas.setAuthor(author)
    for start in range(0, len(lines), 40):
        canvas.setFont("InsideSerif", 11)
        for number, line in enumerate(lines[start : start + 40]):
            canvas.drawString(50, 780 - 18 * number, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def old_docx(head: str = "Cộng hòa xã hội chủ nghĩa Việt Nam") -> bytes:
    """Write prose in TCVN3, its heading in the font of capitals."""
    document = docx.Document()
    document.add_paragraph().add_run(written_old(head, Writing.TCVN3)).font.name = ".VnTimeH"
    for sentence in PROSE.split(". "):
        document.add_paragraph().add_run(written_old(sentence, Writing.TCVN3)).font.name = ".VnTime"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
