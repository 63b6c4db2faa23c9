"""Số liệu do Ban Tổ chức cung cấp: by criterion the figure of every entry, the points it came to, where it is from."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Align, Block, Column, Document, Paragraph, Signatures, Style, Table, Title
from judge_desk.documents.content_review import ExtraLeaf, ExtrasContent, FigureSource
from judge_desk.documents.list_parts import annex_note, number_column
from judge_desk.documents.paper import ink, ink_place_date, jury_head, make_document, open_points, signer, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, date_short

_TEXTS: Final = open_texts("extras_list")


def extras_list(content: ExtrasContent) -> Document:
    """Make the list of one round, a table for each criterion."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head), annex_note(head)),
    ]
    for leaf in content.leaves:
        blocks += _leaf(leaf)
    blocks += [*open_points(head), Signatures((signer("compiler", content.secretary),), 1)]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _leaf(leaf: ExtraLeaf) -> list[Block]:
    heading = Paragraph(_TEXTS.fill("heading", number=leaf.number, title=leaf.title), Style.HEADING)
    if leaf.source is None:
        return [heading, Paragraph(_TEXTS.fill("nothing"), Style.PLAIN)]
    titled = any(title for _, title, _, _ in leaf.rows)
    columns = (
        number_column(),
        Column(_TEXTS.fill("column_code"), Align.CENTRE, width=22),
        *([Column(_TEXTS.fill("column_work"), share=6)] if titled else []),
        Column(_TEXTS.fill("column_figure", kind=leaf.kind), Align.RIGHT, width=34),
        Column(_TEXTS.fill("column_off" if leaf.off else "column_points"), Align.RIGHT, width=24, bold=True),
    )
    rows = tuple(
        (str(at), code, *([title] if titled else []), figure, points)
        for at, (code, title, figure, points) in enumerate(leaf.rows, 1)
    )
    said = [Paragraph(_source(leaf.source), Style.PLAIN)]
    said += [Paragraph(_TEXTS.fill("digest", code=leaf.source.sha256), Style.NOTE)] if leaf.source.sha256 else []
    said += [Paragraph(_TEXTS.fill("missing", count=count(leaf.missing)), Style.PLAIN)] if leaf.missing else []
    return [heading, Table(columns, rows, numbered=False, size=11, empty=_TEXTS.fill("no_rows")), *said]


def _source(source: FigureSource) -> str:
    day = date_short(source.closed_on) if source.closed_on else ink("")
    return _TEXTS.fill("source", source=ink(source.source), people=ink(source.closed_by), day=day)
