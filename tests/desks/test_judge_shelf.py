"""What lies on the judge's shelf, and where a score file may not live."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from benchmarks.score_files import SEAT, new_score_file
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.judge_shelf import PLACE, check_place, package_path, score_path, works
from judge_desk.desks.marking import Sitting
from tests.desks.sitting_files import CODES, HALVES, around, mark_whole


@pytest.fixture
def score(tmp_path: Path) -> Path:
    """Make a score file of three entries on the shelf."""
    new_score_file(tmp_path / "first.jdscore", 3)
    with open_judge_file(tmp_path / "first.jdscore") as judge:
        path = score_path(tmp_path, judge.manifest, SEAT)
    path.parent.mkdir()
    return (tmp_path / "first.jdscore").rename(path)


def test_names_are_made_of_ids_and_one_round_has_one_score_file(score: Path, tmp_path: Path) -> None:
    with open_judge_file(score) as judge:
        manifest = judge.manifest
    assert score.relative_to(tmp_path).as_posix() == f"phieu/do-toc-do-vong-1-ghe-3-{manifest.key[:8]}.jdscore"
    copy = package_path(tmp_path, manifest, Digest("a1" * 32))
    assert copy.relative_to(tmp_path).as_posix() == "goi/do-toc-do-vong-1-1-a1a1a1a1"


def test_an_empty_shelf_has_no_works(tmp_path: Path) -> None:
    assert works(tmp_path / "home") == ()


def test_a_work_says_whose_it_is_how_far_it_is_and_where_to_go_on(score: Path, tmp_path: Path) -> None:
    fresh = works(tmp_path)[0]
    assert (fresh.done, fresh.of, fresh.code, fresh.sealed) == (0, 3, CODES[0], False)
    sitting = Sitting.open(score, around(tmp_path))
    mark_whole(sitting, CODES[0])
    sitting.recuse(CODES[1], "Họ hàng")
    sitting.mark(CODES[2], HALVES, "8")
    sitting.close()
    assert works(tmp_path)[0].code == CODES[2], "the first that is not finished"
    sitting = Sitting.open(score, around(tmp_path))
    sitting.keep(PLACE, f"{CODES[0]} {HALVES}")
    sitting.close()
    (work,) = works(tmp_path)
    assert (work.path, work.contest, work.round) == (score, "Cuộc thi để đo", "Vòng một")
    assert (work.seat, work.name, work.rehearsal) == (3, "Nguyễn Thị Ánh", True)
    assert (work.done, work.of, work.code, work.time) == (2, 3, CODES[0], "2024-09-02T10:00:11")
    assert work.trouble is None


def test_a_file_that_cannot_be_read_is_listed_with_its_reason(score: Path, tmp_path: Path) -> None:
    (score.parent / "hong.jdscore").write_bytes(b"SQLite")
    sitting = Sitting.open(score, around(tmp_path))
    codes = {work.path.name: work.trouble.code for work in works(tmp_path) if work.trouble}
    sitting.close()
    assert codes == {"hong.jdscore": "store.foreign", score.name: "store.in-use"}


def test_the_newest_act_stands_first(score: Path, tmp_path: Path) -> None:
    other = score.with_name("khac.jdscore")
    new_score_file(other, 1)
    os.utime(other, (0, 0))
    sitting = Sitting.open(score, around(tmp_path))
    sitting.note(CODES[0], "x")
    sitting.close()
    assert [work.path for work in works(tmp_path)] == [score, other]


def _refused(path: Path) -> str:
    """Give the code of the refusal, empty without one."""
    try:
        check_place(path)
    except BadInput as refusal:
        return refusal.problem.code
    return ""


def test_the_own_disk_is_fine_and_a_folder_of_a_cloud_service_is_not(tmp_path: Path) -> None:
    assert _refused(tmp_path / "phieu" / "x.jdscore") == ""
    assert _refused(tmp_path / "OneDrive - Sở Nội vụ" / "x.jdscore") == "shelf.synced"


@contextmanager
def stick(folder: Path) -> Iterator[tuple[Path, str]]:
    """Give a folder and how it is refused: a disk where sticks are mounted, or where none can be, the own disk."""
    place = Path(f"/media/judge-desk-{os.getpid()}")
    try:
        place.mkdir(parents=True)
        mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        with suppress(OSError):
            place.rmdir()
        yield folder, ""
        return
    try:
        yield place, "shelf.removable"
    finally:
        subprocess.run(["umount", str(place)], check=True)
        place.rmdir()


def test_a_mounted_stick_is_refused_also_through_a_link(tmp_path: Path) -> None:
    with stick(tmp_path) as (folder, refused):
        (tmp_path / "lối-tắt").symlink_to(folder, target_is_directory=True)
        for path in (folder / "x.jdscore", tmp_path / "lối-tắt" / "x.jdscore"):
            assert _refused(path) == refused
