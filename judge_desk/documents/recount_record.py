"""Biên bản tính lại kết quả: what an inspector recounted, by which rules, what it came to, and who signs for it."""

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
from judge_desk.documents.page_words import state_words
from judge_desk.documents.paper import PAPER
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import moment

_TEXTS: Final = open_texts("recount_record")


@dataclass(frozen=True, slots=True)
class RecountRow:
    """One round or review: title, ballots, entries or subjects, code of the data, the same or not in words."""

    title: str
    ballots: int
    lines: int
    data_code: str
    state: str


@dataclass(frozen=True, slots=True)
class RecountRecordContent:
    """What was recounted.

    Attributes:
        stated_time: ISO; contest: its title; files: names of what was read, as chosen.
        rules_file, rules_digest: the definition file and its digest.
        answer, findings, limits: sentences: the outcome, what was found, what a recount cannot know.
        rehearsal: it was a trial that was recounted; every page says so.
    """

    stated_time: str
    contest: str
    files: tuple[str, ...]
    rules_file: str
    rules_digest: str
    answer: str
    rows: tuple[RecountRow, ...]
    findings: tuple[str, ...]
    limits: str
    rehearsal: bool = False


def recount_record(content: RecountRecordContent) -> Document:
    """Make the record; it is the inspector's own, so that no office stands at its head."""
    rules = _TEXTS.fill("rules_named", title=content.contest, file=content.rules_file, digest=content.rules_digest[:16])
    blocks: list[Block] = [
        Title(_TEXTS.fill("title"), (content.contest,)),
        Fields(
            (
                (_TEXTS.fill("made"), moment(content.stated_time)),
                (_TEXTS.fill("files"), "; ".join(content.files)),
                (_TEXTS.fill("rules"), rules),
                (_TEXTS.fill("answer"), content.answer),
            )
        ),
        Paragraph(_TEXTS.fill("rounds"), Style.HEADING),
        _table(content.rows),
        Paragraph(_TEXTS.fill("findings"), Style.HEADING),
        *(Paragraph(each, Style.ITEM) for each in content.findings),
        Paragraph(_TEXTS.fill("limits"), Style.HEADING),
        Paragraph(content.limits),
        Signatures(tuple(Signer(_TEXTS.fill(each), PAPER.fill("sign_hint")) for each in ("witness", "inspector")), 2),
    ]
    watermark, banner = state_words(content.rehearsal, sample=False, draft=False)
    title = _TEXTS.fill("document_title")
    return Document(title, content.contest, tuple(blocks), banner=banner, watermark=watermark)


def _table(rows: tuple[RecountRow, ...]) -> Table:
    columns = (
        Column(_TEXTS.fill("column_title"), share=3),
        Column(_TEXTS.fill("column_ballots"), Align.CENTRE, width=16),
        Column(_TEXTS.fill("column_lines"), Align.CENTRE, width=26),
        Column(_TEXTS.fill("column_code"), width=42),
        Column(_TEXTS.fill("column_state"), share=2),
    )
    cells = tuple((each.title, str(each.ballots), str(each.lines), each.data_code, each.state) for each in rows)
    return Table(columns, cells, numbered=False, size=11, empty=_TEXTS.fill("no_rounds"))
