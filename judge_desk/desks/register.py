"""The register as the desks see it: entries in force, what intake made of them, what people decided since."""

from __future__ import annotations

from collections.abc import Mapping

from judge_desk.contest.register.eligibility import RULE_CODES, Context, judge
from judge_desk.contest.register.entries import Entry, EntryState
from judge_desk.contest.register.handling import REFUSED
from judge_desk.contest.rulebook.definition import Round, competes_in
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import Findings
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.stores.panel_tables import read_people, read_units
from judge_desk.stores.register_tables import read_entries, read_intake


def entries_of(contest: ContestFolder) -> tuple[Entry, ...]:
    """Give the entries in force, in register order."""
    return contest.kept("entries", lambda: tuple(stored.entry for stored in read_entries(contest.store)))


def taken_in_for(contest: ContestFolder, round_: Round) -> tuple[Entry, ...]:
    """Give the entries of a round's fields, in register order; those of no round's field stand with the first round."""
    rounds = contest.definition.rounds
    first = round_.id == rounds[0].id

    def belongs(field: str) -> bool:
        return competes_in(round_, field) or (first and not any(competes_in(each, field) for each in rounds[1:]))

    return tuple(entry for entry in entries_of(contest) if belongs(entry.field))


def eligibility_context(contest: ContestFolder, entries: tuple[Entry, ...]) -> Context:
    """Give what the rules of eligibility look at beside the entry itself."""
    return Context(contest.definition, read_people(contest.store), entries, read_units(contest.store))


def decisions_by_entry(decisions: tuple[Decision, ...]) -> Mapping[str, tuple[Decision, ...]]:
    """Sort out the decisions that are about entries of the register, by entry, so that judging all stays quick."""
    sorted_out: dict[str, list[Decision]] = {}
    for each in decisions:
        if each.kind in (DecisionKind.ENTRY, DecisionKind.WITHDRAW, DecisionKind.FINDING) and each.about:
            sorted_out.setdefault(each.about[0], []).append(each)
    return {entry: tuple(found) for entry, found in sorted_out.items()}


def refusals_of(contest: ContestFolder, entry: EntryId) -> tuple[Decision, ...]:
    """Give the decisions in force that refuse an entry for one of its findings, by number."""
    newest: dict[tuple[str, ...], Decision] = {}
    for each in contest.decisions:
        if each.kind is DecisionKind.FINDING and each.about[0] == entry:
            newest.update({(each.about[1], digest): each for digest in each.among})
    refusing = {each.number: each for each in newest.values() if each.value == REFUSED}
    return tuple(refusing[number] for number in sorted(refusing))


def found_beside(contest: ContestFolder) -> Mapping[EntryId, Findings]:
    """Give what was found about entries beside the rules: doubts of reading the register, what lies in the files."""
    kept = read_intake(contest.store)
    return {entry: tuple(p for p in each.findings if p.code not in RULE_CODES) for entry, each in kept.items()}


def judged(contest: ContestFolder) -> Mapping[EntryId, tuple[EntryState, Findings]]:
    """Judge every entry by the rules and decisions in force, with the reasons."""
    return contest.kept("judged", lambda: _judged(contest))


def _judged(contest: ContestFolder) -> Mapping[EntryId, tuple[EntryState, Findings]]:
    entries = entries_of(contest)
    context = eligibility_context(contest, entries)
    decisions = decisions_by_entry(contest.decisions)
    handled = any(each.kind is DecisionKind.FINDING for each in contest.decisions)
    beside = found_beside(contest) if handled else {}
    return {entry.id: judge(entry, context, decisions.get(entry.id, ()), beside.get(entry.id, ())) for entry in entries}


def states(contest: ContestFolder) -> Mapping[EntryId, EntryState]:
    """Give the state of every entry."""
    return {entry: state for entry, (state, _) in judged(contest).items()}
