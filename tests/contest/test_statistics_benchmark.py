"""The benchmark of the panel's figures still works; how fast it is is for people to read."""

from __future__ import annotations

import json

import pytest

from benchmarks.statistics import main


def test_the_short_form_measures_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--short", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert row["job"] == "figures of 5 judges over 100 entries"
    assert row["ratio"] > 0
    assert main(["--short"]) == 0
    assert "sorting and adding" in capsys.readouterr().out
