"""Thông tin báo chí của một đợt xét: who was awarded, table by table; no figures, no places."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.award_words import given, round_said, signs
from judge_desk.documents.blocks import Block, Column, Document, Paragraph, Signatures, Signer, Style, Table, Title
from judge_desk.documents.content_awards import AwardContent, AwardLine, EntrantSort
from judge_desk.documents.list_parts import number_column
from judge_desk.documents.paper import PAPER, ink_place_date, make_document, organisers_head, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, date_long
from judge_desk.wording.words import capitalised

_TEXTS: Final = open_texts("review_press")


def review_press(content: AwardContent, announced: str) -> Document:
    """Make the paper; ``announced`` is the ISO time of the decision that made the result public."""
    head = content.head
    winners = given(line for table in content.tables for line in table.lines)
    facts = {"moment": capitalised(date_long(announced)), "review": round_said(content), "contest": head.contest_title}
    blocks: list[Block] = [
        organisers_head(head, ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject"))),
        Paragraph(_TEXTS.fill("intro", **facts)),
        Paragraph(_TEXTS.fill("prizes", prizes=count(len(winners)))),
        *_lists(content),
        Paragraph(_TEXTS.fill("contact"), Style.PLAIN),
        Signatures((Signer(signs(content), PAPER.fill("sign_hint")),), 1),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _lists(content: AwardContent) -> list[Block]:
    blocks: list[Block] = []
    for table in content.tables:
        blocks += [Paragraph(table.title, Style.HEADING), _table(given(table.lines))]
    return blocks


def _table(lines: tuple[AwardLine, ...]) -> Table:
    persons = any(line.sort is EntrantSort.PERSON for line in lines)
    columns = [number_column(), Column(_TEXTS.fill("column_prize"), width=50, bold=True)]
    columns += [Column(_TEXTS.fill("column_person" if persons else "column_unit"), share=5)]
    columns += [Column(_TEXTS.fill("column_unit"), share=5)] if persons else []
    rows = tuple(
        (str(number), line.prize, line.title, *((", ".join(line.units),) if persons else ()))
        for number, line in enumerate(lines, 1)
    )
    return Table(tuple(columns), rows, numbered=False, size=11, empty=_TEXTS.fill("no_rows"))
