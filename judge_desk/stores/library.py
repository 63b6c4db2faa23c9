"""sqlite-utils over a connection, loaded with the first file that is written to.

Its import takes as long as that of all our rules (plug-ins, dates, an editor's tools), and many a command and the first
pages of the window only read.
"""

from __future__ import annotations

import importlib
import sqlite3
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sqlite_utils import Database


def over(connection: sqlite3.Connection) -> Database:
    """Give the library's view of a connection, without plug-ins."""
    made = importlib.import_module("sqlite_utils").Database(connection, execute_plugins=False)
    return cast("Database", made)
