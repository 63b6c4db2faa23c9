"""Decisions on marks, ties, the cut and prizes, and on opening the codes."""

from __future__ import annotations

from dataclasses import replace

from judge_desk.contest.counting.prizes import VACANT, AwardState
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.numbers import NotANumber, parse_decimal
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.decisions.drafts import codes_of, concluded_of, marking, standing_of
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.desks.standing import Standing


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
    standing = concluded_of(contest, draft)
    codes = codes_of(contest, draft, draft.about)
    order = codes_of(contest, draft, tuple(draft.value.split()))
    if all(set(codes) != set(tie.codes) for tie in standing.result.ranking.ties):
        raise NotNow("decide.no_tie", codes=", ".join(codes))
    if isinstance(standing, ReviewStanding):
        draft = replace(draft, about=tuple(sorted(codes)), value=" ".join(order))
    return replace(draft, among=marking(standing, codes))


def check_cut(contest: ContestFolder, draft: Decision) -> Decision:
    """Who goes on; it rests on every counted ballot."""
    standing = standing_of(contest, draft)
    if standing.round.cut is None:
        raise NotNow("decide.no_cut", where=standing.round.title)
    codes_of(contest, draft, tuple(draft.value.split()))
    return replace(draft, among=tuple(sorted(each.digest for each in standing.counted)))


def check_prize(contest: ContestFolder, draft: Decision) -> Decision:
    """Who gets a prize, or that it stays vacant; it rests on every counted ballot, of a review on all its figures.

    Where the rules give the prize, or leave it vacant, only a counted vote may change that.
    """
    standing = concluded_of(contest, draft)
    known = {(t.id, p.id): p.title for t in contest.definition.prize_tables for p in t.prizes}
    if tuple(draft.about) not in known:
        raise BadInput("decide.no_prize", where="/".join(draft.about))
    if draft.value != VACANT:
        codes = codes_of(contest, draft, tuple(draft.value.split()))
        draft = replace(draft, value=" ".join(codes)) if isinstance(standing, ReviewStanding) else draft
    title = known[draft.about[0], draft.about[1]]
    if draft.votes is None and not _is_open(standing, draft.about):
        raise BadInput("decide.vote_needed", where=title)
    return replace(draft, among=standing.rests_on)


def _is_open(standing: Standing | ReviewStanding, about: tuple[str, ...]) -> bool:
    """Say whether the rules leave the prize to people as the round stands."""
    rows = (row for awards in standing.result.awards for row in awards.rows if (row.table, row.prize) == about)
    return any(row.state is AwardState.OPEN for row in rows)


def check_special(contest: ContestFolder, draft: Decision) -> Decision:
    """A recommendation for an outstanding entry or subject, or in a round a special prize for a criterion or field."""
    standing = concluded_of(contest, draft)
    codes = codes_of(contest, draft, draft.about[:1])
    if not draft.value:
        raise BadInput("decide.no_text", where=draft.about[0])
    kind, _, name = draft.about[1].partition(":") if len(draft.about) > 1 else ("", "", "")
    if isinstance(standing, ReviewStanding):
        if len(draft.about) > 1:
            raise BadInput("decide.no_special", where=" ".join(draft.about))
        return replace(draft, about=codes)
    known: dict[str, set[str]] = {
        "": {""},
        "criterion": {str(each.id) for each in standing.round.rubric.criteria},
        "field": {each.id for each in contest.definition.fields},
    }
    if len(draft.about) > 2 or name not in known.get(kind, ()):
        raise BadInput("decide.no_special", where=" ".join(draft.about))
    return draft


def check_unseal(contest: ContestFolder, draft: Decision) -> Decision:
    """Opening the code table needs two people at least."""
    if len(draft.people) < 2:
        raise BadInput("decide.two_people")
    standing_of(contest, draft)
    return draft
