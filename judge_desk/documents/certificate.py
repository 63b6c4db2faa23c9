"""Dự thảo Bằng khen, Giấy khen: a framed wide page for everyone who is put forward to one signing office.

The office prints on its own blank forms; this is the text to be checked, so every page says that it is a draft. A
collective has one in its own name, a person one, a group one for every member.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from judge_desk.documents.award_words import dots, in_sentence, person, work
from judge_desk.documents.blocks import (
    BigText,
    Block,
    Document,
    Orientation,
    PageBreak,
    Paragraph,
    Signatures,
    Signer,
    Style,
    Title,
)
from judge_desk.documents.content_awards import AwardContent, AwardLine, EntrantSort, Honour, Recipient
from judge_desk.documents.content_head import PaperHead
from judge_desk.documents.page_words import MOTTO, NATION, draft_mark
from judge_desk.documents.paper import ink_place_date, make_document
from judge_desk.documents.texts import open_texts

_TEXTS: Final = open_texts("certificate")
_LONG: Final = ((260, 15), (420, 14), (560, 13), (760, 12))
"""Type size of what it is given for, by the longest text that it is set for; so that a certificate is one page."""
_LEAST: Final = 11


def certificates(content: AwardContent, honour: Honour) -> Document:
    """Make the certificates of one sort of one office, a page each, in the order of the prizes."""
    blocks: list[Block] = []
    found = [(line, each) for line in honour.lines for each in line.recipients]
    for number, (line, each) in enumerate(found, 1):
        blocks += [PageBreak()] if number > 1 else []
        blocks += _page(content.head, honour, line, each, number)
    title = _TEXTS.fill("document_title", certificate=honour.certificate)
    made = make_document(content.head, title, blocks, Orientation.LANDSCAPE)
    return replace(made, watermark=draft_mark(made.watermark), numbered=False, framed=True)


def _page(head: PaperHead, honour: Honour, line: AwardLine, each: Recipient, number: int) -> list[Block]:
    office, body = _office(honour.signer)
    merit = _merit(head, line)
    size = next((size for most, size in _LONG if len(merit) <= most), _LEAST)
    name = _TEXTS.fill("collective", name=each.name) if each.collective else person(each.name)
    blocks: list[Block] = [
        Title(NATION, (MOTTO,), entry=_TEXTS.fill("outline", number=number, name=each.name)),
        *(Paragraph(text, Style.CENTRED_BOLD) for text in (office, body) if text),
        Paragraph(_TEXTS.fill("gives"), Style.CENTRED_BOLD),
        BigText(honour.certificate.upper(), 34),
        BigText(name, 22 if len(name) <= 60 else 16),
    ]
    blocks += [Paragraph(each.position, Style.CENTRED, size=min(size, 14))] if each.position else []
    blocks.append(Paragraph(merit, Style.CENTRED, size=size))
    blank = Signer("", _TEXTS.fill("decision", year=head.year))
    return [*blocks, Signatures((blank, Signer(office, above=ink_place_date(head))), 2)]


def _merit(head: PaperHead, line: AwardLine) -> str:
    key = "merit_group" if line.sort is EntrantSort.GROUP else "merit"
    return _TEXTS.fill(key, prize=in_sentence(line.prize), contest=head.contest_title, work=work(line))


def _office(signer: str) -> tuple[str, str]:
    """Part the signing office into the office and the body that it heads, in capitals; the whole where not known."""
    if not signer:
        return dots(), ""
    for office in sorted(_TEXTS.template("offices").split("|"), key=len, reverse=True):
        if signer.startswith(f"{office} "):
            return office.upper(), signer.removeprefix(office).strip().upper()
    return signer.upper(), ""
