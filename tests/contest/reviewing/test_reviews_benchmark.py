"""The benchmarks of reviews and of their figures still work; how fast they are is for people to read."""

from __future__ import annotations

import json

import pytest

from benchmarks import figures
from benchmarks.reviews import main


def test_the_short_form_measures_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--short", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert {each["job"] for each in rows} == {"800 papers of 200 people in 10 units"}
    assert min(each["ratio"] for each in rows) > 0


def test_the_short_form_of_the_figures_measures_all_ways(capsys: pytest.CaptureFixture[str]) -> None:
    assert figures.main(["--short", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["cpu_seconds"]) == {"ours_xlsx", "openpyxl", "ours_csv", "csv"}
    assert min(found["contest_cpu_seconds"].values()) > 0
