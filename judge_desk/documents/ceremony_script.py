"""Kịch bản trao giải: what is said and who does what, last place first, in large type, a prize to a page.

Before the result is announced every page says that it must not get about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from judge_desk.documents.award_words import (
    by_prize,
    counted_all,
    dots,
    each_money,
    given,
    honours,
    in_sentence,
    organiser,
    person,
    say,
    work,
)
from judge_desk.documents.blocks import (
    Block,
    Document,
    KeepTogether,
    PageBreak,
    Paragraph,
    Spacer,
    Style,
    Title,
)
from judge_desk.documents.content_awards import AwardContent, AwardLine, AwardStatus, AwardTable, EntrantSort
from judge_desk.documents.paper import make_document, open_points, organisers_head, subject
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, listing
from judge_desk.wording.words import money_words

_TEXTS: Final = open_texts("ceremony_script")
_SIZE: Final = 16
"""Points: read standing, at arm's length."""


def ceremony_script(content: AwardContent) -> Document:
    """Make the script; the lines of every table come in the order in which they are read."""
    head = content.head
    blocks: list[Block] = [
        organisers_head(head),
        Title(_TEXTS.fill("title"), subject(head)),
        *_opening(content),
    ]
    for table in content.tables:
        for lines in by_prize(table.lines):
            blocks += _prize(content, table, lines)
    blocks += [
        *_specials(content),
        *open_points(head),
        _heading("closing"),
        _said("host", say(content, _TEXTS, "closing_words")),
    ]
    made = make_document(head, _TEXTS.fill("document_title"), blocks)
    if content.announced:
        return made
    return replace(made, banner=". ".join(filter(None, (_TEXTS.fill("secret"), made.banner))))


def _heading(key: str) -> Paragraph:
    return Paragraph(_TEXTS.fill(key), Style.HEADING, size=_SIZE)


def _said(who: str, text: str) -> Paragraph:
    return Paragraph(text, Style.PLAIN, lead=_TEXTS.fill(who), size=_SIZE)


def _opening(content: AwardContent) -> list[Block]:
    """Say who welcomes, how many prizes there are, and that the decision is read out."""
    winners = given(line for table in content.tables for line in table.lines)
    contest = content.head.contest_title
    words = say(content, _TEXTS, "opening_none", contest=contest)
    if winners:
        prizes = counted_all(reversed(winners))
        words = say(content, _TEXTS, "opening_words", contest=contest, count=count(len(winners)), prizes=prizes)
    return [
        _heading("opening"),
        _said("host", words),
        _said("reader", _TEXTS.fill("opening_reader", year=content.head.year)),
        Paragraph(_TEXTS.fill("order"), Style.ITALIC, size=_SIZE),
    ]


def _prize(content: AwardContent, table: AwardTable, lines: Sequence[AwardLine]) -> list[Block]:
    """Give the page of one prize: who gets it, one after the other, or that it is not given."""
    prize = lines[0].prize
    apart = len(content.tables) > 1 and table.title != prize
    title = _TEXTS.fill("table_prize", table=table.title, prize=prize) if apart else prize
    winners = given(lines)
    blocks: list[Block] = [PageBreak(), Paragraph(title, Style.HEADING, size=_SIZE + 2)]
    for number, line in enumerate(winners, 1):
        said: list[Block] = list(_given(line, number, len(winners)))
        said.insert(0, blocks.pop() if number == 1 else Spacer(8))
        blocks.append(KeepTogether(tuple(said)))
    vacant = sum(line.status is AwardStatus.VACANT for line in lines)
    if vacant and winners:
        blocks.append(_plain(_TEXTS.fill("vacant_some", prize=prize, count=count(vacant))))
    elif vacant:
        blocks.append(_plain(_TEXTS.fill("vacant", prize=prize, organiser=organiser(content))))
    return blocks


def _plain(text: str) -> Paragraph:
    return Paragraph(text, Style.PLAIN, size=_SIZE)


def _given(line: AwardLine, number: int, total: int) -> list[Paragraph]:
    first = _TEXTS.fill("announce", prize=line.prize, work=work(line))
    words = first if number == 1 else _TEXTS.fill("announce_again", prize=in_sentence(line.prize), work=work(line))
    who = _invited(line)
    giver = line.signer or dots()
    said = [_said("host", words)]
    people = () if line.reviewed else line.authors
    units = () if line.reviewed and line.sort is EntrantSort.COLLECTIVE else line.units
    facts = (
        ("group" if len(people) > 1 else "authors", ", ".join(people)),
        ("unit", ", ".join(units)),
        ("field", line.field),
        ("prize_money", _money(line)),
        ("honours", honours(line)),
        ("giver", giver),
    )
    said += [_said(key, text) for key, text in facts if text]
    return [*said, _said("host", _TEXTS.fill("invite", people=who, giver=giver))]


def _invited(line: AwardLine) -> str:
    """Call those who come to the stage as they are called aloud: Ông or Bà is not recorded, so it is not said."""
    bodies = [each.name for each in line.recipients if each.collective]
    people = [each.name for each in line.recipients if not each.collective]
    if not line.recipients:
        bodies, people = ([], list(line.authors)) if line.authors else (list(line.units), [])
    said = [_TEXTS.fill("delegate", name=each) for each in bodies]
    if people and line.reviewed:
        said += [person(each) for each in people]
    elif people:
        said.append(_TEXTS.fill("called_group" if len(people) > 1 else "called", name=listing(people)))
    return listing(said) or dots()


def _money(line: AwardLine) -> str:
    if line.money == 0:
        return ""
    if line.money is None:
        return each_money(line)
    return _TEXTS.fill("money", money=each_money(line), words=money_words(line.money))


def _specials(content: AwardContent) -> list[Block]:
    wishes = [each for table in content.tables for each in table.specials]
    if not wishes:
        return []
    items = [_plain(_TEXTS.fill("special", work=work(each), text=each.text.rstrip("."))) for each in wishes]
    return [Paragraph(say(content, _TEXTS, "specials"), Style.HEADING, size=_SIZE), *items]
