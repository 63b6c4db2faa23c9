"""The rules by hand: a file edited, two compared, a further version in force, and a new contest after the first."""

from __future__ import annotations

from tests.journeys.by_hand import ONE, Hand


def rules_by_hand(hand: Hand) -> None:
    """Edit a copy of the definition by the command, compare it, and put it in force; found another contest after it."""
    copy, key = str(hand.place / "ban-2.toml"), f"rounds.{ONE}.score.source"
    first = hand.say("contest", "set", hand.rules, "version", "2", "--to", copy).data
    assert [each["key"] for each in first["changes"]] == ["version"]
    changed = hand.say("contest", "set", copy, key, "Quy chế chấm").data["changes"]
    assert [(each["key"], each["how"]) for each in changed] == [(key, "added")]
    assert hand.say("contest", "set", copy, "khong.co.muc", "1", code=3).codes == ["rules.no_such_key"]
    kept = list(hand.place.glob("ban-2.*.toml"))
    assert [b"source" in each.read_bytes().split(b"[rounds.rubric]")[0] for each in kept] == [False]
    told = hand.say("contest", "diff", hand.contest, copy).data["changes"]
    assert [(each["key"], each["after"]) for each in told] == [(key, "Quy chế chấm")]
    assert hand.say("contest", "amend", hand.contest, copy, "--plan-only").data["decision"] == 0
    assert hand.say("contest", "amend", hand.contest, copy, "--reason", "Ghi rõ nguồn").data["version"] == 2
    versions = hand.say("contest", "versions", hand.contest).data["versions"]
    assert [each["version"] for each in versions] == [1, 2]
    (hand.place / "thi-nho.toml").write_text((hand.place / "ban-2.toml").read_text(encoding="utf-8"), encoding="utf-8")
    _after_it(hand)


def _after_it(hand: Hand) -> None:
    new = str(hand.place / "nam-sau")
    asked = hand.say("contest", "new", new, "--from", hand.contest, code=3)
    assert asked.codes == ["rules.dates_unsaid"]
    days = ("--opens", "2025-07-01", "--closes", "2025-13-01")
    faulty = hand.say("contest", "new", new, "--from", hand.contest, *days, "--title", " ", code=3)
    assert set(faulty.codes) == {"definition.bad_day", "definition.empty_text"}
    founded = hand.say(
        "contest", "new", new, "--from", hand.contest, *days[:3], "2025-08-01", "--id", "thi-nam-sau"
    ).data
    assert (founded["definition"]["id"], founded["definition"]["version"]) == ("thi-nam-sau", 1)
    _from_an_empty_page(hand)


def _from_an_empty_page(hand: Hand) -> None:
    """Found an empty page; and take an offered answer of a contest that leaves a policy open."""
    empty = hand.say(
        "contest", "new", str(hand.place / "trang"), "--empty", "--id", "thi-moi", "--title", "Thi mới"
    ).data
    assert (empty["definition"]["id"], empty["definition"]["undecided"]) == ("thi-moi", [])
    folder, key = str(hand.place / "hai-phan"), "reviews.tap-the.measures.tong-diem.weights"
    hand.say("contest", "new", folder, "--definition", "soc-trang-2023")
    offered = {each["key"]: each["choices"] for each in hand.say("decide", folder).data["points"]}
    assert [each["value"] for each in offered[key]] == ['["0,4", "0,6"]', '["0,5", "0,5"]', '["0,6", "0,4"]']
    by = ("--reason", "Ban Tổ chức họp", "--by", "Đỗ Tổ Chức (Ban Tổ chức)")
    hand.say("decide", folder, "--point", key, offered[key][0]["value"], *by)
    assert key not in {each["key"] for each in hand.say("decide", folder).data["points"]}
