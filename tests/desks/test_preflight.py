"""The look over a machine: what each check makes of what it finds, with real disks and a process that misbehaves."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from judge_desk import __version__
from judge_desk.bootstrap import surroundings
from judge_desk.desks.preflight import looking_over, of_disk, of_program, of_sight, of_system
from judge_desk.desks.preflight.asking import Asking, screen_environment
from judge_desk.desks.preflight.looking_over import CHECKS, WHOLE_SECONDS, look_over
from judge_desk.desks.preflight.of_sight import vietnamese_letters
from judge_desk.desks.preflight.reminding import FILE, is_due
from judge_desk.desks.preflight.shape import Check, Grade, Report, Result, Trip, good
from judge_desk.exchange import disk_trial
from judge_desk.exchange.machine_facts import Power, power
from judge_desk.stores.flush_trial import try_flush
from tests.faults.tiny_disk import locked, tiny_disk

MIB = 1024 * 1024
NOON = "2026-11-30T12:00:00"
LATER = 1_797_000_000
"""A time in December 2026."""

JUDGED: dict[str, Callable[[], Result]] = {
    "preflight.clock.good": lambda: of_program.clock_of(NOON, 7 * 3600, "2026-11-29T08:00:00", 0),
    "preflight.clock.early": lambda: of_program.clock_of("2009-01-01T00:00:10", 7 * 3600, "", 0),
    "preflight.clock.late": lambda: of_program.clock_of("2099-01-01T00:00:10", 7 * 3600, "", 0),
    "preflight.clock.before_package": lambda: of_program.clock_of(NOON, 7 * 3600, "2026-12-05T08:00:00", 0),
    "preflight.clock.before_files": lambda: of_program.clock_of(NOON, 7 * 3600, "", LATER),
    "preflight.clock.zone": lambda: of_program.clock_of(NOON, -5 * 3600 - 1800, "", 0),
    "preflight.screen.good": lambda: of_sight.screen_of([1920, 1080, 125]),
    "preflight.screen.narrow": lambda: of_sight.screen_of([1366, 768, 125]),
    "preflight.screen.small": lambda: of_sight.screen_of([1024, 600, 150]),
    "preflight.room.good": lambda: of_disk.room_of(3_000 * MIB, 2_000 * MIB),
    "preflight.room.not_for_package": lambda: of_disk.room_of(2_100 * MIB, 2_000 * MIB),
    "preflight.room.little": lambda: of_disk.room_of(1_500 * MIB, 0),
    "preflight.room.none": lambda: of_disk.room_of(100 * MIB, 0),
    "preflight.stick.good": lambda: of_disk.stick_of("USB", 20_000_000, 30_000_000, 0),
    "preflight.stick.slow": lambda: of_disk.stick_of("USB", 8_000_000, 30_000_000, 20_000_000_000),
    "preflight.memory.good": lambda: of_system.memory_of(3_800),
    "preflight.memory.little": lambda: of_system.memory_of(2_000),
    "preflight.memory.none": lambda: of_system.memory_of(900),
    "preflight.memory.unknown": lambda: of_system.memory_of(0),
    "preflight.power.low": lambda: of_system.feeding_of(Power(False, 20)),
    "preflight.power.battery": lambda: of_system.feeding_of(Power(False, 80)),
    "preflight.power.mains": lambda: of_system.feeding_of(Power(True, 5)),
    "preflight.power.unknown": lambda: of_system.feeding_of(None),
}  # fmt: skip


def test_every_check_makes_of_what_it_finds_what_people_must_know() -> None:
    assert [code for code, judge in JUDGED.items() if judge().problem.code != code] == []
    assert JUDGED["preflight.clock.zone"]().problem.facts["zone"] == "-05:30"
    assert JUDGED["preflight.stick.slow"]().problem.facts["minutes"] == 42
    assert sum(each.seconds for each in CHECKS if each.name in ("stick", "clip", "flush")) < WHOLE_SECONDS


def test_all_letters_of_vietnamese_are_asked_for() -> None:
    letters = vietnamese_letters()
    assert len({each for each in letters if each.isalpha()}) == 2 * (12 * 6 + 21)
    assert {*"ẵệữỡỵđĐẲ₫"} <= {*letters}


def test_a_battery_is_read_and_that_of_a_mouse_is_not(tmp_path: Path) -> None:
    for name, lines in {
        "AC": {"type": "Mains"},
        "BAT0": {"type": "Battery", "capacity": "41", "status": "Discharging"},
        "hid": {"type": "Battery", "capacity": "3", "status": "Discharging", "scope": "Device"},
    }.items():
        (tmp_path / name).mkdir()
        for file, line in lines.items():
            (tmp_path / name / file).write_text(f"{line}\n")
    assert power(tmp_path) == Power(False, 41)
    assert power(tmp_path / "none") is None


@contextmanager
def trip(tmp_path: Path, stick: Path | None = None, module: str = "tests.desks.odd_machine") -> Iterator[Trip]:
    """Give a check what it needs, in a folder of the test's own."""
    work = tmp_path / "work"
    work.mkdir(exist_ok=True)
    with Asking(work, module) as asking:
        yield Trip(surroundings(), "", work, work, stick, None, asking)


def test_a_bad_machine_is_told_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_sight, "VIEWER_SECONDS", 0.3)
    with trip(tmp_path) as made:
        found = {look(made).problem.code for look in (of_sight.screen, of_sight.printer, of_sight.fonts, of_sight.clip)}
        assert of_sight.sound(made).grade is Grade.GOOD
        hung = of_sight.pdf(made)
    assert found == {
        "preflight.screen.small", "preflight.printer.none", "preflight.fonts.lacking", "preflight.clip.not_shown",
    }  # fmt: skip
    assert (hung.grade, hung.problem.facts["reason"]) == (Grade.STOP, "no_answer")


def test_without_a_screen_the_process_draws_nowhere() -> None:
    assert screen_environment({"HOME": "/x"}, "linux") == {"HOME": "/x", "QT_QPA_PLATFORM": "offscreen"}
    assert screen_environment({"DISPLAY": ":1", "SECRET": "x"}, "linux") == {"DISPLAY": ":1"}
    assert screen_environment({"APPDATA": "x"}, "win32") == {"APPDATA": "x"}


def test_a_stick_is_measured_with_a_file_that_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_disk, "SAMPLE", 4 * MIB)
    stick = tmp_path / "USB"
    stick.mkdir()
    (stick / "bài.docx").write_bytes(b"bai")
    with trip(tmp_path, stick) as made:
        result = of_disk.stick(made)
        assert result.problem.code in ("preflight.stick.good", "preflight.stick.slow")
        assert of_disk.stick(replace(made, stick=tmp_path / "gone")).problem.code == "preflight.stick.gone"
        assert of_disk.obeying(made).problem.facts.get("count") == of_disk.LIVES
        assert of_disk.flush(made).grade is not Grade.STOP
        assert [*made.work.iterdir()] == []
    assert {each.name: each.read_bytes() for each in stick.iterdir()} == {"bài.docx": b"bai"}


def test_full_and_locked_disks_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_disk, "STICK_ROOM", 0)
    with tiny_disk(tmp_path / "dia-nho") as disk, trip(tmp_path, disk.folder) as made:
        disk.fill(60_000)
        before, full = sorted(disk.folder.iterdir()), replace(made, work=disk.folder)
        assert of_disk.stick(made).problem.code in ("disk.full", "disk.too_big")
        disk.fill(0)
        assert of_disk.flush(full).problem.code == "store.full" or not disk.real
        assert sorted(disk.folder.iterdir()) == before
    shut = tmp_path / "khoa"
    shut.mkdir()
    with locked(shut), trip(tmp_path, shut) as made:
        if not _writable(shut):
            for result in (of_disk.stick(made), of_disk.obeying(replace(made, work=shut))):
                assert (result.grade, result.problem.code) == (Grade.STOP, "disk.read_only")


def _writable(folder: Path) -> bool:
    try:
        (folder / "x").touch()
    except OSError:
        return False
    return True


def test_a_file_that_another_program_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename, held = os.rename, [2]

    def once_held(old: Path, new: Path) -> None:
        if held[0]:
            held[0] -= 1
            raise PermissionError(13, "held")
        rename(old, new)

    monkeypatch.setattr(os, "rename", once_held)
    with trip(tmp_path) as made:
        disturbed = of_disk.obeying(made)
        assert (disturbed.problem.code, disturbed.problem.facts) == ("preflight.obeying.disturbed", {"count": 2})
        held[0] = 10_000
        monkeypatch.setattr(disk_trial, "_PATIENCE", 0.05)
        assert of_disk.obeying(made).problem.code == "preflight.obeying.held"
        assert [*made.work.iterdir()] == []


def test_a_check_that_hangs_is_left_and_the_others_go_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking_over, "_LEAVE_MS", 50)
    freed = threading.Event()

    def hang(made: Trip) -> Result:
        freed.wait(30)
        return good("clip", "preflight.clip.good")

    checks = (Check("clip", 0, hang), Check("memory", 1, of_system.memory_room))
    report = look_over(None, None, surroundings(), checks, "tests.desks.odd_machine")
    freed.set()
    assert report.results[0].problem.code == "preflight.too_long"
    assert report.worst is Grade.STOP
    assert [each.name for each in home.iterdir()] == [FILE]


def test_stopping_leaves_nothing_behind(home: Path) -> None:
    class Stopped(Exception):
        pass

    def report(step: str, done: int, total: int) -> None:
        if done == 1:
            raise Stopped

    checks = (Check("memory", 1, of_system.memory_room), Check("obeying", 5, of_disk.obeying))
    with pytest.raises(Stopped):
        look_over(None, None, replace(surroundings(), progress=report), checks, "tests.desks.odd_machine")
    assert [*home.iterdir()] == []
    assert is_due(surroundings())


@pytest.mark.parametrize(
    ("grade", "now", "due"),
    [
        (Grade.HEED, "2026-12-13T12:00:00", False),
        (Grade.GOOD, "2026-12-15T12:00:01", True),
        (Grade.GOOD, "2026-11-01T12:00:00", True),
        (Grade.STOP, "2026-12-01T12:01:00", True),
    ],
)
def test_a_good_look_is_remembered_for_14_days(home: Path, grade: Grade, now: str, due: bool) -> None:
    looks: dict[Grade, Callable[[Trip], Result]] = {
        Grade.GOOD: lambda _: of_system.memory_of(9_000),
        Grade.HEED: lambda _: of_system.memory_of(2_000),
        Grade.STOP: lambda _: of_system.memory_of(900),
    }
    around = replace(surroundings(), now=lambda: "2026-12-01T12:00:00")
    report: Report = look_over(None, None, around, (Check("memory", 1, looks[grade]),), "tests.desks.odd_machine")
    assert (report.worst, report.version) == (grade, __version__)
    assert is_due(replace(around, now=lambda: now)) is due


def test_a_flush_is_timed(tmp_path: Path) -> None:
    assert try_flush(tmp_path, lambda: True) > 0
    assert [*tmp_path.iterdir()] == []
