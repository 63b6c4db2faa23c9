"""Marks for a rehearsal: plausible, repeatable from a seed, with the trouble that a contest meets.

Every number comes from SHA-256 over the seed and a label, so that the same seed gives the same marks anywhere.
Nothing here is used outside a rehearsal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from judge_desk.contest.rulebook.rubric import Criterion, Rubric, allows, judged_leaves
from judge_desk.contest.values.identity import EntryCode, Seat

Sheet = dict[tuple[EntryCode, Seat], tuple[int, ...]]
"""Steps in the order of the judged leaves, by entry and seat."""


@dataclass(frozen=True, slots=True)
class Staged:
    """Marks and what was staged in them.

    Attributes:
        marks: see :data:`Sheet`.
        tie: two entries with equal marks on both sides of a line; empty if the contest is too small.
        dialogue, far: entries whose judges differ by more than 5, and by 10 or more.
    """

    marks: Sheet
    tie: tuple[EntryCode, ...]
    dialogue: EntryCode
    far: EntryCode


def dice(seed: str, label: str, sides: int) -> int:
    """Throw a die with the given number of sides, 0 upward; the same seed and label give the same face."""
    return int.from_bytes(sha256(f"{seed}\n{label}".encode()).digest()[:8], "big") % sides


def _quality_order(seed: str, codes: Sequence[EntryCode]) -> list[EntryCode]:
    return sorted(codes, key=lambda code: sha256(f"{seed}\nquality {code}".encode()).digest())


def _spread_out(rubric: Rubric, target: Fraction, seed: str) -> tuple[int, ...]:
    """Give marks on the leaves whose total comes near the target and lies on every leaf's scale and bands."""
    columns, (worths, over) = judged_leaves(rubric), rubric.whole_worths
    share = target / rubric.maximum
    marks = [_allowed_below(leaf, int(leaf.maximum * share / leaf.step)) for leaf in columns]
    order = sorted(range(len(columns)), key=lambda i: sha256(f"{seed}\n{i}".encode()).digest())
    missing = target * over - sum(m * parts for m, (_, parts) in zip(marks, worths, strict=True))
    for i in order * 4:
        if missing >= worths[i][1] and allows(columns[i], marks[i] + 1):
            marks[i] += 1
            missing -= worths[i][1]
    return tuple(marks)


def _allowed_below(leaf: Criterion, steps: int) -> int:
    while not allows(leaf, steps):
        steps -= 1
    return steps


def plan_marks(seed: str, rubric: Rubric, seats: Mapping[EntryCode, tuple[Seat, ...]]) -> Sheet:
    """Give every assigned pair marks around the entry's quality, the judge's severity and a little noise."""
    ranked = _quality_order(seed, list(seats))
    hundredth = rubric.maximum / 100
    sheet: Sheet = {}
    for place, code in enumerate(ranked):
        quality = 90 - Fraction(38 * place, max(len(ranked) - 1, 1))
        for seat in seats[code]:
            severity = Fraction(dice(seed, f"severity {seat}", 7) - 3, 2)
            noise = Fraction(dice(seed, f"noise {code} {seat}", 5) - 2, 2)
            sheet[code, seat] = _spread_out(rubric, (quality + severity + noise) * hundredth, f"{seed} {code} {seat}")
    return sheet


def _mean(rubric: Rubric, sheet: Sheet, code: EntryCode, seats: Sequence[Seat]) -> Fraction:
    worths, over = rubric.whole_worths
    parts = sum(m * each for seat in seats for m, (_, each) in zip(sheet[code, seat], worths, strict=True))
    return Fraction(parts, over * len(seats))


def stage(
    seed: str,
    rubric: Rubric,
    seats: Mapping[EntryCode, tuple[Seat, ...]],
    lines: Sequence[int],
    quiet: Sequence[EntryCode] = (),
) -> Staged:
    """Plan the marks and stage two disagreements, and a tie across the first line where one fits.

    Args:
        seed: of the rehearsal.
        rubric: of the round.
        seats: who marks what.
        lines: numbers of entries above the lines that a tie may be staged across, in order of preference.
        quiet: entries left alone, because something else is staged with them.
    """
    sheet = plan_marks(seed, rubric, seats)
    by_score = sorted(seats, key=lambda code: (-_mean(rubric, sheet, code, seats[code]), code))
    tie = _tied(by_score, seats, lines, quiet)
    if tie:
        for mine, theirs in zip(seats[tie[1]], seats[tie[0]], strict=True):
            sheet[tie[1], mine] = sheet[tie[0], theirs]
    free = [code for code in by_score if code not in tie and code not in quiet and len(seats[code]) > 1]
    dialogue, far = free[len(free) // 2], free[-2]
    _part(rubric, sheet, dialogue, seats[dialogue], Fraction(7))
    _part(rubric, sheet, far, seats[far], Fraction(12))
    return Staged(sheet, tie, dialogue, far)


def _tied(
    by_score: Sequence[EntryCode],
    seats: Mapping[EntryCode, tuple[Seat, ...]],
    lines: Sequence[int],
    quiet: Sequence[EntryCode],
) -> tuple[EntryCode, ...]:
    """Give two neighbours across a line who have equally many judges; empty where there are none."""
    for line in lines:
        pair = tuple(by_score[line - 1 : line + 1])
        if len(pair) == 2 and len(seats[pair[0]]) == len(seats[pair[1]]) and not set(pair) & set(quiet):
            return pair
    return ()


def _part(rubric: Rubric, sheet: Sheet, code: EntryCode, seats: Sequence[Seat], difference: Fraction) -> None:
    """Let the judges of an entry agree, but for the last, who stays below by about the difference (on 100)."""
    middle = _mean(rubric, sheet, code, seats)
    for seat in seats:
        sheet[code, seat] = _spread_out(rubric, middle, f"{code} agree")
    lower = middle - difference * rubric.maximum / 100
    sheet[code, seats[-1]] = _spread_out(rubric, lower, f"{code} apart")
