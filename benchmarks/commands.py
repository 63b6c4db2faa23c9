"""Short commands of the terminal, whole processes, beside the least Python that could do any of it.

``python -m benchmarks.commands [--runs N] [--work DIR] [--short] [--json]``. The floor is an interpreter that imports
``sqlite3`` and ``hashlib`` and ends. Definitions are shipped ones: the largest, and the sample contest's. With
``--work`` also two commands on files of a rehearsal, which is played once into DIR, or found there: a score file shown
(``ballot show``), and a contest folder (``contest show``). Compiled modules are kept, as an installed program keeps
them.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.pairs import ROOT, Row, Used, in_turn, options, row, run, show

FLOOR: Final = "importing sqlite3 and hashlib"
CONTESTS: Final = ROOT / "resources" / "contests"
GOALS: Final[Mapping[str, str]] = {"--version": "≤ 3", "contest check": "≤ 8", "contest check, largest": "≤ 8"}
SHORT: Final = ("--version", "contest check")
MAIN: Final = "import sys; from judge_desk.cli.__main__ import main; sys.exit(main())"
"""What the installed command does."""


def commands(rehearsal: Path | None) -> dict[str, tuple[str, ...]]:
    """Give the commands by the name of their row."""
    given: dict[str, tuple[str, ...]] = {
        "--version": ("--version",),
        "--help": ("--help",),
        "contest check": ("contest", "check", str(CONTESTS / "hau-giang-2024.toml")),
        "contest check, largest": ("contest", "check", str(max(CONTESTS.glob("*.toml"), key=_size))),
    }
    if rehearsal is not None:
        score = min(rehearsal.glob("**/*.jdscore"))
        given["ballot show"] = ("ballot", "show", str(score))
        given["contest show"] = ("contest", "show", str(rehearsal / "cuoc-thi"))
    return given


def _size(path: Path) -> int:
    return path.stat().st_size


def rehearsed(place: Path) -> Path:
    """Play a small rehearsal into a folder, or find the one that was played there.

    Raises:
        Failed: the rehearsal came to no good end.
    """
    if not (place / "cuoc-thi").is_dir():
        contest = ("--contest", "hau-giang-2024", "--entries", "24", "--judges", "5")
        run((sys.executable, "-c", MAIN, "demo", "--out", place, *contest))
    return place


def measure(runs: int, rehearsal: Path | None, short: bool = False) -> list[Row]:
    """Let all work in turn, after one that does not count; the short form runs two commands and compiles nothing."""
    with TemporaryDirectory() as home:
        kept = {"JUDGE_DESK_HOME": home}
        if not short:
            kept |= {"PYTHONPYCACHEPREFIX": f"{home}/compiled", "PYTHONDONTWRITEBYTECODE": ""}
        calls = {name: (sys.executable, "-c", MAIN, *words) for name, words in commands(rehearsal).items()}
        if short:
            calls = {name: calls[name] for name in SHORT}
        calls[FLOOR] = (sys.executable, "-c", "import sqlite3, hashlib")
        taken = in_turn({name: partial(_run, call, kept) for name, call in calls.items()}, runs, warm=not short)
    return [row(name, FLOOR, taken, GOALS.get(name, ""), ours=name) for name in taken if name != FLOOR]


def _run(call: Sequence[str], kept: Mapping[str, str]) -> Used:
    return run(call, env=kept)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = options("Short commands beside the least Python.", runs=25)
    parser.add_argument("--work", type=Path, metavar="DIR", help="a rehearsal is played here, or found here")
    args = parser.parse_args(arguments)
    rehearsal = rehearsed(args.work / "rehearsal") if args.work is not None else None
    show("commands of the terminal", measure(1 if args.short else args.runs, rehearsal, args.short), args.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
