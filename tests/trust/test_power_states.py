"""The disk that the drills of power cuts imagine: what it may lose, what it may not, and that a recording is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.trust.power_states import Habit, states
from tests.trust.strace_log import Recording, mark, record

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="this machine lacks strace")


def recorded(root: Path, work: Callable[[], None]) -> Recording:
    (root / "old").write_bytes(b"old")
    return record(root, work)


def put(path: Path, data: bytes, *, flush: bool) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        if flush:
            os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def ends(recording: Recording, habit: Habit) -> set[tuple[tuple[str, bytes], ...]]:
    """Give what may be there after the last mark."""
    last = [each for each in states(recording, habit, 4000, 1) if each.told]
    return {tuple(sorted(each.files.items())) for each in last}


def test_what_is_flushed_is_there_and_what_is_not_may_be_there_in_any_part(tmp_path: Path) -> None:
    def work() -> None:
        put(tmp_path / "kept", b"k" * 1200, flush=True)
        flush_folder(tmp_path)
        put(tmp_path / "loose", b"l" * 1200, flush=False)
        mark("done")

    recording = recorded(tmp_path, work)
    careful = [dict(each) for each in ends(recording, Habit.CAREFUL)]
    assert all(each["kept"] == b"k" * 1200 for each in careful)
    loose = {each.get("loose") for each in careful}
    assert {None, b"", b"l" * 1200, bytes(1200), b"l" * 512, b"l" * 512 + bytes(688)} <= loose


def test_a_name_is_kept_by_its_folder_or_by_its_file_as_the_disk_is(tmp_path: Path) -> None:
    def by_folder() -> None:
        put(tmp_path / "new", b"new", flush=True)
        os.replace(tmp_path / "new", tmp_path / "old")
        flush_folder(tmp_path)
        mark("done")

    recording = recorded(tmp_path, by_folder)
    assert ends(recording, Habit.CAREFUL) == {(("old", b"new"),)}
    both = {(("new", b"new"), ("old", b"old")), (("old", b"new"),)}
    assert ends(recording, Habit.JOURNALED) == both, "a folder that cannot be flushed keeps no name"


def test_a_recording_follows_whatever_changes_files(tmp_path: Path) -> None:
    def work() -> None:
        shutil.copyfile(tmp_path / "old", tmp_path / "b")
        handle = os.open(tmp_path / "old", os.O_RDWR)
        os.read(handle, 1)
        os.write(handle, b"Q")
        os.dup2(handle, 99)
        os.lseek(99, 0, os.SEEK_END)
        os.writev(handle, [b"1", b"2"])
        os.rename(tmp_path / "b", tmp_path / "c")
        (tmp_path / "e" / "f").mkdir(parents=True)
        os.link(tmp_path / "c", tmp_path / "e" / "l")
        os.unlink(tmp_path / "c")
        thread = threading.Thread(target=(tmp_path / "t").write_bytes, args=(b"thread",))
        thread.start()
        thread.join()
        with (tmp_path / "t").open("ab") as file:
            file.write(b"end")
        os.truncate(tmp_path / "t", 7)
        subprocess.run(["cp", str(tmp_path / "t"), str(tmp_path / "child")], check=True)
        shutil.rmtree(tmp_path / "e")

    recording = recorded(tmp_path, work)
    assert recording.after.listing() == {"old": b"oQd12", "t": b"threade", "child": b"threade"}
