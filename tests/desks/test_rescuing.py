"""A damaged score file: what is won back, what is kept, and when nothing is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.values.problems import InUse, NotNow, Refusal, Unreadable
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.marking import Sitting
from judge_desk.desks.rescuing import ASIDE, DAMAGE, keep_copy, rescue
from judge_desk.stores.score_copies import copies_folder, score_copies
from tests.desks.sitting_files import CODES, HALVES, around, mark_whole, sit_down


def worked_at(folder: Path) -> tuple[Path, int]:
    """Mark an entry, keep a copy, mark on; gives the file and how many acts the copy holds."""
    sitting = sit_down(folder, 3)
    mark_whole(sitting, CODES[0])
    sitting.close()
    with open_judge_file(sitting.path) as judge:
        keep_copy(judge, around(folder))
        copied = len(judge.score.history())
    sitting = Sitting.open(sitting.path, around(folder))
    sitting.mark(CODES[1], HALVES, "8,5")
    sitting.close()
    return sitting.path, copied


def refused(path: Path) -> str:
    """Give the code with which a file is refused, empty when it opens."""
    try:
        with open_judge_file(path, read_only=True):
            return ""
    except Refusal as refusal:
        return refusal.problem.code


def cut(data: bytes) -> bytes:
    """Lose the second half of a file."""
    return data[: len(data) // 2]


def scribbled(data: bytes) -> bytes:
    """Change a mark's time in the history."""
    place = data.rindex(b"2024-09-02T10")
    return data[:place] + b"2023" + data[place + 4 :]


@pytest.mark.parametrize("harm", [cut, scribbled, lambda data: b"", lambda data: b"x" * len(data)])
def test_a_damaged_file_comes_back_from_its_copy_and_is_kept_as_it_was(tmp_path: Path, harm: object) -> None:
    path, copied = worked_at(tmp_path)
    assert callable(harm)
    hurt: bytes = harm(path.read_bytes())
    path.write_bytes(hurt)
    assert refused(path) in DAMAGE
    won = rescue(path, around(tmp_path))
    assert (won.path, won.copied) == (path, copied)
    assert won.kept.name == path.name + ASIDE
    assert won.kept.read_bytes() == hurt
    assert refused(path) == ""
    sitting = Sitting.open(path, around(tmp_path))
    assert sitting.finished == 1
    assert (HALVES in sitting.sheet(CODES[1]).marks) == bool(won.proven)
    sitting.close()
    path.write_bytes(hurt)
    assert rescue(path, around(tmp_path)).kept.name == f"{path.name}-2{ASIDE}", "nothing is overwritten"


def test_a_sound_file_and_one_in_use_are_left_alone(tmp_path: Path) -> None:
    path, _ = worked_at(tmp_path)
    before = path.read_bytes()
    with pytest.raises(NotNow, match=r"rescue\.sound"):
        rescue(path, around(tmp_path))
    sitting = Sitting.open(path, around(tmp_path))
    with pytest.raises(InUse):
        rescue(path, around(tmp_path))
    sitting.close()
    assert path.read_bytes() == before


def test_where_nothing_can_be_proven_nothing_is_changed(tmp_path: Path) -> None:
    path, _ = worked_at(tmp_path)
    for each in copies_folder(path).iterdir():
        each.unlink()
    path.write_bytes(b"x" * 5000)
    names = sorted(each.name for each in tmp_path.iterdir())
    with pytest.raises(Unreadable, match="nothing-to-recover"):
        rescue(path, around(tmp_path))
    assert sorted(each.name for each in tmp_path.iterdir()) == names


def test_copies_do_not_pile_up(tmp_path: Path) -> None:
    path, _ = worked_at(tmp_path)
    with open_judge_file(path) as judge:
        clock = around(tmp_path)
        for _ in range(14):
            keep_copy(judge, clock)
    assert len(score_copies(path)) <= 11
