"""A process that opens strangers' files may do what it likes: it costs the one question."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from judge_desk.exchange.submissions.line_process import LineProcess


@pytest.mark.parametrize("odd", ["hang", "die", "list", "prose"])
def test_a_process_that_misbehaves_costs_only_its_own_question(tmp_path: Path, odd: str) -> None:
    with LineProcess("tests.exchange.odd_process", "", tmp_path) as process:
        assert process.ask({"do": odd}, 1) is None
        assert process.ask({"do": "well"}, 20) == {"done": 1}


def test_the_program_itself_can_be_the_reader(tmp_path: Path) -> None:
    (tmp_path / "bài.txt").write_bytes("Céng hßa x· héi chñ nghÜa ViÖt Nam, Tù do - H¹nh phóc".encode("latin-1"))
    asked = json.dumps({"do": "read", "path": str(tmp_path / "bài.txt"), "kind": "txt"}) + "\n"
    command = [sys.executable, "-m", "judge_desk", "--reader", str(tmp_path)]
    done = subprocess.run(command, input=asked, capture_output=True, encoding="ascii", timeout=60, check=True)
    assert json.loads(done.stdout)["done"]["passages"] == [[1, "Cộng hòa xã hội chủ nghĩa Việt Nam, Tự do - Hạnh phúc"]]
