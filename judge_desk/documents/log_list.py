"""Nhật ký: the acts of a contest as a ruled list, for the archive and for whoever checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Orientation,
    Paragraph,
    Signatures,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content_head import PaperHead
from judge_desk.documents.paper import jury_head, make_document, recipients, signer, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, moment

_TEXTS: Final = open_texts("log_list")


@dataclass(frozen=True, slots=True)
class LogRow:
    """One act: number, time (words), who, what it was, before, after (lines)."""

    number: int
    time: str
    who: str
    told: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogListContent:
    """The list: rows, how many acts the log has, hash of its last line, when the list was made (ISO)."""

    head: PaperHead
    rows: tuple[LogRow, ...]
    total: int
    hash: str
    stated_time: str


def log_list(content: LogListContent) -> Document:
    """Make the list."""
    head = content.head
    table = Table(
        (
            Column(_TEXTS.fill("column_number"), Align.CENTRE, width=12),
            Column(_TEXTS.fill("column_time"), Align.CENTRE, width=26),
            Column(_TEXTS.fill("column_who"), width=32),
            Column(_TEXTS.fill("column_told"), share=3),
            Column(_TEXTS.fill("column_before"), share=2),
            Column(_TEXTS.fill("column_after"), share=3),
        ),
        tuple(_row(each) for each in content.rows),
        numbered=False,
        size=10,
        empty=_TEXTS.fill("nothing"),
    )
    counts = {"shown": count(len(content.rows)), "total": count(content.total)}
    blocks: list[Block] = [
        jury_head(head),
        Title(_TEXTS.fill("title"), subject(head)),
        Paragraph(_TEXTS.fill("counts", moment=moment(content.stated_time), **counts)),
        table,
        Paragraph(_TEXTS.fill("chain"), Style.NOTE),
        Paragraph(content.hash, Style.NOTE),
        Signatures((signer("secretary"),), 2, recipients()),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks, Orientation.LANDSCAPE)


def _row(each: LogRow) -> tuple[str, ...]:
    return (str(each.number), each.time, each.who, each.told, _one_line(each.before), _one_line(each.after))


def _one_line(parts: Sequence[str]) -> str:
    """Join what was said about an act; what people wrote as a sentence of its own loses its full stop before more."""
    return "; ".join((*(each.removesuffix(".") for each in parts[:-1]), *parts[-1:]))
