"""The benchmark of the matrix still works; how fast it is is for people to read."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks.matrix import JOBS, main


def test_the_short_form_measures_both_tables(fusion: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--short", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["ratio"]) == set(JOBS)
    assert found["desk_ms"] > 0
