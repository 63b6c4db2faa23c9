"""Biên bản họp Ban Giám khảo: the frame of the minutes of a round; the sections stand in ``minutes_sections``.

Shape: Nghị định 30/2020/NĐ-CP, Mẫu 1.9 (no place-date line, number left blank for ink, end mark ./., THƯ KÝ left,
CHỦ TỌA right).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from judge_desk.documents.blocks import Block, Document, Fields, Paragraph, Signatures, Style, Title
from judge_desk.documents.content import Attendee, Meeting, MinutesContent, PaperHead
from judge_desk.documents.minutes_sections import SECTIONS
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
from judge_desk.documents.texts import open_texts

_TEXTS: Final = open_texts("minutes")
_INK_LINES: Final = 3
"""Lines for the names of those present, where nobody is recorded."""


def minutes(content: MinutesContent) -> Document:
    """Make the minutes of the jury on one round."""
    head, meeting = content.head, content.meeting
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


def _sections(content: MinutesContent) -> list[Block]:
    """Number the sections that have something to say."""
    blocks: list[Block] = []
    number = 0
    for key, section in SECTIONS:
        body = section(content)
        if body:
            number += 1
            title = _TEXTS.fill("heading", number=number, title=_TEXTS.fill(_title_key(key, content.final_round)))
            blocks += [Paragraph(title, Style.HEADING), *body]
    return blocks


def _title_key(key: str, final_round: bool) -> str:
    if key != "result":
        return key
    return "result_prizes" if final_round else "result_cut"


def circumstances(head: PaperHead, meeting: Meeting) -> list[Block]:
    """Say when and where a meeting was, who was there and who led it; what is not known is left for ink."""
    dots = PAPER.fill("dots")
    blocks: list[Block] = [
        Fields(
            (
                (_TEXTS.fill("begins"), ink_moment(head, meeting.begins)),
                (_TEXTS.fill("venue"), meeting.venue or PAPER.fill("dots_long")),
                (_TEXTS.fill("present"), ""),
            )
        )
    ]
    blocks += _people(meeting.present) or [Paragraph(PAPER.fill("dots_long"), Style.PLAIN)] * _INK_LINES
    for key, people in (("absent", meeting.absent), ("guests", meeting.guests)):
        if people:
            blocks += [Fields(((_TEXTS.fill(key), ""),)), *_people(people)]
    return [*blocks, _officers(meeting, dots), Paragraph(_TEXTS.fill("content"), Style.PLAIN)]


def _officers(meeting: Meeting, dots: str) -> Fields:
    return Fields(
        ((_TEXTS.fill("chair"), meeting.chair or dots), (_TEXTS.fill("secretary"), meeting.secretary or dots))
    )


def _people(people: Sequence[Attendee]) -> list[Paragraph]:
    return [Paragraph(_person(each), Style.ITEM) for each in people]


def _person(each: Attendee) -> str:
    if each.position:
        person = _TEXTS.fill("person_position", name=each.name, office=ink(each.office), position=each.position)
    else:
        person = _TEXTS.fill("person", name=each.name, office=ink(each.office))
    return _TEXTS.fill("person_note", person=person, note=each.note) if each.note else person
