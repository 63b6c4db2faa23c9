"""The benchmark of the recusals still works; how fast it is is for people to read."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks.recusals import JOBS, main


def test_the_short_form_measures_all_contenders(fusion: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--short", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["ratio"]) == set(JOBS)
