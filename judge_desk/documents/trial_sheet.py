"""Kết quả chấm thử chung: for each entry and criterion, what the judges gave and how far they part."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    KeepTogether,
    Orientation,
    Paragraph,
    Signatures,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content_panel import TrialContent, TrialEntry, TrialLine
from judge_desk.documents.paper import PAPER, ink_place_date, jury_head, make_document, signer, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import exact, listing, moment

_TEXTS: Final = open_texts("trial")
_COLUMNS: Final = (("least", 22), ("most", 22), ("mean", 34), ("distance", 24))


def trial_sheet(content: TrialContent) -> Document:
    """Make the sheet that is shown to the panel."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head), _TEXTS.fill("note")),
        _about(content),
        Paragraph(_TEXTS.fill("intro")),
    ]
    for entry in content.entries:
        blocks.append(_entry(entry))
    if not content.entries:
        blocks.append(Paragraph(_TEXTS.fill("none")))
    blocks.append(Signatures((signer("secretary"), signer("jury_head")), 2))
    return make_document(head, _TEXTS.fill("document_title"), blocks, Orientation.LANDSCAPE)


def _about(content: TrialContent) -> Fields:
    judges = [_TEXTS.fill("judge", seat=seat, judge=name) for seat, name in content.judges]
    rows = [
        (_TEXTS.fill("number"), str(content.number)),
        (_TEXTS.fill("begins"), moment(content.stated_time)),
        (_TEXTS.fill("judges"), listing(judges) or PAPER.fill("none")),
    ]
    if content.missing:
        rows.append((_TEXTS.fill("missing"), listing(content.missing)))
    return Fields(tuple(rows))


def _entry(entry: TrialEntry) -> KeepTogether:
    title = _TEXTS.fill("entry_title", code=entry.code, title=entry.title) if entry.title else ""
    heading = Paragraph(title or _TEXTS.fill("entry", code=entry.code), Style.HEADING)
    columns = (
        Column(_TEXTS.fill("column_criterion"), share=3),
        Column(_TEXTS.fill("column_maximum"), Align.RIGHT, width=18),
        Column(_TEXTS.fill("column_marks"), share=4),
        *(Column(_TEXTS.fill(f"column_{key}"), Align.RIGHT, width=width) for key, width in _COLUMNS),
    )
    rows = tuple(_row(line) for line in entry.lines)
    total = (_row(entry.total),) if entry.total is not None else ()
    table = Table(columns, rows, total, numbered=False, size=11, empty=_TEXTS.fill("nothing"))
    return KeepTogether((heading, table))


def _row(line: TrialLine) -> tuple[str, ...]:
    marks = "; ".join(_TEXTS.fill("mark", seat=seat, mark=_number(value)) for seat, value in line.marks)
    values = (line.least, line.most, line.mean, line.distance)
    return (line.title, _number(line.maximum), marks, *(_number(value) for value in values))


def _number(value: Fraction) -> str:
    return exact(value)
