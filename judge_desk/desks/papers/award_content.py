"""Fills the papers on prizes: draft decision, proposals to signing offices, certificates, script of the ceremony.

Prizes are decided in open rounds only, so names come from the register. A prize that more entries share
than there are of it has no money of its own: the rules do not say what each gets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from judge_desk.contest.counting.prizes import Award, Awards, AwardState
from judge_desk.contest.register.entries import Entry
from judge_desk.contest.rulebook.rules import Prize, PrizeTable
from judge_desk.contest.values.decisions import announced
from judge_desk.contest.values.identity import EntryCode, UnitId
from judge_desk.desks.ceremony import Ceremony
from judge_desk.desks.papers.planned import RoundPapers
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
class _Register:
    """Entries by code; titles of units, fields; kinds that are collectives."""

    entries: Mapping[EntryCode, Entry]
    units: Mapping[UnitId, str]
    fields: Mapping[str, str]
    collectives: frozenset[str]


def award_content(papers: RoundPapers) -> AwardContent:
    """Fill what all papers on prizes of a round are made from, in the order of the prizes."""
    standing, definition = papers.standing, papers.standing.definition
    register = _register(papers)
    tables = {table.id: table for table in definition.prize_tables}
    return AwardContent(
        head=papers.head,
        tables=tuple(_table(register, tables[awards.table], awards) for awards in standing.result.awards),
        plan=definition.plan,
        bases=definition.bases,
        symbol=definition.head.organiser_symbol,
        decided_by=definition.head.decided_by,
        signer=definition.head.signer,
        announced=announced(standing.decisions, standing.round.id) is not None,
        chair=papers.names.chair,
        approval=standing.round.approval if isinstance(standing.round.approval, str) else "",
    )


def _register(papers: RoundPapers) -> _Register:
    contest, standing = papers.contest, papers.standing
    definition = standing.definition
    codes = read_codes(contest.store, standing.round.id)
    return _Register(
        {codes[each.id]: each for each in entries_of(contest) if each.id in codes},
        {unit.id: unit.title for unit in read_units(contest.store)},
        {field.id: field.title for field in definition.fields},
        frozenset(kind.id for kind in definition.entrants if kind.most_people is None),
    )


def _table(register: _Register, table: PrizeTable, awards: Awards) -> AwardTable:
    prizes = {prize.id: prize for prize in table.prizes}
    given = Counter(row.prize for row in awards.rows if row.state is AwardState.GIVEN)
    lines = tuple(
        _line(register, row, prizes[row.prize], given[row.prize] > prizes[row.prize].count) for row in awards.rows
    )
    wishes = tuple(
        SpecialWish(each.code, entry.title if (entry := register.entries.get(each.code)) else "", each.text)
        for each in awards.specials
    )
    return AwardTable(table.title, lines, wishes, table.money_source)


def _line(register: _Register, row: Award, prize: Prize, shared: bool) -> AwardLine:
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
    entry = register.entries.get(row.code) if row.code is not None else None
    if entry is None:
        return line
    return replace(
        line,
        title=entry.title,
        authors=tuple(each.name for each in entry.authors),
        units=tuple(register.units[each] for each in entry.units),
        field=register.fields.get(entry.field, ""),
        sort=_sort(register, entry),
        recipients=_recipients(register, entry),
    )


def _sort(register: _Register, entry: Entry) -> EntrantSort:
    """Tell by the entrant kind of the rules; an entry without authors can only be a collective's."""
    if not entry.authors or (entry.kind in register.collectives and entry.units):
        return EntrantSort.COLLECTIVE
    return EntrantSort.PERSON if len(entry.authors) == 1 else EntrantSort.GROUP


def _recipients(register: _Register, entry: Entry) -> tuple[Recipient, ...]:
    """Give who is put forward: every unit of a collective's entry, otherwise every author."""
    if _sort(register, entry) is EntrantSort.COLLECTIVE:
        return tuple(Recipient(register.units[each], collective=True) for each in entry.units)
    return tuple(
        Recipient(
            each.name, ", ".join(filter(None, (each.position, register.units.get(each.unit, "") if each.unit else "")))
        )
        for each in entry.authors
    )


def in_reading_order(content: AwardContent, ceremony: Ceremony) -> AwardContent:
    """Put tables and prizes in the order in which they are read: last first, entries as the ceremony reads them."""
    order = {line.code: at for at, line in enumerate(ceremony.lines)}
    tables = []
    for table in reversed(content.tables):
        rank = {prize: at for at, prize in enumerate(dict.fromkeys(line.prize for line in table.lines))}
        lines = sorted(table.lines, key=lambda line: (-rank[line.prize], order.get(EntryCode(line.code), 0)))
        tables.append(replace(table, lines=tuple(lines)))
    return replace(content, tables=tuple(tables))
