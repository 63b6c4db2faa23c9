"""A disk that fails while a judge marks: nothing is lost, and the work goes on once it takes marks again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
FAILING: Final = """
import os, sys
from pathlib import Path
from judge_desk.contest.values.problems import CannotWrite
from tests.desks.sitting_files import CODES, HALVES, sit_down

if os.name == "posix":
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

def limit(size):
    if os.name == "posix":
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    else:
        sitting._judge.score.file.close()  # what a failing medium leaves

sitting = sit_down(Path(sys.argv[1]))
sitting.mark(CODES[0], HALVES, "8")
sitting.later(CODES[1], True)
before = sitting.lines()
limit(100)
for _ in range(3 if os.name == 'posix' else 0):
    try:
        sitting.mark(CODES[0], HALVES, "9")
    except CannotWrite as refusal:
        print(refusal.problem.code, sitting.lines() == before)
limit(-1)
print(sitting.mark(CODES[0], HALVES, "9"))
print([(line.before, line.steps) for line in sitting.history(CODES[0])], sitting.undo().steps)
sitting.close()
"""


def test_after_a_failing_medium_the_file_is_checked_and_marked_again(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FAILING, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *refused, marked, history = done.stdout.splitlines()
    assert refused == (["store.io True"] * 3 if os.name == "posix" else [])
    assert "before=16, steps=18" in marked
    assert history == "[(None, 16), (16, 18)] 16"
