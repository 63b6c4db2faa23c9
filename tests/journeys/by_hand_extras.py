"""What the organisers bring, by hand: a contest whose judges mark everything takes nothing, and says so."""

from __future__ import annotations

from tests.journeys.by_hand import ONE, Hand


def nothing_to_bring(hand: Hand) -> None:
    """Every command names the round in which there is nothing to bring; a sheet is not even opened."""
    where = (hand.contest, "--round", ONE)
    stated = ("--closed-by", "Ban Tổ chức", "--closed-on", "2024-08-22")
    minutes = ("--source", "Biên bản số 5")
    assert hand.say("extras", "show", *where, code=10).codes == ["brought.nothing"]
    one = ("extras", "set", *where, "--criterion", "1", *stated, *minutes, "--value")
    assert hand.say(*one, "A=5", code=10).codes == ["brought.nothing"]
    assert hand.say(*one, "A", code=3).codes == ["brought.pair"]
    sheet = str(hand.place / "so.csv")
    assert hand.say("extras", "blank", *where, str(hand.place / "trong.xlsx"), code=10).codes == ["brought.nothing"]
    assert hand.say("extras", "import", *where, sheet, *stated, code=10).codes == ["brought.nothing"]
