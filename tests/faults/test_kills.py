from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
KILLS: Final = int(os.environ.get("JUDGE_DESK_ACT_KILLS", "12"))
"""Set the variable for a longer drill."""


def test_an_act_that_is_killed_has_happened_whole_or_not_at_all_and_can_be_repeated(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.kill_drill", str(tmp_path), str(KILLS), "20240902"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["wrong"] == []
    assert told["kills"] == KILLS, "the drill must kill while the acts are under way"
    assert told["happened"] < KILLS, "most kills must fall before the act is durable"
