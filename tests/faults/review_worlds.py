"""Contests with reviews for the tests that spoil them: with its figures in, and with one review locked and printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.desks.reviewed_contest import WHOLE, Reviewed, copied, filled
from tests.faults.command_line import done

BY: Final = ("--reason", "Biên bản họp", "--by", "Trần Văn Chủ (Trưởng ban)", "--by", "Đỗ Tổ Chức (Ban Tổ chức)")
STATED: Final = ("--closed-by", "Sở Nội vụ", "--closed-on", "2024-08-20", "--reason", "Báo cáo lại")
HEAD: Final = "Tên đơn vị,Biên chế,Số người,Điểm trung bình\n"


@dataclass(frozen=True, slots=True)
class ReviewWorlds:
    """Two contests; nobody changes them.

    Attributes:
        filled: every sheet is in, nothing is decided.
        locked: the collective prize is locked, announced and printed.
        printed: the folder of its papers.
    """

    filled: Reviewed
    locked: Reviewed
    printed: Path


def build(place: Path) -> ReviewWorlds:
    """Make both."""
    for name in ("so-lieu", "da-khoa"):
        (place / name).mkdir()
    first = filled(place / "so-lieu")
    second = copied(first, place / "da-khoa")
    second.settle_order()
    checklist = place / "phieu.csv"
    checklist.write_text("Mã,Không bị kỷ luật\nDV-01,đạt\nDV-02,đạt\nDV-03,đạt\n", encoding="utf-8")
    done("review", "gates", second.contest, checklist, "--review", WHOLE, *BY)
    for act in (("--approve", "Nguyễn Văn Tỉnh"), ("--final",), ("--announce",)):
        done("decide", second.contest, "--round", WHOLE, *act, *BY)
    printed = place / "in"
    done("publish", second.contest, "--round", WHOLE, "--to", printed)
    return ReviewWorlds(first, second, printed)
