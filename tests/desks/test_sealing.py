"""Sealing: a ballot that was cut off is finished with the same bytes, and can be written once more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from judge_desk.contest.values.problems import NotNow
from judge_desk.desks import sealing
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.rehearsing import Played
from judge_desk.desks.surroundings import Surroundings, silent
from judge_desk.stores.score_file import ScoreFile

SEAT = 3


@pytest.fixture(scope="module")
def judged(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the smallest rehearsal; its judges' files are what these tests look at and write into."""
    folder = tmp_path_factory.mktemp("seal") / "thu"
    shutil.copytree(played.folder.parent, folder)
    return folder


@pytest.fixture
def judge(judged: Path) -> Surroundings:
    """Give the surroundings of the judge on the seat."""
    return world("2", "2024-10-01T08:00:00", judged / f"may-giam-khao-{SEAT}" / "khoa", "gk", silent)


def _file(judged: Path) -> Path:
    return judged / f"may-giam-khao-{SEAT}" / "so-khao.jdscore"


def test_a_ballot_is_written_once_more_with_the_same_bytes(judged: Path, tmp_path: Path) -> None:
    [before] = (judged / "usb-1-so-khao" / "phieu").glob(f"*ghe-{SEAT:02d}*.jdballot")
    again = sealing.export(_file(judged), tmp_path)
    assert again.file.name == before.name
    assert again.file.read_bytes() == before.read_bytes()
    assert again.sheet.read_bytes() == before.with_suffix(".pdf").read_bytes()


def test_a_sealing_that_was_cut_off_after_writing_ends_in_one_and_the_same_ballot(
    judged: Path, judge: Surroundings, tmp_path: Path
) -> None:
    file = _file(judged)
    sealing.reopen(file, "Thử", "Thư ký", judge)
    with open_judge_file(file) as opened:
        ballot = sealing.ballot_of(opened, judge)
        cut_off = sealing.drafted(opened, ballot, sealing.device_key(judge))[1]
        name = sealing.hand_over(opened, ballot, cut_off, tmp_path).file.name
    finished = sealing.seal(file, tmp_path, judge)
    assert finished.file.name == name
    assert finished.file.read_bytes() == cut_off
    assert len(list(tmp_path.glob("*.jdballot"))) == 1


def test_a_mark_changed_after_the_cut_makes_another_ballot(judged: Path, judge: Surroundings, tmp_path: Path) -> None:
    file = _file(judged)
    sealing.reopen(file, "Thử", "Thư ký", judge)
    with open_judge_file(file) as opened:
        cut_off = sealing.drafted(opened, sealing.ballot_of(opened, judge), sealing.device_key(judge))[1]
        (code, criterion), steps = sorted(opened.score.marks().items())[0]
        opened.score.mark(code, criterion, max(steps - 1, 0), judge.now())
        opened.score.remark(code, None, "Xem lại", judge.now())
    assert sealing.seal(file, tmp_path, judge).file.read_bytes() != cut_off


def test_a_ballot_with_gaps_is_not_sealed_without_a_reason(judged: Path, judge: Surroundings, tmp_path: Path) -> None:
    file = _file(judged)
    sealing.reopen(file, "Thử", "Thư ký", judge)
    with open_judge_file(file) as opened:
        (code, leaf), steps = next(iter(opened.score.marks().items()))
        opened.score.mark(code, leaf, None, judge.now())
    with pytest.raises(NotNow) as refused:
        sealing.seal(file, tmp_path, judge, "  ")
    assert refused.value.problem.code == "seal.gaps"
    assert not list(tmp_path.iterdir())
    with open_judge_file(file) as opened:
        opened.score.mark(code, leaf, steps, judge.now())


def test_nothing_is_exported_before_the_first_sealing(judged: Path, tmp_path: Path) -> None:
    with open_judge_file(_file(judged), read_only=True) as opened:
        fresh = ScoreFile.create(tmp_path / "moi.jdscore", opened.score.identity, opened.score.package()[1])
    fresh.close()
    with pytest.raises(NotNow):
        sealing.export(tmp_path / "moi.jdscore", tmp_path)
