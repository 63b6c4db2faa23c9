"""Danh sách nhắc nộp phiếu: who has not delivered a ballot yet, with room for the answer."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Align, Block, Column, Document, Paragraph, Signatures, Style, Table, Title
from judge_desk.documents.content_reminder import Reminded, ReminderContent
from judge_desk.documents.paper import ink_place_date, jury_head, make_document, recipients, signer, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, moment

_TEXTS: Final = open_texts("reminder")
_LACKS: Final = {
    "missing": "lacks_missing",
    "choose": "lacks_choose",
    "waiting": "lacks_waiting",
    "paper": "lacks_paper",
}


def reminder(content: ReminderContent) -> Document:
    """Make the list."""
    head = content.head
    facts = {"counted": count(content.counted), "expected": count(content.expected)}
    table = Table(
        (
            Column(_TEXTS.fill("column_seat"), Align.CENTRE, width=12),
            Column(_TEXTS.fill("column_judge"), share=2),
            Column(_TEXTS.fill("column_position"), share=2),
            Column(_TEXTS.fill("column_entries"), Align.CENTRE, width=16),
            Column(_TEXTS.fill("column_lacks"), share=2),
            Column(_TEXTS.fill("column_answer"), share=2),
        ),
        tuple(_row(each) for each in content.seats),
        numbered=False,
        empty=_TEXTS.fill("nobody"),
    )
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head)),
        Paragraph(_TEXTS.fill("until", moment=moment(content.stated_time), **facts)),
        table,
        Paragraph(_TEXTS.fill("note"), Style.NOTE),
        Signatures((signer("secretary"),), 2, recipients()),
    ]
    return make_document(head, _TEXTS.fill("title").capitalize(), blocks)


def _row(each: Reminded) -> tuple[str, ...]:
    return (str(each.seat), each.judge, each.position, count(each.entries), _TEXTS.fill(_LACKS[each.lacks]), "")
