"""What can be won back from a damaged contest file: the newest good copy, and every later act that proves itself.

An act of the damaged file is believed when its line follows by its hash and its rows give the digest that the line
tells. A good copy that the log knows is preferred to one that was gone back from. The damaged file is read from a
private duplicate, never changed; the result is a new file.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from judge_desk.contest.values.problems import Refusal, Unreadable
from judge_desk.stores import log
from judge_desk.stores.chain import canonical
from judge_desk.stores.contest_file import FILE_NAME, LOG_NAME, check_copy, head_of, key_is_sound, open_copy
from judge_desk.stores.contest_schema import APPEND_ONLY, CHAINED, CONTEST_FILE
from judge_desk.stores.copies import copy_into
from judge_desk.stores.database import OpenFile, open_database

_SECRET: Final = "secret"
_MOST: Final = 10_000_000
"""No contest has so many acts: a number like that is damage, not a trace."""


@dataclass(frozen=True, slots=True)
class ContestRecovery:
    """What was won back.

    Attributes:
        copy: the good copy that it starts from, None where the damaged file proved its own beginning.
        from_copy: acts that the copy held; from_damaged: later ones that the damaged file still proved.
        beyond: later acts of which a line is left and which no longer prove themselves; they are left out.
        newest: stated time of the newest act won back.
    """

    copy: Path | None
    from_copy: int
    from_damaged: int
    beyond: int
    newest: str


_Rows = list[tuple[str, tuple[str, ...], tuple[Any, ...]]]


@dataclass(slots=True)
class _Wreck:
    """What could be read: lines that agree with their own hash, rows by act, the contest's secrets."""

    lines: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    rows: dict[int, _Rows] = field(default_factory=dict)
    secret: _Rows = field(default_factory=list)
    told: int = 0

    def proves(self, number: int, head: str) -> bool:
        """Say whether an act follows this head with all its rows."""
        if number not in self.lines or self.lines[number][0] != head:
            return False
        digest = hashlib.sha256()
        try:
            for table, names, row in self.rows.get(number, []):
                cells = [cell for pair in zip(names, row, strict=True) if pair[1] is not None for cell in pair]
                digest.update(canonical([table, len(cells) // 2, *cells]))
            return bool(json.loads(self.lines[number][2])["rows"] == digest.hexdigest())
        except (TypeError, ValueError, KeyError):
            return False


def recover_contest(folder: Path, copies: Iterable[Path], target: Path) -> ContestRecovery:
    """Win back a damaged contest file into a new one.

    Args:
        folder: the contest folder; nothing in it is changed.
        copies: its copies, newest first.
        target: the new file's name.

    Raises:
        Unreadable: ``store.nothing-to-recover``: no copy is good and the damaged file does not prove its beginning.
        Refusal: the target cannot be written.
    """
    wreck = _read_wreck(folder / FILE_NAME)
    known = {own for _, own, _ in wreck.lines.values()} | _open_hashes(folder / LOG_NAME, wreck)
    base, held = _best(copies, known)
    if base is not None:
        with open_copy(base) as good:
            copy_into(good.file.conn, base, target)
    else:
        _start_over(folder, wreck, target)
    with open_database(target, CONTEST_FILE) as file:
        if file.migrated_copy is not None:
            file.migrated_copy.unlink()
        proven = _replay_onto(file, wreck)
        last = log.read_lines(file)[-1]
    check_copy(target)
    replayed = proven if base is not None else proven + 1
    beyond = max(wreck.told - last.seq, 0)
    return ContestRecovery(base, held, replayed, beyond, last.stated_time)


def _best(copies: Iterable[Path], known: set[str]) -> tuple[Path | None, int]:
    """Give the good copy with the most acts among those whose last line the log knows; else the newest good one."""
    newest: tuple[Path, int] | None = None
    best: tuple[Path, int] | None = None
    for each in copies:
        try:
            with open_copy(each) as copy:
                acts, head = head_of(copy.file)
        except Refusal:
            continue
        newest = newest or (each, acts)
        if head in known and (best is None or acts > best[1]):
            best = each, acts
    return best or newest or (None, 0)


def _open_hashes(path: Path, wreck: _Wreck) -> set[str]:
    """Read the hashes of the open log, and how many acts it tells of."""
    found = set()
    with contextlib.suppress(OSError):
        for line in path.read_bytes().splitlines():
            with contextlib.suppress(ValueError, KeyError, TypeError):
                said = json.loads(line)
                found.add(str(said["hash"]))
                wreck.told = max(wreck.told, int(said["seq"]))
    return found


def _start_over(folder: Path, wreck: _Wreck, target: Path) -> None:
    """Make a new file of the first act, with the contest's key, when both prove themselves."""
    secret = {row[names.index("name")]: row[names.index("value")] for _, names, row in wreck.secret}
    if not wreck.proves(1, log.NOTHING_BEFORE) or not key_is_sound(secret, strict=True):
        raise Unreadable("store.nothing-to-recover", where=FILE_NAME, folder=str(folder))

    def fill(file: OpenFile) -> None:
        _add(file, 1, wreck)
        for table, names, row in wreck.secret:
            file.insert(table, names, [row])

    open_database(target, CONTEST_FILE, create=True, fill=fill).close()


def _add(file: OpenFile, number: int, wreck: _Wreck) -> None:
    for table, names, row in wreck.rows.get(number, []):
        file.insert(table, names, [row])
    file.insert("log", ("seq", "prev", "hash", "body"), [(number, *wreck.lines[number])])


def _replay_onto(file: OpenFile, wreck: _Wreck) -> int:
    """Add the acts that follow the file's head, one transaction each; gives how many."""
    last, head = head_of(file)
    number = last + 1
    while wreck.proves(number, head):
        with file.transaction():
            _add(file, number, wreck)
        head = wreck.lines[number][1]
        number += 1
    return number - last - 1


def _read_wreck(damaged: Path) -> _Wreck:
    """Read row by row what SQLite still gives, from a duplicate, with the journal that may belong to it."""
    wreck = _Wreck()
    with tempfile.TemporaryDirectory() as folder:
        for name in (damaged.name, damaged.name + "-journal"):
            with contextlib.suppress(OSError):
                shutil.copyfile(damaged.with_name(name), Path(folder) / name)
        if not (Path(folder) / damaged.name).exists():
            return wreck
        with contextlib.closing(sqlite3.connect(Path(folder) / damaged.name)) as connection:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("PRAGMA trusted_schema=OFF")
            for _, names, row in _salvage(connection, "log"):
                seq, prev, own, body = (row[names.index(each)] for each in ("seq", "prev", "hash", "body"))
                if not isinstance(seq, int) or not 0 < seq < _MOST:
                    continue
                wreck.told = max(wreck.told, seq)
                with contextlib.suppress(TypeError, ValueError):
                    if own == log.line_hash(prev, seq, body):
                        wreck.lines[seq] = (prev, own, body)
            for table in CHAINED:
                for found in _salvage(connection, table):
                    wreck.rows.setdefault(found[2][0], []).append(found)
            wreck.secret = _salvage(connection, _SECRET)
    return wreck


def _salvage(connection: sqlite3.Connection, table: str) -> _Rows:
    """Read a table from both ends, each as far as it goes, so that one bad page costs only what lies on it."""
    names: Sequence[str] = ()
    found: dict[int, tuple[Any, ...]] = {}
    assert table in APPEND_ONLY  # a name of ours, never one from the file
    with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    for order in ("ASC", "DESC") if names else ():
        with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
            for row in connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid {order}"):
                found[row[0]] = row[1:]
    return [(table, tuple(names), found[number]) for number in sorted(found)]
