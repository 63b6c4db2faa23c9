"""Sheets of figures, by hand: a list of units, a weekly quiz with a name that nobody knows, a second reading."""

from __future__ import annotations

from tests.journeys.by_hand import RULES, Hand

MEASURED = """
[[measured]]
id = "don-vi"
title = "Danh sách đơn vị"
per = "unit"
roster = true
closed_by = "Sở Nội vụ"
columns = [
    { id = "ten", title = "Tên đơn vị", kind = "unit", required = true },
    { id = "ma", title = "Mã đơn vị", kind = "key" },
    { id = "ten-khac", title = "Tên khác", kind = "aliases" },
    { id = "bien-che", title = "Biên chế", kind = "whole", least = 0 },
]

[[measured]]
id = "trac-nghiem"
title = "Thi trắc nghiệm"
per = "person"
closed_by = "Sở Nội vụ"
columns = [
    { id = "don-vi", title = "Đơn vị", kind = "unit", required = true },
    { id = "ho-ten", title = "Họ và tên", kind = "person", required = true },
    { id = "so-hieu", title = "Số hiệu", kind = "key" },
    { id = "diem", title = "Số câu đúng", kind = "number", least = 0, most = 15 },
    { id = "thoi-gian", title = "Thời gian", kind = "time" },
]
periods = [{ id = "tuan-1", title = "Tuần 1" }, { id = "tuan-2", title = "Tuần 2" }]

[[measured]]
id = "chien-dich"
title = "Chiến dịch 90 ngày"
per = "unit"
closed_by = "Sở Thông tin và Truyền thông"
columns = [
    { id = "don-vi", title = "Đơn vị", kind = "unit", required = true },
    { id = "ty-le", title = "Tỷ lệ hồ sơ (%)", kind = "number", least = 0, most = 100 },
    { id = "dat", title = "Đạt chỉ tiêu", kind = "flag" },
]
"""
UNITS = "Tên đơn vị;Biên chế\nSở Nội vụ;40\nUBND huyện Thử;60\nXã Ba;12\n"
WEEK = """Đơn vị;Họ và tên;Số hiệu;Câu đúng;Thời gian
Sở nội vụ;Lê Thị Một;S1;15;1:10
Ủy ban nhân dân huyện Thử;Trần Văn Hai;S2;14,5;2'05''
Xã Bà;Trần Văn Hai;S3;0;70
"""


def measured_rules() -> str:
    """Write the rules: of the small contest, with a roster, a quiz of two weeks and a campaign."""
    return RULES + MEASURED


def figures_by_hand(hand: Hand) -> None:
    """In a contest of its own: look, be refused whole, name the unit, take in, replace with a reason, write out."""
    place = hand.place / "so-lieu"
    place.mkdir()
    folder, rules = str(place / "cuoc-thi"), place / "the-le.toml"
    rules.write_text(measured_rules(), encoding="utf-8")
    hand.say("contest", "new", folder, "--definition", str(rules))
    for name, text in (("don-vi.csv", UNITS), ("tuan-1.csv", WEEK), ("tuan-1-sua.csv", WEEK.replace("14,5", "13"))):
        (place / name).write_text(text, encoding="utf-8")
    stated = ("--closed-by", "Sở Nội vụ", "--closed-on", "2023-06-08")
    week = ("--part", "trac-nghiem", "--period", "tuan-1")
    sheet, mapped = str(place / "tuan-1.csv"), ("--map", "diem=Câu đúng")
    assert hand.say("figures", "show", folder).data["units"] == []
    early = hand.say("figures", "import", folder, sheet, *week, *mapped, *stated, code=10)
    assert early.codes == ["figures.roster_first"]
    took = hand.say("figures", "import", folder, str(place / "don-vi.csv"), "--part", "don-vi", *stated)
    assert [each["code"] for each in took.data["units"]] == ["DV-01", "DV-02", "DV-03"]
    seen = hand.say("figures", "preview", folder, sheet, *week, *mapped, code=1)
    assert [(each["name"], each["near"][0]) for each in seen.data["unknown"]] == [("Xã Bà", "DV-03")]
    refused = hand.say("figures", "import", folder, sheet, *week, *mapped, *stated, code=3)
    assert refused.codes == ["figures.unknown_unit_near"]
    assert hand.say("figures", "import", folder, sheet, *week, "--map", "diem", *stated, code=3).codes == [
        "figures.pair"
    ]
    hand.say("figures", "unit", folder, "Xã Bà", "--is", "DV-03", "--reason", "viết sai dấu", *stated)
    kept = hand.say("figures", "import", folder, sheet, *week, *mapped, *stated).data["parts"][1]
    assert (kept["rows"], kept["units"], kept["persons"], kept["missing"]) == (3, 3, 3, [])
    again = ("figures", "import", folder, str(place / "tuan-1-sua.csv"), *week, *stated)
    assert hand.say(*again, code=3).codes == ["figures.no_reason"], "the column is remembered, the reason is wanted"
    assert len(hand.say(*again, "--reason", "chấm lại").data["parts"][1]["sheets"]) == 2
    wrong = ("--part", "trac-nghiem", "--period", "tuan-2")
    hand.say("figures", "import", folder, str(place / "tuan-1-sua.csv"), *wrong, *stated)
    away = hand.say("figures", "withdraw", folder, *wrong, *stated, "--reason", "nhầm tuần").data["parts"][2]
    assert (away["rows"], len(away["sheets"])) == (0, 2)
    hand.say("figures", "blank", folder, "--part", "chien-dich", "--to", str(place / "trong.xlsx"))
    hand.say("figures", "export", folder, *week, "--to", str(place / "ra.csv"))
    text = (place / "ra.csv").read_text(encoding="utf-8-sig")
    assert "UBND huyện Thử;Trần Văn Hai;S2;13;125" in text
