"""Disagreements: listed by tier, settled step by step, first marks never touched, nothing kept of a refused record."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest

from judge_desk.contest.counting.settling import Case, Step
from judge_desk.contest.values.decisions import DecisionKind, Votes
from judge_desk.contest.values.problems import BadInput, NotNow, Refusal
from judge_desk.desks import publishing, recounting, settling, settling_papers
from judge_desk.desks.papers.settling_words import agreement_words, effect_words, tier_words
from judge_desk.desks.settling import Agreed, Settling
from tests.desks import small_contest
from tests.desks.apart_contest import apart
from tests.desks.small_contest import PEOPLE, Small
from tests.documents.reading import text_of
from tests.journeys.by_hand import ONE

AGREED = Agreed("Chênh lệch điểm", PEOPLE)


@pytest.fixture(scope="module")
def apart_once(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a contest whose judges lie apart."""
    return apart(tmp_path_factory.mktemp("apart"))


@pytest.fixture
def lying_apart(apart_once: Small, tmp_path: Path) -> Small:
    """Give a copy of it."""
    return small_contest.copied(apart_once, tmp_path)


def look(small: Small) -> Settling:
    return settling.look_over(small.contest, ONE, small.around())


def case(small: Small, place: int) -> Case:
    return settling.find_case(look(small), small.codes()[place])


def first_marks(small: Small) -> dict[str, list[tuple[int, tuple[Fraction, ...]]]]:
    return {each.code: [(mark.seat, mark.marks) for mark in each.first] for each in look(small).cases}


def test_cases_stand_by_tier_the_largest_first_with_what_comes_next(apart_once: Small) -> None:
    found, codes = look(apart_once), apart_once.codes()
    assert [(each.code, each.size, each.step) for each in found.cases] == [
        (codes[5], Fraction(22), Step.JOINT),
        (codes[3], Fraction(12), Step.ASSIGN),
        (codes[4], Fraction(10), Step.ASSIGN),
        (codes[2], Fraction(9), Step.DIALOGUE),
        (codes[1], Fraction(6), Step.DIALOGUE),
    ]
    assert all(each.apart == ("1",) and each.apart_by == each.size for each in found.cases)
    words = [tier_words(each, found.standing.round) for each in found.cases[::2]]
    assert words[:2] == ["Từ 20 điểm: chấm chung, biểu quyết", "Từ 10 đến dưới 20 điểm: chấm lần ba"]
    assert tier_words(found.cases[-1], found.standing.round, "en").startswith("Above 5 to below 10 points")
    # Everybody on a seat marked these entries; only the judge of the second round is free.
    assert [person.name for person in found.free[codes[3]]] == ["Bùi Thị Sáu"]


def test_dialogue_then_the_chair(lying_apart: Small) -> None:
    contest, code, around = lying_apart.contest, lying_apart.codes()[2], lying_apart.around()
    before = first_marks(lying_apart)
    talked = settling.record_dialogue(contest, ONE, code, "Ghế 3 giữ điểm vì có số liệu.", AGREED, around)
    assert (talked.case.step, talked.case.score.official) == (Step.CHAIR, None)
    done = settling.set_mark(contest, ONE, code, "51,5", AGREED, around)
    assert (done.case.step, done.case.score.official, done.decided.decision.value) == (
        Step.SETTLED,
        Fraction(103, 2),
        "51.5",
    )
    assert first_marks(lying_apart) == before
    assert "settle.no_dialogue" not in {each.code for each in done.findings}
    hasty = settling.set_mark(contest, ONE, lying_apart.codes()[1], "47", AGREED, around)
    assert "settle.no_dialogue" in {each.code for each in hasty.findings}


def test_a_third_judge_is_named_marks_and_the_mark_is_set_by_people(lying_apart: Small) -> None:
    contest, code, around = lying_apart.contest, lying_apart.codes()[3], lying_apart.around()
    judge = look(lying_apart).free[code][0].id
    named = settling.name_third(contest, ONE, code, judge, AGREED, around)
    assert named.case.step is Step.THIRD_MARK
    marked = settling.record_third(contest, ONE, code, ("15", "18,5", "14.5"), "48", AGREED, around).case
    assert marked.third is not None
    assert (marked.step, marked.third.name, marked.third.total) == (Step.THIRD_OFFICIAL, "Bùi Thị Sáu", Fraction(48))
    # The rules do not say which mark stands, so nothing is official until people say it.
    assert [(each.key, each.mark) for each in marked.proposals] == [
        ("third", Fraction(48)), ("mean_of_all", Fraction(4708, 100)), ("nearest", Fraction(4625, 100)),
    ]  # fmt: skip
    assert marked.score.official is None
    done = settling.set_mark(contest, ONE, code, "48", AGREED, around).case
    assert (done.step, done.score.official) == (Step.SETTLED, Fraction(48))


def test_a_vote_on_joint_marking_stands_with_its_numbers(lying_apart: Small) -> None:
    agreed = Agreed("Chấm chung", PEOPLE, Votes(3, 1, 1))
    done = settling.set_mark(lying_apart.contest, ONE, lying_apart.codes()[5], "50", agreed, lying_apart.around())
    assert done.case.decision is not None
    assert done.case.decision.votes == Votes(3, 1, 1)


def test_what_cannot_be_recorded_is_refused_by_name_and_leaves_nothing(lying_apart: Small) -> None:
    contest, codes, around = lying_apart.contest, lying_apart.codes(), lying_apart.around()
    judge = look(lying_apart).free[codes[3]][0].id
    marks = ("15", "18,5", "14,5")
    talk, name, third = settling.record_dialogue, settling.name_third, settling.record_third
    attempts: list[tuple[Callable[[], object], type[Refusal], str]] = [
        (lambda: talk(contest, ONE, codes[2], " ", AGREED, around), BadInput, "settle.no_outcome"),
        (lambda: talk(contest, ONE, codes[0], "Đã bàn", AGREED, around), NotNow, "settle.not_open"),
        (lambda: talk(contest, ONE, codes[2], "Đã bàn", Agreed("", PEOPLE), around), BadInput, "decide.no_reason"),
        (lambda: name(contest, ONE, codes[2], judge, AGREED, around), NotNow, "settle.no_third_tier"),
        (lambda: name(contest, ONE, codes[3], "gk1", AGREED, around), BadInput, "settle.not_free"),
        (lambda: third(contest, ONE, codes[3], marks, "48", AGREED, around), NotNow, "settle.no_third"),
        (lambda: third(contest, ONE, codes[3], marks, "47", AGREED, around), BadInput, "settle.other_total"),
        (lambda: settling.set_mark(contest, ONE, codes[2], "100,5", AGREED, around), BadInput, "settle.off_scale"),
        (lambda: settling.set_mark(contest, ONE, codes[2], "năm mươi", AGREED, around), BadInput, "decide.bad_mark"),
        (lambda: settling.find_case(look(lying_apart), codes[0]), BadInput, "settle.no_case"),
    ]
    name(contest, ONE, codes[4], judge, AGREED, around)
    wrong = [("15",), ("99", "1", "1"), ("1", "1", "1,3"), ("a", "1", "1")]
    calls = [partial(third, contest, ONE, codes[4], each, "17", AGREED, around) for each in wrong]
    attempts += [(each, BadInput, "settle.") for each in calls]
    before = lying_apart.standing().decisions
    for attempt, refusal, code in attempts:
        with pytest.raises(refusal) as caught:
            attempt()
        assert caught.value.problem.code.startswith(code), caught.value.problem
    assert lying_apart.standing().decisions == before


def test_a_ballot_that_changes_makes_the_records_of_its_entries_stale(lying_apart: Small) -> None:
    contest, codes, around = lying_apart.contest, lying_apart.codes(), lying_apart.around()
    talked = settling.record_dialogue(contest, ONE, codes[2], "Đã bàn", AGREED, around)
    settling.set_mark(contest, ONE, codes[2], "51,5", AGREED, around)
    lying_apart.decide(DecisionKind.SEAT, ("4",), "closed")
    after = case(lying_apart, 2)
    assert after.is_open
    assert (after.dialogue, after.step) == (None, Step.DIALOGUE)
    assert set(after.stale) == {talked.decided.number, talked.decided.number + 1}


def test_a_missing_ballot_shows_what_it_does_to_the_place(lying_apart: Small) -> None:
    codes, around = lying_apart.codes(), lying_apart.around()
    before = lying_apart.standing().result
    found = settling.absence(lying_apart.contest, ONE, around, codes[7])
    assert [(each.seat, each.recused, each.entries) for each in found] == [(2, True, 10)]
    assert effect_words(found[0]).startswith(f"Ghế 2 không chấm bài {codes[7]}.")
    assert len(settling.absence(lying_apart.contest, ONE, around)) == 2
    assert lying_apart.standing().result == before


def test_papers_are_open_for_ink_before_and_filled_after(lying_apart: Small, tmp_path: Path) -> None:
    contest, code, around = lying_apart.contest, lying_apart.codes()[2], lying_apart.around()
    target = tmp_path / "in"
    blank = settling_papers.write_forms(contest, ONE, target, around, code)[0]
    text = text_of(blank.read_bytes())
    assert f"Thống nhất điểm bài dự thi {code}" in text
    assert "Các phiếu chấm ban đầu giữ nguyên, không sửa chữa." in text
    assert "Ghế 3: 53,5" in text
    assert "Bằng chữ: …" in text
    assert settling_papers.write_forms(contest, ONE, target, around, code) == (blank,)
    settling.record_dialogue(contest, ONE, code, "Ghế 3 giữ điểm.", AGREED, around)
    settling.set_mark(contest, ONE, code, "51,5", AGREED, around)
    filled = settling_papers.write_forms(contest, ONE, target, around, code)[0]
    assert filled.name == f"{blank.stem}-2.pdf"
    text = text_of(filled.read_bytes())
    assert "năm mươi mốt phẩy năm điểm" in text
    assert "Ghế 3 giữ điểm." in text
    assert len(settling_papers.forms(contest, ONE, around)) == 5


def test_sealed_files_and_decisions_alone_give_the_same_result(lying_apart: Small, tmp_path: Path) -> None:
    contest, codes, around = lying_apart.contest, lying_apart.codes(), lying_apart.around()
    judge = look(lying_apart).free[codes[3]][0].id
    settling.name_third(contest, ONE, codes[3], judge, AGREED, around)
    settling.record_third(contest, ONE, codes[3], ("15", "18,5", "14,5"), "48", AGREED, around)
    for place, mark in ((1, "47"), (2, "48"), (3, "48"), (4, "45"), (5, "50")):
        settling.set_mark(contest, ONE, codes[place], mark, AGREED, around)
    assert look(lying_apart).open == ()
    papers = tmp_path / "giay"
    publishing.publish(contest, ONE, papers, around, draft=True)
    (told,) = recounting.recount(
        (papers, contest / "packages", contest / "ballots"), lying_apart.definition, around
    ).rounds
    assert (told.compared, told.same, told.differences) == (True, True, 0)


def test_the_panel_is_told_in_words_and_on_paper(apart_once: Small) -> None:
    report = settling.panel_report(apart_once.contest, ONE, apart_once.around())
    assert [each.entries for each in report.figures.judges] == [11, 10, 10, 11, 11]
    for language in ("vi", "en"):
        words = agreement_words(report.figures, language)
        assert len(words) == 4
        assert ("0,90" if language == "vi" else "0.90") in words[0]
    text = text_of(settling_papers.panel_paper(apart_once.contest, ONE, apart_once.around()).data)
    assert "Trần Văn Chủ" in text
    assert "+0,70" in text
    assert "Hệ số Kendall W = 0,90" in text
