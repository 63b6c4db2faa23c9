"""A review as people read it: where it stands, and the working of one subject from figures to its prize."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Final

from judge_desk.contest.counting.prizes import AwardState
from judge_desk.contest.counting.ranking import Place, TraceStep
from judge_desk.contest.reviewing.outcome import Failed, SubjectResult
from judge_desk.contest.rulebook.definition import find_measured
from judge_desk.contest.rulebook.measured import ColumnKind, column_of
from judge_desk.contest.rulebook.reviews import Measure, ReviewGate, Take, Test
from judge_desk.contest.values.facts import listed, number
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import BadInput, Findings, Problem, Severity
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.founding import ReviewOverview, review_overview
from judge_desk.desks.reviews.standing import ReviewStanding, every_review_standing, review_standing
from judge_desk.desks.surroundings import Surroundings

_MOST_NAMED: Final = 20
"""How many of those who share a place a working names: in a quiz, thousands have the same mark."""


def reviews_in(folder: Path, around: Surroundings) -> tuple[ReviewOverview, ...]:
    """Say where every review of a contest stands; nothing is changed."""
    with open_folder(folder, read_only=True) as contest:
        return tuple(review_overview(each) for each in every_review_standing(contest).values())


def review_in(folder: Path, review_id: str, around: Surroundings) -> ReviewStanding:
    """Work a review out; its questions say what keeps the result from being official.

    Raises:
        BadInput: the definition has no such review.
    """
    with open_folder(folder, read_only=True) as contest:
        return review_standing(contest, review_id)


def subject_in(standing: ReviewStanding, code: str) -> SubjectResult:
    """Give one subject by its code, however it is cased.

    Raises:
        BadInput: the review has no such subject.
    """
    wanted = code.strip().casefold()
    found = next((each for each in standing.result.subjects if each.subject.code.casefold() == wanted), None)
    if found is None:
        raise BadInput("decide.no_subject", where=code[:40], title=standing.title)
    return found


def is_time(standing: ReviewStanding, measure: Measure) -> bool:
    """Say whether a measure's value is a time in seconds."""
    part = find_measured(standing.definition, measure.part or standing.review.part)
    column = column_of(part, measure.column) if part is not None and isinstance(measure.column, str) else None
    return measure.take is Take.COLUMN and column is not None and column.kind is ColumnKind.TIME


def prizes_by_code(standing: ReviewStanding) -> Mapping[EntryCode, tuple[str, ...]]:
    """Give the titles of the prizes that each subject gets."""
    titles = {(t.id, p.id): p.title for t in standing.definition.prize_tables for p in t.prizes}
    found: dict[EntryCode, tuple[str, ...]] = {}
    for awards in standing.result.awards:
        for row in awards.rows:
            if row.code is not None and row.state is AwardState.GIVEN:
                found[row.code] = (*found.get(row.code, ()), titles[row.table, row.prize])
    return found


def working_of(standing: ReviewStanding, result: SubjectResult) -> Findings:
    """Say how a subject came to its place: every measure, every gate, the place, the prize, each as one finding."""
    return (
        *_measures(standing, result),
        *_gates(standing, result),
        *_place(standing, result),
        *_prizes(standing, result),
    )


def _measures(standing: ReviewStanding, result: SubjectResult) -> Iterator[Problem]:
    """Give the working of every measure, each under the measure's name."""
    for each in standing.review.measures:
        if each.id in result.values:
            yield replace(result.values[each.id].working, where=each.title)


def _say(code: str, **facts: str | int) -> Problem:
    return Problem(code, Severity.NOTE, "", facts)


def _gates(standing: ReviewStanding, result: SubjectResult) -> Iterator[Problem]:
    failed = {each.gate: each for each in result.failed}
    for gate in standing.review.gates:
        decision = standing.words.get((gate.id, str(result.subject.code)))
        if decision is not None:
            yield _say(f"why.gate_{decision.value}_by_people", gate=gate.title, number=decision.number)
        elif gate.id in failed:
            yield _failed(gate, failed[gate.id])
        elif gate.id in result.waiting:
            yield _say("why.gate_waiting", gate=gate.title)
        elif gate.id in result.met:
            yield _met(gate, result)


def _met(gate: ReviewGate, result: SubjectResult) -> Problem:
    """Say that a gate is met, and by which figure where one is compared with a bound."""
    worked = result.values.get(gate.measure)
    if worked is None or worked.value is None or not isinstance(gate.bound, Fraction) or gate.test is Test.TOP:
        return _say("why.gate_met", gate=gate.title)
    return _say("why.gate_met_by", gate=gate.title, value=number(worked.value), needed=number(gate.bound))


def _failed(gate: ReviewGate, failed: Failed) -> Problem:
    if failed.needed is None:
        return _say("why.gate_failed", gate=gate.title, reason=failed.reason)
    value = number(failed.value) if failed.value is not None else "–"
    return _say("why.gate_failed_by", gate=gate.title, reason=failed.reason, value=value, needed=number(failed.needed))


def _place(standing: ReviewStanding, result: SubjectResult) -> Iterator[Problem]:
    ranking = standing.result.ranking
    place = next((each for each in ranking.places if each.code == result.subject.code), None)
    if place is None:
        return
    titles = {each.id: each.title for each in standing.review.measures}
    for step in place.trace:
        yield _step(place, step, titles)
    same = [each.code for each in ranking.places if each.number == place.number and each.code != place.code]
    if same:
        yield _say("why.review_place_shared", place=place.number, codes=_named(same))
    else:
        yield _say("why.review_place", place=place.number)


def _named(codes: Sequence[EntryCode]) -> str:
    """Name the first many, and say that there are more."""
    return listed((*codes[:_MOST_NAMED], *(("…",) if len(codes) > _MOST_NAMED else ())))


def _step(place: Place, step: TraceStep, titles: Mapping[str, str]) -> Problem:
    others = _named([code for code in step.group if code != place.code])
    if step.decision is not None:
        return _say("why.tie_decided", codes=others, number=step.decision)
    value = number(step.value) if step.value is not None else ""
    code = "why.review_step_parted" if step.parted else "why.review_step_equal"
    return _say(code, codes=others, reference=titles.get(step.ref, step.ref), value=value)


def _prizes(standing: ReviewStanding, result: SubjectResult) -> Iterator[Problem]:
    titles = {(t.id, p.id): p.title for t in standing.definition.prize_tables for p in t.prizes}
    for awards in standing.result.awards:
        for row in awards.rows:
            if row.code == result.subject.code and row.state is AwardState.GIVEN:
                prize = titles[row.table, row.prize]
                if row.decision is None:
                    yield _say("why.prize_ruled", prize=prize)
                else:
                    yield _say("why.prize_decided", prize=prize, number=row.decision)
        for special in awards.specials:
            if special.code == result.subject.code:
                yield _say("why.special", text=special.text, number=special.decision)
