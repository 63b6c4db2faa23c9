"""A copy before every act: which are made, which are kept, and that none of it holds up an act."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.stores import rolling
from judge_desk.stores.contest_copies import copies_of, restore_contest
from judge_desk.stores.contest_file import ContestFile, check_copy, open_contest
from tests.stores.samples import new_contest

NOW = "2024-09-02T10:42:05"


@pytest.fixture
def contest(tmp_path: Path) -> ContestFile:
    """Give a new contest."""
    return new_contest(tmp_path)


def _do(contest: ContestFile, now: str = NOW, what: str = "add_person") -> None:
    with contest.act("Thư ký", what, {}, now):
        pass


def test_every_act_leaves_a_whole_copy_of_what_was_before_it(contest: ContestFile) -> None:
    before = contest.log()
    _do(contest)
    (copy,) = copies_of(contest.folder)
    assert (copy.reason, copy.running, copy.path.stat().st_mode & 0o77) == ("viec-add-person", 1, 0)
    check_copy(copy.path)
    contest.close()
    restore_contest(contest.folder, copy.path.name, "Thư ký", NOW)
    with open_contest(contest.folder, read_only=True) as back:
        assert back.log()[: len(before)] == before
        assert [each.what for each in back.log()][len(before) :] == ["restore"]


def test_rolling_copies_are_kept_ten_deep_and_one_a_day_whatever_the_clock_says(contest: ContestFile) -> None:
    for minute in range(16):
        _do(contest, f"2024-09-0{1 + minute // 8}T10:{minute:02d}:00")
    assert [copy.running for copy in copies_of(contest.folder)] == [16, 15, 14, 13, 12, 11, 10, 9, 8, 7]
    for minute in range(12):
        _do(contest, f"2014-01-01T0{minute // 6}:{minute:02d}:00")
    kept = {copy.running for copy in copies_of(contest.folder)}
    assert kept == {*range(19, 29), 16, 8}, "a clock set back ten years never costs the newest copies"


def test_acts_with_copies_of_their_own_get_no_second_one_and_large_files_fewer(
    contest: ContestFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    for what in sorted(rolling.OWN_COPY):
        _do(contest, what=what)
    assert copies_of(contest.folder) == ()
    monkeypatch.setattr(rolling, "EVERY", contest.file.path.stat().st_size // 2)
    for _ in range(9):
        _do(contest)
    assert len(copies_of(contest.folder)) == 3


def test_an_act_is_done_where_no_copy_can_be_made(contest: ContestFile) -> None:
    folder = contest.folder / "backups"
    folder.rmdir()
    folder.write_bytes(b"")
    _do(contest)
    assert contest.log()[-1].what == "add_person"
