"""Filled contents of the papers on prizes: one prize or many, shared, vacant, undecided, with long names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from judge_desk.documents.award_decision import award_decision, decision_annex
from judge_desk.documents.award_report import award_report, award_report_annex
from judge_desk.documents.blocks import Document
from judge_desk.documents.ceremony_script import ceremony_script
from judge_desk.documents.certificate import certificates
from judge_desk.documents.content_awards import (
    AwardContent,
    AwardLine,
    AwardStatus,
    AwardTable,
    EntrantSort,
    Recipient,
    SpecialWish,
    honours_of,
)
from judge_desk.documents.result_report import result_report
from tests.documents.samples import HEAD, JUDGES, TITLES, UNITS, code

CHAIR: Final = "Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang"
DIRECTOR: Final = "Giám đốc Sở Nội vụ tỉnh Hậu Giang"
PLAN: Final = "Kế hoạch số 111/KH-UBND ngày 20 tháng 5 năm 2024 của Ủy ban nhân dân tỉnh Hậu Giang"
LONG: Final = (
    "Xây dựng mô hình “Chính quyền thân thiện, vì Nhân dân phục vụ” gắn với số hóa toàn bộ quy trình tiếp nhận, luân "
    "chuyển, giải quyết và trả kết quả thủ tục hành chính không phụ thuộc địa giới hành chính trên địa bàn các xã"
)
_HEAD: Final = replace(HEAD, round_title="Vòng bảo vệ ý tưởng")


def line(
    number: int, prize: str, money: int | None, sort: EntrantSort = EntrantSort.PERSON, title: str = ""
) -> AwardLine:
    """Give a prize that an entry gets: Bằng khen of the chair for the first three kinds, Giấy khen for the others."""
    unit = UNITS[number % 4]
    people = {EntrantSort.PERSON: JUDGES[number % 15 :][:1], EntrantSort.GROUP: JUDGES[number % 9 :][:4]}.get(sort, ())
    recipients = tuple(Recipient(name, f"Chuyên viên, {unit}") for name in people)
    high = prize in ("Giải Nhất", "Giải Nhì", "Giải Ba")
    return AwardLine(
        prize, AwardStatus.GIVEN, money, money is None, "01 phần quà", "Bằng khen" if high else "Giấy khen",
        CHAIR if high else DIRECTOR, code(number), title or TITLES[number % 4], people, (unit,), "Chính quyền số", sort,
        recipients or (Recipient(unit, collective=True),),
    )  # fmt: skip


def awards() -> AwardContent:
    """Give the six prizes of a usual contest, one of them vacant, and a wish of the jury."""
    lines = (
        line(1, "Giải Nhất", 10_000_000, EntrantSort.COLLECTIVE),
        line(2, "Giải Nhì", 7_000_000, EntrantSort.GROUP),
        AwardLine("Giải Ba", AwardStatus.VACANT, 5_000_000, certificate="Bằng khen", signer=CHAIR),
        *(line(3 + at, "Giải Khuyến khích", 3_000_000, sort) for at, sort in enumerate(EntrantSort)),
    )
    wish = SpecialWish(code(1), TITLES[1], "Đề nghị mức thưởng 20.000.000 đồng.")
    table = AwardTable("Cơ cấu giải thưởng", lines, (wish,), "Nguồn ngân sách nhà nước")
    return AwardContent(_HEAD, (table,), PLAN, ("Kế hoạch số 20/KH-UBND ngày 29 tháng 01 năm 2021",), "BTC")


def many() -> AwardContent:
    """Give thirty prizes in two tables: long names, a shared first prize, nobody who signs named by the rules."""
    first = tuple(line(at, "Giải Nhất", None, title=LONG) for at in (1, 2))
    rest = tuple(line(at, "Giải Khuyến khích", 500_000, EntrantSort.GROUP, LONG) for at in range(3, 18))
    side = tuple(replace(line(at, "Giải phụ", 0), certificate="", signer="", gift="") for at in range(18, 31))
    tables = (AwardTable("Giải tập thể, cá nhân", (*first, *rest)), AwardTable("Giải phụ", side))
    head = replace(_HEAD, organiser="SỞ NỘI VỤ TỈNH HẬU GIANG")
    return AwardContent(head, tables, PLAN, announced=True)


def award_papers() -> Mapping[str, Document]:
    """Give every paper on prizes that stands under the nation's name."""
    content = awards()
    first = honours_of(content)[0]
    return {
        "to-trinh-ket-qua": result_report(content),
        "quyet-dinh": award_decision(content),
        "to-trinh": award_report(content, first, content.tables[0].specials),
        "bang-khen": certificates(content, first),
        "kich-ban": ceremony_script(content),
    }


def award_annexes() -> Mapping[str, Document]:
    """Give the annexes, which have no head of their own (Mẫu 2.1)."""
    content = awards()
    return {
        "phu-luc-quyet-dinh": decision_annex(content),
        "phu-luc-to-trinh": award_report_annex(content, honours_of(content)[0]),
    }
