"""Phiếu chấm điểm to fill in by hand: the seat's entries and criteria with empty cells, and the package's QR code.

Entries stand in the order in which they are typed in afterwards; the code says which package the sheet answers to.
"""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    CodeBlock,
    Column,
    Document,
    Fields,
    Orientation,
    Paragraph,
    Signatures,
    Signer,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content import ScoreSheetContent
from judge_desk.documents.paper import PAPER, ink_place_date, jury_head, make_document, rules_sentences, subject
from judge_desk.documents.texts import as_shipped, open_texts
from judge_desk.wording.figures import shortest

_SHEET: Final = open_texts("score_sheet")
_TEXTS: Final = open_texts("blank_sheet")
_MOST_UPRIGHT: Final = 6
_AIR: Final = "\u00a0\n\u00a0"
"""Two lines of nothing, so that a row is high enough for a pen."""


@as_shipped()
def blank_sheet(content: ScoreSheetContent) -> Document:
    """Make the blank sheet of a seat; ``code`` and ``digest`` of the content are those of the package."""
    head, factors = content.head, any(each.factor != 1 for each in content.criteria)
    signer = Signer(_SHEET.fill("signer"), PAPER.fill("sign_hint"), content.judge, ink_place_date(head))
    blocks: list[Block] = [
        jury_head(head),
        Title(_SHEET.fill("title"), subject(head)),
        Fields(
            (
                (_SHEET.fill("judge"), _SHEET.fill("judge_value", judge=content.judge, seat=content.seat)),
                (_SHEET.fill("position"), content.position or PAPER.fill("dots")),
            )
        ),
        Paragraph(_TEXTS.fill("how")),
        _criteria(content, factors),
        _marks(content),
        Paragraph(_TEXTS.fill("conflict"), Style.ITEM),
        *(Paragraph(each, Style.NOTE) for each in rules_sentences(content.rules)),
        CodeBlock(_TEXTS.fill("package"), content.code, content.digest, (_TEXTS.fill("package_note"),)),
        Signatures((signer,), columns=1),
    ]
    title = _TEXTS.fill("name")
    wide = any(row.title for row in content.rows) or len(content.criteria) > _MOST_UPRIGHT
    way = Orientation.LANDSCAPE if wide else Orientation.PORTRAIT
    return make_document(head, f"{title} - {content.judge}", blocks, way)


def _criteria(content: ScoreSheetContent, factors: bool) -> Table:
    columns = [
        Column(_SHEET.fill("column_criterion"), Align.CENTRE),
        Column(_SHEET.fill("column_title"), share=1),
        Column(_SHEET.fill("column_maximum"), Align.CENTRE, width=26),
    ]
    if factors:
        columns.append(Column(_SHEET.fill("column_factor"), Align.CENTRE, width=20))
    rows = [(each.id, each.title, shortest(each.maximum), *([shortest(each.factor)] if factors else []))
            for each in content.criteria]  # fmt: skip
    return Table(tuple(columns), tuple(rows), numbered=False, size=11)


def _marks(content: ScoreSheetContent) -> Table:
    titled, group = any(row.title for row in content.rows), _SHEET.fill("group_marks")
    columns = [Column(_SHEET.fill("column_code"), Align.CENTRE, bold=True)]
    columns += [Column(_SHEET.fill("column_entry"), share=4)] if titled else []
    columns += [Column(each.id, Align.CENTRE, share=1, group=group) for each in content.criteria]
    columns += [Column(_SHEET.fill("column_total"), Align.CENTRE, share=1), Column(_TEXTS.fill("reason"), share=3)]
    empty = ("",) * (len(content.criteria) + 1)
    rows = tuple((row.code, *([row.title] if titled else []), *empty, _AIR) for row in content.rows)
    return Table(tuple(columns), rows, size=12, numbered=False, empty=_SHEET.fill("no_rows"))
