"""The working behind every place, the questions with their answers, and the candidates for special prizes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from judge_desk.contest.rulebook.rules import CutKind, CutRule, Prize, PrizeTable, Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import BadInput, Findings
from judge_desk.desks.prize_reading import candidates, prize_lines
from judge_desk.desks.release import release_of, still_to_approve
from judge_desk.desks.result_questions import Question, questions_of
from judge_desk.desks.result_reading import working
from judge_desk.desks.standing import Standing, work_out
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence
from tests.desks import small_contest
from tests.journeys.by_hand import ONE


@pytest.fixture(scope="module")
def tied(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    """A worked-out round in which the fourth and the fifth are equal in everything, at a cut after the fourth."""
    small = small_contest.issued(tmp_path_factory.mktemp("tied"))
    levels, codes = small.levels(), small.codes()
    levels[codes[4]] = levels[codes[3]]
    levels[codes[7]] = [levels[codes[6]][0] - 2, *(each + 1 for each in levels[codes[6]][1:])]
    small.merge(*(small.seal(seat, levels) for seat in range(1, 6)))
    return small.standing()


def under(standing: Standing, *decisions: Decision, **rules: Any) -> Standing:
    """Work the round out again under other rules, with further decisions."""
    tables = rules.pop("prize_tables", ())
    round_ = replace(standing.round, **rules)
    others = tuple(each for each in standing.definition.rounds if each.id != round_.id)
    definition = replace(standing.definition, rounds=(round_, *others), prize_tables=tables)
    known = (*standing.decisions, *decisions)
    return work_out(definition, round_, standing.editions, standing.ballots, known, None)


def decision(kind: DecisionKind, about: tuple[str, ...], value: str, number: int = 50) -> Decision:
    return Decision(number, RoundId(ONE), kind, about, value, (), "Họp", ("Chủ tịch",), "2024-09-05T09:00:00")


def codes_of(steps: Findings) -> list[str]:
    return [each.code for each in steps]


def asked(standing: Standing) -> Question:
    (only,) = questions_of(standing)
    return only


def said(question: Question) -> list[str]:
    return [sentence(each.meaning, open_catalogue("vi")) for each in question.choices]


def test_every_step_to_a_place_is_told_in_order(tied: Standing) -> None:
    codes = [each.code for each in tied.result.ranking.places]
    steps = working(tied, codes[0])
    assert codes_of(steps) == [
        *["why.ballot"] * 5, "why.spread", "score.counted", "score.by_mean", "why.rank_rounded", "why.place",
        "why.cut_inside",
    ]  # fmt: skip
    fourth = working(tied, codes[3])
    assert codes_of(fourth)[-3:] == ["why.tie_criterion_equal", "why.place_shared", "why.cut_pending"]
    assert fourth[-2].facts == {"place": 4, "codes": codes[4], "above": 3}
    parted = next(each for each in tied.result.ranking.places if each.trace and each.trace[-1].parted)
    told = working(tied, parted.code)
    assert "why.tie_criterion_parted" in codes_of(told)
    words = [sentence(each, open_catalogue("vi")) for each in told]
    assert any("“Tính mới”" in each and "phân định được" in each for each in words)
    with pytest.raises(BadInput):
        working(tied, "999-9")


def test_a_tie_across_the_cut_has_its_answers_and_none_is_preferred(tied: Standing) -> None:
    question = asked(tied)
    codes = [each.code for each in tied.result.ranking.places]
    assert question.codes == tuple(codes[3:5])
    assert [each.name for each in question.choices] == ["all_in", "none_in", "vote", "order"]
    assert [each.value.split() for each in question.choices] == [codes[:5], codes[:3], [], []]
    assert said(question) == [
        "Cả nhóm vào: 5 bài. Thêm 1 bài so với thể lệ.",
        "Không bài nào vào: 3 bài. Bớt 1 bài so với thể lệ.",
        "Ban Giám khảo biểu quyết: 4 bài. Ghi số phiếu và người dự.",
        "Biểu quyết thứ tự 2 bài. Vào vòng trong theo thứ tự đó.",
    ]
    by_score = [choice.name for choice in asked(under(tied, ties=())).choices]
    assert by_score == ["all_in", "none_in", "vote"], "an order needs rules that let a vote part equals"
    settled = under(tied, decision(DecisionKind.CUT, (ONE,), question.choices[0].value))
    assert questions_of(settled) == ()
    assert codes_of(working(settled, codes[4]))[-2:] == ["why.cut_inside_decided", "why.by_people"]
    assert codes_of(working(settled, codes[5]))[-2:] == ["why.cut_outside_decided", "why.by_people"]


@pytest.mark.parametrize("cut", [CutRule(CutKind.MANUAL), Undecided("rounds.vong-1.cut", "HG2")])
def test_a_list_by_hand_is_asked_with_every_entry_that_can_go_on(tied: Standing, cut: CutRule | Undecided) -> None:
    question = asked(under(tied, cut=cut))
    assert [each.name for each in question.choices] == ["by_hand"]
    assert len(question.codes) == len(tied.result.ranking.places)


def test_prizes_are_asked_where_equals_meet_and_read_table_by_table(tied: Standing) -> None:
    codes = [each.code for each in tied.result.ranking.places]
    prizes = (Prize("a", "Giải A", 3, 100), Prize("b", "Giải B", 1, 50), Prize("c", "Giải C", 9, 10))
    table = PrizeTable("bang", "Bảng một", RoundId(ONE), prizes, sharing=True, special="Bài xuất sắc")
    rules: dict[str, Any] = {"cut": None, "blind": False, "prize_tables": (table,)}
    found = under(tied, **rules)
    question = asked(found)
    assert question.codes == tuple(codes[3:5])
    assert [(each.name, each.votes) for each in question.choices] == [
        ("order", True), ("shared", False), ("vacant", False)
    ]  # fmt: skip
    assert said(question)[1] == "Đồng giải: 2 bài cùng nhận “Giải B”."
    shared = decision(DecisionKind.PRIZE, question.choices[1].about, question.choices[1].value)
    best = decision(DecisionKind.SPECIAL, (codes[5], "criterion:1"), "Tính mới nhất", 51)
    more = decision(DecisionKind.SPECIAL, (codes[5],), "Đề nghị khen", 52)
    settled = under(tied, shared, best, more, **rules)
    assert questions_of(settled) == ()
    lines = prize_lines(settled, {codes[3]: "Một cửa"})
    assert [each.code for each in lines][:5] == codes[:5]
    assert [each.state.value for each in lines].count("vacant") == 9 - len(codes[5:])
    assert (lines[3].title, lines[3].decision, lines[3].shared) == ("Một cửa", 50, True)
    (awards,) = settled.result.awards
    assert [(each.code, each.text) for each in awards.specials] == [
        (codes[5], "Đề nghị khen"), (codes[5], "Tính mới nhất")
    ]  # fmt: skip
    assert codes_of(working(settled, codes[5]))[-4::2] == ["why.special", "why.special"]
    assert "why.prize_decided" in codes_of(working(settled, codes[3]))
    held = candidates(settled, "criterion:1", {})
    assert next(each for each in held if each.code == codes[5]).decision == 51


def test_an_approval_that_the_rules_leave_open_keeps_the_result_in_the_house(tied: Standing) -> None:
    open_ = Undecided("rounds.vong-1.approval", "HG12")
    found = under(tied, approval=open_, cut=None)
    missing = still_to_approve(found)
    assert missing is not None
    assert missing.code == "release.approval_undecided"
    assert "HG12" in sentence(missing, open_catalogue("vi"))
    due = release_of(found).next
    assert due is not None
    assert (due.name, due.said.code) == ("approval", missing.code)


def test_candidates_stand_by_exact_means_and_an_unknown_subject_is_refused(tied: Standing) -> None:
    found = candidates(tied, "criterion:2", {})
    means = {score.code: {str(key): value for key, value in score.criteria} for score in tied.result.scores}
    values = [each.value for each in found]
    assert values == sorted(values, reverse=True)
    assert all(isinstance(each, Fraction) for each in values)
    assert {each.code: each.value for each in found} == {
        code: each[k] for code, each in means.items() for k in each if k == "2"
    }
    assert [each.code for each in candidates(tied, "field:chung", {})] == [p.code for p in tied.result.ranking.places]
    for subject in ("criterion:9", "field:x", "unit:1", ""):
        with pytest.raises(BadInput):
            candidates(tied, subject, {})
