"""A small contest whose rubric leaves something to the organisers: points, overtime, and a vote."""

from __future__ import annotations

from pathlib import Path

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks import drawing, founding, intake, issuing, panel
from judge_desk.desks.provenance import Provenance
from tests.desks.small_contest import Small
from tests.journeys.by_hand import FLAGGED, ONE, RULES, Hand

_MARKED = """    { id = "2.2", parent = "2", title = "Khả năng nhân rộng", maximum = 30, step = "0,5" },
"""
_VOTE = '{ name = "share_of_best", points = 20, measure = "phieu-bau", decimals = 1 }'
_OVERTIME = """{ rows = [
    { over = 0, included = false, points = "0,25" }, { over = 60, included = true, points = "0,5" },
] }"""
_MORE = f"""
    {{ id = "3", title = "Tham gia sự kiện", kind = "organisers", maximum = 10, step = "0,5" }},
    {{ id = "4", title = "Quá giờ", kind = "penalty", penalty = {_OVERTIME} }},
    {{ id = "5", title = "Bình chọn", kind = "formula", maximum = 20, formula = {_VOTE} }},
"""
_MEASURED = """
[[measured]]
id = "phieu-bau"
title = "Phiếu bình chọn"
per = "entry"
columns = ["ma", "so_phieu"]
closed_by = "Văn phòng"
"""
STATED = Provenance("Ban Tổ chức", "2024-08-22", "Biên bản số 5/BB-BTC")


def brought_rules() -> str:
    """Write the rules: of the small contest, with criteria that no judge marks in its first round."""
    assert _MARKED in RULES
    rules = RULES.replace(_MARKED, _MARKED + _MORE, 1).replace("maximum = 100", "maximum = 130", 1)
    return rules + _MEASURED


def played(place: Path) -> Small:
    """Play up to counted ballots: eleven entries, five judges; nothing was brought yet."""
    small = Small(place)
    Hand(place).lay_out()
    small.definition.write_text(brought_rules(), encoding="utf-8")
    around = small.around()
    founding.found(small.contest, str(small.definition), around)
    panel.take_in(small.contest, place / "panel.csv", around)
    intake.take_in(small.contest, place / "so.csv", place / "ho-so", around)
    small.decide(DecisionKind.ENTRY, (FLAGGED,), "accept", "")
    drawing.assign(small.contest, ONE, around, "hạt")
    issuing.issue(small.contest, ONE, place / "usb", around, small.pins)
    small.merge(*(small.seal(seat, small.levels()) for seat in range(1, 6)))
    return small


def bring_all(small: Small) -> Path:
    """Write the sheet that brings everything: points, overtime and votes falling from entry to entry."""
    rows = ["Mã bài;3;Quá giờ;5 Bình chọn"]
    times = ["0", "45", "1'10''"]
    for place, code in enumerate(small.codes()):
        rows.append(f"{code};{str(10 - place / 2).replace('.', ',')};{times[place % 3]};{90 - 8 * place}")
    path = small.place / "so-lieu.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path
