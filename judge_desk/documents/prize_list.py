"""Danh sách giải thưởng: who gets which prize of one table, with money in figures and words."""

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
from judge_desk.documents.content import PrizeListContent, PrizeRow
from judge_desk.documents.paper import ink_place_date, jury_head, make_document, open_points, signer, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, mark, money, whole
from judge_desk.wording.words import money_words

_TEXTS: Final = open_texts("prize_list")


def prize_list(content: PrizeListContent) -> Document:
    """Make the list of prizes of one table, on the wide sheet."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head, content.table_title), _TEXTS.fill("annex", year=head.year)),
        _table(content),
        *_sums(content),
        *_notes(content),
        *open_points(head),
        Signatures((signer("secretary", content.secretary), signer("jury_head", content.chair)), 2),
    ]
    return make_document(head, _TEXTS.fill("title"), blocks, Orientation.LANDSCAPE)


def _given(content: PrizeListContent) -> list[PrizeRow]:
    return [row for row in content.rows if row.title]


def _table(content: PrizeListContent) -> Table:
    columns = (
        Column(_TEXTS.fill("column_number"), Align.CENTRE),
        Column(_TEXTS.fill("column_prize"), width=36, bold=True),
        Column(_TEXTS.fill("column_work"), share=5),
        Column(_TEXTS.fill("column_people"), share=5),
        Column(_TEXTS.fill("column_field"), share=4),
        Column(_TEXTS.fill("column_score"), Align.CENTRE),
        Column(_TEXTS.fill("column_money"), Align.RIGHT),
        Column(_TEXTS.fill("column_extra"), share=6),
    )
    rows = tuple(_row(number, row, content.decimals) for number, row in enumerate(content.rows, 1))
    total = ("", _TEXTS.fill("total"), "", "", "", "", whole(sum(row.money for row in _given(content))), "")
    return Table(columns, rows, (total,) if rows else (), least=10, empty=_TEXTS.fill("no_rows"))


def _row(number: int, row: PrizeRow, decimals: int) -> tuple[str, ...]:
    if not row.title:
        return (str(number), row.prize, _TEXTS.fill("vacant"), "", "", "", "", "")
    score = "" if row.score is None else mark(row.score, decimals)
    people = "\n".join(part for part in (row.authors, row.units) if part)
    return (str(number), row.prize, row.title, people, row.field, score, whole(row.money), _extra(row))


def _extra(row: PrizeRow) -> str:
    certificate = row.certificate
    if row.certificate and row.signer:
        certificate = _TEXTS.fill("certificate", certificate=row.certificate, signer=row.signer)
    return "; ".join(part for part in (certificate, row.gift) if part)


def _sums(content: PrizeListContent) -> list[Block]:
    given = _given(content)
    amount = sum(row.money for row in given)
    vacant = len(content.rows) - len(given)
    sums = _TEXTS.fill("count", prizes=count(len(given)), money=money(amount), words=money_words(amount))
    blocks: list[Block] = [Paragraph(sums, Style.PLAIN)]
    return [*blocks, Paragraph(_TEXTS.fill("count_vacant", vacant=count(vacant)), Style.PLAIN)] if vacant else blocks


def _notes(content: PrizeListContent) -> list[Block]:
    if not content.notes:
        return []
    items = [Paragraph(_TEXTS.fill("note", note=note), Style.ITEM) for note in content.notes]
    return [Paragraph(_TEXTS.fill("notes"), Style.PLAIN), *items]
