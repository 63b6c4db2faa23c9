"""Biên bản bốc thăm, phân công: the seed, how it works, who marks how much, who avoids what and why, before whom."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import (
    Align,
    BigText,
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
from judge_desk.documents.content_panel import DrawnAvoidance, DrawRecordContent
from judge_desk.documents.paper import PAPER, ink_moment, jury_head, make_document, minutes_number, recipients, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, listing, moment

_TEXTS: Final = open_texts("draw_record")
_LONGEST_BIG: Final = 24
"""Characters of the longest seed that is set in large letters."""


def draw_record(content: DrawRecordContent) -> Document:
    """Make the record of one draw (layout: Nghị định 30/2020/NĐ-CP, Mẫu 1.9)."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head, minutes_number(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject"))),
        _circumstances(content),
        *_method(content),
        *_loads(content),
        *_avoided(content),
        *_codes(content),
        *_warnings(content),
        Paragraph(_TEXTS.fill("ends", moment=ink_moment(head, ""))),
        _signatures(content),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _circumstances(content: DrawRecordContent) -> Fields:
    again = content.number > 1
    number = _TEXTS.fill("number_again", number=content.number) if again else _TEXTS.fill("number_first")
    rows = [
        (_TEXTS.fill("begins"), moment(content.stated_time)),
        (_TEXTS.fill("operator"), content.operator or PAPER.fill("dots")),
        (_TEXTS.fill("witnesses"), listing(content.witnesses) or PAPER.fill("dots")),
        (_TEXTS.fill("number"), number),
    ]
    if content.reason:
        rows.append((_TEXTS.fill("reason"), content.reason))
    return Fields(tuple(rows))


def _method(content: DrawRecordContent) -> list[Block]:
    spread = _TEXTS.fill("spread_lot", count=count(content.per_entry)) if content.per_entry else ""
    sentences = [
        _TEXTS.fill("method_lot"),
        _TEXTS.fill("method_repeat"),
        spread or _TEXTS.fill("spread_all"),
        *((_TEXTS.fill("by_field"),) if content.by_field else ()),
    ]
    short = len(content.seed) <= _LONGEST_BIG
    seed: Block = BigText(content.seed, 20) if short else Paragraph(content.seed, Style.CENTRED)
    heading = Paragraph(_TEXTS.fill("method"), Style.HEADING)
    return [heading, Paragraph(_TEXTS.fill("seed")), seed, *(Paragraph(each) for each in sentences)]


def _loads(content: DrawRecordContent) -> list[Block]:
    text = _TEXTS.fill(
        "load_text", entries=count(content.entries), seats=count(len(content.seats)), pairs=count(content.pairs)
    )
    table = Table(
        (
            Column(_TEXTS.fill("column_seat"), Align.CENTRE, width=14),
            Column(_TEXTS.fill("column_judge"), share=3),
            Column(_TEXTS.fill("column_position"), share=4),
            Column(_TEXTS.fill("column_load"), Align.CENTRE, width=24),
            Column(_TEXTS.fill("column_avoided"), Align.CENTRE, width=24),
        ),
        tuple((str(s.seat), s.judge, s.position, str(s.load), str(s.avoided)) for s in content.seats),
        numbered=False,
        empty=_TEXTS.fill("load_none"),
    )
    return [Paragraph(_TEXTS.fill("load"), Style.HEADING), Paragraph(text), table]


def _avoided(content: DrawRecordContent) -> list[Block]:
    heading = Paragraph(_TEXTS.fill("avoided"), Style.HEADING)
    if not content.avoided:
        return [heading, Paragraph(_TEXTS.fill("avoided_none"))]
    return [heading, *(Paragraph(_avoidance(each), Style.ITEM) for each in content.avoided)]


def _avoidance(each: DrawnAvoidance) -> str:
    entries = ", ".join(each.entries)
    return _TEXTS.fill("avoided_item", judge=each.judge, seat=each.seat, reason=each.reason, entries=entries)


def _codes(content: DrawRecordContent) -> list[Block]:
    heading = Paragraph(_TEXTS.fill("codes"), Style.HEADING)
    if content.blind:
        return [heading, Paragraph(_TEXTS.fill("codes_withheld"))]
    table = Table(
        (
            Column(_TEXTS.fill("column_number"), Align.CENTRE, width=22),
            Column(_TEXTS.fill("column_code"), Align.CENTRE, width=20),
            Column(_TEXTS.fill("column_title"), share=3),
            Column(_TEXTS.fill("column_marked_by"), share=1),
        ),
        tuple((each.entry, each.code, each.title, ", ".join(map(str, each.seats))) for each in content.codes),
        numbered=False,
        empty=_TEXTS.fill("codes_none"),
    )
    return [heading, Paragraph(_TEXTS.fill("codes_open")), table]


def _warnings(content: DrawRecordContent) -> list[Block]:
    heading = Paragraph(_TEXTS.fill("warnings"), Style.HEADING)
    if not content.warnings:
        return [heading, Paragraph(_TEXTS.fill("warnings_none"))]
    return [heading, *(Paragraph(_TEXTS.fill("warning", text=each), Style.ITEM) for each in content.warnings)]


def _signatures(content: DrawRecordContent) -> Signatures:
    hint = PAPER.fill("sign_hint")
    signers = [Signer(_TEXTS.fill("secretary_sign"), hint, content.operator)]
    signers += [Signer(_TEXTS.fill("witness_sign"), hint, name) for name in content.witnesses or ("",)]
    return Signatures(tuple(signers), 2 if len(signers) < 3 else 3, recipients())
