"""Filled contents of every paper, as one round of a contest would give them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from judge_desk.contest.rulebook.rules import Action, DisagreementRule, Measure, RankOn, ScoreMethod, ScoreRule, Tier
from judge_desk.documents import content as c
from judge_desk.documents.blocks import Document
from judge_desk.documents.index_bonus import index_bonus
from judge_desk.documents.letter import letters
from judge_desk.documents.merge_record import merge_record
from judge_desk.documents.minutes import minutes
from judge_desk.documents.prize_list import prize_list
from judge_desk.documents.receipt import receipt
from judge_desk.documents.score_sheet import score_sheet
from judge_desk.documents.summary_table import summary_table


def digits(text: str) -> str:
    """Make 30 digits out of a text."""
    return str(int(hashlib.sha256(text.encode()).hexdigest(), 16))[:30]


HEAD: Final = c.PaperHead(
    superior="ỦY BAN NHÂN DÂN TỈNH HẬU GIANG",
    organiser="BAN TỔ CHỨC CUỘC THI",
    jury="BAN GIÁM KHẢO",
    place="Hậu Giang",
    contest_title="Cuộc thi “Đề xuất mô hình, sáng kiến, giải pháp trong thực hiện nhiệm vụ cải cách hành chính gắn "
    "với xây dựng chính quyền điện tử, chính quyền số trên địa bàn tỉnh Hậu Giang” năm 2024",
    round_title="Vòng sơ khảo",
    year=2024,
    contest_id="hau-giang-2024",
    version=2,
    short_hash="a1b2c3d4",
    data_code=digits("data"),
    sample=True,
)
RULES: Final = c.Rules(
    ScoreRule(ScoreMethod.MEAN, 1, "half_up", RankOn.ROUNDED, 2, sample=True),
    DisagreementRule(
        Measure.RANGE,
        (
            Tier(Fraction(0), True, Action.MEAN),
            Tier(Fraction(5), False, Action.CHAIR),
            Tier(Fraction(10), True, Action.THIRD),
        ),
        sample=True,
    ),
    "Mẫu của chương trình, tham khảo Quyết định 3588/QĐ-BGDĐT",
)
JUDGES: Final = (
    "Nguyễn Văn Ước", "Trần Thị Mỹ Hạnh", "Lê Quốc Khởi", "Phạm Hữu Nghĩa", "Đặng Thị Thùy Dương", "Võ Minh Luân",
    "Huỳnh Thị Ngọc Ánh", "Bùi Đức Trọng", "Đỗ Thị Kiều Oanh", "Hồ Văn Phước", "Ngô Thanh Tuyền", "Dương Chí Tâm",
    "Lý Hoàng Yến", "Trương Công Định", "Mai Thị Bạch Tuyết",
)  # fmt: skip
UNITS: Final = ("Sở Nội vụ", "Sở Tư pháp", "Ủy ban nhân dân thành phố Ngã Bảy", "Sở Thông tin và Truyền thông")
TITLES: Final = (
    "Chính quyền phục vụ thành phố Ngã Bảy giai đoạn 2024 - 2026 và những năm tiếp theo",
    "Trợ lý ảo hướng dẫn thủ tục hành chính cho người cao tuổi tại Bộ phận Một cửa cấp xã",
    "Số hóa hồ sơ địa chính phục vụ giải quyết thủ tục đất đai trong ngày",
    "Mô hình “Ngày thứ Sáu không hẹn”",
)
CRITERIA: Final = (
    c.SheetCriterion("1", "Tính mới, tính sáng tạo", Fraction(30), decimals=1),
    c.SheetCriterion("2", "Hiệu quả kinh tế - xã hội, lợi ích thiết thực cho người dân", Fraction(30), decimals=1),
    c.SheetCriterion("3", "Khả năng áp dụng và nhân rộng trên địa bàn tỉnh", Fraction(30), decimals=1),
    c.SheetCriterion("4", "Hình thức trình bày", Fraction(10), decimals=1),
)


def code(number: int) -> str:
    """Give something like an entry code."""
    return f"{number:03d}-{number % 10}"


def sheet_row(number: int, titled: bool = False) -> c.SheetRow:
    """Give a row of a sheet; every seventh is a recusal."""
    title = TITLES[number % 4] if titled else ""
    if number % 7 == 3:
        return c.SheetRow(code(number), (None,) * 4, None, title, True, "tác giả cùng đơn vị với giám khảo")
    marks = (
        Fraction(40 + number % 20, 2), Fraction(45 + number % 11, 2), Fraction(44 + number % 9, 2), Fraction(17, 2),
    )  # fmt: skip
    return c.SheetRow(code(number), marks, sum(marks, Fraction(0)), title)


def sheet(rows: int = 18, titled: bool = False) -> c.ScoreSheetContent:
    """Give a sealed sheet."""
    return c.ScoreSheetContent(
        HEAD, 3, JUDGES[2], "Phó Giám đốc, Sở Nội vụ tỉnh Hậu Giang", CRITERIA, Fraction(100), 1,
        tuple(sheet_row(number, titled) for number in range(1, rows + 1)), RULES, digits("ballot 3"),
        hashlib.sha256(b"ballot 3").hexdigest(),
        basis="Quyết định số 45/QĐ-BTC ngày 20 tháng 6 năm 2024",
        remarks=(
            c.SheetRemark("001-1", "Ý tưởng rõ, số liệu khảo sát đủ; cần nêu thêm chi phí duy trì sau năm thứ nhất."),
            c.SheetRemark("004-4", "Trùng một phần với mô hình đã áp dụng tại huyện Châu Thành A.", "1"),
        ),
        conflicts=("Công tác cùng đơn vị với tác giả bài 003-3.", "Công tác cùng đơn vị với tác giả bài 010-0."),
        revision=2, previous_code=digits("ballot 3 old"), package_code=digits("package"),
        sealed_at="2024-09-02T10:42:05",
    )  # fmt: skip


def merge() -> c.MergeRecordContent:
    """Give a merge of six files of which four count."""
    outcomes = ("Được tính", "Được tính", "Được tính", "Đã thay bằng phiếu sau", "Được tính", "Tệp bị thay đổi")
    reasons = ("", "", "", "Ghế số 3 đã niêm phong lại lần 2.", "", "Nội dung không khớp chữ ký trong tệp.")
    ballots = tuple(
        c.MergedBallot(
            f"so-khao_ghe{seat}_lan{1 + (n == 2)}_{digits(str(n))[:6]}.jdballot", digits(f"b{n}") if n < 5 else "",
            seat if n < 5 else None, JUDGES[seat - 1] if n < 5 else "", 0 if n == 5 else 1 + (n == 2), outcomes[n],
            n in (0, 1, 2, 4), reasons[n], tied=n in (0, 2), from_paper=n == 4,
        )
        for n, seat in enumerate((1, 2, 3, 3, 5, 4))
    )  # fmt: skip
    expected = tuple(c.ExpectedSeat(seat, JUDGES[seat - 1], 18, seat != 4) for seat in range(1, 6))
    return c.MergeRecordContent(
        HEAD, 2, "2024-09-03T08:05", "Nguyễn Thị Thu Thảo", ("Lê Hoàng Anh", "Phan Thị Cẩm Tú"),
        "Nhận phiếu của ghế 2, 3 và 5 tại phòng họp số 2.", expected, ballots,
        ("Ghế số 4 chưa có phiếu được tính.", "Chưa đối chiếu giấy: ghế 2, ghế 5."), digits("package"),
        "5f0c7a9be2d1", "contest-2024-09-03-0805.jdesk",
    )  # fmt: skip


def judge_mark(row: int, seat: int) -> c.JudgeMark:
    """Give a mark, now and then something else."""
    if (row + seat) % 11 == 0:
        return c.JudgeMark(c.MarkState.RECUSED)
    if (row * seat) % 29 == 5:
        return c.JudgeMark(c.MarkState.LEFT_OUT, Fraction(121, 2))
    return c.JudgeMark(c.MarkState.COUNTED, Fraction(150 + (row * 7 + seat * 3) % 40, 2))


def summary_row(number: int, judges: int, blind: bool) -> c.SummaryRow:
    """Give a row with honest sums."""
    marks = tuple(judge_mark(number, seat) for seat in range(1, judges + 1))
    counted = [each.value for each in marks if each.state is c.MarkState.COUNTED and each.value is not None]
    if not counted:
        return c.SummaryRow(code(number), marks, None, None, None, None, None)
    total = sum(counted, Fraction(0))
    mean = total / len(counted)
    official, given = Fraction(round(mean * 10), 10), [each.value for each in marks if each.value is not None]
    return c.SummaryRow(
        code(number), marks, total, mean, max(given) - min(given), official, number, number in (2, 3),
        "Đối thoại, Trưởng ban quyết định" if number % 5 == 0 else "Lấy trung bình", number % 5 == 0,
        "01 rút do xung đột lợi ích" if len(counted) < judges else "",
        "" if blind else TITLES[number % 4], "" if blind else "Nguyễn Văn A, Trần Thị B",
        "" if blind else UNITS[number % 4],
    )  # fmt: skip


def summary(rows: int = 24, judges: int = 5, blind: bool = True) -> c.SummaryContent:
    """Give a summary table."""
    columns = tuple(
        c.JudgeColumn(seat, JUDGES[seat - 1], "Trưởng ban" if seat == 1 else "") for seat in range(1, judges + 1)
    )
    return c.SummaryContent(
        HEAD, columns, tuple(summary_row(n, judges, blind) for n in range(1, rows + 1)), 1, RULES, JUDGES[0],
        "Nguyễn Thị Thu Thảo", blind,
    )  # fmt: skip


MEETING: Final = c.Meeting(
    7, 5,
    tuple(
        c.Attendee(name, "Trưởng ban" if n == 0 else "Phó Trưởng ban" if n == 1 else "thành viên",
                   f"Phó Giám đốc {UNITS[n % 4]}")
        for n, name in enumerate(JUDGES[:6])
    ),
    (c.Attendee(JUDGES[6], "thành viên", note="có lý do: đi công tác"),),
    (c.Attendee("Nguyễn Văn Khách", "đại diện Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),),
    "2024-09-05T08:00", "", "Phòng họp số 2, Sở Nội vụ tỉnh Hậu Giang", JUDGES[0], "Nguyễn Thị Thu Thảo",
    "Quyết định số 45/QĐ-BTC ngày 20 tháng 6 năm 2024 của Trưởng Ban Tổ chức",
)  # fmt: skip


def ranked(number: int, final_round: bool) -> c.RankedRow:
    """Give a row of the shortlist or the ranking."""
    prizes = ("Giải Nhất", "Giải Nhì", "Giải Ba", "Giải Khuyến khích", "Giải Khuyến khích", "Giải Khuyến khích")
    if not final_round:
        return c.RankedRow(code(number), Fraction(900 - number * 3, 10), number, number in (2, 3))
    prize = prizes[number - 1] if number <= 6 else ""
    return c.RankedRow(
        code(number), Fraction(940 - number * 7, 10), number, False, TITLES[number % 4],
        "Nguyễn Văn A, Trần Thị B", UNITS[number % 4], prize,
    )  # fmt: skip


def jury_minutes(final_round: bool = False) -> c.MinutesContent:
    """Give the minutes of a round in which everything happened."""
    head = replace(HEAD, round_title="Vòng bảo vệ ý tưởng") if final_round else HEAD
    counted = tuple(
        c.CountedBallot(seat, JUDGES[seat - 1], digits(f"b{seat}"), seat != 5, seat == 5) for seat in range(1, 7)
    )
    marks = tuple(zip(JUDGES[:3], (Fraction(70), Fraction(75), Fraction(79)), strict=True))
    return c.MinutesContent(
        head, MEETING, 63, 60, c.BallotCount(7, 6, 6, 1, 1, 1), RULES, 1, counted,
        tuple(ranked(n, final_round) for n in range(1, 18)), final_round,
        cut="" if final_round else "Lấy 17 bài có điểm chính thức cao nhất theo quyết định của Ban Giám khảo.",
        recusals=(c.RecusalNote(JUDGES[2], ("003-3", "010-0", "017-7"), "cùng đơn vị với tác giả"),),
        refused_entries=(
            c.RefusedEntry("61", "Sáng kiến gửi sau hạn", "Nhận ngày 19/8/2024, sau hạn 16/8/2024."),
            c.RefusedEntry("62", "Giải pháp đã đăng trên tạp chí", "Đã công bố."),
            c.RefusedEntry("044-4", "Mô hình tổ dân phố số", "Tác giả rút."),
        ),
        refused_ballots=(
            c.RefusedBallot(3, digits("ballot 3 old"), "Được thay bằng phiếu niêm phong lần 2."),
            c.RefusedBallot(None, "", "Tệp bị thay đổi sau khi niêm phong."),
        ),
        disagreements=(
            c.DisagreementCase("012-2", marks, Fraction(9), "Đối thoại, Trưởng ban quyết định", Fraction(75),
                               (f"{JUDGES[0]} (Trưởng ban)",), "Hai giám khảo chấm lại tiêu chí 2 theo minh chứng."),
            c.DisagreementCase("020-0", marks, Fraction(10), "Chấm lần thứ ba", None),
        ),
        ties=(
            c.TieCase(("002-2", "003-3"), Fraction(797, 10),
                      ("So điểm tiêu chí 1: 25,5 và 25,5", "So trung vị: bằng nhau"),
                      "đồng hạng 2, cùng vào vòng trong"),
        ),
        decisions=(
            c.DecisionNote(1, "Lấy 17 bài vào vòng trong.", "Theo cơ cấu giải và thời gian của vòng sau.",
                           (f"{JUDGES[0]} (Trưởng ban)", f"{JUDGES[1]} (Phó Trưởng ban)"), "2024-09-05T09:10"),
            c.DecisionNote(2, "Điểm chính thức bài 012-2 là 75,0.", "Sau đối thoại.", (f"{JUDGES[0]} (Trưởng ban)",),
                           "2024-09-05T09:25"),
        ),
        lot="4821-0937", unsealing="Bảng mã mở lúc 10 giờ 05 phút, trước Trưởng ban và đại diện Ban Tổ chức.",
        annexes=("Bảng tổng hợp điểm", "06 phiếu chấm điểm có chữ ký", "02 biên bản hợp nhất điểm"),
        log_head="5f0c7a9be2d1",
    )  # fmt: skip


def prizes() -> c.PrizeListContent:
    """Give a full list with one vacant prize."""
    signer = "Chủ tịch Ủy ban nhân dân tỉnh"
    rows = [
        c.PrizeRow(
            "Giải Nhất",
            10_000_000,
            TITLES[0],
            "Tập thể Phòng Nội vụ",
            UNITS[2],
            "Chính quyền số",
            Fraction(933, 10),
            "01 phần quà",
            "Bằng khen",
            signer,
        ),
        c.PrizeRow(
            "Giải Nhì",
            7_000_000,
            TITLES[1],
            "Nguyễn Văn A, Trần Thị B",
            UNITS[1],
            "Thủ tục hành chính",
            Fraction(926, 10),
            "01 phần quà",
            "Bằng khen",
            signer,
        ),
        c.PrizeRow("Giải Ba", 5_000_000),
    ]
    rows += [
        c.PrizeRow("Giải Khuyến khích", 3_000_000, TITLES[n % 4], "Lê Thị C", UNITS[n % 4], "Tài chính công",
                   Fraction(900 - n, 10), "01 phần quà", "Giấy khen", "Giám đốc Sở Nội vụ")
        for n in range(3)
    ]  # fmt: skip
    return c.PrizeListContent(
        replace(HEAD, round_title="Vòng bảo vệ ý tưởng"), "Giải chung cho cá nhân, nhóm tác giả và tập thể",
        tuple(rows), 1,
        JUDGES[0], "Nguyễn Thị Thu Thảo", ("Không có bài đạt mức điểm của giải Ba.",),
    )  # fmt: skip


def bonus() -> c.IndexBonusContent:
    """Give units with one or more entries."""
    units = tuple(
        c.BonusUnit(title, "Khối sở, ban, ngành" if n != 2 else "Khối huyện, thành phố", TITLES[: 1 + n % 2])
        for n, title in enumerate(UNITS)
    )
    head = replace(HEAD, round_title="Vòng bảo vệ ý tưởng")
    plan = "Kế hoạch số 111/KH-UBND ngày 20 tháng 5 năm 2024"
    return c.IndexBonusContent(head, units, plan, JUDGES[0], "Nguyễn Thị Thu Thảo", shared=True)


def seat_letters() -> c.LettersContent:
    """Give three letters."""
    each = tuple(c.SeatLetter(n + 1, JUDGES[n], f"Phó Giám đốc {UNITS[n]}", f"48{n}193", 18) for n in range(3))
    return c.LettersContent(HEAD, each, digits("package"), 1, "2024-09-03T17:00", "Phòng họp số 2, Sở Nội vụ")


def ballot_receipt() -> c.ReceiptContent:
    """Give the receipt of a judge's second sealing, written to a stick."""
    return c.ReceiptContent(
        HEAD, 3, JUDGES[0], 2, 26, 24, 1, 1, digits("ballot"), hashlib.sha256(b"ballot").hexdigest(),
        "hau-giang-2024_so-khao_ghe-03_lan-2_8b7cab3273.jdballot", "2024-09-02T15:20:00", "2024-09-02T15:24:00",
        "USB “BGK-HAUGIANG”", "9f2c1 03b7e 55a0d 8c4e6",
    )  # fmt: skip


def papers() -> Mapping[str, Document]:
    """Give every paper, and the marks that may stand on it."""
    rehearsal = replace(HEAD, rehearsal=True)
    draft = replace(HEAD, open_points=("Ghế số 4 chưa có phiếu được tính.", "Bằng điểm tại vạch: 016-6 và 017-7."))
    superseded = replace(HEAD, superseded=digits("newer"))
    return {
        "phieu-cham": score_sheet(sheet()),
        "phieu-cham-vong2": score_sheet(replace(sheet(9, titled=True), conflicts=(), remarks=())),
        "phieu-chua-niem-phong": score_sheet(replace(sheet(2), code="", digest="", complete=False)),
        "hop-nhat": merge_record(merge()),
        "tong-hop-5": summary_table(summary()),
        "tong-hop-15": summary_table(summary(40, 15)),
        "tong-hop-vong2": summary_table(replace(summary(17, 7, blind=False), head=draft)),
        "bien-ban-1": minutes(jury_minutes()),
        "bien-ban-2": minutes(replace(jury_minutes(final_round=True), head=rehearsal)),
        "giai-thuong": prize_list(prizes()),
        "diem-thuong": index_bonus(replace(bonus(), head=replace(superseded, round_title="Vòng bảo vệ ý tưởng"))),
        "thu-ghe": letters(seat_letters()),
        "bien-nhan": receipt(ballot_receipt()),
        "phieu-xem-truoc": score_sheet(replace(sheet(2), code="", digest="", preview=True)),
    }
