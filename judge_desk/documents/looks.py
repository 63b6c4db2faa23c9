"""How running text looks in every format.

Sizes and distances are those of Nghị định 30/2020/NĐ-CP, Phụ lục I: text 13 to 14 points, first line 1 cm in, 6 points
between paragraphs, lines between single and one and a half.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.units import mm

from judge_desk.documents.blocks import Align, Paragraph, Style
from judge_desk.documents.page_words import NATION
from judge_desk.documents.pdf_text import Face, width

TEXT_SIZE: Final = 13.0
_INDENT: Final = 10 * mm
_GAP: Final = 6.0
DENSE_GAP: Final = 3.0
"""Points between fields and between items of a form."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a style is set: face, size, indent of the first line and of the whole, alignment, justified, space above."""

    face: Face = Face.REGULAR
    size: float = TEXT_SIZE
    first: float = 0.0
    left: float = 0.0
    align: Align = Align.LEFT
    justified: bool = False
    gap: float = _GAP
    leading: float = 1.22


LOOKS: Final[Mapping[Style, Look]] = {
    Style.BODY: Look(first=_INDENT, justified=True),
    Style.PLAIN: Look(justified=True),
    Style.ITEM: Look(left=_INDENT, justified=True),
    Style.CENTRED: Look(align=Align.CENTRE),
    Style.CENTRED_ITALIC: Look(Face.ITALIC, align=Align.CENTRE),
    Style.ITALIC: Look(Face.ITALIC, justified=True),
    Style.HEADING: Look(Face.BOLD, first=_INDENT, gap=9.0),
    Style.NOTE: Look(size=10.0, justified=True, gap=2.0, leading=1.18),
    Style.CLAUSE: Look(Face.ITALIC, first=_INDENT, justified=True),
    Style.CENTRED_BOLD: Look(Face.BOLD, 14.0, align=Align.CENTRE),
}
HEAD_GAP: Final = 14.0
"""Points between the two columns of a state head."""


def look_of(paragraph: Paragraph, dense: bool = False) -> Look:
    """Give the look of a paragraph: that of its style, in its own size if it has one; items of a form stand close."""
    look = LOOKS[paragraph.style]
    if dense and paragraph.style is Style.ITEM:
        look = replace(look, gap=DENSE_GAP)
    return replace(look, size=float(paragraph.size)) if paragraph.size else look


def head_right(room: float) -> float:
    """Give the width of the right column of a state head: Quốc hiệu stands on one line."""
    return max(width(NATION, Face.BOLD, 12.0) + 2, room * 0.53)
