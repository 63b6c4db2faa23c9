"""The benchmark of reviews still works; how fast it is is for people to read."""

from __future__ import annotations

import json

import pytest

from benchmarks.reviews import main


def test_the_short_form_measures_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--short", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["job"] == "800 papers of 200 people in 10 units"
    assert min(found[f"{name}_ms"] for name in ("collective", "week")) > 0
