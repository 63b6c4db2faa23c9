"""Ballots that stay closed until the opening, by hand: from the definition to the recount, with the digits on paper."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from judge_desk.exchange.sealed import opening_key
from tests.journeys.by_hand import CHAIR, FLAGGED, ONE, ORGANISER, PANEL, RULES, SECRETARY, Hand

CLOSED_RULES = RULES.replace("blind = true", "blind = true\nclosed_ballots = true", 1)
TWO_JUDGES = "\n".join(line for line in PANEL.split("\n") if not re.match(r"Phạm|Võ|Hồ", line))
_DIGITS = re.compile(r"(?<![0-9])([0-9]{5}(?: [0-9]{5}){5})(?![0-9])")


def ballots_kept_closed(hand: Hand) -> None:
    """In a contest of its own: key, paper, package, closed files, opening, result, recount; then lost digits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening_key, "_N", 2**4)  # what the derivation costs is tested with the file
        _played(own := Hand(hand.place / "kin"))
    hand.given |= own.given


def _played(own: Hand) -> None:
    own.place.mkdir()
    own.lay_out()
    Path(own.rules).write_text(CLOSED_RULES, encoding="utf-8")
    (own.place / "panel.csv").write_text(TWO_JUDGES, encoding="utf-8")
    _drawn(own)
    digits = _key(own)
    pins = _issued(own)
    ballots = [own.seal(ONE, seat, pins[seat], lambda code: [str(20 + int(code[0])), "20", "20"]) for seat in (1, 2)]
    _taken_in(own, [each["file"] for each in ballots])
    _opened(own, digits)
    _recounted(own)
    _lost(own)


def _drawn(own: Hand) -> None:
    own.say("contest", "new", own.contest, "--definition", own.rules)
    own.say("panel", "import", own.contest, str(own.place / "panel.csv"))
    own.say("intake", own.contest, str(own.place / "so.csv"), "--files", str(own.place / "ho-so"), code=1)
    own.decide("--entry", FLAGGED, "accept")
    own.say("assign", own.contest, "--round", ONE)


def _act(own: Hand, act: str, *words: str, code: int = 0, digits: str = "") -> dict[str, object]:
    said = own.say("opening", act, own.contest, "--round", ONE, *words, code=code, pin=digits + "\n" if digits else "")
    return said.data | {"codes": said.codes}


def _key(own: Hand) -> str:
    """Make the key; read the digits off the printed sheet, as the chair does."""
    usb = str(own.place / "usb-2")
    assert own.say("issue", own.contest, "--round", ONE, "--to", usb, code=10).codes == ["opening.no_key"]
    made = _act(own, "prepare", "--to", str(own.place / "phong-bi"))
    done = subprocess.run(["pdftotext", "-layout", str(made["file"]), "-"], capture_output=True, timeout=60, check=True)
    (digits,) = set(_DIGITS.findall(done.stdout.decode("utf-8")))
    assert _act(own, "confirm", "--code-stdin", digits="1" * 30, code=3)["codes"] == ["opening.other_digits"]
    _act(own, "confirm", "--code-stdin", digits=digits)
    assert _act(own, "show")["state"] == "to_issue"
    return str(digits)


def _issued(own: Hand) -> dict[int, str]:
    return own.pins(
        str(own.say("issue", own.contest, "--round", ONE, "--to", str(own.place / "usb-2")).data["letters"])
    )


def _taken_in(own: Hand, files: list[str]) -> None:
    assert all(Path(each).name.endswith("_kin.jdballot") for each in files)
    checked = own.say("ballot", "check", files[0]).data
    assert (checked["closed"], checked["lines"]) == (True, None)
    merged = own.merge(ONE, *files)
    assert [each["condition"] for each in merged["files"]] == ["closed", "closed"]
    assert merged["counted"] == 0
    collected = own.say("collect", own.contest, "--round", ONE).data["seats"]
    assert [each["state"] for each in collected] == ["closed", "closed"]
    stops = [
        f["code"] for f in own.say("results", own.contest, "--round", ONE).data["findings"] if f["severity"] == "ask"
    ]
    assert stops == ["merge.not_opened"]
    shown = _act(own, "show")
    assert (shown["state"], shown["missing"]) == ("complete", [])


def _opened(own: Hand, digits: str) -> None:
    who = ("--people", CHAIR, "--people", ORGANISER, "--witnesses", "Ngô Thư Ký", "--operator", "Ngô Thư Ký")
    assert _act(own, "open", "--code-stdin", *who, digits="9" * 30, code=3)["codes"] == ["opening.other_digits"]
    seen = _act(own, "open", "--code-stdin", "--plan-only", digits=digits)
    opened = _act(own, "open", "--code-stdin", *who, digits=digits)
    assert seen["files"] == opened["files"]
    assert opened["counted"] == 2
    assert _act(own, "open", "--code-stdin", *who, digits=digits, code=10)["codes"] == ["opening.done"]


def _recounted(own: Hand) -> None:
    only = ("--only", "opening_record", "--only", "minutes")
    own.say("publish", own.contest, "--round", ONE, "--to", str(own.place / "in"), "--draft", *only)
    assert list((own.place / "in").rglob("bien-ban-mo-phieu.pdf"))
    found = own.say("recount", own.contest, "--definition", own.rules)
    assert found.codes == []
    assert [each["same"] for each in found.data["rounds"]] == [True]


def _lost(own: Hand) -> None:
    """The digits were not lost: the decision is refused; a judge's export in the open says why and on whose word."""
    assert _act(own, "lost", "--reason", "Mất mã", "--by", SECRETARY, code=10)["codes"] == ["opening.done"]
    file, to = own.file(ONE, "giam-khao-1"), str(own.place / "usb-mo")
    bare = ("ballot", "export", file, "--to", to, "--open")
    assert own.say(*bare, machine="giam-khao-1", code=3).codes == ["closed.no_reason"]
    word = ("--reason", "Mất mã mở phiếu", "--word-of", "Trần Văn Chủ")
    out = own.say(*bare, *word, machine="giam-khao-1").data["file"]
    assert own.say("ballot", "check", out).data["closed"] is False
