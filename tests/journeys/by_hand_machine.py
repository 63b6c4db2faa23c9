"""The look over a machine before the day of marking, by hand: what it came to, and the slip that is signed."""

from __future__ import annotations

from tests.journeys.by_hand import ONE, Hand
from tests.journeys.terminal import call, words_of


def machine_looked_over(hand: Hand) -> None:
    """Look over the judge's machine for the package, with a slip; what is found depends on where this is played."""
    slip = hand.place / "phieu-kiem-tra.pdf"
    home = hand.place / "may" / "giam-khao-5"
    before = {path.name for path in home.iterdir()}
    said = call(home, "doctor", hand.package(ONE), "--machine", "--slip", str(slip), "--json")
    found = {each["name"]: each["grade"] for each in said.data["checks"]}
    assert found["version"] == "good"
    assert {"screen", "fonts", "pdf", "docx", "clip", "printer", "room", "clock", "flush"} <= set(found)
    assert said.code == ("stop" in found.values())
    assert said.data["slip"] == str(slip)
    assert words_of(slip).count("PHIẾU KIỂM TRA MÁY") == 1
    assert {path.name for path in home.iterdir()} - before == {"kiem-tra-may.json"}, "what was tried is taken away"
