"""A look over the machine, and over a contest folder or a judge's score file."""

from __future__ import annotations

import platform
import shutil
import sqlite3
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from judge_desk import __version__
from judge_desk.confined.confinement import Layer, expected_layers
from judge_desk.contest.values.problems import Findings, Problem, Refusal, Severity
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.damage import Outlook, foresee
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.pins import check_pins
from judge_desk.desks.register import entries_of
from judge_desk.desks.safekeeping import copies
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import hash_file, make_folder, probe_writable
from judge_desk.exchange.places import Place, place_of
from judge_desk.exchange.stored_names import BALLOTS, SUBMISSIONS, ballot_name, closed_name, submission_name
from judge_desk.paths import resource
from judge_desk.stores.ballot_tables import read_ballots
from judge_desk.stores.contest_file import FILE_NAME
from judge_desk.stores.opening_tables import read_closed
from judge_desk.stores.score_copies import score_copies
from judge_desk.stores.synced import is_synced

FONT: Final = "fonts/LiberationSerif-Regular.ttf"
LEAST_FREE: Final = 2 * 1024**3
"""Bytes that a contest with clips should find free."""
_GIB: Final = 1024**3


@dataclass(frozen=True, slots=True)
class Report:
    """What the doctor saw: (name of a fact, its text), findings, and what can be saved where something is damaged."""

    facts: tuple[tuple[str, str], ...]
    findings: Findings
    outlook: Outlook | None = None

    @property
    def can_save(self) -> bool:
        """Say whether the thing looked at is damaged and something of it can be saved."""
        return self.outlook is not None and self.outlook.nothing is None


def doctor(place: Path | None, around: Surroundings) -> Report:
    """Look over this machine and, if given, a contest folder (every row, every kept file) or a judge's score file.

    Damage is a finding, together with what can be saved (:func:`judge_desk.desks.damage.save`).

    Raises:
        Refusal: it is none of ours, in use, or from a newer program.
    """
    facts, findings = _machine(around)
    if place is None:
        return Report(tuple(facts), tuple(findings))
    outlook = foresee(place, around)
    if outlook is not None:
        return Report(tuple(facts), (*findings, *outlook.findings), outlook)
    more, found = _folder(place) if place.is_dir() else _score_file(place)
    return Report((*facts, *more), (*findings, *found, *_place(place)))


def _score_file(path: Path) -> tuple[list[tuple[str, str]], list[Problem]]:
    """Tell of a sound score file."""
    with open_judge_file(path, read_only=True) as judge:
        events = len(judge.score.history())
    return [("events", str(events)), ("copies", str(len(score_copies(path))))], []


def _place(path: Path) -> Findings:
    """Say when it lies where a file that is worked on should not: it is worked on there all the same."""
    place = place_of(path)
    if is_synced(path / FILE_NAME if path.is_dir() else path):
        return (Problem("damage.synced", Severity.ASK, path.name),)
    if place is Place.OWN:
        return ()
    return (Problem(f"damage.{place}", Severity.ASK, path.name),)


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "-"


def _machine(around: Surroundings) -> tuple[list[tuple[str, str]], list[Problem]]:
    make_folder(around.home, private=True)
    free = shutil.disk_usage(around.home).free
    facts = [
        ("program", __version__),
        ("python", platform.python_version()),
        ("sqlite", sqlite3.sqlite_version),
        ("qt", _version("PySide6-Essentials")),
        ("system", platform.platform()),
        ("clock", around.now()),
        ("free", f"{free // _GIB} GB"),
        ("home", str(around.home)),
        ("readers", f"{len(expected_layers())}/{len(Layer)}"),
    ]
    findings = [found for found in (*check_pins(), probe_writable(around.home)) if found is not None]
    if free < LEAST_FREE:
        findings.append(Problem("doctor.little_room", Severity.ASK, str(around.home), {"free": f"{free / _GIB:.1f}"}))
    absent = (each for each in Layer if each not in expected_layers())
    findings += [Problem(f"doctor.no_{each}_limit", Severity.NOTE, "") for each in absent]
    if not resource(FONT).is_file():
        findings.append(Problem("doctor.no_font", Severity.STOP, FONT))
    return facts, findings


def _folder(folder: Path) -> tuple[list[tuple[str, str]], list[Problem]]:
    """Check a contest folder whole: opening checks every row against the log; then every kept file is hashed."""
    with open_folder(folder, read_only=True) as contest:
        wanted = {
            folder / SUBMISSIONS / submission_name(file.sha256, file.extension): file.sha256
            for entry in entries_of(contest)
            for file in entry.files
        }
        for each in contest.definition.rounds:
            for ballot in read_ballots(contest.store, each.id):
                wanted[folder / BALLOTS / ballot_name(ballot.digest)] = ballot.digest
            for closed in read_closed(contest.store, each.id):
                wanted[folder / BALLOTS / closed_name(closed.digest)] = closed.digest
        findings = [*contest.store.findings, *(p for path, sha in wanted.items() if (p := _damage(path, sha)))]
        counts = {"log": contest.store.log(), "files": wanted, "copies": copies(folder)}
        return [(name, str(len(each))) for name, each in counts.items()], findings


def _damage(path: Path, sha256: str) -> Problem | None:
    try:
        found = hash_file(path)
    except Refusal as refusal:
        return Problem(refusal.problem.code, Severity.STOP, path.name, refusal.problem.facts)
    return None if found.sha256 == sha256 else Problem("doctor.changed", Severity.STOP, path.name)
