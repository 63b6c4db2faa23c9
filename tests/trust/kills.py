"""The program is killed: before every change that an act makes to its files, within every write, and at random.

Between two changes nothing on the disk differs, so a kill before each of them, and one after half of each write, are
all the kills there are; the operating system keeps what was written. The random ones show that this is so.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tests.trust.drill import Count, Drill, Tally
from tests.trust.trap import KILL, TORN, Operation
from tests.trust.trap_server import ROOT, Outcome, Try, shared_server
from tests.trust.trapped_acts import ACTS


def kills_of(act: str, seen: Sequence[Operation]) -> list[Try]:
    """Give a kill before every change, and one within every write."""
    return [Try(act, fault.name, each.number) for fault in (KILL, TORN) for each in seen if each.kind in fault.kinds]


ALL: Final = tuple(act.name for act in ACTS)


def every_step(acts: Sequence[str], name: str, short: int, long: int) -> Drill:
    """Make the drill of some acts."""

    def run(amount: int, seed: int, folder: Path) -> Tally:
        count, heard = Count(), Counter[str]()
        with shared_server() as server:
            tries = [each for act in acts for each in kills_of(act, server.operations(act))]
            if amount < len(tries):
                tries = random.Random(seed).sample(tries, amount)
            for outcome in server.attempts(tries):
                _judge(outcome, count, heard)
        return count.tally(torn=heard["torn"], unreached=heard["unreached"])

    return Drill(
        name,
        "Wherever an act is killed, what it had told of is there, it has happened whole or not at all, the program"
        " opens the folder, and the act can be done again.",
        "kills",
        short,
        long,
        run,
        ("gcc",),
        (lambda act: every_step((act,), f"{name}-{act}", 0, long)) if acts == ALL else None,
    )


def _judge(outcome: Outcome, count: Count, heard: Counter[str]) -> None:
    if not outcome.killed:
        heard["unreached"] += 1
        return
    heard["torn"] += outcome.tried.fault == TORN.name
    if outcome.wrong:
        tried = outcome.tried
        count.broken(f"{tried.act}, {tried.fault} at {tried.at}, said {outcome.steps}: {outcome.wrong}")
    else:
        count.good()


Found = dict[str, Any]


MOST: Final = 300
"""Kills of one file: its history grows with each, and all of it is read at every opening."""


def _drilled(module: str, amount: int, seed: int, folder: Path) -> Found:
    """Run a drill that needs processes of its own, which load everything and fork; gives what all of them counted.

    What a drill prints are whole numbers and lists: they are added up over its parts.
    """
    whole: Found = {}
    for number, start in enumerate(range(0, amount, MOST)):
        (place := folder / f"thu-{number}").mkdir()
        kills = min(MOST, amount - start)
        command = [sys.executable, "-m", module, str(place), str(kills), str(seed + number)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        for name, counted in json.loads(done.stdout).items():
            whole[name] = whole[name] + counted if name in whole else counted
        shutil.rmtree(place)
    return whole


def _tally(kills: int, wrong: Sequence[str], enough: dict[str, bool], facts: dict[str, int]) -> Tally:
    """Count a drill of kills; one whose kills missed what they are for has shown nothing and is bad, too."""
    missed = [f"the kills missed: {each}" for each, holds in enough.items() if not holds]
    named = (*wrong, *missed)
    return Tally(kills, len(named), named[:20], facts)


def marks(amount: int, seed: int, folder: Path) -> Tally:
    """Kill a judge's program while it marks."""
    found = _drilled("tests.faults.marking_drill", amount, seed, folder)
    enough = {"while marks are given": found["marks"] > amount // 4, "inside transactions": found["journals"] > 0}
    wrong = [f"seed {seed}: {found['wrong']} kills"] * bool(found["wrong"])
    return _tally(found["kills"], wrong, enough, {"marks told of": found["marks"], "inside": found["journals"]})


def sealings(amount: int, seed: int, folder: Path) -> Tally:
    """Kill a judge's program while it seals."""
    found = _drilled("tests.faults.sealing_drill", amount, seed, folder)
    enough = {
        "before the sealing is recorded": found["open"] > amount // 10,
        "after it": found["sealed"] > 0,
        "in between": found["half"] > 0,
    }
    wrong = [f"seed {seed}: {found['wrong']} kills"] * bool(found["wrong"])
    return _tally(found["kills"], wrong, enough, {"half written": found["half"], "recorded": found["sealed"]})


def stores(amount: int, seed: int, folder: Path) -> Tally:
    """Kill a process that writes marks as fast as it can."""
    found = _drilled("tests.stores.kill_drill", amount, seed, folder)
    enough = {"while marks are written": found["acknowledged"] > amount, "inside transactions": found["journals"] > 0}
    wrong = [f"seed {seed}: {found['lost']} kills lost a mark"] * bool(found["lost"])
    return _tally(found["kills"], wrong, enough, {"marks told of": found["acknowledged"], "inside": found["journals"]})


def acts(amount: int, seed: int, folder: Path) -> Tally:
    """Kill the secretary's acts."""
    found = _drilled("tests.faults.kill_drill", amount, seed, folder)
    enough = {"while acts are under way": found["kills"] == amount, "before they last": found["happened"] < amount}
    wrong = [f"seed {seed}: {each}" for each in found["wrong"]]
    return _tally(found["kills"], wrong, enough, {"had happened": found["happened"]})


DRILLS: Final = (
    every_step(("score", "seal"), "kills-every-step-judge", 6, 0),
    every_step(ALL, "kills-every-step", 6, 100_000),
    Drill(
        "kills-marking", "Every mark told of is there after a kill, and at most one more.", "kills", 25, 10_000, marks
    ),
    Drill("kills-sealing", "However often it is killed, one sealing stays one.", "kills", 0, 1_000, sealings),
    Drill("kills-store", "No mark that was acknowledged is lost by a kill.", "kills", 25, 10_000, stores),
    Drill("kills-acts", "A killed act has happened whole or not at all, and can be repeated.", "kills", 0, 500, acts),
)
