"""The benchmark of all papers of a round still works; how fast they are is for people to read."""

from __future__ import annotations

import json
import shutil

import pytest

from benchmarks import publishing
from judge_desk.desks.rehearsing import Played


def test_papers_are_made_beside_libreoffice(played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    assert publishing.main([str(played.folder), "--round", "so-khao", "--short", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    engines = found["engines"]
    assert engines["writer"]["pages"] > 1
    assert engines["docx"]["files"] > 2
    if shutil.which("soffice") is not None:
        assert abs(engines["libreoffice"]["pages"] - engines["writer"]["pages"]) <= 1
        assert found["by_libreoffice"]["writer"]["seconds"] > 0
