"""Giấy biên nhận: what a judge takes home when the sealed ballot is handed over, signed by the secretary."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Block, CodeBlock, Document, Fields, Paragraph, Signatures, Signer, Style, Title
from judge_desk.documents.content import ReceiptContent
from judge_desk.documents.paper import PAPER, ink, ink_moment, ink_place_date, jury_head, make_document, signer, subject
from judge_desk.documents.texts import as_shipped, open_texts
from judge_desk.wording.figures import count, moment

_TEXTS: Final = open_texts("receipt")


@as_shipped()
def receipt(content: ReceiptContent) -> Document:
    """Make the receipt of one ballot, on one page."""
    head = content.head
    giver = Signer(_TEXTS.fill("giver"), PAPER.fill("sign_hint"), content.judge)
    blocks: list[Block] = [
        jury_head(head),
        Title(_TEXTS.fill("title"), subject(head)),
        Fields(_what(content)),
        CodeBlock(_TEXTS.fill("code"), content.code, content.digest, (_TEXTS.fill("code_note"),)),
        Paragraph(_TEXTS.fill("received"), Style.HEADING),
        *(Paragraph(_TEXTS.fill(key), Style.ITEM) for key in ("received_file", "received_paper", "received_code")),
        Paragraph(_TEXTS.fill("received_at", moment=ink_moment(head, ""))),
        Signatures((giver, signer("secretary", above=ink_place_date(head)))),
    ]
    return make_document(head, f"{_TEXTS.fill('title')} - {content.judge}", blocks)


def _what(content: ReceiptContent) -> tuple[tuple[str, str], ...]:
    counts = _TEXTS.fill(
        "ballot_value",
        revision=content.revision,
        entries=count(content.entries),
        marked=count(content.marked),
        recused=count(content.recused),
        blank=count(content.blank),
    )
    written = PAPER.fill("dots")
    if content.written_at:
        written = _TEXTS.fill("written_value", moment=moment(content.written_at), place=ink(content.place))
    log = ((_TEXTS.fill("log"), content.log_head),) if content.log_head else ()
    return (
        (_TEXTS.fill("judge"), _TEXTS.fill("judge_value", judge=content.judge, seat=content.seat)),
        (_TEXTS.fill("ballot"), counts),
        (_TEXTS.fill("sealed"), moment(content.sealed_at)),
        (_TEXTS.fill("file"), content.file_name),
        (_TEXTS.fill("written"), written),
        *log,
    )
