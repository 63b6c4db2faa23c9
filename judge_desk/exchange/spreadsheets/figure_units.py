"""Names of units in sheets of figures, found in the roster: by name, another name, a usual short form, or code.

A name that the roster does not know, or that two of its units bear, is never decided here.
"""

from __future__ import annotations

import re
from typing import Final

from judge_desk.contest.reviewing.roster import Roster, Unit
from judge_desk.exchange.folding import likeness, loose
from judge_desk.exchange.spreadsheets.unit_names import unit_key

_MOST_NEAR: Final = 3
_LEAST_ALIKE: Final = 55
_TOTALS: Final = re.compile(
    r"(?:tong(?: so| cong)?|cong|(?:trung binh|binh quan)(?: chung)?|total|sum|average|mean)"
    r"(?: (?:khoi|cum|nhom|toan tinh|cac don vi|[0-9]).*)?\Z"
)


class UnitFinder:
    """Finds units of a roster by what sheets call them; every spelling is looked up once."""

    def __init__(self, roster: Roster) -> None:
        """Take the roster in force."""
        self._roster = roster
        self._found: dict[str, Unit | None] = {}
        self._codes = {loose(unit.code): unit for unit in roster.units}
        self._keys: dict[str, set[str]] = {}
        for unit in roster.units:
            for name in (unit.name, *unit.aliases):
                self._keys.setdefault(unit_key(name), set()).add(unit.code)

    def find(self, name: str) -> Unit | None:
        """Give the unit that a name means; None for an unknown or ambiguous one."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def _look_up(self, name: str) -> Unit | None:
        direct = self._roster.unit_of(name)
        if direct is not None:
            return direct
        codes = self._keys.get(unit_key(name), set())
        if len(codes) == 1:
            return next(each for each in self._roster.units if each.code in codes)
        return None if codes else self._codes.get(loose(name))

    def near(self, name: str) -> tuple[Unit, ...]:
        """Give the few units whose names are most like this one, the likest first."""
        key = unit_key(name)
        told = [
            (max(likeness(key, unit_key(each)) for each in (unit.name, *unit.aliases)), -place, unit)
            for place, unit in enumerate(self._roster.units)
        ]
        alike = sorted((each for each in told if each[0] >= _LEAST_ALIKE), key=lambda each: each[:2], reverse=True)
        return tuple(unit for _, _, unit in alike[:_MOST_NEAR])


def is_total(name: str) -> bool:
    """Say whether a cell names the sum or the mean of a sheet instead of a unit."""
    return _TOTALS.match(loose(name)) is not None
