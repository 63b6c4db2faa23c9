"""The tables of a contest file (``contest.jdesk``).

Every table is append-only (triggers forbid UPDATE and DELETE, against mistakes) and every row names its act, the line
of the log that it came in with; what is in force is the row of the latest act. When a later form adds a column, it
must stand at the end and be NULL for old rows: the log's digests leave NULLs out, so that old lines stay provable.
"""

from __future__ import annotations

from typing import Final

from judge_desk.stores.database import FileKind, Migration

ENDING: Final = ".jdesk"

_LOG = """
CREATE TABLE log (
    seq INTEGER PRIMARY KEY CHECK (seq > 0), prev TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
) STRICT"""

_ACT: Final = "act INTEGER NOT NULL REFERENCES log (seq) DEFERRABLE INITIALLY DEFERRED"

_BODIES: Final = {
    "about": (
        "id INTEGER PRIMARY KEY CHECK (id = 1), contest TEXT NOT NULL,"
        " rehearsal INTEGER NOT NULL CHECK (rehearsal IN (0, 1))"
    ),
    "definition": "version INTEGER PRIMARY KEY, digest TEXT NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL",
    "unit": "id TEXT NOT NULL, title TEXT NOT NULL, block TEXT NOT NULL, PRIMARY KEY (act, id)",
    "panel": "source TEXT NOT NULL, PRIMARY KEY (act)",
    "person": (
        "position INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, office TEXT NOT NULL, unit TEXT,"
        " role TEXT NOT NULL, rounds TEXT NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (act, id)"
    ),
    "conflict": "judge TEXT NOT NULL, reason TEXT NOT NULL, unit TEXT, entry TEXT",
    "entry": (
        "id TEXT NOT NULL, row INTEGER NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, field TEXT NOT NULL,"
        " received TEXT NOT NULL, sent TEXT NOT NULL, units TEXT NOT NULL, flags TEXT NOT NULL, PRIMARY KEY (act, id)"
    ),
    "author": (
        "entry TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, office TEXT NOT NULL, unit TEXT,"
        " PRIMARY KEY (act, entry, position), FOREIGN KEY (act, entry) REFERENCES entry (act, id)"
    ),
    "file": (
        "entry TEXT NOT NULL, number INTEGER NOT NULL, part TEXT NOT NULL, name TEXT NOT NULL, extension TEXT NOT NULL,"
        " size INTEGER NOT NULL CHECK (size >= 0), sha256 TEXT NOT NULL, seconds INTEGER, pages INTEGER,"
        " PRIMARY KEY (act, entry, number), FOREIGN KEY (act, entry) REFERENCES entry (act, id)"
    ),
    "intake": "entry TEXT NOT NULL, state TEXT NOT NULL, findings TEXT NOT NULL, PRIMARY KEY (act, entry)",
    "draw": (
        "round TEXT NOT NULL, purpose TEXT NOT NULL, seed TEXT NOT NULL, facts TEXT NOT NULL,"
        " stated_time TEXT NOT NULL, PRIMARY KEY (act, round, purpose)"
    ),
    "code": (
        "round TEXT NOT NULL, entry TEXT NOT NULL, code TEXT NOT NULL,"
        " PRIMARY KEY (act, round, entry), UNIQUE (act, round, code)"
    ),
    "assignment": "round TEXT NOT NULL, entry TEXT NOT NULL, seats TEXT NOT NULL, PRIMARY KEY (act, round, entry)",
    "exclusion": (
        "round TEXT NOT NULL, entry TEXT NOT NULL, seat INTEGER NOT NULL, reason TEXT NOT NULL,"
        " PRIMARY KEY (act, round, entry, seat)"
    ),
    "seat": (
        "round TEXT NOT NULL, seat INTEGER NOT NULL CHECK (seat > 0), judge TEXT NOT NULL, name TEXT NOT NULL,"
        " since INTEGER NOT NULL, until INTEGER, PRIMARY KEY (act, round, seat, since)"
    ),
    "package": (
        "round TEXT NOT NULL, version INTEGER NOT NULL CHECK (version > 0), digest TEXT NOT NULL UNIQUE,"
        " name TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (round, version)"
    ),
    "ballot": (
        "digest TEXT PRIMARY KEY, round TEXT NOT NULL, seat INTEGER NOT NULL, revision INTEGER NOT NULL,"
        " code TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, received TEXT NOT NULL, operator TEXT NOT NULL"
    ),
    "merge": (
        "number INTEGER PRIMARY KEY, round TEXT NOT NULL, operator TEXT NOT NULL, witnesses TEXT NOT NULL,"
        " reason TEXT NOT NULL, stated_time TEXT NOT NULL"
    ),
    "merge_file": (
        "merge INTEGER NOT NULL REFERENCES merge (number), position INTEGER NOT NULL, name TEXT NOT NULL,"
        " condition TEXT NOT NULL, seat INTEGER, digest TEXT, facts TEXT NOT NULL,"
        " kept INTEGER NOT NULL CHECK (kept IN (0, 1)), PRIMARY KEY (merge, position)"
    ),
    "decision": (
        "number INTEGER PRIMARY KEY CHECK (number > 0), round TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL,"
        " value TEXT NOT NULL, among TEXT NOT NULL, reason TEXT NOT NULL CHECK (reason <> ''), people TEXT NOT NULL,"
        " stated_time TEXT NOT NULL"
    ),
    "figures": (
        "measure TEXT NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL, closed_by TEXT NOT NULL,"
        " titles TEXT NOT NULL, cells TEXT NOT NULL, PRIMARY KEY (act, measure)"
    ),
    "result": "round TEXT NOT NULL, data_code TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (act, round)",
    "paper": (
        "number INTEGER PRIMARY KEY, round TEXT NOT NULL, name TEXT NOT NULL, format TEXT NOT NULL,"
        " sha256 TEXT NOT NULL, data_code TEXT NOT NULL, stated_time TEXT NOT NULL"
    ),
    "secret": "name TEXT PRIMARY KEY, value BLOB NOT NULL",
}
"""What each table says besides its act. ``secret`` holds the contest key's seed of 32 bytes: it is in this file and
its copies, and nowhere else; no log line, paper or message shows it, not even as part of a digest."""

_LATER: Final = {
    "own_texts": (
        "paper TEXT NOT NULL, number INTEGER NOT NULL CHECK (number > 0), digest TEXT NOT NULL, content TEXT NOT NULL,"
        " reason TEXT NOT NULL CHECK (reason <> ''), stated_time TEXT NOT NULL, PRIMARY KEY (paper, number)"
    ),
    "brought": (
        "number INTEGER PRIMARY KEY CHECK (number > 0), round TEXT NOT NULL, criterion TEXT NOT NULL,"
        " kind TEXT NOT NULL, rows TEXT NOT NULL, source TEXT NOT NULL CHECK (source <> ''), sha256 TEXT NOT NULL,"
        " closed_by TEXT NOT NULL CHECK (closed_by <> ''), closed_on TEXT NOT NULL CHECK (closed_on <> ''),"
        " amends INTEGER NOT NULL, reason TEXT NOT NULL, stated_time TEXT NOT NULL"
    ),
    "figure_sheet": (
        "number INTEGER PRIMARY KEY CHECK (number > 0), part TEXT NOT NULL, period TEXT NOT NULL,"
        " columns TEXT NOT NULL, rows TEXT NOT NULL, source TEXT NOT NULL CHECK (source <> ''), sha256 TEXT NOT NULL,"
        " titles TEXT NOT NULL, closed_by TEXT NOT NULL CHECK (closed_by <> ''),"
        " closed_on TEXT NOT NULL CHECK (closed_on <> ''), reason TEXT NOT NULL, stated_time TEXT NOT NULL"
    ),
    "opening_key": (
        "number INTEGER PRIMARY KEY CHECK (number > 0), round TEXT NOT NULL, public_key TEXT NOT NULL,"
        " state TEXT NOT NULL CHECK (state IN ('made', 'confirmed')), stated_time TEXT NOT NULL"
    ),
    "closed_ballot": (
        "digest TEXT PRIMARY KEY, round TEXT NOT NULL, seat INTEGER NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,"
        " received TEXT NOT NULL, operator TEXT NOT NULL"
    ),
}
"""Tables that came after the first form. ``own_texts`` with an empty content takes the paper's own words back.
``brought`` holds what the organisers bring for the criteria that no judge marks; ``figure_sheet`` the sheets of the
measured parts, all rows of a sheet as one text. ``opening_key`` holds public keys only, one row for every making and
every reading back from paper; ``closed_ballot`` the closed files as received.
``figures`` of the first form was never written to and stays empty."""

CHAINED: Final = (*(name for name in _BODIES if name != "secret"), *_LATER)
"""The tables whose rows the log's digests cover, in that order."""

APPEND_ONLY: Final = ("log", *_BODIES, *_LATER)


def _table(name: str, body: str) -> str:
    return f"CREATE TABLE {name} (\n    {_ACT},\n    {body}\n) STRICT"


def _triggers(name: str) -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name} BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        for act in ("UPDATE", "DELETE")
    )


_FIRST: Final = (
    _LOG,
    *(_table(name, body) for name, body in _BODIES.items()),
    *(trigger for name in ("log", *_BODIES) for trigger in _triggers(name)),
)

_VOTES: Final = ("ALTER TABLE decision ADD COLUMN votes TEXT",)

_OWN_TEXTS: Final = (_table("own_texts", _LATER["own_texts"]), *_triggers("own_texts"))

_BROUGHT: Final = (_table("brought", _LATER["brought"]), *_triggers("brought"))

_FIGURE_SHEETS: Final = (_table("figure_sheet", _LATER["figure_sheet"]), *_triggers("figure_sheet"))

_CLOSED: Final = (
    _table("opening_key", _LATER["opening_key"]),
    *_triggers("opening_key"),
    _table("closed_ballot", _LATER["closed_ballot"]),
    *_triggers("closed_ballot"),
)

CONTEST_FILE: Final = FileKind(
    application_id=0x4A444331,
    migrations=(
        Migration(1, "first form", _FIRST),
        Migration(2, "votes on decisions", _VOTES),
        Migration(3, "own texts", _OWN_TEXTS),
        Migration(4, "what the organisers bring", _BROUGHT),
        Migration(5, "sheets of figures", _FIGURE_SHEETS),
        Migration(6, "closed ballots", _CLOSED),
    ),
)
"""``application_id`` reads ``JDC1``."""
