"""What the checks of decisions share: the round worked out, the codes that people typed, the ballots concerned."""

from __future__ import annotations

from typing import Final

from judge_desk.contest.rulebook.definition import find_review
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.identity import BadCode, Digest, EntryCode, parse_code
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.reviews.standing import ReviewStanding, review_standing
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.stores.round_tables import read_codes

LEAST_DIGITS: Final = 8
"""How many first digits of a ballot's digest name it."""


def standing_of(contest: ContestFolder, draft: Decision) -> Standing:
    """Work out the round of a decision.

    Raises:
        BadInput: it names none.
    """
    if not draft.round:
        raise BadInput("decide.no_round")
    return round_standing(contest, draft.round)


def concluded_of(contest: ContestFolder, draft: Decision) -> Standing | ReviewStanding:
    """Work out the round or the review of a decision; raises BadInput as :func:`standing_of`."""
    if find_review(contest.definition, draft.round) is not None:
        return review_standing(contest, draft.round)
    return standing_of(contest, draft)


def codes_of(contest: ContestFolder, draft: Decision, texts: tuple[str, ...]) -> tuple[EntryCode, ...]:
    """Read codes: of entries with their check digits, of the subjects of a review as they stand there.

    Raises:
        BadInput: a wrong check digit, or no code of the round or review.
    """
    if find_review(contest.definition, draft.round) is not None:
        return _subjects(review_standing(contest, draft.round), texts)
    known = set(read_codes(contest.store, draft.round).values())
    found = []
    for text in texts:
        try:
            code = parse_code(text)
        except BadCode as error:
            raise BadInput("decide.bad_code", where=text) from error
        if code not in known:
            raise BadInput("decide.no_code", where=text)
        found.append(code)
    return tuple(found)


def _subjects(standing: ReviewStanding, texts: tuple[str, ...]) -> tuple[EntryCode, ...]:
    known = {each.subject.code.casefold(): each.subject.code for each in standing.result.subjects}
    for text in texts:
        if text.casefold() not in known:
            raise BadInput("decide.no_subject", where=text[:40], title=standing.title)
    return tuple(known[text.casefold()] for text in texts)


def marking(standing: Standing | ReviewStanding, codes: tuple[EntryCode, ...]) -> tuple[Digest, ...]:
    """Give what a decision on entries rests on: the counted ballots that mark any of them; of a review all its data."""
    if isinstance(standing, ReviewStanding):
        return standing.rests_on
    found = (
        each.digest
        for each in standing.counted
        if any(line.code in codes and not line.recused for line in each.ballot.lines)
    )
    return tuple(sorted(found))
