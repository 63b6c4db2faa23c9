"""Fills the register of a round, the list of entries that were not admitted, and participation by unit.

In a blind round whose codes are closed nothing here bears a code, and nothing tells a unit what became of its entries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from judge_desk.contest.counting.prizes import AwardState
from judge_desk.contest.register.entries import Entry, EntryState
from judge_desk.contest.register.handling import ACCEPTED
from judge_desk.contest.reviewing.roster import Roster, roster_in_force
from judge_desk.contest.rulebook.definition import Round, competes_in, roster_of, round_after, round_before
from judge_desk.contest.values.decisions import Decision, DecisionKind, latest
from judge_desk.contest.values.identity import EntryCode, EntryId, RoundId, UnitId
from judge_desk.contest.values.problems import Findings, Severity
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.papers.planned import RoundPapers
from judge_desk.desks.register import decisions_by_entry, entries_of, judged, refusals_of, taken_in_for
from judge_desk.desks.standing import Standing
from judge_desk.documents.content_round import (
    EligibilityContent,
    HandledEntry,
    ParticipationContent,
    RegisterContent,
    RegisterRow,
    UnitRow,
)
from judge_desk.exchange.folding import loose
from judge_desk.stores.figure_tables import read_sheets
from judge_desk.stores.panel_tables import read_units
from judge_desk.stores.round_tables import read_codes
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import fact_of
from judge_desk.wording.words import uncapitalised

_LEFT: Final = (EntryState.REFUSED, EntryState.WITHDRAWN)
_Judged = Mapping[EntryId, tuple[EntryState, Findings]]


def is_closed(standing: Standing) -> bool:
    """Say whether the round is blind and its code table was not opened."""
    unsealed = latest(standing.decisions, DecisionKind.UNSEAL, standing.round.id)
    return standing.round.blind and unsealed is None


def is_first(papers: RoundPapers) -> bool:
    """Say whether the round is the first of its contest, which judges what was taken in."""
    return papers.contest.round_before(papers.standing.round.id) is None


def opened_codes(contest: ContestFolder, standing: Standing) -> Mapping[EntryId, EntryCode]:
    """Give the codes by entry, as far as they may stand beside names: none while the table is closed."""
    return {} if is_closed(standing) else read_codes(contest.store, standing.round.id)


def _in_round(contest: ContestFolder, round_id: RoundId) -> tuple[Entry, ...]:
    """Give the entries that have a code in a round, in the order of the register."""
    codes = read_codes(contest.store, round_id)
    return tuple(entry for entry in entries_of(contest) if entry.id in codes)


def register_content(papers: RoundPapers) -> RegisterContent:
    """Fill the register: everything that was taken in for the first round, later the entries of the round."""
    contest, standing = papers.contest, papers.standing
    first, states = is_first(papers), judged(contest)
    entries = taken_in_for(contest, standing.round) if first else _in_round(contest, standing.round.id)
    codes, units = opened_codes(contest, standing), _unit_titles(contest)
    decided = decisions_by_entry(contest.decisions)
    kinds = {each.id: each.title for each in standing.definition.entrants}
    fields = {each.id: each.title for each in standing.definition.fields}
    rows = tuple(
        RegisterRow(
            entry.id,
            codes.get(entry.id, ""),
            entry.title,
            _authors(entry),
            _units(entry, units),
            kinds.get(entry.kind, "").partition(" (")[0],
            fields.get(entry.field, ""),
            entry.received,
            entry.sent,
            _state_words(states[entry.id][0], _numbers(contest, entry, states[entry.id][0], decided)),
        )
        for entry in entries
    )
    counted = Counter(states[entry.id][0] for entry in entries)
    named = tuple((_say_state(state), counted[state]) for state in EntryState if counted[state])
    return RegisterContent(papers.head, rows, named, is_closed(standing), papers.names.secretary)


def _authors(entry: Entry) -> str:
    return ", ".join(each.name for each in entry.authors)


def _units(entry: Entry, titles: Mapping[UnitId, str]) -> str:
    return ", ".join(titles.get(each, each) for each in entry.units)


def _unit_titles(contest: ContestFolder) -> Mapping[UnitId, str]:
    return {unit.id: unit.title for unit in read_units(contest.store)}


def _say_state(state: EntryState) -> str:
    return open_catalogue("vi").say(f"round_paper.state.{state}")


def _state_words(state: EntryState, numbers: tuple[int, ...]) -> str:
    if not numbers:
        return _say_state(state)
    return open_catalogue("vi").say(
        "round_paper.by_decision", state=_say_state(state), numbers=", ".join(map(str, numbers))
    )


def _numbers(
    contest: ContestFolder, entry: Entry, state: EntryState, decided: Mapping[str, tuple[Decision, ...]]
) -> tuple[int, ...]:
    """Give the numbers of the decisions that made an entry what it is."""
    about = decided.get(entry.id, ())
    if not about or state is EntryState.DOUBTFUL:
        return ()
    return tuple(sorted(each.number for each in _deciding(contest, entry, state, about)))


def _deciding(
    contest: ContestFolder, entry: Entry, state: EntryState, about: tuple[Decision, ...]
) -> tuple[Decision, ...]:
    if state is EntryState.WITHDRAWN:
        return tuple(each for each in about if each.kind is DecisionKind.WITHDRAW)[-1:]
    whole = latest(about, DecisionKind.ENTRY, entry.id)
    wanted = "refuse" if state is EntryState.REFUSED else "accept"
    of_entry = (whole,) if whole is not None and whole.value == wanted else ()
    if state is EntryState.REFUSED:
        return (*of_entry, *refusals_of(contest, entry.id))
    newest = {each.about: each for each in about if each.kind is DecisionKind.FINDING}
    return (*of_entry, *(each for each in newest.values() if each.value == ACCEPTED))


# --- what was not admitted -----------------------------------------------------------------------------------------


def eligibility_content(papers: RoundPapers) -> EligibilityContent:
    """List the entries that were not admitted or withdrew, and those that a decision admitted, each with its reason."""
    contest = papers.contest
    states, units = judged(contest), _unit_titles(contest)
    decided = decisions_by_entry(contest.decisions)
    refused: list[HandledEntry] = []
    admitted: list[HandledEntry] = []
    for entry in taken_in_for(contest, papers.standing.round):
        state, findings = states[entry.id]
        deciding = _deciding(contest, entry, state, decided.get(entry.id, ()))
        if state in _LEFT:
            refused.append(_handled(entry, units, state, deciding, _why(state, findings, deciding)))
        elif state is EntryState.ELIGIBLE and deciding:
            admitted.append(_handled(entry, units, state, deciding, _reasons(deciding)))
    return EligibilityContent(papers.head, tuple(refused), tuple(admitted), papers.names.secretary)


def has_handled(papers: RoundPapers) -> bool:
    """Say whether an entry of the round was not admitted, withdrew, or was admitted by decision."""
    states, decided = judged(papers.contest), decisions_by_entry(papers.contest.decisions)
    mine = [each.id for each in taken_in_for(papers.contest, papers.standing.round)]
    return any(each in decided or states[each][0] in _LEFT for each in mine)


def _handled(
    entry: Entry, units: Mapping[UnitId, str], state: EntryState, deciding: tuple[Decision, ...], reason: str
) -> HandledEntry:
    people = "\n".join(filter(None, (_authors(entry), _units(entry, units))))
    numbers = ", ".join(str(each.number) for each in sorted(deciding, key=lambda each: each.number))
    return HandledEntry(entry.id, entry.title, people, _say_state(state), numbers, reason)


def _why(state: EntryState, findings: Findings, deciding: tuple[Decision, ...]) -> str:
    catalogue = open_catalogue("vi")
    rules = [fact_of(each, catalogue) for each in findings if each.severity is Severity.STOP]
    if state is EntryState.WITHDRAWN:
        rules = [] if deciding else [catalogue.say("round_paper.withdrawn")]
    if not rules:
        return _reasons(deciding)
    return " ".join((*rules, *_numbered(deciding)))


def _reasons(deciding: tuple[Decision, ...]) -> str:
    """Give why people decided, with numbers only where several decisions did."""
    return deciding[0].reason if len(deciding) == 1 else " ".join(_numbered(deciding))


def _numbered(deciding: tuple[Decision, ...]) -> tuple[str, ...]:
    say = open_catalogue("vi").say
    ordered = sorted(deciding, key=lambda each: each.number)
    return tuple(say("round_paper.reason_number", number=each.number, reason=each.reason) for each in ordered)


# --- participation -------------------------------------------------------------------------------------------------


def participation_content(papers: RoundPapers) -> ParticipationContent:
    """Count every unit's entries: sent, accepted, in each further round that this one knows of, with a prize.

    The units are those of the list that the rules go by, and others that sent something; without such a list every unit
    that is known. An entry of several units counts with each of them, and once in the totals. Prizes and what comes
    after this round are counted where names may stand beside codes.
    """
    contest = papers.contest
    known = {entry.id: entry for entry in entries_of(contest)}
    states = judged(contest)
    accepted = {each for each, (state, _) in states.items() if state is EntryState.ELIGIBLE}
    further = (*_beside(papers, accepted), *_further(papers))
    prizes = _prized(papers)
    sets = (set(known), accepted, *(each for _, each in further))

    def row(unit: str, block: str, mine: set[EntryId]) -> UnitRow:
        sent, taken, *later = (len(mine & each) for each in sets)
        given = None if prizes is None else sum(number for entry, number in prizes.items() if entry in mine)
        return UnitRow(unit, block, sent, taken, tuple(later), given)

    part = roster_of(contest.definition)
    roster = roster_in_force(contest.definition, read_sheets(contest.store))
    rows = [row(title, block, mine) for title, block, mine in _by_unit(contest, roster)]
    alone = {entry.id for entry in known.values() if not entry.units}
    return ParticipationContent(
        papers.head,
        tuple(sorted(rows, key=_in_order)),
        row("", "", alone) if alone else None,
        tuple(title for title, _ in further),
        row("", "", set(known)),
        sum(1 for entry in known.values() if len(entry.units) > 1),
        papers.names.secretary,
        part.title if part is not None and roster.units else "",
    )


def _by_unit(contest: ContestFolder, roster: Roster) -> Iterator[tuple[str, str, set[EntryId]]]:
    """Give title, block and entries of every unit: those of the list first, then others that sent something."""
    of_unit: dict[UnitId, set[EntryId]] = {}
    for entry in entries_of(contest):
        for name in entry.units:
            of_unit.setdefault(name, set()).add(entry.id)
    listed: dict[str, set[EntryId]] = {unit.code: set() for unit in roster.units}
    blocks: dict[str, str] = {}
    for unit in read_units(contest.store):
        found, mine = roster.unit_of(unit.title), of_unit.get(unit.id, set())
        if found is not None:
            listed[found.code] |= mine
            blocks[found.code] = unit.block
        elif mine or not roster.units:
            yield unit.title, unit.block, mine
    yield from ((unit.name, blocks.get(unit.code, ""), listed[unit.code]) for unit in roster.units)


def _beside(papers: RoundPapers, accepted: set[EntryId]) -> tuple[tuple[str, set[EntryId]], ...]:
    """Give title and accepted entries of rounds that stand beside each other; nothing for a chain of rounds."""
    rules = papers.contest.definition
    first = [each for each in rules.rounds if round_before(rules, each.id) is None]
    entries = entries_of(papers.contest)
    return tuple(
        (uncapitalised(each.title), accepted & {entry.id for entry in entries if competes_in(each, entry.field)})
        for each in (first if len(first) > 1 else ())
    )


def _in_order(row: UnitRow) -> tuple[bool, str, str]:
    """Put those without entries last, then go by block and by name, whose tones and marks do not count."""
    return row.sent == 0, loose(row.block), loose(row.unit)


def _further(papers: RoundPapers) -> tuple[tuple[str, set[EntryId]], ...]:
    """Give title and entries of every round after the first, up to the one that this round's shortlist fills."""
    contest, standing = papers.contest, papers.standing
    later = [each for each in _way_to(standing) if round_before(standing.definition, each.id) is not None]
    found = [(uncapitalised(each.title), set(read_codes(contest.store, each.id))) for each in later]
    shortlist, after = standing.result.shortlist, round_after(standing.definition, standing.round.id)
    if shortlist is not None and not shortlist.questions and not is_closed(standing) and after is not None:
        by_code = {code: entry for entry, code in opened_codes(contest, standing).items()}
        found.append((uncapitalised(after.title), {by_code[code] for code in shortlist.inside}))
    return tuple(found)


def _way_to(standing: Standing) -> tuple[Round, ...]:
    """Give a round and those before it on whose shortlists it stands, the first one first."""
    way = [standing.round]
    while (before := round_before(standing.definition, way[0].id)) is not None:
        way.insert(0, before)
    return tuple(way)


def _prized(papers: RoundPapers) -> Mapping[EntryId, int] | None:
    """Count the prizes of every entry; None where the round gives none, or may not say to whom."""
    standing = papers.standing
    if not standing.result.awards or is_closed(standing):
        return None
    by_code = {code: entry for entry, code in opened_codes(papers.contest, standing).items()}
    rows = (row for awards in standing.result.awards for row in awards.rows)
    given = (row.code for row in rows if row.code is not None and row.state is AwardState.GIVEN)
    return Counter(by_code[code] for code in given if code in by_code)
