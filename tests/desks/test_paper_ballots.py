"""Paper ballots: two typings, every difference by its cell, totals that do not add up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from judge_desk.contest.merge.ballots import Source
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import mark_sheets, paper_ballots
from judge_desk.desks.paper_ballots import Typed
from tests.desks.small_contest import Small
from tests.journeys.by_hand import ONE, fill_sheet

TYPISTS = ("Ngô Thư Ký", "Đỗ Tổ Chức")


def sheet(small: Small, name: str, slip: dict[str, list[str] | None] | None = None, total: str = "") -> Path:
    """Write a typed sheet of seat 4; ``slip`` replaces lines, ``total`` is written beside the first entry."""
    file = small.place / "may" / "giam-khao-4" / f"{ONE}.jdscore"
    if not file.exists():
        small.open(4)
    path = small.place / f"{name}.xlsx"
    mark_sheets.write_sheet(file, path)
    levels = {code: [f"{steps / 2:g}".replace(".", ",") for steps in marks] for code, marks in small.levels().items()}
    fill_sheet(path, lambda code: (slip or {}).get(code, levels[EntryCode(code)]))
    if total:
        book = openpyxl.load_workbook(path)
        cells = book.worksheets[0]
        cells.cell(8, cells.max_column - 2).value = total
        book.save(path)
        book.close()
    return path


def type_in(small: Small, first: Path, second: Path, typists: tuple[str, str] = TYPISTS, seat: int = 4) -> Typed:
    return paper_ballots.type_in(
        small.contest, ONE, seat, (first, second), typists, small.place / "phieu", small.around()
    )


def test_two_equal_typings_become_a_ballot_that_says_where_it_comes_from(issued: Small) -> None:
    typed = type_in(issued, sheet(issued, "mot"), sheet(issued, "hai"))
    assert typed.file is not None
    assert issued.merge(typed.file).counted == 1
    sealed = issued.standing().counted[0]
    assert (sealed.ballot.source, sealed.ballot.name, sealed.code) == (Source.PAPER, "Võ Thị Tư", typed.code)
    assert {line.code: list(line.marks) for line in sealed.ballot.lines} == issued.levels()
    assert "merge.from_paper" in [problem.code for problem in issued.standing().view.notes]


def test_every_difference_is_named_and_nothing_is_written(issued: Small) -> None:
    first, second = issued.codes()[1], issued.codes()[4]
    slips: dict[str, list[str] | None] = {first: ["28", "14", "14"], second: None}
    typed = type_in(issued, sheet(issued, "mot", slips), sheet(issued, "hai"))
    assert (typed.file, typed.code) == (None, "")
    found = {(p.code, p.where, str(p.facts.get("criterion"))) for p in typed.findings}
    assert ("paper.differs_mark", first, "2.1") in found
    assert ("paper.differs_mark", first, "2.2") in found
    assert ("paper.differs_mark", first, "1") not in found
    assert any(code == "paper.differs_recused" and where == second for code, where, _ in found)
    assert not list((issued.place / "phieu").glob("*"))
    assert not list((issued.contest / "ballots").glob("*"))


def test_a_written_total_that_does_not_add_up_stops_it(issued: Small) -> None:
    code = issued.codes()[0]
    typed = type_in(issued, sheet(issued, "mot", total="61"), sheet(issued, "hai", total="61"))
    assert typed.file is None
    assert {(p.code, p.facts["code"], p.facts["written"], p.facts["added"]) for p in typed.findings} == {
        ("marks.total_differs", code, "61", "60")
    }
    assert type_in(issued, sheet(issued, "ba", total="60"), sheet(issued, "bon", total="60")).file is not None


def test_one_person_or_one_file_is_no_second_typing_and_the_seat_must_be_there(issued: Small) -> None:
    one, two = sheet(issued, "mot"), sheet(issued, "hai")
    attempts: list[tuple[Callable[[], Typed], str]] = [
        (lambda: type_in(issued, one, two, ("Ngô Thư Ký", " ngô thư ký")), "paper.one_typist"),
        (lambda: type_in(issued, one, one), "paper.one_sheet"),
        (lambda: type_in(issued, one, two, seat=9), "package.no_seat"),
    ]
    for attempt, code in attempts:
        with pytest.raises(BadInput) as caught:
            attempt()
        assert caught.value.problem.code == code


def test_a_sheet_of_another_seat_is_refused(issued: Small) -> None:
    typed = type_in(issued, sheet(issued, "mot"), sheet(issued, "hai"), seat=3)
    assert typed.file is None
    assert "marks.other_seat" in [problem.code for problem in typed.findings]


def test_a_second_paper_ballot_of_a_seat_follows_the_first(issued: Small) -> None:
    first = type_in(issued, sheet(issued, "mot"), sheet(issued, "hai"))
    assert first.file is not None
    issued.merge(first.file)
    slip: dict[str, list[str] | None] = {issued.codes()[0]: ["29,5", "15", "15"]}
    again = type_in(issued, sheet(issued, "ba", slip), sheet(issued, "bon", slip))
    assert again.file is not None
    issued.merge(again.file)
    sealed = issued.standing().counted[0]
    assert (sealed.ballot.revision, sealed.ballot.previous, sealed.digest) == (2, first.digest, again.digest)
