"""Marks in a child process, kills it at a random moment, and looks whether every acknowledged mark is there.

Run by the drill ``kills-store`` in a process of its own (``python -m tests.stores.kill_drill FOLDER KILLS SEED``), that
has loaded everything and forks where it can. Prints one JSON object.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

from judge_desk.contest.values.identity import CriterionId, EntryCode, entry_code
from judge_desk.stores.score_file import ScoreFile
from tests.stores.samples import CRITERIA, NOW, new_score

KILLS_PER_FILE = 20
Marks = dict[tuple[EntryCode, CriterionId], int]


def key(number: int) -> tuple[EntryCode, CriterionId]:
    return entry_code(number % 40 + 1), CRITERIA[number % 3]


def mark_on(path: Path, first: int, acks: Connection) -> None:
    with ScoreFile.open(path) as score:
        acks.send_bytes(b"ready")
        number = first
        while True:
            score.mark(*key(number), number, NOW)
            acks.send_bytes(str(number).encode())
            number += 1


def acknowledged(acks: Connection, first: int) -> int:
    """Give the number after the last acknowledged mark."""
    after = first
    try:
        while acks.poll(0):
            after = int(acks.recv_bytes()) + 1
    except (EOFError, OSError):
        pass
    return after


def present(path: Path, marks: Marks, first: int, after: int) -> int | None:
    """Open the file whole; give the number after the last mark in it, None when an acknowledged one is lost."""
    marks.update({key(number): number for number in range(first, after)})
    with ScoreFile.open(path) as score:
        found = score.marks()
    if found == marks:
        return after
    marks[key(after)] = after  # written, and killed before it could be acknowledged
    return after + 1 if found == marks else None


def main(folder: Path, kills: int, seed: int) -> dict[str, int]:
    chance = random.Random(seed)
    multiprocessing.set_start_method("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    told = {"kills": 0, "acknowledged": 0, "lost": 0, "unacknowledged_kept": 0, "journals": 0}
    path, first, marks = folder, 0, Marks()
    for number in range(kills):
        if number % KILLS_PER_FILE == 0:
            path, first, marks = folder / f"{number}.jdscore", 0, {}
            new_score(folder, path.name).close()
        ours, theirs = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(target=mark_on, args=(path, first, theirs), daemon=True)
        child.start()
        theirs.close()
        assert ours.recv_bytes() == b"ready"
        after = first
        for _ in range(chance.randrange(6)):  # however slow the machine is, marks are written before the kill
            after = int(ours.recv_bytes()) + 1
        time.sleep(chance.uniform(0, 0.02))
        child.kill()
        child.join()
        after = acknowledged(ours, after)
        ours.close()
        journal = path.with_name(path.name + "-journal")
        told["journals"] += journal.exists() and journal.stat().st_size > 0
        there = present(path, marks, first, after)
        told["kills"] += 1
        told["acknowledged"] += after - first
        told["lost"] += there is None
        told["unacknowledged_kept"] += there == after + 1
        first = there if there is not None else after
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
