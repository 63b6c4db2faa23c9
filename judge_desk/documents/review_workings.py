"""Bảng tính chi tiết: how every measure of every subject came about, and where the figures are from."""

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
from judge_desk.documents.content_review import WorkedSubject, WorkingsContent
from judge_desk.documents.paper import ink_place_date, jury_head, make_document, open_points, signer, subject
from judge_desk.documents.review_parts import annex_note, source_table
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import whole

_TEXTS: Final = open_texts("review_workings")


def review_workings(content: WorkingsContent) -> Document:
    """Make the paper, on the wide sheet."""
    head = content.head
    rows = tuple(row for each in content.subjects for row in _rows(each))
    columns = (
        Column(_TEXTS.fill("column_code"), Align.CENTRE),
        Column(_TEXTS.fill("column_name"), share=4, bold=True),
        Column(_TEXTS.fill("column_measure"), share=4),
        Column(_TEXTS.fill("column_working"), share=8),
        Column(_TEXTS.fill("column_exact"), Align.RIGHT, width=26),
        Column(_TEXTS.fill("column_taken"), Align.RIGHT, width=24, bold=True),
    )
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head), annex_note(head)),
        Table(columns, rows, size=10, empty=_TEXTS.fill("no_rows")),
        *_left_out(content),
        Paragraph(_TEXTS.fill("sources"), Style.HEADING),
        source_table(content.sources),
        *open_points(head),
        Signatures((signer("compiler", content.secretary),), 1),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks, Orientation.LANDSCAPE)


def _rows(worked: WorkedSubject) -> list[tuple[str, ...]]:
    """Give a row for every measure; the name stands in the first."""
    named = [worked.name, *[""] * (len(worked.steps) - 1)]
    return [
        (worked.code, name, step.measure, step.working, step.exact, step.taken)
        for name, step in zip(named, worked.steps, strict=True)
    ]


def _left_out(content: WorkingsContent) -> list[Block]:
    if not content.left_out:
        return []
    return [Paragraph(_TEXTS.fill("left_out", count=whole(content.left_out)), Style.PLAIN)]
