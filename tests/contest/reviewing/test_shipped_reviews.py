"""Every review that comes with the program stops while its points are open, and its own questions lead to its end."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random

import pytest

from judge_desk.contest.counting.prizes import AwardState
from judge_desk.contest.reviewing.outcome import Evidence, ReviewResult, RoundScores
from judge_desk.contest.reviewing.reviewing import every_review
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.measured import Column, ColumnKind, MeasuredPart, Per
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import Digest, EntryCode, RoundId
from judge_desk.contest.values.problems import Problem
from judge_desk.exchange.rulebook.definition_file import load_definition, shipped, shipped_definitions

UNITS = [f"DV-{at:02d}" for at in range(1, 25)]
BLOCKS = ("so", "su-nghiep", "trung-uong", "huyen")


def with_reviews() -> list[str]:
    """Give the shipped definitions that have reviews."""
    return [each for each in shipped_definitions() if load_definition(shipped(each), each).reviews]


def _cell(column: Column, rng: Random, row: int, definition: Definition) -> str:
    if column.kind is ColumnKind.PERSON:
        return f"Người {row}"
    if column.kind is ColumnKind.KEY:
        return f"K{row}"
    if column.kind is ColumnKind.FLAG:
        return "1" if rng.random() < 0.1 else "0"
    if column.kind in (ColumnKind.TEXT, ColumnKind.ALIASES):
        return rng.choice(_values(definition, column.id)) if column.kind is ColumnKind.TEXT else ""
    least, most = int(column.least or 0), int(column.most or 100)
    return str(rng.choices((most, least, rng.randint(least, most)), (17, 1, 2))[0])


def _values(definition: Definition, column: str) -> list[str]:
    """Give the words that prize tables look for in a column."""
    named = [text for table in definition.prize_tables for text in table.filters if text.startswith(f"is:{column}:")]
    return [text.rpartition(":")[2] for text in named] or list(BLOCKS)


def _sheets(definition: Definition, rng: Random) -> Iterator[FigureSheet]:
    for part in definition.measured:
        for period in [each.id for each in part.periods] or [""]:
            yield _sheet(part, period, definition, rng)


def _sheet(part: MeasuredPart, period: str, definition: Definition, rng: Random) -> FigureSheet:
    rows = []
    for row in range(1, len(UNITS) * (3 if part.per is Per.PERSON else 1) + 1):
        unit = UNITS[(row - 1) % len(UNITS)]
        cells = {each.id: _cell(each, rng, row, definition) for each in part.columns}
        for each in part.columns:
            if each.kind is ColumnKind.UNIT:
                cells[each.id] = f"Đơn vị {unit}" if part.roster else unit
            if each.kind is ColumnKind.KEY and part.roster:
                cells[each.id] = unit
        rows.append(tuple(cells.values()))
    columns = tuple(each.id for each in part.columns)
    if part.roster and not any(each.kind is ColumnKind.KEY for each in part.columns):
        columns, rows = (*columns, "#"), [(*row, unit) for row, unit in zip(rows, UNITS, strict=True)]
    return FigureSheet(1, part.id, period, columns, tuple(rows), "", Digest(""), columns, "", "", "", "")


def _rounds(definition: Definition, rng: Random) -> tuple[RoundScores, ...]:
    found = []
    for round_ in definition.rounds:
        units = {EntryCode(f"{at:03d}"): (unit,) for at, unit in enumerate(UNITS * 2) if rng.random() < 0.8}
        scores = {code: Fraction(rng.randint(100, 400), 4) for code in units}
        authors = {code: (fold(f"Người {int(code) + 1}"),) for code in units}
        found.append(RoundScores(round_.id, True, scores, units, authors=authors))
    return tuple(found)


def _ruled(name: str, rng: Random) -> Definition:
    open_definition = load_definition(shipped(name), name)
    rulings = []
    for point in open_definition.undecided:
        assert not point.key.startswith("reviews.") or point.choices or point.key.endswith("from_day"), point.key
        if point.choices:
            rulings.append((point.key, rng.choice(point.choices).value))
    return load_definition(shipped(name), name, rulings)


def _answers(review: RoundId, result: ReviewResult, rng: Random, number: int, rules: Definition) -> Iterator[Decision]:
    """Answer a review's questions as a council could: words on gates, an order of ties, prizes."""

    def decide(kind: DecisionKind, about: tuple[str, ...], what: str) -> Decision:
        return Decision(number, review, kind, about, what, (), "lý do", ("A",), "")

    for each in result.subjects:
        for gate in each.waiting:
            yield decide(DecisionKind.MET, (gate, each.subject.code), rng.choice(("met", "met", "not_met")))
    for question in result.questions:
        if question.code in ("prize.tie", "prize.tie_sharing"):
            codes = next(each.codes for each in result.ranking.ties if set(each.codes) >= _codes(question))
            yield decide(DecisionKind.TIE, codes, " ".join(rng.sample(codes, len(codes))))
    for awards in result.awards:
        if any(each.code == "review.council_chooses" for each in awards.questions):
            table = next(each for each in rules.prize_tables if each.id == awards.table)
            free = list(awards.considered)
            for prize in table.prizes:
                given, free = free[: prize.count], free[prize.count :]
                yield decide(DecisionKind.PRIZE, (table.id, prize.id), " ".join(given) or "vacant")


def _codes(question: Problem) -> set[str]:
    return set(str(question.facts["codes"]).split("; "))


def _sound(definition: Definition, found: ReviewResult) -> None:
    """Hold what is true of every result, however far it got."""
    meets = {each.subject.code for each in found.subjects if not each.failed and not each.waiting}
    assert len({each.subject.code for each in found.subjects}) == len(found.subjects)
    assert all(len(each.reasons) == 1 for each in found.subjects if not each.failed)
    assert all(
        each.values[name].lack or each.values[name].value is not None for each in found.subjects for name in each.values
    )
    for awards in found.awards:
        table = next(each for each in definition.prize_tables if each.id == awards.table)
        assert len(awards.rows) == sum(each.count for each in table.prizes)
        given = [row.code for row in awards.rows if row.state is AwardState.GIVEN]
        assert len(set(given)) == len(given)
        assert set(given) <= meets
    if any(row.state is AwardState.OPEN for awards in found.awards for row in awards.rows):
        assert found.questions


@pytest.mark.parametrize("name", with_reviews())
def test_a_shipped_review_stops_while_points_are_open_and_its_own_questions_lead_to_its_end(name: str) -> None:
    for seed in range(2):
        rng = Random(seed)
        sheets, definition = tuple(_sheets(load_definition(shipped(name), name), rng)), _ruled(name, rng)
        rounds = _rounds(definition, rng)
        unanswered = every_review(load_definition(shipped(name), name), Evidence(sheets, rounds))
        for review in load_definition(shipped(name), name).reviews:
            _sound(definition, unanswered[review.id])
            if isinstance(review.order, Undecided):
                assert "review.undecided" in [each.code for each in unanswered[review.id].questions]
        decisions: tuple[Decision, ...] = ()
        for turn in range(1, 8):
            found = every_review(definition, Evidence(sheets, rounds, decisions))
            for each in found.values():
                _sound(definition, each)
            fresh = [one for review, each in found.items() for one in _answers(review, each, rng, turn, definition)]
            if not fresh:
                break
            decisions += tuple(fresh)
        left = {review: [str(one) for one in each.questions] for review, each in found.items() if each.questions}
        assert not left, (seed, left)
