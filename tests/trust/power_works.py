"""The pieces of work that the power cuts off, each done by the program's own desks on real files.

A work is recorded once. While it goes on it leaves marks: ``kept FILE N`` (the first N events or lines of the log of
a file have been acknowledged) and ``holds PATH`` (a file or the files of a folder have been acknowledged).
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.score_files import new_score_file
from judge_desk.contest.values.decisions import DecisionKind, is_locked
from judge_desk.contest.values.identity import RoundId, entry_code
from judge_desk.contest.values.problems import NotNow
from judge_desk.desks import (
    counting,
    deciding,
    founding,
    handing_over,
    issuing,
    publishing,
    rescuing,
    safekeeping,
    sealing,
)
from judge_desk.desks.deciding import Request
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.exchange.sealed.package_check import check_package
from judge_desk.stores import contest_copies
from judge_desk.stores.contest_file import FILE_NAME, open_contest
from judge_desk.stores.contest_schema import CONTEST_FILE
from judge_desk.stores.database import FileKind, open_database
from judge_desk.stores.decision_tables import read_decisions
from judge_desk.stores.score_copies import back_up_score
from judge_desk.stores.score_events import FileState
from judge_desk.stores.score_file import ScoreFile
from tests.desks.sitting_files import CODES, CRITERIA, sit_down
from tests.faults.small_world import DEFINITION, SmallWorld, build, person
from tests.stores.samples import new_contest
from tests.trust.power_looks import Found, of_contest, of_score
from tests.trust.strace_log import mark
from tests.ui.seal_works import machine, work

SCRATCH: Final = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
SCORE: Final = "phieu.jdscore"
CONTEST: Final = f"cuoc-thi/{FILE_NAME}"
ROUND: Final = "vong-1"
PACKAGE: Final = "usb/goi-hoi-thi-nho-vong-1"
PEOPLE: Final = ("Vũ Văn Em (Ban Tổ chức)",)
_FIRST_TABLES: Final = ("about", "definition", "secret", "log")


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work.

    Attributes:
        name, promise: of its drill.
        prepare: makes what must be there before, in an empty folder.
        do: does it there, so thoroughly (a number of turns), leaving marks.
        look: how the program opens the file that it is about; file: its path.
        backed: by a word of the log, beginnings of paths of files that must be whole as soon as the log has the word.
        package: folder of a package that must not be taken for whole while a file of it differs.
        again: does the work once more after a power cut; gives what came of it, the same for every state.
        old_or_new: the file holds the history of before or that of afterwards, and nothing in between.
    """

    name: str
    promise: str
    prepare: Callable[[Path], object]
    do: Callable[[Path, int], None]
    look: Callable[[Path], Found]
    file: str
    again: Callable[[Path], str]
    backed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    package: str = ""
    old_or_new: bool = False


@functools.cache
def small() -> SmallWorld:
    """Give the small contest, made once in a process; nobody changes it."""
    folder = Path(tempfile.mkdtemp(prefix="power-", dir=SCRATCH))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return build(folder)


def _station(name: str) -> Callable[[Path], object]:
    return lambda root: shutil.copytree(getattr(small(), name), root / "cuoc-thi")


def _kept(file: str, look: Callable[[Path], Found], root: Path) -> None:
    mark(f"kept {len(look(root / file).chain)}")


def _lines(root: Path) -> None:
    with open_contest(root / "cuoc-thi", read_only=True) as contest:
        mark(f"kept {len(contest.log())}")


# marking


def _mark(root: Path, turns: int) -> None:
    sitting = sit_down(root)
    mark("kept 0")
    for number in range(turns):
        code, criterion = CODES[number % len(CODES)], CRITERIA[number % len(CRITERIA)]
        if number % 6 == 4:
            sitting.remark(code, None, f"Nhận xét thứ {number} " * 12)
        elif number % 6 == 5:
            sitting.note(code, f"Ghi chú {number}")
        else:
            sitting.mark(code, criterion, str(number % 5))
        mark(f"kept {len(sitting.history())}")
    sitting.close()


def _mark_again(root: Path) -> str:
    if not (root / SCORE).exists():
        new_score_file(root / SCORE, len(CODES))
    with ScoreFile.open(root / SCORE) as score:
        score.mark(CODES[-1], CRITERIA[3], 3, "2024-09-02T12:00:00")
    return "opens"


# sealing


def _to_seal(root: Path) -> None:
    work(root, 2)
    sealing.device_key(machine(root))


def _seal(root: Path, turns: int) -> None:
    around = machine(root)
    for number in range(1 + turns // 20):
        sealing.seal(root / SCORE, root / "phieu", around)
        for each in sorted((root / "phieu").iterdir()):
            mark(f"holds phieu/{each.name}")
        _kept(SCORE, _score_read, root)
        if number < turns // 20:
            sealing.reopen(root / SCORE, "thử", "thư ký", around)
            _kept(SCORE, _score_read, root)


def _score_read(path: Path) -> Found:
    with ScoreFile.open(path, read_only=True) as score:
        return Found(tuple(each.hash for each in score.history()))


def _seal_again(root: Path) -> str:
    around = machine(root)
    with open_judge_file(root / SCORE) as judge:
        is_open, before = judge.score.state is FileState.OPEN, len(judge.score.sealed())
    if is_open:
        sealing.seal(root / SCORE, root / "phieu", around)
    sealing.export(root / SCORE, root / "phieu")
    kept = {each.file_name: each.data for each in handing_over.sealings_in(root / SCORE)}
    lying = {path.name: path.read_bytes() for path in (root / "phieu").glob("*.jdballot")}
    if len(kept) != before + is_open:
        return f"{len(kept)} sealings after {before}"
    return "one ballot for each sealing" if kept == lying else f"sealed {sorted(kept)}, lying {sorted(lying)}"


# merging


def _merge(root: Path, turns: int) -> None:
    counting.merge(root / "cuoc-thi", ROUND, _brought(), person(root, "may"), "Thử", "Thư ký")
    _lines(root)


def _brought() -> list[Path]:
    return list(small().ballots.values())


def _merge_again(root: Path) -> str:
    around = person(root, "may")
    counting.merge(root / "cuoc-thi", ROUND, _brought(), around, "Thử", "Thư ký")
    standing = counting.results(root / "cuoc-thi", ROUND, around)
    counted = sorted(f"{each.ballot.seat} {each.digest[:8]}" for each in standing.ballots)
    return f"{counted} {_health(root)}"


def _health(root: Path) -> str:
    found = safekeeping.doctor(root / "cuoc-thi", person(root, "may")).findings
    return ", ".join(each.code for each in found if each.code != "doctor.little_room") or "sound"


# deciding and locking


def _decide(root: Path, turns: int) -> None:
    for number in range(_decided_in(root / "cuoc-thi"), _decided_in(small().marked) + turns // 8):
        code = entry_code(1 + number % 5)
        request = Request(ROUND, DecisionKind.SPECIAL, (code,), f"Đề nghị thứ {number}", "Thử", PEOPLE)
        deciding.decide(root / "cuoc-thi", request, person(root, "may"))
        _lines(root)
    with open_contest(root / "cuoc-thi", read_only=True) as contest:
        locked = is_locked(read_decisions(contest), RoundId(ROUND))
    if not locked:
        code = counting.results(root / "cuoc-thi", ROUND, person(root, "may")).data_code
        request = Request(ROUND, DecisionKind.FINAL, (ROUND,), code, "Thử", PEOPLE)
        deciding.decide(root / "cuoc-thi", request, person(root, "may"))
        _lines(root)


def _decided_in(folder: Path) -> int:
    with open_contest(folder, read_only=True) as contest:
        return sum(each.what == "decide" for each in contest.log())


def _decide_again(root: Path) -> str:
    _decide(root, 8)
    return f"locked, {_health(root)}"


# issuing


def _to_issue(root: Path) -> None:
    shutil.copytree(small().drawn, root / "cuoc-thi")
    (root / "usb").mkdir()


def _issue(root: Path, turns: int) -> None:
    issuing.issue(root / "cuoc-thi", ROUND, root / "usb", person(root, "may"))
    mark(f"holds {PACKAGE}/")
    _lines(root)


def _issue_again(root: Path) -> str:
    (root / "usb").mkdir(exist_ok=True)
    issued = issuing.issue(root / "cuoc-thi", ROUND, root / "usb", person(root, "may"))
    checked = check_package(issued.package)
    stops = [each.code for each in checked.findings if each.severity.name == "STOP"]
    return f"{checked.whole} files, {stops}, {_health(root)}"


# publishing


def _publish(root: Path, turns: int) -> None:
    publishing.publish(root / "cuoc-thi", ROUND, root / "in", person(root, "may"), ("docx",), True, ("minutes",))
    mark("holds in/")
    mark("holds cuoc-thi/documents/")
    _lines(root)


def _publish_again(root: Path) -> str:
    around = person(root, "may")
    publishing.publish(root / "cuoc-thi", ROUND, root / "in", around, ("docx",), True, ("minutes",))
    return _health(root)


# founding


def _found(root: Path, turns: int) -> None:
    founding.found(root / "cuoc-thi", str(DEFINITION), person(root, "may"))
    mark("holds cuoc-thi/")
    _lines(root)


def _found_again(root: Path) -> str:
    if not (root / CONTEST).exists():
        founding.found(root / "cuoc-thi", str(DEFINITION), person(root, "may"))
    return _health(root)


# an older form


def _older(root: Path) -> None:
    """Found a contest as the program did in its first form."""
    folder, kind = root / "cuoc-thi", FileKind(CONTEST_FILE.application_id, CONTEST_FILE.migrations[:1])
    with closing(new_contest(root)):
        pass
    with closing(sqlite3.connect(root / "hau-giang-2024" / FILE_NAME)) as present:
        rows = {name: present.execute(f"SELECT * FROM {name}").fetchall() for name in _FIRST_TABLES}
    shutil.rmtree(root / "hau-giang-2024")
    folder.mkdir()
    with open_database(folder / FILE_NAME, kind, create=True) as older, older.transaction():
        for name, values in rows.items():
            columns = [row[1] for row in older.rows(f"PRAGMA table_info({name})")]
            older.insert(name, columns, [value[: len(columns)] for value in values])


def _migrate_contest(root: Path, turns: int) -> None:
    open_contest(root / "cuoc-thi").close()
    mark("holds cuoc-thi/contest.v1.jdesk")
    _lines(root)


def _open_contest(root: Path) -> str:
    return str(len(of_contest(root / CONTEST).chain))


# going back


def _to_restore(root: Path) -> None:
    shutil.copytree(small().marked, root / "cuoc-thi")


def _restore(root: Path, turns: int) -> None:
    name = contest_copies.copies_of(root / "cuoc-thi")[0].path.name
    contest_copies.restore_contest(root / "cuoc-thi", name, "Thư ký", "2024-08-20T09:00:00")
    _lines(root)


def _restore_again(root: Path) -> str:
    name = contest_copies.copies_of(root / "cuoc-thi")[-1].path.name
    contest_copies.restore_contest(root / "cuoc-thi", name, "Thư ký", "2024-08-20T10:00:00")
    return _health(root)


# winning back


def _to_rescue(root: Path) -> None:
    """Leave a score file with a copy, more marks, the last of them altered, and the journal of an act cut off."""
    sitting = sit_down(root)
    for code in CODES[:4]:
        sitting.mark(code, CRITERIA[5], "3")
    sitting.close()
    with ScoreFile.open(root / SCORE) as score:
        back_up_score(score, "thu-cong", "2024-09-02T11:00:00")
        score.mark(CODES[5], CRITERIA[5], 2, "2024-09-02T11:01:00")
    with closing(sqlite3.connect(root / SCORE, isolation_level=None)) as cut_off:
        for each in ("journal_mode=PERSIST", "cache_size=1", "synchronous=FULL"):
            cut_off.execute(f"PRAGMA {each}").fetchall()
        cut_off.execute("UPDATE event SET text = 'y' WHERE seq = 5")
        cut_off.execute("BEGIN")
        cut_off.execute("UPDATE event SET text = ?", ("x" * 9000,))
        left = [(path, path.read_bytes()) for path in (root / SCORE, root / f"{SCORE}-journal")]
        cut_off.execute("ROLLBACK")
    for path, data in left:
        path.write_bytes(data)


def _rescue(root: Path, turns: int) -> None:
    rescuing.rescue(root / SCORE, machine(root))
    _kept(SCORE, _score_read, root)
    with ScoreFile.open(root / SCORE) as score:
        score.mark(CODES[6], CRITERIA[5], 2, "2024-09-02T12:00:00")
        mark(f"kept {len(score.history())}")


def _rescue_again(root: Path) -> str:
    with contextlib.suppress(NotNow):
        rescuing.rescue(root / SCORE, machine(root))
    with ScoreFile.open(root / SCORE, read_only=True) as score:
        return "won back" if len(score.history()) >= len(CODES[:4]) else f"{len(score.history())} events"


WORKS: Final = (
    Work(
        "marking",
        "every mark and remark that was acknowledged is there, and the history is unbroken",
        lambda root: None,
        _mark,
        of_score,
        SCORE,
        _mark_again,
    ),
    Work(
        "sealing",
        "an acknowledged sealing is recorded and its ballot lies there whole; an interrupted one is finished as one",
        _to_seal,
        _seal,
        of_score,
        SCORE,
        _seal_again,
    ),
    Work(
        "merging",
        "a merge is there whole or not at all, with its ballots and the copy before it, and can be repeated",
        _station("contest"),
        _merge,
        of_contest,
        CONTEST,
        _merge_again,
        {"merge": ("cuoc-thi/ballots/", "cuoc-thi/backups/")},
    ),
    Work(
        "deciding",
        "every acknowledged decision, also the one that locks, is there",
        _station("marked"),
        _decide,
        of_contest,
        CONTEST,
        _decide_again,
    ),
    Work(
        "issuing",
        "a package is taken for whole only when it is, and an interrupted one is finished by the same act",
        _to_issue,
        _issue,
        of_contest,
        CONTEST,
        _issue_again,
        {"hand": (f"{PACKAGE}/",)},
        PACKAGE,
    ),
    Work(
        "publishing",
        "papers that the log tells of lie there whole",
        _station("marked"),
        _publish,
        of_contest,
        CONTEST,
        _publish_again,
        {"publish": ("in/", "cuoc-thi/documents/vong-1/")},
    ),
    Work(
        "founding",
        "a founded contest is there with its key, or can be founded again",
        lambda root: None,
        _found,
        of_contest,
        CONTEST,
        _found_again,
    ),
    Work(
        "older-contest",
        "a contest file of an older form is old or new, and its copy of before is whole",
        _older,
        _migrate_contest,
        of_contest,
        CONTEST,
        _open_contest,
    ),
    Work(
        "going-back",
        "the contest file is the present one or the copy, whole, and the present one lies among the copies",
        _to_restore,
        _restore,
        of_contest,
        CONTEST,
        _restore_again,
        {"restore": ("cuoc-thi/backups/",)},
        old_or_new=True,
    ),
    Work(
        "winning-back",
        "a damaged score file is won back once, and what is marked afterwards is never lost to the old journal",
        _to_rescue,
        _rescue,
        of_score,
        SCORE,
        _rescue_again,
    ),
)
"""All of them."""
