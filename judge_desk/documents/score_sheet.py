"""Phiếu chấm điểm: one judge's marks of one round, to be signed in ink; its code ties the file to the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from string import ascii_lowercase
from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    CodeBlock,
    Column,
    Document,
    Fields,
    KeepTogether,
    Orientation,
    Paragraph,
    Signatures,
    Signer,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content import ScoreSheetContent, SheetCriterion, SheetRow
from judge_desk.documents.paper import PAPER, ink, ink_place_date, jury_head, make_document, rules_sentences, subject
from judge_desk.documents.texts import as_shipped, open_texts
from judge_desk.wording.figures import code_groups, count, mark, moment, shortest
from judge_desk.wording.words import capitalised, decimal_words

_TEXTS: Final = open_texts("score_sheet")
_DASH: Final = "\u2013"
_MOST_UPRIGHT: Final = 5


@as_shipped()
def score_sheet(content: ScoreSheetContent) -> Document:
    """Make the score sheet of one ballot (form after Thông tư 26/2014/TT-BCT, Phụ lục 4)."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head),
        Title(_TEXTS.fill("title"), subject(head)),
        _who(content),
        *_criteria(content),
        Paragraph(_TEXTS.fill("marks"), Style.HEADING),
        _marks(content),
        *_remarks(content),
        *_conflicts(content),
        *_notes(content),
        *_code(content),
        Signatures((_signer(content),), columns=1),
    ]
    wide = any(row.title for row in content.rows) or len(content.criteria) > _MOST_UPRIGHT
    title = f"{_TEXTS.fill('title')} - {content.judge}"
    orientation = Orientation.LANDSCAPE if wide else Orientation.PORTRAIT
    document = replace(make_document(head, title, blocks, orientation), dense=True)
    if not content.preview:
        return document
    banners = filter(None, (_TEXTS.fill("preview"), document.banner))
    across = filter(None, (_TEXTS.fill("preview_mark"), document.watermark))
    return replace(document, watermark="\n".join(across), banner=". ".join(banners))


def _signer(content: ScoreSheetContent) -> Signer:
    return Signer(_TEXTS.fill("signer"), PAPER.fill("sign_hint"), content.judge, ink_place_date(content.head))


def _who(content: ScoreSheetContent) -> Fields:
    marked = sum(row.total is not None for row in content.rows)
    recused = sum(row.recused for row in content.rows)
    ballot = _TEXTS.fill(
        "ballot_value",
        revision=content.revision,
        entries=count(len(content.rows)),
        marked=count(marked),
        recused=count(recused),
        blank=count(len(content.rows) - marked - recused),
    )
    extra = [] if content.complete else [_TEXTS.fill("ballot_partial")]
    extra += [_TEXTS.fill("ballot_paper")] if content.from_paper else []
    return Fields(
        (
            (_TEXTS.fill("judge"), _TEXTS.fill("judge_value", judge=content.judge, seat=content.seat)),
            (_TEXTS.fill("position"), content.position or PAPER.fill("dots")),
            (_TEXTS.fill("basis"), content.basis or PAPER.fill("dots")),
            (_TEXTS.fill("ballot"), "; ".join([ballot, *extra])),
        )
    )


def _criteria(content: ScoreSheetContent) -> list[Block]:
    factors = any(criterion.factor != 1 for criterion in content.criteria)
    columns = [
        Column(_TEXTS.fill("column_criterion"), Align.CENTRE),
        Column(_TEXTS.fill("column_title"), share=1),
        Column(_TEXTS.fill("column_maximum"), Align.CENTRE, width=26),
    ]
    if factors:
        columns.append(Column(_TEXTS.fill("column_factor"), Align.CENTRE, width=20))
    rows = tuple(_criterion_row(criterion, factors) for criterion in content.criteria)
    total = ("", _TEXTS.fill("criteria_total"), shortest(content.maximum), *([""] if factors else []))
    table = Table(tuple(columns), rows, (total,), numbered=False, size=11)
    return [Paragraph(_TEXTS.fill("criteria"), Style.HEADING), table]


def _criterion_row(criterion: SheetCriterion, factors: bool) -> tuple[str, ...]:
    row = (criterion.id, criterion.title, shortest(criterion.maximum))
    return (*row, shortest(criterion.factor)) if factors else row


def _mark_columns(content: ScoreSheetContent, titled: bool) -> tuple[Column, ...]:
    columns = [Column(_TEXTS.fill("column_number"), Align.CENTRE), Column(_TEXTS.fill("column_code"), Align.CENTRE)]
    if titled:
        columns.append(Column(_TEXTS.fill("column_entry"), share=5))
    group = _TEXTS.fill("group_marks")
    columns += [Column(criterion.id, Align.CENTRE, group=group) for criterion in content.criteria]
    columns.append(Column(_TEXTS.fill("column_total"), Align.CENTRE, bold=True))
    columns.append(Column(_TEXTS.fill("column_words"), share=3))
    columns.append(Column(_TEXTS.fill("column_note"), share=3))
    return tuple(columns)


def _marks(content: ScoreSheetContent) -> Table:
    titled = any(row.title for row in content.rows)
    rows = tuple(_mark_row(content, number, row, titled) for number, row in enumerate(content.rows, 1))
    return Table(_mark_columns(content, titled), rows, size=12, empty=_TEXTS.fill("no_rows"))


def _mark_row(content: ScoreSheetContent, number: int, row: SheetRow, titled: bool) -> tuple[str, ...]:
    if row.recused:
        marks = [_DASH] * len(content.criteria)
    else:
        pairs = zip(row.marks, content.criteria, strict=True)
        marks = ["" if value is None else mark(value, criterion.decimals) for value, criterion in pairs]
    total, words = (_DASH if row.recused else "", "")
    if row.total is not None:
        total, words = mark(row.total, content.total_decimals), capitalised(decimal_words(row.total))
    entry = [row.title] if titled else []
    return (str(number), row.code, *entry, *marks, total, words, _row_note(row))


def _row_note(row: SheetRow) -> str:
    if row.recused:
        return _TEXTS.fill("recused", reason=ink(row.reason))
    if row.total is None:
        return _TEXTS.fill("blank", reason=row.reason) if row.reason else _TEXTS.fill("blank_plain")
    return ""


def _remarks(content: ScoreSheetContent) -> list[Block]:
    if not content.remarks:
        return []
    titles = {criterion.id: criterion.title for criterion in content.criteria}
    lines: list[Block] = []
    for remark in content.remarks:
        if remark.criterion:
            name = f"{remark.criterion} ({titles.get(remark.criterion, '')})"
            text = _TEXTS.fill("remark_criterion", code=remark.code, criterion=name, text=remark.text)
        else:
            text = _TEXTS.fill("remark", code=remark.code, text=remark.text)
        lines.append(Paragraph(text, Style.PLAIN))
    return [Paragraph(_TEXTS.fill("remarks"), Style.HEADING), *lines]


def _conflicts(content: ScoreSheetContent) -> list[Block]:
    heading = Paragraph(_TEXTS.fill("conflicts"), Style.HEADING)
    if not content.conflicts:
        return [KeepTogether((heading, Paragraph(_TEXTS.fill("conflict_none"))))]
    items = [Paragraph(_TEXTS.fill("conflict_item", conflict=each), Style.ITEM) for each in content.conflicts]
    return [heading, Paragraph(_TEXTS.fill("conflict_some")), *items]


def _code(content: ScoreSheetContent) -> list[Block]:
    if not content.code:
        return [Paragraph(_TEXTS.fill("code_blank"), Style.ITALIC)]
    notes = []
    if content.package_code:
        notes.append(_TEXTS.fill("code_package", code=code_groups(content.package_code)))
    if content.previous_code:
        notes.append(_TEXTS.fill("code_previous", code=code_groups(content.previous_code)))
    if content.sealed_at:
        notes.append(_TEXTS.fill("code_sealed", moment=moment(content.sealed_at)))
    return [CodeBlock(_TEXTS.fill("code"), content.code, content.digest, tuple(notes))]


def _notes(content: ScoreSheetContent) -> list[Block]:
    sentences: Sequence[str] = rules_sentences(content.rules)
    if content.rules.rubric_source:
        sentences = [_TEXTS.fill("note_source", source=content.rules.rubric_source.rstrip(".")), *sentences]
    sentences = [*sentences, PAPER.fill("value_note")]
    lines = [
        Paragraph(_TEXTS.fill("note", letter=letter, text=text), Style.NOTE)
        for letter, text in zip(ascii_lowercase, sentences, strict=False)
    ]
    return [Paragraph(_TEXTS.fill("notes"), Style.NOTE), *lines]
