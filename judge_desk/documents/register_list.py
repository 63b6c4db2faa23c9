"""Danh sách bài dự thi: every entry that was taken in, with what became of it, on the wide sheet.

While the codes of a blind round are closed the list bears none, so that nobody can tie a code to a name with it.
"""

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
from judge_desk.documents.content_round import RegisterContent, RegisterRow
from judge_desk.documents.list_parts import number_column, organisers_signer, people_cell
from judge_desk.documents.paper import ink_place_date, make_document, open_points, organisers_head, signer, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, date_short

_TEXTS: Final = open_texts("register_list")


def register_list(content: RegisterContent) -> Document:
    """Make the list."""
    head = content.head
    closed: list[Block] = [Paragraph(_TEXTS.fill("closed"), Style.ITALIC)] if content.closed else []
    blocks: list[Block] = [
        organisers_head(head, ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head)),
        *closed,
        _table(content),
        *_sums(content),
        *open_points(head),
        Signatures((signer("secretary", content.secretary), organisers_signer()), 2),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks, Orientation.LANDSCAPE)


def _table(content: RegisterContent) -> Table:
    coded = any(row.code for row in content.rows)
    code = [Column(_TEXTS.fill("column_code"), Align.CENTRE, width=16, bold=True)] if coded else []
    columns = (
        number_column(),
        Column(_TEXTS.fill("column_id"), Align.CENTRE, width=16),
        *code,
        Column(_TEXTS.fill("column_title"), share=6),
        Column(_TEXTS.fill("column_people"), share=5),
        Column(_TEXTS.fill("column_kind"), share=2),
        Column(_TEXTS.fill("column_field"), share=3),
        Column(_TEXTS.fill("column_received"), Align.CENTRE, width=24),
        Column(_TEXTS.fill("column_state"), width=28),
    )
    rows = tuple(_row(number, each, coded) for number, each in enumerate(content.rows, 1))
    return Table(columns, rows, size=11, empty=_TEXTS.fill("no_rows"))


def _row(number: int, row: RegisterRow, coded: bool) -> tuple[str, ...]:
    code = (row.code,) if coded else ()
    people = people_cell(row.authors, row.units)
    return (str(number), row.id, *code, row.title, people, row.kind, row.field, _times(row), row.state)


def _times(row: RegisterRow) -> str:
    times = [_time(row.received)] if row.received else []
    return "\n".join((*times, _TEXTS.fill("sent", time=_time(row.sent))) if row.sent else times)


def _time(stamp: str) -> str:
    """Write a stamp as short as a narrow column wants it."""
    return " ".join((date_short(stamp), stamp[11:16])).strip()


def _sums(content: RegisterContent) -> list[Block]:
    blocks: list[Block] = [Paragraph(_TEXTS.fill("total", entries=count(len(content.rows))), Style.PLAIN)]
    if len(content.states) > 1:
        states = [_TEXTS.fill("state", state=state.lower(), entries=count(number)) for state, number in content.states]
        blocks.append(Paragraph(_TEXTS.fill("states", states="; ".join(states)), Style.PLAIN))
    return blocks
