"""One final score from several rounds: official scores times weights, rounded once by the last round's rule.

Whether earlier rounds count at all is for the contest's rules to say. A part that is unknown leaves the final score
unknown; it never counts as zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.identity import EntryCode, RoundId
from judge_desk.contest.values.numbers import round_to


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """Official scores of an earlier round, under the codes of the present one."""

    round: RoundId
    official: Mapping[EntryCode, Fraction]


@dataclass(frozen=True, slots=True)
class Combined:
    """One entry's final score over several rounds.

    Attributes:
        code: the entry.
        parts: (round, weight, official score of that round, None while unknown).
        exact, official: weighted sum before and after its one rounding; None while a part is unknown.
    """

    code: EntryCode
    parts: tuple[tuple[RoundId, Fraction, Fraction | None], ...]
    exact: Fraction | None
    official: Fraction | None


def combine(
    scores: Iterable[EntryScore],
    round_: Round,
    weights: tuple[tuple[RoundId, Fraction], ...],
    earlier: tuple[EarlierRound, ...],
) -> tuple[Combined, ...]:
    """Add up the official scores of several rounds by weight and round once, by the round's own rule.

    Nothing to do, and empty, where only the own round counts with weight 1.
    """
    if all(round_id == round_.id and weight == 1 for round_id, weight in weights):
        return ()
    known = {each.round: each.official for each in earlier}
    rows: list[Combined] = []
    for score in scores:
        parts = tuple(
            (name, weight, score.official if name == round_.id else known.get(name, {}).get(score.code))
            for name, weight in weights
        )
        values = [weight * value for _, weight, value in parts if value is not None]
        exact = sum(values, Fraction(0)) if len(values) == len(parts) else None
        official = round_to(exact, round_.score.decimals, round_.score.rounding) if exact is not None else None
        rows.append(Combined(score.code, parts, exact, official))
    return tuple(rows)
