"""The rules on sheets of figures and reviews: their edges, what they let pass, and that no value makes one fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.contest.reviewing.outcome import Reason
from judge_desk.contest.reviewing.reach import only_reviews_read
from judge_desk.contest.rulebook.calendar import CalendarItem, Follows
from judge_desk.contest.rulebook.checks import check
from judge_desk.contest.rulebook.checks_reviews import SAID_OTHERWISE
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.measured import Column, ColumnKind, MeasuredPart, Per, Period
from judge_desk.contest.rulebook.reviews import (
    Attempts,
    Dossier,
    Level,
    Measure,
    Order,
    OrderPolicy,
    Over,
    Review,
    ReviewGate,
    Subjects,
    Take,
    Test,
)
from judge_desk.contest.rulebook.rubric import Formula, LeafKind
from judge_desk.contest.rulebook.rules import Prize, PrizeTable, Undecided
from judge_desk.contest.values.identity import RoundId
from tests.contest.test_checks import PLAIN, a_round, contest, leaf

OPEN: Final = Undecided("x")
NAME = Column("ten", "Tên", ColumnKind.UNIT)
ROSTER = MeasuredPart(
    "don-vi",
    "Đơn vị",
    Per.UNIT,
    (NAME, Column("khoi", "Khối"), Column("co", "Có", ColumnKind.FLAG), Column("bien-che", "Số", ColumnKind.WHOLE)),
    "ai",
    roster=True,
)
YEARS = MeasuredPart(
    "chi-so",
    "Chỉ số",
    Per.UNIT,
    (NAME, Column("gia-tri", "Giá trị", ColumnKind.NUMBER)),
    "ai",
    periods=(Period("n1", "1"), Period("n2", "2")),
)
QUIZ = MeasuredPart(
    "bai",
    "Bài",
    Per.PERSON,
    (
        NAME,
        Column("ho-ten", "Họ tên", ColumnKind.PERSON),
        Column("diem", "Điểm", ColumnKind.NUMBER, Fraction(0), Fraction(20)),
        Column("luc", "Lúc nộp"),
        Column("du-doan", "Dự đoán", ColumnKind.WHOLE),
    ),
    "ai",
    periods=(Period("t1", "1"), Period("t2", "2")),
)
PARTS = (ROSTER, YEARS, QUIZ)
HEADS = Measure("h", "h", Take.COLUMN, part="don-vi", column="bien-che")
RISE = Measure("r", "r", Take.COLUMN, part="chi-so", column="gia-tri", over=Over.RISE)
UNITS = Review(
    RoundId("x"), "x", Subjects.UNITS, "HĐ", (HEADS, RISE), (), Order(OrderPolicy.IN_TURN, ("-r",)), sample=True
)
PEOPLE = replace(UNITS, subjects=Subjects.PERSONS, part="bai", periods=("t1",), measures=(), order=OPEN)
PRIZES = (Prize("p", "p", 1),)


def reviewed(*reviews: Review, filters: Sequence[str] = (), parts: tuple[MeasuredPart, ...] = PARTS) -> Definition:
    tables = [PrizeTable(each.id, each.id, None, PRIZES, review=each.id) for each in reviews]
    tables[-1] = replace(tables[-1], filters=tuple(filters))
    return replace(contest(PLAIN), rounds=(), measured=parts, reviews=reviews, prize_tables=tuple(tables))


def codes(definition: Definition) -> list[str]:
    return [problem.code.removeprefix("definition.") for problem in check(definition)]


def of_units(*measures: Measure) -> list[str]:
    return codes(reviewed(replace(UNITS, measures=(HEADS, RISE, *measures))))


def of_people(*measures: Measure) -> list[str]:
    return codes(reviewed(replace(PEOPLE, measures=measures)))


def test_a_plain_review_has_no_fault() -> None:
    assert codes(reviewed(UNITS)) == codes(reviewed(PEOPLE)) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"over": Over.ONLY}, "measure_over"),
        ({"over": Over.ONLY, "periods": ("n2",)}, None),
        ({"over": Over.LAST_RISE, "periods": ("n2",)}, "measure_over"),
        ({"over": Over.PAPERS}, "measure_over"),
        ({"over": OPEN}, None),
        ({"column": OPEN}, None),
        ({"periods": ("n3",), "over": Over.MEAN}, "period_unknown"),
        ({"part": "bai", "column": "diem", "over": Over.MEAN}, "measure_part"),
        ({"take": Take.ROWS, "part": "bai", "column": "diem", "over": Over.SHARE_FULL}, None),
        ({"take": Take.ROWS, "part": "bai", "column": "du-doan", "over": Over.SHARE_FULL}, "measure_full_mark"),
        ({"take": Take.ROWS, "part": "bai", "column": "", "over": Over.PERSONS_MEAN}, None),
        ({"take": Take.ROWS, "part": "bai", "column": "", "over": Over.ZEROS}, "measure_field_missing"),
        ({"take": Take.ROWS, "part": "bai", "column": "diem", "over": Over.ONLY}, "measure_field_missing"),
        ({"take": Take.ROWS, "part": "bai", "column": "diem", "over": Over.SHARE_FROM}, "measure_field_missing"),
        ({"take": Take.ROWS, "part": "bai", "column": "diem", "over": Over.SHARE_FROM, "bound": OPEN}, None),
        ({"attempts": Attempts.FIRST}, "measure_field_missing"),
        ({"decimals": 5}, "decimals_range"),
        ({"when": "khoi:Sở"}, None),
        ({"when": "khoi:"}, "branch_unknown"),
        ({"when": "co:2"}, "branch_unknown"),
        ({"when": "bien-che:1"}, "branch_unknown"),
    ],
)
def test_what_a_measure_of_units_may_say(change: dict[str, object], code: str | None) -> None:
    changed = replace(RISE, id="m", **change)  # type: ignore[arg-type]  # any field
    assert of_units(changed) == ([code] if code else [])


def test_a_person_is_measured_in_its_own_sheet_of_the_periods_of_the_review() -> None:
    own = Measure("m", "m", Take.COLUMN, column="diem")
    assert of_people(own) == []
    assert of_people(replace(own, part="bai")) == ["measure_over"]
    assert of_people(replace(own, part="bai", periods=("t2",))) == []
    assert of_people(replace(own, periods=("t2",))) == ["measure_field_missing"]
    assert of_people(replace(own, attempts=Attempts.LAST, attempt_by="luc")) == []
    assert of_people(HEADS, Measure("d", "d", Take.ROWS_AT_MOST, column="diem")) == []
    assert of_units(own) == ["measure_field_missing"]


@pytest.mark.parametrize(
    ("measure", "good"),
    [
        (Measure("m", "m", Take.WEIGHTED, of=("h", "r"), weights=(Fraction(1, 3), Fraction(2, 3))), True),
        (Measure("m", "m", Take.WEIGHTED, of=("h", "r"), weights=OPEN), True),
        (Measure("m", "m", Take.WEIGHTED, of=("h", "r"), weights=(Fraction(1),)), False),
        (Measure("m", "m", Take.WEIGHTED, of=("h", "r"), weights=(Fraction(2), Fraction(-1))), False),
        (Measure("m", "m", Take.SUM, of=("h", "r", "m")), False),
        (Measure("m", "m", Take.RATIO, of=("h",)), False),
        (Measure("m", "m", Take.POINTS, of=("h",), formula=Formula("linear", Fraction(20), "")), True),
        (Measure("m", "m", Take.POINTS, of=("h",), formula=Formula("linear", Fraction(0), "")), False),
        (Measure("m", "m", Take.GROUP, of=("h",), levels=(Level(1, "a", Fraction(1), OPEN),)), True),
        (Measure("m", "m", Take.GROUP, of=("h",), levels=(Level(0, "a", Fraction(1)),)), False),
        (Measure("m", "m", Take.ROUND, round=RoundId("last")), False),
    ],
)
def test_what_is_made_of_other_measures(measure: Measure, good: bool) -> None:
    assert len(of_units(measure)) == (0 if good else 1)


@pytest.mark.parametrize(
    ("gate", "good"),
    [
        (ReviewGate("g", "g", "R1", Test.TOP, "h", Fraction(20)), True),
        (ReviewGate("g", "g", "R1", Test.TOP, "h", Fraction(0)), False),
        (ReviewGate("g", "g", "R1", Test.ABOVE, "h", OPEN), True),
        (ReviewGate("g", "g", "R1", Test.ABOVE, "h"), False),
        (ReviewGate("g", "g", "R1", Test.PRESENT, "h", Fraction(1)), False),
        (ReviewGate("g", "g", "R1", Test.COUNCIL, when="co:1"), True),
        (ReviewGate("g", "g", "R1", Test.COUNCIL, "h"), False),
        (ReviewGate("g", "g", "AWARDED", Test.COUNCIL), False),
        (ReviewGate("g", "g", "R1", Test.NOT_BARRED), False),
    ],
)
def test_what_a_gate_may_say(gate: ReviewGate, good: bool) -> None:
    assert len(codes(reviewed(replace(UNITS, gates=(gate,))))) == (0 if good else 1)


def test_no_gate_says_what_the_engine_says_of_who_fails_none() -> None:
    assert set(SAID_OTHERWISE) == {each.value for each in Reason}


@pytest.mark.parametrize(
    ("filter_text", "good"),
    [
        ("is:khoi:Sở: ban, ngành", True),
        ("is:co:1", True),
        ("is:co:có", False),
        ("is:ten:Sở", False),
        ("meets:g", True),
        ("meets:h", False),
        ("not_in:first", True),
        ("not_in:x", False),
        ("no_prize_in:first", True),
        ("no_prize_in:x", False),
        ("no_zero", False),
    ],
)
def test_a_filter_of_a_review_names_what_exists(filter_text: str, good: bool) -> None:
    gated = replace(UNITS, gates=(ReviewGate("g", "g", "R1", Test.COUNCIL),))
    first = replace(UNITS, id=RoundId("first"))
    assert codes(reviewed(first, gated, filters=[filter_text])) == ([] if good else ["review_filter"])
    if filter_text in ("not_in:first", "no_prize_in:first"):
        later = reviewed(replace(first, id=RoundId("a")), first)
        tables = (replace(later.prize_tables[0], filters=(filter_text,)), later.prize_tables[1])
        assert codes(replace(later, prize_tables=tables)) == ["review_filter"]
        people = replace(PEOPLE, id=RoundId("first"))
        assert codes(reviewed(people, gated, filters=[filter_text])) == ["review_filter"]


def test_sheets_without_roster_stay_as_they_were_and_a_review_needs_one() -> None:
    old = MeasuredPart("q", "q", Per.UNIT, (Column("c", "c"),), "ai")
    assert codes(replace(contest(PLAIN), measured=(old,))) == []
    assert codes(replace(contest(PLAIN), measured=(old, ROSTER))) == []
    assert codes(reviewed(UNITS, parts=(replace(ROSTER, roster=False), YEARS))) == ["roster_missing"]
    only_years = replace(UNITS, measures=(RISE,))
    assert codes(reviewed(only_years, parts=(replace(ROSTER, periods=YEARS.periods), YEARS))) == ["roster_form"]


def test_rounds_beside_each_other_each_have_their_own_first_and_last() -> None:
    one, two = replace(PLAIN, fields=("f",)), replace(a_round(RoundId("b"), [leaf("1", 10)]), fields=("g",))
    known = replace(contest(one, two), fields=(contest(PLAIN).fields[0], replace(contest(PLAIN).fields[0], id="g")))
    assert codes(known) == []
    assert codes(contest(one, two)) == ["field_unknown"]
    assert codes(contest(one, replace(two, fields=("f",)))) == ["cut_missing"]


@pytest.mark.parametrize(
    ("follows", "named", "good"),
    [
        (Follows.ROUND, "x", True),
        (Follows.ANNOUNCEMENT, None, True),
        (Follows.ROUND, "y", False),
        (Follows.RECEIPT, None, False),
    ],
)
def test_an_item_of_the_calendar_may_follow_a_review(follows: Follows, named: RoundId | None, good: bool) -> None:
    item = CalendarItem("m", "m", ("ai",), follows=follows, round=named)
    assert len(codes(replace(reviewed(UNITS), calendar=(item,)))) == (0 if good else 1)


def test_a_part_that_only_reviews_read_touches_no_round() -> None:
    both = replace(reviewed(UNITS), rounds=(PLAIN,))
    assert only_reviews_read(both, "chi-so", PLAIN.id)
    assert not only_reviews_read(both, "bai", PLAIN.id)
    formula = replace(leaf("1", 10), kind=LeafKind.FORMULA, formula=Formula("linear", Fraction(10), "chi-so"))
    assert not only_reviews_read(replace(both, rounds=(a_round(PLAIN.id, [formula]),)), "chi-so", PLAIN.id)
    table = PrizeTable("t", "t", PLAIN.id, PRIZES, filters=("at_least:chi-so:8",))
    assert not only_reviews_read(replace(both, prize_tables=(*both.prize_tables, table)), "chi-so", PLAIN.id)


NUMBERS = st.sampled_from([Fraction(n, d) for n in (-1, 0, 1, 2, 20) for d in (1, 3)])
NAMES = st.sampled_from(["", "h", "r", "bai", "diem", "chi-so", "n1", "co:1", "-h", "don-vi"])
MANY = st.lists(NAMES, max_size=3).map(tuple)
ANY_OPEN = st.just(OPEN)
MEASURES = st.builds(
    Measure,
    id=NAMES,
    title=NAMES,
    take=st.sampled_from(Take),
    part=NAMES,
    column=NAMES | ANY_OPEN,
    periods=MANY,
    round=st.none() | NAMES.map(RoundId),
    of=MANY,
    over=st.sampled_from(Over) | ANY_OPEN,
    attempts=st.sampled_from(Attempts),
    weights=st.lists(NUMBERS, max_size=3).map(tuple) | ANY_OPEN,
    formula=st.none() | st.builds(Formula, NAMES, NUMBERS, NAMES) | ANY_OPEN,
    to=st.none() | NUMBERS,
    bound=st.none() | NUMBERS | ANY_OPEN,
    levels=st.lists(st.builds(Level, st.integers(0, 3), NAMES, NUMBERS), max_size=3).map(tuple),
    when=NAMES,
    decimals=st.none() | st.integers(0, 9),
)
GATES = st.builds(ReviewGate, NAMES, NAMES, NAMES, st.sampled_from(Test), NAMES, st.none() | NUMBERS | ANY_OPEN)
REVIEWS = st.builds(
    Review,
    id=NAMES.map(RoundId),
    title=NAMES,
    subjects=st.sampled_from(Subjects),
    council=NAMES,
    measures=st.lists(MEASURES, max_size=4).map(tuple),
    gates=st.lists(GATES, max_size=3).map(tuple),
    order=ANY_OPEN | st.builds(Order, st.sampled_from(OrderPolicy), MANY, st.lists(NUMBERS, max_size=2).map(tuple)),
    part=NAMES,
    dossier=st.none() | st.builds(Dossier, MANY, days=st.integers(0, 2)),
)


@settings(max_examples=80)
@given(st.lists(REVIEWS, min_size=1, max_size=2), st.lists(st.sampled_from(PARTS), max_size=4), MANY)
def test_no_value_makes_a_rule_fail(reviews: list[Review], parts: list[MeasuredPart], filters: tuple[str, ...]) -> None:
    assert isinstance(check(reviewed(*reviews, filters=filters, parts=tuple(parts))), tuple)
