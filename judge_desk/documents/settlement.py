"""Biên bản thống nhất điểm: the first marks of one entry, the rule, what was said, and the official mark.

Contents after Thông tư 6/2020/TT-BNV, Điều 31 (who signs: every judge of the entry, and the chair); layout: Nghị định
30/2020/NĐ-CP, Mẫu 1.9. What is not known yet stays open for ink.
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
    Plot,
    Signatures,
    Signer,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content_settlement import SettledRow, SettlementContent
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
    value_note,
)
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import decimal, listing, mark, moment, shortest
from judge_desk.wording.words import decimal_words

_TEXTS: Final = open_texts("settlement")
_DOTS: Final = "…" * 31
"""A line to write on, as wide as the page."""


def settlement(content: SettlementContent) -> Document:
    """Make the record of one entry; filled where decisions are recorded, dotted where they are not."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head, minutes_number(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject", code=content.code))),
        _circumstances(content),
        *_marks(content),
        Paragraph(_TEXTS.fill("rule"), Style.HEADING),
        Paragraph(f"{content.tier}."),
        *_later(content),
        Paragraph(_TEXTS.fill("ends", moment=ink_moment(head, ""))),
        _signatures(content),
        value_note(),
    ]
    return make_document(head, _TEXTS.fill("document_title", code=content.code), blocks)


def _present(content: SettlementContent) -> str:
    """Name those who sign: the judges of the entry, who heads the jury, the secretary."""
    officers = [
        _TEXTS.fill(key, name=name)
        for key, name in (("present_chair", content.chair), ("present_secretary", content.secretary))
        if name
    ]
    return listing([*(row.judge for row in content.rows if row.judge != content.chair), *officers])


def _circumstances(content: SettlementContent) -> Fields:
    dots = PAPER.fill("dots_long")
    entry = _TEXTS.fill("entry_code", code=content.code)
    if content.title:
        entry = _TEXTS.fill("entry_titled", code=content.code, title=content.title)
    rows = (
        (_TEXTS.fill("begins"), ink_moment(content.head, "")),
        (_TEXTS.fill("venue"), dots),
        (_TEXTS.fill("present"), _present(content) if content.people else dots),
        (_TEXTS.fill("entry"), entry),
    )
    return Fields(rows)


def _table(content: SettlementContent, rows: tuple[SettledRow, ...]) -> Table:
    columns = (
        Column(_TEXTS.fill("column_seat"), Align.CENTRE),
        Column(_TEXTS.fill("column_judge"), share=1),
        *(
            Column(
                _TEXTS.fill("column_criterion", id=each.id, maximum=shortest(each.maximum)),
                Align.RIGHT,
                bold=each.apart,
            )
            for each in content.columns
        ),
        Column(_TEXTS.fill("column_total"), Align.RIGHT, bold=True),
    )
    return Table(columns, tuple(_row(content, row) for row in rows), numbered=False, size=12)


def _row(content: SettlementContent, row: SettledRow) -> tuple[str, ...]:
    marks = [
        "" if value is None else decimal(value, column.decimals)
        for column, value in zip(content.columns, row.marks, strict=True)
    ]
    return row.seat, row.judge, *marks, "" if row.total is None else mark(row.total, content.total_decimals)


def _marks(content: SettlementContent) -> list[Block]:
    blocks: list[Block] = [Paragraph(_TEXTS.fill("marks"), Style.HEADING), _table(content, content.rows)]
    if content.plot is not None:
        blocks.append(Plot(content.plot))
    spread = mark(content.spread, content.total_decimals)
    apart = [each.id for each in content.columns if each.apart]
    if apart:
        by = mark(content.apart_by, content.total_decimals)
        blocks.append(Paragraph(_TEXTS.fill("apart", spread=spread, criteria=listing(apart), by=by)))
    else:
        blocks.append(Paragraph(_TEXTS.fill("spread", spread=spread)))
    dropped = [PAPER.fill("seat", seat=row.seat) for row in content.rows if row.left_out]
    if dropped:
        blocks.append(Paragraph(_TEXTS.fill("left_out", seats=listing(dropped))))
    return [*blocks, Paragraph(_TEXTS.fill("kept"))]


def _later(content: SettlementContent) -> list[Block]:
    """Give the sections after the rule, numbered on: dialogue, third marking, official mark."""
    blocks: list[Block] = []
    number = 3
    if content.asks_dialogue or content.dialogue:
        blocks += [Paragraph(_TEXTS.fill("dialogue", number=number), Style.HEADING), *_dialogue(content)]
        number += 1
    if content.third is not None:
        blocks += [Paragraph(_TEXTS.fill("third", number=number), Style.HEADING), *_third(content, content.third)]
        number += 1
    return [*blocks, Paragraph(_TEXTS.fill("official", number=number), Style.HEADING), _official(content)]


def _dialogue(content: SettlementContent) -> list[Block]:
    if not content.dialogue:
        return [Paragraph(_DOTS, Style.PLAIN) for _ in range(8)]
    when = _TEXTS.fill("dialogue_time", moment=moment(content.dialogue_time))
    return [Paragraph(content.dialogue), Paragraph(when, Style.ITALIC)]


def _third(content: SettlementContent, third: SettledRow) -> list[Block]:
    name: Block = Fields(((_TEXTS.fill("third_open"), third.judge or PAPER.fill("dots")),))
    return [name, _table(content, (third,))]


def _official(content: SettlementContent) -> Fields:
    dots = PAPER.fill("dots")
    if content.official is None:
        keys = ("official_number", "official_words", "reason", "people")
        return Fields(tuple((_TEXTS.fill(key), dots) for key in keys))
    rows = [
        (_TEXTS.fill("official_number"), decimal(content.official, content.score_decimals)),
        (_TEXTS.fill("official_words"), _TEXTS.fill("spelled", words=decimal_words(content.official))),
        (_TEXTS.fill("reason"), content.reason or dots),
        (_TEXTS.fill("people"), listing(content.people) or dots),
    ]
    if content.votes is not None:
        for_, against, abstained = content.votes
        votes = _TEXTS.fill("votes_text", for_=for_, against=against, abstained=abstained)
        rows.append((_TEXTS.fill("votes"), votes))
    if content.decided_at:
        rows.append((_TEXTS.fill("decided_at"), moment(content.decided_at)))
    return Fields(tuple(rows))


def _signatures(content: SettlementContent) -> Signatures:
    hint = PAPER.fill("sign_hint")
    signers = [Signer(_TEXTS.fill("judge_sign"), hint, row.judge) for row in content.rows if row.judge != content.chair]
    if content.third is not None:
        signers.append(Signer(_TEXTS.fill("third_sign"), hint, content.third.judge))
    officers = (signer("secretary", content.secretary), signer("jury_head", content.chair))
    return in_last_row(signers, officers, 2 if len(signers) < 3 else 3, recipients())
