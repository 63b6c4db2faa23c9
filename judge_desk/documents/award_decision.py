"""Dự thảo Quyết định công nhận kết quả and its annex, the list of prizes.

Shape: Nghị định 30/2020/NĐ-CP, Mẫu 1.2 and Mẫu 2.1; number and day are for ink, and so is everything that the rules
do not say. It names no prize that is not decided.
"""

from __future__ import annotations

from typing import Final

from judge_desk.documents.award_words import (
    annex_name,
    authority,
    authority_said,
    by_prize,
    counted,
    counted_all,
    decides_itself,
    decision_head,
    decision_signs,
    dots,
    each_money,
    event,
    given,
    in_sentence,
    money_source,
    named_alike,
    prize_table,
    round_said,
    say,
    subject_table,
    sums,
    with_decision,
    work,
)
from judge_desk.documents.blocks import (
    Block,
    Document,
    Orientation,
    Paragraph,
    Signatures,
    Signer,
    Style,
    Title,
)
from judge_desk.documents.content_awards import AwardContent, AwardLine, AwardStatus, AwardTable, honours_of
from judge_desk.documents.paper import make_document, open_points
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, listing

_TEXTS: Final = open_texts("award_decision")


def award_decision(content: AwardContent) -> Document:
    """Make the draft of the organisers' decision on the result."""
    head = content.head
    winners = given(line for table in content.tables for line in table.lines)
    articles = [_recognised(content), *([_money(content, winners)] if winners else []), _effect(content, bool(winners))]
    blocks: list[Block] = [
        decision_head(content),
        Title(_TEXTS.fill("title"), (say(content, _TEXTS, "subject", contest=head.contest_title),)),
        Paragraph(authority(content), Style.CENTRED_BOLD),
        *_bases(content),
        Paragraph(_TEXTS.fill("decides"), Style.CENTRED_BOLD),
    ]
    for number, article in enumerate(articles, 1):
        first, *others = article
        lead = _TEXTS.fill("article", number=number)
        blocks += [Paragraph(first, lead=lead), *(Paragraph(text) for text in others)]
    blocks += [*open_points(head), Signatures((Signer(decision_signs(content)),), 1, _recipients(len(articles)))]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _bases(content: AwardContent) -> list[Block]:
    """Give the căn cứ, one to a line: what the rules name, the papers to be filled in, then who proposes."""
    head = content.head
    named = [each.rstrip(".;") for each in (*content.bases, content.plan) if each.strip()]
    lines = [_TEXTS.fill("basis", basis=each) for each in named]
    lines.append(say(content, _TEXTS, "basis_bodies", event=event(content)))
    lines.append(say(content, _TEXTS, "basis_minutes", round=round_said(content), year=head.year))
    by = dots() if decides_itself(content, authority_said(content)) else content.council
    lines.append(say(content, _TEXTS, "proposal", proposer=by) if content.reviewed else _TEXTS.fill("proposal"))
    return [Paragraph(line, Style.CLAUSE) for line in lines]


def _recognised(content: AwardContent) -> list[str]:
    """Say which prizes are recognised, which are not given, and what the jury asks for beside them."""
    lines = [line for table in content.tables for line in table.lines]
    contest, winners = content.head.contest_title, given(lines)
    if winners:
        said = [say(content, _TEXTS, "recognise", contest=contest, count=count(len(winners)))]
    else:
        said = [say(content, _TEXTS, "recognise_none", contest=contest)]
    for table in content.tables:
        said += [_TEXTS.fill("table", table=table.title)] if len(content.tables) > 1 else []
        said += _items(table)
        said += [
            say(content, _TEXTS, "special", work=work(each), text=each.text.rstrip(".")) for each in table.specials
        ]
    return said


def _items(table: AwardTable) -> list[str]:
    said = []
    for lines in by_prize(given(table.lines)):
        if lines[0].money == 0:
            said.append(_TEXTS.fill("item_free", prizes=counted(lines)))
        else:
            key = "item" if len(lines) > 1 else "item_one"
            said.append(_TEXTS.fill(key, prizes=counted(lines), money=each_money(lines[0])))
    vacant = [line for line in table.lines if line.status is AwardStatus.VACANT]
    return [*said, _TEXTS.fill("vacant", prizes=counted_all(vacant))] if vacant else said


def _money(content: AwardContent, winners: tuple[AwardLine, ...]) -> list[str]:
    """Say how much money there is, from where, and what else goes with the prizes."""
    added = sums(winners)
    said = [say(content, _TEXTS, "money_none")]
    if added is not None:
        said = [_TEXTS.fill("money", money=added[0], words=added[1], source=money_source(content))]
    for honour in honours_of(content):
        if named_alike(honour) and honour.signer.casefold() == authority_said(content).casefold():
            continue
        facts = {"prizes": _titles(honour.lines), "signer": honour.signer or dots(), "certificate": honour.certificate}
        said.append(say(content, _TEXTS, "certificates", **facts))
    return [*said, *_gifts(winners)]


def _gifts(winners: tuple[AwardLine, ...]) -> list[str]:
    """Say what gifts go with which prizes; with every prize, where all have the same."""
    gifts = list(dict.fromkeys(line.gift for line in winners))
    if len(gifts) == 1:
        return [_TEXTS.fill("gift", gift=gifts[0].rstrip("."))] if gifts[0] else []
    by_gift = [(gift, tuple(line for line in winners if line.gift == gift)) for gift in gifts if gift]
    return [_TEXTS.fill("gift_of", prizes=_titles(lines), gift=gift.rstrip(".")) for gift, lines in by_gift]


def _titles(lines: tuple[AwardLine, ...]) -> str:
    return listing([in_sentence(each) for each in dict.fromkeys(line.prize for line in lines)])


def _effect(content: AwardContent, won: bool) -> list[str]:
    return [say(content, _TEXTS, "effect" if won else "effect_none", event=event(content))]


def _recipients(last: int) -> tuple[str, ...]:
    return (
        _TEXTS.fill("recipients"),
        _TEXTS.fill("recipients_article", number=last),
        _TEXTS.fill("recipients_more"),
        _TEXTS.fill("recipients_file"),
    )


def decision_annex(content: AwardContent) -> Document:
    """Make the annex of the decision: who is given which prize, on the wide sheet."""
    head = content.head
    subject = (say(content, _TEXTS, "annex_title"), head.contest_title)
    blocks: list[Block] = [Title(annex_name(), subject, with_decision(content), rule_last=True)]
    for table in content.tables:
        blocks += [Paragraph(table.title, Style.HEADING)] if len(content.tables) > 1 else []
        blocks.append(subject_table(table.lines) if content.reviewed else prize_table(table.lines))
        said = [say(content, _TEXTS, "special", work=work(each), text=each.text.rstrip(".")) for each in table.specials]
        blocks += [Paragraph(text, Style.PLAIN) for text in said]
    blocks += [*open_points(head), Paragraph(_annex_count(content), Style.PLAIN)]
    return make_document(head, _TEXTS.fill("annex_document_title"), blocks, Orientation.LANDSCAPE)


def _annex_count(content: AwardContent) -> str:
    winners = given(line for table in content.tables for line in table.lines)
    added = sums(winners)
    if added is None:
        return say(content, _TEXTS, "annex_count_free", count=count(len(winners)))
    return say(content, _TEXTS, "annex_count", count=count(len(winners)), money=added[0], words=added[1])
