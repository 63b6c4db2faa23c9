"""No mark that was told of is lost when the judge's program is killed, and it opens again at the same cell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
KILLS: Final = int(os.environ.get("JUDGE_DESK_KILLS", "120"))
"""Set the variable for a longer drill."""


def test_every_mark_told_of_is_there_after_a_kill_and_the_place_is_the_same(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.marking_drill", str(tmp_path), str(KILLS), "20240902"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["kills"], found["wrong"]) == (KILLS, 0), done.stderr
    assert found["marks"] > KILLS // 4, "the drill must kill while marks are being given"
    assert found["journals"] > 0, "some kills must fall inside a transaction"
