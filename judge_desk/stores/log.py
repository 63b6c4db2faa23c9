"""The secretary's log: one chained line for every act, in the contest file and in the open beside it.

A line's body is canonical JSON: who, what, facts, stated time, and the digest of every row that the act wrote. So
the chain covers the whole contest file, not only itself. The copy ``nhat-ky.jsonl`` is appended after the change is
durable; what a crash kept from it is added at the next opening. The owner of the machine can rewrite both; the log
becomes evidence when heads of it leave his hands, on packages, slips and minutes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import Digest
from judge_desk.stores.chain import link, named_rows
from judge_desk.stores.contest_schema import CHAINED
from judge_desk.stores.copies import flush
from judge_desk.stores.database import OpenFile
from judge_desk.stores.rows import Facts, pack, unpack

NOTHING_BEFORE: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log.

    Attributes:
        seq: from 1; prev, hash: the chain.
        actor: who; what: the act's short name; facts: what it was about; stated_time: ISO local.
        rows: SHA-256 over the rows that the act wrote.
        body: all of that as the text that was hashed.
    """

    seq: int
    prev: str
    hash: str
    actor: str
    what: str
    facts: Facts
    stated_time: str
    rows: str
    body: str


class BadLine(ValueError):
    """A line of an open copy that is not what the log writes.

    Attributes:
        number: of the line, from 1.
    """

    def __init__(self, number: int) -> None:
        """Say which line it is."""
        super().__init__(number)
        self.number = number


def line_body(actor: str, what: str, facts: Facts, stated_time: str, rows: str) -> str:
    """Write a line's body."""
    return pack({"actor": actor, "facts": dict(facts), "rows": rows, "time": stated_time, "what": what})


def line_hash(previous: str, seq: int, body: str) -> Digest:
    """Compute a line's hash."""
    return link(previous, "log", seq, body)


def read_lines(file: OpenFile) -> tuple[LogLine, ...]:
    """Read the whole log, oldest first.

    Raises:
        ValueError, KeyError: a body is not what :func:`line_body` writes.
    """
    found = file.rows("SELECT seq, prev, hash, body FROM log ORDER BY seq")
    return tuple(_line(*row) for row in found)


def _line(seq: int, prev: str, own: str, body: str) -> LogLine:
    said = unpack(body)
    return LogLine(seq, prev, own, said["actor"], said["what"], said["facts"], said["time"], said["rows"], body)


def first_bad_line(lines: Sequence[LogLine], rows: Mapping[int, str]) -> int | None:
    """Give the number of the first line that does not follow, or whose rows are not what it says; or None."""
    previous = NOTHING_BEFORE
    for expected, line in enumerate(lines, start=1):
        chained = (
            line.seq == expected and line.prev == previous and line.hash == line_hash(previous, expected, line.body)
        )
        if not chained or line.rows != rows.get(expected, nothing_written()):
            return expected
        previous = line.hash
    strays = sorted(number for number in rows if number > len(lines))
    return strays[0] if strays else None


def nothing_written() -> str:
    """Give the digest of an act that wrote no rows."""
    return hashlib.sha256().hexdigest()


def rows_digests(file: OpenFile, act: int | None = None) -> dict[int, str]:
    """Digest the rows of one act, or (None) of every act that wrote any.

    For each table in the fixed order and each row in the order of writing: the table's name, then name and value of
    each column that is not NULL, in the canonical form of a chain.
    """
    hashes: dict[int, hashlib._Hash] = {}
    for table in CHAINED:
        where = "" if act is None else "WHERE act = ?"
        names = [row[1] for row in file.rows(f"PRAGMA table_info({table})")]
        if not names:  # a copy in an older form, to be looked at only
            continue
        found = file.each(f"SELECT * FROM {table} {where} ORDER BY act, rowid", *(() if act is None else (act,)))
        for number, data in named_rows(table, names, found):
            hashes.setdefault(number, hashlib.sha256()).update(data)
    return {number: running.hexdigest() for number, running in hashes.items()}


def open_line(line: LogLine) -> bytes:
    """Give a line as it stands in ``nhat-ky.jsonl``."""
    text = pack({"body": unpack(line.body), "hash": line.hash, "prev": line.prev, "seq": line.seq})
    return text.encode("utf-8") + b"\n"


def read_open(data: bytes) -> tuple[LogLine, ...]:
    """Read an open copy of a log, as it lies beside a contest file or in an archive; its chain is checked.

    A last line that a crash cut off is refused, too: what is asked of a copy is whether every byte of it is known.

    Raises:
        BadLine: with the number of the first line that is not what :func:`open_line` writes, or does not follow.
    """
    lines: list[LogLine] = []
    *whole, rest = data.split(b"\n")
    for number, text in enumerate(whole, start=1):
        try:
            said = unpack(text.decode("utf-8"))
            line = _line(said["seq"], said["prev"], said["hash"], pack(said["body"]))
            before = lines[-1].hash if lines else NOTHING_BEFORE
            chained = (line.seq, line.prev, line.hash) == (number, before, line_hash(before, number, line.body))
            same = open_line(line) == text + b"\n"
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise BadLine(number) from error
        if not chained or not same:
            raise BadLine(number)
        lines.append(line)
    if rest or not lines:
        raise BadLine(len(lines) + 1)
    return tuple(lines)


def append_open(path: Path, data: bytes) -> None:
    """Add to the open copy and flush it.

    Raises:
        OSError: the place cannot be written.
    """
    with path.open("ab") as stream:
        stream.write(data)
    flush(path)


def bring_up_open(path: Path, lines: Iterable[LogLine]) -> bool:
    """Add to the open copy what it lacks, also the rest of a line that a crash cut off; nothing said in it is changed.

    A power cut may leave zeros where the last bytes did not arrive; they are written again.

    Returns:
        True when the copy now agrees; False when it says something else, and was left alone.

    Raises:
        OSError: the place cannot be read or written.
    """
    due = b"".join(open_line(line) for line in lines)
    there = path.read_bytes() if path.exists() else b""
    if not due.startswith(there):
        whole = _whole_beginning(there, due)
        if whole is None:
            return False
        os.truncate(path, whole)
        there = there[:whole]
    if len(there) < len(due):
        append_open(path, due[len(there) :])
    return True


def _whole_beginning(there: bytes, due: bytes) -> int | None:
    """Give how much of a copy is whole where the rest lacks bytes only; None where it says something else."""
    pairs = list(zip(there, due, strict=False))
    if len(there) > len(due) or any(byte not in (0, wanted) for byte, wanted in pairs):
        return None
    return next(place for place, (byte, wanted) in enumerate(pairs) if byte != wanted)


def open_log_state(path: Path, lines: Iterable[LogLine]) -> bool | None:
    """Say whether the open copy agrees with the log: True, also when only its end is missing; None without one."""
    due = b"".join(open_line(line) for line in lines)
    try:
        there = path.read_bytes()
    except OSError:
        return None
    return due.startswith(there) or _whole_beginning(there, due) is not None
