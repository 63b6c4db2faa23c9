"""The register as the desks see it: entries in force, what intake made of them, what people decided since."""

from __future__ import annotations

from collections.abc import Mapping

from judge_desk.contest.register.eligibility import Context, judge
from judge_desk.contest.register.entries import Entry, EntryState
from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import Findings
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.stores.panel_tables import read_people, read_units
from judge_desk.stores.register_tables import read_entries


def entries_of(contest: ContestFolder) -> tuple[Entry, ...]:
    """Give the entries in force, in register order."""
    return tuple(stored.entry for stored in read_entries(contest.store))


def eligibility_context(contest: ContestFolder, entries: tuple[Entry, ...]) -> Context:
    """Give what the rules of eligibility look at beside the entry itself."""
    return Context(contest.definition, read_people(contest.store), entries, read_units(contest.store))


def judged(contest: ContestFolder) -> Mapping[EntryId, tuple[EntryState, Findings]]:
    """Judge every entry by the rules and decisions in force, with the reasons."""
    entries = entries_of(contest)
    context = eligibility_context(contest, entries)
    return {entry.id: judge(entry, context, contest.decisions) for entry in entries}


def states(contest: ContestFolder) -> Mapping[EntryId, EntryState]:
    """Give the state of every entry."""
    return {entry: state for entry, (state, _) in judged(contest).items()}
