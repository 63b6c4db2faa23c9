"""Looks at what a power cut left: lets SQLite and the program itself make it whole, and says what is in it.

A file with its journal is always handed to SQLite. The whole file that comes out is handed to the program's own
opening, with every check that it has; files that are the same, byte for byte, are opened once. So is a package.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import Refusal
from judge_desk.exchange.sealed.package_check import check_package
from judge_desk.stores.ballot_tables import read_ballots
from judge_desk.stores.contest_file import FILE_NAME, open_contest
from judge_desk.stores.score_file import ScoreFile
from tests.trust.power_states import State

JOURNAL: Final = "-journal"


@dataclass(frozen=True, slots=True)
class Found:
    """What a file of the program holds.

    Attributes:
        chain: hash of every event, or line of the log, in order; words: what each of them is.
        ballots: digests of the ballots that a contest file counts on.
        refused: why the program does not open it, empty if it does.
    """

    chain: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    ballots: tuple[str, ...] = ()
    refused: str = ""


def of_score(path: Path) -> Found:
    """Open a score file as the program does, also one of an older form, and say what is in it."""
    with ScoreFile.open(path) as score:
        history = score.history()
        return Found(tuple(each.hash for each in history), tuple(each.kind for each in history))


def of_contest(path: Path) -> Found:
    """Open a contest file as the program does, also one of an older form, and say what is in it."""
    with open_contest(path.parent) as contest:
        log = contest.log()
        rounds = {RoundId(row[0]) for row in contest.rows("SELECT DISTINCT round FROM ballot")}
        ballots = [each.digest for each in (b for r in sorted(rounds) for b in read_ballots(contest, r))]
        return Found(tuple(each.hash for each in log), tuple(each.what for each in log), tuple(ballots))


class Bench:
    """A folder to look at states in; remembers what it has looked at.

    Attributes:
        opened: how many different files the program itself opened; recovered: how often SQLite went back by a journal.
    """

    def __init__(self, folder: Path) -> None:
        """Work in an empty folder."""
        self._folder = folder
        self._founds: dict[tuple[object, bytes], Found] = {}
        self._recovered: dict[tuple[bytes, bytes], bytes] = {}
        self._packages: dict[int, tuple[bool, str]] = {}
        self.opened = self.recovered = 0

    def found(self, state: State, path: str, look: Callable[[Path], Found], directly: bool = False) -> Found:
        """Say what a file of a state holds; ``directly`` hands it to the program with its journal, SQLite not asked.

        A file that is not there is refused, too.
        """
        data, journal = state.files.get(path), state.files.get(path + JOURNAL, b"")
        if data is None:
            return Found(refused="missing")
        if directly:
            return self._open(path, data, journal, look)
        whole = self._made_whole(data, journal) if journal else data
        key = (look, whole)
        if key not in self._founds:
            self._founds[key] = self._open(path, whole, b"", look)
        return self._founds[key]

    def _open(self, path: str, data: bytes, journal: bytes, look: Callable[[Path], Found]) -> Found:
        self.opened += 1
        place = self._folder / "opened"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        file = place / (FILE_NAME if look is of_contest else Path(path).name)
        file.write_bytes(data)
        if journal:
            file.with_name(file.name + JOURNAL).write_bytes(journal)
        try:
            return look(file)
        except Refusal as refusal:
            return Found(refused=f"{refusal.problem.code} {dict(refusal.problem.facts)}")

    def _made_whole(self, data: bytes, journal: bytes) -> bytes:
        """Let SQLite go back by a journal, as it does at the first reading; what it cannot open stays as it is."""
        key = (data, journal)
        if key in self._recovered:
            return self._recovered[key]
        self.recovered += 1
        file = self._folder / "recovered"
        beside = self._folder / ("recovered" + JOURNAL)
        file.write_bytes(data)
        beside.write_bytes(journal)
        with contextlib.closing(sqlite3.connect(file)) as connection, contextlib.suppress(sqlite3.Error):
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        whole = file.read_bytes()
        beside.unlink(missing_ok=True)
        if len(self._recovered) > 2000:
            self._recovered.clear()
        self._recovered[key] = whole
        return whole

    def package(self, state: State, folder: str) -> tuple[bool, str]:
        """Say whether ``package check`` takes a folder of a state for a whole package, and why not."""
        files = {path: data for path, data in state.files.items() if path.startswith(folder + "/")}
        key = hash(frozenset(files.items()))
        if key not in self._packages:
            place = lay(self._folder / "package", state.folders, files)
            if not (place / folder).is_dir():
                return False, "missing"
            found = check_package(place / folder)
            stops = [each.code for each in found.findings if each.severity.name == "STOP"]
            self._packages[key] = (found.manifest is not None and not stops, ", ".join(stops))
        return self._packages[key]


def lay(place: Path, folders: frozenset[str], files: Mapping[str, bytes]) -> Path:
    """Lay a state down in a folder, empty before."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for folder in sorted(folders):
        (place / folder).mkdir(exist_ok=True)
    for path, data in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)
    return place
