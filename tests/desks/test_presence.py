"""Who sits at a contest folder: two windows hear of each other, a crash leaves nobody, and reading is never held up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from judge_desk.desks import presence
from judge_desk.desks.surroundings import Surroundings

NOTE = "contest.jdesk.ban-thu-ky"


def at(time: str, home: Path) -> Surroundings:
    return Surroundings(lambda: f"2024-11-22T{time}:00", bytes, home)


def _somebody_else(folder: Path, **changes: object) -> None:
    note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    (folder / NOTE).write_text(json.dumps(note | {"process": "another", **changes}), encoding="utf-8")


def test_a_free_folder_is_taken_left_and_taken_again(tmp_path: Path) -> None:
    around = at("10:00", tmp_path)
    assert presence.enter(tmp_path, "  Lê  Thu ", around) is None
    assert presence.enter(tmp_path, "Lê Thu", around) is None
    assert presence.renew(tmp_path, "Lê Thu", at("10:01", tmp_path)) is None
    presence.leave(tmp_path)
    assert not (tmp_path / NOTE).exists()


def test_whoever_sits_there_is_named_until_taken_over_and_then_hears_it(tmp_path: Path) -> None:
    presence.enter(tmp_path, "Lê Thu", at("10:00", tmp_path))
    _somebody_else(tmp_path, host="may-phong-chinh")
    held = presence.enter(tmp_path, "Trần An", at("10:02", tmp_path))
    assert held is not None
    assert (held.name, held.host, held.since) == ("Lê Thu", "may-phong-chinh", "2024-11-22T10:00:00")
    presence.leave(tmp_path)
    assert (tmp_path / NOTE).exists(), "another one's note stays"
    presence.take_over(tmp_path, "Trần An", at("10:02", tmp_path))
    assert presence.who(tmp_path, at("10:02", tmp_path)) is None
    _somebody_else(tmp_path, name="Phạm Bình", host="may-hai")
    heard = presence.renew(tmp_path, "Trần An", at("10:03", tmp_path))
    assert heard is not None
    assert heard.name == "Phạm Bình"


@pytest.mark.parametrize(("minute", "free"), [("10:05", False), ("10:06", True)])
def test_a_note_of_another_machine_is_left_over_when_it_was_not_renewed(
    tmp_path: Path, minute: str, free: bool
) -> None:
    presence.enter(tmp_path, "Lê Thu", at("10:00", tmp_path))
    _somebody_else(tmp_path, host="may-khac")
    assert (presence.enter(tmp_path, "Trần An", at(minute, tmp_path)) is None) is free


def test_a_crash_on_this_machine_leaves_nobody(tmp_path: Path) -> None:
    presence.enter(tmp_path, "Lê Thu", at("10:00", tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    _somebody_else(tmp_path, pid=gone.pid)
    assert presence.enter(tmp_path, "Trần An", at("10:00", tmp_path)) is None


def test_a_torn_note_and_a_folder_that_cannot_be_written_hold_nobody_up(tmp_path: Path) -> None:
    (tmp_path / NOTE).write_bytes(b'{"name"')
    assert presence.enter(tmp_path, "Lê Thu", at("10:00", tmp_path)) is None
    assert presence.enter(tmp_path / "missing", "Lê Thu", at("10:00", tmp_path)) is None
    presence.leave(tmp_path / "missing")
