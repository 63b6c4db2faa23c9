"""Decisions on a subject of a review: the council's word on a gate that people judge, or on a namesake."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from judge_desk.contest.reviewing.outcome import SubjectResult
from judge_desk.contest.rulebook.reviews import ReviewGate, Test, TieAtLine
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.decisions.drafts import codes_of
from judge_desk.desks.reviews.standing import ReviewStanding, review_standing

MET: Final = "met"
NOT_MET: Final = "not_met"


def check_met(contest: ContestFolder, draft: Decision) -> Decision:
    """The council's word on a gate of one subject.

    What people judge does not hang on figures: a word on a unit rests on its code alone, one on a person on the sheets
    that list the people. Only a word on a tie across a line rests on all that the review stands on.
    """
    if not draft.round:
        raise BadInput("decide.no_round")
    standing = review_standing(contest, draft.round)
    gate_id, *codes = draft.about
    gate = next((each for each in standing.review.gates if each.id == gate_id), None)
    if gate is None or len(codes) != 1:
        raise BadInput("decide.no_gate", where=" ".join(draft.about), known=_known(standing))
    if draft.value not in (MET, NOT_MET):
        raise BadInput("decide.met_or_not", where=gate.title, value=draft.value[:40])
    code = codes_of(contest, draft, tuple(codes))[0]
    result = next(each for each in standing.result.subjects if each.subject.code == code)
    _check_asked(standing, gate, result)
    among = standing.rests_on if gate.test is Test.TOP else standing.subjects_rest_on
    return replace(draft, about=(gate_id, code), among=among)


def asks_people(gate: ReviewGate) -> bool:
    """Say whether people may have a word on a gate; figures alone decide every other one."""
    return gate.test in (Test.COUNCIL, Test.NOT_BARRED) or (gate.test is Test.TOP and gate.tie is TieAtLine.ASK)


def _check_asked(standing: ReviewStanding, gate: ReviewGate, result: SubjectResult) -> None:
    """Figures decide most gates; on a namesake or on a tie across a line people speak only where it is a question."""
    if not asks_people(gate):
        raise NotNow("decide.gate_by_figures", where=gate.title)
    spoken = (gate.id, str(result.subject.code)) in standing.words
    if gate.test is not Test.COUNCIL and gate.id not in result.waiting and not spoken:
        raise NotNow("decide.gate_not_open", where=gate.title, code=result.subject.code)


def _known(standing: ReviewStanding) -> str:
    return "; ".join(f"{each.id} {each.title}" for each in standing.review.gates if asks_people(each))
