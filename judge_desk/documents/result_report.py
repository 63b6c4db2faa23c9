"""Tờ trình đề nghị công nhận kết quả: what the jury puts before who decides; the decision is made on its proposal.

Shape: Nghị định 30/2020/NĐ-CP, Mẫu 1.4 with Kính gửi.
"""

from __future__ import annotations

from typing import Final

from judge_desk.documents.award_words import (
    authority_said,
    by_prize,
    counted_all,
    dots,
    event,
    given,
    round_said,
    say,
    work,
)
from judge_desk.documents.blocks import Block, Document, Paragraph, Signatures, Signer, Style, Title
from judge_desk.documents.content_awards import AwardContent, AwardStatus
from judge_desk.documents.paper import PAPER, ink, ink_place_date, jury_head, make_document, open_points
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, listing

_TEXTS: Final = open_texts("result_report")


def result_report(content: AwardContent) -> Document:
    """Make the jury's proposal to recognise the result, with the office that must approve it, where there is one."""
    head, office = content.head, authority_said(content)
    blocks: list[Block] = [
        jury_head(head, _TEXTS.fill("number", symbol=ink(head.jury_symbol, "dots_short")), ink_place_date(head)),
        Title(_TEXTS.fill("title"), (say(content, _TEXTS, "subject", contest=head.contest_title),)),
        Paragraph(_TEXTS.fill("to", office=office), Style.CENTRED),
        *([Paragraph(_TEXTS.fill("to_also", office=content.approval), Style.CENTRED)] if content.approval else []),
        Paragraph(_intro(content)),
        Paragraph(_TEXTS.fill("results"), Style.HEADING),
        *(Paragraph(text) for text in _results(content)),
        Paragraph(_TEXTS.fill("proposal"), Style.HEADING),
        Paragraph(say(content, _TEXTS, "proposal_text", office=office, event=event(content))),
        *(
            [Paragraph(say(content, _TEXTS, "approval_text", office=content.approval, event=event(content)))]
            if content.approval
            else []
        ),
        *open_points(head),
        Paragraph(say(content, _TEXTS, "closing", office=office)),
        Signatures((Signer(_signs(content), name=content.chair),), 1, _recipients(content)),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _signs(content: AwardContent) -> str:
    return PAPER.fill("chair" if content.reviewed else "jury_head")


def _intro(content: AwardContent) -> str:
    head = content.head
    return say(
        content,
        _TEXTS,
        "intro",
        plan=content.plan.rstrip(".;") or dots(),
        round=round_said(content),
        contest=head.contest_title,
        year=head.year,
    )


def _results(content: AwardContent) -> list[str]:
    """Name the works by prize, what is not given, and what the jury wishes beside the prizes."""
    lines = [line for table in content.tables for line in table.lines]
    winners = given(lines)
    said = [say(content, _TEXTS, "results_none")]
    if winners:
        said = [say(content, _TEXTS, "results_text", count=count(len(winners)))]
    for same in by_prize(winners):
        said.append(_TEXTS.fill("item", prize=same[0].prize, works=listing([work(line) for line in same])))
    vacant = [line for line in lines if line.status is AwardStatus.VACANT]
    said += [_TEXTS.fill("vacant", prizes=counted_all(vacant))] if vacant else []
    wishes = [each for table in content.tables for each in table.specials]
    return [*said, *(say(content, _TEXTS, "special", work=work(each), text=each.text.rstrip(".")) for each in wishes)]


def _recipients(content: AwardContent) -> tuple[str, ...]:
    filed = say(content, _TEXTS, "recipients_file")
    return (_TEXTS.fill("recipients"), _TEXTS.fill("recipients_above"), filed)
