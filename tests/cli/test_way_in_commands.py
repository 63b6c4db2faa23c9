"""The judge's way in on the command line: a package is copied and mended, a damaged score file rescued."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.values.identity import Seat
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.rescuing import keep_copy
from tests.desks import small_contest
from tests.desks.small_contest import Small
from tests.journeys.terminal import call


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a contest up to the issued package."""
    return small_contest.issued(tmp_path_factory.mktemp("issued"))


def test_a_package_is_copied_named_files_are_left_out_and_come_later(small: Small, tmp_path: Path) -> None:
    lost = next((small.package / "files").iterdir())
    data = lost.read_bytes()
    lost.unlink()
    said = call(tmp_path, "package", "copy", str(small.package), "--json")
    lost.write_bytes(data)
    assert (said.code, said.data["findings"][0]["code"]) == (0, "package.missing")
    copy = Path(said.data["folder"])
    assert not (copy / "files" / lost.name).exists()
    again = call(tmp_path, "package", "copy", str(small.package), "--json")
    assert (again.code, again.data["findings"]) == (0, [])
    assert (copy / "files" / lost.name).read_bytes() == data
    assert call(tmp_path, "package", "check", str(copy)).code == 0
    assert call(tmp_path, "package", "copy", str(tmp_path / "nowhere")).code == 3


def test_a_damaged_score_file_is_rescued_and_a_sound_one_left_alone(small: Small, tmp_path: Path) -> None:
    file = small.open(1)
    small.mark(file, small.levels())
    with open_judge_file(file) as judge:
        keep_copy(judge, small.around())
    sound = file.read_bytes()
    assert call(tmp_path, "ballot", "rescue", str(file)).code == 10
    file.write_bytes(sound[: len(sound) // 2])
    said = call(tmp_path, "ballot", "rescue", str(file), "--json")
    assert said.code == 0
    assert said.data["copied"] > 0
    assert Path(said.data["kept"]).read_bytes() == sound[: len(sound) // 2]
    assert call(tmp_path, "ballot", "show", str(file)).code == 0
    assert small.pins[Seat(1)] not in said.out
