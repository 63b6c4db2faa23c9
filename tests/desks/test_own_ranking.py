"""The judge's own places, ties and spread."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.values.identity import entry_code
from judge_desk.desks.entry_sheets import EntryLine, EntryState
from judge_desk.desks.own_ranking import OwnRanking, bar_width, own_ranking

HUNDRED = Fraction(100)


def line(number: int, total: Fraction, state: EntryState = EntryState.DONE, given: int = 3) -> EntryLine:
    return EntryLine(entry_code(number), "", f"Lĩnh vực {number}", (), (), (), state, given, 3, total)


def ranked(totals: Sequence[Fraction], maximum: Fraction = HUNDRED) -> OwnRanking:
    return own_ranking([line(number, total) for number, total in enumerate(totals, start=1)], maximum)


def test_ties_share_places_and_stand_in_code_order() -> None:
    ranking = ranked([Fraction(each) for each in (70, 80, 70, 90, 70)])
    assert [(each.first, each.last, each.code) for each in ranking.places] == [
        (1, 1, entry_code(4)),
        (2, 2, entry_code(2)),
        (3, 5, entry_code(1)),
        (3, 5, entry_code(3)),
        (3, 5, entry_code(5)),
    ]
    assert ranking.places[0].title == "Lĩnh vực 4"
    assert (ranking.lowest, ranking.middle, ranking.highest) == (Fraction(70), Fraction(70), Fraction(90))


def test_only_whole_entries_that_are_not_recused_are_ranked() -> None:
    lines = [
        line(1, Fraction(50)),
        line(2, Fraction(60), EntryState.RECUSED),
        line(3, Fraction(70), EntryState.STARTED, given=2),
        line(4, Fraction(80), EntryState.LATER),
        line(5, Fraction(0), EntryState.EMPTY, given=0),
    ]
    assert [each.code for each in own_ranking(lines, HUNDRED).places] == [entry_code(4), entry_code(1)]
    assert own_ranking(lines[1:3], HUNDRED) == OwnRanking((), ())


def test_the_middle_of_an_even_number_is_exact() -> None:
    assert ranked([Fraction(1, 4), Fraction(1, 2)]).middle == Fraction(3, 8)


def test_bars_are_five_points_wide_on_a_scale_of_100_and_the_full_mark_stays_inside() -> None:
    bars = ranked([Fraction(each) for each in (100, 95, 80, 84)]).bars
    assert [(int(low), int(high), count) for low, high, count in bars] == [
        (80, 85, 2),
        (85, 90, 0),
        (90, 95, 0),
        (95, 100, 2),
    ]


@pytest.mark.parametrize(("maximum", "width"), [("100", "5"), ("20", "1"), ("30", "2"), ("10", "1/2"), ("120", "10")])
def test_bars_keep_to_round_widths(maximum: str, width: str) -> None:
    assert bar_width(Fraction(maximum)) == Fraction(width)


@given(st.lists(st.fractions(0, 130, max_denominator=8), min_size=1, max_size=40), st.sampled_from((10, 30, 100, 120)))
def test_every_total_stands_in_one_place_and_one_bar(totals: list[Fraction], maximum: int) -> None:
    ranking = ranked(totals, Fraction(maximum))
    assert sorted((each.total for each in ranking.places), reverse=True) == [each.total for each in ranking.places]
    for place in ranking.places:
        assert place.first == 1 + sum(total > place.total for total in totals)
        assert place.last == sum(total >= place.total for total in totals)
    assert sum(count for _, _, count in ranking.bars) == len(totals)
    assert all(before[1] == after[0] for before, after in zip(ranking.bars, ranking.bars[1:], strict=False))
    assert ranking.bars[0][0] <= min(totals)
    assert max(totals) <= ranking.bars[-1][1]
    assert ranking.middle == median(totals)
