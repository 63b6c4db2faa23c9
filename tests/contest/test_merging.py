"""Every condition of ballots and seats by name, and what lifts it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from judge_desk.contest.merge.merging import Condition, cast_lines, panel_view
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import RoundId, Seat
from tests.contest.notation import (
    ballot,
    ballots,
    choose,
    code,
    decision,
    digest_of,
    entry,
    holder,
    issue,
    manifest,
)
from tests.contest.panels import GOOD, notes, opens, seat, view_of


def test_a_whole_panel_counts_and_nothing_is_open() -> None:
    view = view_of(GOOD)
    assert [each.condition for each in view.seats] == [Condition.COUNTED] * 3
    assert view.open == ()


def test_a_seat_without_a_ballot_is_open_until_people_stop_waiting() -> None:
    view = view_of("one seat 1")
    assert seat(view, 2).condition is Condition.MISSING
    assert opens(view, 2) == ["merge.missing"]
    assert opens(view_of("one seat 1", choose(1, 2, "none", "")), 2) == []
    closed = decision(1, DecisionKind.SEAT, "2", "closed")
    assert opens(view_of("one seat 1", closed), 2) == []


def test_a_ballot_that_comes_after_people_stopped_waiting_reopens_the_seat() -> None:
    view = view_of("two seat 2", choose(1, 2, "none", ""))
    assert opens(view, 2) == ["merge.decision_lapsed"]
    assert seat(view, 2).decision is None


def test_a_seat_with_nothing_to_mark_is_not_waited_for() -> None:
    world = issue(manifest(1, (entry(1, "1"),), (holder(1), holder(2))))
    view = view_of("one seat 1", issued=world)
    assert view.open == ()
    assert notes(view, 2) == ["merge.nothing_assigned"]


def test_an_unfinished_ballot_waits_for_a_decision_and_then_counts_only_its_full_lines() -> None:
    picture = "A seat 1 state partial | 1 = 10 4 | 2 = . . | 3 = 10 ."
    view = view_of(picture)
    assert seat(view, 1).condition is Condition.PARTIAL
    assert opens(view, 1) == ["merge.partial"]
    decided = view_of(picture, choose(1, 1, "A", "A"))
    assert opens(decided, 1) == []
    lines = cast_lines(decided)
    assert Seat(1) in lines[code(1)]
    assert Seat(1) not in lines[code(2)]
    assert Seat(1) not in lines[code(3)]


@pytest.mark.parametrize("lines", ["| 1 = 10 4 | 2 = 10 4", "| 1 = 10 4 | 2 = 10 4 | 3 = 10 ."])
def test_a_ballot_that_calls_itself_complete_is_not_believed(lines: str) -> None:
    assert opens(view_of(f"A seat 1 {lines}"), 1) == ["merge.partial"]


def test_a_ballot_that_calls_itself_unfinished_without_being_so_is_asked_about() -> None:
    assert opens(view_of("A seat 1 state partial"), 1) == ["merge.partial_stated"]


def test_a_recusal_is_complete_and_stands_in_the_lines() -> None:
    view = view_of("A seat 1 | 1 = 10 4 | 2 = R | 3 = 8 10")
    assert opens(view, 1) == []
    assert cast_lines(view)[code(2)][Seat(1)].recused


@pytest.mark.parametrize("marks", ["21 4", "-1 4", "10 6", "10 11"])
def test_a_mark_off_the_scale_or_between_the_bands_can_never_count(marks: str) -> None:
    picture = f"A seat 1 | 1 = {marks} | 2 = 10 4 | 3 = 10 4"
    view = view_of(picture)
    assert seat(view, 1).condition is Condition.OUT_OF_SCALE
    assert opens(view, 1) == ["merge.out_of_scale"]
    forced = view_of(picture, choose(1, 1, "A", "A"))
    assert seat(forced, 1).counted is None
    assert opens(forced, 1) == ["merge.decision_unusable", "merge.out_of_scale"]
    assert opens(view_of(picture, choose(1, 1, "none", "A")), 1) == []


def test_other_criteria_can_never_count() -> None:
    for picture in ("A seat 1 columns 1,3", "A seat 1 definition elsewhere", "A seat 1 | 1 = 10 | 2 = 10 | 3 = 10"):
        assert seat(view_of(picture), 1).condition is Condition.OTHER_DEFINITION
        assert opens(view_of(picture, choose(1, 1, "A", "A")), 1)[0] == "merge.decision_unusable"


def test_rules_that_changed_in_wording_only_can_be_accepted_by_decision() -> None:
    world = issue()
    first = world.rubric.criteria[0]
    reworded = replace(world.rubric, criteria=(replace(first, title="Mới"), world.rubric.criteria[1]))
    coarser = replace(world.rubric, criteria=(replace(first, step=first.step * 2), world.rubric.criteria[1]))
    for rubric, code_, counts in ((reworded, "other_wording", True), (coarser, "other_definition", False)):
        known = replace(world, older_rubrics=((digest_of("old"), rubric),))
        assert opens(view_of("A seat 1 definition old", issued=known), 1) == [f"merge.{code_}"]
        decided = view_of("A seat 1 definition old", choose(1, 1, "A", "A"), issued=known)
        assert (seat(decided, 1).counted is not None) is counts
    same = replace(world, older_rubrics=((digest_of("old"), world.rubric),))
    assert opens(view_of("A seat 1 definition old", issued=same), 1) == []


def test_a_package_never_issued_here_is_open_and_can_be_accepted() -> None:
    view = view_of("A seat 1 package strange")
    assert seat(view, 1).condition is Condition.OTHER_PACKAGE
    assert opens(view, 1) == ["merge.other_package"]
    assert opens(view_of("A seat 1 package strange", choose(1, 1, "A", "A")), 1) == []


def test_a_line_for_an_entry_nobody_issued_or_written_twice_is_open() -> None:
    strange = "A seat 1 | 1 = 10 4 | 2 = 10 4 | 3 = 10 4 | 9 = 10 4"
    twice = "A seat 1 | 1 = 10 4 | 2 = 10 4 | 3 = 10 4 | 3 = 12 4"
    assert seat(view_of(strange), 1).condition is Condition.UNKNOWN_ENTRY
    assert opens(view_of(strange, choose(1, 1, "A", "A")), 1) == []
    assert opens(view_of(twice, choose(1, 1, "A", "A")), 1) == ["merge.decision_unusable", "merge.unknown_entry"]


def test_a_ballot_of_no_seat_is_open_until_people_set_it_aside() -> None:
    view = view_of(GOOD + "\n odd seat 9")
    assert seat(view, 9).condition is Condition.UNKNOWN_SEAT
    assert opens(view, 9) == ["merge.unknown_seat"]
    assert view_of(GOOD + "\n odd seat 9", choose(1, 9, "none", "odd")).open == ()
    assert opens(view_of(GOOD + "\n odd seat 9", choose(1, 9, "odd", "odd")), 9)[0] == "merge.decision_unusable"


def test_one_code_on_two_ballots_is_a_clash_on_both_seats() -> None:
    same = "7" * 30
    view = view_of(f"A seat 1 code {same}\n B seat 2 code {same}")
    assert [seat(view, number).condition for number in (1, 2)] == [Condition.CLASH] * 2
    assert opens(view, 1) == opens(view, 2) == ["merge.clash"]


def test_ballots_of_another_contest_or_round_are_named_and_touch_no_seat() -> None:
    view = view_of(GOOD + "\n X seat 1 contest other\n Y seat 2 round chung-khao")
    assert view.open == ()
    assert {"merge.stray_contest", "merge.stray_round"} <= {problem.code for problem in view.notes}


def test_a_marked_pair_that_was_not_assigned_never_counts_and_waits_for_a_decision() -> None:
    picture = "A seat 2 | 1 = 10 4 | 2 = 10 4 | 3 = 20 10"
    view = view_of(picture)
    assert seat(view, 2).condition is Condition.RECUSED_MARKED
    assert seat(view, 2).counted is not None
    assert opens(view, 2) == ["merge.recused_marked"]
    assert Seat(2) not in cast_lines(view)[code(3)]
    ignored = view_of(picture, decision(1, DecisionKind.REFUSED_MARKS, digest_of("A"), "ignored"))
    assert seat(ignored, 2).condition is Condition.COUNTED
    assert opens(ignored, 2) == []


def test_only_the_word_ignored_lets_the_other_marks_stand() -> None:
    unsure = decision(1, DecisionKind.REFUSED_MARKS, digest_of("A"), "hỏi lại")
    picture = "A seat 2 | 1 = 10 4 | 2 = 10 4 | 3 = 20 10"
    assert opens(view_of(picture, unsure), 2) == ["merge.recused_marked"]


def test_a_mark_beside_a_recusal_is_asked_about() -> None:
    assert opens(view_of("A seat 1 | 1 = R 10 4 | 2 = 10 4 | 3 = 10 4"), 1) == ["merge.recused_marked"]


def test_marks_of_a_withdrawn_entry_are_kept_noted_and_not_counted() -> None:
    gone = Decision(1, issue().round, DecisionKind.WITHDRAW, ("17", code(2)), "withdrawn", (), "xin rút", (), "")
    view = view_of(GOOD, gone)
    assert view.open == ()
    assert "merge.withdrawn_marked" in notes(view, 1)
    assert code(2) not in cast_lines(view)
    assert [each.withdrawn for each in view.issued.entries] == [False, True, False]


def test_a_blank_on_a_withdrawn_entry_is_no_gap() -> None:
    gone = Decision(1, issue().round, DecisionKind.WITHDRAW, ("17", code(2)), "withdrawn", (), "xin rút", (), "")
    assert opens(view_of("A seat 1 state partial | 1 = 10 4 | 2 = . . | 3 = 10 4", gone), 1) == []


def test_a_code_withdrawn_in_another_round_means_another_entry() -> None:
    gone = Decision(1, RoundId(""), DecisionKind.WITHDRAW, ("17", code(2)), "withdrawn", (), "xin rút", (), "")
    assert not any(each.withdrawn for each in view_of(GOOD, gone).issued.entries)


def test_a_ballot_is_tied_only_by_the_very_digits_of_its_sheet() -> None:
    made = ballot("one seat 1")
    bare = view_of(GOOD)
    assert not seat(bare, 1).tied
    assert notes(bare, 1) == ["merge.not_tied"]
    tied = view_of(GOOD, decision(1, DecisionKind.PAPER, made.digest, made.code))
    assert seat(tied, 1).tied
    assert notes(tied, 1) == []
    wrong = view_of(GOOD, decision(1, DecisionKind.PAPER, made.digest, "1" * 30))
    assert opens(wrong, 1) == ["merge.wrong_paper"]
    assert not seat(wrong, 1).tied


def test_the_sheet_of_an_earlier_revision_is_recognised() -> None:
    made = ballots("A seat 1\n B seat 1 rev 2 after A")
    signed = decision(1, DecisionKind.PAPER, made["B"].digest, made["A"].code)
    view = panel_view(issue(), made.values(), (signed,))
    assert opens(view, 1) == ["merge.paper_of_other"]


def test_a_wrong_sheet_of_a_replaced_ballot_is_noted_but_blocks_nothing() -> None:
    made = ballots("A seat 1\n B seat 1 rev 2 after A")
    view = panel_view(issue(), made.values(), (decision(1, DecisionKind.PAPER, made["A"].digest, "1" * 30),))
    assert opens(view, 1) == []
    assert "merge.wrong_paper" in notes(view, 1)


def test_another_name_on_the_ballot_is_noted() -> None:
    assert "merge.other_name" in notes(view_of("A seat 1 name Khác"), 1)


def test_one_digest_with_two_contents_cannot_be() -> None:
    made = ballot("A seat 1")
    with pytest.raises(ValueError, match="one digest"):
        panel_view(issue(), [made, replace(made, known="1" * 30)], ())
