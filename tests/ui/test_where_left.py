"""After the PIN the work goes on where it was left: in the list, at the cell, or at the clock of a defence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from judge_desk.desks.judge_shelf import PLACE
from judge_desk.desks.rehearsing import Played
from judge_desk.ui.bench import Bench
from judge_desk.ui.marking_aim import MarkingAim, where_left
from tests.ui.marking_works import bench_at, empty_work


@pytest.fixture
def bench(played: Played, tmp_path: Path) -> Iterator[Bench]:
    """Give a bench of the blind round, nothing marked."""
    made = bench_at(Path(shutil.copy(empty_work(played, tmp_path), tmp_path / "copy.jdscore")))
    yield made
    made.close()


def test_fresh_work_begins_at_the_list_and_kept_work_at_its_cell(bench: Bench) -> None:
    assert where_left(bench) is None
    bench.sitting.keep(PLACE, f"{bench.sitting.lines()[1].code} 2.1")
    assert where_left(bench) == ("marking", MarkingAim(bench))


def test_finished_work_begins_at_the_list(bench: Bench) -> None:
    bench.sitting.keep(PLACE, f"{bench.sitting.lines()[1].code} 2.1")
    for line in bench.sitting.lines():
        bench.sitting.recuse(line.code, "Nhận ra bài này")
    assert where_left(bench) is None
