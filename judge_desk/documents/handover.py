"""Biên bản giao nhận: which sticks the package was written to, who takes one at which seat, which ballots came back.

Who took what in hand is for ink: the program knows what was written and what arrived, not whose hand was there.
Layout: Nghị định 30/2020/NĐ-CP, Mẫu 1.9.
"""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Orientation,
    Paragraph,
    Signatures,
    Signer,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content_round import HandedSeat, HandoverContent, ReceivedBallot, WrittenStick
from judge_desk.documents.list_parts import AIR
from judge_desk.documents.paper import (
    PAPER,
    code_cell,
    ink_moment,
    jury_head,
    make_document,
    minutes_number,
    recipients,
    subject,
)
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, date_short, whole

_TEXTS: Final = open_texts("handover")


def handover(content: HandoverContent) -> Document:
    """Make the record, on the wide sheet."""
    head, dots, hint = content.head, PAPER.fill("dots"), PAPER.fill("sign_hint")
    code, entries = code_cell(content.package_code), count(content.entries)
    package = _TEXTS.fill("package_text", version=content.version, entries=entries, code=code)
    blocks: list[Block] = [
        jury_head(head, minutes_number(head)),
        Title(_TEXTS.fill("title"), subject(head, _TEXTS.fill("subject"))),
        Fields(
            (
                (_TEXTS.fill("package"), package),
                (_TEXTS.fill("venue"), dots),
                (_TEXTS.fill("giver"), content.secretary or dots),
            )
        ),
        Paragraph(_TEXTS.fill("sticks"), Style.HEADING),
        _sticks(content.sticks),
        Paragraph(_TEXTS.fill("given"), Style.HEADING),
        Paragraph(_TEXTS.fill("given_text")),
        _seats(content.seats),
        *_ballots(content),
        Paragraph(_TEXTS.fill("ends", moment=ink_moment(head, ""))),
        Signatures((Signer(_TEXTS.fill("giver_sign"), hint), Signer(_TEXTS.fill("taker_sign"), hint)), 2, recipients()),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks, Orientation.LANDSCAPE)


def _sticks(sticks: tuple[WrittenStick, ...]) -> Table:
    columns = (
        Column(_TEXTS.fill("column_time"), Align.CENTRE, width=36),
        Column(_TEXTS.fill("column_place"), share=3),
        Column(_TEXTS.fill("column_version"), Align.CENTRE),
        Column(_TEXTS.fill("column_files"), Align.CENTRE, width=20),
        Column(_TEXTS.fill("column_who"), share=3),
    )
    rows = tuple((_time(s.time), s.place, str(s.version), whole(s.files), s.who) for s in sticks)
    return Table(columns, rows, numbered=False, size=11, empty=_TEXTS.fill("sticks_none"))


def _seats(seats: tuple[HandedSeat, ...]) -> Table:
    columns = (
        Column(_TEXTS.fill("column_seat"), Align.CENTRE),
        Column(_TEXTS.fill("column_judge"), share=3),
        Column(_TEXTS.fill("column_position"), share=4),
        Column(_TEXTS.fill("column_entries"), Align.CENTRE, width=16),
        Column(_TEXTS.fill("column_when"), Align.CENTRE, width=44),
        Column(_TEXTS.fill("column_sign"), Align.CENTRE, width=50),
    )
    rows = tuple((str(s.seat), s.judge, s.position, str(s.entries), AIR, AIR) for s in seats)
    return Table(columns, rows, numbered=False, size=11, empty=_TEXTS.fill("given_none"))


def _ballots(content: HandoverContent) -> list[Block]:
    columns = (
        Column(_TEXTS.fill("column_seat"), Align.CENTRE),
        Column(_TEXTS.fill("column_judge"), share=3),
        Column(_TEXTS.fill("column_revision"), Align.CENTRE, width=26),
        Column(_TEXTS.fill("column_code"), Align.CENTRE),
        Column(_TEXTS.fill("column_received"), Align.CENTRE, width=26),
        Column(_TEXTS.fill("column_operator"), share=2),
        Column(_TEXTS.fill("column_given_back"), Align.CENTRE, width=34),
    )
    rows = tuple(_ballot(each) for each in content.ballots)
    table = Table(columns, rows, numbered=False, size=11, empty=_TEXTS.fill("back_none"))
    there = {each.seat for each in content.ballots}
    missing = [seat for seat in content.seats if seat.seat not in there]
    facts = {"sheets": count(len(content.ballots)), "seats": count(len(there)), "missing": count(len(missing))}
    return [
        Paragraph(_TEXTS.fill("back"), Style.HEADING),
        Paragraph(_TEXTS.fill("back_text")),
        table,
        Paragraph(_TEXTS.fill("counts", **facts), Style.PLAIN),
    ]


def _ballot(each: ReceivedBallot) -> tuple[str, ...]:
    revision = str(each.revision)
    if each.from_paper:
        revision = _TEXTS.fill("from_paper", revision=each.revision)
    return (str(each.seat), each.judge, revision, code_cell(each.code), _time(each.time), each.operator, AIR)


def _time(stamp: str) -> str:
    return " ".join((date_short(stamp), stamp[11:16])).strip()
