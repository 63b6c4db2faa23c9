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
    """Read codes with their check digits.

    Raises:
        BadInput: a wrong check digit, or no code of the round.
    """
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


def marking(standing: Standing, codes: tuple[EntryCode, ...]) -> tuple[Digest, ...]:
    """Give the counted ballots that mark any of these entries: what a decision on them rests on."""
    found = (
        each.digest
        for each in standing.counted
        if any(line.code in codes and not line.recused for line in each.ballot.lines)
    )
    return tuple(sorted(found))
