"""A clock ten years off, or one that jumps while people work, changes no result: real processes, a clock that lies.

The system's clock lies where libfaketime is there; elsewhere the program's own look at it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from judge_desk.desks import sealing
from judge_desk.paths import USER_FOLDER_VARIABLE
from tests.faults.small_world import SmallWorld, person

ROOT: Final = Path(__file__).parents[2]
LIES: Final = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
RIGHT: Final = "+0"
SESSION: Final = """
import contextlib, io, json, os, sys
from datetime import datetime, timedelta
from pathlib import Path
from judge_desk import bootstrap
from judge_desk.cli.__main__ import main
from judge_desk.stores import lock_note, presence_note
clock, acts = Path(sys.argv[1]), json.loads(sys.argv[2])
class Lying(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + timedelta(days=int(clock.read_text().strip("+d")))
if "LD_PRELOAD" not in os.environ:
    bootstrap.datetime = lock_note.datetime = presence_note.datetime = Lying
said = []
for offset, act in acts:
    clock.write_text(offset)
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = main([*act, "--json"])
    said.append([code, int(bootstrap.surroundings().now()[:4]), json.loads(out.getvalue())])
print(json.dumps(said))
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What the acts of a session said, and in which years they believed to be."""

    codes: tuple[int, ...]
    years: tuple[int, ...]
    answers: tuple[dict[str, Any], ...]


def session(folder: Path, home: Path, acts: Sequence[tuple[str, Sequence[object]]]) -> Said:
    """Do some acts in one process, each at its own offset of the clock."""
    clock = folder / "dong-ho"
    clock.write_text(RIGHT)
    preload = {"LD_PRELOAD": str(LIES), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1"}
    lie = preload if LIES is not None else {}
    given = json.dumps([(offset, [str(each) for each in act]) for offset, act in acts])
    done = subprocess.run(
        [sys.executable, "-c", SESSION, str(clock), given],
        cwd=ROOT,
        env={**os.environ, **lie, USER_FOLDER_VARIABLE: str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    codes, years, answers = zip(*json.loads(done.stdout), strict=True)
    return Said(codes, years, answers)


def results_of(folder: Path, small: SmallWorld, ballots: Sequence[Path], offsets: Sequence[str]) -> tuple[Any, ...]:
    """Merge, decide, look twice and go back and forth at these offsets; gives what has no time in it.

    A decision tells when it was taken, so that it is another one at another time, and the code of the data with it.
    """
    folder.mkdir()
    contest = Path(shutil.copytree(small.contest, folder / "cuoc-thi"))
    accept = ("--accept", "--reason", "Thử", "--operator", "Thư ký")
    acts: list[Sequence[object]] = [
        ("merge", contest, "--round", "vong-1", *ballots, *accept),
        (
            "decide",
            contest,
            "--round",
            "vong-1",
            "--withdraw",
            "2",
            "--reason",
            "Thử",
            "--by",
            "Vũ Văn Em (Ban Tổ chức)",
        ),
        ("results", contest, "--round", "vong-1"),
        ("publish", contest, "--round", "vong-1", "--draft", "--only", "summary", "--to", folder / "in"),
        ("restore", contest, "--before-merge", "1", "--reason", "Thử", "--operator", "Thư ký"),
        ("merge", contest, "--round", "vong-1", *reversed(ballots), *accept),
        ("results", contest, "--round", "vong-1"),
        ("doctor", contest),
    ]
    said = session(folder, small.home(3), list(zip(offsets, acts, strict=True)))
    assert said.codes == (0,) * len(acts), said.answers
    assert said.answers[-1]["findings"] == [] or all(
        each["severity"] == "note" for each in said.answers[-1]["findings"]
    )
    decided = {key: value for key, value in said.answers[2].items() if key != "data_code"}
    return said.years, decided, said.answers[6]


def test_results_and_data_codes_are_the_same_whatever_the_clock_says(small: SmallWorld, tmp_path: Path) -> None:
    home = Path(shutil.copytree(small.home(3), tmp_path / "may-3"))
    third = sealing.seal(home / "vong-1.jdscore", tmp_path / "usb", person(tmp_path, "may-3")).file
    ballots = [*small.ballots.values(), third]
    years, *due = results_of(tmp_path / "dung", small, ballots, [RIGHT] * 8)
    now = years[0]
    jumping = ("+3650d", "-3650d", RIGHT, "-3650d", "+3650d", "-3650d", "+3650d", "-3650d")
    jumps = results_of(tmp_path / "nhay", small, ballots, jumping)
    assert set(jumps[0]) == {now - 10, now, now + 10}, "the clock did jump"
    assert list(jumps[1:]) == due
