"""The benchmarks of a merge and of what follows still work, and their contenders agree."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from benchmarks import merging, results, union
from benchmarks.merging import SMALL
from benchmarks.pairs import Failed, Used, in_turn, row
from benchmarks.peers import reference
from benchmarks.peers.answer import ranked
from benchmarks.workload import make, marks_of
from judge_desk.contest.counting.statistics import panel_figures
from judge_desk.contest.values.identity import EntryCode, Seat, entry_code


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work")
    make(SMALL, folder / SMALL.name)
    return folder


def told(main: Any, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main([*words, "--short", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_contender_of_a_merge_gives_the_same_answer(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = told(merging.main, capsys, "--work", str(work))["rows"]
    assert {each["beside"] for each in rows} == {"attach", "floor"}
    assert all(each["ratio"] > 0 for each in rows if not each["note"])


def test_a_contender_that_reads_wrong_is_found(work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = merging.workload(SMALL, work, tmp_path, short=True)
    acts = {
        "ours": lambda: made.merge(made.fresh()),
        "results": made.results,
        "wrong": lambda: Used(1, 1, 1, "another answer"),
    }
    monkeypatch.setattr(merging, "contenders_of", lambda *_: (acts, {}))
    with pytest.raises(Failed, match="another answer"):
        merging.measure(made, 1, "", ())


def test_results_and_reference_give_the_same_answer(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = told(results.main, capsys, "--work", str(work))["rows"]
    assert [each["beside"] for each in rows] == ["reference"] * 3


def test_provinces_come_together_by_union(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(union.main, capsys, "--work", str(work))["rows"][0]["runs"] == 2


def test_the_reference_works_out_the_figures_of_the_program() -> None:
    columns = [list(marks_of(SMALL, seat)) for seat in range(1, SMALL.judges + 1)]
    codes = [entry_code(number) for number in range(1, SMALL.entries + 1)]
    rows = [[None if each is None else sum(each) for each in row] for row in zip(*columns, strict=True)]
    found = reference.figures(codes, rows)
    ours = panel_figures(_totals(codes, rows))
    assert found["w"] == str(ours.concordance.w)
    icc = (ours.agreement.icc_1_1, ours.agreement.icc_2_1, ours.agreement.icc_3_1)
    assert found["icc"] == [str(each) for each in icc]
    assert found["severity"] == [str(each.severity) for each in ours.judges]


def _totals(codes: Sequence[EntryCode], rows: Sequence[reference.Row]) -> dict[Seat, dict[EntryCode, Fraction]]:
    columns = zip(*rows, strict=True)
    return {
        Seat(seat): {code: Fraction(each) for code, each in zip(codes, column, strict=True) if each is not None}
        for seat, column in enumerate(columns, 1)
    }


def test_equals_share_a_rank() -> None:
    found = ranked([("a", 4, 2), ("b", 6, 3), ("c", 9, 3), ("d", 1, 1)])
    assert [(code, rank) for code, _, _, rank in found] == [("a", 2), ("b", 2), ("c", 1), ("d", 4)]


def test_ratios_are_of_medians_and_their_spread_of_pairs() -> None:
    turns = iter([1.0, 2.0, 2.0, 1.0, 3.0, 3.0])
    acts = {name: lambda: Used(next(turns), 1.0, 10.0) for name in ("ours", "peer")}
    found = row("job", "peer", in_turn(acts, 3))
    assert (found.ratio, found.least, found.most, found.runs) == (1.0, 0.5, 2.0, 3)
