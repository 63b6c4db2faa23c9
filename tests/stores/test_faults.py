from __future__ import annotations

import errno
import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import CannotWrite, NotNow, Refusal, Unreadable
from judge_desk.stores import copies
from judge_desk.stores.contest_copies import BEFORE_MERGE, copies_of, snapshot
from judge_desk.stores.faults import damage_faults, medium_faults, refusal_of, unsound, world_faults
from judge_desk.stores.score_file import ScoreFile
from tests.stores.samples import CODES, CRITERIA, NOW, fill, new_contest, new_score
from tests.stores.small_disk import small_disk

if sys.platform != "win32":
    import resource


def mark_until_refused(score: ScoreFile) -> tuple[Refusal, int]:
    """Write long remarks until one is refused; gives the refusal and how many were kept."""
    for number in range(1000):
        try:
            score.remark(EntryCode(f"{number:03d}-0"), None, "x" * 3000, NOW)
        except Refusal as refusal:
            return refusal, number
    raise AssertionError("the disk never filled up")


def test_a_full_disk_keeps_what_was_saved_and_goes_on_once_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path) as disk:
        with new_score(disk.folder) as score:
            fill(score)
            before = dict(score.marks())
            disk.fill(score.file)
            refusal, kept = mark_until_refused(score)
            assert isinstance(refusal, CannotWrite)
            assert refusal.problem.code == "store.full"
            assert dict(score.marks()) == before
            assert len(score.remarks()) == kept + 2
            disk.free(score.file)
            score.mark(CODES[0], CRITERIA[0], 77, NOW)
        with ScoreFile.open(score.file.path) as again:
            assert again.marks() == {**before, (CODES[0], CRITERIA[0]): 77}


def test_a_full_disk_takes_no_new_file_and_leaves_no_half_one(tmp_path: Path) -> None:
    with small_disk(tmp_path) as disk, new_contest(disk.folder) as contest:
        disk.fill(contest.file)
        copies = contest.folder / "backups"
        if disk.real:  # SQLite's own page limit holds for one file and keeps no other from being made
            with pytest.raises(CannotWrite) as refused:
                snapshot(contest, BEFORE_MERGE, NOW)
            assert refused.value.problem.code == "store.full"
            with pytest.raises(CannotWrite):
                new_score(disk.folder)
            assert not (disk.folder / "ghe-03.jdscore").exists()
        assert list(copies.iterdir()) == []
        disk.free(contest.file)
        snapshot(contest, BEFORE_MERGE, NOW)
        assert len(copies_of(contest.folder)) == 1


if sys.platform != "win32":

    def test_after_a_failing_write_the_file_must_be_opened_and_checked_again(tmp_path: Path) -> None:
        with new_score(tmp_path) as score:
            fill(score)
            before = dict(score.marks())
            size = score.file.path.stat().st_size
            limits = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
            try:
                refusal, kept = mark_until_refused(score)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            assert refusal.problem.code == "store.io"
            with pytest.raises(NotNow) as closed:
                score.mark(CODES[0], CRITERIA[0], 77, NOW)
            assert closed.value.problem.code == "store.closed"
        with ScoreFile.open(score.file.path) as again:
            assert again.marks() == before
            assert len(again.remarks()) == kept + 2

    def mark_and_remark_at_length(score: ScoreFile) -> None:
        with score.together():
            score.mark(CODES[0], CRITERIA[0], 77, NOW)
            score.remark(CODES[0], None, "x" * 300_000, NOW)

    def test_a_write_that_fails_among_acts_made_together_takes_them_all_back(tmp_path: Path) -> None:
        with new_score(tmp_path) as score:
            fill(score)
            before = dict(score.marks())
            limits = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (score.file.path.stat().st_size, limits[1]))
            try:
                with pytest.raises(CannotWrite) as refused:
                    mark_and_remark_at_length(score)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            assert refused.value.problem.code == "store.io"
        with ScoreFile.open(score.file.path) as again:
            assert again.marks() == before


def failure(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("made up")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_FULL, "store.full"),
        (sqlite3.SQLITE_IOERR_FSYNC, "store.io"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "store.read-only"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "store.busy"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "store.damaged"),
        (sqlite3.SQLITE_NOTADB, "store.foreign"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "store.cannot-open"),
    ],
)
def test_faults_of_the_world_are_told_by_their_primary_code(code: int, said: str) -> None:
    refusal = refusal_of(failure(code), Path("a.jdscore"))
    assert refusal is not None
    assert refusal.problem.code == said


@pytest.mark.parametrize("code", [sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT_CHECK, sqlite3.SQLITE_MISUSE])
def test_faults_of_ours_stay_faults(code: int) -> None:
    assert refusal_of(failure(code), Path("a.jdscore")) is None
    with pytest.raises(sqlite3.OperationalError), world_faults(Path("a.jdscore")):
        raise failure(code)


def test_while_a_file_is_checked_every_fault_is_the_files() -> None:
    with pytest.raises(Unreadable) as refused, damage_faults(Path("a.jdscore")):
        raise failure(sqlite3.SQLITE_ERROR)
    assert refused.value.problem.code == "store.damaged"


def test_pages_that_a_failing_disk_keeps_back_are_not_called_damage() -> None:
    found = "quick_check(1): ('*** in database main ***\\nTree 5 page 5: unable to get the page. error code={}',)"
    short_read = sqlite3.SQLITE_IOERR | 2 << 8
    assert unsound(Path("a.jdscore"), found.format(short_read)).problem.code == "store.io"
    assert unsound(Path("a.jdscore"), found.format(sqlite3.SQLITE_CORRUPT)).problem.code == "store.damaged"
    assert unsound(Path("a.jdscore"), "schema").problem.code == "store.damaged"


def test_a_file_that_cannot_even_be_looked_at_is_a_failing_medium(tmp_path: Path) -> None:
    with new_score(tmp_path) as score:
        path = score.file.path

    opening = Path.open

    def failing(given: Path, *rest: Any) -> Any:
        if given.name.endswith("-journal"):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(given))
        return opening(given, *rest)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, "open", failing)
        with pytest.raises(CannotWrite) as refused:
            ScoreFile.open(path)
    assert refused.value.problem.code == "store.io"
    with pytest.raises(CannotWrite), medium_faults(path):
        failing(path.with_name("a-journal"))


def test_a_journal_that_was_never_flushed_keeps_nobody_from_reading_twice(tmp_path: Path) -> None:
    with new_score(tmp_path) as score:
        fill(score)
        before, path = dict(score.marks()), score.file.path
    path.with_name(path.name + "-journal").write_bytes(bytes(512) + b"x" * 3000)
    with ScoreFile.open(path, read_only=True) as one, ScoreFile.open(path, read_only=True) as other:
        assert one.marks() == other.marks() == before


def test_a_new_copy_that_cannot_even_be_looked_at_is_a_failing_medium(tmp_path: Path) -> None:
    with new_score(tmp_path, "b.jdscore"):  # one that is there already: SQLite says the same of both
        pass
    with new_score(tmp_path) as score, pytest.raises(CannotWrite) as refused:
        copies._vacuum(score.file.conn, tmp_path / "b.jdscore")
    assert refused.value.problem.code == "store.io"
