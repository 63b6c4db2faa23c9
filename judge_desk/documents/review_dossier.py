"""Phiếu kiểm tra hồ sơ đề nghị: what the dossier holds, how many sets, until when; to be ticked by hand."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Paragraph,
    Signatures,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content_review import DossierContent
from judge_desk.documents.list_parts import AIR
from judge_desk.documents.paper import ink_place_date, jury_head, make_document, open_points, signer, subject
from judge_desk.documents.review_parts import number_column
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, date_long
from judge_desk.wording.words import capitalised

_TEXTS: Final = open_texts("review_dossier")


def review_dossier(content: DossierContent) -> Document:
    """Make the check of one dossier."""
    head = content.head
    blocks: list[Block] = [
        jury_head(head, place_date=ink_place_date(head)),
        Title(_TEXTS.fill("title"), subject(head)),
        Fields(tuple(_facts(content))),
        Paragraph(_TEXTS.fill("parts"), Style.HEADING),
        _parts(content),
        Paragraph(_TEXTS.fill("proposed"), Style.HEADING),
        _proposed(content),
        *open_points(head),
        Paragraph(_TEXTS.fill("conclusion"), Style.PLAIN),
        Signatures((signer("giver"), signer("checker", content.secretary)), 2),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _facts(content: DossierContent) -> list[tuple[str, str]]:
    facts = [(_TEXTS.fill("copies"), _TEXTS.fill("copies_text", count=count(content.copies)))]
    if not content.days:
        return [*facts, (_TEXTS.fill("received"), _TEXTS.fill("received_ink", year=content.head.year))]
    starts = content.starts.rstrip(".") or _TEXTS.fill("starts_unknown")
    facts.append((_TEXTS.fill("limit"), _TEXTS.fill("limit_text", days=count(content.days), starts=starts)))
    if content.last_day:
        facts.append((_TEXTS.fill("from_day"), capitalised(date_long(content.from_day))))
        facts.append((_TEXTS.fill("last_day"), capitalised(date_long(content.last_day))))
    else:
        facts.append((_TEXTS.fill("last_day"), _TEXTS.fill("last_day_open")))
    return [*facts, (_TEXTS.fill("received"), _TEXTS.fill("received_ink", year=content.head.year))]


def _parts(content: DossierContent) -> Table:
    columns = (
        number_column(),
        Column(_TEXTS.fill("column_part"), share=8),
        Column(_TEXTS.fill("column_copies"), Align.CENTRE, width=22),
        Column(_TEXTS.fill("column_there"), Align.CENTRE, width=18),
        Column(_TEXTS.fill("column_note"), share=3),
    )
    rows = tuple(
        (str(number), each.rstrip(".;"), count(content.copies), "", "") for number, each in enumerate(content.parts, 1)
    )
    return Table(columns, rows, numbered=False, empty=_TEXTS.fill("no_parts"))


def _proposed(content: DossierContent) -> Table:
    """Give everyone who is put forward a row with room for a tick of every part."""
    columns = [
        number_column(),
        Column(_TEXTS.fill("column_name"), share=6),
        Column(_TEXTS.fill("column_prize"), share=4),
        *(
            Column(_TEXTS.fill("column_tick", number=at), Align.CENTRE, width=13)
            for at, _ in enumerate(content.parts, 1)
        ),
    ]
    blank = (AIR, *[""] * len(content.parts))[1:]
    rows = tuple((str(at), name, prize, *blank) for at, (name, prize) in enumerate(content.proposed, 1))
    return Table(tuple(columns), rows, numbered=False, empty=_TEXTS.fill("no_proposed"))
