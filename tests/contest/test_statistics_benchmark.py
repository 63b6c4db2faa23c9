"""The benchmark of the panel's figures still works; how fast it is is for people to read."""

from __future__ import annotations

import json

import pytest

from benchmarks.statistics import main


def test_the_short_form_measures_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--short", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["job"] == "figures of 5 judges over 100 entries"
    assert found["ours_ms"] > 0
    assert main(["--short"]) == 0
    assert "ratio: " in capsys.readouterr().out
