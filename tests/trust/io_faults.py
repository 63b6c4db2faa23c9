"""Every operation on a file fails once: in every act, in every mode, and the program never says more than is true."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from judge_desk.stores.contest_file import LOG_NAME
from tests.trust.drill import Count, Drill, Tally
from tests.trust.trap import FAULTS, FLUSHING, SLOW, Operation
from tests.trust.trap_server import Outcome, Try, shared_server
from tests.trust.trapped_acts import ACTS, UNSURE

JUDGE: Final = ("score", "seal")
ALL: Final = tuple(act.name for act in ACTS)


def tries_of(act: str, seen: Sequence[Operation]) -> list[Try]:
    """Give every mode at every operation that it can strike; before them the act on a slow disk, where none fails."""
    return [Try(act, SLOW.name, 1)] + [
        Try(act, fault.name, each.number)
        for fault in FAULTS
        for each in seen
        if each.kind in (fault.kinds or each.kind)
    ]


def silent(outcome: Outcome) -> str:
    """Say how a flush that failed was kept silent.

    SQLite's own flush of a folder is beyond us; the open copy of the log is made good at the next opening.
    """
    kind, call, path = outcome.struck.split(" ", 2)
    if kind != FLUSHING or outcome.tried.fault != "EIO" or call == "fdatasync" or path.endswith(LOG_NAME):
        return ""
    told = any(step != "done" for step in outcome.steps) or outcome.notes
    return "" if told else "a flush failed, and nobody was told"


def sweep(acts: Sequence[str]) -> Drill:
    """Make the drill of some acts."""

    def run(amount: int, seed: int, folder: Path) -> Tally:
        count, heard = Count(), Counter[str]()
        with shared_server() as server:
            tries = [each for act in acts for each in tries_of(act, server.operations(act))]
            if amount < len(tries):
                slow = [each for each in tries if each.fault == SLOW.name]
                tries = slow + random.Random(seed).sample(tries, amount)
            for outcome in server.attempts(tries):
                _judge(outcome, count, heard)
        return count.tally(
            told=heard["told"], completed=heard["done"], unsure=heard["unsure"], unreached=heard["unreached"]
        )

    return Drill(
        "io-faults" if acts == ALL else "io-faults-judge" if acts == JUDGE else f"io-faults-{acts[0]}",
        "Whatever operation on a file fails, in whatever way: the program says so or has completed the act, everything"
        " acknowledged is there, nothing refused is, and the act can be done again.",
        "faults",
        6 if acts == JUDGE else 0,
        0 if acts == JUDGE else 100_000,
        run,
        ("gcc",),
        (lambda act: sweep((act,))) if acts == ALL else None,
    )


def _judge(outcome: Outcome, count: Count, heard: Counter[str]) -> None:
    if not outcome.hits:
        heard["unreached"] += 1
        return
    whole = all(step == "done" for step in outcome.steps)
    heard["done" if whole else "told"] += 1
    heard["unsure"] += any(each in UNSURE for each in outcome.steps)
    wrong = [*outcome.wrong, *([silent(outcome)] if silent(outcome) else [])]
    if outcome.tried.fault == SLOW.name and not whole:
        wrong.append("only slow, and it did not come to its end")
    if wrong:
        tried = outcome.tried
        count.broken(f"{tried.act}, {tried.fault} at {tried.at} ({outcome.struck}), said {outcome.steps}: {wrong}")
    else:
        count.good()


DRILLS: Final = (sweep(JUDGE), sweep(ALL))
