"""Running text of Word papers: paragraphs, fields, titles, the state head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from judge_desk.documents.blocks import Fields, Paragraph, StateHead, Style, Title
from judge_desk.documents.docx_styles import STYLES, TITLE, style_of
from judge_desk.documents.docx_table import table_start, widths_of
from judge_desk.documents.docx_xml import Element, Set, elements, paragraph, run, twips
from judge_desk.documents.looks import HEAD_GAP, LOOKS, Look, head_right
from judge_desk.documents.page_words import MOTTO, NATION
from judge_desk.documents.pdf_lines import balanced
from judge_desk.documents.pdf_text import Face, clean, width

_RULE_HIGH: Final = 4.0
_FOOT_GAP: Final = 2.0
_NO_GAP: Final = Set(before=0.0)
_PLAIN: Final = Set()


def paragraph_elements(block: Paragraph) -> list[Element]:
    """Make a paragraph; a hard line break begins another one without the gap, as justified text needs it."""
    style = style_of(block.style)
    first, *others = clean(block.text).split("\n")
    lead = run(f"{block.lead} ", bold=True, size=block.size) if block.lead else ""
    made = [paragraph(style, lead + (run(first, size=block.size) if first else ""))]
    made += [paragraph(style, run(part, size=block.size) if part else "", _NO_GAP) for part in others]
    return elements("".join(made))


def fields_elements(block: Fields) -> list[Element]:
    """Make a paragraph of every label and its value."""
    return elements("".join(paragraph("PaperField", _field_runs(*row, block.bold)) for row in block.rows))


def _field_runs(label: str, value: str, bold: bool) -> str:
    name = run(f"{label}: ") if label else ""
    return name + (run(value, bold) if value else "")


def rule(room: float, long: float, keep: bool = False) -> str:
    """Make a short rule in the middle of a room."""
    side = (room - long) / 2
    return paragraph("PaperRule", wanted=Set(keep=keep, exact=_RULE_HIGH, left=side, right=side, rule_above=True))


def title_elements(block: Title, room: float) -> list[Element]:
    """Make tên loại, trích yếu, the short rule and the note, on one page with what follows."""
    kept = Set(keep=True)
    look = LOOKS[Style.CENTRED_BOLD]
    lines = [balanced(text, look, room) for text in (block.subject or (block.name,))]
    last = width(lines[-1][-1], look.face, look.size)
    parts = [paragraph(TITLE, run(block.name))]
    parts += [
        paragraph("PaperSubject", run(text), _narrowed(room, look, broken, kept))
        for text, broken in zip(block.subject, lines, strict=False)
    ]
    below = [rule(room, last * 0.4, keep=True)]
    below += (
        [paragraph(style_of(Style.CENTRED_ITALIC), run(block.note), Set(keep=True, before=0.0))] if block.note else []
    )
    return elements("".join([*parts, *(reversed(below) if block.rule_last else below)]))


def _narrowed(room: float, look: Look, lines: Sequence[str], wanted: Set) -> Set:
    """Draw the sides of a centred text in, so that its lines come out about equally long."""
    if len(lines) == 1:
        return wanted
    side = max((room - max(width(line, look.face, look.size) for line in lines)) / 2 - 2.0, 0.0)
    return replace(wanted, left=side, right=side)


def _centred(style: str, text: str, room: float, wanted: Set = _PLAIN) -> str:
    """Make a centred line of the head, or a few about equally long ones."""
    look = STYLES[style][1]
    return paragraph(style, run(text) if text else "", _narrowed(room, look, balanced(text, look, room), wanted))


def _column(wide: int, gap: int, content: str) -> str:
    edge = f'<w:tcMar><w:right w:w="{gap}" w:type="dxa"/></w:tcMar>' if gap else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{edge}</w:tcPr>{content}</w:tc>'


def head_elements(block: StateHead, room: float) -> list[Element]:
    """Make the two-column head: issuer left, Quốc hiệu and Tiêu ngữ right, number and date in one row below."""
    right = head_right(room)
    left = room - right
    inner = left - HEAD_GAP
    issuer = balanced(block.issuer, STYLES["PaperIssuer"][1], inner)[0]
    ours = _centred("PaperSuperior", block.superior, inner) if block.superior else ""
    ours += _centred("PaperIssuer", block.issuer, inner) + rule(inner, width(issuer, Face.BOLD, 12.0) * 0.4)
    theirs = paragraph("PaperNation", run(NATION)) + paragraph("PaperMotto", run(MOTTO))
    theirs += rule(right, width(MOTTO, Face.BOLD, 13.0))
    lefts, rights = widths_of((0.0, left, room))
    gap = twips(HEAD_GAP)
    whole = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    rows = f"{whole}{_column(lefts, gap, ours)}{_column(rights, 0, theirs)}</w:tr>"
    if block.number or block.place_date:
        below = Set(before=_FOOT_GAP)
        number = _centred("PaperNumber", block.number, inner, below)
        date = _centred("PaperDate", block.place_date, right, below)
        rows += f"{whole}{_column(lefts, gap, number)}{_column(rights, 0, date)}</w:tr>"
    return elements(f"{table_start('PaperColumns', (lefts, rights), (0, 0, 0, 0))}{rows}</w:tbl>")
