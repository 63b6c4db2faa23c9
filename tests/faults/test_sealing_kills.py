"""A program killed while it seals leaves an open file or a sealed one, and one ballot for one revision."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
KILLS: Final = int(os.environ.get("JUDGE_DESK_SEAL_KILLS", "20"))
"""Set the variable for a longer drill."""


def test_one_sealing_stays_one_sealing_however_often_it_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.sealing_drill", str(tmp_path / "may"), str(KILLS), "20241122"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["kills"], found["wrong"]) == (KILLS, 0), done.stderr
    assert found["open"] > KILLS // 10, "some kills must come before the sealing is recorded"
    assert found["sealed"] > 0, "some kills must come after it"
    assert found["half"] > 0, "some kills must come while the ballot is written and not yet recorded"
