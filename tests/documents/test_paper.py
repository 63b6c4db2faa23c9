"""The rules in words, for every rule a definition can name."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from judge_desk.contest.rulebook.rules import (
    Action,
    DisagreementRule,
    Measure,
    RankOn,
    ScoreMethod,
    ScoreRule,
    Tier,
    Undecided,
)
from judge_desk.contest.values.numbers import ROUNDING
from judge_desk.documents.content import Rules
from judge_desk.documents.paper import rules_sentences

_SCORE = ScoreRule(ScoreMethod.MEAN, 1, "half_up", RankOn.ROUNDED, 2)


def _tiers(*tiers: tuple[int, bool, Action | Undecided], measure: Measure = Measure.RANGE) -> str:
    rule = DisagreementRule(measure, tuple(Tier(Fraction(low), included, act) for low, included, act in tiers))
    return rules_sentences(Rules(_SCORE, rule))[1]


@pytest.mark.parametrize("method", list(ScoreMethod))
@pytest.mark.parametrize("rounding", sorted(ROUNDING))
@pytest.mark.parametrize("rank_on", list(RankOn))
def test_every_score_rule_has_its_sentence(method: ScoreMethod, rounding: str, rank_on: RankOn) -> None:
    score = replace(_SCORE, method=method, rounding=rounding, rank_on=rank_on, trim=1)
    said = rules_sentences(Rules(score, None))
    assert len(said) == 2
    assert "{" not in said[0]


def test_bounds_are_said_as_they_are_included() -> None:
    said = _tiers((0, True, Action.MEAN), (5, False, Action.CHAIR), (10, True, Action.THIRD))
    assert ": đến hết 5: lấy điểm trung bình; trên 5 đến dưới 10: Trưởng ban" in said
    assert "; từ 10 trở lên: chấm lần thứ ba." in said


def test_one_tier_holds_everywhere_and_an_open_action_is_said_to_be_open() -> None:
    assert ": mọi mức: chấm chung và biểu quyết." in _tiers((0, True, Action.JOINT))
    said = _tiers((0, True, Action.MEAN), (5, True, Action.DROP), (15, False, Undecided("x")), measure=Measure.DISTANCE)
    assert "dưới 5: lấy điểm trung bình; từ 5 đến hết 15: bỏ một lần" in said
    assert "trên 15: chưa quy định" in said


def test_missing_undecided_and_sample_rules_are_told_apart() -> None:
    assert "không có quy định riêng" in rules_sentences(Rules(_SCORE, None))[1]
    assert "chưa được quy định" in rules_sentences(Rules(_SCORE, Undecided("x")))[1]
    assert "mẫu minh họa" in rules_sentences(Rules(replace(_SCORE, sample=True), None))[-1]
    assert "hàng đơn vị" in rules_sentences(Rules(replace(_SCORE, decimals=0), None))[0]
