"""A round's result as rows for the table: what the desk worked out, one value per entry, nothing computed anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from judge_desk.contest.counting.aggregation import EntryScore, used
from judge_desk.contest.counting.prizes import AwardState
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.desks.standing import Standing
from judge_desk.wording.figures import decimal, mark


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One entry.

    Attributes:
        code, title: the entry; the title is empty while the round is blind.
        place: None without one; shared: whether another entry has the same.
        counted, assigned: ballots that made the score, judges who were to give one.
        spread, official: exact values, None where there is none; spread_text, official_text: as they are read.
        state: key of the sign: ``in``, ``out``, ``prize``, ``ask``, ``none``; prize: its title.
    """

    code: str
    title: str
    place: int | None
    shared: bool
    counted: int
    assigned: int
    spread: Fraction | None
    spread_text: str
    official: Fraction | None
    official_text: str
    state: str
    prize: str = ""


def result_rows(standing: Standing, titles: Mapping[str, str], language: str) -> tuple[ResultRow, ...]:
    """Give the rows of a round in order of places; entries without a place come last, in code order."""
    rows = (_row(standing, score, titles, language) for score in standing.result.scores)
    return tuple(sorted(rows, key=lambda each: (each.place is None, each.place or 0, each.code)))


def _row(standing: Standing, score: EntryScore, titles: Mapping[str, str], language: str) -> ResultRow:
    result, rules = standing.result, standing.round
    place = next((each for each in result.ranking.places if each.code == score.code), None)
    combined = next((each for each in result.combined if each.code == score.code), None)
    official = combined.official if combined is not None else score.official
    entry = next(each for each in standing.manifest.entries if each.code == score.code)
    state, prize = _state(standing, score)
    return ResultRow(
        score.code,
        entry.title or titles.get(score.code, ""),
        place.number if place else None,
        place.shared if place else False,
        len(used(score)),
        len(entry.seats),
        score.spread,
        mark(score.spread, decimals_of_totals(rules.rubric), language) if score.spread is not None else "",
        official,
        decimal(official, rules.score.decimals, language) if official is not None else "",
        state,
        prize,
    )


def _state(standing: Standing, score: EntryScore) -> tuple[str, str]:
    """Say what became of an entry: a question first, then a prize, then the shortlist."""
    code, list_ = score.code, standing.result.shortlist
    if score.questions or (list_ is not None and code in list_.pending):
        return "ask", ""
    prize = _prize(standing, code)
    if prize:
        return "prize", prize
    if list_ is None:
        return "none", ""
    return ("in" if code in list_.inside else "out"), ""


def _prize(standing: Standing, code: str) -> str:
    titles = {(table.id, prize.id): prize.title for table in standing.definition.prize_tables for prize in table.prizes}
    return next(
        (
            titles[row.table, row.prize]
            for awards in standing.result.awards
            for row in awards.rows
            if row.code == code and row.state is AwardState.GIVEN
        ),
        "",
    )
