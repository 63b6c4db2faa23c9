"""Reviews, by hand: figures in, open points settled, the council's word, locked, announced, printed, recounted."""

from __future__ import annotations

from tests.desks.reviewed_contest import FIGURES, RATE_FIRST, RULES, UNITS, WEEK, WEEKS, WHOLE
from tests.journeys.by_hand import CHAIR, ORGANISER, Hand

REASON = ("--reason", "Biên bản họp ngày 23/8", "--by", CHAIR, "--by", ORGANISER)
SHEETS = {
    ("don-vi", ""): ("Tên đơn vị,Khối", UNITS),
    ("du-thi", ""): ("Tên đơn vị,Biên chế,Số người,Điểm trung bình", FIGURES),
    ("bai", "t1"): ("Tên đơn vị,Họ và tên,Điểm,Thời gian", WEEKS["t1"]),
}


def reviews_by_hand(hand: Hand) -> None:
    """In a contest of its own, without rounds: from the sheets of figures to a result that a recount agrees with."""
    place = hand.place / "xet"
    place.mkdir()
    folder, rules = str(place / "cuoc-thi"), place / "xet-nho.toml"
    rules.write_text(RULES, encoding="utf-8")
    hand.say("contest", "new", folder, "--definition", str(rules))
    for (part, period), (head, rows) in SHEETS.items():
        file = place / f"{part}.csv"
        file.write_text("\n".join([head, *(",".join(row) for row in rows)]) + "\n", encoding="utf-8")
        where = ("--part", part, *(("--period", period) if period else ()))
        stated = ("--closed-by", "Sở Nội vụ", "--closed-on", "2024-08-20")
        hand.say("figures", "import", folder, str(file), *where, *stated)
    listed = hand.say("review", "list", folder).data["reviews"]
    assert [(each["id"], each["sheets"], each["wanted"], each["open"]) for each in listed] == [
        (WEEK, 2, 2, 0),
        (WHOLE, 2, 2, 2),
    ]
    whole, decide = ("--review", WHOLE), ("decide", folder, "--round", WHOLE)
    assert hand.say("decide", folder).data["open"] == 2
    hand.say("decide", folder, "--point", "reviews.tap-the.order", RATE_FIRST, *REASON)
    assert hand.say(*decide, "--final", *REASON, code=10).codes == ["decide.still_open"]
    shown = hand.say("review", "show", folder, *whole).data
    by_name = {each["name"]: each["code"] for each in shown["subjects"]}
    checklist = hand.say("review", "gates", folder, *whole).data
    assert (checklist["waiting"], len(checklist["rows"])) == (3, 3)
    hand.say("review", "gates", folder, *whole, "--blank", str(place / "phieu.xlsx"))
    said = "Mã,Không bị kỷ luật\n" + "".join(f"{by_name[name]},đạt\n" for name in ("Sở Một", "Sở Hai"))
    (place / "phieu.csv").write_text(said, encoding="utf-8")
    filled = hand.say("review", "gates", folder, str(place / "phieu.csv"), *whole, *REASON, "--vote", "5", "0", "1")
    assert (len(filled.data["numbers"]), filled.codes) == (2, ["review.gate_waiting"])
    one = ("review", "answer", folder, *whole, "--gate", "ky-luat", "--subject")
    assert hand.say(*one, by_name["Huyện Bốn"], "--met", "yes", code=3).codes == ["decide.no_reason"]
    assert hand.say(*one, by_name["Sở Ba"], "--met", "yes", *REASON).codes == []
    why = hand.say("review", "show", folder, *whole, "--subject", by_name["Sở Ba"]).data["why"]
    assert why[3].startswith("Tỷ lệ: 190 : 200 = 0,95")
    assert why[-1] == "Giải Nhì: theo thứ hạng."
    hand.say(*decide, "--approve", "Nguyễn Văn Tỉnh", *REASON)
    hand.say(*decide, "--final", *REASON)
    hand.say(*decide, "--announce", *REASON)
    final = hand.say("review", "show", folder, *whole).data
    assert [(each["state"], by_name["Sở Một"] == each["code"]) for each in final["awards"][:1]] == [("given", True)]
    assert final["official"] is True
    printed = place / "in"
    hand.say("publish", folder, "--round", WHOLE, "--to", str(printed))
    same = hand.say("recount", str(printed), "--definition", str(rules)).data["rounds"]
    assert [(each["round"], each["same"]) for each in same] == [(WHOLE, True)]
    assert hand.say(*decide, "--correct", *REASON).data["kind"] == "final"
