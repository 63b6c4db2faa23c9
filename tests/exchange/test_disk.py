"""Writing to disk: new names only, read back, nothing of ours left after a failure, and the fault named."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from pathlib import Path

import pytest

from judge_desk.contest.values.problems import CannotWrite, NotNow, Unreadable
from judge_desk.exchange import disk_space
from judge_desk.exchange.disk import (
    Copied,
    copy_verified,
    create_safely,
    finish_new,
    hash_file,
    make_folder,
    probe_writable,
    read_bytes,
    remove,
    replace_safely,
    write_new,
)
from judge_desk.exchange.disk_faults import code_of_fault
from judge_desk.exchange.disk_space import FAT32_LARGEST, check_file_size, check_space, file_system
from judge_desk.exchange.pouring import CHUNK
from tests.exchange.strange_disks import on_full_disk, on_read_only_disk, under_a_size_limit

SCRIPT_HEAD = """
import sys
from pathlib import Path
from judge_desk.contest.values.problems import CannotWrite
from judge_desk.exchange.disk import copy_verified, probe_writable, write_new
folder = Path(sys.argv[1])
"""


def code_of(act: CannotWrite | Unreadable | NotNow) -> str:
    """Give the finding's code."""
    return act.problem.code


def test_a_new_file_holds_exactly_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "phiếu ghế 03.jdballot"
    write_new(path, b"a\r\n\x00b")
    assert path.read_bytes() == b"a\r\n\x00b"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give the list into which the inode of everything that is flushed is written, in order."""
    seen: list[int] = []
    sync = os.fsync

    def noted(handle: int) -> None:
        seen.append(os.fstat(handle).st_ino)
        sync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    return seen


def test_what_is_called_written_was_flushed_the_file_first_then_its_name(tmp_path: Path, flushed: list[int]) -> None:
    write_new(tmp_path / "new", b"1")
    create_safely(tmp_path / "created", b"2")
    replace_safely(tmp_path / "created", b"3")
    copy_verified(tmp_path / "new", tmp_path / "copy")
    folder = tmp_path.stat().st_ino
    for name in ("new", "created", "copy"):
        at = flushed.index((tmp_path / name).stat().st_ino)
        assert sys.platform == "win32" or folder in flushed[at + 1 :]


def test_what_a_power_cut_tore_is_written_anew_and_what_says_something_else_is_left_alone(tmp_path: Path) -> None:
    data = bytes(range(1, 251)) * 10
    path = tmp_path / "phieu.jdballot"
    for torn in (b"", data[:700], bytes(len(data)), data[:512] + bytes(512) + data[1024:], data[:300] + bytes(900)):
        path.write_bytes(torn)
        finish_new(path, data)
        assert path.read_bytes() == data
    for other in (data + b"1", data[:512] + b"other" + data[517:], b"x" * 600):
        path.write_bytes(other)
        with pytest.raises(CannotWrite) as refused:
            finish_new(path, data)
        assert (code_of(refused.value), path.read_bytes()) == ("disk.exists", other)


def test_new_folders_and_new_names_are_flushed_before_the_work_goes_on(tmp_path: Path, flushed: list[int]) -> None:
    folder = tmp_path / "phiếu" / "vong-1"
    make_folder(folder)
    if os.name != "nt":
        assert {folder.parent.stat().st_ino, tmp_path.stat().st_ino} <= set(flushed)
    for put in (create_safely, replace_safely):
        flushed.clear()
        put(folder / "a", b"1")
        under_its_name = flushed[2 if os.name != "nt" else 1 :]  # the file beside and its folder come first
        assert (folder / "a").stat().st_ino in under_its_name, "a file system may keep names by flushing files only"


@pytest.mark.parametrize(("answer", "refused"), [(errno.EIO, True), (errno.ENOSPC, True), (errno.EINVAL, False)])
def test_a_new_name_that_the_device_could_not_keep_is_not_called_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: int, refused: bool
) -> None:
    source, target, sync = tmp_path / "source", tmp_path / "usb", os.fsync
    source.write_bytes(b"1")
    target.mkdir()

    def failing(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(answer, os.strerror(answer))
        sync(handle)

    monkeypatch.setattr(os, "fsync", failing)
    for act in (lambda: write_new(target / "a", b"1"), lambda: copy_verified(source, target / "b")):
        if refused and os.name != "nt":  # Windows flushes no folders
            with pytest.raises(CannotWrite):
                act()
            assert list(target.iterdir()) == []
        else:
            act()


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    for act in (write_new, create_safely):
        with pytest.raises(CannotWrite) as refused:
            act(path, b"new")
        assert code_of(refused.value) == "disk.exists"
    with pytest.raises(CannotWrite):
        copy_verified(path, path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as refused:
        write_new(tmp_path / "không có" / "a", b"")
    assert code_of(refused.value) == "disk.no_folder"
    assert refused.value.problem.facts["folder"] == str(tmp_path / "không có")


def test_replacing_leaves_the_new_file_alone_in_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    replace_safely(path, b"new")
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_replacing_a_folder_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    with pytest.raises(CannotWrite):
        replace_safely(tmp_path / "a", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_copy_is_hashed_and_reports_both_halves(tmp_path: Path) -> None:
    data = os.urandom(2 * CHUNK + 7)
    (tmp_path / "a").write_bytes(data)
    seen: list[tuple[int, int]] = []
    found = copy_verified(tmp_path / "a", tmp_path / "b", lambda done, total: seen.append((done, total)))
    assert found == Copied(len(data), hash_file(tmp_path / "b").sha256)
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert seen == sorted(seen)
    assert seen[-1] == (2 * len(data), 2 * len(data))


def test_a_cancelled_copy_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(4 * CHUNK))
    for asked_before in (0, 2, 6):
        answers = [True, *[False] * asked_before]
        with pytest.raises(NotNow) as refused:
            copy_verified(tmp_path / "a", tmp_path / "b", cancel=answers.pop)
        assert code_of(refused.value) == "disk.cancelled"
        assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_device_that_does_not_keep_what_was_written_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 3 * CHUNK)

    def forget(done: int, total: int) -> None:
        if done == 3 * CHUNK:
            with (tmp_path / "b").open("r+b") as copy:
                copy.seek(CHUNK)
                copy.write(b"y")

    with pytest.raises(CannotWrite) as refused:
        copy_verified(tmp_path / "a", tmp_path / "b", forget)
    assert code_of(refused.value) == "disk.read_back"
    assert not (tmp_path / "b").exists()


def test_a_device_that_does_not_keep_what_was_just_written_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def forgetting(handle: int) -> None:
        sync(handle)
        if stat.S_ISREG(os.fstat(handle).st_mode):
            os.pwrite(handle, b"y", 1)

    monkeypatch.setattr(os, "fsync", forgetting)
    with pytest.raises(CannotWrite) as refused:
        write_new(tmp_path / "a", b"xxx")
    assert code_of(refused.value) == "disk.read_back"
    assert not (tmp_path / "a").exists()


def test_a_copy_that_vanishes_before_it_is_read_back_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    with pytest.raises(CannotWrite) as refused:
        copy_verified(tmp_path / "a", tmp_path / "b", lambda done, total: (tmp_path / "b").unlink(missing_ok=True))
    assert code_of(refused.value) == "disk.read_back"


def test_a_source_that_cannot_be_read_is_no_fault_of_the_target(tmp_path: Path) -> None:
    for source in (tmp_path / "none", tmp_path):
        with pytest.raises(Unreadable):
            copy_verified(source, tmp_path / "b")
    assert list(tmp_path.iterdir()) == []


def test_reading_refuses_links_folders_pipes_and_long_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_bytes(tmp_path / "a", 5) == b"12345"
    (tmp_path / "link").symlink_to(tmp_path / "a")
    os.mkfifo(tmp_path / "pipe")
    wanted = {
        "a": "disk.too_long",
        "link": "disk.link",
        "pipe": "disk.not_file",
        "": "disk.not_file",
        "b": "disk.missing",
    }
    for name, code in wanted.items():
        with pytest.raises(Unreadable) as refused:
            read_bytes(tmp_path / name, 4)
        assert code_of(refused.value) == code


def test_a_writable_folder_is_found_so_and_left_as_it_was(tmp_path: Path) -> None:
    assert probe_writable(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    finding = probe_writable(tmp_path / "none")
    assert finding is not None
    assert finding.code == "disk.no_folder"


def test_folders_are_made_and_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    (tmp_path / "c").write_bytes(b"")
    with pytest.raises(CannotWrite) as refused:
        make_folder(tmp_path / "c")
    assert code_of(refused.value) == "disk.exists"


def test_a_private_folder_is_entered_by_its_owner_only(tmp_path: Path) -> None:
    make_folder(tmp_path / "above" / "mine", private=True)
    make_folder(tmp_path / "above" / "shared")
    others = 0o077 if os.name != "nt" else 0  # there the rights of the user's profile hold
    assert (tmp_path / "above" / "mine").stat().st_mode & others == 0
    assert (tmp_path / "above" / "shared").stat().st_mode & 0o700 == 0o700


def test_removing_takes_one_file_and_no_folder(tmp_path: Path) -> None:
    remove(tmp_path / "none")
    with pytest.raises(CannotWrite):
        remove(tmp_path)


def test_a_name_that_is_too_long_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as refused:
        write_new(tmp_path / ("x" * 300), b"")
    assert code_of(refused.value) == "disk.name"


def test_a_failing_device_is_named_as_such() -> None:
    assert code_of_fault(OSError(errno.EIO, "I/O error")) == "disk.failed"
    assert code_of_fault(OSError(errno.ENODEV, "gone")) == "disk.failed"
    assert code_of_fault(OSError("no number")) == "disk.failed"


def test_room_is_checked_with_a_margin_before_work_starts(tmp_path: Path) -> None:
    check_space(tmp_path, 1)
    with pytest.raises(CannotWrite) as refused:
        check_space(tmp_path, 2**60)
    assert code_of(refused.value) == "disk.no_space"
    assert refused.value.problem.facts["needed"] == -(-(2**60 * 105 // 100) // 1_000_000)


def test_only_fat32_refuses_four_gibibytes(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    stick = tmp_path / "ổ đĩa"
    mounts.write_text(f"d / ext4 rw 0 0\nd {str(stick).replace(' ', chr(92) + '040')} vfat rw 0 0\n", encoding="utf-8")
    assert disk_space._mounted_file_system(stick / "gói", mounts) == "vfat"
    assert disk_space._mounted_file_system(tmp_path, mounts) == "ext4"
    assert disk_space._mounted_file_system(tmp_path, tmp_path / "none") == ""
    assert disk_space.too_large("vfat", FAT32_LARGEST + 1)
    assert not disk_space.too_large("vfat", FAT32_LARGEST)
    assert not disk_space.too_large("exfat", FAT32_LARGEST + 1)
    mounted = [line.split(" ")[1] for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()]
    assert bool(file_system(tmp_path)) is any(tmp_path.is_relative_to(point) for point in mounted)
    check_file_size(tmp_path, "a.mp4", FAT32_LARGEST + 1)


if sys.platform == "linux":

    def test_a_full_disk_refuses_keeps_what_was_there_and_takes_what_still_fits(tmp_path: Path) -> None:
        script = SCRIPT_HEAD + (
            "write_new(folder / 'first', b'1' * 300_000)\n"
            "source = Path(sys.executable)\n"
            "for act in (lambda: write_new(folder / 'second', bytes(3_000_000)),\n"
            "            lambda: copy_verified(Path(sys.argv[0]), folder / 'third')):\n"
            "    try:\n"
            "        act()\n"
            "    except CannotWrite as refusal:\n"
            "        print(refusal.problem.code)\n"
            "write_new(folder / 'fourth', b'4' * 300_000)\n"
            "print(sorted(path.name for path in folder.iterdir()))\n"
            "print((folder / 'first').read_bytes() == b'1' * 300_000)\n"
        )
        large = tmp_path / "large"
        large.write_bytes(bytes(3_000_000))
        disk = tmp_path / "disk"
        disk.mkdir()
        script = script.replace("sys.argv[0]", repr(str(large))).replace("source = Path(sys.executable)\n", "")
        lines, code = on_full_disk(script, disk)
        assert lines[:4] == [code, code, "['first', 'fourth']", "True"]

    def test_a_read_only_disk_is_named_before_work_starts(tmp_path: Path) -> None:
        script = SCRIPT_HEAD + (
            "print(probe_writable(folder).code)\n"
            "try:\n"
            "    write_new(folder / 'a', b'')\n"
            "except CannotWrite as refusal:\n"
            "    print(refusal.problem.code)\n"
        )
        assert on_read_only_disk(script, tmp_path)[:2] == ["disk.read_only", "disk.read_only"]

    def test_a_system_folder_that_takes_no_files_is_read_only() -> None:
        finding = probe_writable(Path("/sys/kernel"))
        assert finding is not None
        assert finding.code == "disk.read_only"

    def test_a_file_above_the_systems_limit_is_named(tmp_path: Path) -> None:
        script = SCRIPT_HEAD + (
            "try:\n"
            "    write_new(folder / 'a', bytes(3_000_000))\n"
            "except CannotWrite as refusal:\n"
            "    print(refusal.problem.code, list(folder.iterdir()))\n"
        )
        assert under_a_size_limit(script, tmp_path)[0] == "disk.too_big []"
