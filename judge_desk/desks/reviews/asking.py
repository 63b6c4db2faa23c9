"""Where each open question of a review is answered, and those that are answered on the review itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from judge_desk.contest.rulebook.reviews import OrderPolicy, Test
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.result_questions import Choice, Question, questions_of
from judge_desk.desks.reviews.standing import ReviewStanding

RULES, FIGURES, CHECKLIST, HERE, ROUND = "rules", "figures", "checklist", "here", "round"
"""Stations of an answer: the rules, the figures, the council's checklist, the review itself, a judged round."""
OF_ROUNDS: Final = "review.round_"
"""Begins the codes of questions that a judged round answers."""


@dataclass(frozen=True, slots=True)
class Open:
    """One open question: as the result asks it, where it is answered, and how, where that is on the review itself."""

    asked: Problem
    station: str
    question: Question | None = None


def open_questions_of(standing: ReviewStanding) -> tuple[Open, ...]:
    """Give every open question of a review in its order, with the place of its answer."""
    answerable = tuple(review_questions(standing))
    return tuple(_open(standing, each, answerable) for each in standing.questions)


def _open(standing: ReviewStanding, asked: Problem, answerable: tuple[Question, ...]) -> Open:
    if "point_key" in asked.facts:
        return Open(asked, RULES)
    if asked.code.startswith(("review.sheet_", "review.figure_", "review.no_roster")):
        return Open(asked, FIGURES)
    if asked.code.startswith(OF_ROUNDS):
        return Open(asked, ROUND)
    question = next((each for each in answerable if _same(each.asked, asked)), None)
    if question is not None:
        return Open(asked, HERE, question)
    waits = any(each.waiting for each in standing.result.subjects)
    return Open(asked, CHECKLIST if waits and not asked.code.startswith(("prize.", "tie.")) else HERE)


def _same(one: Problem, other: Problem) -> bool:
    return (one.code, dict(one.facts)) == (other.code, dict(other.facts))


def review_questions(standing: ReviewStanding) -> Iterator[Question]:
    """Give the questions on prizes, and on namesakes of people whom the rules bar, that one decision can answer."""
    yield from _namesakes(standing)
    order = standing.review.order
    council = not isinstance(order, Undecided) and order.policy is OrderPolicy.COUNCIL
    for each in questions_of(standing):
        yield _picked(each) if council else each


def _picked(question: Question) -> Question:
    """Let the council name who gets a prize, where nothing is computed; an order of all would say no more."""
    prize = next((each for each in question.choices if each.kind is DecisionKind.PRIZE), None)
    if prize is None:
        return question
    meaning = Problem("choice.pick", Severity.NOTE, "", {"count": len(question.codes)})
    pick = Choice("vote", DecisionKind.PRIZE, prize.about, "", meaning, votes=True)
    others = tuple(each for each in question.choices if each.kind is DecisionKind.PRIZE and each.name == "vacant")
    return replace(question, choices=(pick, *others))


def _namesakes(standing: ReviewStanding) -> Iterator[Question]:
    gates = {each.id: each for each in standing.review.gates if each.test is Test.NOT_BARRED}
    for asked in standing.questions:
        gate, code = str(asked.facts.get("gate_id", "")), str(asked.facts.get("code", ""))
        if gate in gates and code:
            meanings = (("met", "choice.namesake_met"), ("not_met", "choice.namesake_not_met"))
            choices = tuple(
                Choice(value, DecisionKind.MET, (gate, code), value, Problem(said, Severity.NOTE))
                for value, said in meanings
            )
            yield Question(asked, (), (EntryCode(code),), choices)
