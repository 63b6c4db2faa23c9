"""Which prints of the record of what was handed over lack a stick: one was written after they were made.

A stick changes no mark, and so not the code of the data.
"""

from __future__ import annotations

from collections.abc import Mapping

from judge_desk.contest.values.identity import RoundId
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.papers.kinds import paper_kind
from judge_desk.desks.papers.record_content import HAND
from judge_desk.stores.decision_tables import paper_acts


def handed_later(contest: ContestFolder, round_id: RoundId, prints: Mapping[int, str]) -> frozenset[int]:
    """Give the numbers of those prints after which a stick of the round was written.

    Args:
        contest: an open contest.
        round_id: the round.
        prints: name of each print in question, by its number.
    """
    records = [number for number, name in prints.items() if paper_kind(name) == "handover"]
    if not records:
        return frozenset()
    log = contest.store.log()
    last = max((each.seq for each in log if each.what == HAND and each.facts.get("round") == round_id), default=0)
    acts = paper_acts(contest.store)
    return frozenset(number for number in records if acts[number] < last)
