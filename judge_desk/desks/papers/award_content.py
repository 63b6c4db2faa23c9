"""Fills the papers on prizes: draft decision, proposals to signing offices, certificates, script of the ceremony.

Prizes are decided in open rounds only, so names come from the register; those of a review's subjects from its sheets.
A prize that more entries share than there are of it has no money of its own: the rules do not say what each gets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from judge_desk.contest.counting.prizes import Award, Awards, AwardState
from judge_desk.contest.register.entries import Entry
from judge_desk.contest.rulebook.reviews import Subjects
from judge_desk.contest.rulebook.rules import Prize, PrizeTable
from judge_desk.contest.values.decisions import announced
from judge_desk.contest.values.identity import EntryCode, UnitId
from judge_desk.desks.ceremony import Ceremony
from judge_desk.desks.papers.planned import ReviewPapers, RoundPapers
from judge_desk.desks.register import entries_of
from judge_desk.documents.content_awards import (
    AwardContent,
    AwardLine,
    AwardStatus,
    AwardTable,
    EntrantSort,
    Recipient,
    SpecialWish,
)
from judge_desk.stores.panel_tables import read_units
from judge_desk.stores.round_tables import read_codes

_STATUS = {
    AwardState.GIVEN: AwardStatus.GIVEN,
    AwardState.VACANT: AwardStatus.VACANT,
    AwardState.OPEN: AwardStatus.OPEN,
}


@dataclass(frozen=True, slots=True)
class _Who:
    """Who may stand behind a code: title, authors, units, field, sort, who would be given the certificate.

    ``reviewed``: a subject of a review, whose title is its name.
    """

    title: str
    authors: tuple[str, ...]
    units: tuple[str, ...]
    field: str
    sort: EntrantSort
    recipients: tuple[Recipient, ...]
    reviewed: bool = False


Known = Mapping[EntryCode, _Who]


def award_content(papers: RoundPapers | ReviewPapers) -> AwardContent:
    """Fill what all papers on prizes of a round or a review are made from, in the order of the prizes."""
    standing, definition = papers.standing, papers.standing.definition
    known = _subjects(papers) if isinstance(papers, ReviewPapers) else _entries(papers)
    tables = {table.id: table for table in definition.prize_tables}
    office = standing.approval
    return AwardContent(
        head=papers.head,
        tables=tuple(_table(known, tables[awards.table], awards) for awards in standing.result.awards),
        plan=definition.plan,
        bases=definition.bases,
        symbol=definition.head.organiser_symbol,
        decided_by=definition.head.decided_by,
        signer=definition.head.signer,
        announced=announced(standing.decisions, standing.id) is not None,
        chair=papers.names.chair,
        approval=office if isinstance(office, str) else "",
        council=papers.standing.review.council if isinstance(papers, ReviewPapers) else "",
    )


def _subjects(papers: ReviewPapers) -> Known:
    """Give the subjects of a review that have a prize: a unit is a collective, a person stands with the unit."""
    awards = papers.standing.result.awards
    named = {row.code for each in awards for row in each.rows}
    named |= {wish.code for each in awards for wish in each.specials}
    persons = papers.standing.review.subjects is Subjects.PERSONS
    found: dict[EntryCode, _Who] = {}
    for each in papers.standing.result.subjects:
        who = each.subject
        if who.code not in named:
            continue
        if persons:
            people = (Recipient(who.name, who.unit),)
            found[who.code] = _Who(who.name, (who.name,), (who.unit,), "", EntrantSort.PERSON, people, reviewed=True)
        else:
            body = (Recipient(who.name, collective=True),)
            found[who.code] = _Who(who.name, (), (who.name,), "", EntrantSort.COLLECTIVE, body, reviewed=True)
    return found


def _entries(papers: RoundPapers) -> Known:
    contest, standing = papers.contest, papers.standing
    codes = read_codes(contest.store, standing.round.id)
    units = {unit.id: unit.title for unit in read_units(contest.store)}
    fields = {field.id: field.title for field in standing.definition.fields}
    collectives = frozenset(kind.id for kind in standing.definition.entrants if kind.most_people is None)
    return {
        codes[each.id]: _Who(
            each.title,
            tuple(author.name for author in each.authors),
            tuple(units[unit] for unit in each.units),
            fields.get(each.field, ""),
            (sort := _sort(each, collectives)),
            _recipients(each, sort, units),
        )
        for each in entries_of(contest)
        if each.id in codes
    }


def _table(known: Known, table: PrizeTable, awards: Awards) -> AwardTable:
    prizes = {prize.id: prize for prize in table.prizes}
    given = Counter(row.prize for row in awards.rows if row.state is AwardState.GIVEN)
    lines = tuple(
        _line(known, row, prizes[row.prize], given[row.prize] > prizes[row.prize].count) for row in awards.rows
    )
    wishes = tuple(
        SpecialWish(each.code, who.title, each.text, who.sort, who.reviewed)
        if (who := known.get(each.code)) is not None
        else SpecialWish(each.code, "", each.text)
        for each in awards.specials
    )
    return AwardTable(table.title, lines, wishes, table.money_source)


def _line(known: Known, row: Award, prize: Prize, shared: bool) -> AwardLine:
    given = row.state is AwardState.GIVEN
    line = AwardLine(
        prize=prize.title,
        status=_STATUS[row.state],
        money=None if given and shared and prize.money else prize.money,
        shared=given and shared,
        gift=prize.gift,
        certificate=prize.certificate,
        signer=prize.signer,
        code=row.code or "",
    )
    who = known.get(row.code) if row.code is not None else None
    if who is None:
        return line
    return replace(
        line,
        title=who.title,
        authors=who.authors,
        units=who.units,
        field=who.field,
        sort=who.sort,
        recipients=who.recipients,
        reviewed=who.reviewed,
    )


def _sort(entry: Entry, collectives: frozenset[str]) -> EntrantSort:
    """Tell by the entrant kind of the rules; an entry without authors can only be a collective's."""
    if not entry.authors or (entry.kind in collectives and entry.units):
        return EntrantSort.COLLECTIVE
    return EntrantSort.PERSON if len(entry.authors) == 1 else EntrantSort.GROUP


def _recipients(entry: Entry, sort: EntrantSort, units: Mapping[UnitId, str]) -> tuple[Recipient, ...]:
    """Give who is put forward: every unit of a collective's entry, otherwise every author."""
    if sort is EntrantSort.COLLECTIVE:
        return tuple(Recipient(units[each], collective=True) for each in entry.units)
    return tuple(
        Recipient(each.name, ", ".join(filter(None, (each.position, units.get(each.unit, "") if each.unit else ""))))
        for each in entry.authors
    )


def in_reading_order(content: AwardContent, ceremony: Ceremony) -> AwardContent:
    """Put tables and prizes in the order in which they are read: last first, entries as the ceremony reads them."""
    return backwards(content, {line.code: at for at, line in enumerate(ceremony.lines)})


def backwards(content: AwardContent, order: Mapping[EntryCode, int]) -> AwardContent:
    """Put the last table and the last prize first; within a prize by a given order of codes."""
    tables = []
    for table in reversed(content.tables):
        rank = {prize: at for at, prize in enumerate(dict.fromkeys(line.prize for line in table.lines))}
        lines = sorted(table.lines, key=lambda line: (-rank[line.prize], order.get(EntryCode(line.code), 0)))
        tables.append(replace(table, lines=tuple(lines)))
    return replace(content, tables=tuple(tables))
