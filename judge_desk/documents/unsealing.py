"""Biên bản mở bảng mã số: when, why and before whom the code table of a blind round was opened, and the table itself.

Contents: time, reason, state of the seal, number of items, people, signatures; layout: Nghị định 30/2020/NĐ-CP,
Mẫu 1.9. The state of a paper seal is for people to write in.
"""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Paragraph,
    Signatures,
    Signer,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content_round import UnsealingContent
from judge_desk.documents.list_parts import number_column
from judge_desk.documents.paper import (
    PAPER,
    in_last_row,
    ink_moment,
    jury_head,
    make_document,
    minutes_number,
    recipients,
    signer,
    subject,
)
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, listing, moment

_TEXTS: Final = open_texts("unsealing")
_COLUMNS: Final = 3
"""Of those who sign: a witness beside secretary and head of the jury."""


def unsealing(content: UnsealingContent) -> Document:
    """Make the record."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head, minutes_number(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject"))),
        _circumstances(content),
        Paragraph(_TEXTS.fill("said")),
        Paragraph(_TEXTS.fill("table"), Style.HEADING),
        _table(content),
        Paragraph(_TEXTS.fill("ends", moment=ink_moment(head, ""))),
        _signatures(content),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _circumstances(content: UnsealingContent) -> Fields:
    dots = PAPER.fill("dots")
    rows = [
        (_TEXTS.fill("opened"), moment(content.opened_at)),
        (_TEXTS.fill("venue"), PAPER.fill("dots_long")),
        (_TEXTS.fill("present"), listing(content.people) or dots),
        (_TEXTS.fill("decision"), _TEXTS.fill("decision_number", number=content.number)),
        (_TEXTS.fill("reason"), content.reason or dots),
        *([(_TEXTS.fill("drawn"), moment(content.drawn_at))] if content.drawn_at else []),
        (_TEXTS.fill("items"), count(len(content.codes))),
        (_TEXTS.fill("state"), dots),
    ]
    return Fields(tuple(rows))


def _table(content: UnsealingContent) -> Table:
    columns = (
        number_column(),
        Column(_TEXTS.fill("column_code"), Align.CENTRE, width=16, bold=True),
        Column(_TEXTS.fill("column_entry"), Align.CENTRE, width=18),
        Column(_TEXTS.fill("column_title"), share=5),
        Column(_TEXTS.fill("column_people"), share=4),
    )
    rows = tuple((str(n), each.code, each.entry, each.title, each.people) for n, each in enumerate(content.codes, 1))
    return Table(columns, rows, size=11, empty=_TEXTS.fill("no_rows"))


def _signatures(content: UnsealingContent) -> Signatures:
    hint = PAPER.fill("sign_hint")
    names = [each.partition(" (")[0] for each in content.people]
    others = [name for name in names if name not in (content.secretary, content.chair)]
    officers = (signer("secretary", content.secretary), signer("jury_head", content.chair))
    witnesses = [Signer(_TEXTS.fill("witness_sign"), hint, name) for name in others]
    return in_last_row(witnesses, officers, _COLUMNS, recipients())
