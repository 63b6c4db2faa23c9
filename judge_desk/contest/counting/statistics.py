"""How the judges of one panel marked, next to each other: information for the panel, never a correction.

Everything that can be is an exact fraction. Square roots are cut off behind :data:`methods.ROOT_DECIMALS` decimals, and
probabilities are decimals of stated length; both are only for display, and no result reads this module.

Formulas: Kendall's W with correction for ties (M. G. Kendall, Rank Correlation Methods, chapter 6); the intraclass
correlations of Shrout and Fleiss (Psychological Bulletin 86, 1979, p. 420), in the notation of McGraw and Wong
(Psychological Methods 1, 1996); with unequal numbers of marks the one-way form with their mean number k₀.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import mul
from typing import Final

from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.counting.methods import Totals, square_root
from judge_desk.contest.counting.probability import chi_square_tail
from judge_desk.contest.values.identity import EntryCode, Seat

FEW_JUDGES: Final = "few_judges"
FEW_ENTRIES: Final = "few_entries"
NO_COMMON: Final = "no_common"
ALL_EQUAL: Final = "all_equal"
LEAST_ENTRIES: Final = 3
"""With fewer common entries a correlation or a concordance says nothing."""


@dataclass(frozen=True, slots=True)
class JudgeFigures:
    """One judge's totals.

    Attributes:
        seat: whose; entries: how many were marked; shared: how many of them at least one other judge marked too.
        mean, lowest, highest: of the judge's totals.
        deviation: standard deviation (n - 1), None under two entries.
        severity: mean, over the shared entries, of the judge's total minus the mean of the others' totals: below zero
            is stricter than the others, above it more generous; None without a shared entry.
        correlation: Pearson's, with the mean of the others' totals over the shared entries; None under
            :data:`LEAST_ENTRIES` entries or where one side does not vary.
    """

    seat: Seat
    entries: int
    shared: int
    mean: Fraction
    lowest: Fraction
    highest: Fraction
    deviation: Fraction | None
    severity: Fraction | None
    correlation: Fraction | None


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W of the judges who marked the same entries.

    Attributes:
        judges, entries: how many; reason: why there is no W (one of the keys above), empty if there is one.
        w: from 0 (no agreement on the order) to 1 (the same order).
        chi_square, freedom, probability: test of "the orders are unrelated"; the probability is an approximation.
    """

    judges: int
    entries: int
    w: Fraction | None = None
    chi_square: Fraction | None = None
    freedom: int = 0
    probability: Fraction | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Intraclass correlations of the same table, by the names of Shrout and Fleiss.

    Attributes:
        judges, entries: how many; reason: why the two-way forms are missing, empty if they are there.
        icc_1_1, icc_1_k: one-way: judges are not told apart.
        icc_2_1, icc_2_k: judges drawn at random, absolute agreement; of one judge, of the mean of all.
        icc_3_1, icc_3_k: these very judges, agreement but for level.
    """

    judges: int
    entries: int
    icc_1_1: Fraction | None = None
    icc_1_k: Fraction | None = None
    icc_2_1: Fraction | None = None
    icc_2_k: Fraction | None = None
    icc_3_1: Fraction | None = None
    icc_3_k: Fraction | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OneWay:
    """ICC(1,1) over all entries with two marks or more, however many each has.

    Attributes:
        entries, marks: how many; usual: k₀, the mean number of marks that the formula takes.
        icc: None under two such entries, or where no mark differs.
    """

    entries: int
    marks: int
    usual: Fraction | None
    icc: Fraction | None


@dataclass(frozen=True, slots=True)
class PanelFigures:
    """Everything about one panel; ``entries`` have at least one mark, ``common`` are those that every judge marked."""

    judges: tuple[JudgeFigures, ...]
    entries: int
    common: int
    concordance: Concordance
    agreement: Agreement
    one_way: OneWay


def figures_of(scores: Iterable[EntryScore]) -> PanelFigures | None:
    """Work out all figures of a round's panel from its first marks, those that a rule left out among them.

    None without any mark.
    """
    found: dict[Seat, dict[EntryCode, int]] = {}
    scale = 1
    for score in scores:
        scale = score.marks.over  # one for the whole round
        for seat, parts in score.marks.parts.items():
            found.setdefault(seat, {})[score.code] = parts
    return _figures(dict(sorted(found.items())), scale) if found else None


def panel_figures(totals: Totals) -> PanelFigures:
    """Work out all figures of a panel from totals by seat and entry; judges without marks are left out."""
    given = {seat: marks for seat, marks in totals.items() if marks}
    scale = lcm(*(value.denominator for marks in given.values() for value in marks.values()))
    whole = {seat: {code: _scaled(value, scale) for code, value in marks.items()} for seat, marks in given.items()}
    return _figures(whole, scale)


def _figures(whole: Mapping[Seat, Mapping[EntryCode, int]], scale: int) -> PanelFigures:
    """Work out all figures from totals in whole parts, ``scale`` of which make a point."""
    by_entry: dict[EntryCode, list[int]] = {}
    for marks in whole.values():
        for code, value in marks.items():
            by_entry.setdefault(code, []).append(value)
    sums = {code: sum(values) for code, values in by_entry.items()}
    counts = {code: len(values) for code, values in by_entry.items()}
    table = [by_entry[code] for code in sorted(by_entry) if counts[code] == len(whole)]
    return PanelFigures(
        tuple(_judge(seat, marks, sums, counts, scale) for seat, marks in whole.items()),
        len(by_entry),
        len(table),
        _concordance(table, len(whole)),
        _agreement(table, len(whole)),
        _one_way([values for values in by_entry.values() if len(values) > 1]),
    )


def _scaled(value: Fraction, scale: int) -> int:
    return value.numerator * (scale // value.denominator)


# --- one judge ---------------------------------------------------------------------------------------------------


def _judge(
    seat: Seat,
    marks: Mapping[EntryCode, int],
    sums: Mapping[EntryCode, int],
    counts: Mapping[EntryCode, int],
    scale: int,
) -> JudgeFigures:
    values, shared = list(marks.values()), [code for code in marks if counts[code] > 1]
    number = len(values)
    variance = Fraction(_squares(values), number * (number - 1) * scale**2) if number > 1 else None
    factor = lcm(*{counts[code] - 1 for code in shared})  # brings the means of the others' totals to whole numbers
    own = [marks[code] for code in shared]
    others = [(sums[code] - marks[code]) * (factor // (counts[code] - 1)) for code in shared]
    return JudgeFigures(
        seat,
        number,
        len(shared),
        Fraction(sum(values), number * scale),
        Fraction(min(values), scale),
        Fraction(max(values), scale),
        square_root(variance) if variance is not None else None,
        Fraction(sum(own) * factor - sum(others), factor * len(shared) * scale) if shared else None,
        _correlation(own, others),
    )


def _squares(values: Sequence[int]) -> int:
    """Give n times the sum of squares around the mean."""
    squares: int = sum(map(mul, values, values))
    return len(values) * squares - sum(values) ** 2


def _correlation(first: Sequence[int], second: Sequence[int]) -> Fraction | None:
    number = len(first)
    if number < LEAST_ENTRIES:
        return None
    product = number * sum(map(mul, first, second)) - sum(first) * sum(second)
    spread = _squares(first) * _squares(second)
    if spread == 0:
        return None
    root = square_root(Fraction(product * product, spread))
    return -root if product < 0 else root


# --- the panel ---------------------------------------------------------------------------------------------------


def _why_not(entries: int, judges: int, least: int) -> str:
    if judges < 2:
        return FEW_JUDGES
    if entries == 0:
        return NO_COMMON
    return FEW_ENTRIES if entries < least else ""


def _concordance(table: Sequence[Sequence[int]], judges: int) -> Concordance:
    """Give W = 12 S / (m² (n³ - n) - m T), with S around the mean sum of ranks and T = Σ (t³ - t) over the ties."""
    entries = len(table)
    reason = _why_not(entries, judges, LEAST_ENTRIES)
    if reason:
        return Concordance(judges, entries, reason=reason)
    columns = [_twice_ranks([row[at] for row in table]) for at in range(judges)]
    ties = sum(count**3 - count for column in columns for count in Counter(column).values())
    below = judges * judges * (entries**3 - entries) - judges * ties
    if below == 0:
        return Concordance(judges, entries, reason=ALL_EQUAL)
    # The ranks are doubled, so S is four times too large; _squares gives n times S.
    spread = Fraction(_squares([sum(ranks) for ranks in zip(*columns, strict=True)]), 4 * entries)
    w = 12 * spread / below
    chi_square = judges * (entries - 1) * w
    return Concordance(judges, entries, w, chi_square, entries - 1, chi_square_tail(chi_square, entries - 1))


def _twice_ranks(values: Sequence[int]) -> list[int]:
    """Give every value twice its rank; equal values share the mean of their ranks."""
    counts = Counter(values)
    ranks, before = {}, 0
    for value in sorted(counts):
        ranks[value] = 2 * before + counts[value] + 1
        before += counts[value]
    return [ranks[value] for value in values]


def _agreement(table: Sequence[Sequence[int]], judges: int) -> Agreement:
    n, k = len(table), judges
    reason = _why_not(n, k, 2)
    if reason:
        return Agreement(k, n, reason=reason)
    grand = sum(map(sum, table))
    correction = Fraction(grand * grand, n * k)
    whole = sum(sum(map(mul, row, row)) for row in table) - correction
    rows = Fraction(sum(sum(row) ** 2 for row in table), k) - correction
    columns = Fraction(sum(sum(column) ** 2 for column in zip(*table, strict=True)), n) - correction
    if whole == 0:
        return Agreement(k, n, reason=ALL_EQUAL)
    bms, jms = rows / (n - 1), columns / (k - 1)
    ems, wms = (whole - rows - columns) / ((n - 1) * (k - 1)), (whole - rows) / (n * (k - 1))
    return Agreement(
        k,
        n,
        _share(bms - wms, bms + (k - 1) * wms),
        _share(bms - wms, bms),
        _share(bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n),
        _share(bms - ems, bms + (jms - ems) / n),
        _share(bms - ems, bms + (k - 1) * ems),
        _share(bms - ems, bms),
    )


def _share(part: Fraction, whole: Fraction) -> Fraction | None:
    return part / whole if whole else None


def _one_way(shared: Sequence[Sequence[int]]) -> OneWay:
    """Give (BMS - WMS) / (BMS + (k₀ - 1) WMS) with k₀ = (N - Σ k² / N) / (n - 1), from entries of two marks or more."""
    number, entries = sum(map(len, shared)), len(shared)
    if entries < 2:
        return OneWay(entries, number, None, None)
    by_count: Counter[int] = Counter()
    for values in shared:
        by_count[len(values)] += sum(values) ** 2
    inside = sum((Fraction(value, count) for count, value in by_count.items()), Fraction(0))
    grand = sum(map(sum, shared))
    bms = (inside - Fraction(grand * grand, number)) / (entries - 1)
    wms = (sum(sum(map(mul, values, values)) for values in shared) - inside) / (number - entries)
    usual = (number - Fraction(sum(len(values) ** 2 for values in shared), number)) / (entries - 1)
    return OneWay(entries, number, usual, _share(bms - wms, bms + (usual - 1) * wms))
