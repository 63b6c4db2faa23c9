"""The slip of a look over a machine, filled: two things to heed, the rest in order."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Document
from judge_desk.documents.preflight_slip import SlipContent, SlipLine, preflight_slip
from judge_desk.wording.catalogue import open_catalogue

_TIME: Final = "08:00 ngày 26/8/2024"
_CHECKS: Final[dict[str, tuple[str, str, dict[str, str | int]]]] = {
    "version": ("good", "good", {"version": "0.1.0"}),
    "clock": ("heed", "zone", {"now": _TIME, "zone": "+08:00"}),
    "screen": ("good", "good", {"width": 1366, "height": 768, "scale": 100}),
    "fonts": ("good", "good", {"count": 8}),
    "pdf": ("good", "good", {}),
    "docx": ("good", "good", {}),
    "clip": ("good", "good", {}),
    "sound": ("good", "good", {}),
    "printer": ("heed", "none", {}),
    "room": ("good", "good", {"figure": 118}),
    "stick": ("good", "good", {"name": "E:", "speed": 11, "back": 24, "size": 900, "minutes": 2}),
    "obeying": ("good", "good", {"count": 50}),
    "flush": ("good", "good", {"took": 9}),
    "memory": ("good", "good", {"figure": 8}),
    "power": ("passed", "unknown", {}),
}


def slip() -> Document:
    """Give a slip with every check on it."""
    say = open_catalogue("vi").say
    lines = tuple(
        SlipLine(
            say(f"preflight.check.{name}"),
            say(f"preflight.grade.{grade}"),
            say(f"finding.preflight.{name}.{key}", **facts),
        )
        for name, (grade, key, facts) in _CHECKS.items()
    )
    verdict = say("ui.preflight.heed", count=sum(grade == "heed" for grade, _, _ in _CHECKS.values()))
    return preflight_slip(SlipContent(verdict, lines, "2024-08-26T08:00:00", "0.1.0", ""))
