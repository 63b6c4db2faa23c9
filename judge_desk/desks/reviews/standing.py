"""Where a review stands: figures in force, the rounds it reads, decisions, and the result, worked out anew every time.

:func:`work_out_review` is the one way from figures and decisions to a review's result. The secretary's desk feeds it
from the contest's file, the recount from loose files: the same values, the same result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from judge_desk.contest.reviewing.outcome import ReviewResult
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.reviews import Review
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import Decision, announced, approved, is_locked
from judge_desk.contest.values.identity import Digest, RoundId
from judge_desk.contest.values.problems import Findings
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.standing import Standing


@dataclass(frozen=True, slots=True)
class ReviewStanding:
    """One review worked out.

    Attributes:
        definition, review: the rules in force.
        result: subjects, places, awards, and the questions.
        sheets: the figures in force that the review reads, the roster first among them, by number.
        rounds: the judged rounds that it reads, as far as they have a package, worked out.
        decisions: all of the contest.
        behind: the reviews whose result it reads (``not_in:<table>``), worked out.
    """

    definition: Definition
    review: Review
    result: ReviewResult
    sheets: tuple[FigureSheet, ...]
    rounds: Mapping[RoundId, Standing]
    decisions: tuple[Decision, ...]
    behind: Mapping[RoundId, ReviewStanding]

    @property
    def id(self) -> RoundId:
        """The review's id, by which decisions and papers find it."""
        return self.review.id

    @property
    def title(self) -> str:
        """The review's name."""
        return self.review.title

    @property
    def approval(self) -> str | Undecided | None:
        """The office that must approve the result, as the rules say."""
        return self.review.approval

    @property
    def blind(self) -> bool:
        """No review hides names."""
        return False

    @property
    def questions(self) -> Findings:
        """What stops the result from being official."""
        return self.result.questions

    @property
    def rests_on(self) -> tuple[Digest, ...]:
        """What decisions on the whole result rest on: sheets in force and counted ballots."""
        return self.result.rests_on

    @property
    def locked(self) -> bool:
        """Whether the result is locked."""
        return is_locked(self.decisions, self.review.id)

    @property
    def approved(self) -> Decision | None:
        """The latest approval, of whatever data it was."""
        return approved(self.decisions, self.review.id)

    @property
    def announced(self) -> Decision | None:
        """The decision that made the locked result public, if any."""
        return announced(self.decisions, self.review.id)

    @property
    def rules_digest(self) -> str:
        """The version of the rules that the result stands on: of a locked one, that which was in force then."""
        raise NotImplementedError

    @property
    def data_code(self) -> str:
        """The code of all data that the result stands on: rules, sheets, ballots of the rounds, decisions."""
        return self.code_with(self.decisions)

    def code_with(self, decisions: tuple[Decision, ...]) -> str:
        """Give the code of the same data with only these of the decisions."""
        raise NotImplementedError


def review_standing(contest: ContestFolder, review_id: str) -> ReviewStanding:
    """Work out a review of the contest folder, with the rounds and reviews that it reads.

    Raises:
        BadInput: the definition has no such review.
    """
    raise NotImplementedError


def every_review_standing(contest: ContestFolder) -> Mapping[RoundId, ReviewStanding]:
    """Work out every review, each once, in the order of the rules; nothing where there are none."""
    raise NotImplementedError
