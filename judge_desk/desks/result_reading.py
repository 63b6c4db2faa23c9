"""The working behind every place, in sentences: which ballots, what was left out, rounding, ties, the cut, prizes.

Nothing is computed here that the result does not hold; the same sentences stand in window and terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from judge_desk.contest.counting.aggregation import OUTLIER, TRIMMED, EntryScore
from judge_desk.contest.counting.brought import figures_of, points_brought, sheets_in_force
from judge_desk.contest.counting.combination import Combined
from judge_desk.contest.counting.extras import unjudged_leaves
from judge_desk.contest.counting.prizes import Awards, AwardState
from judge_desk.contest.counting.ranking import Place, TraceStep
from judge_desk.contest.rulebook.rules import RankOn
from judge_desk.contest.values.facts import listed, number
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.numbers import fraction_text
from judge_desk.contest.values.problems import BadInput, Findings, Problem, Severity
from judge_desk.desks.standing import Standing

_LEFT_OUT: Final[Mapping[str, str]] = {
    "": "why.ballot",
    OUTLIER: "why.ballot_outlier",
    TRIMMED: "why.ballot_trimmed",
}


def working(standing: Standing, code: str) -> Findings:
    """Say how an entry came to its place: one finding for each step, in the order of the counting.

    Raises:
        BadInput: the round has no such entry.
    """
    score = standing.result.by_code.get(EntryCode(code))
    if score is None:
        raise BadInput("decide.no_code", where=code)
    steps = (
        *_ballots(standing, score),
        *_brought(standing, score.code),
        *(replace(each, where="") for each in (*score.reasons, *score.questions)),
        *_rounds(standing, score.code),
        *_place(standing, score.code),
        *_cut(standing, score.code),
        *_prizes(standing, score.code),
    )
    found: list[Problem] = []
    for step in steps:
        found.append(step)
        if "number" in step.facts:
            found += _behind(standing, step)
    return tuple(found)


def _behind(standing: Standing, step: Problem) -> Iterator[Problem]:
    """Say why and by whom, with the votes, where a step rests on a decision."""
    made = next((each for each in standing.decisions if each.number == step.facts.get("number")), None)
    if made is None:
        return
    facts: dict[str, str | int] = {"reason": made.reason.rstrip("."), "people": listed(made.people)}
    votes = made.votes
    if votes is None:
        yield Problem("why.by_people", Severity.NOTE, "", facts)
        return
    counted = {"in_favour": votes.in_favour, "against": votes.against, "abstained": votes.abstained}
    yield Problem("why.by_vote", Severity.NOTE, "", {**facts, **counted})


def _say(code: str, **facts: str | int) -> Problem:
    return Problem(code, Severity.NOTE, "", facts)


def _ballots(standing: Standing, score: EntryScore) -> Iterator[Problem]:
    marks, names = score.marks, standing.judges
    for seat, parts in marks.parts.items():
        why = _LEFT_OUT[marks.left_out.get(seat, "")]
        yield _say(why, seat=seat, judge=names.get(seat, ""), points=_points(parts, marks.over))
    for seat, _ in score.recused:
        yield _say("why.recused", seat=seat)
    if score.spread is not None and len(marks) > 1:
        yield _say("why.spread", spread=number(score.spread))


@lru_cache(maxsize=4096)
def _points(parts: int, over: int) -> str:
    """Write a total in points; a panel gives the same few hundred again and again."""
    return number(Fraction(parts, over))


def _brought(standing: Standing, code: EntryCode) -> Iterator[Problem]:
    """Say what the organisers brought for the criteria that no judge marks, and what it came to."""
    sheets = sheets_in_force(standing.brought, standing.round.id)
    points = points_brought(standing.round.rubric, sheets).points.get(code, {})
    leaves = {leaf.id: leaf for leaf in unjudged_leaves(standing.round.rubric)}
    for sheet in sheets:
        if sheet.criterion in points:
            figures, leaf = figures_of(sheet), leaves[sheet.criterion]
            yield _say(
                f"why.brought_{leaf.kind}",
                criterion=leaf.id,
                title=leaf.title,
                figure=number(figures[code]),
                best=number(max(figures.values())),
                points=number(points[leaf.id]),
                source=sheet.source,
            )


def _rounds(standing: Standing, code: EntryCode) -> Iterator[Problem]:
    """Say how earlier rounds count, where they do."""
    combined = standing.result.combined_by_code.get(code)
    if combined is None:
        return
    titles = {str(each.id): each.title for each in standing.definition.rounds}
    for name, weight, value in combined.parts:
        facts: dict[str, str | int] = {"round": titles.get(name, name), "weights": number(weight)}
        if value is None:
            yield Problem("why.part_missing", Severity.NOTE, "", facts)
        else:
            yield Problem("why.part", Severity.NOTE, "", {**facts, "points": number(value)})
    yield from _sum(standing, combined)


def _sum(standing: Standing, combined: Combined) -> Iterator[Problem]:
    if combined.exact is not None and combined.official is not None:
        facts = {"exact": fraction_text(combined.exact), "official": number(combined.official)}
        yield _say("why.combined", decimals=standing.round.score.decimals, **facts)


def _place(standing: Standing, code: EntryCode) -> Iterator[Problem]:
    """Say by which number the entry is placed, what parted it from equals, and its place."""
    ranking = standing.result.ranking
    place = ranking.by_code.get(code)
    if place is None:
        yield _say("why.unranked")
        return
    rounded = standing.round.score.rank_on is RankOn.ROUNDED
    yield _say("why.rank_rounded" if rounded else "why.rank_exact", score=_exact(place.score))
    titles = {str(each.id): each.title for each in standing.definition.rounds}
    titles |= {str(each.id): each.title for each in standing.round.rubric.criteria}
    for step in place.trace:
        yield _tie(place, step, titles)
    same = [each for each in ranking.by_number[place.number] if each != code]
    if same:
        yield _say("why.place_shared", place=place.number, codes=listed(same), above=place.number - 1)
    else:
        yield _say("why.place", place=place.number, above=place.number - 1)


def _exact(value: Fraction) -> str:
    shown = number(value)
    return fraction_text(value) if shown.startswith("≈") else shown


def _tie(place: Place, step: TraceStep, titles: Mapping[str, str]) -> Problem:
    others = listed(code for code in step.group if code != place.code)
    if step.decision is not None:
        return _say("why.tie_decided", codes=others, number=step.decision)
    code = f"why.tie_{step.kind}_{'parted' if step.parted else 'equal'}"
    value = number(step.value) if step.value is not None else ""
    return _say(code, codes=others, reference=titles.get(step.ref, step.ref), value=value)


def _cut(standing: Standing, code: EntryCode) -> Iterator[Problem]:
    list_ = standing.result.shortlist
    if list_ is None:
        return
    failed = dict(list_.gate_failed)
    if code in failed:
        yield from (replace(each, where="") for each in list_.notes if each.where == code)
    elif code in list_.pending:
        yield _say("why.cut_pending")
    elif code in (*list_.inside, *list_.outside):
        where = "inside" if code in list_.inside else "outside"
        if list_.decision is not None:
            yield _say(f"why.cut_{where}_decided", number=list_.decision)
        else:
            yield _say(f"why.cut_{where}")


def _prizes(standing: Standing, code: EntryCode) -> Iterator[Problem]:
    titles = {(t.id, p.id): p.title for t in standing.definition.prize_tables for p in t.prizes}
    tables = {table.id: table.title for table in standing.definition.prize_tables}
    for awards in standing.result.awards:
        for row in awards.rows:
            if row.code == code and row.state is AwardState.GIVEN:
                prize = titles[row.table, row.prize]
                if row.decision is None:
                    yield _say("why.prize_ruled", prize=prize)
                else:
                    yield _say("why.prize_decided", prize=prize, number=row.decision)
        yield from _passed_over(awards, code, tables)
        for special in awards.specials:
            if special.code == code:
                yield _say("why.special", text=special.text, number=special.decision)


def _passed_over(awards: Awards, code: EntryCode, tables: Mapping[str, str]) -> Iterator[Problem]:
    for each in awards.passed_over:
        if each.code == code:
            yield _say(f"why.passed_{each.reason}", table=tables[awards.table], value=each.detail)
