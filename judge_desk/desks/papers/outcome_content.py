"""Fills the list of prizes, the index bonus list and the merge record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from judge_desk.contest.counting.outcome import EntryFacts, bonus_units
from judge_desk.contest.counting.prizes import Award, Awards, AwardState
from judge_desk.contest.counting.results import RoundResult
from judge_desk.contest.merge.ballots import Source
from judge_desk.contest.merge.conditions import Condition, PanelView, PlanRow
from judge_desk.contest.merge.merging import row_finding
from judge_desk.contest.rulebook.rules import Prize, PrizeTable
from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks.papers.panel_names import PanelNames
from judge_desk.desks.papers.planned import RoundPapers
from judge_desk.desks.register import entries_of
from judge_desk.desks.standing import Standing, entry_facts
from judge_desk.documents.content import (
    BonusUnit,
    ExpectedSeat,
    IndexBonusContent,
    MergedBallot,
    MergeRecordContent,
    PaperHead,
    PrizeListContent,
    PrizeRow,
)
from judge_desk.exchange.seal import code_of
from judge_desk.stores.ballot_tables import MergeRecord
from judge_desk.stores.panel_tables import read_units
from judge_desk.stores.round_tables import read_codes
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.findings import fact_of, sentence


def prize_list_content(standing: Standing, awards: Awards, names: PanelNames, head: PaperHead) -> PrizeListContent:
    """Fill the list of prizes of one table, in the order of the prizes."""
    table = next(each for each in standing.definition.prize_tables if each.id == awards.table)
    prizes = {prize.id: prize for prize in table.prizes}
    notes = tuple(
        open_catalogue("vi").say("paper.special", code=each.code, text=each.text, number=each.decision)
        for each in awards.specials
    )
    return PrizeListContent(
        head=head,
        table_title=table.title if len(standing.definition.prize_tables) > 1 else "",
        rows=tuple(_prize(standing, award, prizes[award.prize]) for award in awards.rows),
        decimals=standing.round.score.decimals,
        chair=names.chair,
        secretary=names.secretary,
        notes=notes,
    )


def _prize(standing: Standing, award: Award, prize: Prize) -> PrizeRow:
    entry = next((e for e in standing.manifest.entries if e.code == award.code), None)
    if entry is None or award.state is not AwardState.GIVEN:
        return PrizeRow(prize.title, prize.money)
    fields = {field.id: field.title for field in standing.definition.fields}
    return PrizeRow(
        prize=prize.title,
        money=prize.money,
        title=entry.title or entry.code,
        authors=", ".join(entry.authors),
        units=", ".join(entry.units),
        field=fields.get(entry.field, ""),
        score=award.place.official if award.place is not None else None,
        gift=prize.gift,
        certificate=prize.certificate,
        signer=prize.signer,
    )


def prizes_of(result: RoundResult, tables: tuple[PrizeTable, ...]) -> dict[str, str]:
    """Give the title of the prize of every entry that gets one; several are parted by a semicolon."""
    titles = {(table.id, prize.id): prize.title for table in tables for prize in table.prizes}
    found: dict[str, str] = {}
    for awards in result.awards:
        for each in awards.rows:
            if each.code is not None and each.state is AwardState.GIVEN:
                title = titles[each.table, each.prize]
                found[each.code] = f"{found[each.code]}; {title}" if each.code in found else title
    return found


def index_bonus_content(papers: RoundPapers) -> IndexBonusContent:
    """List the units with an entry in the round that feeds the reform index; what is open makes the list a draft."""
    standing, names = papers.standing, papers.names
    titles, facts = _known_entries(papers)
    bonus = bonus_units(standing.definition.by_products.index_bonus_units, facts)
    blocks = {unit.title: unit.block for unit in read_units(papers.contest.store)}
    units = tuple(
        BonusUnit(unit, blocks.get(unit, ""), tuple(titles[code] for code in codes)) for unit, codes in bonus.units
    )
    asked = tuple(sentence(each, open_catalogue("vi")) for each in bonus.questions)
    head = replace(papers.head, open_points=(*papers.head.open_points, *asked))
    plan, without = standing.definition.plan, len(bonus.notes)
    listed = [code for _, codes in bonus.units for code in codes]
    shared = len(listed) > len(set(listed))
    return IndexBonusContent(head, units, plan, names.chair, names.secretary, without, shared)


def _known_entries(papers: RoundPapers) -> tuple[Mapping[EntryCode, str], Mapping[EntryCode, EntryFacts]]:
    """Give titles and facts of the entries of a round: from its package where that is open, else from the register."""
    standing = papers.standing
    if not standing.round.blind:
        titles = {entry.code: entry.title or entry.code for entry in standing.manifest.entries}
        return titles, entry_facts(standing.view.issued.entries)
    inside = {entry.code for entry in standing.view.issued.entries if not entry.withdrawn}
    codes = read_codes(papers.contest.store, standing.round.id)
    entries = {codes[each.id]: each for each in entries_of(papers.contest) if codes.get(each.id) in inside}
    units = {unit.id: unit.title for unit in read_units(papers.contest.store)}
    facts = {
        code: EntryFacts(each.kind, tuple(units[unit] for unit in each.units), tuple(a.name for a in each.authors))
        for code, each in entries.items()
    }
    return {code: each.title for code, each in entries.items()}, facts


def merge_record_content(
    standing: Standing, view: PanelView, record: MergeRecord, number: int, head: PaperHead, log_head: str, backup: str
) -> MergeRecordContent:
    """Fill the record of one merge.

    Args:
        standing: the round as it stands now, for the ballots' contents.
        view: the panel as this merge left it.
        record: what was recorded.
        number: of the merge in its round, from 1.
        head: of the paper.
        log_head: hash of the merge's line in the log.
        backup: name of the copy made before.
    """
    catalogue = open_catalogue("vi")
    loads = Counter(seat for entry in view.issued.entries if not entry.withdrawn for seat in entry.seats)
    return MergeRecordContent(
        head=head,
        number=number,
        stated_time=record.stated_time,
        operator=record.operator,
        witnesses=record.witnesses,
        reason=record.reason,
        expected=tuple(
            ExpectedSeat(seat.seat, seat.name, loads[seat.seat], seat.counted is not None) for seat in view.seats
        ),
        ballots=tuple(_merged(standing, view, row) for row in record.rows),
        conditions=tuple(sentence(each, catalogue) for each in view.open),
        package_code=code_of(standing.package),
        log_head=log_head,
        backup=backup,
        closed=sum(1 for row in record.rows if row.condition is Condition.CLOSED and row.keep),
    )


def _merged_closed(row: PlanRow, catalogue: Catalogue) -> MergedBallot:
    """Say of a closed ballot what its signed head says."""
    code, name = str(row.facts["code"]).replace(" ", ""), str(row.facts["name"])
    outcome = catalogue.say(f"condition.{row.condition}")
    return MergedBallot(row.name, code, row.seat, name, int(row.facts["revision"]), outcome, False, closed=row.keep)


def _merged(standing: Standing, view: PanelView, row: PlanRow) -> MergedBallot:
    """Say what one file was at the merge, and whether it counted after it."""
    catalogue = open_catalogue("vi")
    if row.condition is Condition.CLOSED:
        return _merged_closed(row, catalogue)
    sealed = next((each for each in standing.ballots if each.digest == row.digest), None)
    seat = next((each for each in view.seats if each.seat == row.seat), None)
    counts = sealed is not None and seat is not None and seat.counted == sealed
    reason = "" if row.condition is Condition.COUNTED else fact_of(replace(row_finding(row), where=""), catalogue)
    return MergedBallot(
        file=row.name,
        code=sealed.code if sealed is not None else "",
        seat=row.seat,
        judge=sealed.ballot.name if sealed is not None else "",
        revision=sealed.ballot.revision if sealed is not None else 0,
        outcome=catalogue.say(f"condition.{row.condition}"),
        counted=counts,
        reason=reason,
        tied=bool(counts and seat is not None and seat.tied),
        from_paper=sealed is not None and sealed.ballot.source is Source.PAPER,
    )
