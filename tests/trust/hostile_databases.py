"""SQLite files from strangers: offered where a text is wanted, or found in the place of a file of our own."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from judge_desk.stores.contest_schema import CONTEST_FILE as CONTEST
from tests.trust.hostile import Hostile

_MIB: Final = 1024 * 1024
_NONE: Final = "PRAGMA user_version"
_STATEMENTS: Final[dict[str, tuple[str, ...]]] = {
    "rong": (),
    "cai-cham": ("CREATE TABLE a(b)", "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; END"),
    "khung-nhin-vong": (
        "CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r",
    ),
    "khung-nhin-no": ("CREATE VIEW v AS SELECT zeroblob(2000000000)",),
    "khung-nhin-chong": tuple(
        f"CREATE VIEW v{n} AS SELECT * FROM {f'v{n - 1}, v{n - 1}' if n else 'sqlite_master'}" for n in range(12)
    ),
    "bang-ao": ("CREATE VIRTUAL TABLE f USING fts5(a)", "INSERT INTO f VALUES ('x')"),
    "bang-ao-rtree": ("CREATE VIRTUAL TABLE r USING rtree(i, a, b)",),
    "cot-tinh": ("CREATE TABLE g(a, b AS (hex(zeroblob(100000000))))",),
    "chi-muc-ham": ("CREATE TABLE i(a)", "CREATE INDEX j ON i(length(zeroblob(100000000)))"),
    "kiem-tra-nang": ("CREATE TABLE k(a CHECK (length(zeroblob(100000000)) > 0))", "INSERT INTO k VALUES (1)"),
    "khoi-lon": ("CREATE TABLE b(a)", f"INSERT INTO b VALUES (zeroblob({60 * _MIB}))"),
    "nhieu-bang": tuple(f"CREATE TABLE t{n}(a)" for n in range(3000)),
    "nhieu-cot": (f"CREATE TABLE c({', '.join(f'c{n}' for n in range(2000))})",),
    "ten-doc": ('CREATE TABLE "sqlite`; DROP TABLE contest; --\u202e"(a)', 'CREATE TABLE "<img src=x>"(a)'),
    "utf16": ("PRAGMA encoding='UTF-16le'", "CREATE TABLE a(b)"),
    "wal": ("PRAGMA journal_mode=WAL", "CREATE TABLE a(b)"),
    **{
        f"trang-{size}": (f"PRAGMA page_size={size}", "CREATE TABLE a(b)") for size in (512, 1024, 8192, 32_768, 65_536)
    },
}


def database(path: Path, statements: tuple[str, ...], application: int = 0, version: int = 0) -> None:
    """Write a database with these statements."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        pragmas = [each for each in statements if each.startswith("PRAGMA")]
        for each in (*pragmas, f"PRAGMA application_id={application}", f"PRAGMA user_version={version}"):
            connection.execute(each).fetchall()
        connection.execute("BEGIN")
        for each in (each for each in statements if each not in pragmas):
            connection.execute(each)
        connection.execute("COMMIT")


def _true_schema() -> tuple[str, ...]:
    return tuple(statement for migration in CONTEST.migrations for statement in migration.statements)


def _ours(more: tuple[str, ...], path: Path) -> None:
    """A file that says that it is ours, with our tables and something more."""
    database(path, (*_true_schema(), *more), CONTEST.application_id, CONTEST.version)


def _claimed(more: tuple[str, ...], path: Path) -> None:
    """A file that says that it is ours and has none of our tables."""
    database(path, more, CONTEST.application_id, CONTEST.version)


def _old(path: Path) -> None:
    """A file that says that it is an older form of ours, with tables in the way of the steps to the present one."""
    database(
        path, ("CREATE TABLE log(seq)", "CREATE VIEW contest AS SELECT zeroblob(1000000000)"), CONTEST.application_id, 1
    )


def _patched(place: int, data: bytes, path: Path) -> None:
    _ours((), path)
    whole = bytearray(path.read_bytes())
    whole[place : place + len(data)] = data
    path.write_bytes(whole)


def _journalled(path: Path) -> None:
    """A file with the beginnings of a rollback that a stranger wrote beside it."""
    _ours((), path)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + (1).to_bytes(4, "big") + os.urandom(8) + bytes(5000))


_NOT_OURS: Final = ("store.foreign",)
_BROKEN: Final = ("store.damaged", "store.foreign", "store.cannot-open")


def _found() -> list[tuple[str, Callable[[Path], object], tuple[str, ...]]]:
    made: list[tuple[str, Callable[[Path], object], tuple[str, ...]]] = []
    for name, statements in _STATEMENTS.items():
        made.append((f"la-{name}", partial(database, statements=statements), (*_NOT_OURS, "store.empty")))
        made.append((f"xung-{name}", partial(_claimed, statements), _BROKEN))
    for name in ("cai-cham", "khung-nhin-vong", "khung-nhin-no", "bang-ao", "cot-tinh", "chi-muc-ham", "kiem-tra-nang"):
        made.append((f"giong-{name}", partial(_ours, _STATEMENTS[name]), _BROKEN))
    made += [
        ("moi-hon", partial(database, statements=("CREATE TABLE a(b)",), application=CONTEST.application_id,
            version=9_999),
            ("store.newer",)),
        ("ban-am", partial(database, statements=("CREATE TABLE a(b)",), application=CONTEST.application_id, version=-5),
            _BROKEN),
        ("ban-cu-gia", _old, _BROKEN),
        ("trang-sai", partial(_patched, 16, b"\xff\xff"), _BROKEN),
        ("so-do-sai", partial(_patched, 300, bytes(200)), _BROKEN),
        ("la-goc-sai", partial(_patched, 100, b"\x05\xff\xff\xff"), _BROKEN),
        ("trong-ruot", partial(_ours, ()), _BROKEN),
        ("nhat-ky-gia", _journalled, _BROKEN),
        ("chu-thuong", lambda path: path.write_bytes(b"xin chao\n" * 50), _NOT_OURS),
        ("rong-khong", lambda path: path.write_bytes(b""), ("store.empty",)),
    ]  # fmt: skip
    return made


DATABASES: Final = tuple(Hostile(f"{name}.jdesk", make, "database", told) for name, make, told in _found())
_OFFERED: Final = ("cai-cham", "khung-nhin-vong", "khung-nhin-no", "bang-ao", "khoi-lon", "trang-512", "trang-65536")
TEXTS: Final = (
    *(Hostile(f"{name}.sqlite", partial(database, statements=_STATEMENTS[name]), "text", ("note.database",))
      for name in _OFFERED),
    Hostile("khoi-zip.note", lambda path: path.write_bytes(b"PK\3\4" + bytes(900)), "text", ("note.archive",)),
    Hostile("rat-dai.note", lambda path: path.write_bytes(b"a" * (70 * _MIB)), "text", ("note.too_long",
        "disk.too_long")),
    Hostile("rong.note", lambda path: path.write_bytes(b""), "text", ("note.form",)),
    Hostile("nul.note", lambda path: path.write_bytes(b"a\0b\n\n\xe2\x80\x94 x y\n"), "text", ("note.not_text",)),
    Hostile("bidi.note", lambda path: path.write_bytes("a\u202eb\n\n— x AAAA\n".encode()), "text", ("note.form",
        "note.not_text")),
    Hostile("sau.note", lambda path: path.write_bytes(b"[" * 900_000 + b"\n\n\xe2\x80\x94 x AAAA\n"), "text",
        ("note.form",)),
)  # fmt: skip
