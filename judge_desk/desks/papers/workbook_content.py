"""Fills the workbook of the summary: exact scores, other rounds that count, marks of every counted ballot."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.counting.combination import Combined
from judge_desk.contest.counting.ranking import Place
from judge_desk.contest.rulebook.definition import find_round
from judge_desk.contest.rulebook.rubric import Criterion, judged_leaves, total, worth
from judge_desk.contest.values.identity import EntryCode, RoundId
from judge_desk.contest.values.numbers import decimals_of
from judge_desk.desks.papers.planned import RoundPapers
from judge_desk.desks.papers.summary_content import summary_content
from judge_desk.desks.standing import Standing
from judge_desk.documents.content import SheetCriterion
from judge_desk.documents.content_workbook import CriterionMarks, FinalPart, SummaryWorkbookContent, WorkbookRow


def workbook_content(papers: RoundPapers) -> SummaryWorkbookContent:
    """Fill the workbook from the same state as the summary on paper."""
    standing = papers.standing
    summary = summary_content(standing, papers.names, papers.head)
    scores = {str(score.code): score for score in standing.result.scores}
    places = {str(place.code): place for place in standing.result.ranking.places}
    combined = {str(each.code): each for each in standing.result.combined}
    others = _others(standing)
    return SummaryWorkbookContent(
        summary,
        tuple(_row(scores[r.code], places.get(r.code), combined.get(r.code), others) for r in summary.rows),
        tuple(_criterion(standing, leaf) for leaf in judged_leaves(standing.round.rubric)),
        _marks(standing, tuple(row.code for row in summary.rows), {judge.seat for judge in summary.judges}),
        tuple(FinalPart(_title(standing, name), weight) for name, weight in others.items()),
        _own_weight(standing),
    )


def _others(standing: Standing) -> Mapping[RoundId, Fraction]:
    """Give the weights of the other rounds that count for the final score."""
    if not standing.result.combined:
        return {}
    return {name: weight for name, weight, _ in standing.result.combined[0].parts if name != standing.round.id}


def _own_weight(standing: Standing) -> Fraction:
    parts = standing.result.combined[0].parts if standing.result.combined else ()
    return next((weight for name, weight, _ in parts if name == standing.round.id), Fraction(0 if parts else 1))


def _title(standing: Standing, name: RoundId) -> str:
    found = find_round(standing.definition, name)
    return found.title if found is not None else name


def _row(
    score: EntryScore, place: Place | None, combined: Combined | None, others: Mapping[RoundId, Fraction]
) -> WorkbookRow:
    known = {name: value for name, _, value in combined.parts} if combined is not None else {}
    return WorkbookRow(
        exact=score.exact,
        parts=tuple(known.get(name) for name in others),
        final=combined.official if combined is not None else None,
        ranked_by=place.score if place is not None else None,
    )


def _criterion(standing: Standing, leaf: Criterion) -> SheetCriterion:
    factor = worth(standing.round.rubric, leaf) / leaf.step
    return SheetCriterion(leaf.id, leaf.title, leaf.maximum, factor, decimals_of(leaf.step))


def _marks(standing: Standing, codes: tuple[str, ...], seats: set[int]) -> tuple[CriterionMarks, ...]:
    """Give the marks of the ballots that make the summary's totals, entry by entry in its order, then by seat."""
    leaves = judged_leaves(standing.round.rubric)
    counted = {(score.code, mark.seat): mark.total for score in standing.result.scores for mark in score.marks}
    found: dict[str, list[CriterionMarks]] = {}
    for sealed in standing.counted:
        for line in sealed.ballot.lines:
            own = counted.get((EntryCode(line.code), sealed.ballot.seat))
            whole = [steps for steps in line.marks if steps is not None]
            if own is None or sealed.ballot.seat not in seats or len(whole) != len(leaves):
                continue
            if total(standing.round.rubric, {leaf.id: n for leaf, n in zip(leaves, whole, strict=True)}) != own:
                continue
            marks = tuple(steps * leaf.step for leaf, steps in zip(leaves, whole, strict=True))
            found.setdefault(line.code, []).append(CriterionMarks(line.code, sealed.ballot.seat, marks, own))
    return tuple(each for code in codes for each in sorted(found.get(code, []), key=lambda each: each.seat))
