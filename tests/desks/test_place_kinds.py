"""What a file is by its name alone, and what is said of one that nothing opens by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.place_kinds import SCORE, find_place


def test_a_sealed_ballot_by_itself_is_told_apart_from_a_stranger_and_a_score_file_stands_for_itself(
    tmp_path: Path,
) -> None:
    for name, code in (("ghe-01.jdballot", "looking.sealed_ballot"), ("thu.txt", "looking.unknown_folder")):
        (tmp_path / name).touch()
        with pytest.raises(BadInput) as refusal:
            find_place(tmp_path / name)
        assert refusal.value.problem.code == code
    (tmp_path / "ghe-01.jdscore").touch()
    assert find_place(tmp_path / "ghe-01.jdscore") == (SCORE, tmp_path / "ghe-01.jdscore")
