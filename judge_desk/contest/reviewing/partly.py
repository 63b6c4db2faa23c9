"""Who has a prize on figures of some periods alone: right where the rules leave missing ones out, and worth a look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from judge_desk.contest.counting.prizes import Awards
from judge_desk.contest.reviewing.case import Case
from judge_desk.contest.reviewing.outcome import SubjectResult
from judge_desk.contest.rulebook.reviews import Take
from judge_desk.contest.values.problems import Problem, Severity


def partly_measured(case: Case, subjects: Iterable[SubjectResult], awards: Iterable[Awards]) -> Iterator[Problem]:
    """Note every measure of a subject with a prize that stands on fewer figures than it has periods."""
    given = {row.code for one in awards for row in one.rows if row.code is not None}
    several = [each for each in case.review.measures if each.take is Take.COLUMN and len(case.periods(each)) > 1]
    for result in subjects:
        for measure in several if result.subject.code in given else ():
            worked = result.values[measure.id]
            count, periods = worked.working.facts.get("count"), len(case.periods(measure))
            if worked.value is not None and isinstance(count, int) and count < periods:
                facts: dict[str, str | int] = {
                    "subject": result.subject.name, "measure": measure.title, "count": count, "periods": periods,
                }  # fmt: skip
                yield Problem("review.partly_measured", Severity.NOTE, case.review.title, facts)
