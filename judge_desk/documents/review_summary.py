"""Bảng tổng hợp số liệu và kết quả xét: every subject with its measures, conditions, place and what became of it."""

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
from judge_desk.documents.content_review import ReviewContent, ReviewedRow
from judge_desk.documents.paper import ink_place_date, jury_head, make_document, open_points, signer, subject
from judge_desk.documents.review_parts import (
    annex_note,
    counts_line,
    fate_text,
    figure_text,
    gate_legend,
    gate_name,
    gate_word,
    listed,
    measure_head,
    name_cells,
    name_columns,
    number_column,
    place_head,
    place_text,
    source_notes,
    unlisted_note,
)
from judge_desk.documents.texts import open_texts

_TEXTS: Final = open_texts("review_summary")
_MOST_COLUMNS: Final = 11
"""So many measures and conditions have columns of their own beside each other."""
_NO_BREAK: Final = "\u00a0"
_MOST_MEASURES: Final = 9
_FEW_MEASURES: Final = 6
"""So many share the room; of more, each is as wide as its longest word, so that no number is broken."""


def review_summary(content: ReviewContent) -> Document:
    """Make the summary, on the wide sheet.

    Where there are too many columns, conditions are told by number in the last one, and of the measures only those
    stand here that a condition or the order looks at; the paper of workings has them all.
    """
    head = content.head
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head), annex_note(head)),
        _table(content),
        *unlisted_note(content),
        counts_line(content),
        *([Paragraph(_TEXTS.fill("order", order=content.order.rstrip(".")), Style.PLAIN)] if content.order else []),
        *([Paragraph(_TEXTS.fill("left_out"), Style.NOTE)] if len(_shown(content)) < len(content.measures) else []),
        *gate_legend(content.gates),
        *source_notes(content.sources),
        *open_points(head),
        Signatures((signer("secretary", content.secretary), signer("chair", content.chair)), 2),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks, Orientation.LANDSCAPE)


def _shown(content: ReviewContent) -> list[int]:
    """Give the places of the measures that have a column."""
    every = list(range(len(content.measures)))
    if len(every) <= _MOST_MEASURES:
        return every
    return [place for place in every if content.measures[place].key][:_MOST_COLUMNS] or every[-_MOST_MEASURES:]


def _table(content: ReviewContent) -> Table:
    shown = _shown(content)
    gated = len(shown) + len(content.gates) <= _MOST_COLUMNS
    columns = [number_column(), *name_columns(content.persons, content.divided)]
    group = _TEXTS.fill("group_measures")
    share = 2 if len(shown) <= _FEW_MEASURES else 0
    heads = (measure_head(content.measures[place]) for place in shown)
    columns += [Column(head, Align.CENTRE, share=share, group=group) for head in heads]
    if gated:
        group = _TEXTS.fill("group_gates")
        columns += [Column(gate_name(place), Align.CENTRE, group=group) for place in range(len(content.gates))]
    columns += [Column(place_head(content), Align.CENTRE), Column(_TEXTS.fill("column_outcome"), share=4)]
    rows = tuple(_row(number, each, content, shown, gated) for number, each in enumerate(listed(content), 1))
    return Table(tuple(columns), rows, size=11, empty=_TEXTS.fill("no_rows"))


def _row(number: int, row: ReviewedRow, content: ReviewContent, shown: list[int], gated: bool) -> tuple[str, ...]:
    figures = (_in_one(figure_text(content.measures[place], row.figures[place])) for place in shown)
    gates = tuple(gate_word(each) for each in row.gates) if gated else ()
    cells = name_cells(row, content.persons, content.divided)
    return (str(number), *cells, *figures, *gates, place_text(row), fate_text(row, gated))


def _in_one(text: str) -> str:
    """Keep two short words on one line, for a row of two lines for every absent figure doubles the paper."""
    return text.replace(" ", _NO_BREAK) if text.count(" ") == 1 else text
