"""The benchmark of Word papers still works."""

from __future__ import annotations

import json

import pytest

from benchmarks import word


def test_the_same_table_is_written_by_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert word.main(["--short", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["engines"]) == {"ours", "plain"}
    assert found["ratio"] > 0
