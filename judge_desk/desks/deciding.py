"""Secretary: record what people decide, with reason and names; list what waits for them.

A decision is checked against the state before it is kept: it must answer something that is open. It is never changed;
a later one on the same subject takes its place, and both stay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from judge_desk.contest.register.entries import EntryState
from judge_desk.contest.rulebook.definition import find_review
from judge_desk.contest.values.decisions import Decision, DecisionKind, Votes, is_locked
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Problem, Severity
from judge_desk.desks.contest_folder import ContestFolder, open_folder, read_folder
from judge_desk.desks.decisions import (
    about_ballots,
    about_findings,
    about_marks,
    about_register,
    about_release,
    about_results,
    about_reviews,
)
from judge_desk.desks.register import judged
from judge_desk.desks.reviews.bearing import point_concerns
from judge_desk.desks.reviews.standing import ReviewStanding, every_review_standing, review_standing
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.stores.decision_tables import next_decision_number, put_decision
from judge_desk.stores.round_tables import read_packages

UNLOCKED: Final = (
    DecisionKind.PAPER,
    DecisionKind.UNSEAL,
    DecisionKind.APPROVE,
    DecisionKind.FINAL,
    DecisionKind.ANNOUNCE,
)
"""The kinds of decisions that a locked result lets through: none of them changes a mark, a place or a prize."""


@dataclass(frozen=True, slots=True)
class Request:
    """A decision as people state it; the desk fills in number, ballots and time."""

    round: str
    kind: DecisionKind
    about: tuple[str, ...]
    value: str
    reason: str
    people: tuple[str, ...]
    votes: Votes | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was kept: its number, and what is still open afterwards."""

    number: int
    decision: Decision
    findings: Findings


def decide(folder: Path, request: Request, around: Surroundings) -> Decided:
    """Check a decision against the state and keep it.

    Raises:
        BadInput: no reason, no names, votes that carry nothing, or the subject or value is not possible.
        NotNow: nothing of the kind is open.
    """
    reason, people = tidy_text(request.reason), tuple(map(tidy_line, request.people))
    if not reason or not people or not all(people):
        raise BadInput("decide.no_reason")
    check_votes(request.votes)
    with open_folder(folder) as contest:
        if request.round:
            contest.round_or_review(request.round)
        draft = Decision(
            next_decision_number(contest.store),
            RoundId(request.round),
            request.kind,
            tuple(map(tidy_line, request.about)),
            tidy_text(request.value),
            (),
            reason,
            people,
            around.now(),
            request.votes,
        )
        check_lock(contest, draft)
        decision = CHECKS[request.kind](contest, draft)
        facts = {"number": decision.number, "kind": decision.kind.value, "about": " ".join(decision.about)}
        with contest.store.act(around.operator, "decide", facts, decision.stated_time) as act:
            put_decision(act, decision)
        after = read_folder(contest.store)
        return Decided(decision.number, decision, _notes_after(after, decision))


def check_votes(votes: Votes | None) -> None:
    """Refuse votes that carry nothing: more must be in favour than against; more than that the rules must say.

    Raises:
        BadInput: none was cast, or the vote is lost.
    """
    if votes is None:
        return
    if min(votes.in_favour, votes.against, votes.abstained) < 0 or not votes.cast:
        raise BadInput("decide.no_votes")
    if votes.in_favour <= votes.against:
        raise BadInput("decide.vote_lost", in_favour=votes.in_favour, against=votes.against)


def check_lock(contest: ContestFolder, draft: Decision) -> None:
    """Refuse what would change a locked result, of a round or a review; it must be opened for a correction first.

    Raises:
        NotNow: it is locked.
    """
    if draft.kind in UNLOCKED:
        return
    about = draft.about[0] if draft.kind is DecisionKind.RULE_POINT else ""
    for each in contest.definition.rounds:
        touched = draft.round == each.id or about.startswith(f"rounds.{each.id}.")
        if touched and is_locked(contest.decisions, each.id):
            raise NotNow("decide.locked", where=each.title)
    for review in contest.definition.reviews:
        bears = draft.round == review.id or (about and point_concerns(about, contest.definition, review))
        if bears and is_locked(contest.decisions, review.id):
            raise NotNow("decide.review_locked", where=review.title)


def _notes_after(contest: ContestFolder, decision: Decision) -> Findings:
    """Say if a kept decision does not hold, which the view or the result would note."""
    if not decision.round:
        return ()
    standing: Standing | ReviewStanding
    if find_review(contest.definition, decision.round) is not None:
        standing = review_standing(contest, decision.round)
    elif not read_packages(contest.store, decision.round):
        return ()
    else:
        standing = round_standing(contest, decision.round)
    return tuple(p for p in standing.result.notes if str(p.facts.get("number", "")) == str(decision.number))


def open_questions(folder: Path, round_id: str | None, around: Surroundings) -> Findings:
    """List what waits for people: undecided points, doubtful entries, and the questions of one round or of all."""
    with open_folder(folder, read_only=True) as contest:
        points = tuple(
            Problem("decide.point", Severity.ASK, u.code or u.key, {"question": u.question, "key": u.key})
            for u in contest.definition.undecided
        )
        doubts = tuple(
            replace(problem, where=f"{entry} {problem.where}".strip())
            for entry, (state, findings) in judged(contest).items()
            if state is EntryState.DOUBTFUL
            for problem in findings
            if problem.severity is Severity.ASK
        )
        rounds, reviews = contest.definition.rounds, contest.definition.reviews
        every = [*(each.id for each in rounds), *(each.id for each in reviews)]
        wanted = [contest.round_or_review(round_id).id] if round_id else every
        issued = [each.id for each in rounds if each.id in wanted and read_packages(contest.store, each.id)]
        asked = tuple(p for each in issued for p in _asked_of(contest, each, tell=len(issued) > 1))
        told = {each.key for each in contest.definition.undecided}
        standings = every_review_standing(contest)
        of_reviews = tuple(p for name, each in standings.items() if name in wanted for p in each.questions)
        return points + doubts + asked + tuple(p for p in of_reviews if p.facts.get("point_key") not in told)


def _asked_of(contest: ContestFolder, round_id: RoundId, tell: bool) -> Findings:
    """Give the questions of a round; where several are asked about, each tells of which one it is."""
    asked, title = round_standing(contest, round_id).result.questions, contest.round(round_id).title
    return tuple(p if p.where or not tell else replace(p, where=title) for p in asked)


Check = Callable[[ContestFolder, Decision], Decision]
CHECKS: Final[Mapping[DecisionKind, Check]] = {
    DecisionKind.RULE_POINT: about_register.check_point,
    DecisionKind.ENTRY: about_register.check_entry,
    DecisionKind.FINDING: about_findings.check_finding,
    DecisionKind.WITHDRAW: about_register.check_withdrawal,
    DecisionKind.BALLOT: about_ballots.check_ballot,
    DecisionKind.REFUSED_MARKS: about_ballots.check_refused_marks,
    DecisionKind.PAPER: about_ballots.check_paper,
    DecisionKind.REOPEN: about_ballots.check_reopening,
    DecisionKind.SEAT: about_ballots.check_seat,
    DecisionKind.DIALOGUE: about_marks.check_dialogue,
    DecisionKind.THIRD: about_marks.check_third,
    DecisionKind.THIRD_MARK: about_marks.check_third_mark,
    DecisionKind.SCORE: about_results.check_score,
    DecisionKind.TIE: about_results.check_tie,
    DecisionKind.CUT: about_results.check_cut,
    DecisionKind.PRIZE: about_results.check_prize,
    DecisionKind.SPECIAL: about_results.check_special,
    DecisionKind.MET: about_reviews.check_met,
    DecisionKind.UNSEAL: about_results.check_unseal,
    DecisionKind.OPENING_KEY: about_ballots.refuse_act_of_its_own,
    DecisionKind.OPEN_BALLOTS: about_ballots.refuse_act_of_its_own,
    DecisionKind.APPROVE: about_release.check_approval,
    DecisionKind.FINAL: about_release.check_final,
    DecisionKind.ANNOUNCE: about_release.check_announcement,
}
"""One check for each kind of decision; it gives the decision with its subject, value and ballots filled in."""
