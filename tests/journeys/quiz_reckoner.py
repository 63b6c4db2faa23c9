"""A second way to the results of the quiz and the clips: from the files that people brought, with fractions alone.

Standard library only, and nothing of the program. It reads the list of units and the sheets of the weeks as they lie on
the disk, follows the words of the plan under one set of answers to what the plan leaves open (H1 to H8, see
``Answers``), and says of every unit and person what becomes of it and why.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.sax.saxutils import unescape

FULL = 15
QUOTA: Final = ("nhat", "nhi", "nhi", "ba", "ba")
TOP = 20


@dataclass(frozen=True)
class Paper:
    """One paper: week, unit (row of the list), person, mark and seconds (None: blank), guess."""

    week: int
    unit: int
    person: tuple[int, str, str]
    mark: Fraction | None
    seconds: int | None
    guess: int | None


@dataclass(frozen=True)
class Answers:
    """Answers to the open points, in the words of the rules file; the defaults are those of the journey."""

    clip: str = "best"
    by_clip: bool = True
    by_both: bool = False
    tie: str = "all_in"
    people: str = "persons"
    column: str = "co-mat"
    quality: str = "mean_share"
    attempts: str = "each"
    zero_attempts: str = "each"
    blank: str = "leave_out"
    zero_blank: str = "leave_out"
    order: str = "rate, quality"


@dataclass(frozen=True)
class Reckoned:
    """What becomes of subjects: reasons of each; place and whether shared; prizes; questions of people by codes."""

    reasons: Mapping[int, tuple[str, ...]]
    places: Mapping[int, tuple[int, bool]]
    prizes: Sequence[tuple[str, int | None]]
    rate: Mapping[int, Fraction | None]
    quality: Mapping[int, Fraction | None]


# --- files ---------------------------------------------------------------------------------------------------------


def key(name: str) -> str:
    """Bring a unit's name into one form: letters composed, small, short forms and joints gone."""
    text = unicodedata.normalize("NFC", name).casefold().replace("ủy ban nhân dân", "ubnd")
    return " ".join(re.sub(r"[^\w]+", " ", text.replace("&", "").replace("-", "")).split())


def person_key(name: str) -> str:
    """Bring a person's name into one form."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def read_roster(path: Path, more: Mapping[str, int]) -> tuple[list[str], list[list[int | None]], dict[str, int]]:
    """Give names, the three numbers of people (None: blank), and rows by every name; ``more``: names told later."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))[1:]
    found = {key(other): at for at, row in enumerate(rows) for other in (row[0], *filter(None, row[2].split(";")))}
    numbers = [[int(cell) if cell else None for cell in row[3:]] for row in rows]
    return [row[0] for row in rows], numbers, {**found, **{key(name): at for name, at in more.items()}}


def rows_of(path: Path) -> list[list[str]]:
    """Read a sheet without its head: a CSV, or the one sheet of a workbook of inline texts."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.reader(stream, delimiter=";"))[1:]
    with zipfile.ZipFile(path) as book:
        text = io.TextIOWrapper(book.open("xl/worksheets/sheet1.xml"), encoding="utf-8").read()
    lines = re.findall(r"<row>(.*?)</row>", text)[1:]
    return [[unescape(cell) for cell in re.findall(r"<t>(.*?)</t>", line)] for line in lines]


def read_papers(weeks: Sequence[Path], units: Mapping[str, int]) -> list[Paper]:
    """Read every paper of every week."""
    found = []
    known: dict[str, int] = {}
    for week, path in enumerate(weeks):
        for unit, name, number, mark, time, guess in rows_of(path):
            if unit not in known:
                known[unit] = units[key(unit)]
            at = known[unit]
            seconds = _seconds(time)
            person = (at, person_key(name), number)
            value = Fraction(mark) if mark else None
            found.append(Paper(week, at, person, value, seconds, int(guess) if guess else None))
    return found


def _seconds(text: str) -> int | None:
    parts = [int(each) for each in re.findall("[0-9]+", text)]
    return sum(each * 60**power for power, each in enumerate(reversed(parts))) if parts else None


# --- clips ---------------------------------------------------------------------------------------------------------


def half_up(value: Fraction) -> Fraction:
    """Round to two decimals, halves away from zero."""
    return Fraction(int(value * 100 + Fraction(1, 2)), 100)


def clip_scores(marks: Mapping[int, Sequence[Sequence[Fraction]]]) -> dict[int, tuple[Fraction, Fraction]]:
    """Give official score and mean content mark of each clip by the marks of the judges who may mark it."""
    found = {}
    for number, ballots in marks.items():
        totals = [sum(each, Fraction(0)) for each in ballots]
        content = sum((each[0] for each in ballots), Fraction(0)) / len(ballots)
        found[number] = (half_up(sum(totals, Fraction(0)) / len(totals)), content)
    return found


def clip_order(scores: Mapping[int, tuple[Fraction, Fraction]]) -> list[list[int]]:
    """Order clips by score, then content; those equal in both stand together."""
    ordered = sorted(scores, key=lambda each: (-scores[each][0], -scores[each][1], each))
    return [list(same) for _, same in groupby(ordered, key=lambda each: scores[each])]


# --- weeks ---------------------------------------------------------------------------------------------------------


def week_order(papers: Iterable[Paper], week: int, by: str) -> list[list[tuple[int, str, str]]]:
    """Order the people of a week who have a mark: ``time``, ``guess`` (then time), or the mark alone; equals together.

    Who lacks a figure by which equals must be parted stands behind those who have it.
    """
    mine = [each for each in papers if each.week == week and each.mark is not None]
    full = sum(each.mark == FULL for each in mine)

    def figures(each: Paper) -> tuple[Fraction | int | None, ...]:
        apart = abs(each.guess - full) if each.guess is not None else None
        return {"time": (each.mark, each.seconds), "guess": (each.mark, apart, each.seconds), "mark": (each.mark,)}[by]

    def sorting(each: Paper) -> tuple[Fraction | int | float, ...]:
        first, *rest = figures(each)
        return (-(first or 0), *(float("inf") if value is None else value for value in rest))

    ordered = sorted(mine, key=lambda each: (sorting(each), each.person))
    return [[each.person for each in same] for _, same in groupby(ordered, key=sorting)]


# --- the collective prizes -----------------------------------------------------------------------------------------


class Collective:
    """The collective prizes of the plan's V.3, for any answers to its open points."""

    def __init__(
        self,
        units: int,
        numbers: Sequence[Sequence[int | None]],
        papers: Sequence[Paper],
        clips: Mapping[int, Sequence[Fraction]],
        weeks: int = 4,
    ) -> None:
        """Take units, their numbers of people, papers, and the official scores of each unit's clips."""
        self.units, self.numbers, self.clips, self.weeks = range(units), numbers, clips, weeks
        self.papers: list[list[Paper]] = [[] for _ in self.units]
        for each in papers:
            self.papers[each.unit].append(each)
        self.best: list[list[Paper]] = [_best(own) for own in self.papers]

    def reckon(self, answers: Answers) -> Reckoned:
        """Work everything out under a set of answers."""
        clip = {unit: self._clip(unit, answers) for unit in self.units}
        quality = {unit: self._quality(unit, answers) for unit in self.units}
        zeros = {unit: self._zeros(unit, answers) for unit in self.units}
        staff = {
            unit: self.numbers[unit][("bien-che", "co-mat", "duoc-thi").index(answers.column)] for unit in self.units
        }
        rate = {
            unit: Fraction(self._people(unit, answers), staff[unit] or 1) if staff[unit] else None
            for unit in self.units
        }
        halves = {unit: half_up(100 * value) if value is not None else None for unit, value in quality.items()}
        both = {unit: _half(clip[unit], halves[unit]) for unit in self.units}
        unsure = {unit for unit in self.units if answers.blank == "ask" and self._has_blank(unit)}
        lines = [
            (answers.by_clip, clip, frozenset[int]()),
            (answers.by_both, both, frozenset(u for u in unsure if clip[u])),
        ]
        top = [_top(values, answers.tie, open_) for used, values, open_ in lines if used]
        reasons: dict[int, tuple[str, ...]] = {}
        pending: set[int] = set()
        for unit in self.units:
            said = [each.get(unit, "out") for each in top]
            zero_open = answers.zero_blank == "ask" and self._has_blank(unit)
            found = ["NO_CLIP"] if clip[unit] is None else []
            found += ["NOT_TOP20"] if "out" in said else []
            found += ["ZERO_SCORE"] if zeros[unit] and not zero_open else []
            found += ["NO_HEADCOUNT"] if not staff[unit] else []
            reasons[unit] = tuple(found)
            if not found and ("ask" in said or zero_open or unit in unsure):
                pending.add(unit)
        meeting = [unit for unit in self.units if not reasons[unit]]
        if pending:
            waiting = dict.fromkeys(meeting, ("WAITING",))
            return Reckoned({**reasons, **waiting}, {}, [(prize, None) for prize in QUOTA], rate, quality)
        groups = _ordered(meeting, rate, quality, answers.order)
        places, prizes, became = award(groups)
        return Reckoned({**reasons, **became}, places, prizes, rate, quality)

    def _has_blank(self, unit: int) -> bool:
        return any(each.mark is None for each in self.papers[unit])

    def _clip(self, unit: int, answers: Answers) -> Fraction | None:
        scores = self.clips.get(unit, ())
        if not scores:
            return None
        total = sum(scores, Fraction(0))
        return half_up({"best": max(scores), "mean": total / len(scores), "sum": total}[answers.clip])

    def _people(self, unit: int, answers: Answers) -> Fraction:
        own = self.papers[unit]
        if answers.people == "persons":
            return Fraction(len({each.person for each in own}))
        if answers.people == "persons_mean":
            return Fraction(len({(each.week, each.person) for each in own}), self.weeks)
        return Fraction(len(own), self.weeks)

    def _marks(self, unit: int, attempts: str, blank: str) -> list[Fraction]:
        own = self.best[unit] if attempts == "best" else self.papers[unit]
        marks = [each.mark for each in own]
        return [each if each is not None else Fraction(0) for each in marks if each is not None or blank == "zero"]

    def _quality(self, unit: int, answers: Answers) -> Fraction | None:
        marks = self._marks(unit, answers.attempts, answers.blank)
        if not marks:
            return None
        if answers.quality == "mean_share":
            return sum(marks, Fraction(0)) / (len(marks) * FULL)
        line = FULL if answers.quality == "share_full" else Fraction(FULL * 3, 4)
        return Fraction(sum(each >= line for each in marks), len(marks))

    def _zeros(self, unit: int, answers: Answers) -> int:
        return self._marks(unit, answers.zero_attempts, answers.zero_blank).count(Fraction(0))


def _half(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    """Give the mean of two figures, rounded; None where one is not there."""
    return half_up((one + other) / 2) if one is not None and other is not None else None


def _best(papers: Sequence[Paper]) -> list[Paper]:
    """Keep the best paper of each person and week."""
    kept: dict[tuple[int, tuple[int, str, str]], Paper] = {}
    for each in papers:
        where = (each.week, each.person)
        if where not in kept or (each.mark or -1) > (kept[where].mark or -1):
            kept[where] = each
    return list(kept.values())


def _top(values: Mapping[int, Fraction | None], tie: str, open_: frozenset[int]) -> dict[int, str]:
    """Say of whoever has a value whether it is among the first twenty; ``ask`` where people must say."""
    known = {unit: value for unit, value in values.items() if value is not None}
    if open_:
        return dict.fromkeys((*known, *open_), "ask")
    found = {}
    for unit, value in known.items():
        before = sum(other > value for other in known.values())
        same = sum(other == value for other in known.values())
        crosses = before < TOP < before + same
        found[unit] = (
            "out" if before >= TOP else {"all_in": "in", "all_out": "out", "ask": "ask"}[tie] if crosses else "in"
        )
    return found


def _places(figures: Mapping[int, Fraction]) -> dict[int, int]:
    return {unit: 1 + sum(other > value for other in figures.values()) for unit, value in figures.items()}


def _ordered(
    meeting: Sequence[int],
    rate: Mapping[int, Fraction | None],
    quality: Mapping[int, Fraction | None],
    order: str,
) -> list[list[int]]:
    """Order units by one of the five ways; equals stand together."""
    one = {unit: rate[unit] or Fraction(0) for unit in meeting}
    two = {unit: quality[unit] or Fraction(0) for unit in meeting}
    first, second = _places(one), _places(two)
    ways: dict[str, Callable[[int], tuple[Fraction | int, ...]]] = {
        "rate, quality": lambda unit: (-one[unit], -two[unit]),
        "quality, rate": lambda unit: (-two[unit], -one[unit]),
        "half and half": lambda unit: (-(one[unit] + two[unit]),),
        "places": lambda unit: (first[unit] + second[unit],),
        "product": lambda unit: (-one[unit] * two[unit],),
    }
    by = ways[order]
    return [list(same) for _, same in groupby(sorted(meeting, key=lambda unit: (by(unit), unit)), key=by)]


def award(
    groups: Sequence[Sequence[int]], quota: Sequence[str] = QUOTA
) -> tuple[dict[int, tuple[int, bool]], list[tuple[str, int | None]], dict[int, tuple[str, ...]]]:
    """Give prizes in order; equals that would have to be parted get none: places, prizes, and what became of whom."""
    places: dict[int, tuple[int, bool]] = {}
    prizes: list[tuple[str, int | None]] = []
    became: dict[int, tuple[str, ...]] = {}
    for group in groups:
        number = len(places) + 1
        places |= dict.fromkeys(group, (number, len(group) > 1))
        slots = quota[number - 1 : number - 1 + len(group)]
        tied = len(group) > 1 and bool(slots) and (len(slots) < len(group) or len(set(slots)) > 1)
        prizes += zip(slots, [None] * len(slots) if tied else group, strict=False)
        became |= dict.fromkeys(group, ("TIE_PENDING" if tied else "AWARDED" if slots else "BELOW_QUOTA",))
    return places, [*prizes, *((prize, None) for prize in quota[len(prizes) :])], became
