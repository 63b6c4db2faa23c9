"""``doctor --machine`` with everything real: fonts, the viewer's process, the disk; and the slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.desks.preflight import of_disk
from judge_desk.desks.preflight.looking_over import CHECKS
from judge_desk.exchange.disk_trial import CHUNK
from tests.documents.reading import text_of
from tests.faults.command_line import refused, run

SOUND = ("version", "fonts", "pdf", "docx", "clip", "room", "obeying")


def test_the_machine_is_looked_over_with_what_the_program_really_uses(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip, stick = tmp_path / "phieu.pdf", tmp_path / "USB"
    stick.mkdir()
    monkeypatch.setattr(of_disk, "SAMPLE", CHUNK)
    told = run("doctor", "--machine", "--stick", stick, "--slip", slip, "--json")
    checks = {each["name"]: each for each in told.data["checks"]}
    assert list(checks) == [each.name for each in CHECKS]
    assert {name: checks[name]["sentence"] for name in SOUND if checks[name]["grade"] != "good"} == {}
    assert checks["stick"]["grade"] in ("good", "heed")
    assert checks["sound"]["code"] in ("preflight.sound.good", "preflight.sound.no_device")
    assert told.code == int(told.data["worst"] == "stop")
    assert len(told.codes) == sum(each["grade"] in ("heed", "stop") for each in checks.values())
    text = text_of(slip.read_bytes(), "-layout")
    assert all(word in text for word in ("PHIẾU KIỂM TRA MÁY", "Video", "NGƯỜI KIỂM TRA", "Trang 1/1"))
    assert [*stick.iterdir()] == []
    assert [each.name for each in home.iterdir()] == ["kiem-tra-may.json"]


def test_a_place_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "khác"
    place.mkdir()
    refused(["doctor", place, "--machine"], 3, ["looking.unknown_folder"], [place])
