"""Places, ties and their traces."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.counting.ranking import Ranking, Standing, TieContext, rank_standings
from judge_desk.contest.rulebook.rules import RankOn, ScoreMethod, TieBreak, TieStep, Undecided
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import CriterionId, EntryCode, RoundId
from tests.contest.marking import INTERVIEW, decide, drawn, leaf, ranked, round_of, rubric, rule, scores_of

TWO = rubric(leaf("1", 60), leaf("2", 40))
BY_FIRST = TieStep(TieBreak.CRITERION, "1")
BY_SECOND = TieStep(TieBreak.CRITERION, "2")
VOTE = TieStep(TieBreak.VOTE)
CHAIR = TieStep(TieBreak.OFFICE, "Trưởng Ban Tổ chức")


def test_places_are_counted_1_2_2_4() -> None:
    ranking = ranked("A 70\nB 90\nC 80\nD 80\nE 60")
    assert drawn(ranking) == "1B 2C= 2D= 4A 5E"
    assert [(tie.codes, tie.number, tie.undecided_by) for tie in ranking.ties] == [(("C", "D"), 2, None)]


def test_an_entry_with_an_open_question_has_no_place() -> None:
    ranking = ranked("A 70 80\nB 75 75", round_of(disagreement=INTERVIEW))
    assert drawn(ranking) == "1B"
    assert ranking.unranked == ("A",)


def test_the_exact_score_may_rank_where_the_rounded_one_ties() -> None:
    marks = "X 80 80 79\nY 79,5 79,5 80 80 79,5"
    assert drawn(ranked(marks, round_of(rule(1)))) == "1X= 1Y="
    exact = ranked(marks, round_of(rule(1, rank_on=RankOn.EXACT)))
    assert drawn(exact) == "1Y 2X"
    assert [place.official for place in exact.places] == [Fraction(797, 10)] * 2


def test_the_smaller_sum_of_places_wins() -> None:
    held = round_of(rule(method=ScoreMethod.SUM_OF_PLACES))
    assert drawn(ranked("A 90 80\nB 80 80\nC 70 90", held)) == "1A 2C 3B"


def test_a_chain_is_walked_step_by_step_and_leaves_its_trace() -> None:
    held = round_of(rubric_=TWO, ties=(BY_FIRST, BY_SECOND, TieStep(TieBreak.MEDIAN)))
    ranking = ranked("A 40/30\nB 45/25\nC 45/25\nD 50/30", held)
    assert drawn(ranking) == "1D 2B= 2C= 4A"
    trace = {place.code: place.trace for place in ranking.places}
    assert trace[EntryCode("D")] == ()
    (step,) = trace[EntryCode("A")]
    assert (step.ref, step.group, step.parted) == ("1", ("A", "B", "C"), True)
    assert step.value == 40
    assert [(s.kind, s.group, s.parted) for s in trace[EntryCode("B")]] == [
        (TieBreak.CRITERION, ("A", "B", "C"), True),
        (TieBreak.CRITERION, ("B", "C"), False),
        (TieBreak.MEDIAN, ("B", "C"), False),
    ]


def test_the_median_parts_equal_means() -> None:
    held = round_of(ties=(TieStep(TieBreak.MEDIAN),))
    assert drawn(ranked("A 70 80 90\nB 78 79 83", held)) == "1A 2B"


def test_an_earlier_round_parts_equals() -> None:
    step = TieStep(TieBreak.EARLIER_ROUND, "so-khao")
    equal = {EntryCode(code): Standing(Fraction(80), Fraction(80)) for code in "AB"}
    context = TieContext(earlier={RoundId("so-khao"): {EntryCode("A"): Fraction(70), EntryCode("B"): Fraction(75)}})
    assert drawn(rank_standings(equal, (step,), context, ())) == "1B 2A"


def test_a_figure_that_is_missing_stops_the_chain_instead_of_losing_the_tie() -> None:
    step = TieStep(TieBreak.EARLIER_ROUND, "so-khao")
    equal = {EntryCode(code): Standing(Fraction(80), Fraction(80)) for code in "AB"}
    context = TieContext(
        earlier={RoundId("so-khao"): {EntryCode("A"): Fraction(70)}},
        criteria={CriterionId("1"): {EntryCode("A"): Fraction(1), EntryCode("B"): Fraction(2)}},
    )
    ranking = rank_standings(equal, (step, BY_FIRST), context, ())
    assert drawn(ranking) == "1A= 1B="
    assert (ranking.ties[0].undecided_by, ranking.ties[0].missing) == (step, ("B",))


@pytest.mark.parametrize("ties", [(VOTE,), (CHAIR,), Undecided("rounds.so-khao.ties", "HG4"), ()])
def test_only_people_part_what_the_rules_leave_open(ties: tuple[TieStep, ...] | Undecided) -> None:
    held = round_of(ties=ties)
    open_ = ranked("A 80\nB 80\nC 80", held)
    assert drawn(open_) == "1A= 1B= 1C="
    assert open_.ties[0].undecided_by == (ties if isinstance(ties, Undecided) else next(iter(ties), None))
    settled = ranked("A 80\nB 80\nC 80", held, decide(DecisionKind.TIE, "A B C", "C A B", number=4))
    assert drawn(settled) == "1C 2A 3B"
    assert not settled.ties
    assert {step.decision for place in settled.places for step in place.trace} == {4}
    assert not settled.notes


def test_a_decision_on_other_entries_than_those_tied_is_noted_and_parts_nobody() -> None:
    ranking = ranked("A 80\nB 80\nC 80", round_of(), decide(DecisionKind.TIE, "A B", "B A"))
    assert drawn(ranking) == "1A= 1B= 1C="
    assert [note.code for note in ranking.notes] == ["tie.decision_unused"]


@pytest.mark.parametrize("value", ["A", "A A", "A B C", ""])
def test_a_decision_that_does_not_order_exactly_the_tied_entries_is_noted(value: str) -> None:
    ranking = ranked("A 80\nB 80", round_of(), decide(DecisionKind.TIE, "A B", value))
    assert drawn(ranking) == "1A= 1B="
    assert [note.code for note in ranking.notes] == ["tie.decision_incomplete"]


def test_a_computed_step_comes_before_any_decision() -> None:
    held = round_of(rubric_=TWO, ties=(BY_FIRST, VOTE))
    ranking = ranked("A 40/30\nB 45/25", held, decide(DecisionKind.TIE, "A B", "A B"))
    assert drawn(ranking) == "1B 2A"
    assert [note.code for note in ranking.notes] == ["tie.decision_unused"]


VALUES = st.dictionaries(
    st.integers(1, 99).map(lambda number: EntryCode(f"{number:03d}")), st.integers(0, 6), min_size=1, max_size=12
)


def _standings(values: dict[EntryCode, int]) -> dict[EntryCode, Standing]:
    return {code: Standing(Fraction(value), Fraction(value)) for code, value in values.items()}


@given(VALUES.flatmap(lambda values: st.tuples(st.just(values), st.permutations(list(values)))))
def test_the_order_of_entries_changes_nothing(case: tuple[dict[EntryCode, int], list[EntryCode]]) -> None:
    values, order = case
    turned = {code: values[code] for code in order}
    assert rank_standings(_standings(values), (), TieContext(), ()) == rank_standings(
        _standings(turned), (), TieContext(), ()
    )


@given(VALUES, st.permutations(range(1, 100)))
def test_new_names_move_no_place(values: dict[EntryCode, int], names: list[int]) -> None:
    new = {code: EntryCode(f"{names[int(code) - 1]:03d}") for code in values}
    before = rank_standings(_standings(values), (), TieContext(), ())
    after = rank_standings(_standings({new[code]: value for code, value in values.items()}), (), TieContext(), ())
    assert {new[p.code]: (p.number, p.shared) for p in before.places} == {
        p.code: (p.number, p.shared) for p in after.places
    }


@given(VALUES)
def test_a_decided_tie_stands_in_the_decided_order_and_moves_nobody_else(values: dict[EntryCode, int]) -> None:
    before = rank_standings(_standings(values), (VOTE,), TieContext(), ())
    for tie in before.ties:
        order = tuple(reversed(tie.codes))
        decision = decide(DecisionKind.TIE, " ".join(tie.codes), " ".join(order))
        after = rank_standings(_standings(values), (VOTE,), TieContext(), (decision,))
        places = {place.code: place.number for place in after.places}
        assert [places[code] for code in order] == list(range(tie.number, tie.number + len(order)))
        for place in before.places:
            if place.code not in tie.codes:
                assert places[place.code] == place.number


STEPS = st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=2, max_size=6)


@given(STEPS, st.integers(0, 2), st.integers(1, 10), st.sampled_from([0, 1, 2]))
def test_raising_one_mark_never_lowers_that_entrys_place_under_the_mean(
    table: list[list[int]], judge: int, by: int, decimals: int
) -> None:
    held = round_of(rule(decimals))
    before = ranked(_picture(table), held)
    table[0][judge] += by
    after = ranked(_picture(table), held)
    assert _number(after, "0") <= _number(before, "0")


def _picture(table: list[list[int]]) -> str:
    return "\n".join(f"{row} {' '.join(str(mark) for mark in marks)}" for row, marks in enumerate(table))


def _number(ranking: Ranking, code: str) -> int:
    return next(place.number for place in ranking.places if place.code == code)


@given(STEPS, st.sampled_from([0, 1, 2]), st.booleans())
def test_a_small_independent_count_agrees(table: list[list[int]], decimals: int, exact: bool) -> None:
    held = round_of(rule(decimals, rank_on=RankOn.EXACT if exact else RankOn.ROUNDED))
    picture = _picture(table)
    scores, ranking = scores_of(picture, held), ranked(picture, held)
    expected = _oracle(table, decimals, exact)
    assert {place.code: (place.number, place.shared) for place in ranking.places} == expected[0]
    assert {code: score.official for code, score in scores.items()} == expected[1]


def _oracle(
    table: list[list[int]], decimals: int, exact: bool
) -> tuple[dict[str, tuple[int, bool]], dict[str, Fraction]]:
    """Count places without any of the program: by hand, as a clerk would with fractions."""
    means = {}
    rounded = {}
    for row, marks in enumerate(table):
        whole = 0
        for mark in marks:
            whole += mark
        means[str(row)] = Fraction(whole, len(marks))
        # Half up on whole numbers: twice the tenths, plus one, halved and cut off.
        lifted = 2 * whole * 10**decimals
        rounded[str(row)] = Fraction((lifted // len(marks) + 1) // 2, 10**decimals)
    value = means if exact else rounded
    places = {}
    for name in value:
        better = 0
        equal = 0
        for other in value:
            if value[other] > value[name]:
                better += 1
            elif value[other] == value[name]:
                equal += 1
        places[name] = (better + 1, equal > 1)
    return places, rounded
