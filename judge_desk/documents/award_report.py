"""Tờ trình đề nghị tặng Bằng khen, Giấy khen: one for every sort of certificate of a signing office, with its list.

Shape: Nghị định 30/2020/NĐ-CP, Mẫu 1.4 with Kính gửi, and Mẫu 2.1. Who is put forward: a collective in its own name, a
person in theirs, of a group every member (the plan names collectives and persons, no groups).
"""

from __future__ import annotations

from typing import Final

from judge_desk.documents.award_words import (
    annex_name,
    authority_said,
    counted_all,
    dots,
    event,
    group_rule,
    money_source,
    named_alike,
    organiser,
    report_head,
    round_said,
    say,
    signs,
    sums,
    symbol,
    with_report,
    work,
)
from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Orientation,
    Paragraph,
    Signatures,
    Signer,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content_awards import AwardContent, AwardLine, EntrantSort, Honour, Recipient, SpecialWish
from judge_desk.documents.paper import make_document, open_points
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, listing

_TEXTS: Final = open_texts("award_report")
Candidate = tuple[AwardLine, Recipient]


def award_report(content: AwardContent, honour: Honour, specials: tuple[SpecialWish, ...] = ()) -> Document:
    """Make the proposal to one signing office; ``specials`` are wishes of the jury on which it is asked, too."""
    head, signer = content.head, honour.signer or dots()
    subject = say(content, _TEXTS, "subject", certificate=honour.certificate, contest=head.contest_title)
    blocks: list[Block] = [
        report_head(content),
        Title(_TEXTS.fill("title"), (subject,)),
        Paragraph(_TEXTS.fill("to", signer=signer), Style.CENTRED),
        Paragraph(_intro(content, signer)),
        Paragraph(_TEXTS.fill("results"), Style.HEADING),
        Paragraph(_results(content, honour)),
        Paragraph(_TEXTS.fill("proposal"), Style.HEADING),
        *(Paragraph(text) for text in _proposal(content, honour, signer)),
        *_specials(content, specials, signer),
        Paragraph(_dossier(content, honour)),
        *open_points(head),
        Paragraph(say(content, _TEXTS, "closing", signer=signer, organiser=organiser(content))),
        Signatures((Signer(signs(content)),), 1, _recipients()),
    ]
    return make_document(head, _TEXTS.fill("document_title"), blocks)


def _intro(content: AwardContent, signer: str) -> str:
    head = content.head
    return say(
        content,
        _TEXTS,
        "intro",
        plan=content.plan.rstrip(".;") or dots(),
        contest=head.contest_title,
        round=round_said(content),
        year=head.year,
        symbol=symbol(content),
        authority=authority_said(content),
        event=event(content),
        organiser=organiser(content),
        signer=signer,
    )


def _dossier(content: AwardContent, honour: Honour) -> str:
    facts = {"certificate": honour.certificate, "round": round_said(content), "event": event(content)}
    return say(content, _TEXTS, "dossier", **facts)


def _results(content: AwardContent, honour: Honour) -> str:
    prizes = _people(candidates(honour)) if named_alike(honour) else counted_all(honour.lines)
    facts = {"count": count(len(honour.lines)), "certificate": honour.certificate, "prizes": prizes}
    return say(content, _TEXTS, "results_text", **facts)


def _proposal(content: AwardContent, honour: Honour, signer: str) -> list[str]:
    people = _people(candidates(honour))
    said = [_TEXTS.fill("proposal_people", signer=signer, certificate=honour.certificate, people=people)]
    if any(line.sort is EntrantSort.GROUP for line in honour.lines):
        said.append(group_rule(honour.certificate))
    added = sums(honour.lines)
    if added is None:
        return said
    return [*said, _TEXTS.fill("money", money=added[0], words=added[1], source=money_source(content))]


def candidates(honour: Honour) -> tuple[Candidate, ...]:
    """Give everyone who is put forward, with the prize; nobody while names are closed."""
    return tuple((line, each) for line in honour.lines for each in line.recipients)


def _people(found: tuple[Candidate, ...]) -> str:
    collectives = sum(each.collective for _, each in found)
    parts = [_TEXTS.fill("collectives", count=count(collectives))] if collectives else []
    persons = len(found) - collectives
    parts += [_TEXTS.fill("persons", count=count(persons))] if persons else []
    return listing(parts) or dots()


def _specials(content: AwardContent, specials: tuple[SpecialWish, ...], signer: str) -> list[Block]:
    if not specials:
        return []
    facts = [{"work": work(each), "text": each.text.rstrip("."), "signer": signer} for each in specials]
    said = [say(content, _TEXTS, "special", **each) for each in facts]
    return [Paragraph(_TEXTS.fill("specials"), Style.HEADING), *(Paragraph(text) for text in said)]


def _recipients() -> tuple[str, ...]:
    return (
        _TEXTS.fill("recipients"),
        _TEXTS.fill("recipients_above"),
        _TEXTS.fill("recipients_more"),
        _TEXTS.fill("recipients_file"),
    )


def award_report_annex(content: AwardContent, honour: Honour) -> Document:
    """Make the list that goes with a proposal: collectives, then persons, on the wide sheet."""
    head = content.head
    title = _TEXTS.fill("annex_title", certificate=honour.certificate.upper())
    blocks: list[Block] = [Title(annex_name(), (title, head.contest_title), with_report(content), rule_last=True)]
    found = candidates(honour)
    parts = [
        (key, [each for each in found if each[1].collective is collective])
        for key, collective in (("annex_collectives", True), ("annex_persons", False))
    ]
    filled = [(key, rows) for key, rows in parts if rows]
    for letter, (key, rows) in zip("AB", filled, strict=False):
        blocks.append(Paragraph(_TEXTS.fill(key, letter=letter), Style.HEADING))
        blocks.append(_list(rows, key == "annex_collectives", not content.reviewed))
    last = _TEXTS.fill("annex_count", people=_people(found)) if found else say(content, _TEXTS, "no_people")
    blocks += [*open_points(head), Paragraph(last, Style.PLAIN)]
    return make_document(head, _TEXTS.fill("annex_document_title"), blocks, Orientation.LANDSCAPE)


def _list(rows: list[Candidate], collective: bool, worked: bool) -> Table:
    """List who is put forward; ``worked``: with the entry that they are put forward for."""
    columns = [
        Column(_TEXTS.fill("column_number"), Align.CENTRE),
        Column(_TEXTS.fill("column_collective" if collective else "column_person"), share=4),
    ]
    columns += [] if collective else [Column(_TEXTS.fill("column_position"), share=4)]
    columns += [Column(_TEXTS.fill("column_work"), share=6)] if worked else []
    columns += [Column(_TEXTS.fill("column_prize"), width=36 if worked else 56)]
    texts = []
    for number, (line, each) in enumerate(rows, 1):
        position = [] if collective else [each.position]
        entry = [line.title or line.code] if worked else []
        texts.append((str(number), each.name, *position, *entry, line.prize))
    return Table(tuple(columns), tuple(texts), least=10)
