"""Thông tin báo chí: who won, in plain sentences and one table for each prize table; no marks, no places.

Rules that publish marks are none of those known, so the press gets none.
"""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Block, Column, Document, Paragraph, Signatures, Style, Table, Title
from judge_desk.documents.content_round import PressContent, PressRow
from judge_desk.documents.list_parts import number_column, organisers_signer
from judge_desk.documents.paper import ink_place_date, make_document, organisers_head, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, date_long
from judge_desk.wording.words import capitalised

_TEXTS: Final = open_texts("press_list")


def press_list(content: PressContent) -> Document:
    """Make the paper."""
    head = content.head
    prizes = sum(len(rows) for _, rows in content.tables)
    when = capitalised(date_long(content.announced))
    facts = {"round": head.round_title, "entries": count(content.entries), "prizes": count(prizes)}
    blocks: list[Block] = [
        organisers_head(head, ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject"))),
        Paragraph(_TEXTS.fill("intro", moment=when, contest=head.contest_title)),
        Paragraph(_TEXTS.fill("entries", **facts)),
        *_lists(content),
        Paragraph(_TEXTS.fill("contact"), Style.PLAIN),
        Signatures((organisers_signer(),), 1),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _lists(content: PressContent) -> list[Block]:
    blocks: list[Block] = []
    for title, rows in content.tables:
        several = len(content.tables) > 1
        said = _TEXTS.fill("list_table", table=title) if several else _TEXTS.fill("list")
        blocks += [Paragraph(said, Style.HEADING), _table(rows)]
    return blocks


def _table(rows: tuple[PressRow, ...]) -> Table:
    columns = (
        number_column(),
        Column(_TEXTS.fill("column_prize"), width=24, bold=True),
        Column(_TEXTS.fill("column_work"), share=5),
        Column(_TEXTS.fill("column_people"), share=3),
        Column(_TEXTS.fill("column_units"), share=3),
        Column(_TEXTS.fill("column_field"), share=3),
    )
    cells = tuple(
        (str(number), each.prize, each.title, each.authors, each.units, each.field)
        for number, each in enumerate(rows, 1)
    )
    return Table(columns, cells, numbered=False, size=11, empty=_TEXTS.fill("no_rows"))
