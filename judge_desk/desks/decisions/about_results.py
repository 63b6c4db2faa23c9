"""Decisions on marks, ties, the cut, prizes, and on the result as a whole."""

from __future__ import annotations

from dataclasses import replace

from judge_desk.contest.values.decisions import OPENED, Decision, is_locked
from judge_desk.contest.values.numbers import NotANumber, parse_decimal
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.decisions.drafts import codes_of, marking, standing_of


def check_score(contest: ContestFolder, draft: Decision) -> Decision:
    """An official mark after a disagreement; it rests on the ballots of that entry that count now."""
    standing = standing_of(contest, draft)
    codes = codes_of(contest, draft, draft.about)
    among = marking(standing, codes)
    return replace(draft, value=_decimal(draft), among=among)


def _decimal(draft: Decision) -> str:
    """Give a decided mark with a decimal point, as decisions keep it; anything but a number is refused."""
    try:
        parse_decimal(draft.value)
    except NotANumber as error:
        raise BadInput("decide.bad_mark", where=" ".join(draft.about), value=draft.value[:40]) from error
    return draft.value.strip().replace(",", ".")


def check_tie(contest: ContestFolder, draft: Decision) -> Decision:
    """The order of entries that the rules cannot part; it must be exactly a tie that is open."""
    standing = standing_of(contest, draft)
    codes = codes_of(contest, draft, draft.about)
    codes_of(contest, draft, tuple(draft.value.split()))
    if all(set(codes) != set(tie.codes) for tie in standing.result.ranking.ties):
        raise NotNow("decide.no_tie", codes=", ".join(codes))
    return replace(draft, among=marking(standing, codes))


def check_cut(contest: ContestFolder, draft: Decision) -> Decision:
    """Who goes on; it rests on every counted ballot."""
    standing = standing_of(contest, draft)
    if standing.round.cut is None:
        raise NotNow("decide.no_cut", where=standing.round.title)
    codes_of(contest, draft, tuple(draft.value.split()))
    return replace(draft, among=tuple(sorted(each.digest for each in standing.counted)))


def check_prize(contest: ContestFolder, draft: Decision) -> Decision:
    """Who gets a prize, or that it stays vacant; it rests on every counted ballot."""
    standing = standing_of(contest, draft)
    known = {(t.id, p.id) for t in contest.definition.prize_tables for p in t.prizes}
    if tuple(draft.about) not in known:
        raise BadInput("decide.no_prize", where="/".join(draft.about))
    if draft.value != "vacant":
        codes_of(contest, draft, tuple(draft.value.split()))
    return replace(draft, among=tuple(sorted(each.digest for each in standing.counted)))


def check_special(contest: ContestFolder, draft: Decision) -> Decision:
    """A recommendation for an outstanding entry of the round."""
    codes_of(contest, draft, draft.about)
    return draft


def check_unseal(contest: ContestFolder, draft: Decision) -> Decision:
    """Opening the code table needs two people at least."""
    if len(draft.people) < 2:
        raise BadInput("decide.two_people")
    standing_of(contest, draft)
    return draft


def check_final(contest: ContestFolder, draft: Decision) -> Decision:
    """Lock a result: nothing may be open, and the decision names the data it locks. Or open a locked one again."""
    standing = standing_of(contest, draft)
    locked = is_locked(contest.decisions, standing.round.id)
    if draft.value == OPENED:
        if not locked:
            raise NotNow("decide.not_locked", where=standing.round.title)
        return draft
    if locked:
        raise NotNow("decide.locked", where=standing.round.title)
    if standing.result.questions:
        raise NotNow("decide.still_open", where=standing.round.title, count=len(standing.result.questions))
    return replace(draft, value=standing.data_code, among=tuple(sorted(each.digest for each in standing.counted)))
