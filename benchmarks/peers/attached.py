"""The same marks, each judge's in an SQLite file, brought into one file by ATTACH and INSERT … SELECT, ranked by SQL.

``PYTHON -m benchmarks.peers.attached FOLDER TARGET CRITERIA``. Nothing is checked: no signature, no digest, no range,
no step. The target is durable (``synchronous=FULL``). One file is attached at a time, for SQLite takes ten. Prints the
digest of the answer.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from benchmarks.peers.answer import digest_of

TABLE: Final = """CREATE TABLE score (
    seat INTEGER NOT NULL, entry TEXT NOT NULL, criterion INTEGER NOT NULL, points INTEGER NOT NULL,
    PRIMARY KEY (seat, entry, criterion)) STRICT, WITHOUT ROWID"""
JUDGE: Final = """CREATE TABLE score (
    entry TEXT NOT NULL, criterion INTEGER NOT NULL, points INTEGER NOT NULL,
    PRIMARY KEY (entry, criterion)) STRICT, WITHOUT ROWID"""
RANKED: Final = """
    SELECT entry, sum(points), count(*), rank() OVER (ORDER BY sum(points) * 1.0 / count(*) DESC)
    FROM score GROUP BY entry"""


def main(arguments: Sequence[str]) -> int:
    """Merge, rank, print the digest."""
    folder, target, criteria = Path(arguments[0]), Path(arguments[1]), int(arguments[2])
    with closing(sqlite3.connect(target, isolation_level=None)) as file:
        file.execute("PRAGMA synchronous=FULL")
        file.execute(TABLE)
        for seat, path in enumerate(sorted(folder.glob("*.sqlite")), 1):
            file.execute("ATTACH ? AS judge", (str(path),))
            file.execute("INSERT INTO score SELECT ?, entry, criterion, points FROM judge.score ORDER BY 2, 3", (seat,))
            file.execute("DETACH judge")
        rows = file.execute(RANKED).fetchall()
    print(digest_of((entry, total, marks // criteria) for entry, total, marks, _ in rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
