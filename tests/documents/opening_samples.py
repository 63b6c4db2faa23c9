"""Papers of closed ballots, filled: the sheet that keeps the digits, the record of an opening."""

from __future__ import annotations

from judge_desk.documents.blocks import Document
from judge_desk.documents.opening_record import OpenedBallot, OpeningRecordContent, opening_record
from judge_desk.documents.opening_sheet import OpeningSheetContent, opening_sheet
from tests.documents.samples import HEAD, JUDGES, digits

PUBLIC = "3f9a1c0d77b2e684" * 4


def sheet() -> Document:
    """Give the chair's sheet."""
    return opening_sheet(OpeningSheetContent(HEAD, digits("mở"), PUBLIC, "2024-08-20T08:00"))


def record(seats: int = 5, lost: bool = False) -> Document:
    """Give a record: the last seat was missing, its ballot came later."""
    ballots = tuple(
        OpenedBallot(
            n,
            JUDGES[n - 1],
            1,
            digits(f"b{n}"),
            f"2024-09-02T10:{n:02d}",
            "Nộp sau khi mở" if n == seats else "Được tính",
        )
        for n in range(1, seats + 1)
    )
    return opening_record(
        OpeningRecordContent(
            head=HEAD,
            opened_at="2024-09-03T08:30",
            number=12,
            reason="Giám khảo ghế 5 đi công tác, Trưởng ban cho mở",
            people=(f"{JUDGES[0]} (Trưởng ban)", f"{JUDGES[5]} (Ban Tổ chức)"),
            witnesses=(JUDGES[6],),
            operator=JUDGES[3],
            lost=lost,
            public=PUBLIC,
            confirmed_at="2024-08-20T08:20",
            replaced=("Quyết định số 4, 07 giờ 40 phút, ngày 20 tháng 8 năm 2024: lập mã mở phiếu mới.",),
            ballots=ballots,
            missing=(f"{seats} ({JUDGES[seats - 1]})",),
            chair=JUDGES[0],
            secretary=JUDGES[3],
        )
    )
