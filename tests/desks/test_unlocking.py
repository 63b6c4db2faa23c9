"""The PIN of a seat, and the waits after wrong ones."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.score_files import SEAT, new_score_file
from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.values.identity import Seat
from judge_desk.contest.values.problems import BadInput, WrongPin
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.surroundings import Surroundings
from judge_desk.desks.unlocking import FOLDER, unlock, wait_left
from judge_desk.exchange.sealed.pins import lock
from tests.desks.sitting_files import FIRST, around

PIN, OTHER = "123456", "654321"


@dataclass
class Door:
    """A locked seat, and a clock that is set by hand."""

    manifest: Manifest
    home: Path
    clock: datetime = field(default=FIRST)

    @property
    def around(self) -> Surroundings:
        return around(self.home, lambda: self.clock.isoformat())

    def pass_time(self, seconds: int) -> None:
        self.clock += timedelta(seconds=seconds)

    def left(self) -> int:
        return wait_left(self.manifest, SEAT, self.around)

    def wrong(self, pin: str = OTHER) -> tuple[str, object]:
        with pytest.raises(WrongPin) as caught:
            unlock(self.manifest, SEAT, pin, self.around)
        problem = caught.value.problem
        return problem.code, problem.facts["seconds"]

    def right(self) -> None:
        unlock(self.manifest, SEAT, PIN, self.around)


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """Lock seat 3."""
    new_score_file(tmp_path / "x.jdscore", 1, locks=(lock(SEAT, PIN, bytes), lock(Seat(4), OTHER, lambda n: b"4" * n)))
    with open_judge_file(tmp_path / "x.jdscore") as judge:
        return Door(judge.manifest, tmp_path / "home")


def test_the_right_pin_opens_and_leaves_nothing_behind(door: Door) -> None:
    door.right()
    assert not door.home.exists()


def test_waits_grow_and_nothing_is_looked_at_during_one(door: Door) -> None:
    for seconds in (0, 0, 5, 15, 30, 60, 60):
        assert door.left() == 0
        assert door.wrong() == ("package.wrong_pin", seconds)
        if seconds:
            door.pass_time(1)
            assert door.wrong(PIN) == ("pin.wait", seconds - 1)
            assert door.left() == seconds - 1
            door.pass_time(seconds - 1)
    door.right()
    assert door.wrong() == ("package.wrong_pin", 0), "the right PIN ends all waits"


def test_waits_outlast_a_restart_and_belong_to_one_seat(door: Door) -> None:
    for _ in range(3):
        door.wrong()
    assert Door(door.manifest, door.home).left() == 5
    unlock(door.manifest, Seat(4), OTHER, door.around)
    assert door.left() == 5


def test_a_clock_that_is_set_back_keeps_nobody_out_longer_than_the_wait(door: Door) -> None:
    for _ in range(3):
        door.wrong()
    door.pass_time(-86_400)
    assert door.left() == 5
    door.pass_time(4)
    assert door.wrong(PIN) == ("pin.wait", 1)
    door.pass_time(1)
    door.right()


@pytest.mark.parametrize(
    "rubbish", [b"", b"[]", b"{", b'{"wrong": 9, "last": "hom qua"}', b"x" * 2000, b'{"wrong":"9"}']
)
def test_what_is_remembered_and_cannot_be_read_keeps_nobody_out(door: Door, rubbish: bytes) -> None:
    for _ in range(3):
        door.wrong()
    (remembered,) = (door.home / FOLDER).iterdir()
    remembered.write_bytes(rubbish)
    assert door.left() == 0
    door.right()
    assert not list((door.home / FOLDER).iterdir())


def test_what_is_remembered_is_the_users_alone(door: Door) -> None:
    door.wrong()
    (remembered,) = (door.home / FOLDER).iterdir()
    assert os.name == "nt" or remembered.stat().st_mode & 0o077 == 0, "on Windows the user's folder is the user's alone"


def test_a_home_that_cannot_be_written_keeps_nobody_out(door: Door) -> None:
    door.home.write_text("không phải thư mục", encoding="utf-8")
    for _ in range(4):
        assert door.wrong()[0] == "package.wrong_pin"
    door.right()


def test_a_seat_that_is_not_there_is_named(door: Door) -> None:
    with pytest.raises(BadInput) as caught:
        unlock(door.manifest, Seat(9), PIN, door.around)
    assert caught.value.problem.code == "package.no_seat"
