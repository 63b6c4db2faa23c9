"""One block of changes to a file, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def whole(connection: sqlite3.Connection) -> Generator[None]:
    """Run a block as one transaction; inside another one it is a part of it, which is taken back alone.

    The connection begins none by itself (``isolation_level=None``).

    Raises:
        sqlite3.Error: the file cannot be written; nothing of the block is in it.
    """
    outermost = not connection.in_transaction
    connection.execute("BEGIN" if outermost else "SAVEPOINT part")
    try:
        yield
        connection.execute("COMMIT" if outermost else "RELEASE part")
    except BaseException:
        if connection.in_transaction:  # where the file failed, SQLite has taken all back itself
            for statement in ("ROLLBACK",) if outermost else ("ROLLBACK TO part", "RELEASE part"):
                connection.execute(statement)
        raise
