"""Opens SQLite files so that an acknowledged change survives a crash, and no foreign file is ever trusted.

Every file says what it is (``application_id``) and in which form (``user_version``). A newer form is refused, an
older one is migrated after a verified copy. Rollback journal in mode TRUNCATE with ``synchronous=FULL``: this is what
loses nothing at a power cut, also where deleting a file is not durable (https://sqlite.org/pragma.html). One window
holds a file at a time. While a file is open here, nothing may ``open()`` it: closing any other descriptor would drop
SQLite's locks (https://sqlite.org/howtocorrupt.html).
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from judge_desk.contest.values.problems import BadInput, CannotWrite, InUse, NewerFormat, NotNow, Unreadable
from judge_desk.stores import lock_note
from judge_desk.stores.chain import Field
from judge_desk.stores.copies import copy_into, make_private, name_new
from judge_desk.stores.faults import damage_faults, damaged, is_fatal, medium_faults, refusal_of, unsound, world_faults
from judge_desk.stores.rows import plain
from judge_desk.stores.synced import is_synced
from judge_desk.stores.transactions import whole

Row = tuple[Any, ...]
WAIT_SECONDS: Final = 2
"""How long a lock of somebody else (a virus scanner, say) is waited for."""

BEGUN: Final = ".dang-lap"
"""Behind the name of a new file while it is being made."""

_MAGIC: Final = b"SQLite format 3\x00"
_ROLLBACK_FORM: Final = b"\1\1"
"""Forms for writing and reading of a file with a rollback journal (https://sqlite.org/fileformat2.html)."""
_PRAGMAS: Final = (
    "recursive_triggers=ON",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "mmap_size=0",
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a form to the next.

    Attributes:
        version: the form it leads to, counted from 1 without gaps.
        what: what it does, in a few words.
        statements: SQL, run in one transaction together with the new version number.
    """

    version: int
    what: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A sort of file.

    Attributes:
        application_id: 32-bit number in the header; tells our files from others and from each other.
        migrations: from nothing to the present form, in order.
    """

    application_id: int
    migrations: tuple[Migration, ...]

    @property
    def version(self) -> int:
        """The present form."""
        return self.migrations[-1].version


class OpenFile:
    """An open file: its one connection, its transactions. Lives in the thread that opened it.

    Attributes:
        path: where it lies.
        kind: see :class:`FileKind`.
        conn: the connection; it begins no transaction unasked, so that a statement outside one is durable at once.
        read_only: True when nothing may be written.
        migrated_copy: the copy made before a migration, None without one.
    """

    def __init__(self, path: Path, kind: FileKind, conn: sqlite3.Connection, read_only: bool = False) -> None:
        """Hold an open connection; use :func:`open_database`."""
        self.path = path
        self.kind = kind
        self.conn = conn
        self.read_only = read_only
        self.migrated_copy: Path | None = None
        self._open = True
        self._broken = False

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close."""
        self.close()

    @property
    def is_open(self) -> bool:
        """Say whether the connection is open; after a failing medium or damage it is not."""
        return self._open

    def close(self) -> None:
        """Close the connection and take the note away; closing twice is harmless."""
        if self._open:
            self._open = False
            self.conn.close()
            if not self.read_only:
                lock_note.remove_note(self.path)

    def _must_be_open(self) -> None:
        if not self._open:
            raise NotNow("store.closed", where=self.path.name)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """Run the block as one transaction: durable when the block has ended, or nothing at all.

        A transaction inside another is part of it. After a failing medium or damage the file is closed: it must be
        opened and checked again, never retried.

        Raises:
            Refusal: a fault of the world; the file is as it was before the block.
        """
        self._must_be_open()
        if self.read_only:
            raise NotNow("store.opened-to-read", where=self.path.name)
        outermost = not self.conn.in_transaction
        try:
            with self._faults(), whole(self.conn):
                yield
        finally:
            if outermost and self._broken:
                self.close()

    @contextmanager
    def _faults(self) -> Generator[None]:
        """Tell the world's faults from ours, and remember those after which work must stop."""
        try:
            yield
        except sqlite3.Error as error:
            self._broken = self._broken or is_fatal(error)
            refusal = refusal_of(error, self.path)
            if refusal is None:
                raise
            raise refusal from error

    def rows(self, sql: str, *parameters: Field) -> list[Row]:
        """Read all rows of a query.

        Raises:
            Refusal: a fault of the world.
        """
        self._must_be_open()
        with self._faults():
            return self.conn.execute(sql, parameters).fetchall()

    def each(self, sql: str, *parameters: Field) -> Iterator[Row]:
        """Read the rows of a query one by one, for tables that may be large.

        Raises:
            Refusal: as :meth:`rows`, when a row is asked for.
        """
        self._must_be_open()
        with self._faults():
            yield from self.conn.execute(sql, parameters)

    def write(self, sql: str, *parameters: Field) -> None:
        """Run one writing statement inside a transaction.

        Raises:
            TypeError: a parameter is no text, whole number, bytes or None; a float never gets in.
        """
        self.conn.execute(sql, [plain(each) for each in parameters])

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Field]]) -> None:
        """Add rows to a table inside a transaction; ``TypeError`` as in :meth:`write`."""
        places = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"
        self.conn.executemany(sql, ([plain(each) for each in row] for row in rows))


Fill = Callable[["OpenFile"], None]
"""Writes the first rows of a new file, in the transaction that makes its tables."""


def open_database(
    path: Path, kind: FileKind, *, create: bool = False, read_only: bool = False, fill: Fill | None = None
) -> OpenFile:
    """Open a file of our own, or make a new one; locked at once, checked, brought to the present form.

    A new file comes into being with its tables and what ``fill`` writes in one transaction, or not at all.

    Raises:
        BadInput: to be created, but the name is taken or the folder is synchronised to a cloud.
        Unreadable: missing, empty, no file of this kind, or damaged.
        NewerFormat: written by a newer program; both numbers are in the facts.
        InUse: another window or program holds it; the facts say who, as far as known.
        CannotWrite: the place is read-only, full or failing.
    """
    if create:
        _make(path, kind, fill)
    check_header(path, kind)
    _finish_interrupted(path, kind)
    opened = OpenFile(path, kind, _connect(path, read_only), read_only)
    try:
        _take(opened)
        _check_form(opened)
    except BaseException:
        opened.close()
        raise
    return opened


def _make(path: Path, kind: FileKind, fill: Fill | None) -> None:
    """Make a new file whole under another name, then give it its own: a power cut leaves all of it, or nothing."""
    _check_place(path)
    begun = path.with_name(path.name + BEGUN)
    _remove_new(begun)
    make_private(begun)
    opened = OpenFile(begun, kind, _connect(begun, read_only=False))
    try:
        _take(opened)
        _migrate(opened, 0, fill)
        _check_form(opened)
        opened.close()
        name_new(begun, path)
    finally:
        opened.close()
        _remove_new(begun)


def _finish_interrupted(path: Path, kind: FileKind) -> None:
    """Undo what a crash left half written; a file opened only to be read could not do that itself.

    SQLite undoes it at the first opening that may write (https://sqlite.org/lockingv3.html#hot_journals). A journal
    that begins with a zero was never flushed: it undoes nothing, and stays until the next change.
    """
    journal = path.with_name(path.name + "-journal")
    begins = b""
    with medium_faults(path), contextlib.suppress(FileNotFoundError), journal.open("rb") as stream:
        begins = stream.read(1)
    if begins not in (b"", b"\0"):
        with OpenFile(path, kind, _connect(path, read_only=False)) as opened:
            _take(opened)


def _check_place(path: Path) -> None:
    with medium_faults(path):
        if path.exists() and path.stat().st_size:
            raise BadInput("store.exists", where=path.name, folder=str(path.parent))
        if not path.parent.is_dir():
            raise CannotWrite("store.no-folder", where=path.name, folder=str(path.parent))
    if is_synced(path):
        raise BadInput("store.synced", where=path.name, folder=str(path.parent))


def _remove_new(path: Path) -> None:
    for made in (path, path.with_name(path.name + "-journal")):
        with contextlib.suppress(OSError):
            made.unlink()


def check_header(path: Path, kind: FileKind) -> None:
    """Look at the first hundred bytes, before SQLite does: a foreign file is refused unopened.

    Raises:
        InUse: this very process has the file open.
        Unreadable: missing, empty, or no file of this kind. NewerFormat: a newer form.
    """
    if lock_note.held_here(path):
        raise _in_use(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
    except OSError as error:
        raise Unreadable("store.cannot-open", where=path.name, folder=str(path.parent)) from error
    if not head:
        raise Unreadable("store.empty", where=path.name, folder=str(path.parent))
    if len(head) < 100 or not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != kind.application_id:
        raise Unreadable("store.foreign", where=path.name, folder=str(path.parent))
    if head[18:20] != _ROLLBACK_FORM:  # opening it as ours would turn it round before its tables were looked at
        raise damaged(path, "form of journal")
    version = int.from_bytes(head[60:64], "big", signed=True)
    if version > kind.version:
        raise NewerFormat("store.newer", where=path.name, file=version, program=kind.version)


def _connect(path: Path, read_only: bool) -> sqlite3.Connection:
    with world_faults(path):
        address = f"{path.absolute().as_uri()}?mode=ro" if read_only else path
        return sqlite3.connect(address, uri=read_only, timeout=WAIT_SECONDS, isolation_level=None)


def _take(opened: OpenFile) -> None:
    """Set the connection up and take the lock, to keep it until closing."""
    try:
        with damage_faults(opened.path):
            for pragma in _PRAGMAS:
                opened.conn.execute(f"PRAGMA {pragma}")
            if not opened.read_only:
                opened.conn.execute("PRAGMA journal_mode=TRUNCATE")
            # Locks are kept only once the whole one is there: two who each kept a shared one would wait for each other.
            opened.conn.execute("BEGIN" if opened.read_only else "BEGIN EXCLUSIVE")
            opened.conn.execute("PRAGMA locking_mode=EXCLUSIVE")
            opened.conn.execute("SELECT count(*) FROM sqlite_master").fetchall()
            opened.conn.execute("COMMIT")
    except InUse:
        raise _in_use(opened.path) from None
    if not opened.read_only:
        lock_note.write_note(opened.path)


def _in_use(path: Path) -> InUse:
    holder = lock_note.read_note(path)
    if holder is None:
        return InUse("store.busy", where=path.name)
    since = holder.since.replace("T", " ")
    return InUse("store.in-use", where=path.name, host=holder.host, user=holder.user, pid=holder.pid, since=since)


def _check_form(opened: OpenFile) -> None:
    with damage_faults(opened.path):
        version = int(opened.conn.execute("PRAGMA user_version").fetchone()[0])
        if version < 1:
            raise damaged(opened.path, f"user_version {version}")
        _check_sound(opened, version)
    if version < opened.kind.version:
        if opened.read_only:
            raise NotNow("store.older", where=opened.path.name, file=version, program=opened.kind.version)
        _migrate_after_copy(opened, version)
        with damage_faults(opened.path):
            _check_sound(opened, opened.kind.version)


def _check_sound(opened: OpenFile, version: int) -> None:
    """Compare the tables with what this form prescribes, and let SQLite look over the pages."""
    if schema_of(opened.conn) != expected_schema(opened.kind, version):
        raise damaged(opened.path, "schema")
    for pragma in ("integrity_check(1)", "foreign_key_check"):
        found = opened.conn.execute(f"PRAGMA {pragma}").fetchall()
        if found not in ([], [("ok",)]):
            raise unsound(opened.path, f"{pragma}: {found[0]}")


def schema_of(connection: sqlite3.Connection) -> list[Row]:
    """Give every table, index and trigger with its SQL text."""
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()


@cache
def expected_schema(kind: FileKind, version: int) -> list[Row]:
    """Give the schema that a file of this form has, by running the migrations in memory."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        for migration in kind.migrations[:version]:
            for statement in migration.statements:
                connection.execute(statement)
        return schema_of(connection)


def _migrate(opened: OpenFile, version: int, fill: Fill | None = None) -> None:
    """Bring a file from a form to the present one, all steps in one transaction."""
    with opened.transaction():
        opened.write(f"PRAGMA application_id={opened.kind.application_id}")
        for migration in opened.kind.migrations[version:]:
            for statement in migration.statements:
                opened.write(statement)
        opened.write(f"PRAGMA user_version={opened.kind.version}")
        if fill is not None:
            fill(opened)


def _migrate_after_copy(opened: OpenFile, version: int) -> None:
    path = opened.path
    copy_path = path.with_name(f"{path.stem}.v{version}{path.suffix}")
    number = 1
    while copy_path.exists():
        number += 1
        copy_path = path.with_name(f"{path.stem}.v{version}-{number}{path.suffix}")
    copy_into(opened.conn, path, copy_path)
    older = FileKind(opened.kind.application_id, opened.kind.migrations[:version])
    open_database(copy_path, older, read_only=True).close()
    opened.migrated_copy = copy_path
    _migrate(opened, version)
