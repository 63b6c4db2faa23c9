"""A typing that the power cut off: what was accepted before stays, and it goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.values.problems import Unreadable
from judge_desk.exchange.typing_draft import DraftCell, DraftHead, add_cells, begin_draft, read_draft

HEAD = DraftHead("hoi-thi-nho", "vong-1", "0" * 64, 1, 1, "Ngô Thị Dung", "2024-08-20T08:00:00")
KEPT = DraftCell("001-A", "1", "7,5")
LOST = (DraftCell("002-B", "1", "6" * 600), DraftCell("003-C", "1", "5"))


@pytest.mark.parametrize("arrived", [0, 5, 512])
def test_zeros_where_the_last_cells_did_not_arrive_cost_no_cell_before(tmp_path: Path, arrived: int) -> None:
    path = tmp_path / "ghe-1.jdnhap"
    begin_draft(path, HEAD)
    add_cells(path, [KEPT])
    durable = path.stat().st_size
    add_cells(path, LOST)
    whole = path.read_bytes()
    path.write_bytes(whole[: durable + arrived] + bytes(40) + whole[durable + arrived + 40 :])
    assert read_draft(path).cells == (KEPT,)
    add_cells(path, LOST)
    assert read_draft(path).cells == (KEPT, *LOST)


def test_a_line_that_says_something_else_is_still_damage(tmp_path: Path) -> None:
    path = tmp_path / "ghe-1.jdnhap"
    begin_draft(path, HEAD)
    add_cells(path, [KEPT])
    path.write_bytes(path.read_bytes().replace(b'"field"', b'"fie"d"'))
    with pytest.raises(Unreadable):
        read_draft(path)
