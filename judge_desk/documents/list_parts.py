"""What the lists of a round share: columns, cells of people and places, the line that ties a list to the minutes."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Align, Column, Signer
from judge_desk.documents.content_head import PaperHead
from judge_desk.documents.content_round import PlacedRow
from judge_desk.documents.paper import PAPER
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import mark

LISTS: Final = open_texts("lists")
"""The words that lists share."""
AIR: Final = "\u00a0\n\u00a0"
"""Two lines of nothing, so that a row is high enough for a pen."""


def number_column() -> Column:
    """Give the column of running numbers."""
    return Column(LISTS.fill("column_number"), Align.CENTRE)


def annex_note(head: PaperHead) -> str:
    """Say which minutes a list goes with, the day left for ink."""
    return LISTS.fill("annex", year=head.year)


def people_cell(authors: str, units: str) -> str:
    """Give authors and units on lines of their own."""
    return "\n".join(part for part in (authors, units) if part)


def place_cell(row: PlacedRow) -> str:
    """Give a place, and that it is shared."""
    return LISTS.fill("shared", place=row.place) if row.shared else str(row.place)


def score_cell(row: PlacedRow, decimals: int) -> str:
    """Give the official score."""
    return mark(row.score, decimals)


def organisers_signer() -> Signer:
    """Give the place to sign of the organisers' head; the definition names nobody."""
    return Signer(LISTS.fill("organisers_sign"), PAPER.fill("sign_hint"))
