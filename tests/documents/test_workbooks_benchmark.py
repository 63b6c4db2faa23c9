"""The benchmark of workbooks still works, and its peers write what ours writes."""

from __future__ import annotations

import json

import pytest

from benchmarks import workbooks


def test_the_same_rows_are_written_by_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert workbooks.main(["--short", "--json", "--peers", "openpyxl"]) == 0
    engines = json.loads(capsys.readouterr().out)["engines"]
    assert set(engines) == {"ours", "openpyxl"}
    assert engines["openpyxl"]["cells"] == 60 * 14
    assert engines["ours"]["cells"] > 60 * 14
