"""A judge's file in two windows, in two copies, on a locked disk, and under a lid closed in the middle of the work."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from judge_desk.contest.values.problems import CannotWrite
from judge_desk.desks.marking import Sitting
from judge_desk.stores import database
from tests.desks.sitting_files import CODES, around, sit_down
from tests.faults.command_line import done, refused
from tests.faults.conftest import Copied
from tests.faults.small_world import SmallWorld, person
from tests.faults.tiny_disk import locked

ROOT: Final = Path(__file__).parents[2]
MARKING: Final = """
import sys
from pathlib import Path
from judge_desk.desks.marking import Sitting
from tests.desks.sitting_files import CODES, HALVES, around

clock = ["2024-09-02T10:00:00"]
path = Path(sys.argv[1])
sitting = Sitting.open(path, around(path.parent, lambda: clock[0]))
print("đang mở", flush=True)
for line in sys.stdin:
    clock[0], points = line.split()
    print(sitting.mark(CODES[0], HALVES, points).steps, flush=True)
"""


def _mark(window: subprocess.Popen[str], words: str) -> str:
    """Have the other window give a mark at a time, or nothing; gives what it answers."""
    assert window.stdin is not None
    assert window.stdout is not None
    window.stdin.write(f"{words}\n" if words else "")
    window.stdin.flush()
    return window.stdout.readline().strip()


if os.name != "nt":  # there another process cannot be put to sleep

    def test_a_closed_lid_keeps_the_lock_and_the_marks_and_a_clock_that_jumped_decides_nothing(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(database, "WAIT_SECONDS", 0)
        sit_down(tmp_path).close()
        file = tmp_path / "phieu.jdscore"
        command = [sys.executable, "-X", "utf8", "-c", MARKING, str(file)]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as window:
            assert _mark(window, "")
            assert _mark(window, "2024-09-02T10:00:00 4") == "8"
            for asleep in (signal.SIGSTOP, signal.SIGCONT):
                window.send_signal(asleep)
                about = [str(window.pid), "đang mở ở cửa sổ khác"]
                refused(
                    ["ballot", "seal", file, "--to", tmp_path / "usb"], 9, ["store.in-use"], [tmp_path], about=about
                )
            assert _mark(window, "2034-09-02T10:00:00 5") == "10"
            assert _mark(window, "2014-09-02T10:00:00 6") == "12"
            window.kill()
        sitting = Sitting.open(file, around(tmp_path))
        assert [(line.before, line.steps) for line in sitting.history(CODES[0])] == [(None, 8), (8, 10), (10, 12)]
        sitting.close()


def test_two_copies_of_one_file_that_both_go_on_are_a_fork_that_people_decide(
    small: SmallWorld, copied: Copied, at_machine: Callable[[int], None], tmp_path: Path
) -> None:
    at_machine(3)
    folder, first = copied(small.contest), copied(small.home(3)) / "vong-1.jdscore"
    second = Path(shutil.copy(first, tmp_path / "ban-sao.jdscore"))
    sitting = Sitting.open(second, person(tmp_path, "may-3"))
    line = sitting.lines()[0]
    criterion, steps = next(iter(sitting.sheet(line.code).marks.items()))
    sitting.mark(line.code, criterion, str((steps // 2 + 1) % 5))
    sitting.close()
    for file in (first, second):
        done("ballot", "seal", file, "--to", tmp_path / "usb")
    pair = sorted((tmp_path / "usb").glob("*.jdballot"))
    assert len(pair) == 2
    merging = ("merge", folder, "--round", "vong-1", *small.ballots.values(), *pair)
    done(*merging, "--accept", "--reason", "Thử", "--operator", "Thư ký")
    named = done("decide", folder, "--round", "vong-1", "--json")
    assert "merge.fork" in named.codes
    assert {each.read_bytes() for each in pair} <= {each.read_bytes() for each in (folder / "ballots").iterdir()}


def test_a_score_file_on_a_locked_disk_can_be_read_and_takes_no_mark(
    small: SmallWorld, copied: Copied, at_machine: Callable[[int], None], tmp_path: Path
) -> None:
    at_machine(3)
    home = copied(small.home(3))
    score = home / "vong-1.jdscore"
    with locked(home):
        done("ballot", "show", score)
        refused(["ballot", "seal", score, "--to", tmp_path / "usb"], 8, ["store.read-only"], [home], about=["khóa ghi"])
        sitting = Sitting.open(score, person(tmp_path, "may-3"))
        with pytest.raises(CannotWrite) as told:
            sitting.recuse(sitting.lines()[0].code, "Thử")
        assert (told.value.problem.code, sitting.finished) == ("store.read-only", 5)
        sitting.close()
    assert done("ballot", "seal", score, "--to", tmp_path / "usb", "--json").data["revision"] == 1
