"""Kết quả chung: every entry of a round in order of places, with its prize or whether it goes on."""

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
from judge_desk.documents.content_round import OutcomeContent, PlacedRow
from judge_desk.documents.list_parts import annex_note, number_column, people_cell, place_cell, score_cell
from judge_desk.documents.paper import ink_place_date, jury_head, make_document, open_points, signer, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, mark

_TEXTS: Final = open_texts("outcome_list")


def outcome_list(content: OutcomeContent) -> Document:
    """Make the list; upright while the entries have no names, wide with them."""
    head = content.head
    named = any(row.title for row in content.rows)
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head), annex_note(head)),
        _table(content, named),
        Paragraph(_TEXTS.fill("total", entries=count(len(content.rows))), Style.PLAIN),
        *_unranked(content),
        *open_points(head),
        Signatures((signer("secretary", content.secretary), signer("jury_head", content.chair)), 2),
    ]
    way = Orientation.LANDSCAPE if named else Orientation.PORTRAIT
    return make_document(head, _TEXTS.fill("document_title"), blocks, way)


def _table(content: OutcomeContent, named: bool) -> Table:
    columns = [number_column(), Column(_TEXTS.fill("column_place"), Align.CENTRE, width=18)]
    columns += [Column(_TEXTS.fill("column_code"), Align.CENTRE, width=17 if named else 22, bold=True)]
    if named:
        columns += [Column(_TEXTS.fill("column_work"), share=6), Column(_TEXTS.fill("column_people"), share=5)]
        columns += [Column(_TEXTS.fill("column_field"), share=3)]
    if content.combined:
        columns += [Column(_TEXTS.fill("column_own"), Align.CENTRE, width=22)]
    score = _TEXTS.fill("column_final" if content.combined else "column_score")
    columns += [Column(score, Align.CENTRE, width=22)]
    columns += [Column(_TEXTS.fill("column_outcome"), share=0 if named else 3, width=30 if named else 0, bold=True)]
    columns += [Column(_TEXTS.fill("column_remark"), share=3)]
    rows = tuple(_row(number, each, content, named) for number, each in enumerate(content.rows, 1))
    return Table(tuple(columns), rows, size=11 if named else 12, empty=_TEXTS.fill("no_rows"))


def _row(number: int, row: PlacedRow, content: OutcomeContent, named: bool) -> tuple[str, ...]:
    work = (row.title, people_cell(row.authors, row.units), row.field) if named else ()
    own = (("" if row.own is None else mark(row.own, content.decimals)),) if content.combined else ()
    score = score_cell(row, content.decimals)
    return (str(number), place_cell(row), row.code, *work, *own, score, row.outcome, row.remark)


def _unranked(content: OutcomeContent) -> list[Block]:
    if not content.unranked:
        return []
    items = [Paragraph(_item(*each), Style.ITEM) for each in content.unranked]
    return [Paragraph(_TEXTS.fill("unranked"), Style.HEADING), *items]


def _item(code: str, title: str, reason: str) -> str:
    if title:
        return _TEXTS.fill("unranked_titled", code=code, title=title, reason=reason)
    return _TEXTS.fill("unranked_item", code=code, reason=reason)
