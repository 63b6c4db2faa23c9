"""The benchmark of papers still works."""

from __future__ import annotations

import json

import pytest

from benchmarks import papers


def test_the_same_table_is_made_by_every_engine_that_is_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert papers.main(["--short", "--json", "--peers", "bare,longtable"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["engines"]) == {"ours", "bare", "longtable"}
    assert all(each["pages"] for each in found["engines"].values())
