"""Biên bản kiểm phiếu: voting papers, result, conclusion, and the people who counted.

Contents after Thông tư 14/2010/TT-BKHCN, Biểu E1-6, with the invalid papers and why; layout: Nghị định 30/2020/NĐ-CP,
Mẫu 1.9. A vote is recorded with its result; papers that nobody counted for the program are left for ink.
"""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Block, Document, Fields, Paragraph, Signatures, Signer, Style, Title
from judge_desk.documents.content_round import VoteRecordContent
from judge_desk.documents.paper import (
    PAPER,
    ink_moment,
    jury_head,
    make_document,
    minutes_number,
    recipients,
    signer,
    subject,
)
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, listing, moment

_TEXTS: Final = open_texts("vote_record")
_VOTES: Final = ("for", "against", "abstained")


def vote_record(content: VoteRecordContent) -> Document:
    """Make the record of a vote, or the empty form of one."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head, minutes_number(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject"))),
        _circumstances(content),
        *_papers(content),
        *_result(content),
        *_conclusion(content),
        Paragraph(_TEXTS.fill("ends", moment=ink_moment(head, ""))),
        _signatures(content),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _circumstances(content: VoteRecordContent) -> Fields:
    dots = PAPER.fill("dots")
    members = _TEXTS.fill("members_text", members=count(content.members), needed=count(content.needed))
    rows = (
        (_TEXTS.fill("what"), content.subject or dots),
        (_TEXTS.fill("basis"), dots),
        (_TEXTS.fill("begins"), ink_moment(content.head, "")),
        (_TEXTS.fill("venue"), dots),
        (_TEXTS.fill("members"), members),
        (_TEXTS.fill("present"), dots),
    )
    return Fields(rows)


def _papers(content: VoteRecordContent) -> list[Block]:
    known = (
        ("issued", content.issued),
        ("returned", content.returned),
        ("valid", content.valid),
        ("invalid", content.invalid),
    )
    dots = PAPER.fill("dots")
    rows = [(_TEXTS.fill(key), dots if number is None else count(number)) for key, number in known]
    if content.invalid != 0:
        rows.append((_TEXTS.fill("why_invalid"), dots))
    counted = {key: count(number) for key, number in known if number is not None}
    check = _TEXTS.fill("checked", **counted) if len(counted) == len(known) else _TEXTS.fill("check")
    heading = Paragraph(_TEXTS.fill("papers"), Style.HEADING)
    return [heading, Fields(tuple(rows)), Paragraph(check, Style.NOTE)]


def _result(content: VoteRecordContent) -> list[Block]:
    heading = Paragraph(_TEXTS.fill("result"), Style.HEADING)
    if content.votes is None:
        return [heading, Fields(tuple((_TEXTS.fill(key), PAPER.fill("dots")) for key in _VOTES))]
    votes = zip(_VOTES, content.votes, strict=True)
    rows = tuple((_TEXTS.fill(key), _TEXTS.fill("votes", votes=count(number))) for key, number in votes)
    cast = sum(content.votes)
    said = [_TEXTS.fill("cast", cast=count(cast)), *([_TEXTS.fill("short")] if cast < content.needed else [])]
    return [heading, Fields(rows), Paragraph(" ".join(said), Style.NOTE)]


def _conclusion(content: VoteRecordContent) -> list[Block]:
    heading = Paragraph(_TEXTS.fill("conclusion"), Style.HEADING)
    if content.number is None:
        dots = PAPER.fill("dots")
        return [heading, Fields(tuple((_TEXTS.fill(key), dots) for key in ("conclusion_open", "reason")))]
    said = content.subject.rstrip(".")
    concluded = _TEXTS.fill("concluded", subject=said, number=content.number, moment=moment(content.decided_at))
    rows = [(_TEXTS.fill("reason"), content.reason)] if content.reason else []
    rows += [(_TEXTS.fill("people"), listing(content.people))] if content.people else []
    return [heading, Paragraph(concluded), *([Fields(tuple(rows))] if rows else [])]


def _signatures(content: VoteRecordContent) -> Signatures:
    hint = PAPER.fill("sign_hint")
    counters = (
        Signer(_TEXTS.fill("counter_head"), hint),
        Signer(_TEXTS.fill("counter_member"), hint),
        Signer(_TEXTS.fill("counter_member"), hint),
        signer("jury_head", content.chair),
    )
    return Signatures(counters, 2, recipients())
