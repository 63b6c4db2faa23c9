"""Danh sách đơn vị có bài vào vòng trong: what the reform index reads for its bonus."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Align, Block, Column, Document, Paragraph, Signatures, Style, Table, Title
from judge_desk.documents.content import IndexBonusContent
from judge_desk.documents.paper import ink_place_date, jury_head, make_document, open_points, signer
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count
from judge_desk.wording.words import uncapitalised

_TEXTS: Final = open_texts("index_bonus")


def index_bonus(content: IndexBonusContent) -> Document:
    """Make the list of units with an entry in the round that counts for the index."""
    head = content.head
    name = _TEXTS.fill("subject", round=uncapitalised(head.round_title))
    lines = tuple(line for line in (name, head.contest_title) if line)
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), lines, _TEXTS.fill("note")),
        *_bases(content),
        Paragraph(_TEXTS.fill("clause", round=uncapitalised(head.round_title))),
        _table(content),
        Paragraph(_TEXTS.fill("total", units=count(len(content.units))), Style.PLAIN),
        *_notes(content),
        *open_points(head),
        Signatures((signer("secretary", content.secretary), signer("jury_head", content.chair)), 2),
    ]
    return make_document(head, name, blocks)


def _bases(content: IndexBonusContent) -> list[Block]:
    """Give the căn cứ: the plan that promises the bonus, then the minutes, whose day is for ink."""
    head = content.head
    lines = [_TEXTS.fill("basis", basis=content.basis.rstrip(".;"))] if content.basis.strip() else []
    lines.append(_TEXTS.fill("basis_minutes", round=uncapitalised(head.round_title), year=head.year))
    return [Paragraph(line, Style.CLAUSE) for line in lines]


def _notes(content: IndexBonusContent) -> list[Block]:
    notes = [_TEXTS.fill("shared")] if content.shared else []
    if content.without_unit:
        notes.append(_TEXTS.fill("without_unit", count=count(content.without_unit)))
    return [Paragraph(note, Style.NOTE) for note in notes]


def _entries(titles: tuple[str, ...]) -> str:
    """Give the titles of a unit's entries, each behind a dash where there are more."""
    if len(titles) == 1:
        return titles[0]
    return "\n".join(_TEXTS.fill("entry", title=each) for each in titles)


def _table(content: IndexBonusContent) -> Table:
    blocked = any(unit.block for unit in content.units)
    columns = [Column(_TEXTS.fill("column_number"), Align.CENTRE), Column(_TEXTS.fill("column_unit"), share=4)]
    columns += [Column(_TEXTS.fill("column_block"), share=2)] if blocked else []
    columns += [
        Column(_TEXTS.fill("column_entries"), share=5),
        Column(_TEXTS.fill("column_count"), Align.CENTRE),
    ]
    rows = []
    for number, unit in enumerate(content.units, 1):
        block = [unit.block] if blocked else []
        rows.append((str(number), unit.title, *block, _entries(unit.entries), count(len(unit.entries))))
    return Table(tuple(columns), tuple(rows), empty=_TEXTS.fill("no_rows"))
