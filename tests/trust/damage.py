"""Damage at rest: bits that turn, sectors that go, files cut short, with and without a journal beside them.

Every damage must be noticed or change nothing: a file that opens says exactly what it said before. What is noticed is
then saved, and the result holds at least what the newest good copy held, and nothing that was never there.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from judge_desk.contest.values.problems import Refusal
from judge_desk.stores.contest_copies import copies_of, snapshot
from judge_desk.stores.contest_file import FILE_NAME, ContestFile, open_contest
from judge_desk.stores.contest_recovery import recover_contest
from judge_desk.stores.contest_schema import APPEND_ONLY
from judge_desk.stores.copies import AUTOMATIC
from judge_desk.stores.database import OpenFile
from judge_desk.stores.score_copies import back_up_score, recover_score_file, score_copies
from judge_desk.stores.score_file import ScoreFile
from tests.stores.samples import CODES, CRITERIA, NOW, fill, new_contest, new_score, seal
from tests.trust.drill import Count, Drill, Tally

SECTOR: Final = 512
SAVE_EACH: Final = 25
"""One noticed damage in so many is saved, too; it takes as long as fifty looks."""
JOURNAL_EACH: Final = 4
"""One damage in so many meets a file with the journal of an act that a crash cut off; either of the two is damaged."""

Contents = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Patient:
    """A file to damage.

    Attributes:
        whole: its bytes at rest; torn, journal: its bytes and its journal's in the middle of an act.
        due: what it says; events: the hashes of its history, oldest first; copied: how many the newest copy holds.
        read: opens a file and gives what it says. save: saves a damaged one, gives the hashes of what was won back.
    """

    whole: bytes
    torn: bytes
    journal: bytes
    due: Contents
    events: tuple[str, ...]
    copied: int
    path: Path
    read: Callable[[Path], Contents]
    save: Callable[[], tuple[str, ...]]


def damaged(content: bytes, chance: random.Random) -> tuple[bytes, str]:
    """Damage some bytes; gives them and what was done."""
    changed = bytearray(content)
    kind = chance.choice(("bit", "bit", "bits", "byte", "sector", "swap", "cut", "lengthen"))
    at = chance.randrange(len(changed))
    start = at // SECTOR * SECTOR
    if kind == "bit":
        changed[at] ^= 1 << chance.randrange(8)
    elif kind == "bits":
        for _ in range(chance.randrange(2, 9)):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    elif kind == "byte":
        changed[at] = chance.randrange(256)
    elif kind == "sector":
        fill_byte = chance.choice((0, 0xFF))
        changed[start : start + SECTOR] = bytes([fill_byte]) * len(changed[start : start + SECTOR])
    elif kind == "swap":
        other = chance.randrange(len(changed)) // SECTOR * SECTOR
        changed[start : start + SECTOR], changed[other : other + SECTOR] = (
            changed[other : other + SECTOR],
            changed[start : start + SECTOR],
        )
    elif kind == "cut":
        del changed[at:]
    else:
        changed += chance.randbytes(chance.randrange(1, SECTOR))
    return bytes(changed), f"{kind} at {at}"


def run(patient: Patient, amount: int, seed: int) -> Tally:
    """Damage a patient so often."""
    count, noticed, saved = Count(), 0, 0
    journal = patient.path.with_name(patient.path.name + "-journal")
    for number in range(amount):
        chance = random.Random(f"{seed} {number}")
        with_journal = number % JOURNAL_EACH == 0
        parts = [patient.torn, patient.journal] if with_journal else [patient.whole]
        hurt = chance.randrange(len(parts))
        parts[hurt], how = damaged(parts[hurt], chance)
        patient.path.write_bytes(parts[0])
        journal.unlink(missing_ok=True)
        if with_journal:
            journal.write_bytes(parts[1])
        name = f"seed {seed}, try {number}: {how}{' of ' + ('file', 'journal')[hurt] if with_journal else ''}"
        try:
            found = patient.read(patient.path)
        except Refusal:
            noticed += 1
            if noticed % SAVE_EACH == 1:
                saved += 1
                patient.path.write_bytes(parts[0])
                if with_journal:
                    journal.write_bytes(parts[1])
                _judge_saved(patient, name, count)
                continue
        else:
            if found != patient.due:
                count.broken(f"{name}: opened and says something else")
                continue
        count.good()
    return count.tally(noticed=noticed, harmless=count.tried - noticed - count.bad, saved=saved)


def _judge_saved(patient: Patient, name: str, count: Count) -> None:
    try:
        won = patient.save()
    except Refusal as refusal:
        count.broken(f"{name}: nothing saved, {refusal.problem.code}")
        return
    if len(won) < patient.copied:
        count.broken(f"{name}: {len(won)} acts saved, the copy held {patient.copied}")
    elif won != patient.events[: len(won)]:
        count.broken(f"{name}: something was saved that was never there")
    else:
        count.good()


def _tables(file: OpenFile, names: tuple[str, ...]) -> Contents:
    """Give every row of some tables."""
    return tuple((name, sorted(map(repr, file.rows(f"SELECT * FROM {name}")))) for name in names)


def score_patient(folder: Path) -> Patient:
    """Make a score file with two sealings and a copy before the second."""
    score = new_score(folder)
    fill(score)
    seal(score)
    back_up_score(score, AUTOMATIC, NOW)
    copied = len(score.history())
    score.reopen("Sửa một điểm", "Trưởng ban", NOW)
    for place, code in enumerate(CODES[:6]):
        score.mark(code, CRITERIA[0], 50 + place, NOW)
        score.remark(code, None, f"Nhận xét {place}", NOW)
        score.note(code, "Ghi riêng", NOW)
    seal(score, "lần hai")
    path = score.file.path
    kept = _kept_of(score.file)
    score.close()

    def read(at: Path) -> Contents:
        with ScoreFile.open(at, read_only=True) as opened:
            return _tables(opened.file, kept)

    def save() -> tuple[str, ...]:
        target = folder / "cuu.jdscore"
        target.unlink(missing_ok=True)
        recover_score_file(path, [each.path for each in score_copies(path)], target)
        with ScoreFile.open(target) as won:
            return tuple(each.hash for each in won.history())

    with ScoreFile.open(path) as again:
        due, events = _tables(again.file, kept), tuple(each.hash for each in again.history())
    torn, journal = _cut_off(path, lambda db: db.execute("UPDATE standing SET last = last + 1"))
    return Patient(path.read_bytes(), torn, journal, due, events, copied, path, read, save)


def _kept_of(file: OpenFile) -> tuple[str, ...]:
    """Give every table of a score file but the comforts of the window, which are worth nothing."""
    names = file.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'setting' ORDER BY name")
    return tuple(row[0] for row in names)


def contest_patient(folder: Path) -> Patient:
    """Make a contest file with acts of many kinds of rows, and a copy before the last of them."""
    contest = new_contest(folder)
    _acts(contest, range(6))
    snapshot(contest, "thu-cong", NOW)
    copied = len(contest.log())
    _acts(contest, range(6, 12))
    path, place = contest.file.path, contest.folder
    for each in copies_of(place):
        if each.running:
            each.path.unlink()
    contest.close()

    def read(at: Path) -> Contents:
        with open_contest(at.parent, read_only=True) as opened:
            return _tables(opened.file, APPEND_ONLY)

    def save() -> tuple[str, ...]:
        target = folder / "cuu.jdesk"
        target.unlink(missing_ok=True)
        recover_contest(place, [each.path for each in copies_of(place)], target)
        shutil.copyfile(target, folder / "xem" / FILE_NAME)
        with open_contest(folder / "xem", read_only=True) as won:
            assert won.key_seed() == key
            return tuple(line.hash for line in won.log())

    (folder / "xem").mkdir()
    with open_contest(place, read_only=True) as again:
        due, events, key = read(path), tuple(line.hash for line in again.log()), again.key_seed()
    insert = (
        "INSERT INTO log (seq, prev, hash, body) SELECT seq + 1, hash, 'x', body FROM log ORDER BY seq DESC LIMIT 1"
    )
    torn, journal = _cut_off(path, lambda db: db.execute(insert))
    return Patient(path.read_bytes(), torn, journal, due, events, copied, path, read, save)


def _acts(contest: ContestFile, numbers: range) -> None:
    """Write rows of texts, numbers, blobs and blanks."""
    for number in numbers:
        with contest.act("Thư ký", "panel", {"units": number}, NOW) as act:
            act.insert("unit", ("id", "title", "block"), [(f"so-{number}", f"Sở thứ {number}", "khối")])
            person = (number, f"p{number}", f"Người Thứ {number}", "Chuyên viên", None, "member", "", "")
            columns = ("position", "id", "name", "office", "unit", "role", "rounds", "fields")
            act.insert("person", columns, [person])
            act.insert("assignment", ("round", "entry", "seats"), [("vong-1", f"{number:03}", "1 2 3")])


def _cut_off(path: Path, write: Callable[[sqlite3.Connection], Any]) -> tuple[bytes, bytes]:
    """Give the bytes of a file and of its journal when an act was cut off after its pages were written."""
    copy = path.with_name("do-dang.sqlite")
    shutil.copyfile(path, copy)
    journal = copy.with_name(copy.name + "-journal")
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=TRUNCATE")
        connection.execute("PRAGMA cache_size=1")
        connection.execute("PRAGMA cache_spill=1")
        connection.execute("BEGIN")
        write(connection)
        connection.execute("CREATE TABLE spill (a)")
        connection.execute("INSERT INTO spill VALUES (zeroblob(2000)), (zeroblob(2000)), (zeroblob(2000))")
        connection.execute("INSERT INTO spill SELECT zeroblob(2000) FROM spill, spill AS b, spill AS c")
        torn, kept = copy.read_bytes(), journal.read_bytes()
        connection.execute("ROLLBACK")
    assert torn != path.read_bytes()
    assert len(kept) > SECTOR
    # the journal names no file, so that it serves the damaged one as well
    return torn, kept


def hurt_scores(amount: int, seed: int, folder: Path) -> Tally:
    """Damage a score file."""
    return run(score_patient(folder), amount, seed)


def hurt_contests(amount: int, seed: int, folder: Path) -> Tally:
    """Damage a contest file."""
    return run(contest_patient(folder), amount, seed)


_PROMISE: Final = "Damage of {} is noticed or changes nothing; the newest good copy and what is still proven come back."
DRILLS = (
    Drill("damage-score", _PROMISE.format("a score file"), "damages", 200, 100_000, hurt_scores),
    Drill("damage-contest", _PROMISE.format("a contest file"), "damages", 200, 100_000, hurt_contests),
)
