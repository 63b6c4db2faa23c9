"""Thư giao ghế: one sealed letter for each seat, with the PIN and the code of the package."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from judge_desk.documents.blocks import (
    BigText,
    Block,
    CodeBlock,
    Document,
    Fields,
    PageBreak,
    Paragraph,
    Signatures,
    Style,
    Title,
)
from judge_desk.documents.content import LettersContent, SeatLetter
from judge_desk.documents.paper import ink_place_date, make_document, organisers_head, signer, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, moment
from judge_desk.wording.words import uncapitalised

_TEXTS: Final = open_texts("letter")


def letters(content: LettersContent) -> Document:
    """Make the letters of a round, one page for each seat."""
    blocks: list[Block] = []
    for number, letter in enumerate(content.letters):
        blocks += [PageBreak()] if number else []
        blocks += _letter(content, letter)
    return replace(make_document(content.head, _TEXTS.fill("document_title"), blocks), numbered=False, dense=True)


def _letter(content: LettersContent, letter: SeatLetter) -> list[Block]:
    head = content.head
    package = _TEXTS.fill("package", version=content.package_version)
    intro = _TEXTS.fill("intro", seat=letter.seat, entries=count(letter.entries), round=uncapitalised(head.round_title))
    return [
        organisers_head(head, ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head)),
        _addressee(letter),
        Paragraph(intro),
        BigText(_TEXTS.fill("seat", seat=letter.seat), 18),
        BigText(_TEXTS.fill("pin", pin=letter.pin), 26),
        CodeBlock(package, content.package_code, notes=(_TEXTS.fill("package_note"),)),
        Paragraph(_TEXTS.fill("steps"), Style.HEADING),
        *(Paragraph(step, Style.ITEM) for step in _steps(content, letter)),
        Paragraph(_TEXTS.fill("pin_note"), Style.NOTE),
        Signatures((signer("secretary"),), 1),
    ]


def _addressee(letter: SeatLetter) -> Fields:
    rows = [(_TEXTS.fill("to"), _TEXTS.fill("to_value", judge=letter.judge))]
    if letter.position:
        rows.append((_TEXTS.fill("position"), letter.position))
    return Fields(tuple(rows))


def _steps(content: LettersContent, letter: SeatLetter) -> list[str]:
    return [
        _TEXTS.fill("step_1"),
        _TEXTS.fill("step_2"),
        _TEXTS.fill("step_3", seat=letter.seat),
        _TEXTS.fill("step_4"),
        _last_step(content),
    ]


def _last_step(content: LettersContent) -> str:
    """Say to whom the stick goes, and where and until when as far as that is known."""
    place, until = content.return_to, content.deadline
    if place and until:
        return _TEXTS.fill("step_5_place_deadline", place=place, moment=moment(until))
    if place:
        return _TEXTS.fill("step_5_place", place=place)
    return _TEXTS.fill("step_5_deadline", moment=moment(until)) if until else _TEXTS.fill("step_5")
