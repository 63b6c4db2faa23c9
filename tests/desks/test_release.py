"""A result leaves the house step by step: approved, locked, announced; and comes back for a correction."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.values.decisions import OPENED, DecisionKind, Votes, announced
from judge_desk.contest.values.problems import BadInput, NotNow, Refusal
from judge_desk.desks import deciding, publishing
from judge_desk.desks.deciding import Request
from judge_desk.desks.decision_words import decision_text
from judge_desk.desks.looking import look_at
from judge_desk.desks.print_places import REPLACED
from judge_desk.desks.release import StepState, release_of
from judge_desk.desks.stages import next_step
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence
from tests.desks import small_contest
from tests.desks.small_contest import PEOPLE, Small
from tests.journeys.by_hand import ONE
from tests.journeys.terminal import words_of

Kind = DecisionKind
INSPECTOR = ("Lê Giám Sát",)


@pytest.fixture(scope="module")
def approved_by(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a contest whose rules ask for the approval of an office."""
    return small_contest.counted(tmp_path_factory.mktemp("duyet"), approval="Tổ giám sát")


@pytest.fixture
def watched(approved_by: Small, tmp_path: Path) -> Small:
    return small_contest.copied(approved_by, tmp_path)


def decide(small: Small, kind: DecisionKind, value: str = "", people: tuple[str, ...] = PEOPLE) -> None:
    deciding.decide(small.contest, Request(ONE, kind, (ONE,), value, "Đã họp", people), small.around())


def states(small: Small) -> list[StepState]:
    return [step.state for step in release_of(small.standing()).steps]


def due(small: Small) -> tuple[str, str]:
    step = next_step(look_at(small.contest, small.around()))
    assert step is not None
    return step.stage, step.key


def refused(small: Small, kind: DecisionKind, value: str = "") -> str:
    with pytest.raises(Refusal) as caught:
        decide(small, kind, value)
    return caught.value.problem.code


def test_without_a_rule_nobody_approves_and_the_rest_follows_in_order(counted: Small) -> None:
    done, now, waits, unwanted = StepState.DONE, StepState.NOW, StepState.WAITS, StepState.NOT_WANTED
    assert states(counted) == [done, unwanted, now, waits, waits]
    assert refused(counted, Kind.APPROVE) == "decide.no_approval"
    assert refused(counted, Kind.ANNOUNCE) == "decide.lock_first"
    decide(counted, Kind.FINAL)
    assert states(counted) == [done, unwanted, done, now, waits]
    assert due(counted) == ("results", "codes")
    counted.decide(Kind.UNSEAL, (ONE,), "opened")
    assert states(counted) == [done, unwanted, done, done, now]
    assert due(counted) == ("papers", "papers")
    assert announced(counted.standing().decisions, counted.standing().round.id) is None
    before = counted.standing().data_code
    decide(counted, Kind.ANNOUNCE)
    assert refused(counted, Kind.ANNOUNCE) == "decide.announced"
    assert states(counted) == [done, unwanted, done, done, done]
    assert release_of(counted.standing()).next is None
    assert counted.standing().data_code == before
    decide(counted, Kind.FINAL, OPENED)
    assert announced(counted.standing().decisions, counted.standing().round.id) is None
    counted.decide(Kind.SEAT, ("2",), "closed")
    decide(counted, Kind.FINAL)
    release = release_of(counted.standing())
    assert (release.locks, release.locked, release.announced) == (2, True, False)
    assert release.corrected is not None
    assert release.corrected.reason == "Đã họp"


def test_nothing_final_is_printed_or_locked_before_the_office_approved(watched: Small, tmp_path: Path) -> None:
    assert states(watched)[1:] == [StepState.NOW, StepState.WAITS, StepState.WAITS, StepState.WAITS]
    assert refused(watched, Kind.FINAL) == "release.not_approved"
    assert due(watched) == ("results", "approve")
    with pytest.raises(NotNow) as caught:
        publishing.publish(watched.contest, ONE, tmp_path / "in", watched.around())
    assert caught.value.problem.code == "release.not_approved"
    assert "Tổ giám sát" in sentence(caught.value.problem, open_catalogue("vi"))
    draft = publishing.publish(watched.contest, ONE, tmp_path / "nhap", watched.around(), draft=True)
    assert [problem.code for problem in draft.findings] == ["release.not_approved"]
    code = watched.standing().data_code
    decide(watched, Kind.APPROVE, people=INSPECTOR)
    assert refused(watched, Kind.APPROVE) == "decide.approved"
    approval = watched.standing().decisions[-1]
    assert (approval.value, approval.people) == (code, ("Lê Giám Sát (Tổ giám sát)",))
    assert watched.standing().data_code == code
    watched.decide(Kind.PAPER, ("2",), watched.standing().counted[1].code)
    assert watched.standing().data_code != code
    decide(watched, Kind.FINAL)
    watched.decide(Kind.PAPER, ("1",), watched.standing().counted[0].code)
    drafted = watched.contest / "documents" / ONE / code
    assert not (drafted / REPLACED).exists()
    final = publishing.publish(watched.contest, ONE, tmp_path / "in", watched.around())
    assert final.findings == ()
    assert final.data_code in (drafted / REPLACED).read_text(encoding="utf-8")
    decide(watched, Kind.FINAL, OPENED)
    watched.decide(Kind.SEAT, ("2",), "closed")
    assert refused(watched, Kind.FINAL) == "release.not_approved"
    decide(watched, Kind.APPROVE, people=INSPECTOR)
    decide(watched, Kind.FINAL)
    again = publishing.publish(watched.contest, ONE, tmp_path / "in-lai", watched.around())
    old = watched.contest / "documents" / ONE / final.data_code
    assert again.data_code in (old / REPLACED).read_text(encoding="utf-8")
    assert (old / "bien-ban-ban-giam-khao.pdf").is_file()
    assert not (old.parent / again.data_code / REPLACED).exists()
    minutes = " ".join(words_of(tmp_path / "in-lai" / "bien-ban-ban-giam-khao.pdf").split())
    assert "khóa lần 2, thay bản đã khóa trước" in minutes
    assert "Mở lại kết quả để đính chính" in minutes


@pytest.mark.parametrize(
    ("votes", "code"),
    [
        (Votes(0, 0, 0), "decide.no_votes"),
        (Votes(-1, 0, 3), "decide.no_votes"),
        (Votes(3, 3, 1), "decide.vote_lost"),
        (Votes(2, 5, 0), "decide.vote_lost"),
    ],
)
def test_a_vote_that_carries_nothing_is_no_decision(counted: Small, votes: Votes, code: str) -> None:
    codes = " ".join(counted.codes()[:3])
    request = Request(ONE, Kind.CUT, (ONE,), codes, "Đã họp", PEOPLE, votes)
    with pytest.raises(BadInput) as caught:
        deciding.decide(counted.contest, request, counted.around())
    assert caught.value.problem.code == code


def test_counted_votes_are_kept_told_and_survive_the_file(counted: Small) -> None:
    request = Request(
        ONE, Kind.SPECIAL, (counted.codes()[0], "criterion:1"), "Tính mới nhất", "Họp", PEOPLE, Votes(5, 1, 1)
    )
    decided = deciding.decide(counted.contest, request, counted.around()).decision
    standing = counted.standing()
    assert standing.decisions[-1] == decided
    assert decided.votes == Votes(5, 1, 1)
    text = decision_text(decided, standing.definition)
    assert text.endswith("(biểu quyết: 5 tán thành, 1 không tán thành, 1 không ý kiến)")
