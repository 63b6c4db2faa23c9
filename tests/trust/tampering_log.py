"""Changes to the log of an archive, which the program's recount must name; the stand-alone one reads no log."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from judge_desk.stores.contest_file import LOG_NAME
from judge_desk.stores.log import NOTHING_BEFORE, LogLine, line_hash, open_line, read_open
from tests.trust.archives import Archive

Change = Callable[[Archive, random.Random], tuple[str, ...]]


def _lines(archive: Archive) -> list[LogLine]:
    return list(read_open((archive.folder / LOG_NAME).read_bytes()))


def _write(archive: Archive, lines: list[LogLine]) -> None:
    (archive.folder / LOG_NAME).write_bytes(b"".join(map(open_line, lines)))


def a_log_line_by_hand(archive: Archive, chance: random.Random) -> tuple[str, ...]:
    """A letter of one act."""
    path = archive.folder / LOG_NAME
    lines = path.read_bytes().splitlines(keepends=True)
    at = chance.randrange(len(lines))
    lines[at] = lines[at].replace(b"thu-ky", b"thu-kY")
    path.write_bytes(b"".join(lines))
    return ("log_line", str(at + 1))


def a_log_line_dropped(archive: Archive, chance: random.Random) -> tuple[str, ...]:
    """An act before the last is gone."""
    lines = _lines(archive)
    at = chance.randrange(len(lines) - 1)
    _write(archive, lines[:at] + lines[at + 1 :])
    return ("log_line", str(at + 1))


def log_lines_exchanged(archive: Archive, chance: random.Random) -> tuple[str, ...]:
    """Two acts that follow each other change places."""
    lines = _lines(archive)
    at = chance.randrange(len(lines) - 1)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    _write(archive, lines)
    return ("log_line", str(at + 1))


def a_log_written_anew(archive: Archive, chance: random.Random) -> tuple[str, ...]:
    """Somebody else did the first act, and every line after it was chained anew; only packages remember."""
    del chance
    made: list[LogLine] = []
    for line in _lines(archive):
        before = made[-1].hash if made else NOTHING_BEFORE
        body = line.body.replace("thu-ky", "ai-khac", 1) if not made else line.body
        made.append(replace(line, prev=before, body=body, hash=line_hash(before, line.seq, body)))
    _write(archive, made)
    return ("log_head",)


def a_log_cut_off(archive: Archive, chance: random.Random) -> tuple[str, ...]:
    """The log ends before the code that the last package bears."""
    del chance
    _write(archive, _lines(archive)[:-2])
    return ("log_head",)


LOG_CHANGES: Final[tuple[Change, ...]] = (
    a_log_line_by_hand,
    a_log_line_dropped,
    log_lines_exchanged,
    a_log_written_anew,
    a_log_cut_off,
)
"""Every change of a log."""
