"""Decisions on a result as a whole: approve it, lock it, open it for a correction, make it public."""

from __future__ import annotations

from dataclasses import replace

from judge_desk.contest.reviewing.reach import rests_upon
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import OPENED, Decision, DecisionKind, announced, is_locked, latest
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.decisions.drafts import concluded_of
from judge_desk.desks.release import Concluded, approval_of, still_to_approve


def check_approval(contest: ContestFolder, draft: Decision) -> Decision:
    """The office that the rules name approves the result as it stands; nothing may be open."""
    standing = concluded_of(contest, draft)
    office, where = standing.approval, standing.title
    if office is None:
        raise NotNow("decide.no_approval", where=where)
    if isinstance(office, Undecided):
        raise NotNow("decide.approval_undecided", where=where)
    _check_closed(standing)
    if approval_of(standing) is not None:
        raise NotNow("decide.approved", where=where)
    people = tuple(each if "(" in each else f"{each} ({office})" for each in draft.people)
    return replace(draft, value=standing.data_code, people=people)


def check_final(contest: ContestFolder, draft: Decision) -> Decision:
    """Lock a result: nothing may be open, and the decision names the data it locks. Or open a locked one again."""
    standing = concluded_of(contest, draft)
    locked = is_locked(contest.decisions, standing.id)
    if draft.value == OPENED:
        if not locked:
            raise NotNow("decide.not_locked", where=standing.title)
        resting = rests_upon(contest.definition, contest.decisions, standing.id)
        if resting is not None:
            raise NotNow("decide.review_rests", where=standing.title, review=resting.title)
        return draft
    if locked:
        raise NotNow("decide.locked", where=standing.title)
    _check_closed(standing)
    missing = still_to_approve(standing)
    if missing is not None:
        raise NotNow(missing.code, missing.where, **missing.facts)
    return replace(draft, value=standing.data_code, among=standing.rests_on)


def _check_closed(standing: Concluded) -> None:
    if standing.questions:
        raise NotNow("decide.still_open", where=standing.title, count=len(standing.questions))


def check_announcement(contest: ContestFolder, draft: Decision) -> Decision:
    """The locked result may leave the house: in the hall, to the press."""
    standing = concluded_of(contest, draft)
    where = standing.title
    final = latest(contest.decisions, DecisionKind.FINAL, standing.id)
    if final is None or final.value == OPENED:
        raise NotNow("decide.lock_first", where=where)
    if announced(contest.decisions, standing.id) is not None:
        raise NotNow("decide.announced", where=where)
    if not draft.people:
        raise BadInput("decide.no_reason")
    return replace(draft, value=final.value)
