"""Gates, the cut of the shortlist, and the units of the index bonus."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.counting.outcome import (
    EntryFacts,
    GateKind,
    Shortlist,
    bonus_units,
    gate_failures,
    reaches,
    shortlist,
)
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rules import CutKind, CutRule, TieBreak, TieStep, Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Severity
from tests.contest.marking import ROUND, decide, f, leaf, ranked, round_of, rubric, scores_of

FIVE = "A 90\nB 80\nC 80\nD 70\nE 60"
TOP_TWO = CutRule(CutKind.TOP, count=2)


def cut_of(picture: str, cut: CutRule | Undecided, *decisions: Decision, round_: Round | None = None) -> Shortlist:
    held = round_ or round_of()
    failures = gate_failures(held.rubric, scores_of(picture, held).values())
    return shortlist(ranked(picture, held, *decisions), cut, failures, decisions, held.id)


def drawn(made: Shortlist) -> str:
    """Draw the lists: ``AB|C?|DE``: in, pending, out."""
    return f"{''.join(made.inside)}|{''.join(made.pending)}{'?' if made.pending else ''}|{''.join(made.outside)}"


@pytest.mark.parametrize(
    ("cut", "expected", "line"),
    [
        (CutRule(CutKind.TOP, count=3), "ABC||DE", "80"),
        (CutRule(CutKind.TOP, count=9), "ABCDE||", "60"),
        (CutRule(CutKind.THRESHOLD, threshold=f("70")), "ABCD||E", "70"),
        (CutRule(CutKind.TOP_AND_THRESHOLD, count=4, threshold=f("75")), "ABC||DE", "80"),
        (CutRule(CutKind.TOP_AND_THRESHOLD, count=1, threshold=f("75")), "A||BCDE", "90"),
        (CutRule(CutKind.TOP, count=2, tie="all_in"), "ABC||DE", "80"),
        (CutRule(CutKind.TOP, count=2, tie="all_out"), "A||BCDE", "90"),
        (CutRule(CutKind.THRESHOLD, threshold=f("95")), "||ABCDE", None),
    ],
)
def test_a_cut_that_the_rules_decide(cut: CutRule, expected: str, line: str | None) -> None:
    made = cut_of(FIVE, cut)
    assert drawn(made) == expected
    assert made.line == (f(line) if line else None)
    assert not made.questions


def test_a_tie_across_the_cut_is_a_question_with_both_lists() -> None:
    made = cut_of(FIVE, TOP_TWO)
    assert drawn(made) == "A|BC?|DE"
    assert made.if_all_tied_in == ("A", "B", "C")
    assert made.if_none_in == ("A",)
    (asked,) = made.questions
    assert (asked.code, asked.severity) == ("cut.tie", Severity.ASK)
    assert dict(asked.facts) == {"codes": "B; C", "score": "80", "place": 2, "free": 1, "least": 1, "most": 3}
    assert [note.code for note in made.notes] == ["tie.exhausted"]


@pytest.mark.parametrize(
    ("ties", "code"),
    [
        (Undecided("rounds.so-khao.ties", "HG4"), "tie.undecided"),
        ((TieStep(TieBreak.VOTE),), "tie.vote"),
        ((TieStep(TieBreak.OFFICE, "Trưởng Ban"),), "tie.office"),
        ((TieStep(TieBreak.EARLIER_ROUND, "vong-0"),), "tie.missing_earlier_round"),
    ],
)
def test_the_question_comes_with_why_the_tie_is_open(ties: tuple[TieStep, ...] | Undecided, code: str) -> None:
    made = cut_of(FIVE, TOP_TWO, round_=round_of(ties=ties))
    assert [note.code for note in made.notes] == [code]


def test_a_tie_that_straddles_no_boundary_asks_nothing() -> None:
    assert not cut_of(FIVE, CutRule(CutKind.TOP, count=3)).questions
    assert not cut_of(FIVE, CutRule(CutKind.TOP, count=1)).questions


def test_a_decided_tie_settles_the_cut() -> None:
    made = cut_of(FIVE, TOP_TWO, decide(DecisionKind.TIE, "B C", "C B"))
    assert drawn(made) == "AC||BDE"


@pytest.mark.parametrize(("value", "expected"), [("A B", "AB||CDE"), ("A B C", "ABC||DE"), ("A", "A||BCDE")])
def test_a_decision_on_the_cut_chooses_among_the_tied(value: str, expected: str) -> None:
    made = cut_of(FIVE, TOP_TWO, decide(DecisionKind.CUT, ROUND, value, number=6))
    assert drawn(made) == expected
    assert made.decision == 6
    assert not made.questions
    assert made.if_all_tied_in == ("A", "B", "C")
    assert "cut.decided" in [note.code for note in made.notes]


@pytest.mark.parametrize("value", ["B C", "A B D", "A A B", "A Z", ""])
def test_a_decision_on_the_cut_cannot_go_beyond_the_tie(value: str) -> None:
    made = cut_of(FIVE, TOP_TWO, decide(DecisionKind.CUT, ROUND, value))
    assert drawn(made) == "A|BC?|DE"
    assert made.decision is None
    assert [problem.code for problem in made.questions] == ["cut.tie"]
    assert "cut.decision_beyond" in [note.code for note in made.notes]


def test_a_decision_nobody_asked_for_is_noted_and_not_applied() -> None:
    made = cut_of(FIVE, CutRule(CutKind.TOP, count=1), decide(DecisionKind.CUT, ROUND, "A B"))
    assert drawn(made) == "A||BCDE"
    assert [note.code for note in made.notes] == ["cut.decision_not_asked"]


@pytest.mark.parametrize(
    ("cut", "code"),
    [(CutRule(CutKind.MANUAL), "cut.manual"), (Undecided("rounds.so-khao.cut", "HG2"), "cut.undecided")],
)
def test_without_a_rule_people_choose(cut: CutRule | Undecided, code: str) -> None:
    asked = cut_of(FIVE, cut)
    assert drawn(asked) == "|ABCDE?|"
    assert [problem.code for problem in asked.questions] == [code]
    settled = cut_of(FIVE, cut, decide(DecisionKind.CUT, ROUND, "B A C"))
    assert drawn(settled) == "ABC||DE"
    assert not settled.questions


def test_a_choice_against_the_order_of_places_is_minuted() -> None:
    made = cut_of(FIVE, CutRule(CutKind.MANUAL), decide(DecisionKind.CUT, ROUND, "A D"))
    assert drawn(made) == "AD||BCE"
    (note,) = [note for note in made.notes if note.code == "cut.out_of_order"]
    assert note.facts["skipped"] == "B; C"


def test_gates_and_quota_both_apply() -> None:
    gated = rubric(leaf("1", 60, pass_mark=f("40")), leaf("2", 40, no_zero=True))
    held = round_of(rubric_=gated)
    picture = "A 60/0\nB 39,75/40\nC 45/10\nD 40/5"
    made = cut_of(picture, TOP_TWO, round_=held)
    assert drawn(made) == "CD||"
    assert [(code, [each.kind for each in failures]) for code, failures in made.gate_failed] == [
        ("A", [GateKind.NO_ZERO]),
        ("B", [GateKind.PASS_MARK]),
    ]
    assert [(note.code, note.where) for note in made.notes] == [("cut.gate_no_zero", "A"), ("cut.gate_pass_mark", "B")]
    beyond = cut_of(picture, CutRule(CutKind.MANUAL), decide(DecisionKind.CUT, ROUND, "A C"), round_=held)
    assert beyond.decision is None


def test_a_tie_that_a_gate_leaves_alone_is_none() -> None:
    gated = rubric(leaf("1", 60), leaf("2", 40, no_zero=True))
    made = cut_of("A 60/20\nB 40/20\nC 60/0", TOP_TWO, round_=round_of(rubric_=gated))
    assert drawn(made) == "AB||"


def test_a_pass_mark_looks_at_the_exact_mean() -> None:
    gated = rubric(leaf("1", 100, pass_mark=f("50")))
    scores = scores_of("A 49,5 50 50,25\nB 49,75 50 50,25", round_of(rubric_=gated))
    assert list(gate_failures(gated, scores.values())) == ["A"]


def test_a_bound_is_met_by_itself_whichever_way_is_better() -> None:
    assert reaches(Fraction(5), Fraction(5), False)
    assert reaches(Fraction(5), Fraction(5), True)
    assert not reaches(Fraction(6), Fraction(5), True)


ONE_UNIT = EntryFacts(units=("Sở Nội vụ",))
MIXED = EntryFacts(units=("Sở Nội vụ", "Sở Tư pháp"))


def test_all_units_of_a_group_get_the_bonus() -> None:
    bonus = bonus_units("all", {EntryCode("A"): MIXED, EntryCode("B"): ONE_UNIT, EntryCode("C"): EntryFacts()})
    assert bonus.units == (("Sở Nội vụ", ("A", "B")), ("Sở Tư pháp", ("A",)))
    assert not bonus.questions
    assert [(note.code, note.where) for note in bonus.notes] == [("bonus.no_unit", "C")]


def test_an_undecided_bonus_is_asked_only_where_it_matters() -> None:
    open_point = Undecided("by_products.index_bonus_units", "HG11")
    asked = bonus_units(open_point, {EntryCode("A"): MIXED, EntryCode("B"): ONE_UNIT})
    assert asked.units == (("Sở Nội vụ", ("A", "B")),)
    assert [(p.code, p.where, p.facts["units"]) for p in asked.questions] == [
        ("bonus.units_undecided", "A", "Sở Tư pháp")
    ]
    both = {EntryCode("A"): MIXED, EntryCode("B"): ONE_UNIT, EntryCode("C"): replace(ONE_UNIT, units=("Sở Tư pháp",))}
    assert not bonus_units(open_point, both).questions


def test_a_rule_that_asks_each_group_asks_without_an_open_point() -> None:
    asked = bonus_units("ask", {EntryCode("A"): MIXED})
    assert [problem.code for problem in asked.questions] == ["bonus.units_ask"]
    assert not asked.units


@given(st.lists(st.integers(50, 60), min_size=1, max_size=10), st.integers(1, 8))
def test_a_cut_by_number_never_takes_more_and_never_the_worse(marks: list[int], count: int) -> None:
    picture = "\n".join(f"{name:02d} {mark}" for name, mark in enumerate(marks))
    made = cut_of(picture, CutRule(CutKind.TOP, count=count))
    of = {f"{name:02d}": mark for name, mark in enumerate(marks)}
    assert len(made.inside) <= count <= len(made.inside) + len(made.pending) or len(made.inside) == len(marks)
    assert sorted((*made.inside, *made.pending, *made.outside)) == sorted(of)
    for better, worse in ((made.inside, made.pending), (made.pending, made.outside), (made.inside, made.outside)):
        assert all(of[high] > of[low] for high in better for low in worse)
    assert len({of[code] for code in made.pending}) <= 1
    assert bool(made.questions) == bool(made.pending)
