-- The first form, as files in the field have it. Never edit.
PRAGMA application_id = 1245991729;
PRAGMA user_version = 1;
CREATE TABLE about (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    contest TEXT NOT NULL, round TEXT NOT NULL, definition TEXT NOT NULL, package TEXT NOT NULL,
    seat INTEGER NOT NULL CHECK (seat > 0), name TEXT NOT NULL, device TEXT NOT NULL
) STRICT;
CREATE TABLE event (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    kind TEXT NOT NULL CHECK (
        kind IN ('mark', 'recuse', 'unrecuse', 'remark', 'note', 'flag', 'seal', 'reopen', 'package')
    ),
    entry TEXT NOT NULL, criterion TEXT NOT NULL, steps INTEGER, text TEXT NOT NULL, stated_time TEXT NOT NULL,
    prev TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE mark (
    entry TEXT NOT NULL, criterion TEXT NOT NULL, steps INTEGER NOT NULL,
    seq INTEGER NOT NULL REFERENCES event (seq), PRIMARY KEY (entry, criterion)
) STRICT, WITHOUT ROWID;
CREATE TABLE recusal (
    entry TEXT PRIMARY KEY, reason TEXT NOT NULL CHECK (reason <> ''), seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE remark (
    entry TEXT NOT NULL, criterion TEXT NOT NULL, text TEXT NOT NULL CHECK (text <> ''),
    seq INTEGER NOT NULL REFERENCES event (seq), PRIMARY KEY (entry, criterion)
) STRICT, WITHOUT ROWID;
CREATE TABLE note (
    entry TEXT PRIMARY KEY, text TEXT NOT NULL CHECK (text <> ''), seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE later (
    entry TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE seal (
    revision INTEGER PRIMARY KEY CHECK (revision > 0), digest TEXT NOT NULL UNIQUE, code TEXT NOT NULL,
    text TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES event (seq)
) STRICT;
CREATE TABLE package (
    number INTEGER PRIMARY KEY CHECK (number > 0), digest TEXT NOT NULL, text TEXT NOT NULL,
    seq INTEGER REFERENCES event (seq)
) STRICT;
CREATE TABLE standing (
    id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL CHECK (state IN ('open', 'sealed')),
    last INTEGER NOT NULL, head TEXT NOT NULL
) STRICT;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
