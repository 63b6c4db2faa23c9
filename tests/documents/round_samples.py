"""Filled contents of a round's lists and records, as long and with names as long as a test wants them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from fractions import Fraction
from typing import Final

from judge_desk.documents import content_round as c
from judge_desk.documents.blocks import Document
from judge_desk.documents.eligibility_list import eligibility_list
from judge_desk.documents.handover import handover
from judge_desk.documents.index_list import index_list
from judge_desk.documents.outcome_list import outcome_list
from judge_desk.documents.participation import participation
from judge_desk.documents.press_list import press_list
from judge_desk.documents.register_list import register_list
from judge_desk.documents.shortlist import shortlist
from judge_desk.documents.tie_record import tie_record
from judge_desk.documents.unsealing import unsealing
from judge_desk.documents.vote_record import vote_record
from tests.documents.samples import HEAD, JUDGES, TITLES, UNITS, code, digits

LONG_TITLE: Final = (
    "Mô hình “Một cửa liên thông, không giấy tờ, không chờ đợi, không phiền hà” kết hợp tổ công nghệ số cộng đồng, "
    "trợ lý ảo và hệ thống thông tin giải quyết thủ tục hành chính, áp dụng tại các xã, phường, thị trấn vùng sâu"
)
AUTHORS: Final = "Nguyễn Trần Hoàng Phương Uyên, Công Tằng Tôn Nữ Thị Mỹ Hạnh, Trương Đình Nguyên Khôi, Đỗ Lê"
FIELD: Final = "Xây dựng và phát triển chính quyền điện tử, chính quyền số"


def _title(number: int) -> str:
    return LONG_TITLE if number % 10 == 1 else TITLES[number % 4]


def _who(number: int) -> tuple[str, str]:
    return (AUTHORS if number % 10 == 1 else JUDGES[number % 15], UNITS[number % 4])


def register(rows: int, closed: bool = False) -> c.RegisterContent:
    """Give a register; every seventh entry was not admitted."""
    lines = tuple(
        c.RegisterRow(
            str(n), "" if closed or n % 7 == 0 else code(n), _title(n), *_who(n), "Nhóm tác giả", FIELD,
            "2024-08-16T16:30", "2024-08-15" if n % 5 == 0 else "", "Không hợp lệ" if n % 7 == 0 else "Nhận",
        )
        for n in range(1, rows + 1)
    )  # fmt: skip
    states = (("Nhận", rows - rows // 7), ("Không hợp lệ", rows // 7)) if rows > 6 else (("Nhận", rows),)
    return c.RegisterContent(HEAD, lines, states, closed, JUDGES[3])


def placed(number: int, named: bool) -> c.PlacedRow:
    """Give an entry with its place; the second and third share theirs."""
    shared = number in (2, 3)
    row = c.PlacedRow(2 if shared else number, shared, code(number), Fraction(9500 - number * 10, 100))
    if shared:
        row = replace(row, remark=f"Đồng hạng với bài {code(5 - number)}")
    return replace(row, title=_title(number), authors=_who(number)[0], units=_who(number)[1]) if named else row


def shortlisted(rows: int, named: bool = True) -> c.ShortlistContent:
    """Give a shortlist; one entry stands right behind it."""
    inside = tuple(placed(n, named) for n in range(1, rows + 1))
    cut = f"{rows} bài vào vòng trong theo quy tắc đã chốt."
    note = f"Các bài {code(2)}, {code(3)} cùng hạng 2 nằm ngang vạch; theo thể lệ lấy cả."
    behind = (placed(rows + 1, named),)
    return c.ShortlistContent(
        HEAD, inside, 2, f"{rows} bài có điểm cao nhất", cut, behind, (), (note,), rows + 1, JUDGES[0], JUDGES[3]
    )


def outcome(rows: int, named: bool = True) -> c.OutcomeContent:
    """Give an outcome list with prizes; one entry has no place."""
    prizes = ("Giải Nhất", "Giải Nhì", "Giải Ba")
    lines = tuple(
        replace(placed(n, named), outcome=prizes[n - 1] if n <= len(prizes) else "", field=FIELD if named else "")
        for n in range(1, rows + 1)
    )
    unranked = ((code(rows + 1), _title(2) if named else "", "Bài chỉ có 01 phiếu, cần ít nhất 02."),)
    return c.OutcomeContent(HEAD, lines, unranked, 2, False, JUDGES[0], JUDGES[3])


def units(rows: int) -> c.ParticipationContent:
    """Give participation by unit; the last third sent nothing."""
    sent = rows * 2 // 3
    lines = tuple(
        c.UnitRow(f"{UNITS[n % 4]} {n}", "Khối sở" if n % 2 else "Khối huyện", 2 * (n <= sent), int(n <= sent), (0,), 0)
        for n in range(1, rows + 1)
    )
    others = c.UnitRow("", "", 3, 2, (1,), 1)
    totals = c.UnitRow("", "", 2 * rows, rows, (6,), 6)
    return c.ParticipationContent(HEAD, lines, others, ("vòng bảo vệ ý tưởng",), totals, 4, JUDGES[3])


def tie(decided: bool = True) -> c.TieRecordContent:
    """Give the record of one tie."""
    asked = c.TieDecided(
        (code(4), code(18)), (_title(4), _title(1)), Fraction(785, 10), ("Xét điểm tiêu chí 1: vẫn bằng nhau.",), "",
        why_open=f"Các bài {code(4)}, {code(18)} bằng điểm ở hạng 6; thể lệ giao cho Ban Giám khảo biểu quyết.",
    )  # fmt: skip
    answered = replace(
        asked, order=f"bài {code(18)} hạng 6; bài {code(4)} hạng 7", number=16, reason="Biểu quyết giơ tay.",
        people=(f"{JUDGES[0]} (Trưởng ban)",), decided_at="2024-09-03T08:10", votes=(4, 1, 0), why_open="",
    )  # fmt: skip
    return c.TieRecordContent(HEAD, (answered if decided else asked,), 1, JUDGES[1:5], JUDGES[0], JUDGES[3])


def vote(counted: bool = True) -> c.VoteRecordContent:
    """Give the record of a vote, or the empty form."""
    empty = c.VoteRecordContent(HEAD, "", None, 5, 4, None, chair=JUDGES[0])
    if not counted:
        return empty
    return replace(
        empty, subject=f"Thứ tự các bài bằng điểm: {code(18)}, {code(4)}", number=16, votes=(4, 1, 0),
        issued=6, returned=6, valid=5, invalid=1, reason="Hai bài bằng điểm ngang vạch.",
        people=(f"{JUDGES[0]} (Trưởng ban)",), decided_at="2024-09-03T08:10",
    )  # fmt: skip


def opened(rows: int) -> c.UnsealingContent:
    """Give the record of an opened code table."""
    codes = tuple(c.OpenedCode(code(n), str(n), _title(n), "\n".join(_who(n))) for n in range(1, rows + 1))
    people = (f"{JUDGES[0]} (Trưởng ban)", f"{JUDGES[6]} (Ban Tổ chức)")
    return c.UnsealingContent(
        HEAD, "2024-09-03T09:00", 17, "Đã chấm xong.", people, "2024-08-20T07:37", codes, JUDGES[0], JUDGES[3]
    )


def handed(seats: int) -> c.HandoverContent:
    """Give the record of a hand-over; the last seat has no ballot yet."""
    sticks = (c.WrittenStick("2024-08-23T07:39", JUDGES[3], "usb-1-so-khao", 1, 61),)
    on = tuple(c.HandedSeat(n, JUDGES[n - 1], f"Phó Giám đốc, {UNITS[n % 4]}", 12) for n in range(1, seats + 1))
    back = tuple(
        c.ReceivedBallot(n, JUDGES[n - 1], 1, digits(f"b{n}"), "2024-09-02T10:00", JUDGES[3], n == 1)
        for n in range(1, seats)
    )
    return c.HandoverContent(HEAD, 1, digits("package"), 19, sticks, on, back, JUDGES[3])


def handled(rows: int) -> c.EligibilityContent:
    """Give entries that were not admitted, and one that was admitted by decision."""
    refused = tuple(
        c.HandledEntry(str(n), _title(n), "\n".join(_who(n)), "Không hợp lệ", "" if n % 2 else "5", "Nộp sau hạn nhận.")
        for n in range(1, rows + 1)
    )
    admitted = (c.HandledEntry("99", _title(2), JUDGES[1], "Nhận", "3", "Quyết định số 3: Đã đối chiếu hồ sơ."),)
    return c.EligibilityContent(HEAD, refused, admitted, JUDGES[3])


def press(rows: int) -> c.PressContent:
    """Give what the press gets."""
    winners = tuple(c.PressRow("Giải Khuyến khích", _title(n), *_who(n), FIELD) for n in range(1, rows + 1))
    return c.PressContent(HEAD, (("Cơ cấu giải thưởng", winners),), "2024-11-27T10:00", 40, 17)


def index(rows: int) -> c.IndexListContent:
    """Give an index; every third print replaced another."""
    lines = tuple(
        c.IndexRow(
            n + 20, "Phiếu chấm điểm của giám khảo", str(n), f"phieu-cham-ghe-{n:02d}.pdf", 3,
            hashlib.sha256(str(n).encode()).hexdigest(), "6692ad7470886b13", n if n % 3 == 0 else None,
        )
        for n in range(1, rows + 1)
    )  # fmt: skip
    return c.IndexListContent(HEAD, "pdf", lines, "2024-09-03T09:10", JUDGES[3])


def lists(rows: int) -> dict[str, Document]:
    """Give every list with so many rows."""
    return {
        "register": register_list(register(rows)),
        "closed": register_list(register(rows, closed=True)),
        "eligibility": eligibility_list(handled(rows)),
        "shortlist": shortlist(shortlisted(rows)),
        "shortlist-blind": shortlist(shortlisted(rows, named=False)),
        "outcome": outcome_list(outcome(rows)),
        "outcome-blind": outcome_list(outcome(rows, named=False)),
        "participation": participation(units(rows)),
        "press": press_list(press(rows)),
        "unsealing": unsealing(opened(rows)),
        "index": index_list(index(rows)),
    }


def records() -> dict[str, Document]:
    """Give every record of one act."""
    return {
        "tie": tie_record(tie()),
        "tie-open": tie_record(tie(decided=False)),
        "vote": vote_record(vote()),
        "vote-form": vote_record(vote(counted=False)),
        "handover-5": handover(handed(5)),
        "handover-15": handover(handed(15)),
    }
