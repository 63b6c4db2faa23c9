"""Results, figures and the working of every place after a merge, beside a plain-Python reference.

``python -m benchmarks.results [SIZE…] [--work DIR] [--runs N] [--short] [--json]``. Ours is one process that opens the
merged contest folder, verifies it, works the round out, makes the panel's figures and the working of every entry, as
window and papers do. Beside it the commands ``results --json`` and ``stats --json`` alone. The reference
(:mod:`benchmarks.peers.reference`) reads the totals from a text that is there already and verifies nothing. Both must
give the same answer.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.merging import SMALL, Workload, workload
from benchmarks.pairs import OURS, Failed, Row, in_turn, options, row, run, show
from benchmarks.peers.answer import digest_of
from benchmarks.workload import ROUND, SIZES, STEPS_PER_POINT, marks_of, size_of
from judge_desk.contest.counting.aggregation import used
from judge_desk.contest.counting.statistics import figures_of
from judge_desk.contest.values.identity import entry_code
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.result_reading import working
from judge_desk.desks.standing import round_standing

REFERENCE: Final = "reference"
GOAL: Final = "≤ 1.2 on L"
COMMANDS: Final = ("results", "stats")


def totals_file(made: Workload) -> Path:
    """Write the totals of all judges, a line for each entry; once."""
    path = made.place / "totals.txt"
    if not path.is_file():
        columns = [["-" if m is None else str(sum(m)) for m in marks_of(made.size, seat)] for seat in _seats(made)]
        codes = (entry_code(number, made.size.width) for number in range(1, made.size.entries + 1))
        text = "".join(f"{code} {' '.join(row)}\n" for code, *row in zip(codes, *columns, strict=True))
        path.write_text(text, encoding="ascii")
    return path


def _seats(made: Workload) -> range:
    return range(1, made.size.judges + 1)


def work_out(folder: Path) -> str:
    """Be ours: results, figures and the working of every entry; gives the digest of the answer."""
    with open_folder(folder, read_only=True) as contest:
        standing = round_standing(contest, ROUND)
        scores = standing.result.scores
        figures_of(scores)
        for each in scores:
            working(standing, each.code)
        totals = ((each.code, each.exact or Fraction(0), len(used(each))) for each in scores if used(each))
        return digest_of((code, int(mean * count * STEPS_PER_POINT), count) for code, mean, count in totals)


def measure(made: Workload, runs: int) -> list[Row]:
    """Let all work in turn on one merged folder.

    Raises:
        Failed: an answer is another one.
    """
    folder, totals = made.fresh(), totals_file(made)
    made.merge(folder)
    acts = {OURS: partial(made.python, "benchmarks.results", "--one", folder)}
    acts |= {each: partial(made.ask, each, folder, "--round", ROUND, "--json") for each in COMMANDS}
    acts[REFERENCE] = partial(run, (sys.executable, "-m", "benchmarks.peers.reference", totals))
    taken = in_turn(acts, runs, warm=int(made.apart))
    answers = {OURS: taken[OURS][0].output.strip(), REFERENCE: json.loads(taken[REFERENCE][0].output)["answer"]}
    if set(answers.values()) != {made.told["answer"]}:
        raise Failed(f"{made.name}: another answer than {made.told['answer']}: {answers}")
    name = f"results, figures, working {made.name}"
    return [
        row(name, REFERENCE, taken, GOAL),
        *(row(f"judge-desk {each} {made.name}", REFERENCE, taken, ours=each) for each in COMMANDS),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; with ``--one`` be the process that is measured."""
    parser = options("Results and figures after a merge beside plain Python.", runs=5)
    parser.add_argument("sizes", nargs="*", type=size_of, help="S, M, L or JUDGESxENTRIESxCRITERIA (default: S M)")
    parser.add_argument("--work", type=Path, help="where workloads are kept (default: a temporary folder)")
    parser.add_argument("--one", type=Path, help="only work out this merged folder")
    args = parser.parse_args(arguments)
    if args.one:
        print(work_out(args.one))
        return 0
    with TemporaryDirectory() as place:
        scratch = Path(place)
        sizes = (SMALL,) if args.short else tuple(args.sizes) or (SIZES["S"], SIZES["M"])
        made = [workload(each, args.work or scratch / "work", scratch, args.short) for each in sizes]
        told = [each for one in made for each in measure(one, 1 if args.short else args.runs)]
    show("results and figures beside plain Python", told, args.json, runs=args.runs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
