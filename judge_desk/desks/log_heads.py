"""Secretary, inspector: does the log still hold what it held when a code of it left the house?

The owner of a machine can write a whole log anew, and its chain will agree. Against that stand codes of it that others
hold: on the wall sheet, on receipts and minutes, in every package, and older copies of the log itself. A code is the
hash of a line; whoever finds it in the log knows that this line and every line before it are unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import Altered, BadInput, Findings, Problem, Refusal, Severity
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.log_reading import LogEntry, LogWords, log_words, tell
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import read_bytes
from judge_desk.exchange.sealed.manifest_file import EXTENSION as PACKAGE
from judge_desk.exchange.sealed.manifest_file import LIMIT as PACKAGE_LIMIT
from judge_desk.exchange.sealed.manifest_file import read_manifest
from judge_desk.stores.contest_copies import copies_of
from judge_desk.stores.contest_file import LOG_NAME, open_copy
from judge_desk.stores.log import BadLine, LogLine, read_open
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import head_groups, moment

SHORTEST: Final = 16
"""Hexadecimal digits that a code must have at least: 64 bits cannot be met by chance, and hardly by search."""
LIMIT: Final = 256 * 1024 * 1024
LOG_ENDING: Final = ".jsonl"
OLDER_ENDINGS: Final = (LOG_ENDING, PACKAGE)
_SPACES: Final = re.compile(r"[\s·.…\u00a0]+")
_CODE: Final = re.compile(r"[0-9a-f]{1,64}\Z")


class HeadState(StrEnum):
    """Where a code or an older log stands."""

    INSIDE = "inside"
    ASIDE = "aside"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class HeadCheck:
    """What was found of a code.

    Attributes:
        state: in the log, only in a copy that was put aside, or nowhere.
        entry: the act whose line it is, in words; None where it is nowhere.
        since: how many acts came after it in the log; copy: name of the copy that holds it, else empty.
        findings: one, in words.
    """

    state: HeadState
    entry: LogEntry | None
    since: int
    copy: str
    findings: Findings


@dataclass(frozen=True, slots=True)
class OlderCheck:
    """How an older log stands to the present one.

    Attributes:
        state: wholly contained, contained in a copy that was put aside, or not.
        lines, total: acts of the older log and of the present one; common: those that agree, from the beginning.
        gone: acts that only the older log has, oldest first.
        findings: one, in words.
    """

    state: HeadState
    lines: int
    total: int
    common: int
    gone: tuple[LogEntry, ...]
    findings: Findings


@dataclass(frozen=True, slots=True)
class _Log:
    """A log that is open to be looked at; ``folder`` is None for a log on its own."""

    lines: tuple[LogLine, ...]
    words: LogWords
    folder: Path | None


def find_head(place: Path, typed: str, language: str, around: Surroundings) -> HeadCheck:
    """Look for a code that somebody read off paper, whole or its beginning.

    Args:
        place: a contest folder, or a log on its own (``nhat-ky.jsonl``).
        typed: the code, with or without blanks.
        language: of the sentences.
        around: for progress.

    Raises:
        BadInput: too short, or no hexadecimal digits. Refusal: the log cannot be read, or does not agree with itself.
    """
    code = read_head(typed)
    around.progress("progress.log", 0, 0)
    with _opened(place, language) as log:
        found = _line_with(log.lines, code)
        if found is not None:
            since = len(log.lines) - found.seq
            note = _told("log.head_inside", Severity.NOTE, found, log.words, code=head_groups(code), since=since)
            return HeadCheck(HeadState.INSIDE, tell(found, log.words), since, "", (note,))
        for name, lines in _put_aside(log, around):
            found = _line_with(lines, code)
            if found is not None:
                asked = _told("log.head_aside", Severity.ASK, found, log.words, code=head_groups(code), copy=name)
                return HeadCheck(HeadState.ASIDE, tell(found, log.words), 0, name, (asked,))
        facts: dict[str, str | int] = {"code": head_groups(code), "count": len(log.lines)}
    return HeadCheck(HeadState.ABSENT, None, 0, "", (Problem("log.head_absent", Severity.STOP, "", facts),))


def compare_older(place: Path, older: Path, language: str, around: Surroundings) -> OlderCheck | HeadCheck:
    """Say whether the log still holds everything that an older one holds.

    Args:
        place: a contest folder, or a log on its own.
        older: an older log (``.jsonl``), a folder with one, or a package, which bears one code.
        language: of the sentences.
        around: for progress.

    Raises:
        BadInput: nothing of the kind. Altered: the older log does not agree with itself. Refusal: as :func:`find_head`.
    """
    file = older / LOG_NAME if older.is_dir() else older
    if file.suffix == PACKAGE:
        return find_head(place, read_manifest(read_bytes(file, PACKAGE_LIMIT), file.name).log_head, language, around)
    if file.suffix != LOG_ENDING or not file.is_file():
        raise BadInput("log.no_older", where=older.name)
    around.progress("progress.log", 0, 0)
    then = _read(file)
    with _opened(place, language) as log:
        common = _common(then, log.lines)
        facts: dict[str, str | int] = {"lines": len(then), "total": len(log.lines), "common": common}
        if common == len(then):
            note = Problem("log.older_inside", Severity.NOTE, file.name, facts | {"since": len(log.lines) - common})
            return OlderCheck(HeadState.INSIDE, len(then), len(log.lines), common, (), (note,))
        gone = tuple(tell(line, log.words) for line in then[common:])
        for name, lines in _put_aside(log, around):
            if _common(then, lines) == len(then):
                asked = Problem("log.older_aside", Severity.ASK, file.name, facts | {"copy": name, "gone": len(gone)})
                return OlderCheck(HeadState.ASIDE, len(then), len(log.lines), common, gone, (asked,))
        code = "log.older_differs" if common else "log.older_other"
        stop = _told(code, Severity.STOP, then[common], log.words, gone=len(gone), **facts)
    return OlderCheck(HeadState.ABSENT, len(then), len(log.lines), common, gone, (stop,))


def read_head(typed: str) -> str:
    """Read a code off paper: hexadecimal digits, blanks and dots between them left out.

    Raises:
        BadInput: fewer than :data:`SHORTEST` digits, or something else.
    """
    code = _SPACES.sub("", typed).lower()
    if not _CODE.match(code) or len(code) < SHORTEST:
        raise BadInput("log.head_form", given=len(code), least=SHORTEST)
    return code


@contextmanager
def _opened(place: Path, language: str) -> Iterator[_Log]:
    if place.is_file():
        yield _Log(_read(place), LogWords(open_catalogue(language), {}, {}), None)
        return
    with open_folder(place, read_only=True) as contest:
        yield _Log(contest.store.log(), log_words(contest, language), contest.path)


def _read(file: Path) -> tuple[LogLine, ...]:
    try:
        return read_open(read_bytes(file, LIMIT))
    except BadLine as bad:
        raise Altered("log.older_altered", where=file.name, line=bad.number) from bad


def _put_aside(log: _Log, around: Surroundings) -> Iterator[tuple[str, tuple[LogLine, ...]]]:
    """Give the logs of the kept copies of a contest's file; a damaged copy is passed over."""
    copies = copies_of(log.folder) if log.folder is not None else ()
    for number, each in enumerate(copies):
        around.progress("progress.copies", number, len(copies))
        try:
            with open_copy(each.path) as copy:
                yield each.path.name, copy.log()
        except Refusal:
            continue


def _line_with(lines: Sequence[LogLine], code: str) -> LogLine | None:
    return next((line for line in lines if line.hash.startswith(code)), None)


def _common(first: Sequence[LogLine], second: Sequence[LogLine]) -> int:
    pairs = zip(first, second, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one.hash != other.hash), min(len(first), len(second)))


def _told(code: str, severity: Severity, line: LogLine, words: LogWords, /, **facts: str | int) -> Problem:
    entry = tell(line, words)
    when = moment(entry.time, words.catalogue.language)
    return Problem(
        code,
        severity,
        "",
        {"number": line.seq, "told": entry.told.rstrip("."), "who": entry.who, "when": when, **facts},
    )
