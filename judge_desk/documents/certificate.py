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
    Spacer,
    Style,
    Title,
)
from judge_desk.documents.content_awards import AwardContent, AwardLine, EntrantSort, Honour, Recipient
from judge_desk.documents.content_head import PaperHead
from judge_desk.documents.page_words import MOTTO, NATION, draft_mark, office_and_body
from judge_desk.documents.paper import ink_place_date, make_document
from judge_desk.documents.review_award import of_review
from judge_desk.documents.texts import open_texts

_TEXTS: Final = open_texts("certificate")
_ROOM: Final = 714
_BODY: Final = 482
"""Points of the body of a wide page: its width and height (Nghị định 30/2020/NĐ-CP margins)."""
_FIXED: Final = 245
"""Points that state head, office, kind of certificate and signature take."""
_SETTINGS: Final = ((17, 6), (16, 4), (15, 2), (14, 1), (13, 0), (12, 0), (11, 0), (10, 0))
"""Type size of the text and millimetres between the parts; the first at which a certificate is one page is taken."""
_LONG_NAME: Final = 50
_SMALL: Final = 47
_CAPITAL: Final = 72
"""Hundredths of the type size that a letter is wide, small and capital."""


def certificates(content: AwardContent, honour: Honour) -> Document:
    """Make the certificates of one sort of one office, a page each, in the order of the prizes."""
    blocks: list[Block] = []
    found = [(line, each) for line in honour.lines for each in line.recipients]
    for number, (line, each) in enumerate(found, 1):
        blocks += [PageBreak()] if number > 1 else []
        blocks += _page(content.head, honour, line, each, number)
    title = _TEXTS.fill("document_title", certificate=honour.certificate)
    made = make_document(content.head, title, blocks, Orientation.LANDSCAPE)
    band = ". ".join(filter(None, (_TEXTS.fill("banner", certificate=honour.certificate), made.banner)))
    return replace(made, watermark=draft_mark(made.watermark), banner=band, numbered=False, framed=True)


def _page(head: PaperHead, honour: Honour, line: AwardLine, each: Recipient, number: int) -> list[Block]:
    office, body = _office(honour.signer)
    merit = _merit(head, line)
    name = _TEXTS.fill("collective", name=each.name) if each.collective else person(each.name)
    large = 26 if len(name) <= _LONG_NAME else 16
    heads = _height(office, 16, _CAPITAL) + _height(body, 16, _CAPITAL) + _height(office, 2 * 13, _CAPITAL) // 2
    free = _BODY - _FIXED - _height(name, large) - heads
    fitting = (
        (size, gap) for size, gap in _SETTINGS if _height(merit, size) + _height(each.position, size) + 12 * gap <= free
    )
    size, gap = next(fitting, _SETTINGS[-1])
    blocks: list[Block] = [
        Title(NATION, (MOTTO,), entry=_TEXTS.fill("outline", number=number, name=each.name)),
        Spacer(gap),
        Paragraph("\n".join(filter(None, (office, body))), Style.CENTRED_BOLD, size=min(size, 16)),
        Paragraph(_TEXTS.fill("gives"), Style.CENTRED_BOLD),
        BigText(honour.certificate.upper(), 40),
        BigText(name, large),
    ]
    blocks += [Paragraph(each.position, Style.CENTRED, size=size)] if each.position else []
    blocks += [Spacer(gap), Paragraph(merit, Style.CENTRED, size=size), Spacer(2 * gap)]
    blank = Signer("", _TEXTS.fill("decision", year=head.year))
    return [*blocks, Signatures((blank, Signer(office, above=ink_place_date(head))), 2)]


def _height(text: str, size: int, wide: int = _SMALL) -> int:
    """Estimate the points that centred text takes, ``wide`` hundredths of its size a letter, and the gap above."""
    lines = [-(-len(part) * size * wide // (100 * _ROOM)) for part in text.split("\n") if part]
    return round(sum(lines) * size * 1.22) + 10 if lines else 0


def _merit(head: PaperHead, line: AwardLine) -> str:
    contest = head.contest_title.replace(" “", "\n“", 1)
    if line.reviewed:
        named = line.prize.casefold().startswith(line.certificate.casefold())
        facts = {"contest": contest, "prize": in_sentence(line.prize), "review": in_sentence(head.round_title)}
        return of_review("certificate", "merit_honour" if named else "merit", facts)
    key = "merit_group" if line.sort is EntrantSort.GROUP else "merit"
    return _TEXTS.fill(key, prize=in_sentence(line.prize), contest=contest, work=work(line))


def _office(signer: str) -> tuple[str, str]:
    """Part the signing office from the body that it heads, in capitals; dots where the rules name none."""
    if not signer:
        return dots(), ""
    office, body = office_and_body(signer)
    return office.upper(), body.upper()
