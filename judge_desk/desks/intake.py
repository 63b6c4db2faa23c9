"""Secretary: take in the register and its files, and say of every entry whether it may compete, and why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from judge_desk.contest.register.eligibility import judge
from judge_desk.contest.register.entries import DAMAGED, Entry, EntryState, SubmittedFile
from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import Findings, NotNow, stops
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.register import eligibility_context, entries_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import copy_verified, hash_file, make_folder, remove
from judge_desk.exchange.disk_space import check_space
from judge_desk.exchange.plain_text import tidy_name
from judge_desk.exchange.spreadsheets.register_sheet import RegisterReading, read_register
from judge_desk.exchange.spreadsheets.sheets import read_sheet
from judge_desk.exchange.stored_names import SUBMISSIONS, submission_name
from judge_desk.exchange.submissions.file_matching import FileMatching, MatchedFile, match_files
from judge_desk.exchange.submissions.probe import Probe, probe
from judge_desk.stores.panel_tables import put_units, read_units
from judge_desk.stores.register_tables import Intake, put_entries, put_intake
from judge_desk.stores.round_tables import read_codes
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


@dataclass(frozen=True, slots=True)
class _Looked:
    """A matched file and what the probe found."""

    match: MatchedFile
    probe: Probe


def take_in(folder: Path, register: Path, files: Path, around: Surroundings) -> Taken:
    """Take in a register with its files.

    Files are copied first, under names of our own; then the register changes in one transaction. Entries that were
    there before and differ now are superseded, not overwritten.

    Raises:
        Refusal: the folder, the register or the files cannot be read, or there is no room. Nothing was changed.
    """
    with open_folder(folder) as contest:
        _check_not_drawn(contest)
        reading = read_register(read_sheet(register), contest.definition, known=read_units(contest.store))
        if stops(reading.findings):
            return _nothing(reading.findings)
        ids = tuple(row.entry.id for row in reading.rows)
        matching = match_files(files, ids, contest.definition.parts)
        if not matching.files and not matching.unmatched:
            return _nothing(matching.findings)
        looked = _look(matching, around)
        _copy(contest.path / SUBMISSIONS, looked, around)
        entries = tuple(_with_files(row.entry, looked) for row in reading.rows)
        return _record(contest, register, reading, matching, looked, entries, around)


def _nothing(findings: Findings) -> Taken:
    """Take in nothing: a register that cannot be read, or a folder without a single file, changes nothing."""
    return Taken((), {state.value: 0 for state in EntryState}, 0, findings)


def _check_not_drawn(contest: ContestFolder) -> None:
    """Once codes are drawn the list of entries is closed; leaving is a withdrawal, by decision."""
    for each in contest.definition.rounds:
        if read_codes(contest.store, each.id):
            raise NotNow("intake.drawn", where=each.title)


def _look(matching: FileMatching, around: Surroundings) -> tuple[_Looked, ...]:
    looked = []
    for number, match in enumerate(matching.files, start=1):
        looked.append(_Looked(match, probe(match.path)))
        around.progress("progress.looking", number, len(matching.files))
    return tuple(looked)


def _copy(folder: Path, looked: tuple[_Looked, ...], around: Surroundings) -> None:
    make_folder(folder)
    fresh = {submission_name(each.probe.sha256, each.probe.extension): each for each in looked}
    fresh = {name: each for name, each in fresh.items() if not _is_there(folder / name, each.probe.sha256)}
    check_space(folder, sum(each.probe.size for each in fresh.values()))
    for number, (name, each) in enumerate(fresh.items(), start=1):
        copy_verified(each.match.path, folder / name)
        around.progress("progress.copying", number, len(fresh))


def _is_there(path: Path, sha256: str) -> bool:
    """Say whether a file was copied before; what a crash left of one is taken away, for the name is its hash."""
    if not path.exists():
        return False
    if hash_file(path).sha256 == sha256:
        return True
    remove(path)
    return False


def _with_files(entry: Entry, looked: tuple[_Looked, ...]) -> Entry:
    """Give the entry with its files; one that cannot be opened is kept and named, but answers to no part."""
    files = tuple(
        SubmittedFile(
            part=DAMAGED if stops(each.probe.findings) else each.match.part,
            name=each.match.name,
            extension=each.probe.extension,
            size=each.probe.size,
            sha256=each.probe.sha256,
            seconds=each.probe.seconds,
            pages=each.probe.pages,
        )
        for each in looked
        if each.match.entry == entry.id
    )
    return replace(entry, files=files)


def _record(
    contest: ContestFolder,
    register: Path,
    reading: RegisterReading,
    matching: FileMatching,
    looked: tuple[_Looked, ...],
    entries: tuple[Entry, ...],
    around: Surroundings,
) -> Taken:
    rows = {row.entry.id: row for row in reading.rows}
    facts: Facts = {"register": tidy_name(register.name), "entries": len(entries), "files": len(looked)}
    with contest.store.act(around.operator, "intake", facts, around.now()) as act:
        put_units(act, reading.units)
        put_entries(act, [(entry, rows[entry.id].row) for entry in entries])
        context = eligibility_context(contest, entries_of(contest))
        found = {}
        for entry in entries:
            state, findings = judge(entry, context, contest.decisions)
            about_files = tuple(p for each in looked if each.match.entry == entry.id for p in each.probe.findings)
            found[entry.id] = Intake(state, (*rows[entry.id].findings, *findings, *_named(entry, about_files)))
        put_intake(act, found)
    taken = tuple(TakenEntry(entry.id, entry.title, found[entry.id].state) for entry in entries)
    counts = Counter(each.state for each in taken)
    every = (*reading.all_findings(), *matching.findings, *(p for each in found.values() for p in each.findings))
    return Taken(taken, {s.value: counts.get(s, 0) for s in EntryState}, len(looked), every)


def _named(entry: Entry, findings: Findings) -> Findings:
    """Say with a file's finding which entry it is about."""
    return tuple(replace(problem, where=f"{entry.id} · {problem.where}") for problem in findings)
