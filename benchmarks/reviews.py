"""A month of a weekly quiz, 25,000 people a week, beside what SQLite and a bare loop need for the same figures.

``python -m benchmarks.reviews [--people N] [--units N] [--runs N] [--short] [--json]``. Measured is the shipped contest
of a quiz with clips, its open points answered by their first choices: the collective prizes (rate of participation and
quality of every unit over four weeks, with workings, gates, order and reasons) and the prizes of one week (places of
all people). Beside it, in turn, over the same rows in memory: SQLite grouping them by unit, and sorting one week; a
loop that counts people and adds whole marks by unit, and sorts one week by mark and time, without fractions or
workings. The ratio of work is the one that other programs disturb least.
"""

from __future__ import annotations

import random
import sqlite3
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from benchmarks import pairs
from benchmarks.pairs import OURS, in_turn, options, show, timed
from judge_desk.contest.reviewing.outcome import Evidence, RoundScores
from judge_desk.contest.reviewing.reviewing import review_result
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.definition import Definition, find_measured
from judge_desk.contest.rulebook.measured import MeasuredPart
from judge_desk.contest.values.identity import Digest, EntryCode, RoundId
from judge_desk.exchange.rulebook.definition_file import load_definition, shipped

CONTEST, QUIZ, ROSTER = "hue-2023", "trac-nghiem", "don-vi"
COLLECTIVE, WEEKLY, CLIPS = RoundId("tap-the"), RoundId("giai-tuan-1"), RoundId("clip")
Row = tuple[str, ...]


def rules() -> Definition:
    """Give the contest with every open point answered by its first choice."""
    open_ = load_definition(shipped(CONTEST), CONTEST)
    rulings = [(point.key, point.choices[0].value) for point in open_.undecided if point.choices]
    return load_definition(shipped(CONTEST), CONTEST, rulings)


def _sheet(part: MeasuredPart, period: str, number: int, rows: Sequence[dict[str, str]]) -> FigureSheet:
    columns = tuple(each.id for each in part.columns)
    cells = tuple(sorted(tuple(row.get(column, "") for column in columns) for row in rows))
    return FigureSheet(number, part.id, period, columns, cells, "", Digest(""), columns, "", "", "", "")


def invent(definition: Definition, people: int, units: int) -> Evidence:
    """Invent a roster, four weeks and a round of clips, the same every time."""
    luck = random.Random(5)
    roster, quiz = find_measured(definition, ROSTER), find_measured(definition, QUIZ)
    if roster is None or quiz is None:
        raise LookupError(CONTEST)
    codes = [f"DV-{at:03d}" for at in range(1, units + 1)]
    names = {each.kind.value: each.id for each in quiz.columns}
    sheets = [_sheet(roster, "", 1, [_unit(roster, code, 2 * people // units + 1) for code in codes])]
    who = [(luck.choice(codes), f"Người thứ {at}", str(at)) for at in range(people)]
    for at, period in enumerate(quiz.periods, 2):
        rows = [
            {
                names["unit"]: unit, names["person"]: name, names.get("key", ""): key, "diem": str(luck.randint(1, 15)),
                "thoi-gian": str(luck.randint(60, 900)), "du-doan": str(luck.randint(0, people)),
            }
            for unit, name, key in who
        ]  # fmt: skip
        sheets.append(_sheet(quiz, period.id, at, rows))
    entries = {EntryCode(f"{at:03d}"): (luck.choice(codes),) for at in range(46)}
    scores = {code: Fraction(luck.randint(200, 400), 4) for code in entries}
    return Evidence(tuple(sheets), (RoundScores(CLIPS, True, scores, entries),))


def _unit(roster: MeasuredPart, code: str, staff: int) -> dict[str, str]:
    words = {"key": code, "unit": f"Đơn vị {code}", "whole": str(staff), "number": str(staff)}
    return {each.id: words.get(each.kind.value, "") for each in roster.columns}


def rows_of(evidence: Evidence) -> list[tuple[str, str, str, int, int]]:
    """Give unit, name, week, mark and seconds of every paper."""
    found = []
    for sheet in evidence.sheets:
        if sheet.part == QUIZ:
            unit, name, mark, seconds = (sheet.columns.index(each) for each in _columns(sheet))
            found += [(row[unit], row[name], sheet.period, int(row[mark]), int(row[seconds])) for row in sheet.rows]
    return found


def _columns(sheet: FigureSheet) -> tuple[str, str, str, str]:
    """Give the columns of unit, name, mark and time; unit and name are the first two that hold words."""
    words = [column for column in sheet.columns if not sheet.rows[0][sheet.columns.index(column)].isdigit()]
    unit = next(each for each in words if sheet.rows[0][sheet.columns.index(each)].startswith("DV-"))
    name = next(each for each in words if each != unit)
    return unit, name, "diem", "thoi-gian"


def loop(rows: Sequence[tuple[str, str, str, int, int]], week: str) -> int:
    """Count people and add marks by unit; sort a week."""
    people: dict[str, set[str]] = {}
    marks: dict[str, int] = {}
    for unit, name, _, mark, _ in rows:
        people.setdefault(unit, set()).add(name)
        marks[unit] = marks.get(unit, 0) + mark
    return len(sorted((-mark, seconds) for _, _, of, mark, seconds in rows if of == week)) + len(people) + len(marks)


def grouped(store: sqlite3.Connection, week: str) -> int:
    """Let SQLite do the same."""
    units = store.execute("SELECT unit, COUNT(DISTINCT name), COUNT(*), SUM(mark) FROM papers GROUP BY unit").fetchall()
    order = "SELECT name FROM papers WHERE week = ? ORDER BY mark DESC, seconds"
    return len(units) + len(store.execute(order, (week,)).fetchall())


def measure(people: int, units: int, runs: int) -> list[pairs.Row]:
    """Let all work in turn; ours is both reviews together."""
    definition = rules()
    evidence = invent(definition, people, units)
    rows = rows_of(evidence)
    store = sqlite3.connect(":memory:")
    store.execute("CREATE TABLE papers (unit TEXT, name TEXT, week TEXT, mark INTEGER, seconds INTEGER)")
    store.executemany("INSERT INTO papers VALUES (?, ?, ?, ?, ?)", rows)
    week = rows[0][2]
    acts: dict[str, Callable[[], object]] = {
        OURS: lambda: [review_result(definition, each, evidence) for each in (COLLECTIVE, WEEKLY)],
        "the week alone": lambda: review_result(definition, WEEKLY, evidence),
        "loop": lambda: loop(rows, week),
        "sqlite": lambda: grouped(store, week),
    }
    taken = in_turn({name: partial(timed, act) for name, act in acts.items()}, runs)
    return pairs.rows(f"{len(rows)} papers of {people} people in {units} units", taken, {})


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = options("A month of a quiz beside SQLite and a bare loop.", runs=3)
    parser.add_argument("--people", type=int, default=25_000)
    parser.add_argument("--units", type=int, default=200)
    args = parser.parse_args(arguments)
    told = measure(200, 10, 1) if args.short else measure(args.people, args.units, args.runs)
    show("reviews of a quiz", told, args.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
