"""What an open folder keeps of its readings is never older than its file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from judge_desk.contest.register.entries import Entry
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.register import entries_of
from judge_desk.stores.register_tables import put_entries
from tests.desks.small_contest import Small


def _rename(contest: ContestFolder, entry: Entry, title: str, fail: bool = False) -> None:
    with contest.store.act("Thư ký", "entry", {}, "2024-08-30T08:00:00") as act:
        put_entries(act, [(replace(entry, title=title), 1)])
        assert title in {each.title for each in entries_of(contest)}
        if fail:
            raise RuntimeError


def test_entries_are_read_again_after_a_change_and_after_one_that_was_undone(issued: Small) -> None:
    with open_folder(issued.contest) as contest:
        before = entries_of(contest)
        assert entries_of(contest) is before
        _rename(contest, before[0], "Tên khác")
        assert entries_of(contest)[0].title == "Tên khác"
        with pytest.raises(RuntimeError):
            _rename(contest, before[0], "Tên bị bỏ", fail=True)
        assert entries_of(contest)[0].title == "Tên khác"
