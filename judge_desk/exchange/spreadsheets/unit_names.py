"""Names of agencies as people write them, brought together under one unit.

"Sở Nội Vụ", "Sở nội vụ" and "UBND xã A", "Ủy ban nhân dân xã A" are one unit and are noted as merged. Two names that
differ in one accent or one letter may be one unit or two: that is asked, never decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from judge_desk.contest.register.entries import Unit
from judge_desk.contest.values.identity import UnitId
from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.exchange.folding import loose, slug, strict_key
from judge_desk.exchange.spreadsheets.columns import known_words

_SHORTEST_WORD: Final = 4
_LEAST_ALIKE: Final = 0.85


def unit_key(title: str) -> str:
    """Give what two spellings of one unit have in common; short forms such as UBND are written out."""
    # An ampersand inside a short form joins its letters: TT&TT is looked up as TTTT.
    words = strict_key(title.replace("&", "").replace("-", " ")).split()
    shorts: Mapping[str, str] = known_words("units")
    return " ".join(strict_key(shorts[word]) if word in shorts else word for word in words)


@dataclass(slots=True)
class UnitBook:
    """Collects units by name; the first spelling seen is kept.

    Attributes:
        units: by :func:`unit_key`, in order of appearance.
        spellings: every other spelling of a unit, by key.
    """

    units: dict[str, Unit] = field(default_factory=dict)
    spellings: dict[str, set[str]] = field(default_factory=dict)

    def add(self, title: str) -> UnitId:
        """Take in a name and give its unit's id."""
        key = unit_key(title)
        if key not in self.units:
            self.units[key] = Unit(self._free_id(key), title)
        elif self.units[key].title != title:
            self.spellings.setdefault(key, set()).add(title)
        return self.units[key].id

    def find(self, title: str) -> UnitId | None:
        """Give the id of a unit already taken in, or None."""
        unit = self.units.get(unit_key(title))
        return unit.id if unit else None

    def _free_id(self, key: str) -> UnitId:
        wanted, taken = slug(key), {unit.id for unit in self.units.values()}
        number = 1
        while (candidate := UnitId(wanted if number == 1 else f"{wanted}-{number}")) in taken:
            number += 1
        return candidate


def open_book(known: Iterable[Unit]) -> UnitBook:
    """Start a book with units that other sheets of the contest already named, under their ids."""
    return UnitBook({unit_key(unit.title): unit for unit in known})


def unit_findings(book: UnitBook, where: str) -> Findings:
    """Note merged spellings and ask about names that nearly agree."""
    merged = [
        Problem("unit.merged", Severity.NOTE, where, {"unit": book.units[key].title, "others": _listed(others)})
        for key, others in book.spellings.items()
    ]
    units = list(book.units.items())
    asked = [
        Problem("unit.nearly_equal", Severity.ASK, where, {"first": first.title, "second": second.title})
        for i, (key, first) in enumerate(units)
        for other, second in units[i + 1 :]
        if nearly_equal(key, other)
    ]
    return tuple(merged + asked)


def _listed(names: set[str]) -> str:
    return "; ".join(f"“{name}”" for name in sorted(names))


def nearly_equal(first: str, second: str) -> bool:
    """Say whether two keys may be one unit: the same without accents, a tail added, or one word misspelt."""
    if first == second:
        return False
    one, two = loose(first).split(), loose(second).split()
    if one == two:
        return True
    if len(one) != len(two):
        short, long = sorted((one, two), key=len)
        return long[: len(short)] == short and long[len(short)] == "tinh"
    differing = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    return len(differing) == 1 and _misspelt(*differing[0])


def _misspelt(first: str, second: str) -> bool:
    if min(len(first), len(second)) < _SHORTEST_WORD or not (first + second).isalpha():
        return False
    return SequenceMatcher(None, first, second).ratio() >= _LEAST_ALIKE
