"""A guide on paper: title, steps with the picture beside the words, lists at the end."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Block, Column, Document, Paragraph, PictureStep, Style, Table, Title
from judge_desk.documents.content_guide import GuideContent, GuideList

_SMALL: Final = 9
_NAME: Final = 62
"""mm of the first column of a list."""


def _list(each: GuideList) -> list[Block]:
    columns = (Column(each.heads[0], width=_NAME), Column(each.heads[1], share=1))
    line: list[Block] = [Paragraph(each.line, Style.PLAIN, size=11)] if each.line else []
    return [Paragraph(each.title, Style.HEADING), *line, Table(columns, each.rows, numbered=False, size=_SMALL)]


def guide_document(guide: GuideContent) -> Document:
    """Lay out a guide."""
    steps = [
        PictureStep(f"{each.number}. {each.head}", each.text, each.picture, guide.wide if each.picture else 0)
        for each in guide.steps
    ]
    lists = [block for each in guide.lists for block in _list(each)]
    blocks: tuple[Block, ...] = (
        Title(guide.title.upper()), Paragraph(guide.lead, Style.PLAIN, size=11), *steps, *lists
    )  # fmt: skip
    return Document(guide.title, guide.lead, blocks, guide.footer, language=guide.language)
