"""Phiếu kiểm tra máy: what the look over a machine came to, signed by who looked; it names no machine and no person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Paragraph,
    Signatures,
    Signer,
    Style,
    Table,
    Title,
)
from judge_desk.documents.paper import PAPER
from judge_desk.documents.texts import as_shipped, open_texts
from judge_desk.wording.figures import moment

_TEXTS: Final = open_texts("preflight_slip")


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One check: its name, what it came to as a word, and its sentence."""

    check: str
    grade: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SlipContent:
    """What stands on the slip.

    Attributes:
        verdict: the whole in a sentence; lines: every check.
        stated_time: ISO time of the look; version: of the program; about: contest, package or file, empty for none.
    """

    verdict: str
    lines: tuple[SlipLine, ...]
    stated_time: str
    version: str
    about: str


@as_shipped()
def preflight_slip(content: SlipContent) -> Document:
    """Make the slip, on one page."""
    dots = PAPER.fill("dots")
    rows = [
        (_TEXTS.fill("time"), moment(content.stated_time)),
        (_TEXTS.fill("program"), _TEXTS.fill("program_value", version=content.version)),
        *(((_TEXTS.fill("about"), content.about),) if content.about else ()),
        (_TEXTS.fill("machine"), dots),
    ]
    columns = (
        Column(_TEXTS.fill("column_check"), width=28),
        Column(_TEXTS.fill("column_grade"), Align.CENTRE, width=24, bold=True),
        Column(_TEXTS.fill("column_found"), share=1),
    )
    table = Table(columns, tuple((e.check, e.grade, e.sentence) for e in content.lines), numbered=False, size=10)
    blocks: list[Block] = [
        Title(_TEXTS.fill("title")),
        Fields(tuple(rows)),
        Paragraph(content.verdict, Style.CENTRED_BOLD),
        table,
        Paragraph(_TEXTS.fill("note"), Style.NOTE),
        Signatures((Signer(_TEXTS.fill("checker"), PAPER.fill("sign_hint")),), 1),
    ]
    footer = _TEXTS.fill("footer", version=content.version)
    return Document(_TEXTS.fill("title"), "", tuple(blocks), footer=footer, dense=True)
