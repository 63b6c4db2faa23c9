"""Contests of many provinces come together by union: the same view whatever the order, and where one machine ends.

``python -m benchmarks.union [--provinces N] [--work DIR] [--runs N] [--short] [--json]``. Every province has a contest
of its own, between S and M. Its ballots come in on two machines, each with a copy of the folder: one takes two thirds
of them from the front, the other two thirds from the back, in several acts; then each takes what the other's folder
holds. A third machine takes all at once, in an order by lot. The three must show the same: which ballot counts on
which seat, every score, every place. What that costs a province is told in seconds of work.

Then one process opens all provinces' merged folders and keeps them, as somebody does who looks at the whole country:
1, half, all of them. From the growth follows, as an extrapolation, how many marks one machine can hold.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.merging import SMALL, Workload, workload
from benchmarks.pairs import Failed, Row, Used, median_of, options, show
from benchmarks.workload import ROUND, Size
from judge_desk.desks import counting
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.papers.result_data import result_data
from judge_desk.desks.rehearsal.world import world
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import silent
from judge_desk.exchange.stored_names import BALLOTS

PROVINCES: Final = 34
MACHINE_MIB: Final = 8 * 1024
"""Memory of the laptop for which is extrapolated; what the system itself needs is not taken off."""
LONGEST: Final = 60.0
"""Seconds that somebody may wait for a country to open."""


def size_of_province(number: int, short: bool) -> Size:
    """Give a province's size: 9 to 20 judges, 200 to 1,850 entries, 8 criteria; each with marks of its own."""
    if short:
        return Size(SMALL.judges, SMALL.entries, SMALL.criteria, number - 1)
    return Size(9 + number % 12, 150 + 50 * number, 8, number)


@dataclass(frozen=True, slots=True)
class Machine:
    """One secretary's machine: a copy of the contest folder, and how long it worked."""

    name: str
    folder: Path

    def take(self, files: Sequence[Path]) -> float:
        """Merge some files; gives the seconds of work."""
        around = world(self.name, "2026-03-25T08:00:00", self.folder.parent / "home", self.name, silent)
        began = time.process_time()
        counting.merge(self.folder, ROUND, files, around, "Đo tốc độ", self.name)
        return time.process_time() - began

    def holds(self) -> list[Path]:
        """Give the ballots that the folder keeps."""
        return sorted((self.folder / BALLOTS).iterdir())

    def view(self) -> str:
        """Say everything that the panel comes to: seats with their ballots, scores, places."""
        with open_folder(self.folder, read_only=True) as contest:
            return view_of(round_standing(contest, ROUND))


def view_of(standing: Standing) -> str:
    """Write a view as text, to be compared."""
    seats = [
        (each.seat, each.condition.value, each.counted.digest if each.counted else "") for each in standing.view.seats
    ]
    return json.dumps([seats, result_data(standing)], ensure_ascii=False, sort_keys=True)


def machine(name: str, made: Workload) -> Machine:
    """Give a machine with a fresh copy of the province's folder."""
    folder = made.scratch / name / "contest"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made.place / "contest", folder)
    return Machine(name, folder)


def come_together(made: Workload) -> tuple[float, float]:
    """Let a province's ballots come in on three machines; gives the work of taking all at once, and of the union.

    Raises:
        Failed: the machines do not show the same.
    """
    luck = random.Random(made.size.seed)
    ballots = made.ballots
    third = max(1, len(ballots) // 3)
    front, back, whole = (machine(name, made) for name in ("front", "back", "whole"))
    for part in (ballots[:third], ballots[third : 2 * third]):
        front.take(part)
    for part in (list(reversed(ballots[2 * third :])), list(reversed(ballots[third : 2 * third]))):
        back.take(part)
    held = front.holds()
    union = front.take(back.holds())
    back.take(luck.sample(held, len(held)))
    once = whole.take(luck.sample(ballots, len(ballots)))
    if len({each.view() for each in (front, back, whole)}) != 1:
        raise Failed(f"{made.size.name}: the machines differ")
    return once, union


def hold(folders: Sequence[Path]) -> None:
    """Open contests one after the other and keep what they come to."""
    kept = []
    for folder in folders:
        with open_folder(folder, read_only=True) as contest:
            standing = round_standing(contest, ROUND)
            kept.append((standing, standing.result))
    print(len(kept))


def measure(provinces: int, work: Path, scratch: Path, runs: int, short: bool) -> tuple[list[Row], dict[str, object]]:
    """Let every province come together, then open them all."""
    made = [workload(size_of_province(n, short), work, scratch / str(n), short) for n in range(1, provinces + 1)]
    worked = [come_together(each) for each in made]
    marks = [each.told["marks"] for each in made]
    once, union = (sum(each) for each in zip(*worked, strict=True))
    note = "seconds of work; ours: what was left to do for the machine that took in what the other held"
    about = f"union of {provinces} provinces, {sum(marks)} marks"
    rows = [Row(about, "all at once", union / once, ours=union, theirs=once, runs=provinces, note=note)]
    held = {}
    for count in (1, provinces) if short else sorted({1, provinces // 2, provinces}):
        folders = [each.scratch / "whole" / "contest" for each in made[:count]]
        held[count] = median_of([_held(made[0], folders) for _ in range(runs)])
        about = f"{count} of {provinces} open, {sum(marks[:count])} marks"
        rows.append(Row(about, "nothing", ours=held[count].seconds, ours_mib=held[count].peak, runs=runs))
    return rows, _ends(marks, held, worked)


def _held(made: Workload, folders: Sequence[Path]) -> Used:
    return made.python("benchmarks.union", "--hold", *folders)


def _ends(marks: Sequence[int], held: dict[int, Used], worked: Sequence[tuple[float, float]]) -> dict[str, object]:
    """Extrapolate: memory and work of a mark, and how many marks that makes."""
    least, most = min(held), max(held)
    between = max(1, sum(marks[:most]) - sum(marks[:least]))
    memory = (held[most].peak - held[least].peak) / between
    work = (held[most].work - held[least].work) / between
    return {
        "work_of_a_province_s": round(sum(once for once, _ in worked) / len(worked), 3),
        "bytes_for_a_mark": round(memory * 1024 * 1024),
        "microseconds_for_a_mark": round(work * 1e6, 2),
        "extrapolated_marks_in_8_gib": round(MACHINE_MIB / memory) if memory > 0 else None,
        "extrapolated_marks_in_a_minute": round(LONGEST / work) if work > 0 else None,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; with ``--hold`` be the process that keeps all open."""
    parser = options("Contests of many provinces come together by union.", runs=1)
    parser.add_argument("--provinces", type=int, default=PROVINCES)
    parser.add_argument("--work", type=Path, help="where workloads are kept (default: a temporary folder)")
    parser.add_argument("--hold", type=Path, nargs="+", help="only open these folders and keep them")
    args = parser.parse_args(arguments)
    if args.hold:
        hold(args.hold)
        return 0
    with TemporaryDirectory() as place:
        scratch = Path(place)
        provinces = 2 if args.short else args.provinces
        told, ends = measure(provinces, args.work or scratch / "work", scratch, args.runs, args.short)
    show("contests come together by union", told, args.json, runs=args.runs, **ends)
    return 0


if __name__ == "__main__":
    sys.exit(main())
