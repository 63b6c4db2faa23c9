"""The rules on definitions: what they accept, where they point, and that no value makes one fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.contest.rulebook.checks import CHECKS, check
from judge_desk.contest.rulebook.definition import (
    Definition,
    EntrantKind,
    Field,
    Head,
    PanelRule,
    Part,
    Receipt,
    Round,
    Spread,
)
from judge_desk.contest.rulebook.measured import Column, MeasuredPart, Per
from judge_desk.contest.rulebook.rubric import Band, Criterion, Formula, LeafKind, Penalty, PenaltyRow, Rubric
from judge_desk.contest.rulebook.rules import (
    Action,
    Combination,
    CutKind,
    CutRule,
    DisagreementRule,
    Measure,
    Prize,
    PrizeTable,
    RankOn,
    ScoreMethod,
    ScoreRule,
    TieBreak,
    Tier,
    TieStep,
    Undecided,
)
from judge_desk.contest.values.identity import ContestId, CriterionId, RoundId

FIRST, LAST = RoundId("first"), RoundId("last")
RULE: Final = ScoreRule(ScoreMethod.MEAN, 2, "half_up", RankOn.ROUNDED, 2, sample=True)


def leaf(name: str, most: int, parent: str | None = None) -> Criterion:
    return Criterion(CriterionId(name), name, CriterionId(parent) if parent else None, maximum=Fraction(most))


def a_round(round_id: RoundId, criteria: Sequence[Criterion], most: int = 10) -> Round:
    rubric = Rubric(tuple(criteria), Fraction(most), sample=True)
    own = Combination(((round_id, Fraction(1)),))
    panel = PanelRule(Spread.ALL, 0, 2)
    return Round(round_id, round_id, True, panel, rubric, RULE, None, (), None, own)


def contest(*rounds: Round) -> Definition:
    return Definition(
        id=ContestId("c"),
        version=1,
        title="c",
        short_title="c",
        plan="p",
        bases=(),
        head=Head("a", "b", "c", "d"),
        fields=(Field("f", "f"),),
        entrants=(EntrantKind("k", "k"),),
        receipt=None,
        parts=(),
        rounds=rounds,
        prize_tables=(PrizeTable("t", "t", rounds[-1].id, (Prize("p", "p", 1),)),),
    )


def found(definition: Definition) -> list[tuple[str, str]]:
    return [(problem.code.removeprefix("definition."), problem.where) for problem in check(definition)]


def with_criteria(*criteria: Criterion, most: int = 10) -> list[str]:
    return [code for code, _ in found(contest(a_round(LAST, criteria, most)))]


def test_a_plain_contest_has_no_fault() -> None:
    assert found(contest(a_round(LAST, [leaf("1", 10)]))) == []


def test_every_rule_says_what_it_holds_and_stands_once() -> None:
    assert all(rule.__doc__ for rule in CHECKS)
    assert len(set(CHECKS)) == len(CHECKS)


def test_weights_count_on_the_way_up() -> None:
    group = replace(leaf("A", 0), weight=Fraction(1, 2))
    inner = replace(leaf("A.1", 0, "A"), weight=Fraction(3))
    assert with_criteria(group, inner, leaf("x", 4, "A.1"), leaf("y", 8, "A"), most=10) == []
    assert with_criteria(group, inner, leaf("x", 4, "A.1"), leaf("y", 8, "A"), most=12) == ["sum_differs"]


def test_a_group_states_the_sum_of_its_children_with_their_weights() -> None:
    group = replace(leaf("A", 20), weight=Fraction(1, 2))
    inner = replace(leaf("A.1", 4, "A"), weight=Fraction(3))
    assert with_criteria(group, inner, leaf("x", 4, "A.1"), leaf("y", 8, "A"), most=10) == []


def test_a_bonus_and_a_penalty_stand_outside_the_stated_maximum() -> None:
    bonus = replace(leaf("2", 5), kind=LeafKind.BONUS)
    penalty = replace(leaf("3", 0), kind=LeafKind.PENALTY, penalty=Penalty(per_minute=Fraction(1)))
    assert with_criteria(leaf("1", 10), bonus, penalty) == []


def test_a_mark_of_the_organisers_counts_in_the_maximum() -> None:
    assert with_criteria(leaf("1", 6), replace(leaf("2", 4), kind=LeafKind.ORGANISERS)) == []


def test_gaps_between_bands_are_allowed_and_shared_marks_are_not() -> None:
    high, low = Band("cao", Fraction(6), Fraction(10)), Band("thấp", Fraction(0), Fraction(4))
    banded = replace(leaf("1", 10), kind=LeafKind.BANDED, bands=(high, low))
    assert with_criteria(banded) == []
    touching = replace(low, high=Fraction(6))
    assert with_criteria(replace(banded, bands=(high, touching))) == ["band_overlap"]


def test_two_criteria_that_are_each_others_group_are_one_circle() -> None:
    one, two = leaf("1", 0, "2"), leaf("2", 0, "1")
    assert with_criteria(one, two, leaf("3", 10)) == ["parent_cycle"]


def test_two_tiers_or_rows_may_share_a_bound_if_only_the_first_includes_it() -> None:
    rows = (PenaltyRow(60, True, Fraction(1)), PenaltyRow(60, False, Fraction(2)))
    penalty = replace(leaf("2", 0), kind=LeafKind.PENALTY, penalty=Penalty(rows))
    assert with_criteria(leaf("1", 10), penalty) == []
    turned = replace(penalty, penalty=Penalty(rows[::-1]))
    assert with_criteria(leaf("1", 10), turned) == ["penalty_order"]


def test_a_tie_break_may_look_at_a_group() -> None:
    last = a_round(LAST, [leaf("A", 0), leaf("A.1", 10, "A")])
    assert found(contest(replace(last, ties=(TieStep(TieBreak.CRITERION, "A"),)))) == []


def test_findings_point_at_the_key() -> None:
    first = replace(a_round(FIRST, [leaf("1", 9)]), cut=CutRule(CutKind.TOP))
    assert found(contest(first, a_round(LAST, [leaf("1", 10)]))) == [
        ("sum_differs", "rounds.first.rubric.maximum"),
        ("cut_count", "rounds.first.cut.count"),
    ]


def test_one_day_of_receipt_is_enough() -> None:
    one_day = replace(contest(a_round(LAST, [leaf("1", 10)])), receipt=Receipt("2024-07-01", "2024-07-01"))
    assert found(one_day) == []


NUMBERS = st.sampled_from([Fraction(n, d) for n in (-3, -1, 0, 1, 2, 5, 10) for d in (1, 2, 3)])
NAMES = st.sampled_from(["", "1", "2", "2.1", "first", "last", "q", "top:q:1"])
ROWS = st.lists(st.builds(PenaltyRow, st.integers(0, 3), st.booleans(), NUMBERS)).map(tuple)
CRITERIA = st.builds(
    Criterion,
    id=NAMES.map(CriterionId),
    title=NAMES,
    parent=st.none() | NAMES.map(CriterionId),
    kind=st.sampled_from(LeafKind),
    minimum=NUMBERS,
    maximum=NUMBERS,
    step=NUMBERS,
    coefficient=NUMBERS,
    bands=st.lists(st.builds(Band, NAMES, NUMBERS, NUMBERS), max_size=3).map(tuple),
    pass_mark=st.none() | NUMBERS,
    no_zero=st.booleans(),
    weight=NUMBERS,
    penalty=st.none() | st.builds(Penalty, ROWS),
    formula=st.none() | st.builds(Formula, NAMES, NUMBERS, NAMES),
)
PARTS: Final = st.from_type(Part)


@settings(max_examples=80)
@given(st.lists(CRITERIA, max_size=5), NUMBERS, st.data())
def test_no_value_makes_a_rule_fail(criteria: list[Criterion], most: Fraction, data: st.DataObject) -> None:
    rubric = Rubric(tuple(criteria), most)
    score = data.draw(st.builds(ScoreRule, decimals=st.integers(0, 9), minimum_ballots=st.integers(0, 3)))
    first = data.draw(
        st.builds(
            Round,
            id=NAMES.map(RoundId),
            rubric=st.just(rubric),
            score=st.just(score),
            combination=st.builds(Combination, st.lists(st.tuples(NAMES.map(RoundId), NUMBERS)).map(tuple)),
        )
    )
    base = contest(first, a_round(LAST, criteria))
    assert isinstance(check(replace(base, parts=tuple(data.draw(st.lists(PARTS, max_size=2))))), tuple)


def codes_of(last: Round, **whole: object) -> list[str]:
    return [code for code, _ in found(replace(contest(last), **whole))]  # type: ignore[arg-type]  # any field


ONE = leaf("1", 10)
PLAIN = a_round(LAST, [ONE])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"step": Fraction(0)}, "step_form"),
        ({"step": Fraction(1, 8)}, "step_form"),
        ({"step": Fraction(1, 4)}, None),
        ({"minimum": Fraction(-1)}, "range_empty"),
        ({"minimum": Fraction(10)}, "range_empty"),
        ({"minimum": Fraction(9)}, None),
        ({"step": Fraction(3), "minimum": Fraction(3)}, "range_off_step"),
        ({"pass_mark": Fraction(0)}, "pass_mark_range"),
        ({"pass_mark": Fraction(10)}, None),
        ({"pass_mark": Fraction(11)}, "pass_mark_range"),
        ({"kind": LeafKind.COEFFICIENT, "maximum": Fraction(5), "coefficient": Fraction(2)}, None),
        ({"kind": LeafKind.ORGANISERS, "pass_mark": Fraction(5)}, "nothing_marked gate_not_marked"),
    ],
)
def test_the_edges_of_a_scale(change: dict[str, object], code: str | None) -> None:
    assert with_criteria(replace(ONE, **change)) == (code.split() if code else [])  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    "change",
    [
        {"bands": (Band("b", Fraction(0), Fraction(1)),)},
        {"penalty": Penalty(per_minute=Fraction(1))},
        {"formula": Formula("share_of_best", Fraction(1), "q")},
        {"pass_mark": Fraction(1)},
        {"no_zero": True},
        {"kind": LeafKind.BANDED},
        {"coefficient": Fraction(2)},
    ],
)
def test_a_group_has_nothing_that_belongs_to_a_mark(change: dict[str, object]) -> None:
    group = replace(leaf("A", 0), **change)  # type: ignore[arg-type]  # any field
    assert "group_marked" in with_criteria(group, leaf("A.1", 10, "A"))


@pytest.mark.parametrize(("threshold", "good"), [(-1, False), (0, True), (10, True), (11, False)])
def test_thresholds_lie_on_the_scale_ends_included(threshold: int, good: bool) -> None:
    first = replace(PLAIN, id=FIRST, cut=CutRule(CutKind.THRESHOLD, threshold=Fraction(threshold)))
    own = replace(first, combination=Combination(((FIRST, Fraction(1)),)))
    assert [code for code, _ in found(contest(own, PLAIN))] == ([] if good else ["threshold_range"])
    table = PrizeTable("t", "t", LAST, (Prize("p", "p", 1),), minimum=Fraction(threshold))
    assert codes_of(PLAIN, prize_tables=(table,)) == ([] if good else ["prize_minimum_range"])


@pytest.mark.parametrize(("bound", "good"), [(10, True), (11, False)])
def test_a_tier_may_begin_at_the_end_of_the_scale(bound: int, good: bool) -> None:
    tiers = (Tier(Fraction(0), True, Action.MEAN), Tier(Fraction(bound), True, Action.CHAIR))
    rule = DisagreementRule(Measure.RANGE, tiers, sample=True)
    assert codes_of(replace(PLAIN, disagreement=rule)) == ([] if good else ["tier_beyond"])


@pytest.mark.parametrize(("quorum", "good"), [(Fraction(0), False), (Fraction(1, 9), True), (Fraction(1), True)])
def test_a_quorum_is_more_than_nobody(quorum: Fraction, good: bool) -> None:
    panel = PanelRule(Spread.ALL, 0, 2, quorum=quorum)
    assert codes_of(replace(PLAIN, panel=panel)) == ([] if good else ["quorum_range"])


def test_equal_least_and_most_are_a_range() -> None:
    assert codes_of(PLAIN, least_per_unit=2, most_per_unit=2, entrants=(EntrantKind("k", "k", 3, 3),)) == []


@pytest.mark.parametrize(
    ("filter_text", "good"),
    [
        ("no_zero", True),
        ("no_zero:last", True),
        ("no_zero:zzz", False),
        ("took_part", False),
        ("top:last:1", True),
        ("top:last:0", False),
        ("top:last:²", False),
        ("top:last:-1", False),
        ("top:last:1:1", False),
        ("top:zzz:1", False),
        ("at_least:last:80", True),
        ("not_in:t", False),
        ("not_in:u", True),
    ],
)
def test_a_filter_names_what_exists(filter_text: str, good: bool) -> None:
    prizes = (Prize("p", "p", 1),)
    tables = (PrizeTable("t", "t", LAST, prizes, filters=(filter_text,)), PrizeTable("u", "u", LAST, prizes))
    assert codes_of(PLAIN, prize_tables=tables) == ([] if good else ["filter_unknown"])


def test_an_open_weight_of_a_measured_part_leaves_the_sum_of_the_last_round_open() -> None:
    measured = MeasuredPart("q", "q", Per.UNIT, (Column("c", "c"),), "ai", weight=Undecided("measured.q.weight"))
    half = Combination(((LAST, Fraction(1, 2)),))
    assert codes_of(replace(PLAIN, combination=half), measured=(measured,)) == []
    assert codes_of(replace(PLAIN, combination=half)) == ["combination_sum"]
    with_share = replace(measured, weight=Fraction(1, 2))
    assert codes_of(replace(PLAIN, combination=half), measured=(with_share,)) == []
    assert codes_of(PLAIN, measured=(with_share,)) == ["combination_sum"]
