"""The benchmarks of the starts still work."""

from __future__ import annotations

import json

import pytest

from benchmarks import commands, installed_start, window_start


def test_commands_and_the_window_are_started_beside_their_floors(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for each in (commands, window_start, installed_start):
        assert each.main(["--short", "--json"]) == 0
        told += json.loads(capsys.readouterr().out)["rows"]
    assert [each["job"] for each in told] == [*commands.SHORT, "start page", "program of this checkout"]
    assert all(each["ratio"] > 0 for each in told)
