"""What is dropped on an open contest is sorted by what it is; what is none of it is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.bringing import Brought, Kind, sort_out
from tests.desks.small_contest import Small


def test_everything_that_can_be_dropped_goes_where_it_belongs(issued: Small, tmp_path: Path) -> None:
    around, ballot = issued.around(), issued.seal(1, issued.levels())
    register, files, stick = issued.place / "so.csv", issued.place / "ho-so", tmp_path / "stick"
    (stick / "sâu" / "hơn").mkdir(parents=True)
    (stick / "sâu" / "hơn" / ballot.name).write_bytes(ballot.read_bytes())
    (stick / issued.package.name).mkdir()
    for each in issued.package.iterdir():
        if each.is_file():
            (stick / issued.package.name / each.name).write_bytes(each.read_bytes())

    assert sort_out([stick], around) == Brought(Kind.BALLOTS, (stick,)), "ballots come before a package beside them"
    assert sort_out([ballot, files], around).kind is Kind.BALLOTS
    assert sort_out([register], around) == Brought(Kind.ENTRIES, (), register, None)
    assert sort_out([files], around) == Brought(Kind.ENTRIES, (), None, files)
    assert sort_out([files, register], around) == Brought(Kind.ENTRIES, (), register, files)
    assert sort_out([issued.contest], around).kind is Kind.PLACE
    assert sort_out([issued.package], around).kind is Kind.PLACE
    assert sort_out([issued.place / "may" / "giam-khao-1" / "vong-1.jdscore"], around).kind is Kind.PLACE

    (tmp_path / "anh.png").write_bytes(b"x")
    (tmp_path / "hai.csv").write_text("a", "utf-8")
    for places, code in (
        ([tmp_path / "anh.png"], "bringing.unknown"),
        ([register, tmp_path / "anh.png"], "bringing.unknown"),
        ([], "bringing.unknown"),
        ([register, tmp_path / "hai.csv"], "bringing.several"),
    ):
        with pytest.raises(BadInput) as refused:
            sort_out(places, around)
        assert refused.value.problem.code == code
