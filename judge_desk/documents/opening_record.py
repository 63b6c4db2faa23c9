"""Biên bản mở phiếu: when, by whom and before whom a round's closed ballots were opened, and which they were.

Layout: Nghị định 30/2020/NĐ-CP, Mẫu 1.9. The state of the envelope with the digits is for people to write in.
"""

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
from judge_desk.documents.content_head import PaperHead
from judge_desk.documents.list_parts import number_column
from judge_desk.documents.paper import (
    PAPER,
    code_cell,
    in_last_row,
    ink_moment,
    jury_head,
    make_document,
    minutes_number,
    recipients,
    signer,
    subject,
)
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, date_short, listing, moment

_TEXTS: Final = open_texts("opening_record")
_COLUMNS: Final = 3
"""Of those who sign: a witness beside secretary and head of the jury."""
_SHOWN: Final = 16
"""Characters of the public key that tell it from another; they stand on the sheet with the digits too."""


@dataclass(frozen=True, slots=True)
class OpenedBallot:
    """One closed ballot: seat, judge, revision, digits of the ballot inside, ISO time of receipt, what became of it."""

    seat: int
    judge: str
    revision: int
    code: str
    received: str
    outcome: str


@dataclass(frozen=True, slots=True)
class OpeningRecordContent:
    """What the record says.

    Attributes:
        opened_at: ISO time; number, reason, people: of the decision; witnesses, operator: of the merge it led to.
        lost: the digits were lost: ballots came in the open, the closed ones could not be opened.
        public: the opening key (hex); confirmed_at: when its digits were read back from paper, empty if unknown.
        replaced: sentences about keys that took the place of others.
        ballots: every closed ballot of the round; late ones that came after the opening stand behind.
        missing: seats without a closed ballot at the opening, as ``seat (name)``.
    """

    head: PaperHead
    opened_at: str
    number: int
    reason: str
    people: tuple[str, ...]
    witnesses: tuple[str, ...]
    operator: str
    lost: bool
    public: str
    confirmed_at: str
    replaced: tuple[str, ...]
    ballots: tuple[OpenedBallot, ...]
    missing: tuple[str, ...]
    chair: str
    secretary: str


def opening_record(content: OpeningRecordContent) -> Document:
    """Make the record."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head, minutes_number(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject"))),
        _circumstances(content),
        Paragraph(_TEXTS.fill("said_lost" if content.lost else "said")),
        *(Paragraph(each) for each in content.replaced),
        Paragraph(_TEXTS.fill("ballots"), Style.HEADING),
        _table(content),
        Paragraph(_TEXTS.fill("missing"), Style.HEADING),
        Paragraph(_missing(content)),
        Paragraph(_TEXTS.fill("ends", moment=ink_moment(head, ""))),
        _signatures(content),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _circumstances(content: OpeningRecordContent) -> Fields:
    dots = PAPER.fill("dots")
    rows = [
        (_TEXTS.fill("opened"), moment(content.opened_at)),
        (_TEXTS.fill("venue"), PAPER.fill("dots_long")),
        (_TEXTS.fill("people"), listing(content.people)),
        (_TEXTS.fill("witnesses"), listing(content.witnesses) or dots),
        (_TEXTS.fill("operator"), content.operator or dots),
        (_TEXTS.fill("decision"), _TEXTS.fill("decision_number", number=content.number)),
        (_TEXTS.fill("reason"), content.reason),
        (_TEXTS.fill("key"), _TEXTS.fill("key_value", public=content.public[:_SHOWN])),
        *([(_TEXTS.fill("confirmed"), moment(content.confirmed_at))] if content.confirmed_at else []),
        (_TEXTS.fill("received"), count(len(content.ballots))),
        (_TEXTS.fill("envelope"), dots),
    ]
    return Fields(tuple(rows))


def _table(content: OpeningRecordContent) -> Table:
    columns = (
        number_column(),
        Column(_TEXTS.fill("column_seat"), Align.CENTRE, width=13),
        Column(_TEXTS.fill("column_judge"), share=4),
        Column(_TEXTS.fill("column_revision"), Align.CENTRE, width=12),
        Column(_TEXTS.fill("column_received"), Align.CENTRE, width=21),
        Column(_TEXTS.fill("column_outcome"), share=3),
        Column(_TEXTS.fill("column_code"), Align.CENTRE),
    )
    rows = tuple(
        (str(n), str(b.seat), b.judge, str(b.revision), _when(b.received), b.outcome, code_cell(b.code))
        for n, b in enumerate(content.ballots, 1)
    )
    return Table(columns, rows, size=11, empty=_TEXTS.fill("no_rows"))


def _when(stamp: str) -> str:
    return "\n".join((stamp[11:16], date_short(stamp)))


def _missing(content: OpeningRecordContent) -> str:
    if not content.missing:
        return _TEXTS.fill("missing_none")
    return _TEXTS.fill("missing_some", seats=listing(content.missing), reason=content.reason.rstrip("."))


def _signatures(content: OpeningRecordContent) -> Signatures:
    hint = PAPER.fill("sign_hint")
    names = [each.partition(" (")[0] for each in (*content.people, *content.witnesses)]
    officers = (content.secretary, content.chair)
    others = [name for name in dict.fromkeys(names) if name not in officers]
    last = (signer("secretary", content.secretary), signer("jury_head", content.chair))
    witnesses = [Signer(_TEXTS.fill("witness_sign"), hint, name) for name in others]
    return in_last_row(witnesses, last, _COLUMNS, recipients())
