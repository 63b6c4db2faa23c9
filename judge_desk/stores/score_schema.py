"""The tables of a judge's score file (``.jdscore``).

``event`` is the history, append-only and chained; every other table but ``setting`` follows from it and from
``about``. ``setting`` holds comforts of the window and is worth nothing. No triggers and no views: this file must be
readable under the strictest settings.
"""

from __future__ import annotations

from typing import Final

from judge_desk.stores import file_names
from judge_desk.stores.database import FileKind, Migration

ENDING: Final = file_names.SCORE

_ABOUT = """
CREATE TABLE about (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    contest TEXT NOT NULL, round TEXT NOT NULL, definition TEXT NOT NULL, package TEXT NOT NULL,
    seat INTEGER NOT NULL CHECK (seat > 0), name TEXT NOT NULL, device TEXT NOT NULL
) STRICT"""

_EVENT = """
CREATE TABLE event (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    kind TEXT NOT NULL CHECK (
        kind IN ('mark', 'recuse', 'unrecuse', 'remark', 'note', 'flag', 'seal', 'reopen', 'package')
    ),
    entry TEXT NOT NULL, criterion TEXT NOT NULL, steps INTEGER, text TEXT NOT NULL, stated_time TEXT NOT NULL,
    prev TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
) STRICT"""

_CURRENT = (
    """
CREATE TABLE mark (
    entry TEXT NOT NULL, criterion TEXT NOT NULL, steps INTEGER NOT NULL,
    seq INTEGER NOT NULL REFERENCES event (seq), PRIMARY KEY (entry, criterion)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE recusal (
    entry TEXT PRIMARY KEY, reason TEXT NOT NULL CHECK (reason <> ''), seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE remark (
    entry TEXT NOT NULL, criterion TEXT NOT NULL, text TEXT NOT NULL CHECK (text <> ''),
    seq INTEGER NOT NULL REFERENCES event (seq), PRIMARY KEY (entry, criterion)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE note (
    entry TEXT PRIMARY KEY, text TEXT NOT NULL CHECK (text <> ''), seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT, WITHOUT ROWID""",
    """
CREATE TABLE later (
    entry TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT, WITHOUT ROWID""",
)

_FILES = (
    """
CREATE TABLE seal (
    revision INTEGER PRIMARY KEY CHECK (revision > 0), digest TEXT NOT NULL UNIQUE, code TEXT NOT NULL,
    text TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT""",
    """
CREATE TABLE package (
    number INTEGER PRIMARY KEY CHECK (number > 0), digest TEXT NOT NULL, text TEXT NOT NULL,
    seq INTEGER REFERENCES event (seq)
) STRICT""",
    """
CREATE TABLE standing (
    id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL CHECK (state IN ('open', 'sealed')),
    last INTEGER NOT NULL, head TEXT NOT NULL
) STRICT""",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
)

SCORE_FILE: Final = FileKind(
    application_id=0x4A445331,
    migrations=(Migration(1, "first form", (_ABOUT, _EVENT, *_CURRENT, *_FILES)),),
)
"""``application_id`` reads ``JDS1``."""
