"""The council's checklist: many answers in one act, one recorded decision for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.values.decisions import Decision, DecisionKind, Votes
from judge_desk.contest.values.problems import BadInput, Findings
from judge_desk.desks.contest_folder import ContestFolder, open_folder, read_folder
from judge_desk.desks.deciding import check_lock, check_votes
from judge_desk.desks.decisions.about_reviews import MET, NOT_MET, check_met
from judge_desk.desks.reviews.standing import review_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.stores.decision_tables import next_decision_number, put_decision

Answers = Mapping[tuple[str, str], bool | None]
"""What the council says, by gate id and subject code; None where it says nothing."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was recorded: a decision for every answer that was given, and what is still open on the review."""

    decisions: tuple[Decision, ...]
    findings: Findings


def answer_gates(
    folder: Path,
    review_id: str,
    answers: Answers,
    reason: str,
    people: tuple[str, ...],
    around: Surroundings,
    votes: Votes | None = None,
) -> Answered:
    """Record what the council says on gates, all of it or nothing.

    Args:
        folder: of the contest.
        review_id: the review.
        answers: by (gate id, subject code); None says nothing on it, and nothing is recorded.
        reason: why, for all of them.
        people: who decided them.
        around: clock and operator; progress is reported between answers.
        votes: counted on all of them, if any were.

    Raises:
        BadInput: no reason, name or answer, votes that carry nothing, no such gate or subject.
        NotNow: the review is locked, or figures decide a gate.
    """
    why, names = tidy_text(reason), tuple(map(tidy_line, people))
    if not why or not names or not all(names):
        raise BadInput("decide.no_reason")
    check_votes(votes)
    given = {key: said for key, said in answers.items() if said is not None}
    if not given:
        raise BadInput("decide.no_answer")
    with open_folder(folder) as contest:
        review, now = contest.review(review_id), around.now()
        drafts = [
            Decision(0, review.id, DecisionKind.MET, key, MET if said else NOT_MET, (), why, names, now, votes)
            for key, said in sorted(given.items())
        ]
        check_lock(contest, drafts[0])
        _keep(contest, checked := tuple(_checked(contest, drafts, around)), around)
        return Answered(checked, review_standing(read_folder(contest.store), review.id).questions)


def _keep(contest: ContestFolder, checked: tuple[Decision, ...], around: Surroundings) -> None:
    """Keep every decision in one act, so that a checklist is recorded whole or not at all."""
    numbers = ", ".join(str(each.number) for each in checked)
    facts: dict[str, str | int] = {"round": str(checked[0].round), "count": len(checked), "numbers": numbers}
    with contest.store.act(around.operator, "answer_gates", facts, checked[0].stated_time) as act:
        for each in checked:
            put_decision(act, each)


def _checked(contest: ContestFolder, drafts: list[Decision], around: Surroundings) -> Iterator[Decision]:
    first = next_decision_number(contest.store)
    for number, each in enumerate(drafts, start=first):
        around.progress("progress.answers", number - first, len(drafts))
        made = check_met(contest, each)
        yield Decision(
            number, made.round, made.kind, made.about, made.value, made.among,
            made.reason, made.people, made.stated_time, made.votes,
        )  # fmt: skip
