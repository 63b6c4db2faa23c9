"""Biên bản xét bài bằng điểm: the ties of a round, the steps that were tried, and the order that came of them.

Layout: Nghị định 30/2020/NĐ-CP, Mẫu 1.9. A tie that is open leaves lines for ink; the paper never orders anybody.
"""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Block, Document, Fields, Paragraph, Signatures, Signer, Style, Title
from judge_desk.documents.content_round import TieDecided, TieRecordContent
from judge_desk.documents.paper import (
    PAPER,
    in_last_row,
    ink_moment,
    jury_head,
    make_document,
    minutes_number,
    open_points,
    recipients,
    signer,
    subject,
    value_note,
)
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, listing, mark, moment

_TEXTS: Final = open_texts("tie_record")


def tie_record(content: TieRecordContent) -> Document:
    """Make the record of a round's ties."""
    head, dots = content.head, PAPER.fill("dots_long")
    circumstances = Fields(
        (
            (_TEXTS.fill("begins"), ink_moment(head, "")),
            (_TEXTS.fill("venue"), dots),
            (_TEXTS.fill("present"), dots),
            (_TEXTS.fill("count"), count(len(content.ties))),
        )
    )
    cases = [block for number, tie in enumerate(content.ties, 1) for block in _tie(content, number, tie)]
    blocks: list[Block] = [
        jury_head(head, minutes_number(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject"))),
        circumstances,
        *(cases or [Paragraph(_TEXTS.fill("none"))]),
        *open_points(head),
        Paragraph(_TEXTS.fill("ends", moment=ink_moment(head, ""))),
        _signatures(content),
        value_note(),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _tie(content: TieRecordContent, number: int, tie: TieDecided) -> list[Block]:
    score = mark(tie.score, content.decimals)
    title = _TEXTS.fill("tie", number=number, codes=listing(tie.codes), score=score)
    blocks: list[Block] = [Paragraph(title, Style.HEADING)]
    named = [
        _TEXTS.fill("titled", code=code, title=name) for code, name in zip(tie.codes, tie.titles, strict=True) if name
    ]
    if named:
        blocks.append(Paragraph("; ".join(named) + ".", Style.PLAIN))
    said = [*tie.steps, *([tie.why_open] if tie.why_open else [])] or [_TEXTS.fill("no_steps")]
    return [*blocks, Paragraph(" ".join(said)), _result(tie)]


def _result(tie: TieDecided) -> Fields:
    dots = PAPER.fill("dots")
    if not tie.order:
        return Fields(tuple((_TEXTS.fill(key), dots) for key in ("open_order", "reason", "people", "votes")))
    rows = [(_TEXTS.fill("order"), tie.order)]
    if tie.number is not None:
        when = _TEXTS.fill("number_word", number=tie.number, moment=moment(tie.decided_at))
        rows.append((_TEXTS.fill("decision"), when))
    for key, text in (("reason", tie.reason), ("people", listing(tie.people))):
        if text:
            rows.append((_TEXTS.fill(key), text))
    if tie.votes is not None:
        for_, against, abstained = tie.votes
        votes = _TEXTS.fill("votes_text", for_=for_, against=against, abstained=abstained)
        rows.append((_TEXTS.fill("votes"), votes))
    return Fields(tuple(rows))


def _signatures(content: TieRecordContent) -> Signatures:
    hint, title = PAPER.fill("sign_hint"), _TEXTS.fill("member_sign")
    members = [Signer(title, hint, name) for name in content.members]
    officers = (signer("secretary", content.secretary), signer("jury_head", content.chair))
    return in_last_row(members, officers, 2 if len(members) < 3 else 3, recipients())
