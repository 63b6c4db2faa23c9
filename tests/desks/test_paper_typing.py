"""Paper typed cell by cell: accepted cells survive, the second typing is somebody else's, differences stop it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from judge_desk.contest.merge.ballots import Source
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import BadInput, NotNow, Refusal, Unreadable
from judge_desk.desks import collecting, paper_typing
from judge_desk.desks.paper_typing import RECUSED, TOTAL, TypingDesk
from judge_desk.wording.figures import shortest
from tests.desks.small_contest import Small
from tests.journeys.by_hand import ONE, fill_sheet

SEAT = 4
FIRST, SECOND = "Ngô Thư Ký", "Đỗ Tổ Chức"


def begin(small: Small, typist: str) -> TypingDesk:
    return paper_typing.begin(small.contest, ONE, SEAT, typist, small.around())


def type_all(desk: TypingDesk, number: int, small: Small, slip: dict[EntryCode, list[int] | None]) -> TypingDesk:
    for code, marks in {**small.levels(), **slip}.items():
        if marks is None:
            desk = paper_typing.put(desk, number, code, RECUSED, "Họ hàng")
            continue
        for leaf, steps in zip(desk.leaves, marks, strict=True):
            desk = paper_typing.put(desk, number, code, leaf.id, shortest(steps * leaf.step))
    return paper_typing.finish(desk, number)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.problem.code


def test_two_equal_typings_become_a_ballot_and_stay_as_drafts(issued: Small) -> None:
    last, whole = issued.codes()[-1], issued.codes()[0]
    desk = type_all(begin(issued, FIRST), 1, issued, {last: None})
    desk = paper_typing.put(desk, 1, whole, TOTAL, "60")
    desk = type_all(begin(issued, SECOND), 2, issued, {last: None})
    assert [(each.what, each.code) for each in desk.differences] == [("total", whole)]
    desk = paper_typing.put(desk, 2, whole, TOTAL, "60,0")
    assert desk.compared
    assert desk.differences == ()
    typed = paper_typing.seal(issued.contest, ONE, SEAT, issued.around())
    assert typed.file is not None
    assert issued.merge(typed.file).counted == 1
    ballot = issued.standing().counted[0].ballot
    assert (ballot.source, ballot.lines[-1].recused, ballot.lines[-1].reason) == (Source.PAPER, True, "Họ hàng")
    assert [list(line.marks) for line in ballot.lines[:-1]] == list(issued.levels().values())[:-1]
    assert len(list((issued.contest / "drafts").glob(f"*_{typed.digest[:10]}.jsonl"))) == 2
    assert paper_typing.look(issued.contest, ONE, SEAT, issued.around()).first is None


def test_every_difference_is_named_and_a_wrong_total_stops_the_ballot(issued: Small) -> None:
    code, other = issued.codes()[1], issued.codes()[2]
    type_all(begin(issued, FIRST), 1, issued, {})
    desk = type_all(begin(issued, SECOND), 2, issued, {code: [1, 2, 3], other: None})
    found = {(each.code, each.what, each.criterion) for each in desk.differences}
    assert {(code, "mark", leaf.id) for leaf in desk.leaves} | {(other, "recused", "")} <= found
    typed = paper_typing.seal(issued.contest, ONE, SEAT, issued.around())
    assert typed.file is None
    assert {"paper.differs_mark", "paper.differs_recused"} <= {each.code for each in typed.findings}
    aside = paper_typing.set_aside(issued.contest, ONE, SEAT, issued.around())
    assert aside.first is None
    assert len(list((issued.contest / "drafts").glob("*_bo-*.jsonl"))) == 2


def test_accepted_cells_survive_a_cut_line_and_what_is_not_accepted_changes_nothing(issued: Small) -> None:
    desk = begin(issued, FIRST)
    assert desk.first is not None
    code, leaf = desk.entries[0].code, desk.leaves[0]
    desk = paper_typing.put(desk, 1, code, leaf.id, "20,5")
    for field, typed in ((leaf.id, "99"), (leaf.id, "x"), (TOTAL, "mười")):
        with pytest.raises(BadInput):
            paper_typing.put(desk, 1, code, field, typed)
    path: Path = desk.first.path if desk.first else Path()
    with path.open("ab") as file:
        file.write(b'{"code":"002-1","fi')
    left = paper_typing.look(issued.contest, ONE, SEAT, issued.around())
    assert left.first is not None
    assert dict(left.first.marks) == {(code, leaf.id): 41}
    left = paper_typing.put(left, 1, code, leaf.id, "")
    again = paper_typing.look(issued.contest, ONE, SEAT, issued.around()).first
    assert again is not None
    assert not again.marks
    path.write_bytes(b'{"kind":"else"}\n')
    with pytest.raises(Unreadable):
        paper_typing.look(issued.contest, ONE, SEAT, issued.around())


def test_the_second_typing_waits_for_the_first_and_for_another_person(issued: Small) -> None:
    around = issued.around()
    assert refused(lambda: begin(issued, " ")) == "typing.no_typist"
    desk = begin(issued, FIRST)
    assert refused(lambda: begin(issued, SECOND)) == "typing.first_open"
    assert refused(lambda: paper_typing.seal(issued.contest, ONE, SEAT, around)) == "typing.not_finished"
    paper_typing.finish(desk, 1)
    assert refused(lambda: begin(issued, " ngô thư ký ")) == "paper.one_typist"
    assert refused(lambda: paper_typing.put(desk, 2, desk.entries[0].code, TOTAL, "1")) == "typing.not_begun"
    begin(issued, SECOND)
    assert refused(lambda: begin(issued, "Người thứ ba")) == "typing.both_begun"
    with pytest.raises(NotNow):
        paper_typing.take_sheet(issued.contest, ONE, SEAT, issued.place / "x.xlsx", "Ai", around)


def test_a_sheet_that_a_judge_filled_in_is_the_first_typing(issued: Small) -> None:
    sheet = collecting.write_sheet(issued.contest, ONE, SEAT, issued.place / "b.xlsx", issued.around())
    levels = {code: [f"{steps / 2:g}".replace(".", ",") for steps in marks] for code, marks in issued.levels().items()}
    fill_sheet(sheet, lambda code: levels[EntryCode(code)])
    desk = paper_typing.take_sheet(issued.contest, ONE, SEAT, sheet, "Võ Thị Tư", issued.around())
    assert desk.first is not None
    assert desk.first.finished
    desk = type_all(begin(issued, SECOND), 2, issued, {})
    assert desk.differences == ()
    assert paper_typing.seal(issued.contest, ONE, SEAT, issued.around()).file is not None
