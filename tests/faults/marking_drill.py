"""Kills a judge's program at random moments, and looks whether every mark that it told of is there.

Run by the drill ``kills-marking`` in a process of its own (``python -m tests.faults.marking_drill FOLDER KILLS SEED``),
which has loaded everything and forks where it can. The child goes from cell to cell as a judge does: it keeps the
place, gives the mark, tells of it. Prints one JSON object.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.judge_shelf import PLACE
from judge_desk.desks.marking import Sitting
from tests.desks.sitting_files import CODES, CRITERIA, around, sit_down

LONGEST: Final = 0.012
"""Seconds from the first mark to the latest kill, at first."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a judge does as the n-th thing: the cell to go to, and what to type there."""

    code: EntryCode
    criterion: CriterionId
    points: int

    @property
    def place(self) -> str:
        """The cell as the window keeps it."""
        return f"{self.code} {self.criterion}"


def step(seed: int, number: int) -> Step:
    """Give the n-th step, the same for parent and child."""
    chance = random.Random(f"{seed} {number}")
    return Step(chance.choice(CODES), chance.choice(CRITERIA[2:6]), chance.randrange(11))


def work(path: Path, seed: int, first: int, told: Connection) -> None:
    """Be the judge, from the n-th step on, until killed."""
    sitting = Sitting.open(path, around(path.parent))
    told.send_bytes(b"ready")
    number = first
    while True:
        now = step(seed, number)
        sitting.keep(PLACE, now.place)
        sitting.mark(now.code, now.criterion, str(now.points))
        told.send_bytes(str(number).encode())
        number += 1


def last_told(told: Connection, first: int) -> int:
    """Give the number of the step after the last one that the child told of."""
    after = first
    try:
        while told.poll(0):
            after = int(told.recv_bytes()) + 1
    except (EOFError, OSError):
        pass
    return after


class Drill:
    """One file, killed again and again, beside what must be in it."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Make the file."""
        sitting = sit_down(folder)
        self.path, self.seed, self.next = sitting.path, seed, 0
        self.step_of = {leaf.id: leaf.step for leaf in sitting.round.rubric.criteria}
        sitting.close()
        self.due: dict[tuple[EntryCode, CriterionId], int] = {}
        self.found = {"kills": 0, "marks": 0, "journals": 0, "one_more": 0, "wrong": 0}

    def kill_once(self, seconds: float) -> None:
        """Let the child work for a while, kill it, and look."""
        ours, theirs = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(target=work, args=(self.path, self.seed, self.next, theirs), daemon=True)
        child.start()
        theirs.close()
        assert ours.recv_bytes() == b"ready"
        time.sleep(seconds)
        child.kill()
        child.join()
        after = last_told(ours, self.next)
        ours.close()
        journal = self.path.with_name(self.path.name + "-journal")
        self.found["kills"] += 1
        self.found["journals"] += journal.exists() and journal.stat().st_size > 0
        self.found["marks"] += after - self.next
        try:
            self.found["wrong"] += not self.holds(after)
        except Refusal as refusal:
            self.found["wrong"] += 1
            sys.stderr.write(f"{refusal}\n")

    def holds(self, after: int) -> bool:
        """Open the file whole and say whether it holds every mark told of, at most one more, and the right place."""
        for number in range(self.next, after):
            self._give(number)
        self.next = after
        sitting = Sitting.open(self.path, around(self.path.parent))
        marks = {
            (line.code, leaf): steps
            for line in sitting.lines()
            for leaf, steps in sitting.sheet(line.code).marks.items()
        }
        place = sitting.kept(PLACE)
        sitting.close()
        if marks != self.due:
            self._give(after)  # on disk, and killed before it could be told
            self.next = after + 1
            self.found["one_more"] += 1
            return marks == self.due and place == step(self.seed, after).place
        return place in {step(self.seed, number).place for number in (after - 1, after)} or not after

    def _give(self, number: int) -> None:
        given = step(self.seed, number)
        self.due[given.code, given.criterion] = int(given.points / self.step_of[given.criterion])


def main(folder: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill that many times; gives counts."""
    multiprocessing.set_start_method("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    chance = random.Random(seed)
    drill = Drill(folder, seed)
    longest = LONGEST
    for number in range(1, kills + 1):
        drill.kill_once(chance.uniform(0, longest))
        if drill.found["marks"] < number:  # a slower machine is given more time, so that kills still fall among marks
            longest = min(longest * 1.2, 0.5)
    return drill.found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
