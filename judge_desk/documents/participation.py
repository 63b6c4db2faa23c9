"""Tổng hợp tham gia theo đơn vị: what every unit sent, what was taken in, what went on, and who sent nothing.

Kế hoạch 111/KH-UBND of 2024 wants every unit to take part; the paper says who did, and draws no conclusion.
"""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Align, Block, Column, Document, Paragraph, Signatures, Style, Table, Title
from judge_desk.documents.content_round import ParticipationContent, UnitRow
from judge_desk.documents.list_parts import number_column, organisers_signer
from judge_desk.documents.paper import ink_place_date, make_document, organisers_head, signer
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count

_TEXTS: Final = open_texts("participation")


def participation(content: ParticipationContent) -> Document:
    """Make the paper."""
    head = content.head
    blocks: list[Block] = [
        organisers_head(head, ink_place_date(head)),
        Title(_TEXTS.fill("title"), (_TEXTS.fill("subject"), head.contest_title)),
        _table(content),
        *_said(content),
        Signatures((signer("secretary", content.secretary), organisers_signer()), 2),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _table(content: ParticipationContent) -> Table:
    blocks = any(row.block for row in content.units)
    columns = [number_column(), Column(_TEXTS.fill("column_unit"), share=5)]
    columns += [Column(_TEXTS.fill("column_block"), share=2)] if blocks else []
    heads = [_TEXTS.fill("column_sent"), _TEXTS.fill("column_accepted")]
    heads += [_TEXTS.fill("column_later", round=title) for title in content.rounds]
    heads += [] if content.totals.prizes is None else [_TEXTS.fill("column_prizes")]
    columns += [Column(title, Align.CENTRE, width=22) for title in heads]
    rows = [_row(str(number), row, blocks) for number, row in enumerate(content.units, 1)]
    if content.others is not None:
        rows.append(_row(str(len(rows) + 1), content.others, blocks))
    totals = (_row("", content.totals, blocks),) if rows else ()
    return Table(tuple(columns), tuple(rows), totals, empty=_TEXTS.fill("no_rows"))


def _row(number: str, row: UnitRow, blocks: bool) -> tuple[str, ...]:
    unit = row.unit or _TEXTS.fill("others" if number else "totals")
    block = (row.block,) if blocks else ()
    prizes = () if row.prizes is None else (row.prizes,)
    return (number, unit, *block, *map(str, (row.sent, row.accepted, *row.later, *prizes)))


def _said(content: ParticipationContent) -> list[Block]:
    missing = [row.unit for row in content.units if not row.sent]
    part = {"with_": count(len(content.units) - len(missing)), "units": count(len(content.units))}
    said = [_TEXTS.fill("share", **part)]
    if missing:
        said.append(_TEXTS.fill("none", units="; ".join(missing)))
    elif content.units:
        said.append(_TEXTS.fill("all_units"))
    notes = [_TEXTS.fill("several", several=count(content.several))] if content.several else []
    notes.append(_TEXTS.fill("listed", part=content.listed) if content.listed else _TEXTS.fill("known"))
    return [*(Paragraph(each) for each in said), *(Paragraph(each, Style.NOTE) for each in notes)]
