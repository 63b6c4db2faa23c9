"""Filled contents of the papers of a review, as many subjects and with names as long as a test wants them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Final

from judge_desk.contest.values.numbers import round_to
from judge_desk.documents import content_review as c
from judge_desk.documents.award_decision import award_decision, decision_annex
from judge_desk.documents.award_report import award_report, award_report_annex
from judge_desk.documents.blocks import Document
from judge_desk.documents.ceremony_script import ceremony_script
from judge_desk.documents.certificate import certificates
from judge_desk.documents.content import DecisionNote, Meeting
from judge_desk.documents.content_awards import (
    AwardContent,
    AwardLine,
    AwardStatus,
    AwardTable,
    EntrantSort,
    Recipient,
    honours_of,
)
from judge_desk.documents.extras_list import extras_list
from judge_desk.documents.result_report import result_report
from judge_desk.documents.review_checklist import review_checklist
from judge_desk.documents.review_dossier import review_dossier
from judge_desk.documents.review_minutes import review_minutes
from judge_desk.documents.review_press import review_press
from judge_desk.documents.review_prizes import review_prizes
from judge_desk.documents.review_refused import review_refused
from judge_desk.documents.review_summary import review_summary
from judge_desk.documents.review_workings import review_workings
from tests.documents.samples import HEAD, JUDGES, TITLES, UNITS, code

REVIEW_HEAD: Final = replace(
    HEAD, jury="THƯỜNG TRỰC BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH", jury_symbol="", round_title="Giải thưởng tập thể",
    sample=False,
)  # fmt: skip
LONG_UNIT: Final = (
    "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông, nông nghiệp và phát triển nông thôn trực thuộc "
    "Ủy ban nhân dân tỉnh"
)
_HALF: Final = Fraction(1, 2)
MEASURES: Final = (
    c.MeasureColumn("Số người tham gia", "người", key=False),
    c.MeasureColumn("Số biên chế được giao", "người", key=False),
    c.MeasureColumn("Điểm video clip", "điểm", 2),
    c.MeasureColumn("Tỷ lệ người tham gia", "", None, formula=c.Formula.RATIO, of=(0, 1)),
    c.MeasureColumn("Tỷ lệ làm tròn", "", 4, formula=c.Formula.RATIO, of=(0, 1)),
    c.MeasureColumn(
        "Điểm chung", "điểm", 2, formula=c.Formula.WEIGHTED, of=(2, 4), factors=(_HALF, Fraction(100) * _HALF)
    ),
    c.MeasureColumn("Điểm quy đổi", "điểm", 1, formula=c.Formula.SCALED, of=(2,), factors=(Fraction(20, 90),)),
    c.MeasureColumn("Lệch dự đoán", "người", formula=c.Formula.DISTANCE, of=(0, 1)),
    c.MeasureColumn("Thời gian làm bài", "giây", shape=c.Shape.TIME),
)
GATES: Final = (
    c.GateColumn("Có tham gia phần thi xây dựng video clip.", "NO_CLIP"),
    c.GateColumn("Tỷ lệ người tham gia từ một nửa trở lên", "TOO_FEW"),
    c.GateColumn("Người đứng đầu tham gia chỉ đạo, điều hành trực tiếp", "LEADER", by_council=True),
)


def _figures(draw: Random, number: int) -> tuple[c.Figure, ...]:
    """Give the figures of a subject, worked out here as the rules of the columns say; every ninth has no clip."""
    people, posts = Fraction(draw.randint(1, 400)), Fraction(draw.randint(1, 400))
    clip = None if number % 9 == 0 else Fraction(draw.randint(2000, 10000), 100)
    rate = people / posts
    rounded = round_to(rate, 4)
    joint = None if clip is None else round_to(clip / 2 + rounded * 50, 2)
    scaled = None if clip is None else round_to(clip * 20 / 90, 1)
    lack = "missing"
    return (
        c.Figure(people), c.Figure(posts), c.Figure(clip, "" if clip is not None else lack), c.Figure(rate),
        c.Figure(rounded), c.Figure(joint, "" if joint is not None else lack),
        c.Figure(scaled, "" if scaled is not None else lack), c.Figure(abs(people - posts)),
        c.Figure(Fraction(draw.randint(60, 900))),
    )  # fmt: skip


def _row(draw: Random, number: int, persons: bool) -> c.ReviewedRow:
    figures = _figures(draw, number)
    failed: tuple[c.FailedGate, ...] = (c.FailedGate(0),) if figures[2].value is None else ()
    few = figures[3].value is not None and figures[3].value < _HALF
    failed += (c.FailedGate(1, "0,41", "từ 0,5 trở lên"),) if few else ()
    waiting = not failed and number % 7 == 0
    unit = LONG_UNIT if number % 10 == 1 else f"{UNITS[number % 4]} {number}"
    fate = c.Fate.FAILED if failed else c.Fate.WAITING if waiting else c.Fate.BELOW
    words = (
        c.GateWord.FAILED if figures[2].value is None else c.GateWord.MET,
        c.GateWord.FAILED if few else c.GateWord.MET,
        c.GateWord.APART if failed else c.GateWord.WAITING if waiting else c.GateWord.MET,
    )
    name = JUDGES[number % 15] if persons else unit
    return c.ReviewedRow(f"DV-{number:02d}", name, unit, figures, words, fate, failed=failed)


def review(rows: int, persons: bool = False, gates: bool = True) -> c.ReviewContent:
    """Give a review of so many subjects; of those who meet all, the first three get a prize and two share a place."""
    draw = Random(rows)
    lines = [_row(draw, number, persons) for number in range(1, rows + 1)]
    placed = [each for each in lines if each.fate is c.Fate.BELOW]
    places = {each.code: place for place, each in enumerate(placed, 1)}
    prizes = dict(zip(places, ("Giải Nhất", "Giải Nhì", "Giải Nhì"), strict=False))
    told = [
        replace(each, place=places.get(each.code), shared=places.get(each.code) in (2, 3))
        if each.code not in prizes
        else replace(
            each, place=min(places[each.code], 2), shared=places[each.code] in (2, 3),
            prizes=(prizes[each.code],), fate=c.Fate.AWARDED,
        )
        for each in lines
    ]  # fmt: skip
    told.sort(key=lambda each: (each.place is None, each.place or 0, each.code))
    lines = told if gates else [replace(each, gates=()) for each in told]
    order = "lần lượt theo Tỷ lệ người tham gia (cao xếp trên); Điểm chung (cao xếp trên)"
    return c.ReviewContent(
        REVIEW_HEAD, persons, MEASURES, GATES if gates else (), tuple(lines), order, sources(), JUDGES[0], JUDGES[3]
    )


def sources() -> tuple[c.FigureSource, ...]:
    """Give two sheets of figures, the second told from minutes without a file."""
    digest = hashlib.sha256(b"figures").hexdigest()
    return (
        c.FigureSource("Số người tham gia, Tuần 1", 2, "ket-qua-tuan-1.xlsx", digest, UNITS[0], "2024-06-08", 200),
        c.FigureSource("Số biên chế được giao", 3, "Công văn số 12/SNV-CCHC", "", UNITS[1], "2024-06-09", 40),
    )


def workings(rows: int) -> c.WorkingsContent:
    """Give the working of so many subjects."""
    steps = (
        c.WorkedStep("Số người tham gia", "Theo bảng số liệu: 180.", "180", "180"),
        c.WorkedStep("Tỷ lệ người tham gia", "180 / 270", "0,66… (2/3)", "0,6667"),
        c.WorkedStep("Điểm video clip", "Không có số liệu.", "", "không có"),
    )
    units = (LONG_UNIT if number % 10 == 1 else UNITS[number % 4] for number in range(1, rows + 1))
    told = tuple(c.WorkedSubject(f"DV-{number:02d}", name, steps) for number, name in enumerate(units, 1))
    return c.WorkingsContent(REVIEW_HEAD, told, 24_997 if rows < 5 else 0, sources(), JUDGES[3])


def prizes(persons: bool = False) -> c.ReviewPrizesContent:
    """Give a table of prizes: one given, one shared, one vacant, one open."""
    named = (JUDGES[1], UNITS[1]) if persons else (LONG_UNIT, LONG_UNIT)
    rows = (
        c.ReviewPrize("Giải Nhất", "DV-01", *named, ("0,9", "88,50"), 5_000_000, "Giấy khen của Ban Tổ chức"),
        c.ReviewPrize("Giải Nhì", "DV-02", UNITS[2], UNITS[2], ("0,85", "90"), None, "Giấy khen của Ban Tổ chức"),
        c.ReviewPrize("Giải Ba", money=2_500_000, honour="Giấy khen của Ban Tổ chức"),
        c.ReviewPrize("Giải Ba", money=2_500_000, open=True),
    )
    titles = ("Tỷ lệ người tham gia", "Điểm chung")
    note = ("Sở Nội vụ, quyết định số 7: đề nghị tuyên dương",)
    return c.ReviewPrizesContent(
        REVIEW_HEAD, "Giải tập thể", persons, titles, rows, note, JUDGES[0], JUDGES[3]
    )  # fmt: skip


def dossier(from_day: str = "2024-03-01") -> c.DossierContent:
    """Give the check of a dossier within 60 days; without a day, its last day is not known."""
    parts = (
        "Văn bản đề nghị khen thưởng kèm theo danh sách tập thể, cá nhân được đề nghị khen thưởng",
        "Báo cáo thành tích (có xác nhận của Ban Chỉ đạo)",
        "Biên bản họp xét khen thưởng",
    )
    proposed = ((LONG_UNIT, "Bằng khen"), (UNITS[2], "Bằng khen"))
    last = "2024-04-30" if from_day else ""
    starts = "ngày Chỉ số cải cách hành chính được cấp có thẩm quyền công bố"
    return c.DossierContent(REVIEW_HEAD, parts, 2, 60, starts, from_day, last, proposed, JUDGES[3])


def checklist(rows: int) -> c.ChecklistContent:
    """Give a blank checklist."""
    gates = (GATES[2].title, "Có thành tích xuất sắc, tiêu biểu trong phong trào thi đua")
    subjects = tuple((f"DV-{number:02d}", f"{UNITS[number % 4]} {number}") for number in range(1, rows + 1))
    return c.ChecklistContent(REVIEW_HEAD, gates, subjects, False)


def minutes(rows: int) -> c.ReviewMinutesContent:
    """Give the minutes of a council that judged a condition and parted a tie."""
    word = c.CouncilWord(
        GATES[2].title, (UNITS[0], UNITS[1]), (UNITS[2],), ("Đối chiếu báo cáo thành tích.",),
        ("tán thành 9, không tán thành 1, ý kiến khác 0",),
    )  # fmt: skip
    tie = c.ReviewTie((UNITS[0], UNITS[1]), f"{UNITS[1]} hạng 1; {UNITS[0]} hạng 2", "Bỏ phiếu kín", JUDGES[:2])
    open_tie = c.ReviewTie((UNITS[2], UNITS[3]), "")
    note = DecisionNote(
        4, "Tỷ lệ và chất lượng kết hợp thế nào? Trả lời: Tỷ lệ trước.", "Hội nghị thống nhất", JUDGES[:2],
        "2024-07-12T09:10:00",
    )  # fmt: skip
    table = c.TableResult("Giải tập thể", (("Giải Nhất", UNITS[1]), ("Giải Nhì", UNITS[0])), (("Giải Ba", 1),))
    return c.ReviewMinutesContent(
        review(rows), Meeting(0, 0, ()), "Thường trực Ban Chỉ đạo cải cách hành chính", "Kế hoạch, mục V.3",
        (word,), (tie, open_tie), (note,), (table,), ("Bảng tổng hợp số liệu và kết quả xét",), "9f3c41d07b",
    )  # fmt: skip


def extras() -> c.ExtrasContent:
    """Give the organisers' figures on two criteria, the second without any yet."""
    rows = tuple((code(number), TITLES[number % 4], f"{number * 37}", "8,20") for number in range(1, 9))
    leaf = c.ExtraLeaf("6", "Bình chọn của công chúng", "số đếm", sources()[0], rows, 2)
    return c.ExtrasContent(
        HEAD, (leaf, c.ExtraLeaf("7", "Quá giờ", "giây quá thời gian", None, (), 10, off=True)), JUDGES[3]
    )


def documents() -> Mapping[str, Document]:
    """Make one of every kind."""
    return {
        "review_summary": review_summary(review(12)),
        "review_workings": review_workings(workings(3)),
        "review_refused": review_refused(review(12)),
        "review_minutes": review_minutes(minutes(12)),
        "review_prizes": review_prizes(prizes()),
        "review_dossier": review_dossier(dossier("")),
        "review_checklist": review_checklist(checklist(6)),
        "extras_list": extras_list(extras()),
    }


def awards(persons: bool = False) -> AwardContent:
    """Give two tables of a review: one shared prize with money, one honour called like its certificate, one vacant."""
    office = "Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang"
    sort = EntrantSort.PERSON if persons else EntrantSort.COLLECTIVE

    def line(number: int, prize: str, money: int | None, certificate: str, signer: str) -> AwardLine:
        name = JUDGES[number] if persons else LONG_UNIT if number == 1 else UNITS[number % 4]
        unit = UNITS[number % 4] if persons else name
        who = Recipient(name, unit) if persons else Recipient(name, collective=True)
        return AwardLine(
            prize, AwardStatus.GIVEN, money, money is None, "", certificate, signer, f"DV-{number:02d}", name,
            (name,) if persons else (), (unit,), "", sort, (who,), reviewed=True,
        )  # fmt: skip

    prizes = (
        line(1, "Giải Nhất", 5_000_000, "Giấy khen", "Ban Tổ chức Cuộc thi"),
        line(2, "Giải Nhì", None, "Giấy khen", "Ban Tổ chức Cuộc thi"),
        AwardLine("Giải Ba", AwardStatus.VACANT, 2_500_000, certificate="Giấy khen", signer="Ban Tổ chức Cuộc thi"),
    )
    honours = (line(3, "Bằng khen", 0, "Bằng khen", office), line(4, "Bằng khen", 0, "Bằng khen", office))
    return AwardContent(
        REVIEW_HEAD, (AwardTable("Giải tập thể", prizes), AwardTable("Bằng khen theo khối", honours)),
        "Kế hoạch số 111/KH-UBND ngày 20 tháng 5 năm 2024", ("Luật Thi đua, khen thưởng năm 2022",), "BTC",
        office.upper(), chair=JUDGES[0], council="Thường trực Ban Chỉ đạo cải cách hành chính",
    )  # fmt: skip


def award_documents(persons: bool = False) -> Mapping[str, Document]:
    """Make the papers on prizes of a review, of the second honour those to its office."""
    content = awards(persons)
    honour = honours_of(content)[1]
    return {
        "decision": award_decision(content),
        "annex": decision_annex(content),
        "report": award_report(content, honour),
        "list": award_report_annex(content, honour),
        "certificate": certificates(content, honours_of(content)[0]),
        "result": result_report(content),
        "script": ceremony_script(content),
        "press": review_press(content, "2024-07-20T08:00"),
    }
