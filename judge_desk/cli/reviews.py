"""Commands for reviews: where each stands, every subject with its working, the council's checklist."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer, table
from judge_desk.cli.overview import overview_table
from judge_desk.cli.results import award_lines, choices_of, release_data, release_lines
from judge_desk.contest.reviewing.outcome import SubjectResult, Worked
from judge_desk.contest.rulebook.reviews import Measure
from judge_desk.contest.values.decisions import Votes
from judge_desk.desks.council import checklist, reading
from judge_desk.desks.council.checklist import Checklist
from judge_desk.desks.council.deciding import Answered, answer_gates
from judge_desk.desks.papers.review_data import review_data
from judge_desk.desks.release import release_of
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import length, shortest
from judge_desk.wording.figures import reading as reading_of
from judge_desk.wording.findings import sentence

_WIDEST: Final = 20
"""How long the title of a measure may be at the head of a column; else its short name stands there."""

_MOST_TOLD: Final = 1_000
"""Of more subjects (a week of a quiz has tens of thousands) the workings are given one by one, by ``--subject``."""


def list_reviews(args: argparse.Namespace) -> Answer:
    """``review list``: every review, how much of its figures is there, what is open."""
    catalogue = open_catalogue(args.lang)
    found = reading.reviews_in(Path(args.folder), surroundings())
    lines, data = overview_table(found, catalogue)
    return Answer(lines or [catalogue.say("cli.review.none")], {"reviews": data})


def show(args: argparse.Namespace) -> Answer:
    """``review show``: the table of a review, or the working of one subject."""
    catalogue = open_catalogue(args.lang)
    standing = reading.review_in(Path(args.folder), args.review, surroundings())
    if args.subject is not None:
        return _one(standing, args.subject, catalogue)
    release = release_of(standing)
    say, questions = catalogue.say, standing.questions
    state = say("cli.results.open", count=len(questions)) if questions else say("cli.results.official")
    choices = choices_of(standing, catalogue)
    lines = [f"{standing.definition.short_title} · {standing.title}", state, *_table(standing, catalogue)]
    lines += award_lines(standing, args.lang)
    lines += [line for each in choices for line in (", ".join(each["codes"]), *(f"  - {s}" for s in each["choices"]))]
    lines += release_lines(release, catalogue)
    data = review_data(standing)
    told = standing.result.subjects if len(standing.result.subjects) <= _MOST_TOLD else ()
    for each, result in zip(data["subjects"], told, strict=False):
        each["why"] = [sentence(problem, catalogue) for problem in reading.working_of(standing, result)]
    data |= {"questions": choices, "release": release_data(release, catalogue)}
    return Answer(lines, data, (*questions, *standing.result.notes), exit_code=0)


def _one(standing: ReviewStanding, code: str, catalogue: Catalogue) -> Answer:
    result = reading.subject_in(standing, code)
    lines = [sentence(each, catalogue) for each in reading.working_of(standing, result)]
    head = f"{result.subject.code} {result.subject.name}"
    return Answer((head, *(f"  {line}" for line in lines)), {"code": result.subject.code, "why": lines})


def _table(standing: ReviewStanding, catalogue: Catalogue) -> list[str]:
    say = catalogue.say
    measures = standing.review.measures
    short = {each.id: each.title if len(each.title) <= _WIDEST else each.id for each in measures}
    head = [say("cli.head.place"), say("cli.review.code"), say("cli.review.name"), *short.values()]
    head += [say("cli.review.prize"), say("cli.review.reasons")]
    legend = [f"  {each.id}: {each.title}" for each in measures if short[each.id] != each.title]
    return [*table(head, list(_rows(standing, catalogue)), frozenset({0, *range(3, 3 + len(measures))})), *legend]


def _rows(standing: ReviewStanding, catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    places = {each.code: each for each in standing.result.ranking.places}
    prizes = reading.prizes_by_code(standing)
    for each in standing.result.subjects:
        place = places.get(each.subject.code)
        shown = "" if place is None else f"{'=' if place.shared else ''}{place.number}"
        cells = [_cell(standing, each.values.get(one.id), one, catalogue) for one in standing.review.measures]
        given = "; ".join(prizes.get(each.subject.code, ()))
        yield shown, str(each.subject.code), each.subject.name[:40], *cells, given, _reasons(each)


def _cell(standing: ReviewStanding, worked: Worked | None, measure: Measure, catalogue: Catalogue) -> str:
    if worked is None or worked.value is None:
        return ""
    if reading.is_time(standing, measure) and worked.value.denominator == 1:
        return length(int(worked.value))
    unit = f" {measure.unit}" if measure.unit else ""
    return f"{_shown(worked.value, catalogue.language)}{unit}"


def _shown(value: Fraction, language: str) -> str:
    """Write a value as short as it is exact; one whose digits do not end is cut behind the fourth."""
    ends = any((value * 10**decimals).denominator == 1 for decimals in range(7))
    return shortest(value, language) if ends else reading_of(value, 4, language)


def _reasons(result: SubjectResult) -> str:
    return ", ".join(result.reasons)


def gates(args: argparse.Namespace) -> Answer:
    """``review gates``: list the council's checklist, write it to be filled in, or record a filled one."""
    catalogue, folder, around = open_catalogue(args.lang), Path(args.folder), surroundings()
    if args.blank is not None:
        path = checklist.save_blank(folder, args.review, Path(args.blank), around)
        return Answer((catalogue.say("cli.review.blank", file=str(path)),), {"file": str(path)})
    if args.sheet is not None:
        people = tuple(args.by)
        found = checklist.take_in(folder, args.review, Path(args.sheet), args.reason, people, around, _votes(args))
        return _answered(found, catalogue)
    return _listed(checklist.show(folder, args.review, around), catalogue)


def _votes(args: argparse.Namespace) -> Votes | None:
    return Votes(*args.vote) if args.vote is not None else None


def _listed(found: Checklist, catalogue: Catalogue) -> Answer:
    say = catalogue.say
    head = (say("cli.review.code"), say("cli.review.name"), *(f"{each.id} {each.title}" for each in found.gates))
    rows = [
        (
            str(row.subject.code),
            row.subject.name[:40],
            *(_said(row.said.get(each.id), catalogue) for each in found.gates),
        )
        for row in found.rows
    ]
    data: dict[str, Any] = {
        "review": found.review,
        "locked": found.locked,
        "waiting": found.waiting,
        "gates": [{"id": each.id, "title": each.title} for each in found.gates],
        "rows": [
            {"code": row.subject.code, "name": row.subject.name, "said": dict(row.said), "waiting": list(row.waiting)}
            for row in found.rows
        ],
    }
    return Answer((found.title, say("cli.review.waiting", count=found.waiting), *table(head, rows)), data)


def _said(said: bool | None, catalogue: Catalogue) -> str:
    return "" if said is None else catalogue.say("council.met" if said else "council.not_met")


def answer(args: argparse.Namespace) -> Answer:
    """``review answer``: the council's word on one condition of one subject."""
    answers = {(args.gate, args.subject): args.met == "yes"}
    people = tuple(args.by)
    found = answer_gates(Path(args.folder), args.review, answers, args.reason, people, surroundings(), _votes(args))
    return _answered(found, open_catalogue(args.lang))


def _answered(found: Answered, catalogue: Catalogue) -> Answer:
    numbers = [each.number for each in found.decisions]
    told = catalogue.say("cli.review.answered", count=len(numbers), first=numbers[0], last=numbers[-1])
    return Answer((told,), {"numbers": numbers}, found.findings, exit_code=0)
