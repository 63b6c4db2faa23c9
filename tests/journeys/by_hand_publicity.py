"""Pages for everybody, by hand: who got a prize, what is said of them, the folder."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.by_hand import ONE, ORGANISER, TWO, Hand


def pages_for_everybody(hand: Hand) -> None:
    """The last round was announced; the first one was not."""
    assert hand.say("publicity", "show", hand.contest, "--round", ONE, code=10).codes == ["publicity.not_announced"]
    shown = hand.say("publicity", "show", hand.contest, "--round", TWO).data["entries"]
    code = shown[0]["code"]
    assert (shown[0]["prizes"], shown[0]["confirmed"]) == (["Giải Nhất"], False)
    assert set(hand.say("publicity", "show", hand.contest, "--round", TWO, "--code", code).data["proposal"]) == {
        "text",
        "file",
    }
    words = hand.place / "gioi-thieu.txt"
    words.write_text("Sáng kiến giúp dân.\n", encoding="utf-8")
    note = ("publicity", "note", hand.contest, "--round", TWO, "--code", code)
    by = ("--operator", ORGANISER)
    kept = hand.say(*note, "--summary-file", str(words), "--no-picture", *by).data
    assert (kept["summary"], kept["confirmed_by"]) == ("Sáng kiến giúp dân.", ORGANISER)
    assert hand.say(*note, "--still", "1", *by, code=3).codes == ["publicity.no_still"]
    assert hand.say(*note, "--leave-out", *by).data["left_out"]
    assert not hand.say(*note, "--take-in", *by).data["left_out"]
    make = ("publicity", "make", hand.contest, "--round", TWO, "--to", str(hand.place / "usb-web"))
    made = hand.say(*make, "--only", code, "--with-marks", "--with-write-ups", *by)
    assert made.codes == ["publicity.without_picture"]
    assert "Sáng kiến giúp dân." in (Path(made.data["folder"]) / f"bai-{code}.html").read_text("utf-8")
    assert Path(made.data["index"]).is_file()
