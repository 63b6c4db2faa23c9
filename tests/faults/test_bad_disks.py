from __future__ import annotations

import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from judge_desk.contest.values.problems import CannotWrite
from judge_desk.desks import publishing
from tests.faults.command_line import done, refused, run, snapshot
from tests.faults.conftest import Copied
from tests.faults.small_world import DEFINITION, SmallWorld
from tests.faults.tiny_disk import TinyDisk, locked, tiny_disk
from tests.journeys.long_form import LONG

ROUND = ("--round", "vong-1")
PAPERS = (*ROUND, "--draft", "--format", "pdf,docx,xlsx")
ACCEPT = ("--accept", "--reason", "Thử", "--operator", "Thư ký")
BY = ("--reason", "Thử", "--by", "Vũ Văn Em (Ban Tổ chức)")
LEFT = (0, 6_000, 60_000, 250_000) if LONG else (0, 60_000)
"""Bytes left on the disk: nothing, and places in the middle of the work."""

Act = Callable[[SmallWorld, Path], list[object]]
Outcome = dict[str, object]


@pytest.fixture
def disk(tmp_path: Path) -> Generator[TinyDisk]:
    """Give a small disk."""
    with tiny_disk(tmp_path / "dia-nho") as made:
        yield made


def _after(folder: Path) -> Outcome:
    """Say what a contest folder holds, by what people see of it."""
    shown = done("contest", "show", folder, "--json").data
    assert done("doctor", folder, "--json").codes == []
    return {"entries": shown["entries"], "rounds": shown["rounds"]}


def _log(folder: Path) -> list[str]:
    return [line.split('"what":"')[1].split('"')[0] for line in (folder / "nhat-ky.jsonl").read_text().splitlines()]


ACTS: dict[str, tuple[str, Act]] = {
    "intake": ("founded", lambda small, folder: ["intake", folder, small.register, "--files", small.files]),
    "issue": ("drawn", lambda small, folder: ["issue", folder, *ROUND, "--to", folder.parent / "usb"]),
    "merge": ("contest", lambda small, folder: ["merge", folder, *ROUND, *small.ballots.values(), *ACCEPT]),
    "decide": ("marked", lambda small, folder: ["decide", folder, *ROUND, "--withdraw", "1", *BY]),
    "publish": ("marked", lambda small, folder: ["publish", folder, *PAPERS, "--to", folder.parent / "in"]),
    "backup": ("contest", lambda small, folder: ["backup", folder]),
}


@pytest.mark.parametrize("left", LEFT)
@pytest.mark.parametrize("name", ACTS)
def test_a_full_disk_leaves_nothing_half_done_and_the_same_command_succeeds_afterwards(
    small: SmallWorld, disk: TinyDisk, name: str, left: int
) -> None:
    station, act = ACTS[name]
    folder = Path(shutil.copytree(getattr(small, station), disk.folder / "cuoc-thi"))
    before, acts = _after(folder), _log(folder)
    command = act(small, folder)
    disk.fill(left)
    told = run(*command, "--json")
    assert told.code in ((8,) if left == 0 else (0, 8)), told
    if told.code == 8:
        assert told.codes[0] in {"disk.full", "disk.no_space", "store.full", "disk.too_big", "store.io"}
        for language in ("vi", "en"):
            again = run(*command, "--lang", language)
            assert "Traceback" not in again.out + again.err
    disk.free()
    if told.code == 8:
        refused_state = _after(folder)
        assert refused_state == before or name == "issue", "an act that was refused has changed nothing"
        done(*command)
    told_acts = {"backup": [], "issue": ["issue", "hand"]}.get(name, [name])
    assert _log(folder)[len(acts) :] == told_acts, "done once, and told once"
    whole = _after(folder)
    assert (whole == before) is (name in ("backup", "publish"))


@pytest.mark.parametrize("left", [0, 120_000])
def test_a_full_disk_takes_nothing_from_a_contest_that_is_brought_back_or_saved(
    small: SmallWorld, disk: TinyDisk, left: int
) -> None:
    folder = Path(shutil.copytree(small.marked, disk.folder / "cuoc-thi"))
    name, file = done("backup", folder, "--json").data["copy"], folder / "contest.jdesk"
    done("decide", folder, *ROUND, "--withdraw", "1", *BY)
    before = _after(folder)
    disk.fill(left)
    assert run("restore", folder, "--copy", name, "--json").code == 8
    disk.free()
    assert _after(folder) == before
    done("restore", folder, "--copy", name)
    file.write_bytes(file.read_bytes()[:100_000])
    hurt = file.read_bytes()
    disk.fill(left)
    assert run("doctor", folder, "--save", "--json").code == 8
    assert file.read_bytes() == hurt, "the damaged file is in its place still"
    disk.free()
    assert Path(done("doctor", folder, "--save", "--json").data["kept"]).read_bytes() == hurt
    _after(folder)


@pytest.mark.parametrize("left", LEFT)
def test_a_full_stick_stops_the_seal_and_the_ballot_stays_open(
    small: SmallWorld, disk: TinyDisk, copied: Copied, at_machine: Callable[[int], None], left: int
) -> None:
    at_machine(3)
    score, usb = copied(small.home(3)) / "vong-1.jdscore", disk.folder / "phieu"
    disk.fill(left)
    told = run("ballot", "seal", score, "--to", usb, "--json")
    assert told.code in ((8,) if left == 0 else (0, 8)), told
    if told.code == 8:
        assert done("ballot", "show", score, "--json").data["state"] == "open"
    disk.free()
    if told.code == 8:
        assert done("ballot", "seal", score, "--to", usb, "--json").data["revision"] == 1
    assert len(list(usb.glob("*.jdballot"))) == 1
    done("ballot", "check", next(usb.glob("*.jdballot")))


@pytest.mark.parametrize("left", [0, 30_000])
def test_a_contest_is_founded_and_a_seat_opened_once_there_is_room(
    small: SmallWorld, disk: TinyDisk, left: int
) -> None:
    found = ["contest", "new", disk.folder / "moi", "--definition", DEFINITION]
    score = disk.folder / "ghe-1.jdscore"
    opening = ["ballot", "open", small.package, "--seat", 1, "--pin-stdin", "--file", score]
    disk.fill(left)
    for command in (found, opening):
        told = run(*command, "--json", stdin=small.pins[1] + "\n")
        assert (told.code, told.codes[0].split(".")[1]) in ((8, "full"), (8, "io"), (8, "no-folder")), told
    disk.free()
    done(*found)
    done(*opening, stdin=small.pins[1] + "\n")


def test_a_locked_stick_is_told_before_anything_is_done(
    small: SmallWorld, copied: Copied, tmp_path: Path, at_machine: Callable[[int], None]
) -> None:
    at_machine(3)
    score, stick = copied(small.home(3)) / "vong-1.jdscore", tmp_path / "usb"
    stick.mkdir()
    marked = copied(small.marked)
    with locked(stick):
        before = done("ballot", "show", score, "--json").data
        refused(["ballot", "seal", score, "--to", stick], 8, ["disk.read_only"], [stick], about=["khóa ghi"])
        assert done("ballot", "show", score, "--json").data == before
        for act in (["issue", marked, *ROUND], ["publish", marked, *PAPERS]):
            refused([*act, "--to", stick], 8, ["disk.read_only"], [stick], about=["khóa ghi"])
        refused(["ballot", "sheet", score, "--to", stick / "p.xlsx"], 8, ["disk.read_only"], [stick])
    assert done("ballot", "seal", score, "--to", stick, "--json").data["revision"] == 1
    done("publish", marked, *PAPERS, "--to", stick)


def test_a_locked_contest_folder_can_be_read_and_refuses_every_change(
    small: SmallWorld, copied: Copied, tmp_path: Path
) -> None:
    folder = copied(small.marked)
    with locked(folder):
        before = snapshot(folder)
        for reading in (["contest", "show", folder], ["results", folder, *ROUND], ["decide", folder]):
            done(*reading)
        for code, act in (
            ("store.read-only", ["panel", "import", folder, small.root / "ban-giam-khao.xlsx"]),
            ("store.read-only", ["decide", folder, *ROUND, "--withdraw", "1", *BY]),
            ("store.read-only", ["merge", folder, *ROUND, small.ballots[1], *ACCEPT]),
            ("disk.read_only", ["publish", folder, *ROUND, "--draft", "--to", tmp_path / "in"]),
            ("store.read-only", ["backup", folder]),
        ):
            refused(act, 8, [code], [folder], about=["khóa ghi"])
        assert snapshot(folder) == before
    done("backup", folder)


def test_a_disk_that_fails_once_a_print_is_recorded_undoes_nothing_and_is_told(
    small: SmallWorld, copied: Copied, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = copied(small.marked)
    command = ["publish", folder, *ROUND, "--draft", "--format", "docx", "--only", "minutes", "--to", tmp_path / "in"]

    def failing(*_: object) -> None:
        raise CannotWrite("disk.failed", publishing.INDEX, folder=str(folder), reason="")

    with monkeypatch.context() as patched:
        patched.setattr(publishing, "replace_safely", failing)
        told = done(*command, "--json")
    assert "publish.beside_behind" in told.codes
    assert _log(folder)[-1] == "publish"
    assert "publish.beside_behind" not in done(*command, "--json").codes
    assert (folder / "documents" / publishing.INDEX).is_file()
