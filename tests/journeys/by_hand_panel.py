"""The panel by hand: people one by one before the lot; on a copy, a seat given away, the lots, a trial marking."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from tests.journeys.by_hand import CHAIR, ONE, ORGANISER, Hand, fill_sheet


def people_one_by_one(hand: Hand) -> None:
    """Somebody comes and leaves, a conflict is declared and taken back: afterwards the panel is as it was."""
    before = hand.say("panel", "list", hand.contest).data["people"]
    folder = ("--name", "Bùi Thị Tám", "--role", "Thành viên")
    added = hand.say("panel", "add", hand.contest, *folder, "--unit", "Xã Tám").data
    assert added["id"] == "gk6"
    hand.say("panel", "change", hand.contest, "gk6", "--position", "Chuyên viên")
    pasted = hand.say("panel", "paste", hand.contest, pin="Bùi Thị Tám\tTrưởng phòng\tXã Tám\tThành viên\n").data
    assert [each["id"] for each in pasted["changes"] if each["change"] == "changed"] == ["gk6"]
    avoid = ("panel", "conflict", hand.contest, "gk6", "--entry", "4", "--reason", "Họ hàng")
    hand.say(*avoid)
    shown = hand.say("panel", "show", hand.contest, "--round", ONE, "--matrix").data["avoided"]
    assert ("4", 6, "declared_entry") in [(each["entry"], each["seat"], each["reason"]) for each in shown]
    hand.say(*avoid, "--take-back")
    hand.say("panel", "drop", hand.contest, "gk6", "--reason", "Chuyển công tác")
    assert hand.say("panel", "list", hand.contest).data["people"] == before
    planned = hand.say("assign", hand.contest, "--round", ONE, "--plan-only").data
    assert (planned["seed"], planned["kept"]) == ("", False)


def _marks(first: str, code: str) -> list[str]:
    return [first, "10", "10"]


def seats_lots_and_trial(hand: Hand) -> None:
    """On a copy of the issued contest: the record of the lot, a trial, and seat 5 for another judge."""
    contest = str(hand.place / "ban-sao-cuoc-thi")
    shutil.copytree(hand.contest, contest)
    lots = hand.say("panel", "lots", contest, "--round", ONE, "--to", str(hand.place / "bien-ban")).data
    assert [each["seed"] for each in lots["draws"]] == ["8 hạt"]
    assert Path(lots["record"]).read_bytes().startswith(b"%PDF")
    codes = [each["code"] for each in hand.manifest(ONE)["entries"] if not each["withdrawn"]][:2]
    where = ("--round", ONE)
    made = hand.say("calibrate", "sheets", contest, *codes, *where, "--to", str(hand.place / "thu")).data
    for number, name in enumerate(made["files"][:3]):
        fill_sheet(Path(made["folder"]) / name, partial(_marks, f"{20 + number}"))
    sheets = [str(Path(made["folder"]) / name) for name in made["files"][:3]]
    shown = hand.say("calibrate", "show", contest, *sheets, *where).data
    assert [each["total"]["distance"] for each in shown["entries"]] == ["2", "2"]
    assert shown["entries"][0]["total"]["mean"] == "41"
    new = hand.say("panel", "add", contest, "--name", "Bùi Thị Chín", "--role", "Thành viên").data["id"]
    people = ("--reason", "Nghỉ ốm", "--by", CHAIR, "--by", ORGANISER)
    done = hand.say("panel", "replace", contest, *where, "--seat", "5", "--judge", new, *people).data
    assert (done["before"], done["after"], done["version"]) == ("Hồ Văn Năm", "Bùi Thị Chín", 3)
    assert list(hand.pins(done["letters"])) == [5]
