"""A small contest whose judges lie apart in every tier of its rule, to be settled by tests.

Five judges mark eleven entries. By place: 1 differs by 6, 2 by 9 (the chair decides after a dialogue), 3 by 12 and 4 by
10 exactly (third marking), 5 by 22 (joint marking); judge 2 did not mark the seventh; one more judge has no seat.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import EntryCode
from judge_desk.desks import drawing, founding, intake, issuing, panel
from tests.desks.small_contest import Small
from tests.journeys.by_hand import FLAGGED, ONE, PANEL, RULES, Hand

TIERS: Final = """tiers = [
    { bound = 0, included = true, action = "mean" },
    { bound = 5, included = false, action = "chair_after_dialogue" },
    { bound = 10, included = true, action = "third_marking" },
    { bound = 20, included = true, action = "joint_vote" },
]"""
SPARE: Final = "Bùi Thị Sáu,Chuyên viên,Sở Y tế,Thành viên,Vòng hai\n"
OFF: Final = {1: (1, 12), 2: (3, 18), 3: (1, 24), 4: (4, 20), 5: (5, 44)}
"""By place: the judge who lies off, and by how many half points in the first criterion."""


def marks_of(codes: list[EntryCode], seat: int) -> dict[EntryCode, list[int] | None]:
    """Plan one judge's marks in half points."""
    planned: dict[EntryCode, list[int] | None] = {}
    for place, code in enumerate(codes):
        judge, off = OFF.get(place, (0, 0))
        planned[code] = [20 + place + (off if judge == seat else 0), 40 - place, 30 - place // 2]
    if seat == 2:
        planned[codes[7]] = None
    return planned


def apart(place: Path) -> Small:
    """Play until all ballots are merged."""
    small = Small(place)
    Hand(place).lay_out()
    begin, _, rest = RULES.partition("tiers = [")
    (place / "thi-nho.toml").write_text(begin + TIERS + rest.partition("\n]")[2], encoding="utf-8")
    (place / "panel.csv").write_text(PANEL + SPARE, encoding="utf-8")
    around = small.around()
    founding.found(small.contest, str(small.definition), around)
    panel.take_in(small.contest, place / "panel.csv", around)
    intake.take_in(small.contest, place / "so.csv", place / "ho-so", around)
    small.decide(DecisionKind.ENTRY, (FLAGGED,), "accept", "")
    drawing.assign(small.contest, ONE, around, "hạt")
    issuing.issue(small.contest, ONE, place / "usb", around, small.pins)
    codes = small.codes()
    small.merge(*(small.seal(seat, marks_of(codes, seat)) for seat in range(1, 6)))
    return small
