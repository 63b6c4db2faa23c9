"""A plan without a contest, by hand: founded, followed through the year, printed."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.by_hand import ORGANISER, Hand


def a_year_of_publicity(hand: Hand) -> None:
    """The plan of a province as it is shipped; the contest of this journey has no calendar."""
    assert hand.say("calendar", "paper", hand.contest, "--to", str(hand.place / "x"), code=10).codes == [
        "calendar.none"
    ]
    plan = str(hand.place / "ke-hoach")
    hand.say("contest", "new", plan, "--definition", "soc-trang-2024-tuyen-truyen")
    seen = hand.say("contest", "show", plan).data
    assert (seen["rounds"], seen["calendar"]["late"], seen["calendar"]["done"]) == ([], 21, 0)
    look = ("calendar", "show", plan, "--today", "2024-06-20", "--days", "14")
    assert hand.say(*look).data["counts"]["late"] == 7
    on = ("--operator", ORGANISER, "--item")
    done = ("calendar", "done", plan, "--on", "2024-05-05", *on)
    part = hand.say(*done, "2", "--count", "2", "--evidence", "Hai buổi").data["item"]
    assert (part["count"], part["least"], part["acts"][0]["who"]) == (2, 5, ORGANISER)
    assert hand.say(*done, "3-1", "--evidence", "Báo số 9", "--file", hand.rules).data["item"]["state"] == "done"
    hand.say("calendar", "move", plan, *on, "1-1", "--until", "2024-07-15", "--reason", "Chờ số liệu")
    hand.say("calendar", "drop", plan, *on, "8", "--reason", "Gộp vào mục 7")
    hand.say("calendar", "reopen", plan, *on, "3-1", "--reason", "Sai số báo")
    counts = hand.say(*look).data["counts"]
    assert (counts["late"], counts["dropped"], counts["done"]) == (6, 1, 0)
    made = hand.say("calendar", "paper", plan, "--to", str(hand.place / "giay"), *look[3:], "--format", "pdf,xlsx").data
    files = {each["name"] for each in made["files"]}
    assert {"lich-thuc-hien.pdf", "lich-thuc-hien.xlsx", "phieu-nhac-viec-01.pdf"} <= files
    assert all((Path(made["folder"]) / name).is_file() for name in files)
