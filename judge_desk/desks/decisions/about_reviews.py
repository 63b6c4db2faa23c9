"""Decisions on a subject of a review: the council's word on a gate that people judge, or on a namesake."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from judge_desk.contest.reviewing.outcome import Subject
from judge_desk.contest.rulebook.reviews import ReviewGate, Test
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.decisions.drafts import codes_of
from judge_desk.desks.reviews.standing import ReviewStanding, review_standing

MET: Final = "met"
NOT_MET: Final = "not_met"


def check_met(contest: ContestFolder, draft: Decision) -> Decision:
    """The council's word on a gate of one subject; it rests on every sheet and ballot that the review stands on."""
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
    subject = next(each.subject for each in standing.result.subjects if each.subject.code == code)
    _check_asked(standing, gate, subject)
    return replace(draft, about=(gate_id, code), among=standing.rests_on)


def asks_people(gate: ReviewGate) -> bool:
    """Say whether people may have a word on a gate; every other one is decided by figures."""
    return gate.test in (Test.COUNCIL, Test.NOT_BARRED)


def _check_asked(standing: ReviewStanding, gate: ReviewGate, subject: Subject) -> None:
    """Figures decide most gates; of people whom the rules bar only a namesake is a question."""
    if not asks_people(gate):
        raise NotNow("decide.gate_by_figures", where=gate.title)
    if gate.test is Test.NOT_BARRED:
        barred = standing.evidence.barred
        name, unit = fold(subject.name), fold(subject.unit)
        if not any(each == name for each, _ in barred) or (name, unit) in barred:
            raise NotNow("decide.no_namesake", where=subject.name)


def _known(standing: ReviewStanding) -> str:
    return "; ".join(f"{each.id} {each.title}" for each in standing.review.gates if asks_people(each))
