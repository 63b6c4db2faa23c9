"""Secretary: find the ballots on sticks and in folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.sealed.ballot_search import MOST_LOOKED, find_ballots


def gather(places: Sequence[Path], around: Surroundings) -> tuple[Path, ...]:
    """Find the ballots in files, folders and sticks; nothing is written there.

    Raises:
        NotNow: there is none. BadInput: a folder holds more than is looked at.
    """
    found = find_ballots(places, lambda count: around.progress("progress.looking_for_ballots", count, 0))
    if not found.whole:
        raise BadInput("collect.too_many", most=MOST_LOOKED)
    if not found.files:
        raise NotNow("collect.no_ballots", where=", ".join(place.name or str(place) for place in places)[:80])
    return found.files
