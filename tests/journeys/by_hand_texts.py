"""The office's own words of papers, by hand: a file to change, its faults, a draft, in force, taken back."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.by_hand import ONE, ORGANISER, Hand
from tests.journeys.terminal import words_of

WORDS = "Phiên họp của Hội đồng Giám khảo"


def own_words(hand: Hand) -> None:
    """The minutes of the first round are printed in words of the office's own, and again in the shipped ones."""
    place = hand.place / "cau-chu"
    listed = hand.say("texts", "list", hand.contest).data["papers"]
    assert {"minutes", "paper", "summary_table"} <= {each["paper"] for each in listed}
    export = ("texts", "export", hand.contest, "--to", str(place))
    assert hand.say(*export, "--paper", "score_sheet", code=3).codes == ["texts.as_shipped"]
    file = Path(hand.say(*export, "--paper", "minutes").data["file"])
    bad = place / "sai.toml"
    bad.write_text('[minutes]\nsubject = ""\nten = "x"\n', encoding="utf-8")
    assert hand.say("texts", "check", str(bad), code=1).codes == ["texts.empty", "texts.unknown_key"]
    file.write_text(file.read_text(encoding="utf-8").replace('"Họp Ban Giám khảo"', f'"{WORDS}"'), encoding="utf-8")
    assert hand.say("texts", "check", str(file)).data["papers"] == {"minutes": ["subject"]}
    look = ("texts", "preview", hand.contest, str(file), "--to")
    draft = place / "xem.pdf"
    assert hand.say(*look, str(draft)).data["paper"] == "minutes"
    assert WORDS in words_of(draft)
    why = ("--reason", "Công văn số 12/SNV", "--operator", ORGANISER)
    use = ("texts", "use", hand.contest)
    assert hand.say(*use, str(bad), *why, code=3).codes == ["texts.empty", "texts.unknown_key"]
    assert hand.say(*use, str(file), *why).data["used"][0]["number"] == 1
    assert hand.say(*use, str(file), *why, code=10).codes == ["texts.same"]
    printed = hand.place / "giay-rieng"
    publish = ("publish", hand.contest, "--round", ONE, "--only", "minutes", "--to")
    hand.say(*publish, str(printed))
    text = words_of(printed / "bien-ban-ban-giam-khao.pdf")
    assert WORDS in text
    assert "câu chữ riêng bản 1-" in text
    hand.say("texts", "withdraw", hand.contest, "--paper", "minutes", *why)
    assert hand.say("texts", "withdraw", hand.contest, "--paper", "minutes", *why, code=10).codes == [
        "texts.none_in_force"
    ]
    hand.say(*publish, str(hand.place / "giay-chung"))
    assert WORDS not in words_of(hand.place / "giay-chung" / "bien-ban-ban-giam-khao.pdf")
