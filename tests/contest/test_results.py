"""A whole round from the panel's view, several rounds together, and the code of the data."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.counting.extras import unjudged_leaves
from judge_desk.contest.counting.outcome import EntryFacts
from judge_desk.contest.counting.results import EarlierRound, RoundResult, data_code, earlier_round, round_result
from judge_desk.contest.merge.ballots import Line, Lines
from judge_desk.contest.merge.merging import PanelView, SeatView
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rubric import LeafKind, allows, judged_leaves
from judge_desk.contest.rulebook.rules import (
    Combination,
    CutKind,
    CutRule,
    Prize,
    PrizeTable,
    ScoreMethod,
    TieBreak,
    TieStep,
    Undecided,
)
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.facts import NUMBERS, number
from judge_desk.contest.values.identity import CriterionId, EntryCode, RoundId
from judge_desk.contest.values.numbers import to_steps
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.exchange.rulebook.definition_file import load_definition, shipped
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence
from tests.contest.marking import (
    INTERVIEW,
    ROUND,
    contest,
    decide,
    digest_of,
    drawn,
    f,
    leaf,
    round_of,
    rubric,
    rule,
    view_of,
)

FINAL = RoundId("bao-ve")
HALVES = Combination(((ROUND, Fraction(1, 2)), (FINAL, Fraction(1, 2))))
TABLE = PrizeTable("chung", "Bảng chung", ROUND, (Prize("nhat", "Giải Nhất", 1), Prize("nhi", "Giải Nhì", 1)))


def run(
    picture: str,
    round_: Round | None = None,
    *decisions: Decision,
    earlier: tuple[EarlierRound, ...] = (),
    tables: tuple[PrizeTable, ...] = (),
    withdrawn: str = "",
) -> RoundResult:
    held = round_ or round_of()
    rounds = (held,) if held.id == ROUND else (round_of(), held)
    view = view_of(picture, held.rubric, held.id, withdrawn)
    entries = {entry.code: EntryFacts(units=(f"đơn vị {entry.code}",)) for entry in view.issued.entries}
    return round_result(contest(*rounds, tables=tables), held.id, view, earlier, decisions, entries)


def asked(result: RoundResult) -> list[str]:
    return [problem.code for problem in result.questions]


def said(problems: tuple[Problem, ...]) -> list[str]:
    return [sentence(problem, open_catalogue(language)) for problem in problems for language in ("vi", "en")]


def test_a_round_without_open_points_is_ready_to_be_official() -> None:
    held = round_of(rule(1), disagreement=INTERVIEW, cut=CutRule(CutKind.TOP, count=2))
    result = run("A 77 80 82\nB 60 R 62\nC 90 90 91", held, tables=(TABLE,))
    assert drawn(result.ranking) == "1C 2A 3B"
    assert result.shortlist is not None
    assert result.shortlist.inside == ("C", "A")
    assert [row.code for row in result.awards[0].rows] == ["C", "A"]
    assert not result.questions
    assert [note.code for note in result.notes] == ["score.recused"]


def test_everything_is_computed_as_far_as_possible_while_questions_are_open() -> None:
    held = round_of(rule(1), disagreement=INTERVIEW, cut=Undecided("rounds.so-khao.cut", "HG2"))
    result = run("A 70 75 79\nB 60 60 62\nC 90 90 -", held)
    assert asked(result) == ["disagreement.chair", "cut.undecided"]
    assert drawn(result.ranking) == "1C 2B"
    assert result.ranking.unranked == ("A",)
    assert said(result.questions)


def test_the_merges_open_points_stop_the_result_too() -> None:
    view = view_of("A 80 82")
    waiting = Problem("merge.fork", Severity.ASK, "ghế 2")
    result = round_result(contest(round_of()), ROUND, replace(view, open=(waiting,)))
    assert result.questions == (waiting,)
    assert drawn(result.ranking) == "1A"


def test_a_withdrawn_entry_is_in_no_list() -> None:
    result = run("A 80 82\nB 90 91", withdrawn="B")
    assert [score.code for score in result.scores] == ["A"]


def test_a_judge_kept_away_at_assignment_shows_as_recused() -> None:
    (score,) = run("A 80 x 82").scores[:1]
    assert score.recused == ((2, ""),)
    assert score.assigned == 3


def test_the_quorum_counts_seats_with_a_counted_ballot() -> None:
    result = run("A 80 - -\nB 70 - -")
    assert [(p.code, p.facts["seats"], p.facts["needed"], p.facts["present"]) for p in result.questions] == [
        ("score.quorum", 3, 2, 1)
    ]


def test_an_undecided_rule_of_disagreement_is_asked_once_for_the_round() -> None:
    held = round_of(disagreement=Undecided("rounds.so-khao.disagreement", "Q"))
    result = run("A 80 90\nB 70 71\nC 60 60", held)
    assert [(p.code, p.facts["entries"], p.facts["spread"]) for p in result.questions] == [
        ("disagreement.rule_undecided", 2, "10")
    ]
    assert drawn(result.ranking) == "1A 2B 3C"
    assert not run("A 80 80\nB 70 70", held).questions


def test_prize_tables_stay_away_while_nobody_knows_who_entered() -> None:
    view = view_of("A 80 82")
    assert round_result(contest(round_of(), tables=(TABLE,)), ROUND, view).awards == ()


def test_a_table_is_not_forgotten_when_every_entry_was_withdrawn() -> None:
    view = run("A 80 82", withdrawn="A").view
    (awards,) = round_result(contest(round_of(), tables=(TABLE,)), ROUND, view, entries={}).awards
    assert [(row.prize, row.state.value) for row in awards.rows] == [("nhat", "vacant"), ("nhi", "vacant")]


def test_a_table_knows_who_has_no_zero() -> None:
    result = run("A 90 0\nB 40 40", tables=(replace(TABLE, filters=("no_zero",)),))
    assert [(each.code, each.reason) for each in result.awards[0].passed_over] == [("A", "filter")]


@pytest.mark.parametrize(
    ("filter_", "passed"),
    [
        (f"no_zero:{FINAL}", "B"),
        (f"took_part:{ROUND}", "C"),
        (f"at_least:{ROUND}:75", "BC"),
        (f"at_least:{FINAL}:80", "BC"),
        ("not_in:dau", "A"),
    ],
)
def test_a_table_reads_conditions_off_the_marks(filter_: str, passed: str) -> None:
    earlier = EarlierRound(ROUND, {EntryCode("A"): f("75"), EntryCode("B"): f("74,99")})
    first = replace(TABLE, id="dau", round=FINAL, minimum=f("85"))
    tables = (first, replace(TABLE, round=FINAL, filters=(filter_,)))
    result = run("A 90 90\nB 90 0\nC 70 70", round_of(name=FINAL), earlier=(earlier,), tables=tables)
    assert "".join(sorted(each.code for each in result.awards[1].passed_over)) == passed
    assert not result.questions


def test_a_condition_that_marks_cannot_tell_is_asked() -> None:
    result = run("A 90 90", tables=(replace(TABLE, filters=("top:clip:20", "not_in:sau")),))
    assert asked(result) == ["prize.filter_unknown"] * 2


def test_a_special_reward_without_a_clause_is_noted() -> None:
    result = run("A 90 90", None, decide(DecisionKind.SPECIAL, "A", "Thưởng 10.000.000 đồng"), tables=(TABLE,))
    assert "prize.special_no_clause" in [note.code for note in result.notes]


def test_an_unknown_round_is_a_wrong_call() -> None:
    with pytest.raises(KeyError):
        round_result(contest(round_of()), RoundId("vong-9"), view_of("A 80"))


# --- decisions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("among", "holds"),
    [("", True), ("1 2 3", True), ("1 2", False), ("1 2 3 4", False), ("1 2 9", False)],
)
def test_a_decision_holds_only_on_the_ballots_it_was_made_on(among: str, holds: bool) -> None:
    named = " ".join(digest_of(int(seat)) for seat in among.split())
    held = round_of(rule(1), disagreement=INTERVIEW)
    result = run("A 70 75 79", held, decide(DecisionKind.SCORE, "A", "76", among=named))
    assert (result.scores[0].official == 76) is holds
    assert ("result.decision_stale" in [note.code for note in result.notes]) is not holds


def test_a_decision_on_a_mark_need_not_name_a_judge_who_recused() -> None:
    named = " ".join(digest_of(seat) for seat in (1, 2))
    held = round_of(rule(1), disagreement=INTERVIEW)
    result = run("A 70 79 R\nB 80 80 80", held, decide(DecisionKind.SCORE, "A", "76", among=named))
    assert result.scores[0].official == 76


def test_decisions_of_another_round_do_not_act() -> None:
    held = round_of(rule(1), disagreement=INTERVIEW)
    result = run("A 70 75 79", held, decide(DecisionKind.SCORE, "A", "76", round_id="bao-ve"))
    assert asked(result) == ["disagreement.chair"]


def test_one_decision_after_the_other_answers_every_question() -> None:
    held = round_of(rule(1), disagreement=INTERVIEW, ties=(TieStep(TieBreak.VOTE),), cut=CutRule(CutKind.TOP, count=1))
    picture = "A 70 75 79\nB 76 76 76\nC 60 60 62"
    first = decide(DecisionKind.SCORE, "A", "76", number=1)
    second = decide(DecisionKind.TIE, "A B", "B A", number=2)
    assert asked(run(picture, held)) == ["disagreement.chair"]
    assert asked(run(picture, held, first)) == ["cut.tie"]
    settled = run(picture, held, first, second)
    assert not settled.questions
    assert settled.shortlist is not None
    assert settled.shortlist.inside == ("B",)


# --- several rounds ----------------------------------------------------------------------------------------------


def test_earlier_scores_come_under_this_rounds_codes() -> None:
    before = run("X 70 70\nY 80 80")
    held = round_of(ties=(TieStep(TieBreak.EARLIER_ROUND, ROUND),), name=FINAL)
    codes = {EntryCode("A"): EntryCode("Y"), EntryCode("B"): EntryCode("X"), EntryCode("C"): EntryCode("Z")}
    earlier = earlier_round(before, codes)
    assert earlier == EarlierRound(ROUND, {EntryCode("A"): Fraction(80), EntryCode("B"): Fraction(70)})
    assert drawn(run("A 85 85\nB 85 85", held, earlier=(earlier,)).ranking) == "1A 2B"


def test_rounds_are_combined_by_weight_and_rounded_once() -> None:
    earlier = EarlierRound(ROUND, {EntryCode("A"): f("79,67"), EntryCode("B"): f("90")})
    held = round_of(rule(2), combination=HALVES, name=FINAL)
    result = run("A 85 86\nB 75 75", held, earlier=(earlier,))
    first = result.combined[0]
    assert first.exact == Fraction(16517, 200)
    assert first.official == f("82,59")
    assert drawn(result.ranking) == "1A 2B"
    assert [place.official for place in result.ranking.places] == [f("82,59"), f("82,5")]


def test_an_earlier_score_that_is_missing_is_a_question() -> None:
    held = round_of(combination=HALVES, name=FINAL)
    result = run("A 85 85", held, earlier=(EarlierRound(ROUND, {}),))
    assert [(p.code, p.where) for p in result.questions] == [("combine.missing", "A")]
    assert result.ranking.unranked == ("A",)


def test_whether_rounds_count_together_is_asked_only_behind_the_first() -> None:
    open_point = Undecided("rounds.bao-ve.combination", "HG3")
    later = run("A 85 85", round_of(combination=open_point, name=FINAL))
    assert asked(later) == ["combine.undecided"]
    assert drawn(later.ranking) == "1A"
    assert not run("A 85 85", round_of(combination=open_point)).questions


# --- figures -----------------------------------------------------------------------------------------------------


def test_figures_of_the_organisers_enter_by_entry_and_criterion() -> None:
    parts = rubric(leaf("1", 80), leaf("2", 20, kind=LeafKind.ORGANISERS))
    held = round_of(rubric_=parts)
    view = view_of("A 70 72", rubric(leaf("1", 80)))
    assert [each.id for each in unjudged_leaves(parts)] == ["2"]
    without = round_result(contest(held), ROUND, view)
    assert asked(without) == ["score.figure_missing"]
    extra = {EntryCode("A"): {CriterionId("2"): f("18,5")}}
    assert round_result(contest(held), ROUND, view, extra=extra).scores[0].official == f("89,5")


# --- code of the data --------------------------------------------------------------------------------------------


def test_the_code_of_the_data_can_be_computed_by_hand() -> None:
    decision = hashlib.sha256("quyết định 1".encode()).hexdigest()
    text = f"judge-desk data 1\ndefinition aa\npackage bb\nballot cc\nballot dd\ndecision {decision}\n"
    assert (
        data_code("AA", ["bb"], ["dd", "cc", "cc"], ["quyết định 1"])
        == (hashlib.sha256(text.encode()).hexdigest()[:16])
    )


HEX = st.text("0123456789abcdef", min_size=4, max_size=8)


@given(HEX, st.lists(HEX), st.lists(HEX), st.lists(st.text()), st.lists(st.text()))
def test_order_and_repetition_do_not_change_the_code_but_content_does(
    definition: str, packages: list[str], ballots: list[str], decisions: list[str], figures: list[str]
) -> None:
    code = data_code(definition, packages, ballots, decisions, figures)
    again = data_code(definition, packages[::-1] * 2, ballots[::-1] * 2, decisions[::-1] * 2, figures[::-1] * 2)
    assert code == again
    assert len(code) == 16
    assert code != data_code(definition, packages, [*ballots, "ffffffffff"], decisions, figures)
    moved = data_code(definition, packages, ballots, [], decisions)
    assert bool(decisions) is (moved != data_code(definition, packages, ballots, decisions, []))


# --- the whole ---------------------------------------------------------------------------------------------------


CELLS = st.sampled_from(["60", "70", "72", "75", "79,5", "80", "R", "-"])
WORLDS = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5)
METHODS = st.sampled_from(list(ScoreMethod))
DECIDED = st.lists(
    st.tuples(
        st.sampled_from([DecisionKind.SCORE, DecisionKind.TIE, DecisionKind.CUT, DecisionKind.PRIZE]),
        st.sampled_from(["0", "1", "0 1", "1 2", ROUND, "chung nhat"]),
        st.sampled_from(["75", "0", "1", "0 1", "1 0", "2 1", "vacant", "x"]),
    ),
    max_size=4,
)


@given(WORLDS, METHODS, DECIDED, st.booleans())
def test_any_world_gives_a_result_whose_findings_can_all_be_said(
    table: list[list[str]], method: ScoreMethod, decided: list[tuple[DecisionKind, str, str]], tiered: bool
) -> None:
    picture = "\n".join(f"{row} {' '.join(cells)}" for row, cells in enumerate(table))
    held = round_of(
        rule(1, method=method, trim=1),
        disagreement=INTERVIEW if tiered else None,
        ties=(TieStep(TieBreak.MEDIAN), TieStep(TieBreak.VOTE)),
        cut=CutRule(CutKind.TOP, count=2),
    )
    decisions = tuple(decide(kind, about, value, number) for number, (kind, about, value) in enumerate(decided, 1))
    result = run(picture, held, *decisions, tables=(TABLE,))
    assert result == run(picture, held, *decisions[::-1], tables=(TABLE,))
    everything = (*result.questions, *result.notes, *(note for score in result.scores for note in score.reasons))
    assert not [text for text in said(everything) if "{" in text or "lời giải thích" in text or "no words" in text]
    assert all(problem.severity is Severity.ASK for problem in result.questions)
    listed = sorted([place.code for place in result.ranking.places] + list(result.ranking.unranked))
    assert listed == sorted(score.code for score in result.scores)


def test_numbers_in_facts_are_exact_or_say_that_they_are_not() -> None:
    assert number(f("79,5")) == "79.5"
    assert number(Fraction(80)) == "80"
    assert number(Fraction(239, 3)) == "≈79.67"
    assert "criterion" not in NUMBERS


# --- the shipped contest -----------------------------------------------------------------------------------------


def test_the_shipped_contest_asks_its_open_points_and_decisions_answer_them() -> None:
    definition = load_definition(shipped("hau-giang-2024"), "hau-giang-2024.toml")
    first, last = definition.rounds
    view = _shipped_view(first, {"A": 0, "B": 1, "C": 1})
    asked_first = round_result(definition, first.id, view)
    assert asked(asked_first) == ["cut.undecided"]
    assert [place.number for place in asked_first.ranking.places] == [1, 2, 2]
    chosen = decide(DecisionKind.CUT, first.id, "A B C", round_id=first.id)
    before = round_result(definition, first.id, view, decisions=(chosen,))
    assert not before.questions

    facts = {EntryCode(code): EntryFacts("ca-nhan", ("Sở Nội vụ",), (code,)) for code in "ABC"}
    codes = {code: code for code in facts}
    final = _shipped_view(last, {"A": 2, "B": 0, "C": 1})
    result = round_result(definition, last.id, final, (earlier_round(before, codes),), entries=facts)
    assert asked(result) == ["combine.undecided", "prize.per_unit_undecided", "prize.minimum_undecided"]
    assert [row.code for row in result.awards[0].rows] == ["B", "C", "A", None, None, None]


def _shipped_view(round_: Round, below: dict[str, int]) -> PanelView:
    """Let three judges agree: every leaf full, but for so many steps on the last one."""
    columns = judged_leaves(round_.rubric)
    full = [to_steps(each.maximum, each.step) for each in columns]
    view = view_of("\n".join(f"{code} 1 1 1" for code in below), None, round_.id)
    lines = tuple(Line(EntryCode(code), (*full[:-1], full[-1] - steps)) for code, steps in below.items())
    assert all(allows(leaf_, mark) for line in lines for leaf_, mark in zip(columns, line.marks, strict=True) if mark)
    seats = tuple(_with_lines(seat, lines) for seat in view.seats)
    return replace(view, issued=replace(view.issued, rubric=round_.rubric), seats=seats)


def _with_lines(seat: SeatView, lines: tuple[Line, ...]) -> SeatView:
    assert seat.counted is not None
    return replace(seat, counted=replace(seat.counted, ballot=replace(seat.counted.ballot, lines=Lines.of(lines))))
