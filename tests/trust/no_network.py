"""The program at work while its whole family of processes is watched by strace: not one connection, not one question.

The short form founds a contest and takes in entries, with the readers of strangers' files. The long form plays a whole
contest on the command line and whole days of a judge and of an office in windows, viewer included, where root may take
the network away altogether.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from judge_desk.paths import USER_FOLDER_VARIABLE, resource
from tests.faults.small_world import DEFINITION, docx_bytes, register_rows, save_rows
from tests.trust.drill import Count, Drill, Tally

_PROGRAM: Final = (sys.executable, "-m", "judge_desk")
_NETWORK: Final = re.compile(r"AF_INET6?\b|AF_PACKET|AF_VSOCK|AF_BLUETOOTH")
_JOURNEYS: Final = (
    "tests/ui/test_judge_journey.py", "tests/ui/test_office_journey.py", "tests/ui/test_viewer_link.py",
    "tests/ui/test_clips.py", "tests/ui/test_reader.py",
)  # fmt: skip
_LONGEST: Final = 1_800


def _short(folder: Path) -> list[tuple[str, ...]]:
    """Give the commands that found a contest and take in two entries with a write-up and a clip."""
    files = folder / "files"
    for number in (1, 2):
        own = files / f"{number:03d}"
        own.mkdir(parents=True)
        (own / "bai-viet.docx").write_bytes(docx_bytes(f"Nội dung bài {number}"))
    shutil.copy(resource("rehearsal/clips/luoi-o.mp4"), files / "001" / "clip.mp4")
    register = save_rows(folder / "so.xlsx", register_rows()[:3])
    contest = str(folder / "contest")
    return [
        ("contest", "new", contest, "--definition", str(DEFINITION)),
        ("intake", contest, str(register), "--files", str(files)),
    ]


def _watched(command: tuple[str, ...], folder: Path, trace: Path) -> int:
    """Run a command under strace, without a network where root may take it away; gives its exit code."""
    alone = ["unshare", "-n"] if os.geteuid() == 0 and shutil.which("unshare") else []
    watch = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket,connect,bind,sendto,sendmsg", "-o", str(trace)]
    environment = os.environ | {USER_FOLDER_VARIABLE: str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    root = resource("").parent
    ended = subprocess.run(
        [*alone, *watch, *command], cwd=root, env=environment, capture_output=True, check=False, timeout=_LONGEST
    )
    return ended.returncode


def run_watched(amount: int, seed: int, folder: Path) -> Tally:
    """Run commands of the program, and count what any of their processes asked of a network."""
    commands = [(*_PROGRAM, *each) for each in _short(folder)]
    if amount > len(commands):
        commands.append((*_PROGRAM, "demo", "--out", str(folder / "demo"), "--seed", str(seed)))
        commands += [
            (sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", each) for each in _JOURNEYS
        ]
    count, sockets = Count(), 0
    for number, command in enumerate(commands[:amount]):
        trace = folder / f"trace-{number}"
        code = _watched(command, folder, trace)
        lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
        sockets += len(lines)
        found = [line for line in lines if _NETWORK.search(line)]
        told = " ".join(command[2:6])
        if found or code:
            count.broken(f"{told}: exit {code}, {found[:3]}")
        else:
            count.good()
    return count.tally(**{"calls about sockets of the machine itself": sockets})


DRILLS: Final = (
    Drill(
        name="no-network",
        promise="Whatever the program does, no process of it opens a socket to a network.",
        unit="runs",
        short=2,
        long=2 + 1 + len(_JOURNEYS),
        run=run_watched,
        needs=("strace",),
    ),
)
