"""Run drills and print their figures: ``python -m tests.trust [NAME…] [--long | --amount N] [--seed S] [--json FILE]``.

Without anything else the short form of every drill runs; ``--only ACT`` runs one act of those that try several. A bad
try makes the exit code 1.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.trust.drill import Drill, missing_needs
from tests.trust.register import all_drills
from tests.trust.trapped_acts import ACTS


def main(given: list[str]) -> int:
    """Run what the command line names; gives the exit code."""
    asked = _parser().parse_args(given)
    drills = [each for each in all_drills() if not asked.names or any(name in each.name for name in asked.names)]
    if asked.only:
        drills = [each.only(asked.only) for each in drills if each.only is not None]
    if not drills:
        sys.stderr.write("no such drill; --list names them\n")
        return 2
    if asked.list:
        sys.stdout.writelines(f"{each.name:<32} {each.short:>9,} {each.long:>13,} {each.unit}\n" for each in drills)
        return 0
    rows = [_run(each, asked) for each in drills]
    if asked.json:
        machine = {"python": platform.python_version(), "system": platform.platform()}
        asked.json.write_text(json.dumps({"machine": machine, "drills": rows}, indent=1) + "\n", encoding="utf-8")
    return 1 if any(row["bad"] for row in rows) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.trust", description=__doc__)
    parser.add_argument("names", nargs="*", help="drills whose name contains one of these; none: all")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--long", action="store_true", help="the long form")
    size.add_argument("--amount", type=int, help="so many tries of each")
    parser.add_argument("--only", choices=[act.name for act in ACTS], help="one act of the drills that try several")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the figures into this file, too")
    parser.add_argument("--list", action="store_true", help="only name the drills")
    return parser


def _run(drill: Drill, asked: argparse.Namespace) -> dict[str, Any]:
    amount = asked.amount or (drill.long if asked.long else drill.short)
    absent = missing_needs(drill)
    row: dict[str, Any] = {"name": drill.name, "unit": drill.unit, "seed": asked.seed}
    if absent or not amount:
        row |= {"tried": 0, "bad": 0, "skipped": ", ".join(absent) or "long form only"}
        sys.stdout.write(f"{drill.name:<32} skipped: {row['skipped']}\n")
        return row
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        tally = drill.run(amount, asked.seed, Path(folder))
    seconds = time.perf_counter() - start
    row |= {"tried": tally.tried, "bad": tally.bad, "named": tally.named, "facts": dict(tally.facts)}
    row |= {"seconds": round(seconds, 1)}
    facts = ", ".join(
        f"{value:,} {key}" if isinstance(value, int) else f"{key} {value}" for key, value in tally.facts.items()
    )
    line = f"{drill.name:<32} {tally.tried:>12,} {drill.unit}, {tally.bad} bad, {seconds:.1f} s"
    sys.stdout.write(f"{line}{f' ({facts})' if facts else ''}\n")
    sys.stdout.writelines(f"    BAD {each}\n" for each in tally.named)
    sys.stdout.flush()
    return row


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
