"""Copies of a judge's score file, and what can be won back from a damaged one.

Copies lie in a folder beside the file (``<name>-sao-luu``). Winning back starts from the newest good copy and adds
those later events of the damaged file that still follow by their hashes; where no copy is good, it starts from the
damaged file's own beginning. The damaged file is read, never changed, and the result is a new file.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import Refusal, Unreadable
from judge_desk.stores import score_tables
from judge_desk.stores.chain import text_digest
from judge_desk.stores.checked_copy import back_up
from judge_desk.stores.copies import (
    AUTOMATIC,
    Copy,
    copy_into,
    copy_name,
    flush_names,
    list_copies,
    rolling_name,
    thin_out,
)
from judge_desk.stores.database import Row
from judge_desk.stores.score_events import Event, Kind, ScoreFileIdentity, event_hash, first_hash
from judge_desk.stores.score_file import ScoreFile
from judge_desk.stores.score_schema import ENDING

_MOST: Final = 10_000_000
"""No score file has so many events: a number like that is damage, not a trace."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was won back.

    Attributes:
        path: the new file.
        copy: the good copy that it starts from, None without one.
        from_copy: events that the copy held.
        from_damaged: later events that the damaged file still proved.
        beyond: later events of which the damaged file shows a trace and which it no longer proves; they are left out.
    """

    path: Path
    copy: Path | None
    from_copy: int
    from_damaged: int
    beyond: int


def copies_folder(path: Path) -> Path:
    """Give the folder of a score file's copies."""
    return path.with_name(path.stem + "-sao-luu")


def back_up_score(score: ScoreFile, what: str, now: str) -> Path:
    """Make a checked copy and give its path; copies made by the clock (``copies.AUTOMATIC``) are thinned out.

    Raises:
        CannotWrite: no room, write-protected or failing. Unreadable: what was written cannot be read back.
    """
    folder = copies_folder(score.file.path)
    folder.mkdir(exist_ok=True)
    flush_names(folder.parent)
    name = rolling_name if what == AUTOMATIC else copy_name
    path = back_up(score.file, name(folder, now, what, ENDING), check_score_copy)
    thin_out(folder, ENDING)
    return path


def check_score_copy(path: Path) -> None:
    """Check a copy whole, as opening does.

    Raises:
        Refusal: as :meth:`ScoreFile.open`.
    """
    ScoreFile.open(path, read_only=True).close()


def score_copies(path: Path) -> tuple[Copy, ...]:
    """List the copies of a score file, newest first."""
    return list_copies(copies_folder(path), ENDING)


def recover_score_file(damaged: Path, copies: Iterable[Path], target: Path) -> Recovery:
    """Win back a damaged file into a new one.

    Args:
        damaged: the file as it is; it stays so.
        copies: its copies, newest first.
        target: the new file's name.

    Raises:
        Unreadable: ``store.nothing-to-recover``: no copy is good and the damaged file proves nothing.
        Refusal: the target cannot be written.
    """
    wreck = _read_wreck(damaged)
    base = next((copy for copy in copies if _is_good(copy)), None)
    if base is not None:
        with ScoreFile.open(base, read_only=True) as good:
            copy_into(good.file.conn, base, target)
    else:
        _start_over(damaged, wreck, target)
    with ScoreFile.open(target) as score:
        before = len(score.history())
        replayed = _replay_onto(score, wreck)
    return Recovery(target, base, before, replayed, max(wreck.told - before - replayed, 0))


@dataclass(frozen=True, slots=True)
class _Wreck:
    """What could be read of a damaged file; each event agrees with its own hash, no more is believed yet.

    ``told`` is the number of the last event of which there is any trace.
    """

    identity: ScoreFileIdentity | None
    events: tuple[Event, ...]
    texts: dict[str, str]
    told: int = 0


def _is_good(path: Path) -> bool:
    try:
        check_score_copy(path)
    except Refusal:
        return False
    return True


def _start_over(damaged: Path, wreck: _Wreck, target: Path) -> None:
    identity = wreck.identity
    if identity is None or identity.package not in wreck.texts or not wreck.events:
        raise Unreadable("store.nothing-to-recover", where=damaged.name)
    if wreck.events[0].prev != first_hash(identity):
        raise Unreadable("store.nothing-to-recover", where=damaged.name)
    ScoreFile.create(target, identity, wreck.texts[identity.package]).close()


def _replay_onto(score: ScoreFile, wreck: _Wreck) -> int:
    """Add the events that follow the file's head, in one transaction; gives how many."""
    head, last = score.head, len(score.history())
    replayed = 0
    with score.file.transaction():
        for event in wreck.events:
            if event.seq != last + replayed + 1:
                continue
            text = wreck.texts.get(event.text.split(" ")[0])
            if event.prev != head or event_hash(event) != event.hash or (text is None and _needs_text(event)):
                break
            score_tables.append(score.file, event, text or "")
            head = event.hash
            replayed += 1
    return replayed


def _needs_text(event: Event) -> bool:
    return event.kind in (Kind.SEAL, Kind.PACKAGE)


def _read_wreck(damaged: Path) -> _Wreck:
    """Read row by row what SQLite still gives, from a copy, with the journal that may belong to it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / damaged.name
        for name in (damaged.name, damaged.name + "-journal"):
            with contextlib.suppress(OSError):
                shutil.copyfile(damaged.with_name(name), Path(folder) / name)
        if not copy.exists():
            return _Wreck(None, (), {})
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            pairs = [
                *_salvage(connection, "seal", ("digest", "text")),
                *_salvage(connection, "package", ("digest", "text")),
            ]
            texts = {str(digest): str(text) for digest, text in pairs if text_digest(str(text)) == digest}
            rows = _salvage(connection, "event", score_tables.EVENT)
            events = [event for row in rows if (event := _event(row))]
            traces = [*rows, *_salvage(connection, "standing", ("last",))]
            told = max((row[0] for row in traces if isinstance(row[0], int) and row[0] < _MOST), default=0)
            return _Wreck(_identity(connection), tuple(sorted(events, key=lambda event: event.seq)), texts, told)


def _salvage(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> set[Row]:
    """Read a table from both ends, each as far as it goes, so that one bad page costs only what lies on it."""
    found: set[Row] = set()
    for order in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
            for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid {order}"):
                found.add(row)
    return found


def _event(row: Row) -> Event | None:
    """Make an event of a row, None where the row cannot be one."""
    try:
        event = Event(row[0], Kind(row[1]), *row[2:])
        return event if event_hash(event) == event.hash else None
    except (TypeError, ValueError):
        return None


def _identity(connection: sqlite3.Connection) -> ScoreFileIdentity | None:
    for row in _salvage(connection, "about", score_tables.ABOUT[1:]):
        with contextlib.suppress(TypeError):
            identity = ScoreFileIdentity(*row)
            first_hash(identity)
            return identity
    return None
