"""Every benchmark by one command: ``python -m benchmarks [JOB…] [--short] [--json FILE] [--runs N]``.

Without a name all jobs run, one after the other, each as a process of its own; ``--list`` names them. Prints one table:
ours beside what, ratio of the medians, least and greatest ratio of pairs, ratio of work, seconds, peaks of memory, and
what is aimed at, as text. ``--json`` also writes the rows and each job's own figures to a file. ``--work`` keeps
workloads for the next time, ``--peers`` names a Python with the peers' libraries (``requirements/peers.txt``),
``--contest`` a contest folder for the jobs that print one (``judge-desk demo --entries 400 --judges 9``),
``--program`` an installed program.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from benchmarks.pairs import ROOT, Row, table
from benchmarks.reading import rows_of
from benchmarks.register import JOBS, Job

NAMES: Final = {each.name: each for each in JOBS}


def command_of(job: Job, args: argparse.Namespace) -> list[str]:
    """Say how a job is called."""
    given = {"runs": args.runs, "work": args.work, "peers": args.peers, "program": args.program}
    words = [part for key, value in given.items() if value and key in job.takes for part in (f"--{key}", str(value))]
    place = [str(args.contest), "--round", args.round] if "contest" in job.takes else []
    form = ["--short"] if args.short else []
    return [sys.executable, "-m", f"benchmarks.{job.module}", *job.words, *place, *words, *form, "--json"]


def why_not(job: Job, args: argparse.Namespace) -> str:
    """Say why a job cannot run here; empty if it can."""
    if find_spec(f"benchmarks.{job.module}") is None:
        return "left out: there is no such benchmark here"
    if "contest" in job.takes and args.contest is None:
        return "left out: needs --contest DIR"
    if "--cold" in job.words and (not hasattr(os, "geteuid") or os.geteuid() != 0):
        return "left out: emptying the file cache needs root"
    return ""


def run_job(job: Job, args: argparse.Namespace) -> tuple[list[Row], Any, bool]:
    """Run a job; gives its rows, what it printed, and whether it came to a good end."""
    reason = why_not(job, args)
    if reason:
        return [Row(job.name, "-", note=reason)], None, True
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    began = time.perf_counter()
    done = subprocess.run(command_of(job, args), cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    print(f"{job.name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    if done.returncode:
        return [Row(job.name, "-", note=f"failed: {(done.stderr.splitlines() or ['?'])[-1]}")], None, False
    found = json.loads(done.stdout.splitlines()[-1])
    return rows_of(job.name, found, job.goals), found, True


def machine() -> dict[str, object]:
    """Say on what was measured."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "measured": datetime.datetime.now().isoformat(timespec="seconds"),
        "system": platform.platform(),
        "processor": models[0] if models else platform.machine(),
        "processors": os.cpu_count(),
        "load": [round(each, 1) for each in os.getloadavg()] if hasattr(os, "getloadavg") else [],
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run jobs, print the table; gives 1 if a job failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Every benchmark by one command.")
    parser.add_argument("jobs", nargs="*", metavar="JOB", help=f"of: {', '.join(NAMES)}")
    parser.add_argument("--list", action="store_true", help="only name the jobs")
    parser.add_argument("--short", action="store_true", help="small and once, to see that all still work")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write all figures to a file")
    parser.add_argument("--runs", type=int, help="pairs of every job (default: each job's own)")
    parser.add_argument("--work", type=Path, metavar="DIR", help="keep workloads here for the next time")
    parser.add_argument("--peers", metavar="PYTHON", help="the Python that has the peers' libraries")
    parser.add_argument("--contest", type=Path, metavar="DIR", help="a contest folder, for publishing")
    parser.add_argument("--round", default="so-khao", help="its round")
    parser.add_argument("--program", type=Path, metavar="FILE", help="an installed program, for its start")
    args = parser.parse_args(arguments)
    unknown = [each for each in args.jobs if each not in NAMES]
    if unknown:
        parser.error(f"no such job: {', '.join(unknown)}")
    if args.list:
        print("\n".join(f"{each.name:14} python -m benchmarks.{each.module}" for each in JOBS))
        return 0
    about, rows, figures, good = machine(), [], {}, True
    for job in (NAMES[each] for each in args.jobs or NAMES):
        told, figures[job.name], fine = run_job(job, args)
        rows += told
        good &= fine
    print(", ".join(f"{key} {value}" for key, value in about.items()))
    print(table(rows))
    if args.json:
        listed = [{key: getattr(each, key) for key in Row.__slots__} for each in rows]
        told_all = {"machine": about, "rows": listed, "jobs": figures}
        args.json.write_text(json.dumps(told_all, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
