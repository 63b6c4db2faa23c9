"""Rows of a score file to values and back; knows the tables, decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from judge_desk.contest.values.identity import ContestId, Digest, EntryCode, RoundId, Seat
from judge_desk.stores.chain import Field, text_digest
from judge_desk.stores.database import OpenFile
from judge_desk.stores.score_events import Event, FileState, Kind, ScoreFileIdentity, ScoreState

ABOUT: Final = ("id", "contest", "round", "definition", "package", "seat", "name", "device")
PACKAGE: Final = ("number", "digest", "text", "seq")
SEAL: Final = ("revision", "digest", "code", "text", "seq")
_KINDS: Final = {each.value: each for each in Kind}
_OF_FILE: Final = (Kind.SEAL, Kind.REOPEN, Kind.PACKAGE)
EVENT: Final = ("seq", "kind", "entry", "criterion", "steps", "text", "stated_time", "prev", "hash")


def read_identity(file: OpenFile) -> ScoreFileIdentity:
    """Read whose file it is."""
    row = file.rows("SELECT contest, round, definition, package, seat, name, device FROM about")[0]
    contest, round_id, definition, package, seat, name, device = row
    about = (ContestId(contest), RoundId(round_id), Digest(definition), Digest(package))
    return ScoreFileIdentity(*about, Seat(seat), name, device)


def read_events(file: OpenFile, code: EntryCode | None = None) -> tuple[Event, ...]:
    """Read the history, oldest first; of one entry, or (None) all.

    Raises:
        ValueError: a kind that does not exist.
    """
    columns = ", ".join(EVENT)
    if code is None:
        found = file.rows(f"SELECT {columns} FROM event ORDER BY seq")
    else:
        found = file.rows(f"SELECT {columns} FROM event WHERE entry = ? ORDER BY seq", code)
    return tuple([Event(row[0], _KINDS.get(row[1]) or Kind(row[1]), *row[2:]) for row in found])


def read_state(file: OpenFile) -> ScoreState:
    """Read the current tables."""
    sealed = file.rows("SELECT revision, digest || ' ' || code FROM seal ORDER BY revision")
    later_packages = file.rows("SELECT digest FROM package WHERE number > 1 ORDER BY number")
    return ScoreState(
        marks={(row[0], row[1]): row[2] for row in file.rows("SELECT entry, criterion, steps FROM mark")},
        recusals=dict(file.rows("SELECT entry, reason FROM recusal")),
        remarks={(row[0], row[1]): row[2] for row in file.rows("SELECT entry, criterion, text FROM remark")},
        notes=dict(file.rows("SELECT entry, text FROM note")),
        later={row[0] for row in file.rows("SELECT entry FROM later")},
        seals=[(row[0], row[1]) for row in sealed],
        packages=[row[0] for row in later_packages],
        state=FileState(file.rows("SELECT state FROM standing")[0][0]),
    )


def texts_match(file: OpenFile, identity: ScoreFileIdentity) -> bool:
    """Say whether every ballot and package text still has its digest, the first package the identity's."""
    texts = file.rows("SELECT digest, text FROM seal UNION ALL SELECT digest, text FROM package")
    first = file.rows("SELECT digest FROM package WHERE number = 1")
    return first == [(identity.package,)] and all(text_digest(text) == digest for digest, text in texts)


_ORIGINS: Final = (
    ("mark", "mark", "e.criterion IS NOT t.criterion OR e.steps IS NOT t.steps"),
    ("remark", "remark", "e.criterion IS NOT t.criterion OR e.text IS NOT t.text"),
    ("recusal", "recuse", "e.text IS NOT t.reason"),
    ("note", "note", "e.text IS NOT t.text"),
    ("later", "flag", "e.text = ''"),
)
"""Table, kind of the event that a row of it comes from, and what would be wrong with that event."""


def origins_match(file: OpenFile) -> bool:
    """Say whether every current row names an event that says what the row says."""
    for table, kind, wrong in _ORIGINS:
        bad = f"e.kind IS NOT ? OR e.entry IS NOT t.entry OR {wrong}"
        if file.rows(f"SELECT 1 FROM {table} AS t LEFT JOIN event AS e ON e.seq = t.seq WHERE {bad} LIMIT 1", kind):
            return False
    bad = "e.kind IS NOT 'seal' OR e.steps IS NOT t.revision"
    if file.rows(f"SELECT 1 FROM seal AS t LEFT JOIN event AS e ON e.seq = t.seq WHERE {bad} LIMIT 1"):
        return False
    bad = "(t.number = 1) <> (t.seq IS NULL) OR t.number > 1 AND (e.kind IS NOT 'package' OR e.text IS NOT t.digest)"
    return not file.rows(f"SELECT 1 FROM package AS t LEFT JOIN event AS e ON e.seq = t.seq WHERE {bad} LIMIT 1")


def append(file: OpenFile, event: Event, text: str = "") -> None:
    """Write an event, its effect on the current tables and the new head; the caller holds the transaction.

    Args:
        file: the score file.
        event: with its hash.
        text: the ballot file of a sealing, or the package file of a package, verbatim.
    """
    head = (event.seq, str(event.kind), event.entry, event.criterion, event.steps)
    file.insert("event", EVENT, [(*head, event.text, event.stated_time, event.prev, event.hash)])
    if event.kind in _OF_FILE:
        _follow_file(file, event, text)
    else:
        _follow_entry(file, event)
    file.write("UPDATE standing SET last = ?, head = ?", event.seq, event.hash)


def _follow_entry(file: OpenFile, event: Event) -> None:
    pair = {"entry": event.entry, "criterion": event.criterion}
    entry = {"entry": event.entry}
    match event.kind:
        case Kind.MARK:
            _put(file, "mark", pair, {"steps": event.steps}, event.seq, event.steps is not None)
        case Kind.REMARK:
            _put(file, "remark", pair, {"text": event.text}, event.seq, event.text != "")
        case Kind.RECUSE | Kind.UNRECUSE:
            _put(file, "recusal", entry, {"reason": event.text}, event.seq, event.kind is Kind.RECUSE)
        case Kind.NOTE:
            _put(file, "note", entry, {"text": event.text}, event.seq, event.text != "")
        case _:
            _put(file, "later", entry, {}, event.seq, event.text != "")


def _follow_file(file: OpenFile, event: Event, text: str) -> None:
    match event.kind:
        case Kind.SEAL:
            digest, code = event.text.split(" ")
            file.insert("seal", SEAL, [(event.steps, digest, code, text, event.seq)])
            file.write("UPDATE standing SET state = 'sealed'")
        case Kind.REOPEN:
            file.write("UPDATE standing SET state = 'open'")
        case _:
            number = file.rows("SELECT max(number) + 1 FROM package")[0][0]
            file.insert("package", PACKAGE, [(number, event.text, text, event.seq)])


def _put(file: OpenFile, table: str, key: Mapping[str, str], value: Mapping[str, Field], seq: int, there: bool) -> None:
    """Make a current row what it is now: replaced or gone. The history keeps what it was."""
    where = " AND ".join(f"{column} = ?" for column in key)
    file.write(f"DELETE FROM {table} WHERE {where}", *key.values())
    if there:
        row: dict[str, Field] = {**key, **value, "seq": seq}
        file.insert(table, tuple(row), [tuple(row.values())])


def remember(file: OpenFile, name: str, value: str) -> None:
    """Keep a comfort of the window, e.g. where the package lies; it is worth nothing and stands outside the chain."""
    with file.transaction():
        file.write("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", name, value)


def recall(file: OpenFile, name: str) -> str | None:
    """Give what was kept under a name, None without."""
    found = file.rows("SELECT value FROM setting WHERE name = ?", name)
    return str(found[0][0]) if found else None
