"""Phiếu hỏi đơn vị: one page that asks a unit about what was seen in an entry, with room for its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from judge_desk.documents.blocks import Block, Document, Fields, Paragraph, Signatures, Signer, Style, Title
from judge_desk.documents.content_head import PaperHead
from judge_desk.documents.paper import ink, ink_place_date, make_document, organisers_head, signer, subject
from judge_desk.documents.texts import open_texts

LINES: Final = 4
MOST_FILES: Final = 8
_TEXTS: Final = open_texts("question_slip")


@dataclass(frozen=True, slots=True)
class QuestionSlipContent:
    """What stands on a question slip.

    Attributes:
        head: of the contest.
        entry, title: number and title of the entry; authors, units, files: their names.
        found: what was seen, each as a sentence without a point.
    """

    head: PaperHead
    entry: str
    title: str
    authors: tuple[str, ...]
    units: tuple[str, ...]
    files: tuple[str, ...]
    found: tuple[str, ...]


def question_slip(content: QuestionSlipContent) -> Document:
    """Make the slip."""
    head = content.head
    choices = (_TEXTS.fill("choice_right"), _TEXTS.fill("choice_correct"))
    blocks: list[Block] = [
        organisers_head(head, ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("about", entry=content.entry))),
        Fields(_who(content)),
        Paragraph(_TEXTS.fill("intro")),
        *(Paragraph(_TEXTS.fill("item", found=found), Style.ITEM) for found in content.found),
        Paragraph(_TEXTS.fill("ask", year=head.year)),
        Paragraph(_TEXTS.fill("answer"), Style.HEADING),
        *(Paragraph(choice, Style.PLAIN) for choice in choices),
        *(Paragraph(_TEXTS.fill("line"), Style.PLAIN) for _ in range(LINES)),
        Paragraph(_TEXTS.fill("choice_withdraw"), Style.PLAIN),
        Signatures((signer("secretary"), Signer(_TEXTS.fill("unit"), _TEXTS.fill("seal_hint")))),
    ]
    return make_document(head, f"{_TEXTS.fill('title')} - {content.entry}", blocks)


def _files(names: tuple[str, ...]) -> str:
    """Name the files, as many as leave the slip on one page."""
    more = (_TEXTS.fill("more", count=len(names) - MOST_FILES),) if len(names) > MOST_FILES else ()
    return ", ".join((*names[:MOST_FILES], *more))


def _who(content: QuestionSlipContent) -> tuple[tuple[str, str], ...]:
    value = _TEXTS.fill("entry_value", title=ink(content.title), entry=content.entry)
    rows = [
        (_TEXTS.fill("to"), "; ".join(content.units) or _TEXTS.fill("nobody")),
        (_TEXTS.fill("entry"), value),
        (_TEXTS.fill("authors"), ", ".join(content.authors)),
        (_TEXTS.fill("files"), _files(content.files)),
    ]
    return tuple(row for row in rows if row[1])
