"""Every finding about the entries of the register, with what people said of it; and the kept ones, put in order.

Three sources: the rules (``contest.eligibility``), worked out anew each time; doubts kept when the register was read
or a file was looked into; and pairs of entries that only show once all are there. Only the rules make an entry wait.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.register.eligibility import judge
from judge_desk.contest.register.entries import Entry, EntryState
from judge_desk.contest.register.handling import answer_on
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import BadInput, Findings, Problem, Severity
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.entry_likeness import likenesses
from judge_desk.desks.register import decisions_by_entry, eligibility_context, found_beside
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.register_tables import Intake, StoredEntry, put_intake, read_entries, read_intake
from judge_desk.stores.round_tables import read_codes

ABOUT_ENTRIES = frozenset({"intake.decision_lapsed", "intake.accept_void"})
"""Findings about a decision on the whole entry; they are answered by deciding on the entry again."""


@dataclass(frozen=True, slots=True)
class Card:
    """One finding about one entry.

    Attributes:
        entry: whose; row: its row in the register's sheet, 0 when not from a sheet.
        problem: the finding; blocks: a rule of the contest, so the entry waits or is refused while it is open.
        answer: what people decided of it, None while it is open.
    """

    entry: Entry
    row: int
    problem: Problem
    blocks: bool
    answer: Decision | None


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry of the register with its state and the number of its open findings, notes left out."""

    entry: Entry
    row: int
    state: EntryState
    open: int


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The register as the secretary sees it.

    Attributes:
        entries: in the order in which they came.
        cards: every finding, answered ones among them; by severity, what is seldom first, then in order of entries.
        units: titles by id.
        files: how many files are kept in force.
        drawn: codes are drawn; only withdrawal is left.
    """

    entries: tuple[ListedEntry, ...]
    cards: tuple[Card, ...]
    units: Mapping[str, str]
    files: int
    drawn: bool

    @property
    def clean(self) -> int:
        """How many entries have nothing that waits for anybody."""
        return sum(each.open == 0 and each.state is EntryState.ELIGIBLE for each in self.entries)


_ORDER = {Severity.STOP: 0, Severity.ASK: 1, Severity.NOTE: 2}


def look(folder: Path, around: Surroundings) -> RegisterView:
    """Look at the register with all findings; nothing is changed.

    Raises:
        Refusal: no contest folder, or its file is damaged, in use, or from a newer program.
    """
    with open_folder(folder, read_only=True) as contest:
        return register_view(contest, around)


def register_view(contest: ContestFolder, around: Surroundings) -> RegisterView:
    """Look at the register of an open folder."""
    stored = read_entries(contest.store)
    entries = tuple(each.entry for each in stored)
    context = eligibility_context(contest, entries)
    decisions = decisions_by_entry(contest.decisions)
    beside, near = found_beside(contest), likenesses(context)
    cards: list[Card] = []
    listed_entries = []
    for number, each in enumerate(stored, start=1):
        entry, own = each.entry, decisions.get(each.entry.id, ())
        others = (*beside.get(entry.id, ()), *near.get(entry.id, ()))
        state, ruled = judge(entry, context, own, others)
        found = [*_cards(each, ruled, own, blocks=True), *_cards(each, others, own, blocks=False)]
        cards += found
        waiting = sum(card.answer is None and card.problem.severity is not Severity.NOTE for card in found)
        listed_entries.append(ListedEntry(entry, each.row, state, waiting))
        if number % 200 == 0:
            around.progress("progress.judging", number, len(stored))
    often = Counter(card.problem.code for card in cards)
    ordered = sorted(
        cards, key=lambda card: (_ORDER[card.problem.severity], often[card.problem.code], card.problem.code)
    )
    units = {str(unit.id): unit.title for unit in context.units}
    files = sum(len(entry.files) for entry in entries)
    return RegisterView(tuple(listed_entries), tuple(ordered), units, files, is_drawn(contest))


def is_drawn(contest: ContestFolder) -> bool:
    """Say whether codes are drawn in any round: then the list of entries is closed."""
    return any(read_codes(contest.store, each.id) for each in contest.definition.rounds)


def _cards(stored: StoredEntry, findings: Findings, own: tuple[Decision, ...], blocks: bool) -> list[Card]:
    kept = dict.fromkeys((p.code, p.where, tuple(sorted(p.facts.items()))) for p in findings)
    first = {(p.code, p.where, tuple(sorted(p.facts.items()))): p for p in reversed(findings)}
    return [Card(stored.entry, stored.row, first[k], blocks, answer_on(stored.entry, first[k], own)) for k in kept]


def findings_about(contest: ContestFolder, entry_id: EntryId) -> tuple[Entry, Findings]:
    """Give an entry and every finding about it, answered or not.

    Raises:
        BadInput: ``entry_form.unknown``: the register has no such entry.
    """
    entries = tuple(each.entry for each in read_entries(contest.store))
    entry = next((each for each in entries if each.id == entry_id), None)
    if entry is None:
        raise BadInput("entry_form.unknown", where=entry_id, entry=entry_id)
    own = decisions_by_entry(contest.decisions).get(entry_id, ())
    context = eligibility_context(contest, entries)
    others = (*found_beside(contest).get(entry_id, ()), *likenesses(context).get(entry_id, ()))
    _, ruled = judge(entry, context, own, others)
    return entry, (*ruled, *others)


def keep_findings(
    folder: Path, found: Mapping[EntryId, Findings], codes: frozenset[str], around: Surroundings
) -> tuple[EntryId, ...]:
    """Keep what was found later, e.g. by comparing write-ups: in place of earlier findings with these codes.

    Only entries for which something changed are written; gives their ids.

    Raises:
        Refusal: the folder cannot be opened or written; nothing was changed.
    """
    with open_folder(folder) as contest:
        kept = read_intake(contest.store)
        changed: dict[EntryId, Intake] = {}
        for stored in read_entries(contest.store):
            entry = stored.entry.id
            before = kept.get(entry, Intake(EntryState.DOUBTFUL, ()))
            after = (*(p for p in before.findings if p.code not in codes), *found.get(entry, ()))
            if after != before.findings:
                changed[entry] = Intake(before.state, after)
        if changed:
            facts: dict[str, str | int] = {"entries": len(changed), "codes": listed(sorted(codes))}
            with contest.store.act(around.operator, "findings", facts, around.now()) as act:
                put_intake(act, changed)
        return tuple(changed)
