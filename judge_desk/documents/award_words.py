"""How the papers on prizes put things: numbers of papers, who decides, works, prizes counted, sums, the table of them.

Counts below ten have two digits (domain custom); what the rules do not say is dots for ink, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from judge_desk.contest.values.folding import fold
from judge_desk.documents.blocks import Align, Column, StateHead, Table
from judge_desk.documents.content_awards import AwardContent, AwardLine, AwardStatus, EntrantSort, Honour, SpecialWish
from judge_desk.documents.page_words import event_of, is_committee, office_and_body
from judge_desk.documents.paper import ink_place_date, organisers_head
from judge_desk.documents.review_award import of_review
from judge_desk.documents.texts import Texts, open_texts
from judge_desk.wording.figures import count, listing, money, whole
from judge_desk.wording.words import money_words, uncapitalised

_TEXTS: Final = open_texts("award")


def say(content: AwardContent, texts: Texts, key: str, **facts: str | int) -> str:
    """Say a text of a paper on prizes; of a review in the words that it has instead."""
    if content.reviewed:
        own = of_review(texts.paper, key, {**facts, "council": content.council, "review": round_said(content)})
        if own:
            return own
    return texts.fill(key, **facts)


def symbol(content: AwardContent) -> str:
    """Give the sign behind the organisers' numbers, or dots."""
    return content.symbol or _TEXTS.fill("dots_short")


def decision_head(content: AwardContent) -> StateHead:
    """Make the head of the organisers' decision, with room for number and day."""
    head = organisers_head(content.head, ink_place_date(content.head))
    number = _TEXTS.fill("decision_number", symbol=_decision_symbol(content))
    if _by_superior(content):
        return StateHead("", head.superior, number, head.place_date)
    return StateHead(head.superior, head.issuer, number, head.place_date)


def _by_superior(content: AwardContent) -> bool:
    """Say whether the body above the organisers decides on a review, through the office that heads it."""
    body = office_and_body(authority_said(content))[1]
    return content.reviewed and body.casefold() == content.head.superior.casefold()


def _decision_symbol(content: AwardContent) -> str:
    """Give the sign behind the decision's number; that of a body above the organisers is for ink."""
    return _TEXTS.fill("dots_short") if _by_superior(content) else symbol(content)


def decision_signs(content: AwardContent) -> str:
    """Give quyền hạn, chức vụ of who signs the decision: of a review its office, where that is known."""
    office, body = office_and_body(authority_said(content))
    return office.upper() if content.reviewed and body and not content.signer else signs(content)


def report_head(content: AwardContent) -> StateHead:
    """Make the head of the organisers' proposal, with room for number and day."""
    head = organisers_head(content.head, ink_place_date(content.head))
    return StateHead(head.superior, head.issuer, _TEXTS.fill("report_number", symbol=symbol(content)), head.place_date)


def authority(content: AwardContent) -> str:
    """Give thẩm quyền ban hành in capitals: as the rules say, the head of an organising committee, or dots."""
    if content.decided_by:
        return content.decided_by
    if is_committee(content.head.organiser):
        return _TEXTS.fill("head_of_committee", organiser=content.head.organiser)
    return _TEXTS.fill("dots")


def authority_said(content: AwardContent) -> str:
    """Give who decides inside a sentence."""
    if content.decided_by or not is_committee(content.head.organiser):
        return _as_signed(content, authority(content))
    return _TEXTS.fill("head_of_committee_said", event=event(content))


def _as_signed(content: AwardContent, office: str) -> str:
    """Write an office that stands in capitals as the rules write it where it signs certificates."""
    signing = (line.signer for table in content.tables for line in table.lines)
    return next((each for each in signing if each.casefold() == office.casefold()), office)


def decides_itself(content: AwardContent, office: str) -> bool:
    """Say whether an office is the very council of a review, so that nobody proposes anything to anybody."""
    return content.reviewed and fold(office) == fold(content.council)


def event(content: AwardContent) -> str:
    """Say what the contest is called inside a sentence."""
    return event_of(content.head.contest_title)


def organiser(content: AwardContent) -> str:
    """Give the organisers inside a sentence: the committee, or the body as printed."""
    return _TEXTS.fill("committee_said") if is_committee(content.head.organiser) else content.head.organiser


def round_said(content: AwardContent) -> str:
    """Give the round inside a sentence, or dots."""
    return in_sentence(content.head.round_title) or dots()


def signs(content: AwardContent) -> str:
    """Give quyền hạn, chức vụ of who signs for the organisers: as the rules say, by the committee, or dots."""
    if content.signer:
        return content.signer
    return _TEXTS.fill("head_of_committee_signs") if is_committee(content.head.organiser) else _TEXTS.fill("dots")


def with_decision(content: AwardContent) -> str:
    """Say that a list goes with the decision, whose number and day are for ink (Mẫu 2.1)."""
    sign, year = _decision_symbol(content), content.head.year
    return _TEXTS.fill("with_decision", symbol=sign, year=year, authority=authority_said(content))


def with_report(content: AwardContent) -> str:
    """Say that a list goes with the proposal."""
    printed = content.head.organiser
    by = _TEXTS.fill("committee_of", event=event(content)) if is_committee(printed) else printed
    by = content.council or by
    return _TEXTS.fill("with_report", symbol=symbol(content), year=content.head.year, organiser=by)


def annex_name() -> str:
    """Give the word that begins an annex."""
    return _TEXTS.fill("annex")


def dots() -> str:
    """Give dots for ink."""
    return _TEXTS.fill("dots")


def quoted(title: str) -> str:
    """Put a title in quotes; quotes inside it become single ones."""
    return _TEXTS.fill("quoted", title=title.replace("“", "‘").replace("”", "’"))


def work(line: AwardLine | SpecialWish) -> str:
    """Name an entry inside a sentence: by its title, by its code while names are closed."""
    if line.title and line.reviewed:
        return line.title if line.sort is EntrantSort.COLLECTIVE else person(line.title)
    if line.title:
        return _TEXTS.fill("work_title", title=quoted(line.title)[1:-1])
    return _TEXTS.fill("work_code", code=line.code)


def people(line: AwardLine) -> str:
    """Give the authors of an entry and, on a line of their own, its units."""
    both = (", ".join(line.authors), ", ".join(line.units))
    return "\n".join(each for each in both if each) or _TEXTS.fill("no_people")


def in_sentence(prize: str) -> str:
    """Begin the title of a prize with a small letter, as inside a sentence; an honour keeps its capital."""
    kept = tuple(_TEXTS.template("capitals").split("|"))
    return prize if prize.startswith(kept) else uncapitalised(prize)


def given(lines: Iterable[AwardLine]) -> tuple[AwardLine, ...]:
    """Give the prizes that somebody gets."""
    return tuple(line for line in lines if line.status is AwardStatus.GIVEN)


def by_prize(lines: Iterable[AwardLine]) -> tuple[tuple[AwardLine, ...], ...]:
    """Put prizes of one title together, in order."""
    found: dict[str, list[AwardLine]] = {}
    for line in lines:
        found.setdefault(line.prize, []).append(line)
    return tuple(tuple(each) for each in found.values())


def counted(lines: Sequence[AwardLine]) -> str:
    """Count prizes of one title: ``03 giải Khuyến khích``."""
    key = "prize_shared" if any(line.shared for line in lines) else "prize_count"
    return _TEXTS.fill(key, count=count(len(lines)), prize=in_sentence(lines[0].prize))


def counted_all(lines: Iterable[AwardLine]) -> str:
    """Count prizes by title in one listing: ``01 giải Nhất, 01 giải Nhì và 03 giải Khuyến khích``."""
    return listing([counted(each) for each in by_prize(lines)])


def each_money(line: AwardLine) -> str:
    """Write what one prize brings, dots where it is shared."""
    return _TEXTS.fill("money_ink") if line.money is None else money(line.money)


def sums(lines: Iterable[AwardLine]) -> tuple[str, str] | None:
    """Give the money of prizes in figures and in words, dots where one is shared; None where there is none at all."""
    amounts = [line.money for line in lines]
    known = [each for each in amounts if each is not None]
    if len(known) < len(amounts):
        return _TEXTS.fill("money_ink"), _TEXTS.fill("words_ink")
    return (money(sum(known)), money_words(sum(known))) if any(known) else None


def money_source(content: AwardContent) -> str:
    """Give where the money comes from as the rules say, dots where they do not."""
    sources = dict.fromkeys(table.money_source for table in content.tables if table.money_source)
    plain = tuple(_TEXTS.template("sources").split("|"))
    said = [each if not each.startswith(plain) else uncapitalised(each) for each in sources]
    return "; ".join(each.rstrip(".") for each in said) or dots()


def honours(line: AwardLine) -> str:
    """Give certificate and gift of a prize; empty for none."""
    return "; ".join(filter(None, (_certificate(line), line.gift)))


def _certificate(line: AwardLine) -> str:
    if line.certificate and line.signer:
        return _TEXTS.fill("certificate_of", certificate=line.certificate, signer=line.signer)
    return line.certificate


def person(name: str) -> str:
    """Address a person whose Ông or Bà is not recorded."""
    return _TEXTS.fill("mr_ms", name=name)


def group_rule(certificate: str) -> str:
    """Say what is asked for the members of a group."""
    return _TEXTS.fill("group_rule", certificate=certificate)


def named_alike(honour: Honour) -> bool:
    """Say whether the prizes of a review are called like the certificate itself: neither goes with the other."""
    alike = honour.certificate.casefold()
    return all(line.reviewed and line.prize.casefold().startswith(alike) for line in honour.lines)


def subject_table(lines: Sequence[AwardLine]) -> Table:
    """List the prizes of a review with who gets them, the unit of a person, money and what goes with it."""
    funded, honoured = any(line.money != 0 for line in lines), any(line.certificate for line in lines)
    persons = any(line.sort is EntrantSort.PERSON and line.title for line in lines)
    columns = [
        Column(_TEXTS.fill("column_number"), Align.CENTRE),
        Column(_TEXTS.fill("column_prize"), width=42, bold=True),
        Column(of_review("award", "table_name", {}), share=6),
    ]
    columns += [Column(of_review("award", "table_unit", {}), share=5)] if persons else []
    columns += [Column(_TEXTS.fill("column_money"), Align.RIGHT)] if funded else []
    columns += [Column(_TEXTS.fill("column_extra"), share=4)] if honoured else []
    rows = []
    for number, line in enumerate(lines, 1):
        row = [str(number), line.prize, _who(line)[0]]
        row += [", ".join(line.units) if line.sort is EntrantSort.PERSON else ""] if persons else []
        row += [_amount(line)] if funded else []
        row += [_certificate(line) if line.status is AwardStatus.GIVEN else ""] if honoured else []
        rows.append(tuple(row))
    return Table(
        tuple(columns), tuple(rows), _sum_row(lines, persons, funded, honoured), least=10, empty=_TEXTS.fill("no_rows")
    )


def _sum_row(lines: Sequence[AwardLine], persons: bool, funded: bool, honoured: bool) -> tuple[tuple[str, ...], ...]:
    """Give the row of sums of the table of a review, which has one column of names less."""
    totals = _total(lines, persons, funded, honoured)
    return tuple((*row[:2], *row[3:]) for row in totals)


def prize_table(lines: Sequence[AwardLine]) -> Table:
    """List prizes with works, people, money and what goes with it; a prize that nobody gets says so."""
    funded = any(line.money != 0 for line in lines)
    honoured = any(line.certificate for line in lines)
    fielded = any(line.field for line in lines)
    columns = [
        Column(_TEXTS.fill("column_number"), Align.CENTRE),
        Column(_TEXTS.fill("column_prize"), width=36, bold=True),
        Column(_TEXTS.fill("column_work"), share=6),
        Column(_TEXTS.fill("column_people"), share=5),
    ]
    columns += [Column(_TEXTS.fill("column_field"), share=4)] if fielded else []
    columns += [Column(_TEXTS.fill("column_money"), Align.RIGHT)] if funded else []
    columns += [Column(_TEXTS.fill("column_extra"), share=4)] if honoured else []
    rows = []
    for number, line in enumerate(lines, 1):
        row = [str(number), line.prize, *_who(line)]
        row += [line.field] if fielded else []
        row += [_amount(line)] if funded else []
        row += [_certificate(line) if line.status is AwardStatus.GIVEN else ""] if honoured else []
        rows.append(tuple(row))
    totals = _total(lines, fielded, funded, honoured)
    return Table(tuple(columns), tuple(rows), totals, least=10, empty=_TEXTS.fill("no_rows"))


def _who(line: AwardLine) -> tuple[str, str]:
    if line.status is AwardStatus.VACANT:
        return _TEXTS.fill("vacant"), ""
    if line.status is AwardStatus.OPEN:
        return _TEXTS.fill("undecided"), ""
    return line.title or line.code, people(line)


def _amount(line: AwardLine) -> str:
    if line.status is not AwardStatus.GIVEN:
        return ""
    return _TEXTS.fill("dots_short") if line.money is None else whole(line.money)


def _total(lines: Sequence[AwardLine], fielded: bool, funded: bool, honoured: bool) -> tuple[tuple[str, ...], ...]:
    if not funded or not lines:
        return ()
    amounts = [line.money for line in given(lines)]
    known = [each for each in amounts if each is not None]
    whole_sum = whole(sum(known)) if len(known) == len(amounts) else _TEXTS.fill("dots_short")
    return (("", _TEXTS.fill("total"), "", "", *([""] if fielded else []), whole_sum, *([""] if honoured else [])),)
