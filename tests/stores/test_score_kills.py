from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
KILLS: Final = int(os.environ.get("JUDGE_DESK_SCORE_KILLS", "150"))
"""Set the variable for a longer drill."""


def test_no_acknowledged_mark_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.stores.kill_drill", str(tmp_path), str(KILLS), "20240902"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["kills"] == KILLS
    assert told["lost"] == 0
    assert told["acknowledged"] > KILLS, "the drill must kill while marks are being written"
    assert told["journals"] > 0, "some kills must fall inside a transaction"
