"""The papers of a round that were made: their state, their bytes, copies that overwrite nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import Altered, BadInput, NotNow, Unreadable
from judge_desk.desks import paper_shelf, publishing
from judge_desk.desks.paper_shelf import PaperState
from judge_desk.exchange.seal import digest_of
from tests.desks.small_contest import Small, copied, counted
from tests.journeys.by_hand import ONE


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a contest until nothing is open, and make its papers."""
    small = counted(tmp_path_factory.mktemp("giay-to"))
    publishing.publish(small.contest, ONE, None, small.around())
    return small


def test_papers_of_a_settled_round_are_final_and_have_the_bytes_that_were_recorded(settled: Small) -> None:
    shelf = paper_shelf.shelf_of(settled.contest, ONE, settled.around())
    assert shelf.open == 0
    assert {each.state for each in shelf.papers} == {PaperState.FINAL}
    assert sorted(each.which or 0 for each in shelf.papers if each.kind == "score_sheet") == [1, 2, 3, 4, 5]
    for each in shelf.papers:
        assert digest_of(paper_shelf.read_paper(settled.contest, each.number, settled.around())) == each.sha256


def test_a_later_decision_makes_papers_stale_and_a_new_print_replaces_them(settled: Small, tmp_path: Path) -> None:
    small = copied(settled, tmp_path)
    small.decide(DecisionKind.SCORE, (small.codes()[0],), "99")
    stale = paper_shelf.shelf_of(small.contest, ONE, small.around())
    assert {each.state for each in stale.papers} == {PaperState.STALE}
    publishing.publish(small.contest, ONE, None, small.around())
    shelf = paper_shelf.shelf_of(small.contest, ONE, small.around())
    states = {(each.kind, each.state) for each in shelf.papers}
    assert {("minutes", PaperState.FINAL), ("minutes", PaperState.REPLACED)} <= states
    assert all(each.state is not PaperState.REPLACED for each in shelf.in_force)
    old = next(each for each in shelf.papers if each.state is PaperState.REPLACED)
    assert digest_of(paper_shelf.read_paper(small.contest, old.number, small.around())) == old.sha256


def test_copies_are_the_same_bytes_and_never_go_over_another_print(settled: Small, tmp_path: Path) -> None:
    names = paper_shelf.copy_papers(settled.contest, ONE, tmp_path / "xuat", settled.around())
    kept = {each.file: each.sha256 for each in paper_shelf.shelf_of(settled.contest, ONE, settled.around()).in_force}
    assert {name: digest_of((tmp_path / "xuat" / name).read_bytes()) for name in names} == kept
    assert paper_shelf.copy_papers(settled.contest, ONE, tmp_path / "xuat", settled.around()) == names
    (tmp_path / "khac").mkdir()
    (tmp_path / "khac" / names[-1]).write_bytes(b"another")
    with pytest.raises(NotNow):
        paper_shelf.copy_papers(settled.contest, ONE, tmp_path / "khac", settled.around())
    assert [each.name for each in (tmp_path / "khac").iterdir()] == [names[-1]]


def test_a_paper_that_is_gone_or_changed_is_named_and_not_shown(settled: Small, tmp_path: Path) -> None:
    small = copied(settled, tmp_path)
    first, second = paper_shelf.shelf_of(small.contest, ONE, small.around()).papers[:2]
    for each in small.contest.glob(f"documents/{ONE}/*/{first.file}"):
        each.unlink()
    for each in small.contest.glob(f"documents/{ONE}/*/{second.file}"):
        each.write_bytes(each.read_bytes() + b"x")
    with pytest.raises(Unreadable):
        paper_shelf.read_paper(small.contest, first.number, small.around())
    with pytest.raises(Altered):
        paper_shelf.read_paper(small.contest, second.number, small.around())
    with pytest.raises(BadInput):
        paper_shelf.read_paper(small.contest, 9999, small.around())
