"""What a judge does while the power goes away: opening a package, marking, sealing, winning back a damaged file."""

from __future__ import annotations

import contextlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from benchmarks.score_files import new_score_file
from judge_desk.contest.values.problems import NotNow
from judge_desk.desks import (
    handing_over,
    rescuing,
    scoring,
    sealing,
)
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.stores.score_copies import back_up_score
from judge_desk.stores.score_events import FileState
from judge_desk.stores.score_file import ScoreFile
from tests.desks.sitting_files import CODES, CRITERIA, sit_down
from tests.faults.small_world import person
from tests.trust.power_looks import Found, of_score
from tests.trust.power_work import Work, note_kept, small
from tests.trust.strace_log import mark
from tests.ui.seal_works import machine, work

SCORE: Final = "phieu.jdscore"
OPENED: Final = "may-1/vong-1.jdscore"


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


# opening a package


def _open(root: Path, turns: int) -> None:
    scoring.open_package(small().package, 1, small().pins[1], root / OPENED, person(root, "may-1"))
    for path in sorted((root / "may-1").glob("*.khoa")):
        mark(f"holds may-1/{path.name}")
    note_kept(OPENED, _score_read, root)


def _open_again(root: Path) -> str:
    around = person(root, "may-1")
    if not (root / OPENED).exists():
        scoring.open_package(small().package, 1, small().pins[1], root / OPENED, around)
    sealed = sealing.seal(root / OPENED, root / "phieu", around, partial_reason="Chưa chấm")
    return f"sealed as {sealed.revision}"


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
        note_kept(SCORE, _score_read, root)
        if number < turns // 20:
            sealing.reopen(root / SCORE, "thử", "thư ký", around)
            note_kept(SCORE, _score_read, root)


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
    note_kept(SCORE, _score_read, root)
    with ScoreFile.open(root / SCORE) as score:
        score.mark(CODES[6], CRITERIA[5], 2, "2024-09-02T12:00:00")
        mark(f"kept {len(score.history())}")


def _rescue_again(root: Path) -> str:
    with contextlib.suppress(NotNow):
        rescuing.rescue(root / SCORE, machine(root))
    with ScoreFile.open(root / SCORE, read_only=True) as score:
        return "won back" if len(score.history()) >= len(CODES[:4]) else f"{len(score.history())} events"


JUDGE_WORKS: Final = (
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
        "opening",
        "a seat that was opened has its score file and the key that it will be sealed with, or can be opened again",
        lambda root: (root / "may-1").mkdir(),
        _open,
        of_score,
        OPENED,
        _open_again,
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
        "winning-back",
        "a damaged score file is won back once, and what is marked afterwards is never lost to the old journal",
        _to_rescue,
        _rescue,
        of_score,
        SCORE,
        _rescue_again,
    ),
)
"""In the order in which a judge comes to them."""
