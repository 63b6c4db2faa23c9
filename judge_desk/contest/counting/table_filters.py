"""Who meets the conditions of a prize table, as far as marks and rounds can tell.

Conditions on imported figures and on parts of a submission come from outside; one that nobody can answer is left out
here, so that the table asks about it instead of taking it as met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.counting.combination import EarlierRound
from judge_desk.contest.counting.prizes import Awards
from judge_desk.contest.values.identity import EntryCode, RoundId

Met = Mapping[str, frozenset[EntryCode]]


def met_by_marks(
    filters: Iterable[str],
    round_id: RoundId,
    scores: tuple[EntryScore, ...],
    earlier: tuple[EarlierRound, ...],
    filled: tuple[Awards, ...],
) -> Met:
    """Answer ``no_zero``, ``no_zero:round``, ``took_part:round``, ``at_least:round:80`` and ``not_in:table``.

    ``filled`` are the tables before this one; whoever is considered there does not meet ``not_in``.
    """
    everyone = frozenset(score.code for score in scores)
    answers: dict[str, frozenset[EntryCode]] = {}
    official = {each.round: each.official for each in earlier}
    official[round_id] = {score.code: score.official for score in scores if score.official is not None}
    considered = {awards.table: frozenset(awards.considered) for awards in filled}
    for text in filters:
        match text.split(":"):
            case ["no_zero"]:
                answers[text] = _without_zero(scores)
            case ["no_zero", part] if part == round_id:
                answers[text] = _without_zero(scores)
            case ["took_part", part] if RoundId(part) in official:
                answers[text] = frozenset(official[RoundId(part)]) & everyone
            case ["at_least", part, figure] if RoundId(part) in official:
                marks = official[RoundId(part)]
                answers[text] = frozenset(code for code in everyone & set(marks) if marks[code] >= Fraction(figure))
            case ["not_in", table] if table in considered:
                answers[text] = everyone - considered[table]
    return answers


def _without_zero(scores: tuple[EntryScore, ...]) -> frozenset[EntryCode]:
    return frozenset(score.code for score in scores if not score.zeros)
