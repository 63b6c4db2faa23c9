"""A judge's marks for one round: local, private, never travelling (``.jdscore``).

Every act is one transaction and is durable when it returns: the event is chained to the history and the current tables
follow in the same breath. An act gives its event, or None where nothing changed. Nothing is overwritten: taking a mark
away is an event too. The file decides nothing about scales or assignments; the scoring desk does. The key that signs
is kept by the installation, not here.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from judge_desk.contest.merge.ballots import Remark
from judge_desk.contest.values.identity import CriterionId, Digest, EntryCode
from judge_desk.contest.values.problems import Altered, BadInput, NotNow
from judge_desk.stores import score_tables
from judge_desk.stores.chain import text_digest
from judge_desk.stores.database import OpenFile, open_database
from judge_desk.stores.faults import damage_faults, damaged
from judge_desk.stores.score_events import (
    Event,
    FileState,
    Kind,
    Progress,
    ScoreFileIdentity,
    ScoreState,
    counted_marks,
    event_hash,
    first_bad,
    first_hash,
    progress_of,
    remark_values,
    replay,
    state_differs,
)
from judge_desk.stores.score_schema import SCORE_FILE

NO_CRITERION = CriterionId("")
NO_ENTRY = EntryCode("")


@dataclass(frozen=True, slots=True)
class Seal:
    """One sealing as it was done.

    Attributes:
        revision: from 1; digest: SHA-256 of the ballot file; code: its 30 digits.
        text: the ballot file, byte for byte (UTF-8).
    """

    revision: int
    digest: Digest
    code: str
    text: str


class ScoreFile:
    """An open score file.

    Attributes:
        identity: see :class:`ScoreFileIdentity`.
    """

    def __init__(self, file: OpenFile, identity: ScoreFileIdentity) -> None:
        """Hold an open and checked file; use :meth:`create` or :meth:`open`."""
        self.file = file
        self.identity = identity
        self._as_checked: tuple[Event, ...] | None = None

    @classmethod
    def create(cls, path: Path, identity: ScoreFileIdentity, package: str) -> Self:
        """Make a new score file; ``package`` is the text of the ``.jdpack`` file, kept verbatim.

        Raises:
            ValueError: the text's digest is not the identity's.
            Refusal: as :func:`judge_desk.stores.database.open_database`.
        """
        if text_digest(package) != identity.package:
            raise ValueError("package text and digest differ")

        def fill(file: OpenFile) -> None:
            file.insert("about", score_tables.ABOUT, [(1, *astuple(identity))])
            file.insert("package", score_tables.PACKAGE, [(1, identity.package, package, None)])
            file.insert("standing", ("id", "state", "last", "head"), [(1, FileState.OPEN, 0, first_hash(identity))])

        return cls(open_database(path, SCORE_FILE, create=True, fill=fill), identity)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a score file and check all of it: the chain, and the tables against the chain.

        Raises:
            Altered: the history or a table was changed; the facts name the first bad event, or the table and key.
            Refusal: as :func:`judge_desk.stores.database.open_database`.
        """
        file = open_database(path, SCORE_FILE, read_only=read_only)
        try:
            with damage_faults(path):
                identity, events = _checked(file)
                opened = cls(file, identity)
                opened._as_checked = events
                return opened
        except (ValueError, IndexError) as error:
            file.close()
            raise damaged(path, str(error)) from error
        except BaseException:
            file.close()
            raise

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    @contextmanager
    def together(self) -> Generator[None]:
        """Make all acts of the block one transaction, e.g. the marks of a whole sheet: all are kept, or none."""
        with self.file.transaction():
            yield

    def mark(self, code: EntryCode, criterion: CriterionId, steps: int | None, now: str, why: str = "") -> Event | None:
        """Give a mark in steps, or take it away with None. The same mark again changes nothing.

        ``why`` stands in the history with the mark, e.g. which earlier mark is undone.

        Raises:
            NotNow: the file is sealed, or the entry is recused.
        """
        self._must_be_unsealed()
        if self._kept("recusal", "reason", code) is not None:
            raise NotNow("store.recused", where=code)
        if self._kept("mark", "steps", code, criterion) == steps:
            return None
        return self._append(Kind.MARK, now, code, criterion, steps, why)

    def recuse(self, code: EntryCode, reason: str, now: str) -> Event | None:
        """Declare that the judge does not mark an entry, for a reason. Marks already given stay, and do not count.

        Raises:
            NotNow: the file is sealed. BadInput: no reason.
        """
        self._must_be_unsealed()
        if not reason.strip():
            raise BadInput("store.no-reason", where=code)
        if self._kept("recusal", "reason", code) == reason:
            return None
        return self._append(Kind.RECUSE, now, code, text=reason)

    def unrecuse(self, code: EntryCode, now: str) -> Event | None:
        """Take a recusal back; marks given before count again. NotNow when sealed."""
        self._must_be_unsealed()
        return None if self._kept("recusal", "reason", code) is None else self._append(Kind.UNRECUSE, now, code)

    def remark(self, code: EntryCode, criterion: CriterionId | None, text: str, now: str) -> Event | None:
        """Write a remark for the organisers, on a criterion or (None) the entry; empty takes it away.

        Raises:
            NotNow: the file is sealed.
        """
        self._must_be_unsealed()
        key = criterion or NO_CRITERION
        if (self._kept("remark", "text", code, key) or "") == text:
            return None
        return self._append(Kind.REMARK, now, code, key, text=text)

    def note(self, code: EntryCode, text: str, now: str) -> Event | None:
        """Write a private note, which never leaves this file; empty takes it away. Allowed when sealed, too."""
        return (
            None if (self._kept("note", "text", code) or "") == text else self._append(Kind.NOTE, now, code, text=text)
        )

    def later(self, code: EntryCode, put_off: bool, now: str) -> Event | None:
        """Put an entry off, or no longer. Allowed when sealed, too."""
        if (self._kept("later", "entry", code) is not None) == put_off:
            return None
        return self._append(Kind.FLAG, now, code, text="later" if put_off else "")

    def _kept(self, table: str, column: str, code: EntryCode, criterion: CriterionId | None = None) -> str | int | None:
        """Give what a current table holds for an entry, or for a criterion of it; None for nothing."""
        if criterion is None:
            found = self.file.rows(f"SELECT {column} FROM {table} WHERE entry = ?", code)
        else:
            found = self.file.rows(f"SELECT {column} FROM {table} WHERE entry = ? AND criterion = ?", code, criterion)
        return found[0][0] if found else None

    def current(self) -> ScoreState:
        """Give everything as it stands."""
        return score_tables.read_state(self.file)

    def marks(self) -> Mapping[tuple[EntryCode, CriterionId], int]:
        """Give the marks that count, in steps; blanks and recused entries are absent."""
        return counted_marks(self.current())

    def recusals(self) -> Mapping[EntryCode, str]:
        """Give the reason of every recused entry."""
        return self.current().recusals

    def remarks(self) -> tuple[Remark, ...]:
        """Give the remarks, by entry."""
        return remark_values(self.current())

    def history(self, code: EntryCode | None = None) -> tuple[Event, ...]:
        """Give the events of an entry, or all, oldest first."""
        return score_tables.read_events(self.file, code)

    def first_history(self) -> tuple[Event, ...]:
        """Give the whole history as it was checked on opening, once; afterwards it is let go of and read anew."""
        events, self._as_checked = self._as_checked, None
        return events if events is not None and len(events) == self._last() else self.history()

    def _last(self) -> int:
        return int(self.file.rows("SELECT last FROM standing")[0][0])

    def progress(self, codes: Collection[EntryCode], criteria: Collection[CriterionId]) -> Progress:
        """Say how far the marks of these entries and criteria have come."""
        return progress_of(self.current(), codes, criteria)

    @property
    def state(self) -> FileState:
        """Whether marks may change."""
        return FileState(self.file.rows("SELECT state FROM standing")[0][0])

    @property
    def head(self) -> str:
        """Hash of the last event: the whole history in 64 digits."""
        return str(self.file.rows("SELECT head FROM standing")[0][0])

    def record_seal(self, revision: int, digest: Digest, code: str, text: str, now: str) -> None:
        """Record a sealing, with the ballot file verbatim; from now on marks do not change.

        Raises:
            ValueError: the text's digest is another, or the revision is not the next one.
            NotNow: sealed already.
        """
        self._must_be_unsealed()
        if text_digest(text) != digest or revision != len(self.sealed()) + 1:
            raise ValueError(f"revision {revision} {digest}")
        self._append(Kind.SEAL, now, steps=revision, text=f"{digest} {code}", file_text=text)

    def sealed(self) -> tuple[Seal, ...]:
        """Give every sealing, oldest first."""
        found = self.file.rows("SELECT revision, digest, code, text FROM seal ORDER BY revision")
        return tuple(Seal(*row) for row in found)

    def reopen(self, reason: str, word_of: str, now: str) -> None:
        """Open a sealed file again, on somebody's word. The sealed ballots stay.

        Raises:
            NotNow: not sealed. BadInput: no reason or no name.
        """
        if self.state is not FileState.SEALED:
            raise NotNow("store.not-sealed", where=self.file.path.name)
        if not reason.strip() or not word_of.strip():
            raise BadInput("store.no-reason", where=self.file.path.name)
        self._append(Kind.REOPEN, now, text=f"{word_of}\n{reason}")

    def take_package(self, package: str, now: str) -> Digest:
        """Take in a newer package of the same round (its ``.jdpack`` text, verbatim); gives its digest."""
        digest = text_digest(package)
        if digest != self.package()[0]:
            self._append(Kind.PACKAGE, now, text=digest, file_text=package)
        return digest

    def package(self) -> tuple[Digest, str]:
        """Give digest and text of the newest package taken in."""
        digest, text = self.file.rows("SELECT digest, text FROM package ORDER BY number DESC LIMIT 1")[0]
        return Digest(digest), str(text)

    def _must_be_unsealed(self) -> None:
        if self.state is FileState.SEALED:
            raise NotNow("store.sealed", where=self.file.path.name)

    def _append(
        self,
        kind: Kind,
        now: str,
        entry: EntryCode = NO_ENTRY,
        criterion: CriterionId = NO_CRITERION,
        steps: int | None = None,
        text: str = "",
        file_text: str = "",
    ) -> Event:
        with self.file.transaction():
            last, head = self.file.rows("SELECT last, head FROM standing")[0]
            event = chained(Event(last + 1, kind, entry, criterion, steps, text, now, head, ""))
            score_tables.append(self.file, event, file_text)
        return event


def chained(event: Event) -> Event:
    """Give the event with its hash filled in."""
    values = (event.kind, event.entry, event.criterion, event.steps, event.text, event.stated_time)
    return Event(event.seq, *values, event.prev, event_hash(event))


def _checked(file: OpenFile) -> tuple[ScoreFileIdentity, tuple[Event, ...]]:
    """Check everything that the file says against its chain; give who it belongs to, and the history."""
    identity = score_tables.read_identity(file)
    events = score_tables.read_events(file)
    bad = first_bad(events, first_hash(identity))
    last, head = file.rows("SELECT last, head FROM standing")[0]
    due = events[-1].hash if events else first_hash(identity)
    if bad is None and (last != len(events) or head != due):
        bad = min(last, len(events)) + 1
    if bad is not None:
        raise Altered("store.event-altered", where=file.path.name, event=bad, events=len(events))
    differs = state_differs(score_tables.read_state(file), replay(events))
    if differs or not score_tables.texts_match(file, identity) or not score_tables.origins_match(file):
        raise Altered("store.table-altered", where=file.path.name, **(differs or {"table": "seals", "key": "–"}))
    return identity, events
