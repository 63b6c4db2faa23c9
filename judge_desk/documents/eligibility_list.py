"""Danh sách bài không hợp lệ: which entries were not admitted or withdrew, why, and which were admitted by decision."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Orientation,
    Paragraph,
    Signatures,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content_round import EligibilityContent, HandledEntry
from judge_desk.documents.list_parts import number_column, organisers_signer
from judge_desk.documents.paper import ink_place_date, make_document, organisers_head, signer, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count

_TEXTS: Final = open_texts("eligibility_list")


def eligibility_list(content: EligibilityContent) -> Document:
    """Make the list, on the wide sheet."""
    head = content.head
    counts = {"refused": count(len(content.refused)), "admitted": count(len(content.admitted))}
    blocks: list[Block] = [
        organisers_head(head, ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject"))),
        Paragraph(_TEXTS.fill("refused"), Style.HEADING),
        _table(content.refused, _TEXTS.fill("refused_none")),
        Paragraph(_TEXTS.fill("admitted"), Style.HEADING),
        _table(content.admitted, _TEXTS.fill("admitted_none")),
        Paragraph(_TEXTS.fill("total", **counts), Style.PLAIN),
        Signatures((signer("secretary", content.secretary), organisers_signer()), 2),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks, Orientation.LANDSCAPE)


def _table(entries: tuple[HandledEntry, ...], empty: str) -> Table:
    columns = (
        number_column(),
        Column(_TEXTS.fill("column_id"), Align.CENTRE, width=16),
        Column(_TEXTS.fill("column_title"), share=5),
        Column(_TEXTS.fill("column_people"), share=4),
        Column(_TEXTS.fill("column_outcome"), width=24, bold=True),
        Column(_TEXTS.fill("column_decision"), Align.CENTRE, width=24),
        Column(_TEXTS.fill("column_reason"), share=6),
    )
    return Table(columns, tuple(_row(number, each) for number, each in enumerate(entries, 1)), size=11, empty=empty)


def _row(number: int, each: HandledEntry) -> tuple[str, ...]:
    decision = _TEXTS.fill("number", numbers=each.decision) if each.decision else _TEXTS.fill("by_rule")
    return (str(number), each.id, each.title, each.people, each.outcome, decision, each.reason)
