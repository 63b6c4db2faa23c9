"""The benchmark of packages still works; how fast it is is for people to read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.packages import VERIFYING, WRITING, main


def test_the_short_form_measures_every_job(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--short", "--json", "--folder", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {each["job"] for each in found["rows"]} == {*WRITING, *VERIFYING}
    assert all(each["ours"] > 0 and each["theirs"] > 0 for each in found["rows"])
    assert not list(tmp_path.iterdir())
