"""sqlite-utils over a connection, loaded with the first file that is opened.

Its import takes as long as that of all our rules (plug-ins, dates, an editor's tools), and many a command and the first
pages of the window open no file.
"""

from __future__ import annotations

import importlib
import sqlite3
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sqlite_utils import Database


def over(connection: sqlite3.Connection, strict: bool = False) -> Database:
    """Give the library's view of a connection, without plug-ins; ``strict`` makes new tables STRICT."""
    made = importlib.import_module("sqlite_utils").Database(connection, strict=strict, execute_plugins=False)
    return cast("Database", made)
