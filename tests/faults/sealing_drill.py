"""Kills a judge's program while it seals, at random moments, and looks whether one sealing stays one sealing.

Run by the drill ``kills-sealing`` in a process of its own (``python -m tests.faults.sealing_drill FOLDER KILLS SEED``),
which has loaded everything and forks where it can. Every second kill comes as soon as something new lies on the shelf.
After a kill the file opens, open or sealed; sealing goes on to its end, and there is one ballot for one revision, with
the marks that were given. Prints one JSON object.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sys
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from secrets import token_bytes
from typing import Final

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import handing_over, sealing
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.score_events import FileState
from tests.ui.seal_works import machine, work

LONGEST: Final = 0.25
"""Least seconds from the beginning of a sealing to the latest kill."""


def by_chance(home: Path) -> Surroundings:
    """Give the judge's machine with a clock and chance of its own, so that no two ballots are alike by themselves."""
    return Surroundings(lambda: datetime.now().isoformat(), token_bytes, home)


def seal(file: Path, shelf: Path, told: Connection) -> None:
    """Be the judge who seals, until killed or done."""
    told.send_bytes(b"ready")
    sealing.seal(file, shelf, by_chance(file.parent))
    told.send_bytes(b"done")


class Drill:
    """One file, sealed and opened again, killed in between."""

    def __init__(self, folder: Path) -> None:
        """Make the file."""
        self.file, self.shelf = work(folder), folder / "niem-phong"
        sealing.device_key(machine(folder))
        with open_judge_file(self.file, read_only=True) as judge:
            self.marks = dict(judge.score.marks())
        self.found = {"kills": 0, "open": 0, "sealed": 0, "half": 0, "wrong": 0}

    def kill_once(self, wait: Callable[[], None]) -> None:
        """Let the child seal for a while, kill it, and look."""
        ours, theirs = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(target=seal, args=(self.file, self.shelf, theirs), daemon=True)
        child.start()
        theirs.close()
        assert ours.recv_bytes() == b"ready"
        wait()
        child.kill()
        child.join()
        ours.close()
        self.found["kills"] += 1
        try:
            self.found["wrong"] += not self.holds()
        except Refusal as refusal:
            self.found["wrong"] += 1
            sys.stderr.write(f"{refusal}\n")

    def lasts(self) -> float:
        """Measure how long a sealing takes in a child when nobody kills it, in seconds; the file is open afterwards."""
        ours, theirs = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(target=seal, args=(self.file, self.shelf, theirs), daemon=True)
        child.start()
        theirs.close()
        assert ours.recv_bytes() == b"ready"
        began = time.monotonic()
        assert ours.recv_bytes() == b"done"
        took = time.monotonic() - began
        child.join()
        ours.close()
        sealing.reopen(self.file, "thử", "thư ký", by_chance(self.file.parent))
        return took

    def until_new(self, kind: str) -> None:
        """Wait until a new file of a kind lies on the shelf, whole or not."""
        before, until = len(list(self.shelf.glob(kind))), time.monotonic() + 10 * LONGEST
        while len(list(self.shelf.glob(kind))) == before and time.monotonic() < until:
            time.sleep(0)

    def holds(self) -> bool:
        """Say whether marks and ballots are right, finish the sealing, and open the file for the next kill."""
        around = by_chance(self.file.parent)
        with open_judge_file(self.file, read_only=True) as judge:
            same, was_open = judge.score.marks() == self.marks, judge.score.state is FileState.OPEN
            before = len(judge.score.sealed())
        on_shelf = len(list(self.shelf.glob("*.jdballot")))
        self.found["open" if was_open else "sealed"] += 1
        self.found["half"] += was_open and on_shelf > before
        if was_open:
            sealing.seal(self.file, self.shelf, around)
        sealings = handing_over.sealings_in(self.file)
        shelf = {each.name: each.read_bytes() for each in self.shelf.glob("*.jdballot")}
        whole = shelf == {each.file_name: each.data for each in sealings}
        given = all(line.marks and None not in line.marks for line in sealings[-1].ballot.lines)
        sealing.reopen(self.file, "thử", "thư ký", around)
        return same and whole and given and len(sealings) == before + was_open


def main(folder: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill that many times; gives counts."""
    multiprocessing.set_start_method("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    chance = random.Random(seed)
    drill = Drill(folder)
    longest = max(LONGEST, 2 * drill.lasts())
    for number in range(kills):
        if number % 2:
            drill.kill_once(partial(drill.until_new, chance.choice(("*.pdf", "*.jdballot"))))
        else:
            drill.kill_once(partial(time.sleep, chance.uniform(0, longest)))
    return drill.found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
