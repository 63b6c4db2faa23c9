"""Prize tables filled from places."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.counting.outcome import EntryFacts, GateFailure, GateKind
from judge_desk.contest.counting.prizes import Awards, AwardState, award
from judge_desk.contest.rulebook.rules import Prize, PrizeTable, Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import EntryCode
from tests.contest.marking import ROUND, decide, f, ranked

POOL = PrizeTable(
    "chung",
    "Bảng chung",
    ROUND,
    (
        Prize("nhat", "Giải Nhất", 1, 10_000_000),
        Prize("nhi", "Giải Nhì", 1, 7_000_000),
        Prize("ba", "Giải Ba", 1, 5_000_000),
        Prize("kk", "Giải Khuyến khích", 3, 3_000_000),
    ),
)
"""The prizes of Hậu Giang 2024."""
SEVEN = "A 95\nB 90\nC 85\nD 80\nE 75\nF 70\nG 65"


def fill(
    picture: str,
    table: PrizeTable = POOL,
    *decisions: Decision,
    units: str = "",
    kinds: str = "",
    failures: str = "",
    met: dict[str, frozenset[EntryCode]] | None = None,
) -> Awards:
    """Fill a table; ``units`` and ``kinds`` like ``A:u1,u2 B:u1``; ``failures`` are codes that fail a gate."""
    unit_of = {pair.split(":")[0]: tuple(pair.split(":")[1].split(",")) for pair in units.split()}
    kind_of = dict(pair.split(":") for pair in kinds.split())
    codes = [EntryCode(line.split()[0]) for line in picture.splitlines()]
    facts = {code: EntryFacts(kind_of.get(code, ""), unit_of.get(code, (f"đơn vị {code}",)), (code,)) for code in codes}
    failed = {
        EntryCode(code): (GateFailure(GateKind.NO_ZERO, "1", f("1"), f("0")),)  # type: ignore[arg-type]  # any id will do
        for code in failures.split()
    }
    return award(table, ranked(picture, None, *decisions), facts, decisions, failed, met)


def drawn(awards: Awards) -> str:
    """Draw the rows: ``nhat=A nhi=? kk=-``; ``?`` open, ``-`` vacant."""
    signs = {AwardState.OPEN: "?", AwardState.VACANT: "-"}
    return " ".join(f"{row.prize}={row.code or signs[row.state]}" for row in awards.rows)


def codes(awards: Awards) -> list[str]:
    return [problem.code for problem in awards.questions]


def give(prize: str, value: str, number: int = 1) -> Decision:
    return decide(DecisionKind.PRIZE, f"chung {prize}", value, number)


def test_places_fill_the_prizes_in_order() -> None:
    awards = fill(SEVEN)
    assert drawn(awards) == "nhat=A nhi=B ba=C kk=D kk=E kk=F"
    assert [row.place.number for row in awards.rows if row.place] == [1, 2, 3, 4, 5, 6]
    assert not awards.questions


def test_a_tie_inside_one_prize_asks_nothing() -> None:
    assert drawn(fill("A 95\nB 90\nC 85\nD 80\nE 80\nF 80\nG 65")) == "nhat=A nhi=B ba=C kk=D kk=E kk=F"


def test_a_tie_across_two_prizes_is_a_question() -> None:
    awards = fill("A 95\nB 95\nC 85\nD 80")
    assert drawn(awards) == "nhat=? nhi=? ba=C kk=D kk=- kk=-"
    assert [(p.code, p.facts["codes"], p.facts["prizes"], p.facts["free"]) for p in awards.questions] == [
        ("prize.tie", "A; B", "Giải Nhất; Giải Nhì", 2)
    ]
    assert "tie.exhausted" in [note.code for note in awards.notes]


def test_a_tie_across_the_last_prize_is_a_question() -> None:
    awards = fill("A 95\nB 90\nC 85\nD 80\nE 75\nF 70\nG 70")
    assert drawn(awards) == "nhat=A nhi=B ba=C kk=D kk=E kk=?"
    assert [(p.code, p.facts["free"]) for p in awards.questions] == [("prize.tie", 1)]


def test_a_decided_order_of_the_tie_fills_the_prizes() -> None:
    awards = fill("A 95\nB 95\nC 85", POOL, decide(DecisionKind.TIE, "A B", "B A"))
    assert drawn(awards) == "nhat=B nhi=A ba=C kk=- kk=- kk=-"


def test_a_decided_prize_leaves_the_rest_to_the_places() -> None:
    awards = fill("A 95\nB 95\nC 85", POOL, give("nhat", "B", number=8))
    assert drawn(awards) == "nhat=B nhi=A ba=C kk=- kk=- kk=-"
    assert [row.decision for row in awards.rows] == [8, None, None, None, None, None]
    assert not awards.questions


def test_prizes_without_entries_stay_vacant_and_are_named() -> None:
    awards = fill("A 95\nB 90")
    assert drawn(awards) == "nhat=A nhi=B ba=- kk=- kk=- kk=-"
    assert [(n.code, n.facts["prize"], n.facts["count"]) for n in awards.notes] == [
        ("prize.vacant", "Giải Ba", 1),
        ("prize.vacant", "Giải Khuyến khích", 3),
    ]


def test_where_no_prize_may_stay_vacant_a_lack_of_entries_is_a_question() -> None:
    awards = fill("A 95", replace(POOL, vacancy=False))
    assert drawn(awards) == "nhat=A nhi=? ba=? kk=? kk=? kk=?"
    assert codes(awards) == ["prize.nobody_left"] * 3


def test_below_the_minimum_nobody_gets_a_prize() -> None:
    awards = fill(SEVEN, replace(POOL, minimum=f("80")))
    assert drawn(awards) == "nhat=A nhi=B ba=C kk=D kk=- kk=-"
    assert [(each.code, each.reason, each.detail) for each in awards.passed_over] == [
        ("E", "minimum", "80"),
        ("F", "minimum", "80"),
        ("G", "minimum", "80"),
    ]


def test_an_undecided_minimum_is_asked_with_the_lowest_score_it_could_touch() -> None:
    awards = fill(SEVEN, replace(POOL, minimum=Undecided("prizes.chung.minimum", "HG5")))
    assert [(p.code, p.facts["point"], p.facts["lowest"]) for p in awards.questions] == [
        ("prize.minimum_undecided", "HG5", "70")
    ]


def test_a_cap_on_one_units_prizes_passes_the_prize_on() -> None:
    awards = fill(SEVEN, replace(POOL, per_unit=1), units="A:u1 B:u1,u2 C:u2")
    assert drawn(awards) == "nhat=A nhi=C ba=D kk=E kk=F kk=G"
    assert [(each.code, each.reason) for each in awards.passed_over] == [("B", "per_unit")]


def test_an_undecided_cap_is_asked_only_where_it_matters() -> None:
    table = replace(POOL, per_unit=Undecided("prizes.chung.per_unit", "HG6"))
    matters = fill(SEVEN, table, units="A:u1 F:u1")
    assert [(p.code, p.facts["several"]) for p in matters.questions] == [("prize.per_unit_undecided", "u1")]
    beside = fill(SEVEN, table, units="A:u1 G:u1")
    assert not beside.questions
    assert [note.code for note in beside.notes] == ["prize.per_unit_no_matter"]
    tied = fill("A 95\nB 95\nC 80", table, units="A:u1 B:u1")
    assert codes(tied) == ["prize.tie", "prize.per_unit_undecided"]


def test_equals_of_one_unit_under_a_cap_are_a_question_and_stop_the_filling() -> None:
    awards = fill("A 95\nB 90\nC 85\nD 80\nE 80\nF 70", replace(POOL, per_unit=1), units="D:u1 E:u1")
    assert drawn(awards) == "nhat=A nhi=B ba=C kk=? kk=? kk=?"
    assert codes(awards) == ["prize.cap_tie"]


def test_only_the_tables_entrants_compete_and_gates_and_filters_hold() -> None:
    table = replace(POOL, entrants=("nhom", "ca-nhan"), filters=("clip",))
    awards = fill(
        SEVEN,
        table,
        kinds="A:tap-the B:nhom C:ca-nhan D:nhom E:nhom F:nhom G:nhom",
        failures="C",
        met={"clip": frozenset(map(EntryCode, "ABCEFG"))},
    )
    assert drawn(awards) == "nhat=B nhi=E ba=F kk=G kk=- kk=-"
    assert [(each.code, each.reason, each.detail) for each in awards.passed_over] == [
        ("A", "entrants", "tap-the"),
        ("C", "gate", "1"),
        ("D", "filter", "clip"),
    ]


def test_a_filter_without_figures_is_a_question() -> None:
    awards = fill(SEVEN, replace(POOL, filters=("top20",)))
    assert [(p.code, p.facts["filter"]) for p in awards.questions] == [("prize.filter_unknown", "top20")]


def test_no_first_and_two_second_prizes_as_a_recorded_vote() -> None:
    shared = replace(POOL, sharing=True)
    awards = fill(SEVEN, shared, give("nhat", "vacant"), give("nhi", "A B", number=2))
    assert drawn(awards) == "nhat=- nhi=A nhi=B ba=C kk=D kk=E kk=F"
    assert not awards.questions


def test_a_lower_prize_decided_for_the_better_place_asks_about_the_higher_one() -> None:
    awards = fill(SEVEN, POOL, give("nhi", "A", number=3))
    assert drawn(awards).startswith("nhat=B nhi=A")
    assert [(p.code, p.facts["codes"], p.facts["other"], p.facts["number"]) for p in awards.questions] == [
        ("prize.out_of_order", "B", "A", 3)
    ]


@pytest.mark.parametrize(
    ("prize", "value", "code"),
    [
        ("nhat", "A B", "prize.decision_too_many"),
        ("nhat", "Z", "prize.decision_unable"),
        ("nhat", "", "prize.decision_unable"),
        ("kk", "D D", "prize.decision_twice"),
        ("kk", "D E", "prize.decision_over_cap"),
        ("nhat", "vacant", "prize.decision_no_vacancy"),
    ],
)
def test_a_decision_against_the_rules_is_noted_and_not_applied(prize: str, value: str, code: str) -> None:
    table = replace(POOL, per_unit=1, vacancy=False)
    awards = fill(SEVEN, table, give(prize, value), units="D:u1 E:u1")
    assert code in [note.code for note in awards.notes]
    assert not [row for row in awards.rows if row.decision is not None]


def test_one_entry_gets_one_prize_of_a_table() -> None:
    awards = fill(SEVEN, POOL, give("nhat", "A"), give("nhi", "A", number=2))
    assert drawn(awards) == "nhat=A nhi=B ba=C kk=D kk=E kk=F"
    assert "prize.decision_twice" in [note.code for note in awards.notes]


def test_an_outstanding_entry_is_recorded_where_the_rules_have_a_clause() -> None:
    special = decide(DecisionKind.SPECIAL, "A", "Xin ý kiến Chủ tịch UBND tỉnh", number=5)
    with_clause = fill(SEVEN, replace(POOL, special="đặc biệt xuất sắc"), special)
    assert [(each.code, each.text, each.decision) for each in with_clause.specials] == [
        ("A", "Xin ý kiến Chủ tịch UBND tỉnh", 5)
    ]
    assert drawn(with_clause) == drawn(fill(SEVEN))
    assert not fill(SEVEN, POOL, special).specials


@given(
    st.lists(st.integers(60, 66), min_size=1, max_size=10),
    st.lists(st.integers(1, 3), min_size=10, max_size=10),
    st.none() | st.integers(1, 2),
    st.none() | st.integers(60, 66),
    st.lists(st.tuples(st.sampled_from(["nhat", "nhi", "ba", "kk"]), st.text("0123456789 ", max_size=6)), max_size=3),
)
def test_awards_never_exceed_counts_and_never_break_a_cap(
    marks: list[int], unit: list[int], cap: int | None, minimum: int | None, decided: list[tuple[str, str]]
) -> None:
    picture = "\n".join(f"{name} {mark}" for name, mark in enumerate(marks))
    table = replace(POOL, per_unit=cap, minimum=f(str(minimum)) if minimum else None)
    units = " ".join(f"{name}:u{unit[name]}" for name in range(len(marks)))
    decisions = tuple(give(prize, value, number) for number, (prize, value) in enumerate(decided, 1))
    awards = fill(picture, table, *decisions, units=units)
    counts = Counter(row.prize for row in awards.rows)
    assert counts == {prize.id: prize.count for prize in table.prizes}
    winners = [row for row in awards.rows if row.code is not None]
    assert len({row.code for row in winners}) == len(winners)
    per_unit = Counter(unit[int(row.code)] for row in winners if row.code)
    assert cap is None or all(count <= cap for count in per_unit.values())
    assert minimum is None or all(row.place and row.place.official >= minimum for row in winners)
    assert bool(awards.questions) or all(row.state is not AwardState.OPEN for row in awards.rows)
