"""The benchmark of marking still works; how fast it is is for people to read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.marking import WHO, main


def test_the_short_form_measures_every_peer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--short", "--json", "--entries", "5", "--folder", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["ms"]) == set(WHO)
    assert all(spots["p50"] > 0 for spots in found["ms"].values())
    assert set(found["ratio_p50"]) == set(WHO) - {"ours"}
    assert main(["--short", "--entries", "5", "--folder", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("ours to append: ")
    assert not list(tmp_path.iterdir())
