"""Mục lục hồ sơ: every file of a print: its number, pages, digest, code of the data, the print whose place it took."""

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
from judge_desk.documents.content_round import IndexListContent, IndexRow
from judge_desk.documents.list_parts import number_column
from judge_desk.documents.paper import (
    code_cell,
    ink_place_date,
    jury_head,
    make_document,
    open_points,
    signer,
    subject,
)
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, moment

_TEXTS: Final = open_texts("index_list")
_SHORT: Final = 16
"""Characters of a digest that the list prints."""
INDEX_FILE: Final = "muc-luc.json"
"""The file beside the papers that holds every digest whole."""


def index_list(content: IndexListContent) -> Document:
    """Make the index, on the wide sheet."""
    head = content.head
    intro = _TEXTS.fill("intro", moment=moment(content.stated_time), file=INDEX_FILE)
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject", format=content.format.upper()))),
        Paragraph(intro),
        _table(content.rows),
        Paragraph(_total(content.rows), Style.PLAIN),
        *_program(content.program),
        *open_points(head),
        Signatures((signer("secretary", content.secretary),), 1),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks, Orientation.LANDSCAPE)


def _program(digest: str) -> list[Block]:
    """Print the digest of the program that checks the result whole, so that its file can be held against paper."""
    groups = " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
    return [Paragraph(_TEXTS.fill("program", digest=groups), Style.PLAIN)] if digest else []


def _total(rows: tuple[IndexRow, ...]) -> str:
    files = count(len(rows))
    pages = sum(row.pages or 0 for row in rows)
    return _TEXTS.fill("total", files=files, pages=count(pages)) if pages else _TEXTS.fill("total_files", files=files)


def _table(rows: tuple[IndexRow, ...]) -> Table:
    replaced = any(row.replaces is not None for row in rows)
    paged = any(row.pages is not None for row in rows)
    columns = [number_column(), Column(_TEXTS.fill("column_number"), Align.CENTRE, width=16)]
    columns += [Column(_TEXTS.fill("column_title"), share=1), Column(_TEXTS.fill("column_file"))]
    columns += [Column(_TEXTS.fill("column_pages"), Align.CENTRE, width=16)] if paged else []
    columns += [Column(_TEXTS.fill("column_hash"), Align.CENTRE)]
    columns += [Column(_TEXTS.fill("column_data"), Align.CENTRE)]
    columns += [Column(_TEXTS.fill("column_replaces"), Align.CENTRE, width=18)] if replaced else []
    cells = tuple(_row(number, each, paged, replaced) for number, each in enumerate(rows, 1))
    return Table(tuple(columns), cells, size=11, empty=_TEXTS.fill("no_rows"))


def _row(number: int, row: IndexRow, paged: bool, replaced: bool) -> tuple[str, ...]:
    title = _TEXTS.fill("which", title=row.title, about=row.about) if row.about else row.title
    pages = ("" if row.pages is None else str(row.pages),) if paged else ()
    before = ("" if row.replaces is None else str(row.replaces),) if replaced else ()
    codes = (row.sha256[:_SHORT], code_cell(row.data_code))
    return (str(number), str(row.number), title, row.file, *pages, *codes, *before)
