"""Phiếu xét tiêu chuẩn: subjects by the conditions that the council judges, blank, to be filled in by hand."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Orientation,
    Paragraph,
    Signatures,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content_review import ChecklistContent
from judge_desk.documents.list_parts import AIR
from judge_desk.documents.paper import PAPER, ink_place_date, jury_head, make_document, signer, subject
from judge_desk.documents.review_parts import number_column
from judge_desk.documents.texts import open_texts

_TEXTS: Final = open_texts("review_checklist")


def review_checklist(content: ChecklistContent) -> Document:
    """Make the blank form, on the wide sheet."""
    head = content.head
    legend = [_TEXTS.fill("legend", number=at, title=each.rstrip(".;")) for at, each in enumerate(content.gates, 1)]
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head), _TEXTS.fill("note")),
        Fields(((_TEXTS.fill("member"), PAPER.fill("dots_long")),)),
        Paragraph(_TEXTS.fill("gates"), Style.HEADING),
        *(Paragraph(text, Style.ITEM) for text in legend),
        _table(content),
        Paragraph(_TEXTS.fill("votes"), Style.PLAIN),
        Signatures((signer("member_sign"),), 1),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks, Orientation.LANDSCAPE)


def _table(content: ChecklistContent) -> Table:
    columns = (
        number_column(),
        Column(_TEXTS.fill("column_code"), Align.CENTRE),
        Column(_TEXTS.fill("column_person" if content.persons else "column_unit"), share=6),
        *(Column(_TEXTS.fill("gate", number=at), Align.CENTRE, share=2) for at, _ in enumerate(content.gates, 1)),
        Column(_TEXTS.fill("column_note"), share=3),
    )
    blank = ("",) * len(content.gates)
    rows = tuple((str(at), code, name, *blank, AIR) for at, (code, name) in enumerate(content.subjects, 1))
    return Table(columns, rows, numbered=False, size=11, empty=_TEXTS.fill("no_rows"))
