"""Figures of a panel: published examples, vectors worked out by other programs, and what is said not to exist.

The vectors of :data:`TIED` come from SciPy 1 (friedmanchisquare, chi2.sf), pingouin (intraclass_corr) and NumPy.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import pytest

from judge_desk.contest.counting.methods import Totals
from judge_desk.contest.counting.probability import chi_square_tail
from judge_desk.contest.counting.statistics import (
    ALL_EQUAL,
    FEW_ENTRIES,
    FEW_JUDGES,
    NO_COMMON,
    PanelFigures,
    panel_figures,
)
from judge_desk.contest.values.identity import EntryCode, Seat

SHROUT_FLEISS: Final = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
# Doubled marks (half points), entries by judges, with many ties inside a judge's column.
TIED: Final = (
    (47, 50, 51, 53, 56), (52, 48, 49, 57, 58), (56, 57, 52, 53, 61), (53, 53, 54, 63, 68), (62, 54, 65, 64, 67),
    (65, 68, 68, 71, 65), (67, 60, 70, 65, 66), (61, 66, 68, 76, 69), (71, 71, 75, 79, 75), (75, 72, 81, 77, 82),
    (70, 82, 75, 83, 88), (77, 81, 85, 80, 92),
)  # fmt: skip


def totals(table: Sequence[Sequence[int | None]], share: int = 1) -> Totals:
    """Set a table of entries by judges into totals; None is a pair without marks."""
    return {
        Seat(seat + 1): {
            EntryCode(f"{number:03d}"): Fraction(mark, share)
            for number, row in enumerate(table)
            if (mark := row[seat]) is not None
        }
        for seat in range(len(table[0]))
    }


def close(value: Fraction | None, wanted: float) -> bool:
    return value is not None and abs(value - Fraction(wanted)) < Fraction(1, 10**10)


def test_the_table_of_shrout_and_fleiss() -> None:
    found = panel_figures(totals(SHROUT_FLEISS))
    each = found.agreement
    forms = (each.icc_1_1, each.icc_2_1, each.icc_3_1, each.icc_1_k, each.icc_2_k, each.icc_3_k)
    assert [round(form * 100) for form in forms if form is not None] == [17, 29, 71, 44, 62, 91]
    assert each.icc_1_1 == found.one_way.icc == Fraction(448, 2703)
    assert found.one_way.usual == 4


def test_figures_are_those_of_other_programs() -> None:
    found = panel_figures(totals(TIED, 2))
    assert close(found.concordance.w, 0.9167484232655925)
    assert close(found.concordance.chi_square, 50.42116327960758)
    assert close(found.concordance.probability, 5.257206730554345e-07)
    each = found.agreement
    forms = (each.icc_1_1, each.icc_2_1, each.icc_3_1, each.icc_1_k, each.icc_2_k, each.icc_3_k)
    wanted = (0.8230681632192, 0.82551887972993, 0.88694510594126, 0.95877898468025, 0.959442571495, 0.97514064367137)
    assert all(close(form, value) for form, value in zip(forms, wanted, strict=True))
    severity = (-2.0729166666667, -1.7604166666667, -0.14583333333333, 1.3125, 2.6666666666667)
    together = (0.93196939277819, 0.9386482845748, 0.95019662351206, 0.92499093309812, 0.91310649233581)
    apart = (4.7768380565162, 5.8016455345954, 6.0807383423297, 5.3574855590241, 5.7384600933023)
    for judge, *figures in zip(found.judges, severity, together, apart, strict=True):
        own = (judge.severity, judge.correlation, judge.deviation)
        assert all(close(value, figure) for value, figure in zip(own, figures, strict=True))
    assert sum(judge.severity for judge in found.judges if judge.severity is not None) == 0


def test_severity_is_taken_from_common_entries_only() -> None:
    # Judge 3 marked only the weak entry: low marks, yet more generous than the others there.
    table = ((10, 12, None), (90, 92, None), (20, 20, 26))
    found = panel_figures(totals(table))
    assert [judge.severity for judge in found.judges] == [Fraction(-7, 3), Fraction(1, 3), Fraction(6)]
    assert (found.entries, found.common) == (3, 1)
    assert found.concordance.reason == FEW_ENTRIES
    assert found.one_way == panel_figures(totals(((20, 20, 26), (10, None, 12), (90, 92, None)))).one_way


@pytest.mark.parametrize(
    ("table", "concordance", "agreement"),
    [
        (((1, None), (None, 2), (3, None)), NO_COMMON, NO_COMMON),
        (((1,), (2,), (3,)), FEW_JUDGES, FEW_JUDGES),
        (((5, 5), (5, 5), (5, 5)), ALL_EQUAL, ALL_EQUAL),
        (((1, 2), (3, 5)), FEW_ENTRIES, ""),
    ],
)
def test_what_does_not_exist_is_said_and_not_invented(
    table: Sequence[Sequence[int | None]], concordance: str, agreement: str
) -> None:
    found: PanelFigures = panel_figures(totals(table))
    assert (found.concordance.reason, found.agreement.reason) == (concordance, agreement)
    assert (found.concordance.w is None) == bool(concordance)
    assert (found.agreement.icc_2_1 is None) == bool(agreement)


def test_no_marks_give_no_figures() -> None:
    found = panel_figures({Seat(1): {}})
    assert (found.judges, found.entries, found.one_way.icc) == ((), 0, None)


@pytest.mark.parametrize(
    ("value", "freedom", "tail"),
    [
        (Fraction(1, 100), 3, 0.9997348349413444),
        (Fraction(7, 2), 1, 0.0613688291394023),
        (Fraction(100), 10, 5.4497019829205215e-17),
        (Fraction(250), 200, 0.009379131668826098),
        (Fraction(9000), 9999, 0.999999999999866),
        (Fraction(0), 4, 1.0),
    ],
)
def test_the_tail_of_chi_square(value: Fraction, freedom: int, tail: float) -> None:
    found = chi_square_tail(value, freedom)
    assert abs(found - Fraction(tail)) < Fraction(tail) / 10**11
    with pytest.raises(ValueError, match="0"):
        chi_square_tail(value, 0)


def test_incomplete_panels_give_what_the_definitions_say_word_for_word() -> None:
    luck = random.Random(41)
    for _ in range(40):
        entries, judges = luck.randrange(2, 9), luck.randrange(2, 6)
        table = [
            [luck.randrange(0, 40) if luck.random() < 0.7 else None for _ in range(judges)] for _ in range(entries)
        ]
        given = totals(table, 2)
        found = panel_figures(given)
        for judge in found.judges:
            own = given[judge.seat]
            beside = {
                code: others
                for code in own
                if (others := [marks[code] for seat, marks in given.items() if seat != judge.seat and code in marks])
            }
            apart = [own[code] - sum(others, Fraction(0)) / len(others) for code, others in beside.items()]
            assert judge.severity == (sum(apart, Fraction(0)) / len(apart) if apart else None)
            assert judge.shared == len(beside)
        assert found.one_way.icc == one_way(table)


def one_way(table: Sequence[Sequence[int | None]]) -> Fraction | None:
    """Work out ICC(1,1) from its definition, mean squares around means."""
    rows = [[Fraction(mark, 2) for mark in row if mark is not None] for row in table]
    rows = [row for row in rows if len(row) > 1]
    if len(rows) < 2:
        return None
    number = sum(map(len, rows))
    grand = sum((mark for row in rows for mark in row), Fraction(0)) / number
    means = [sum(row, Fraction(0)) / len(row) for row in rows]
    between = sum((len(row) * (mean - grand) ** 2 for row, mean in zip(rows, means, strict=True)), Fraction(0))
    within = sum(((mark - mean) ** 2 for row, mean in zip(rows, means, strict=True) for mark in row), Fraction(0))
    bms, wms = between / (len(rows) - 1), within / (number - len(rows))
    usual = (number - Fraction(sum(len(row) ** 2 for row in rows), number)) / (len(rows) - 1)
    below = bms + (usual - 1) * wms
    return (bms - wms) / below if below else None
