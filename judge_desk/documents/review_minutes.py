"""Biên bản họp xét: who met, what the figures came to, what the council judged, parted and decided, and the result.

Shape: Nghị định 30/2020/NĐ-CP, Mẫu 1.9, as the minutes of a jury. Who sat on the council is for ink where no sheet
names them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from judge_desk.documents.blocks import Block, Document, Paragraph, Signatures, Style, Title
from judge_desk.documents.content_review import CouncilWord, Fate, ReviewedRow, ReviewMinutesContent, TableResult
from judge_desk.documents.minutes import circumstances
from judge_desk.documents.minutes_tables import decision_table
from judge_desk.documents.paper import (
    PAPER,
    ink,
    ink_moment,
    jury_head,
    make_document,
    minutes_number,
    open_points,
    recipients,
    signer,
    subject,
)
from judge_desk.documents.review_parts import counts_line, gate_legend, listed, source_notes
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, listing

_TEXTS: Final = open_texts("review_minutes")
_MOST_NAMED: Final = 60


def review_minutes(content: ReviewMinutesContent) -> Document:
    """Make the minutes of the council on one review."""
    head, meeting = content.review.head, content.meeting
    blocks: list[Block] = [
        jury_head(head, minutes_number(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject"))),
        *circumstances(head, meeting),
        *_sections(content),
        *open_points(head),
        Paragraph(_TEXTS.fill("ends", moment=ink_moment(head, meeting.ends))),
        Signatures((signer("secretary", meeting.secretary), signer("chair", meeting.chair)), 2, recipients()),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _sections(content: ReviewMinutesContent) -> list[Block]:
    """Number the sections that have something to say."""
    blocks: list[Block] = []
    number = 0
    for key, section in _SECTIONS:
        body = section(content)
        if body:
            number += 1
            blocks.append(Paragraph(_TEXTS.fill("heading", number=number, title=_TEXTS.fill(key)), Style.HEADING))
            blocks += body
    return blocks


def _say(key: str, **facts: str | int) -> Paragraph:
    return Paragraph(_TEXTS.fill(key, **facts))


def _quorum(content: ReviewMinutesContent) -> list[Block]:
    """Say who decides, and how many of them were there where that is known."""
    meeting = content.meeting
    council: list[Block] = [_say("council", council=content.council)]
    if not meeting.total:
        return [*council, Paragraph(_TEXTS.fill("quorum_ink"), Style.PLAIN)]
    present, total = len(meeting.present), meeting.total
    return [*council, _say("quorum_text", total=count(total), present=count(present), absent=count(total - present))]


def _rules(content: ReviewMinutesContent) -> list[Block]:
    head = content.review.head
    lines: list[Block] = [_say("definition", version=head.version, hash=head.short_hash)]
    lines += [_say("basis", basis=content.basis.rstrip("."))] if content.basis else []
    order = content.review.order
    lines += [_say("order", order=order.rstrip("."))] if order else []
    lines += [_say("sample")] if head.sample else []
    return [*lines, *gate_legend(content.review.gates)]


def _figures(content: ReviewMinutesContent) -> list[Block]:
    return [counts_line(content.review), *source_notes(content.review.sources)]


def _failed(content: ReviewMinutesContent) -> list[Block]:
    """Name who fails which condition, condition by condition; a crowd is counted."""
    gates: dict[int, list[ReviewedRow]] = {}
    for row in listed(content.review, frozenset({Fate.FAILED})):
        for each in row.failed:
            gates.setdefault(each.gate, []).append(row)
    total = content.review.counted(Fate.FAILED)
    if not total:
        return [_say("failed_open" if content.review.counted(Fate.WAITING) else "failed_none")]
    if total > _MOST_NAMED:
        return [_say("failed_many", count=count(total))]
    titles = content.review.gates
    items = [
        _TEXTS.fill(
            "failed_gate",
            title=titles[gate].title.rstrip(".;"),
            count=count(len(rows)),
            names=listing([_named(each) for each in rows]),
        )
        for gate, rows in sorted(gates.items())
    ]
    return [Paragraph(text, Style.ITEM) for text in items]


def _named(row: ReviewedRow) -> str:
    return _TEXTS.fill("person", name=row.name, unit=row.unit) if row.unit and row.unit != row.name else row.name


def _words(content: ReviewMinutesContent) -> list[Block]:
    """Tell what the council said of the conditions that people judge."""
    return [Paragraph(text, Style.ITEM) for each in content.words for text in _word(each)]


def _word(word: CouncilWord) -> list[str]:
    said = [_TEXTS.fill("word", title=word.gate.rstrip(".;"))]
    said += [_TEXTS.fill("word_met", count=count(len(word.met)), names=listing(word.met))] if word.met else []
    if word.not_met:
        said.append(_TEXTS.fill("word_not_met", count=count(len(word.not_met)), names=listing(word.not_met)))
    said += [_TEXTS.fill("word_reason", reason=each.rstrip(".")) for each in word.reasons]
    return [*said, *(_TEXTS.fill("word_votes", votes=each) for each in word.votes)]


def _ties(content: ReviewMinutesContent) -> list[Block]:
    if not content.ties:
        return [_say("ties_none")]
    items = []
    for tie in content.ties:
        text = _TEXTS.fill("tie", names=listing(tie.names), outcome=tie.outcome or _TEXTS.fill("tie_open"))
        if tie.people:
            facts = {"people": listing(tie.people), "reason": ink(tie.reason.rstrip("."))}
            text = _TEXTS.fill("tie_people", tie=text, **facts)
        items.append(Paragraph(text, Style.ITEM))
    return [*items]


def _decisions(content: ReviewMinutesContent) -> list[Block]:
    return [decision_table(content.decisions)] if content.decisions else [_say("decisions_none")]


def _result(content: ReviewMinutesContent) -> list[Block]:
    """Name who gets what, table by table."""
    blocks: list[Block] = []
    for table in content.tables:
        blocks.append(Paragraph(_TEXTS.fill("table", table=table.title), Style.PLAIN))
        blocks += [Paragraph(text, Style.ITEM) for text in _given(table)]
    return blocks or [_say("result_none")]


def _given(table: TableResult) -> list[str]:
    by_prize: dict[str, list[str]] = {}
    for prize, name in table.given:
        by_prize.setdefault(prize, []).append(name)
    said = [
        _TEXTS.fill("given", prize=prize, count=count(len(names)), names=listing(names))
        for prize, names in by_prize.items()
    ]
    said += [_TEXTS.fill("vacant", prize=prize, count=count(number)) for prize, number in table.vacant]
    return [*said, *(_TEXTS.fill("open", prize=prize, count=count(number)) for prize, number in table.open)]


def _reserved(content: ReviewMinutesContent) -> list[Block]:
    """Leave room for opinions that members want kept, and for what is asked of whoever is above."""
    return [Paragraph(PAPER.fill("dots_long"), Style.PLAIN)]


def _annexes(content: ReviewMinutesContent) -> list[Block]:
    items: list[Block] = [_say("annex", annex="; ".join(content.annexes))] if content.annexes else []
    return [*items, _say("log", log=content.log_head)] if content.log_head else items


_Section = Callable[[ReviewMinutesContent], list[Block]]
_SECTIONS: Final[tuple[tuple[str, _Section], ...]] = (
    ("quorum", _quorum),
    ("rules", _rules),
    ("figures", _figures),
    ("failed", _failed),
    ("words", _words),
    ("ties", _ties),
    ("decisions", _decisions),
    ("result", _result),
    ("reserved", _reserved),
    ("annexes", _annexes),
)
"""The key of each section's title and what it says; a section without blocks is left out."""
