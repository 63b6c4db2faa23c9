"""Sealing: a ballot that was cut off is finished with the same bytes, and can be written once more."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.values.problems import NotNow
from judge_desk.desks import sealing
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.rehearsing import Plan, rehearse
from judge_desk.desks.surroundings import Surroundings, silent
from judge_desk.stores.score_file import ScoreFile

SEAT = 3


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play a small contest once; its judges' files are what these tests look at."""
    folder = tmp_path_factory.mktemp("seal") / "thu"
    rehearse(Plan(folder, "hau-giang-2024", 24, 5, "1"), world("1", "2024-09-02T07:30:00", folder, "x", silent))
    return folder


@pytest.fixture
def judge(played: Path) -> Surroundings:
    """Give the surroundings of the judge on the seat."""
    return world("2", "2024-10-01T08:00:00", played / f"may-giam-khao-{SEAT}" / "khoa", "gk", silent)


def _file(played: Path) -> Path:
    return played / f"may-giam-khao-{SEAT}" / "so-khao.jdscore"


def test_a_ballot_is_written_once_more_with_the_same_bytes(played: Path, tmp_path: Path) -> None:
    [before] = (played / "usb-1-so-khao" / "phieu").glob(f"*ghe-{SEAT:02d}*.jdballot")
    again = sealing.export(_file(played), tmp_path)
    assert again.file.name == before.name
    assert again.file.read_bytes() == before.read_bytes()
    assert again.sheet.read_bytes() == before.with_suffix(".pdf").read_bytes()


def test_a_sealing_that_was_cut_off_after_writing_ends_in_one_and_the_same_ballot(
    played: Path, judge: Surroundings, tmp_path: Path
) -> None:
    file = _file(played)
    sealing.reopen(file, "Thử", "Thư ký", judge)
    with open_judge_file(file) as opened:
        ballot = sealing.ballot_of(opened, judge)
        cut_off = sealing.drafted(opened, ballot, sealing.device_key(judge))[1]
        name = sealing.hand_over(opened, ballot, cut_off, tmp_path).file.name
    finished = sealing.seal(file, tmp_path, judge)
    assert finished.file.name == name
    assert finished.file.read_bytes() == cut_off
    assert len(list(tmp_path.glob("*.jdballot"))) == 1


def test_a_mark_changed_after_the_cut_makes_another_ballot(played: Path, judge: Surroundings, tmp_path: Path) -> None:
    file = _file(played)
    sealing.reopen(file, "Thử", "Thư ký", judge)
    with open_judge_file(file) as opened:
        cut_off = sealing.drafted(opened, sealing.ballot_of(opened, judge), sealing.device_key(judge))[1]
        (code, criterion), steps = sorted(opened.score.marks().items())[0]
        opened.score.mark(code, criterion, max(steps - 1, 0), judge.now())
        opened.score.remark(code, None, "Xem lại", judge.now())
    assert sealing.seal(file, tmp_path, judge).file.read_bytes() != cut_off


def test_nothing_is_exported_before_the_first_sealing(played: Path, tmp_path: Path) -> None:
    with open_judge_file(_file(played), read_only=True) as opened:
        fresh = ScoreFile.create(tmp_path / "moi.jdscore", opened.score.identity, opened.score.package()[1])
    fresh.close()
    with pytest.raises(NotNow):
        sealing.export(tmp_path / "moi.jdscore", tmp_path)
