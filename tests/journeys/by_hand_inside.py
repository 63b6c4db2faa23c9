"""Looking inside files by hand: every entry once, write-ups compared, a copy that names nobody."""

from __future__ import annotations

import shutil

from tests.journeys.by_hand import Hand


def files_looked_into(hand: Hand) -> None:
    """The small PDFs hold hardly any text, which is said; one of them is replaced by a copy without properties."""
    home = hand.contest
    looked = hand.say("entry", "inspect", home)
    assert {each["id"] for each in looked.data["entries"]} >= {str(number) for number in range(1, 13)}
    assert set(looked.codes) == {"inside.no_text"}
    [file] = hand.say("entry", "inspect", home, "9").data["entries"][0]["files"]
    assert (file["name"], file["words"], file["writing"], file["copies"]) == ("bai-du-thi.pdf", 4, None, {})
    earlier = hand.place / "nam-truoc"
    shutil.copytree(hand.place / "ho-so" / "09", earlier)
    compared = hand.say("entry", "similar", home, "--against", str(earlier), "--record", "--passages").data
    assert (compared["texts"], compared["pairs"], compared["recorded"]) == (0, [], [])
    words = ("entry", "convert", home, "9", "--file", "bai-du-thi.pdf", "--reason", "Chấm giấu tên")
    assert hand.say(*words, "--copy", "unicode", code=3).codes == ["inside.no_copy"]
    replaced = hand.say(*words, "--copy", "nameless").data
    assert (replaced["id"], replaced["copy"], replaced["state"]) == ("9", "nameless", "eligible")
