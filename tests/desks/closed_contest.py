"""A small contest whose first round keeps its ballots closed until the opening."""

from __future__ import annotations

from pathlib import Path

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.desks import drawing, founding, intake, issuing, panel
from judge_desk.desks.closed import act, keys
from judge_desk.desks.closed.keys import Prepared
from tests.desks.small_contest import PEOPLE, Small
from tests.journeys.by_hand import FLAGGED, ONE, Hand


class Closed(Small):
    """A contest with closed ballots; ``digits`` are those on the chair's sheet."""

    digits: str = ""

    def prepare(self, reason: str = "") -> Prepared:
        """Make the opening key, read it back; remembers its digits."""
        around = self.around("thu-ky", reason)
        made = keys.prepare(self.contest, ONE, self.place / "phong-bi", around, reason, PEOPLE if reason else ())
        keys.confirm(self.contest, ONE, made.digits, self.around())
        self.digits = made.digits
        return made

    def issue(self) -> issuing.Issued:
        """Issue the newest package."""
        return issuing.issue(self.contest, ONE, self.place / "usb", self.around(), self.pins)

    def open_all(self, digits: str = "", incomplete_reason: str = "") -> act.Opened:
        """Open the closed ballots."""
        return act.open_ballots(
            self.contest,
            ONE,
            digits or self.digits,
            self.around(),
            "Ngô Thư Ký",
            PEOPLE,
            ("Đỗ Tổ Chức",),
            incomplete_reason,
        )


def drawn(place: Path) -> Closed:
    """Play up to the draw; no opening key yet."""
    small = Closed(place)
    Hand(place).lay_out()
    rules = small.definition.read_text(encoding="utf-8")
    closes = rules.replace("blind = true", "blind = true\nclosed_ballots = true", 1)
    small.definition.write_text(closes, encoding="utf-8")
    around = small.around()
    founding.found(small.contest, str(small.definition), around)
    panel.take_in(small.contest, place / "panel.csv", around)
    intake.take_in(small.contest, place / "so.csv", place / "ho-so", around)
    small.decide(DecisionKind.ENTRY, (FLAGGED,), "accept", "")
    drawing.assign(small.contest, ONE, around, "hạt")
    return small
