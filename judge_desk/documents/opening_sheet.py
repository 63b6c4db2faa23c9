"""Phiếu giữ mã mở phiếu: the 30 digits that open a round's closed ballots, for the chair and for a second keeper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from judge_desk.documents.blocks import (
    BigText,
    Block,
    CodeBlock,
    Document,
    PageBreak,
    Paragraph,
    Signatures,
    Style,
    Title,
)
from judge_desk.documents.content_head import PaperHead
from judge_desk.documents.paper import ink_place_date, make_document, organisers_head, signer, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import code_groups, moment

_TEXTS: Final = open_texts("opening_sheet")
_LINE: Final = 15
"""Digits on one line: three groups of five."""
_SHOWN: Final = 16
"""Characters of the public key that tell one sheet from another."""


@dataclass(frozen=True, slots=True)
class OpeningSheetContent:
    """What the sheet says: the 30 digits, the public key (hex) that they belong to, when they were made (ISO)."""

    head: PaperHead
    digits: str
    public: str
    stated_time: str


def opening_sheet(content: OpeningSheetContent) -> Document:
    """Make the sheet: one page for the chair's sealed envelope, the same for a second keeper."""
    first, second = _page(content, "keeper_chair"), _page(content, "keeper_second")
    document = make_document(content.head, _TEXTS.fill("document_title"), [*first, PageBreak(), *second])
    return replace(document, numbered=False, dense=True)


def _page(content: OpeningSheetContent, keeper: str) -> list[Block]:
    head, digits = content.head, content.digits
    lines = [digits[start : start + _LINE] for start in range(0, len(digits), _LINE)]
    made = _TEXTS.fill("made", moment=moment(content.stated_time), public=content.public[:_SHOWN])
    return [
        organisers_head(head, ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head)),
        Paragraph(_TEXTS.fill(keeper), Style.CENTRED_BOLD),
        Paragraph(_TEXTS.fill("purpose")),
        *(BigText(code_groups(line), 22) for line in lines),
        CodeBlock(_TEXTS.fill("code"), digits, digits, (_TEXTS.fill("code_note"),)),
        Paragraph(_TEXTS.fill("steps"), Style.HEADING),
        *(Paragraph(_TEXTS.fill(f"step_{number}"), Style.ITEM) for number in range(1, 4)),
        Paragraph(_TEXTS.fill("lost"), Style.HEADING),
        *(Paragraph(_TEXTS.fill(key), Style.ITEM) for key in ("lost_1", "lost_2")),
        Paragraph(_TEXTS.fill("limits"), Style.NOTE),
        Paragraph(made, Style.NOTE),
        Signatures((signer("secretary"), signer("jury_head")), 2),
    ]
