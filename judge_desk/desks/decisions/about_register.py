"""Decisions on points of the rules and on entries of the register."""

from __future__ import annotations

from dataclasses import replace

from judge_desk.contest.register.entries import EntryState
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import BadInput, NotNow, stops
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.register import states
from judge_desk.exchange.rulebook.definition_file import read_definition
from judge_desk.stores.round_tables import read_codes


def check_point(contest: ContestFolder, draft: Decision) -> Decision:
    """A point of the rules: it must be open or decided before, and the value must pass the definition's checks."""
    rulings = dict(contest.rulings) | {draft.about[0]: draft.value}
    reading = read_definition(contest.stored.content, contest.stored.name, tuple(sorted(rulings.items())))
    if stops(reading.findings):
        first = reading.findings[0]
        raise BadInput(first.code, first.where, **first.facts)
    return draft


def check_entry(contest: ContestFolder, draft: Decision) -> Decision:
    """Whether an entry may compete; it must not have been drawn yet."""
    state = states(contest).get(_entry_id(contest, draft))
    if draft.value not in ("accept", "refuse"):
        raise BadInput("decide.accept_or_refuse", value=draft.value)
    if state is EntryState.WITHDRAWN:
        raise NotNow("decide.withdrawn", where=draft.about[0])
    if any(draft.about[0] in read_codes(contest.store, each.id) for each in contest.definition.rounds):
        raise NotNow("decide.already_drawn", where=draft.about[0])
    return draft


def _entry_id(contest: ContestFolder, draft: Decision) -> EntryId:
    entry = EntryId(draft.about[0])
    if entry not in states(contest):
        raise BadInput("decide.no_entry", where=entry)
    return entry


def check_withdrawal(contest: ContestFolder, draft: Decision) -> Decision:
    """An entry withdraws; its code in the round, if it has one, stands with it so that ballots can be read.

    Once it has a code, the round must be said: without it the entry would still stand in the round's result.
    """
    entry = _entry_id(contest, draft)
    if not draft.round and any(entry in read_codes(contest.store, each.id) for each in contest.definition.rounds):
        raise BadInput("decide.no_round")
    codes = read_codes(contest.store, draft.round) if draft.round else {}
    return replace(draft, about=(entry, next((code for e, code in codes.items() if e == entry), "")))
