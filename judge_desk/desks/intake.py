"""Secretary: take in the register and its files, and say of every entry whether it may compete, and why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from judge_desk.contest.register.eligibility import RULE_CODES, judge
from judge_desk.contest.register.entries import Entry, EntryState, Unit
from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import Findings, NotNow, Problem, Severity
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.entry_files import JoinedFiles, LookedFile, copied_in, file_findings, join_files, look_at_files
from judge_desk.desks.entry_insides import inspected
from judge_desk.desks.intake_plan import IntakeReading, read_intake_sources, seen_code
from judge_desk.desks.register import decisions_by_entry, eligibility_context, entries_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_name
from judge_desk.exchange.spreadsheets.column_memory import remember
from judge_desk.exchange.stored_names import SUBMISSIONS
from judge_desk.exchange.submissions.insides import open_insides
from judge_desk.stores.contest_file import Act
from judge_desk.stores.panel_tables import put_units, read_units
from judge_desk.stores.register_tables import Intake, put_entries, put_intake, read_intake
from judge_desk.stores.rows import Facts


@dataclass(frozen=True, slots=True)
class TakenEntry:
    """One entry as taken in, with its state."""

    id: EntryId
    title: str
    state: EntryState


@dataclass(frozen=True, slots=True)
class Taken:
    """What intake did: entries with states, counts by state, files kept, every finding."""

    entries: tuple[TakenEntry, ...]
    counts: Mapping[str, int]
    files: int
    findings: Findings


def take_in(
    folder: Path,
    register: Path | None,
    files: Path | None,
    around: Surroundings,
    columns: Mapping[str, str] | None = None,
    expected: str = "",
) -> Taken:
    """Take in a register with its files, only a register, or only files for entries that are there.

    Files are copied first, under names of our own; then the register changes in one transaction. Entries that were
    there before and differ now are superseded, not overwritten; files that are missing from the folder now stay.

    Args:
        folder: the contest folder.
        register: the sheet, or None.
        files: the folder with the files, or None.
        around: surroundings; the columns chosen are remembered in its home.
        columns: column key to title, as chosen; empty title: the sheet has no such column.
        expected: code of the plan that was accepted; empty to take what is there.

    Raises:
        Refusal: the folder, the register or the files cannot be read, they are no longer what was planned, or there
            is no room. Nothing was changed.
    """
    with open_folder(folder) as contest:
        reading = read_intake_sources(contest, register, files, around, columns)
        if expected and seen_code(register, reading) != expected:
            raise NotNow("intake.plan_stale")
        if reading.stopped:
            return _nothing(reading.findings)
        taken = _take_in(contest, tidy_name(register.name) if register is not None else "", reading, around)
        if columns and reading.table is not None:
            remember(around.home, reading.table.header, reading.mapping)
        return taken


def _take_in(contest: ContestFolder, register: str, reading: IntakeReading, around: Surroundings) -> Taken:
    entries, units = [each[0] for each in reading.entries], _units(contest, reading)
    matched = reading.matching.files if reading.matching is not None else ()
    with open_insides(contest.path / SUBMISSIONS) as insides:
        looked = look_at_files(matched, around, insides)
        with (
            copied_in(contest.path / SUBMISSIONS, looked, around),
            inspected(contest, looked, entries, units, around, insides) as seen,
        ):
            return _record(contest, register, reading, seen, around)


def _units(contest: ContestFolder, reading: IntakeReading) -> tuple[Unit, ...]:
    """Give every unit, those that the register names for the first time among them."""
    return reading.register.units if reading.register is not None else read_units(contest.store)


def _nothing(findings: Findings) -> Taken:
    """Take in nothing: a register that cannot be read, or a folder without a single file, changes nothing."""
    return Taken((), {state.value: 0 for state in EntryState}, 0, findings)


def _record(
    contest: ContestFolder,
    register: str,
    reading: IntakeReading,
    looked: tuple[LookedFile, ...],
    around: Surroundings,
) -> Taken:
    coming = tuple(_coming(reading, looked))
    rows = {row.entry.id: row.findings for row in reading.register.rows} if reading.register is not None else {}
    facts: Facts = {"register": register, "entries": len(coming), "files": len(looked)}
    what = "intake" if reading.register is not None else "intake_files"
    with contest.store.act(around.operator, what, facts, around.now()) as act:
        if reading.register is not None:
            put_units(act, reading.register.units)
        put_entries(act, [(entry, row) for entry, row, _ in coming])
        found = record_findings(
            contest,
            act,
            {entry.id: (rows.get(entry.id), joined, file_findings(entry, looked)) for entry, _, joined in coming},
        )
    taken = tuple(TakenEntry(entry.id, entry.title, found[entry.id].state) for entry, _, _ in coming)
    counts = Counter(each.state for each in taken)
    news = tuple(p for entry, _, joined in coming for p in _file_news(entry, joined))
    told = {id(problem) for problem in reading.findings}  # the same value, not an equal one: doubts of rows
    about = tuple(p for each in taken for p in found[each.id].findings if id(p) not in told)
    findings = (*reading.findings, *news, *about)
    return Taken(taken, {s.value: counts.get(s, 0) for s in EntryState}, len(looked), findings)


def _coming(reading: IntakeReading, looked: tuple[LookedFile, ...]) -> Iterable[tuple[Entry, int, JoinedFiles]]:
    """Give the entries that are written, with their files: all of a sheet, else those for which files came."""
    fresh: dict[EntryId, list[LookedFile]] = {}
    for each in looked:
        fresh.setdefault(each.match.entry, []).append(each)
    for entry, row in reading.entries:
        if reading.register is None and entry.id not in fresh:
            continue
        versions = reading.before.get(entry.id, ())
        before = versions[-1].entry.files if versions else ()
        joined = join_files(before, [each.submitted for each in fresh.get(entry.id, ())])
        yield replace(entry, files=joined.files), row, joined


def _file_news(entry: Entry, joined: JoinedFiles) -> Findings:
    kept = tuple(Problem("intake.file_kept", Severity.NOTE, "", {"entry": entry.id, "file": n}) for n in joined.kept)
    replaced = tuple(
        Problem("intake.file_replaced", Severity.NOTE, "", {"entry": entry.id, "file": n}) for n in joined.replaced
    )
    return kept + replaced


Fresh = tuple[Findings | None, JoinedFiles, Findings]
"""What is new about an entry: doubts of reading its row (None: no row was read), its files, what they brought."""


def record_findings(contest: ContestFolder, act: Act, fresh: Mapping[EntryId, Fresh]) -> Mapping[EntryId, Intake]:
    """Judge entries that an act has just written, and keep the findings; what was found of kept files stays."""
    entries = entries_of(contest)
    context, decisions = eligibility_context(contest, entries), decisions_by_entry(contest.decisions)
    before = read_intake(act)
    found = {}
    for entry in entries:
        if entry.id not in fresh:
            continue
        of_row, joined, of_files = fresh[entry.id]
        earlier = before[entry.id].findings if entry.id in before else ()
        beside = tuple(p for p in earlier if p.code not in RULE_CODES and _stays(p, of_row is None, joined))
        looked = (*(of_row or ()), *beside, *of_files)
        state, ruled = judge(entry, context, decisions.get(entry.id, ()), looked)
        found[entry.id] = Intake(state, (*(of_row or ()), *ruled, *beside, *of_files))
    put_intake(act, found)
    return found


def _stays(problem: Problem, no_row: bool, joined: JoinedFiles) -> bool:
    """Say whether an earlier finding beside the rules still holds: its row was not read again, its file was kept."""
    if problem.code.startswith(("register.", "sheet.")):
        return no_row
    file = problem.facts.get("file", problem.facts.get("name"))
    return file is None or file in joined.kept
