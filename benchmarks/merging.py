"""A merge: every judge's sealed ballot read, checked, stored and counted, beside what a panel would use instead.

``python -m benchmarks.merging [SIZE…] [--work DIR] [--peers PYTHON] [--runs N] [--short] [--json]``. Sizes are S, M, L
or JUDGESxENTRIESxCRITERIA (see :mod:`benchmarks.workload`); workloads and the peers' inputs are made once, into DIR.

Ours is the whole process ``judge-desk merge … --accept`` on a fresh copy of the contest folder. The peers read one
workbook of every judge, add up and rank (they need their libraries: PYTHON has them, see ``requirements/peers.txt``);
``attach`` brings the same marks out of one SQLite file of every judge into one; ``floor`` is a C program over the same
ballots. Copies and inputs are not timed. Every contender must give the same answer: code, exact sum, ballots and rank
of every entry. The peers rank at once; ours gives its ranking by ``judge-desk results`` afterwards, so it is told
twice: the merge alone, and both processes together.
"""

from __future__ import annotations

import importlib
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.pairs import OURS, Failed, Row, Used, in_turn, inside, options, row, rows, run, show
from benchmarks.peers.answer import digest_of
from benchmarks.peers.books import READERS
from benchmarks.workload import ROUND, SIZES, STEPS_PER_POINT, Size, kept, marks_of, size_of
from judge_desk.contest.values.identity import entry_code

RESULTS: Final = "results"
ATTACH: Final = "attach"
FLOOR: Final = "floor"
SMALL: Final = Size(3, 12, 4)
"""What the short form merges."""
GOALS: Final[Mapping[str, Mapping[str, str]]] = {
    "S": {"openpyxl": "≤ 0.3", "calamine": "≤ 1.5"},
    "M": {"openpyxl": "≤ 0.04", "calamine": "≤ 0.4"},
    "L": {
        "openpyxl": "≤ 0.01",
        "pandas + openpyxl": "≤ 0.02",
        "calamine": "≤ 0.2",
        "polars": "≤ 0.2",
        ATTACH: "≤ 0.35",
        FLOOR: "≤ 6, ≤ 80 MiB",
    },
}
GROWING: Final = (SIZES["M"], replace(SIZES["M"], entries=20_000))
GROWTH: Final = "time ≤ 10.5, memory ≤ 6 for ten times the marks"


@dataclass(frozen=True)
class Workload:
    """A made workload (see :mod:`benchmarks.workload`), and where contenders may write.

    ``apart``: the program runs as a process of its own, its compiled modules kept as an installed program keeps them;
    else inside this one, which only shows that it works.
    """

    size: Size
    place: Path
    scratch: Path
    apart: bool = True

    @cached_property
    def told(self) -> Mapping[str, Any]:
        """What was written when it was made."""
        found: Mapping[str, Any] = json.loads((self.place / "workload.json").read_text(encoding="utf-8"))
        return found

    @property
    def name(self) -> str:
        """The letter of the size, else its numbers."""
        return next((letter for letter, size in SIZES.items() if size == self.size), self.size.name)

    @property
    def ballots(self) -> list[Path]:
        """The sealed ballots, by seat."""
        return [self.place / "ballots" / name for name in self.told["files"]]

    @property
    def folder(self) -> Path:
        """Where the copy of the contest folder lies that is worked on."""
        return self.scratch / "contest"

    def fresh(self) -> Path:
        """Give a copy of the contest folder in which nothing is merged yet."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.place / "contest", self.folder)
        return self.folder

    def python(self, module: str, *words: str | Path) -> Used:
        """Run a module that has a function ``main``; the user's folder is beside the workload."""
        given = list(map(str, words))
        if not self.apart:
            return inside(partial(importlib.import_module(module).main, given))
        home = self.place.parent
        kept_there = {"PYTHONPYCACHEPREFIX": str(home / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
        return run([sys.executable, "-m", module, *given], env={"JUDGE_DESK_HOME": str(home / "home"), **kept_there})

    def ask(self, *words: str | Path) -> Used:
        """Run a command of the program."""
        return self.python("judge_desk.cli.__main__", *words)

    def merge(self, folder: Path) -> Used:
        """Merge all ballots into a contest folder."""
        words = ("--accept", "--reason", "Đo tốc độ", "--operator", "Trần Thị Bích", "--json")
        return self.ask("merge", folder, "--round", ROUND, *self.ballots, *words)

    def results(self) -> Used:
        """Ask the merged folder for its results."""
        return self.ask("results", self.folder, "--round", ROUND, "--json")


def workload(size: Size, work: Path, scratch: Path, short: bool = False) -> Workload:
    """Give a workload, made once into ``work``."""
    return Workload(size, kept(size, work, lambda text: print(text, file=sys.stderr)), scratch, not short)


def books_of(made: Workload) -> Path:
    """Give the folder with one workbook of every judge; written once."""
    folder = made.place / "books"
    if not folder.is_dir():
        writer: Any = importlib.import_module("xlsxwriter")
        beside = folder.with_suffix(".new")
        beside.mkdir(exist_ok=True)
        for seat in range(1, made.size.judges + 1):
            with writer.Workbook(beside / f"ghe-{seat:02d}.xlsx") as book:
                sheet = book.add_worksheet()
                sheet.write_row(0, 0, ["code", *map(str, range(1, made.size.criteria + 1))])
                for at, marks in enumerate(marks_of(made.size, seat), 1):
                    points = [each / STEPS_PER_POINT for each in marks or ()]
                    sheet.write_row(at, 0, [entry_code(at, made.size.width), *points])
        beside.rename(folder)
    return folder


def files_of(made: Workload) -> Path:
    """Give the folder with one SQLite file of every judge, a row for a mark; written once."""
    folder = made.place / "sqlite"
    if not folder.is_dir():
        judge: str = importlib.import_module("benchmarks.peers.attached").JUDGE
        beside = folder.with_suffix(".new")
        beside.mkdir(exist_ok=True)
        for seat in range(1, made.size.judges + 1):
            with closing(sqlite3.connect(beside / f"ghe-{seat:02d}.sqlite")) as file, file:
                file.execute(judge)
                for at, marks in enumerate(marks_of(made.size, seat), 1):
                    lines = [(entry_code(at, made.size.width), n, steps) for n, steps in enumerate(marks or (), 1)]
                    file.executemany("INSERT INTO score VALUES (?, ?, ?)", lines)
        beside.rename(folder)
    return folder


def floor_of(scratch: Path) -> tuple[Path | None, str]:
    """Compile the floor; gives it and whose SHA-256 it uses, or None and why there is none."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None, "no C compiler (cc) here"
    source, program = Path(__file__).with_name("peers") / "floor.c", scratch / FLOOR
    for sha, more in (("libcrypto's SHA-256", ("-DLIBCRYPTO", "-lcrypto")), ("its own plain SHA-256", ())):
        command = [compiler, "-O2", "-o", str(program), str(source), *more]
        if subprocess.run(command, check=False, capture_output=True).returncode == 0:
            return program, sha
    return None, "the floor does not compile here"


def why_not(python: str, modules: Sequence[str]) -> str:
    """Say which modules an interpreter lacks; nothing when it has all."""
    tried = subprocess.run([python, "-c", f"import {', '.join(modules)}"], check=False, capture_output=True, text=True)
    return "" if tried.returncode == 0 else f"left out: {(tried.stderr.splitlines() or ['?'])[-1]}"


Contenders = dict[str, Callable[[], Used]]


def contenders_of(made: Workload, python: str, wanted: Sequence[str]) -> tuple[Contenders, dict[str, str]]:
    """Give all contenders of a merge, and those that are missing with the reason."""
    acts: Contenders = {OURS: lambda: made.merge(made.fresh()), RESULTS: made.results}
    missing: dict[str, str] = {}
    for name in (each for each in READERS if each in wanted):
        lacking = why_not(python, READERS[name][1])
        if lacking:
            missing[name] = lacking
        else:
            acts[name] = partial(run, (python, "-m", "benchmarks.peers.books", name, books_of(made)))
    target = made.scratch / "merged"
    if ATTACH in wanted:
        words = (sys.executable, "-m", "benchmarks.peers.attached", files_of(made), target, str(made.size.criteria))
        acts[ATTACH] = partial(_into_new, target, words)
    if FLOOR in wanted:
        program, why = floor_of(made.scratch)
        if program is None:
            missing[FLOOR] = f"left out: {why}"
        else:
            acts[FLOOR] = partial(_into_new, target, (program, target, *made.ballots))
    return acts, missing


def _into_new(target: Path, command: Sequence[str | Path]) -> Used:
    """Run a contender that writes one new file."""
    target.unlink(missing_ok=True)
    return run(command)


def measure(made: Workload, runs: int, python: str, wanted: Sequence[str]) -> list[Row]:
    """Let all contenders merge in turn; ours is told alone, and with the command that gives the ranking.

    Raises:
        Failed: a contender gives another answer.
    """
    acts, missing = contenders_of(made, python, wanted)
    if made.apart:
        acts[OURS]()
    taken = in_turn(acts, runs)
    told = taken.pop(RESULTS)
    answers = {name: each[-1].output.strip() for name, each in taken.items()} | {OURS: answer_of(told[-1].output)}
    other = {name: answer for name, answer in answers.items() if answer != made.told["answer"]}
    if other:
        raise Failed(f"{made.name}: another answer than {made.told['answer']}: {other}")
    both = {**taken, OURS: [together(*each) for each in zip(taken[OURS], told, strict=False)]}
    found = rows(f"merge {made.name}", taken, GOALS.get(made.name, {}), missing)
    return found + rows(f"merge, then results {made.name}", both, {})


def answer_of(results: str) -> str:
    """Digest what ``judge-desk results --json`` printed."""
    entries = (each for each in json.loads(results)["entries"] if each["ballots"])
    counted = ((each["code"], Fraction(each["exact"]), each["ballots"]) for each in entries)
    return digest_of((code, int(mean * count * STEPS_PER_POINT), count) for code, mean, count in counted)


def together(first: Used, second: Used) -> Used:
    """Add what two processes used that ran one after the other."""
    return Used(first.seconds + second.seconds, first.work + second.work, max(first.peak, second.peak))


def growth(small: Workload, large: Workload, runs: int) -> list[Row]:
    """Merge two workloads in turn; the row says by what time and memory grow."""
    taken = in_turn({OURS: lambda: large.merge(large.fresh()), "small": lambda: small.merge(small.fresh())}, runs)
    factor = large.told["marks"] / small.told["marks"]
    said = row(f"merge {large.size.name}", "small", taken, GROWTH)
    memory = f"memory {said.ours_mib / said.theirs_mib:.2f} times" if said.theirs_mib else "memory not told"
    return [replace(said, beside=f"merge {small.size.name}", note=f"{factor:.2f} times the marks: {memory}")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = options("A merge beside what a panel would use instead.", runs=5)
    parser.add_argument("sizes", nargs="*", type=size_of, help="S, M, L or JUDGESxENTRIESxCRITERIA (default: S M)")
    parser.add_argument("--work", type=Path, help="where workloads are kept (default: a temporary folder)")
    parser.add_argument("--peers", default=sys.executable, help="the Python that has the peers' libraries")
    parser.add_argument("--only", default=",".join((*READERS, ATTACH, FLOOR)), help="peers, parted by commas")
    parser.add_argument("--growth", action="store_true", help="instead: M beside M with ten times the entries")
    args = parser.parse_args(arguments)
    with TemporaryDirectory() as place:
        scratch = Path(place)
        work = args.work or scratch / "work"
        if args.growth:
            sizes = (SMALL, replace(SMALL, entries=SMALL.entries * 10)) if args.short else GROWING
            small, large = (workload(each, work, scratch, args.short) for each in sizes)
            told = growth(small, large, 1 if args.short else args.runs)
        else:
            sizes = (SMALL,) if args.short else tuple(args.sizes) or (SIZES["S"], SIZES["M"])
            wanted = (ATTACH, FLOOR) if args.short else args.only.split(",")
            made = [workload(each, work, scratch, args.short) for each in sizes]
            told = [each for one in made for each in measure(one, 1 if args.short else args.runs, args.peers, wanted)]
    show("a merge beside its peers", told, args.json, runs=args.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
