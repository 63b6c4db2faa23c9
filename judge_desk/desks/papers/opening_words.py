"""What the minutes say of the opening of closed ballots."""

from __future__ import annotations

from judge_desk.contest.merge.closed_ballots import IN_THE_OPEN, opening_of
from judge_desk.desks.standing import Standing
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import count, listing, moment


def opening_line(standing: Standing) -> str:
    """Say in one sentence how the ballots of a round were opened; empty where they travelled in the open."""
    opened = opening_of(standing.decisions, standing.round.id)
    if standing.manifest.opening is None or opened is None:
        return ""
    facts = {"people": listing(opened.people), "reason": opened.reason, "time": moment(opened.stated_time)}
    how = "lost" if opened.value == IN_THE_OPEN else "opened"
    return open_catalogue("vi").say(f"opening_outcome.minutes_{how}", count=count(len(opened.among)), **facts)
