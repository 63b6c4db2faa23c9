"""Where each open question of a review is answered, and those that are answered on the review itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from judge_desk.contest.counting.prizes import VACANT, Awards, AwardState
from judge_desk.contest.rulebook.reviews import Test
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.result_questions import Choice, Question, questions_of
from judge_desk.desks.reviews.standing import ReviewStanding

RULES, FIGURES, CHECKLIST, HERE, ROUND, EARLIER = "rules", "figures", "checklist", "here", "round", "earlier"
"""Stations of an answer: the rules, the figures, the council's checklist, the review, a round, an earlier review."""
STATIONS: Final[Mapping[str, str]] = {
    "review.sheet_missing": FIGURES,
    "review.sheet_missing_period": FIGURES,
    "review.figure_missing": FIGURES,
    "review.figure_missing_period": FIGURES,
    "review.row_unit_unknown": FIGURES,
    "review.unit_unknown": FIGURES,
    "review.no_level": RULES,
    "review.no_bound": RULES,
    "review.no_full_mark": RULES,
    "review.several_figures": RULES,
    "review.attempts_unclear": FIGURES,
    "review.attempts_unclear_period": FIGURES,
    "review.round_open": ROUND,
    "review.codes_closed": ROUND,
    "review.earlier_open": EARLIER,
    "review.prizes_open": EARLIER,
    "review.earlier_namesake": FIGURES,
    "review.author_unclear": FIGURES,
    "review.gate_waiting": CHECKLIST,
    "review.top_tie": CHECKLIST,
}
"""Where a question is answered, by its code; every other one on the review itself."""


@dataclass(frozen=True, slots=True)
class Open:
    """One open question: as the result asks it, where it is answered, and how, where that is on the review itself."""

    asked: Problem
    station: str
    question: Question | None = None


def open_questions_of(standing: ReviewStanding) -> tuple[Open, ...]:
    """Give every open question of a review in its order, with the place of its answer."""
    answerable = tuple(review_questions(standing))
    return tuple(_open(each, answerable) for each in standing.questions)


def _open(asked: Problem, answerable: tuple[Question, ...]) -> Open:
    if "point_key" in asked.facts:
        return Open(asked, RULES)
    question = next((each for each in answerable if _same(each.asked, asked)), None)
    return Open(asked, HERE if question is not None else STATIONS.get(asked.code, HERE), question)


def _same(one: Problem, other: Problem) -> bool:
    return (one.code, dict(one.facts)) == (other.code, dict(other.facts))


def review_questions(standing: ReviewStanding) -> Iterator[Question]:
    """Give the questions that one decision can answer: namesakes, ties and prizes, prizes that the council chooses."""
    yield from _namesakes(standing)
    yield from questions_of(standing)
    for awards in standing.result.awards:
        yield from _chosen(standing, awards)


def _chosen(standing: ReviewStanding, awards: Awards) -> Iterator[Question]:
    """Let the council name who gets the first prize of a table that is open, where nothing is computed."""
    asked = next((each for each in awards.questions if each.code == "review.council_chooses"), None)
    table = next(each for each in standing.definition.prize_tables if each.id == awards.table)
    opened = {row.prize for row in awards.rows if row.state is AwardState.OPEN}
    prize = next((each for each in table.prizes if each.id in opened), None)
    if asked is None or prize is None:
        return
    given = {row.code for row in awards.rows if row.code is not None}
    codes = tuple(each for each in awards.considered if each not in given)
    about = (table.id, prize.id)
    meaning = Problem(
        "choice.pick", Severity.NOTE, "", {"prize": prize.title, "most": prize.count, "count": len(codes)}
    )
    choices = [Choice("vote", DecisionKind.PRIZE, about, "", meaning, votes=True)]
    if table.vacancy:
        empty = Problem("choice.vacant", Severity.NOTE, "", {"prize": prize.title})
        choices.append(Choice("vacant", DecisionKind.PRIZE, about, VACANT, empty))
    yield Question(asked, (), codes, tuple(choices))


def _namesakes(standing: ReviewStanding) -> Iterator[Question]:
    gate = next((each for each in standing.review.gates if each.test is Test.NOT_BARRED), None)
    for asked in standing.questions:
        if gate is None or asked.code != "review.namesake":
            continue
        code = EntryCode(str(asked.facts["entry"]))
        meanings = (("met", "choice.namesake_met"), ("not_met", "choice.namesake_not_met"))
        choices = tuple(
            Choice(value, DecisionKind.MET, (gate.id, code), value, Problem(said, Severity.NOTE))
            for value, said in meanings
        )
        yield Question(asked, (), (code,), choices)
