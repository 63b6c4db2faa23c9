"""A block of changes is whole or not there, also inside another one."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

import pytest

from judge_desk.stores.transactions import whole


@pytest.fixture
def base() -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("CREATE TABLE word (text PRIMARY KEY, after REFERENCES word DEFERRABLE INITIALLY DEFERRED)")
        yield connection


def words(base: sqlite3.Connection) -> list[str]:
    return [text for (text,) in base.execute("SELECT text FROM word ORDER BY text")]


def say(base: sqlite3.Connection, text: str, after: str | None = None) -> None:
    base.execute("INSERT INTO word VALUES (?, ?)", (text, after))


def test_a_part_is_taken_back_alone_and_the_whole_with_all_its_parts(base: sqlite3.Connection) -> None:
    with whole(base):
        say(base, "a")
        with contextlib.suppress(KeyError), whole(base):
            say(base, "b")
            with whole(base):
                say(base, "c")
            raise KeyError
        with whole(base):
            say(base, "d")
    assert words(base) == ["a", "d"]
    with contextlib.suppress(KeyError), whole(base):
        say(base, "e")
        with whole(base):
            say(base, "f")
        raise KeyError
    assert words(base) == ["a", "d"]
    assert not base.in_transaction


def test_what_is_refused_at_the_end_leaves_nothing_open(base: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError), whole(base):
        say(base, "a", after="nobody")
    assert words(base) == []
    assert not base.in_transaction


def say_all(base: sqlite3.Connection, first: str, then: str) -> None:
    with whole(base):
        say(base, first)
        with whole(base):
            say(base, then)


def test_where_sqlite_took_all_back_itself_its_own_reason_is_told(base: sqlite3.Connection) -> None:
    stop = "SELECT RAISE(ROLLBACK, 'gone');"
    base.execute(f"CREATE TRIGGER no AFTER INSERT ON word WHEN new.text = 'no' BEGIN {stop} END")
    with pytest.raises(sqlite3.IntegrityError, match="gone"):
        say_all(base, "a", "no")
    assert words(base) == []
