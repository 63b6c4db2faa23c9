"""Pouring a file into another: the system's way and the plain way give the same bytes, and faults are named alike."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path

import pytest

from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import CannotWrite, NotNow, Unreadable
from judge_desk.exchange import disk, pouring
from judge_desk.exchange.disk import Copied, copy_for_now, copy_verified, hash_file, never
from judge_desk.exchange.pouring import CHUNK
from judge_desk.exchange.seal import digest_of

Answer = Callable[[int, int, int, int], int]
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7)


def poured(source: Path, target: Path) -> tuple[bytes, list[int]]:
    """Pour a file; give what came out and what was reported."""
    seen: list[int] = []
    with source.open("rb") as origin, target.open("xb") as file:
        assert pouring.pour(origin, source, file, True, seen.append, never) == source.stat().st_size
    return target.read_bytes(), seen


def test_a_long_copy_is_flushed_on_the_way_and_can_be_stopped_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, flushed, told, step = tmp_path / "a", [0], [0], 4 * CHUNK
    monkeypatch.setattr(pouring, "FLUSHED", step)
    with source.open("wb") as file:
        file.truncate(2 * step + CHUNK)
    sync = os.fsync

    def noted(handle: int) -> None:
        flushed.append(os.fstat(handle).st_size)
        sync(handle)

    def report(done: int, _: int) -> None:
        told.append(done)
        assert done - flushed[-1] < step, "no more is told than lies there, but for one piece"

    monkeypatch.setattr(os, "fsync", noted)
    with pytest.raises(NotNow):
        copy_verified(source, tmp_path / "b", report, lambda: told[-1] > 2 * step)
    assert flushed == [0, step, 2 * step]
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_source_that_is_known_is_read_once_and_the_copy_proven_against_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, hashed, real = tmp_path / "a", list[str](), pouring.hash_open
    source.write_bytes(os.urandom(CHUNK + 3))
    due = Copied(CHUNK + 3, digest_of(source.read_bytes()))

    def noted(origin: BufferedReader, path: Path, report: pouring.Report, cancel: pouring.Cancel) -> tuple[int, Digest]:
        hashed.append(path.name)
        return real(origin, path, report, cancel)

    monkeypatch.setattr(disk, "hash_open", noted)
    assert copy_verified(source, tmp_path / "b", due=due) == due
    assert copy_verified(source, tmp_path / "c") == due
    assert hashed == ["b", "c", "a"]


def test_a_source_that_is_another_is_told_from_a_device_that_lies(tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(b"what is there now")
    due = Copied(5, digest_of(b"older"))
    assert copy_verified(source, tmp_path / "b", due=due) == hash_file(source), "the copy is true to its source"

    def spoil(done: int, _: int) -> None:
        if (tmp_path / "c").stat().st_size:
            (tmp_path / "c").write_bytes(b"what the stick has")

    for each in (due, hash_file(source)):
        with pytest.raises(CannotWrite) as refused:
            copy_verified(source, tmp_path / "c", spoil, due=each)
        assert refused.value.problem.code == "disk.read_back"
        assert not (tmp_path / "c").exists()


if sys.platform == "linux":  # where the system copies by itself

    @pytest.fixture
    def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], None]:
        """Give the way to put another answer in place of the system's own copying."""
        return lambda answer: monkeypatch.setattr(os, "sendfile", answer)

    def refusing(number: int, after: int = 0) -> Answer:
        """Answer with a fault, from a place on."""
        real = os.sendfile

        def answer(given: int, taken: int, place: int, count: int) -> int:
            if place >= after:
                raise OSError(number, os.strerror(number))
            return real(given, taken, place, count)

        return answer

    @pytest.mark.parametrize("size", SIZES)
    def test_both_ways_give_the_same_bytes_and_the_same_reports(
        tmp_path: Path, answering: Callable[[Answer], None], size: int
    ) -> None:
        source = tmp_path / "a"
        source.write_bytes(os.urandom(size))
        quick = poured(source, tmp_path / "quick")
        for number in (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP):
            answering(refusing(number))
            assert poured(source, tmp_path / f"plain-{number}") == quick
        assert quick == (source.read_bytes(), [min(at, size) for at in range(CHUNK, size + CHUNK, CHUNK)])

    def test_short_answers_of_the_system_lose_nothing(tmp_path: Path, answering: Callable[[Answer], None]) -> None:
        source, real = tmp_path / "a", os.sendfile
        source.write_bytes(os.urandom(2 * CHUNK + 5))
        answering(lambda given, taken, place, count: real(given, taken, place, min(count, 70_001)))
        assert poured(source, tmp_path / "b")[0] == source.read_bytes()

    @pytest.mark.parametrize(
        ("number", "code"), [(errno.ENOSPC, "disk.full"), (errno.EIO, "disk.failed"), (errno.EFBIG, "disk.too_big")]
    )
    @pytest.mark.parametrize("after", [0, CHUNK])
    def test_a_fault_of_the_target_is_named_and_not_tried_again(
        tmp_path: Path, answering: Callable[[Answer], None], number: int, code: str, after: int
    ) -> None:
        (tmp_path / "a").write_bytes(bytes(2 * CHUNK))
        answering(refusing(number, after))
        for act in (copy_verified, copy_for_now):
            with pytest.raises(CannotWrite) as refused:
                act(tmp_path / "a", tmp_path / "b")
            assert refused.value.problem.code == code
            assert not (tmp_path / "b").exists()

    def test_a_fault_of_the_source_is_named_as_the_sources(
        tmp_path: Path, answering: Callable[[Answer], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "a").write_bytes(bytes(2 * CHUNK))
        answering(refusing(errno.EIO, CHUNK))

        def broken(*_: int) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        monkeypatch.setattr(os, "pread", broken)
        with pytest.raises(Unreadable) as refused:
            copy_verified(tmp_path / "a", tmp_path / "b")
        assert (refused.value.problem.code, refused.value.problem.where) == ("disk.unread", "a")
        assert not (tmp_path / "b").exists()
