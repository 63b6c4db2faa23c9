"""Danh sách bài vào vòng trong: who goes on, how the cut was made, and who stands right behind it."""

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
from judge_desk.documents.content_round import PlacedRow, ShortlistContent
from judge_desk.documents.list_parts import annex_note, number_column, people_cell, place_cell, score_cell
from judge_desk.documents.paper import ink_place_date, jury_head, make_document, open_points, signer, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, listing

_TEXTS: Final = open_texts("shortlist")


def shortlist(content: ShortlistContent) -> Document:
    """Make the list; upright while the entries have no names, wide with them."""
    head = content.head
    named = any(row.title for row in content.rows)
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject")), annex_note(head)),
        *_rule(content),
        _table(content, named),
        Paragraph(_TEXTS.fill("total", entries=count(len(content.rows))), Style.PLAIN),
        *_line(content),
        *open_points(head),
        Signatures((signer("secretary", content.secretary), signer("jury_head", content.chair)), 2),
    ]
    way = Orientation.LANDSCAPE if named else Orientation.PORTRAIT
    return make_document(head, _TEXTS.fill("document_title"), blocks, way)


def _rule(content: ShortlistContent) -> list[Block]:
    said = [_TEXTS.fill("candidates", candidates=count(content.candidates))]
    said += [_TEXTS.fill("rule", rule=content.rule)] if content.rule else []
    said += [content.cut] if content.cut else []
    return [Paragraph(" ".join(said))]


def _table(content: ShortlistContent, named: bool) -> Table:
    columns = [number_column(), Column(_TEXTS.fill("column_place"), Align.CENTRE, width=18)]
    columns += [Column(_TEXTS.fill("column_code"), Align.CENTRE, width=17 if named else 22, bold=True)]
    if named:
        columns += [Column(_TEXTS.fill("column_work"), share=6), Column(_TEXTS.fill("column_people"), share=5)]
    columns += [Column(_TEXTS.fill("column_score"), Align.CENTRE, width=24)]
    columns += [Column(_TEXTS.fill("column_remark"), share=4)]
    rows = tuple(_row(number, each, content.decimals, named) for number, each in enumerate(content.rows, 1))
    return Table(tuple(columns), rows, empty=_TEXTS.fill("no_rows"))


def _row(number: int, row: PlacedRow, decimals: int, named: bool) -> tuple[str, ...]:
    work = (row.title, people_cell(row.authors, row.units)) if named else ()
    return (str(number), place_cell(row), row.code, *work, score_cell(row, decimals), row.remark)


def _line(content: ShortlistContent) -> list[Block]:
    """Say who stands at the line: right behind it, on it, and what rules and decisions made of them."""
    outside = _TEXTS.fill("outside_none")
    if content.outside:
        outside = _TEXTS.fill("outside", entries=_items(content, content.outside))
    blocks: list[Block] = [Paragraph(_TEXTS.fill("line"), Style.HEADING), Paragraph(outside)]
    if content.pending:
        blocks.append(Paragraph(_TEXTS.fill("pending", entries=_items(content, content.pending))))
    return [*blocks, *(Paragraph(_TEXTS.fill("note", note=note), Style.ITEM) for note in content.notes)]


def _items(content: ShortlistContent, rows: tuple[PlacedRow, ...]) -> str:
    return listing(
        [
            _TEXTS.fill("outside_item", code=row.code, place=place_cell(row), score=score_cell(row, content.decimals))
            for row in rows
        ]
    )
