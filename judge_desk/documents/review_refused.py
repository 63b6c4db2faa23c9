"""Danh sách không đủ điều kiện: who fails which condition, with the reason's code, found and needed values."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import (
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
from judge_desk.documents.content_review import FailedGate, Fate, ReviewContent, ReviewedRow
from judge_desk.documents.paper import ink_place_date, jury_head, make_document, open_points, signer, subject
from judge_desk.documents.review_parts import (
    annex_note,
    listed,
    name_cells,
    name_columns,
    number_column,
    unlisted_note,
)
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count

_TEXTS: Final = open_texts("review_refused")
_FAILED: Final = frozenset({Fate.FAILED})


def review_refused(content: ReviewContent) -> Document:
    """Make the list, on the wide sheet."""
    head = content.head
    failed = listed(content, _FAILED)
    columns = (
        number_column(),
        *name_columns(content.persons),
        Column(_TEXTS.fill("column_gate"), share=9),
        Column(_TEXTS.fill("column_reason"), share=4),
    )
    rows = tuple(_row(number, each, content) for number, each in enumerate(failed, 1))
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head), annex_note(head)),
        Table(columns, rows, size=11, empty=_TEXTS.fill("no_rows")),
        *unlisted_note(content, _FAILED),
        Paragraph(_TEXTS.fill("total", count=count(content.counted(Fate.FAILED))), Style.PLAIN),
        *open_points(head),
        Signatures((signer("secretary", content.secretary), signer("chair", content.chair)), 2),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks, Orientation.LANDSCAPE)


def _row(number: int, row: ReviewedRow, content: ReviewContent) -> tuple[str, ...]:
    said = "\n".join(_said(each, content) for each in row.failed)
    codes = "\n".join(dict.fromkeys(content.gates[each.gate].reason for each in row.failed))
    return (str(number), *name_cells(row, content.persons), said, codes)


def _said(failed: FailedGate, content: ReviewContent) -> str:
    title = content.gates[failed.gate].title.rstrip(".;")
    if failed.found and failed.needed:
        return _TEXTS.fill("failed_both", title=title, found=failed.found, needed=failed.needed)
    if failed.needed:
        return _TEXTS.fill("failed_needed", title=title, needed=failed.needed)
    return _TEXTS.fill("failed_found", title=title, found=failed.found) if failed.found else title
