"""Danh sách đề nghị khen thưởng của một đợt xét: who gets which prize of one table, money in figures and words."""

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
from judge_desk.documents.content_review import ReviewPrize, ReviewPrizesContent
from judge_desk.documents.paper import ink_place_date, jury_head, make_document, open_points, signer, subject
from judge_desk.documents.review_parts import annex_note, number_column
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, money, whole
from judge_desk.wording.words import money_words

_TEXTS: Final = open_texts("review_prizes")


def review_prizes(content: ReviewPrizesContent) -> Document:
    """Make the list of one table, on the wide sheet."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head, *_named(content)), annex_note(head)),
        _table(content),
        *_sums(content),
        *(Paragraph(_TEXTS.fill("note", note=each), Style.ITEM) for each in content.notes),
        *open_points(head),
        Signatures((signer("secretary", content.secretary), signer("chair", content.chair)), 2),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks, Orientation.LANDSCAPE)


def _named(content: ReviewPrizesContent) -> tuple[str, ...]:
    """Give the title of the table where it is not that of the review."""
    return () if content.table.casefold() == content.head.round_title.casefold() else (content.table,)


def _table(content: ReviewPrizesContent) -> Table:
    funded = any(row.money != 0 for row in content.rows)
    honoured = any(row.honour for row in content.rows)
    columns = [number_column(), Column(_TEXTS.fill("column_prize"), width=42, bold=True)]
    columns += [Column(_TEXTS.fill("column_person" if content.persons else "column_unit"), share=6)]
    columns += [Column(_TEXTS.fill("column_unit"), share=5)] if content.persons else []
    columns += [Column(each, Align.CENTRE, share=2) for each in content.figures]
    columns += [Column(_TEXTS.fill("column_money"), Align.RIGHT)] if funded else []
    columns += [Column(_TEXTS.fill("column_honour"), share=4)] if honoured else []
    rows = tuple(_row(number, each, content, funded, honoured) for number, each in enumerate(content.rows, 1))
    return Table(tuple(columns), rows, _total(content, funded, honoured), size=11, empty=_TEXTS.fill("no_rows"))


def _row(number: int, row: ReviewPrize, content: ReviewPrizesContent, funded: bool, honoured: bool) -> tuple[str, ...]:
    name = row.name or _TEXTS.fill("open" if row.open else "vacant")
    unit = (row.unit,) if content.persons else ()
    figures = row.figures if row.name else ("",) * len(content.figures)
    amount = "" if not row.name else _TEXTS.fill("money_ink") if row.money is None else whole(row.money)
    extra = (*((amount,) if funded else ()), *((row.honour if row.name else "",) if honoured else ()))
    return (str(number), row.prize, name, *unit, *figures, *extra)


def _total(content: ReviewPrizesContent, funded: bool, honoured: bool) -> tuple[tuple[str, ...], ...]:
    if not funded or not any(row.name for row in content.rows):
        return ()
    blank = ("",) * (1 + content.persons + len(content.figures))
    return (("", _TEXTS.fill("total"), *blank, _amount(content)[0], *(("",) if honoured else ())),)


def _amount(content: ReviewPrizesContent) -> tuple[str, int | None]:
    """Give the money of all prizes given as figures, dots where one is shared; None then."""
    amounts = [row.money for row in content.rows if row.name]
    known = [each for each in amounts if each is not None]
    if len(known) < len(amounts):
        return _TEXTS.fill("money_ink"), None
    return whole(sum(known)), sum(known)


def _sums(content: ReviewPrizesContent) -> list[Block]:
    given = [row for row in content.rows if row.name]
    amount = _amount(content)[1]
    said = _TEXTS.fill("count", prizes=count(len(given)))
    if amount:
        facts = {"money": money(amount), "words": money_words(amount)}
        said = _TEXTS.fill("count_money", prizes=count(len(given)), **facts)
    vacant = sum(not row.name and not row.open for row in content.rows)
    more = [Paragraph(_TEXTS.fill("count_vacant", vacant=count(vacant)), Style.PLAIN)] if vacant else []
    return [Paragraph(said, Style.PLAIN), *more]
