"""The secretary's contest file: opened whole or not at all, changed only by acts that the log tells.

``with contest.act(...) as act:`` is the one way to write. The rows, the log line with their digest and the new head
become durable together; after that the line is copied into ``nhat-ky.jsonl``. What the tables hold is read and
written by the functions of the modules ``…_tables``; each takes the contest (to read) or the act (to write).
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from judge_desk.contest.values.identity import ContestId, Digest
from judge_desk.contest.values.problems import Altered, CannotWrite, Findings, NotNow, Problem, Refusal, Severity
from judge_desk.stores import file_names, log
from judge_desk.stores.chain import Field
from judge_desk.stores.contest_schema import CONTEST_FILE
from judge_desk.stores.copies import flush_names
from judge_desk.stores.database import BEGUN, FileKind, OpenFile, open_database
from judge_desk.stores.faults import damage_faults, damaged
from judge_desk.stores.rolling import keep_rolling
from judge_desk.stores.rows import Facts
from judge_desk.stores.synced import is_synced

FILE_NAME: Final = file_names.CONTEST
LOG_NAME: Final = "nhat-ky.jsonl"
FOLDERS: Final = ("submissions", "packages", "ballots", "documents", "backups")
LOG_DIFFERS: Final = "store.log-copy-differs"
"""Code of the finding that the open log was another one, which is kept under another name."""
KEY: Final = "contest-key"
KEY_CHECK: Final = "contest-key-check"
"""Name of the row that shows a damaged key: the log covers no secret."""
OLDER: Final = "store.older"
"""Code of the refusal to open a file of an older form for reading only; opening it to work converts it."""


@dataclass(frozen=True, slots=True)
class ContestIdentity:
    """What a contest folder is about, for good.

    Attributes:
        contest: id.
        rehearsal: True for a trial that must never be taken for the real thing.
    """

    contest: ContestId
    rehearsal: bool


@dataclass(frozen=True, slots=True)
class StoredDefinition:
    """One version of the definition.

    Attributes:
        version: the definition's own number; digest: its hash as the definition reader gives it.
        name: file name; content: the file, byte for byte.
    """

    version: int
    digest: Digest
    name: str
    content: bytes


class Act:
    """One act under way: a transaction with its line in the log.

    Attributes:
        number: the line's number; every row written bears it.
        now: stated time, ISO local.
        actor: who acts.
    """

    def __init__(self, file: OpenFile, number: int, actor: str, facts: Facts, now: str) -> None:
        """Hold the transaction; made by :meth:`ContestFile.act`."""
        self._file = file
        self.number = number
        self.actor = actor
        self.now = now
        self.facts: dict[str, str | int] = dict(facts)

    def tell(self, **facts: str | int) -> None:
        """Add facts to the log line, e.g. counts known only at the end. Never a secret, a mark or a PIN."""
        self.facts.update(facts)

    def rows(self, sql: str, *parameters: Field) -> list[tuple[Any, ...]]:
        """Read rows, also those of this act."""
        return self._file.rows(sql, *parameters)

    def each(self, sql: str, *parameters: Field) -> Iterator[tuple[Any, ...]]:
        """Read rows one by one, also those of this act."""
        return self._file.each(sql, *parameters)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Field]]) -> None:
        """Add rows of this act to a table; ``TypeError`` for a value that is no text, whole number, bytes or None."""
        self._file.insert(table, ("act", *columns), ((self.number, *row) for row in rows))


class ContestFile:
    """An open contest file.

    Attributes:
        folder: the contest folder.
        identity: see :class:`ContestIdentity`.
        findings: what was noticed at opening or when the open log could not be written; no reason to stop.
    """

    def __init__(self, folder: Path, file: OpenFile) -> None:
        """Hold an open and checked file; use :func:`create_contest` or :func:`open_contest`."""
        self.folder = folder
        self.file = file
        contest, rehearsal = file.rows("SELECT contest, rehearsal FROM about")[0]
        self.identity = ContestIdentity(ContestId(contest), bool(rehearsal))
        self.findings: Findings = ()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def rows(self, sql: str, *parameters: Field) -> list[tuple[Any, ...]]:
        """Read rows."""
        return self.file.rows(sql, *parameters)

    def each(self, sql: str, *parameters: Field) -> Iterator[tuple[Any, ...]]:
        """Read rows one by one."""
        return self.file.each(sql, *parameters)

    @property
    def changes(self) -> int | None:
        """How many rows were written since the opening; None while an act is under way, which may yet be undone."""
        connection = self.file.conn
        return connection.total_changes if self.file.read_only or not connection.in_transaction else None

    @contextmanager
    def act(self, actor: str, what: str, facts: Facts, now: str) -> Generator[Act]:
        """Run the block as one act: all its rows and its log line are durable at the end, or nothing is.

        Args:
            actor: who acts, as the log shall say.
            what: short name of the act, lower case, e.g. ``intake``.
            facts: what it is about; never a secret, a mark or a PIN.
            now: stated time, ISO local; decides nothing.

        Raises:
            Refusal: a fault of the world; the file is as it was.
        """
        if self.file.is_open and not self.file.read_only and not self.file.conn.in_transaction:
            keep_rolling(self.file, head_of(self.file)[0] + 1, what, now)
        with self.file.transaction():
            last, head = head_of(self.file)
            act = Act(self.file, last + 1, actor, facts, now)
            yield act
            line = _write_line(self.file, act, what, head)
        self._tell_open(line)

    def _tell_open(self, line: log.LogLine) -> None:
        """Copy a line into the open log; if that fails the change stands, and the next opening makes it good."""
        try:
            log.append_open(self.folder / LOG_NAME, log.open_line(line))
        except (OSError, CannotWrite):
            self.findings = (*self.findings, Problem("store.log-copy-behind", Severity.NOTE, LOG_NAME))

    @property
    def head(self) -> str:
        """Hash of the last line of the log: what goes onto packages, slips and minutes."""
        return head_of(self.file)[1]

    def log(self) -> tuple[log.LogLine, ...]:
        """Give the log, oldest first."""
        return log.read_lines(self.file)

    def definitions(self) -> tuple[StoredDefinition, ...]:
        """Give every version of the definition, oldest first; the last is in force."""
        found = self.rows("SELECT version, digest, name, content FROM definition ORDER BY version")
        return tuple(StoredDefinition(*row) for row in found)

    def key_seed(self) -> bytes:
        """Give the seed of the contest's signing key (32 bytes). For signing only: never print, log or send it."""
        return bytes(self.rows("SELECT value FROM secret WHERE name = ?", KEY)[0][0])


def head_of(file: OpenFile) -> tuple[int, str]:
    """Give number and hash of the last log line; 0 and zeros before the first."""
    found = file.rows("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")
    return (int(found[0][0]), str(found[0][1])) if found else (0, log.NOTHING_BEFORE)


def _write_line(file: OpenFile, act: Act, what: str, head: str) -> log.LogLine:
    rows = log.rows_digests(file, act.number).get(act.number, log.nothing_written())
    body = log.line_body(act.actor, what, act.facts, act.now, rows)
    own = log.line_hash(head, act.number, body)
    file.insert("log", ("seq", "prev", "hash", "body"), [(act.number, head, own, body)])
    return log.LogLine(act.number, head, own, act.actor, what, dict(act.facts), act.now, rows, body)


def key_check(seed: bytes) -> bytes:
    """Give what is kept beside a key to see that it is whole."""
    return hashlib.sha256(b"judge-desk key 1\n" + seed).digest()


def key_is_sound(secret: Mapping[str, object], strict: bool = False) -> bool:
    """Say whether the contest's key is there and whole; a file of older days has nothing to compare it with.

    ``strict`` asks for that comparison.
    """
    seed = secret.get(KEY)
    if not isinstance(seed, bytes) or len(seed) != 32 or secret.keys() - {KEY, KEY_CHECK}:
        return False
    return secret[KEY_CHECK] == key_check(seed) if KEY_CHECK in secret else not strict


def record_act(file: OpenFile, actor: str, what: str, facts: Facts, now: str) -> None:
    """Write an act that changes no row into the log of a file that has not its name yet; the open copy follows."""
    with file.transaction():
        last, head = head_of(file)
        _write_line(file, Act(file, last + 1, actor, facts, now), what, head)


def put_definition(act: Act, definition: StoredDefinition) -> None:
    """Keep a (further) version of the definition."""
    row = (definition.version, definition.digest, definition.name, definition.content)
    act.insert("definition", ("version", "digest", "name", "content"), [row])


def create_contest(
    folder: Path, identity: ContestIdentity, definition: StoredDefinition, key_seed: bytes, actor: str, now: str
) -> ContestFile:
    """Found a contest folder: the file, its first act, and the empty sub-folders.

    Args:
        folder: new or empty; its parent exists.
        identity: what the contest is.
        definition: its first version.
        key_seed: 32 fresh random bytes for the contest's signing key.
        actor: who founds it, for the log.
        now: stated time, ISO local.

    Raises:
        ValueError: a seed of another length.
        Refusal: a contest is there already, or the place is no good.
    """
    if len(key_seed) != 32:
        raise ValueError("a key seed has 32 bytes")
    made = _make_folders(folder)

    def fill(file: OpenFile) -> None:
        act = Act(file, 1, actor, {"contest": identity.contest, "definition": definition.digest}, now)
        act.insert("about", ("id", "contest", "rehearsal"), [(1, identity.contest, int(identity.rehearsal))])
        put_definition(act, definition)
        act.insert("secret", ("name", "value"), [(KEY, key_seed), (KEY_CHECK, key_check(key_seed))])
        _write_line(file, act, "found", log.NOTHING_BEFORE)

    try:
        contest = ContestFile(folder, open_database(folder / FILE_NAME, CONTEST_FILE, create=True, fill=fill))
    except BaseException:
        _remove_folders(made)
        raise
    _agree_with_open(contest, contest.log())
    return contest


def _make_folders(folder: Path) -> tuple[Path, ...]:
    """Make the folder and its sub-folders; gives those that were not there, the deepest first."""
    wanted = (folder, *(folder / name for name in FOLDERS))
    made = tuple(each for each in reversed(wanted) if not each.exists())
    try:
        for each in wanted:
            each.mkdir(exist_ok=True)
        for parent in {each.parent for each in made}:
            flush_names(parent)
    except OSError as error:
        _remove_folders(made)
        raise CannotWrite("store.no-folder", where=folder.name, folder=str(folder.parent)) from error
    return made


def is_left_over(path: Path) -> bool:
    """Say whether something in a folder is what a founding leaves that was cut off: nothing in it can be lost."""
    if path.name.startswith(FILE_NAME + BEGUN):
        return True
    return path.name in FOLDERS and path.is_dir() and not any(path.iterdir())


def _remove_folders(made: Iterable[Path]) -> None:
    """Take away folders of our own that are still empty, so that the same founding can be tried again."""
    for each in made:
        with contextlib.suppress(OSError):
            each.rmdir()


def open_contest(folder: Path, *, read_only: bool = False) -> ContestFile:
    """Open a contest folder's file and check all of it: every row against the log, every log line against the chain.

    Raises:
        Altered: a row or line was changed; the facts name the first act that no longer agrees.
        Refusal: as :func:`judge_desk.stores.database.open_database`.
    """
    path = folder / FILE_NAME
    contest, lines = _open_checked(folder, path, read_only)
    if not read_only:
        _agree_with_open(contest, lines)
        if is_synced(path):
            contest.findings = (*contest.findings, Problem("store.in-synced-folder", Severity.NOTE, folder.name))
    return contest


def _open_checked(
    folder: Path, path: Path, read_only: bool, kind: FileKind = CONTEST_FILE
) -> tuple[ContestFile, tuple[log.LogLine, ...]]:
    file = open_database(path, kind, read_only=read_only)
    try:
        with damage_faults(path):
            lines = check_rows(file)
            if not key_is_sound(dict(file.rows("SELECT name, value FROM secret"))):
                raise damaged(path, "key")
            return ContestFile(folder, file), lines
    except Refusal:
        file.close()
        raise
    except (ValueError, KeyError, IndexError, TypeError) as error:
        file.close()
        raise damaged(path, repr(error)) from error


def check_copy(path: Path) -> None:
    """Check a copy of a contest file whole, as opening does, also one of an older form; nothing is written.

    Raises:
        Refusal: as :func:`open_contest`.
    """
    open_copy(path).close()


def open_copy(path: Path) -> ContestFile:
    """Open a copy of a contest file to look at it, checked whole, also one of an older form; nothing is written.

    Raises:
        Refusal: as :func:`open_contest`.
    """
    try:
        contest, _ = _open_checked(path.parent, path, read_only=True)
    except NotNow as refusal:
        if refusal.problem.code != OLDER:
            raise
        older = FileKind(CONTEST_FILE.application_id, CONTEST_FILE.migrations[: int(refusal.problem.facts["file"])])
        contest, _ = _open_checked(path.parent, path, read_only=True, kind=older)
    return contest


def check_rows(file: OpenFile) -> tuple[log.LogLine, ...]:
    """Check the log and every row that it covers; gives the log.

    Raises:
        Altered: the first line or act that does not agree stands in the facts.
    """
    lines = log.read_lines(file)
    bad = log.first_bad_line(lines, log.rows_digests(file))
    if bad is not None:
        raise Altered("store.act-altered", where=file.path.name, act=bad, acts=len(lines))
    return lines


def _agree_with_open(contest: ContestFile, lines: tuple[log.LogLine, ...]) -> None:
    """Make the open log agree; one that says something else is kept under another name, and that is told."""
    path = contest.folder / LOG_NAME
    try:
        if log.bring_up_open(path, lines):
            return
        kept = set_aside(path)
        log.bring_up_open(path, lines)
        told = Problem(LOG_DIFFERS, Severity.ASK, LOG_NAME, {"kept": kept.name})
    except (OSError, CannotWrite):
        told = Problem("store.log-copy-behind", Severity.NOTE, LOG_NAME)
    contest.findings = (*contest.findings, told)


def set_aside(path: Path) -> Path:
    """Give a file another name beside its own, e.g. ``nhat-ky.1.jsonl``; gives the new name."""
    number = 1
    while (target := path.with_name(f"{path.stem}.{number}{path.suffix}")).exists():
        number += 1
    with contextlib.suppress(FileNotFoundError):
        path.rename(target)
    return target
