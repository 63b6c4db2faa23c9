"""The contest by hand: entries one by one, and what becomes of findings."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.by_hand import LATE, ORGANISER, Hand


def entries_one_by_one(hand: Hand) -> None:
    """A preview; an entry too many is added, put right and stays out; a late one is let in, and out again."""
    register, home = str(hand.place / "so.csv"), hand.contest
    plan = hand.say("intake", home, register, "--plan-only", "--column", "note=Ghi chú").data
    assert {each["news"] for each in plan["entries"]} == {"same"}
    assert plan["columns"]["note"] == {"title": "Ghi chú", "how": "chosen"}
    words = ("--title", "Bài gửi thêm", "--kind", "Cá nhân", "--field", "1", "--authors", "Lê Văn Thêm")
    added = hand.say("entry", "add", home, *words, "--unit", "Xã Chín", "--reason", "Gửi qua bưu điện", code=1).data
    assert (added["id"], added["state"]) == ("13", "refused")
    hand.say("entry", "correct", home, "13", "--received", "10/08/2024 9h", "--reason", "Xem dấu bưu điện", code=1)
    shown = hand.say("entry", "show", home, "13").data
    assert [version["what"] for version in shown["versions"]] == ["entry_add", "entry_correct"]
    assert [card["code"] for card in shown["cards"] if card["severity"] == "stop"] == ["intake.missing_part"]
    decided = ("--reason", "Đã họp", "--by", ORGANISER)
    for value, state in (("accept", "eligible"), ("reopen", "refused")):
        hand.say("entry", "handle", home, LATE, "intake.late", value, *decided)
        listed = hand.say("entry", "list", home, "--search", "sang kien so 12").data["entries"]
        assert [(each["id"], each["state"]) for each in listed] == [(LATE, state)]
    assert hand.say("entry", "handle", home, "1", "intake.late", "accept", *decided, code=10).codes == [
        "handle.no_finding"
    ]
    hand.say("entry", "seen", home, *decided)
    assert Path(hand.say("entry", "slip", home, LATE, "intake.late").data["file"]).is_file()
