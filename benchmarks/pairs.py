"""What every benchmark needs: contenders that work in turn, medians, ratios of pairs, memory, one form of rows.

A contender is an act that gives what it used (:class:`Used`). Contenders take turns (ours, peer, ours, peer, …), so
that whatever else the machine does falls on all alike. A ratio is that of the medians; its spread is the least and the
greatest ratio of two that ran one after the other. A :class:`Row` says one of ours beside one of theirs; a goal stands
there as text and is never a threshold.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
LAUNCHER: Final = Path(__file__).resolve().with_name("launch.py")
OURS: Final = "ours"
ENOUGH: Final = 60.0
"""Seconds after which a contender is not run once more: a slow peer need not be waited for again and again."""


@dataclass(frozen=True, slots=True)
class Used:
    """What one run used: seconds by the clock and of work, peak of memory in MiB (0: not told), what it printed."""

    seconds: float
    work: float
    peak: float = 0.0
    output: str = ""


class Failed(RuntimeError):
    """A contender's process did not come to a good end."""


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, good: tuple[int, ...] = (0,)) -> Used:
    """Run a process to its end, from the project's folder.

    Args:
        command: the program and what it is told.
        env: beside the environment.
        good: exit codes that are no failure.

    Raises:
        Failed: any other exit code.
    """
    with TemporaryDirectory() as place:
        said = Path(place) / "said"
        told = subprocess.run(
            [sys.executable, "-I", "-S", str(LAUNCHER), str(said), *map(str, command)],
            cwd=ROOT, env={**os.environ, **(env or {})}, check=True, capture_output=True, text=True,
        )  # fmt: skip
        seconds, work, peak, code = told.stdout.split()
        if int(code) not in good:
            raise Failed(f"{' '.join(map(str, command))[:200]}: {code}\n{told.stderr[-2000:]}")
        return Used(float(seconds), float(work), int(peak) / 1024, said.read_text(encoding="utf-8"))


def timed(act: Callable[[], object]) -> Used:
    """Do something in this process; its memory is not told."""
    worked, began = time.process_time(), time.perf_counter()
    act()
    return Used(time.perf_counter() - began, time.process_time() - worked)


def inside(act: Callable[[], object]) -> Used:
    """Do in this process what else is a process, and catch what it prints: only to see that it works."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        used = timed(act)
    return replace(used, output=said.getvalue())


WORK_NS: Final = time.perf_counter_ns if sys.platform == "win32" else time.thread_time_ns
"""A clock of what this thread works: what else the machine does falls on neither contender (Windows has none)."""

Taken = Mapping[str, Sequence[Used]]
"""What every contender used, run by run."""


def in_turn(contenders: Mapping[str, Callable[[], Used]], runs: int, warm: int = 0) -> dict[str, list[Used]]:
    """Let all contenders work in turn; one that has worked for :data:`ENOUGH` seconds in all is not run once more.

    Args:
        contenders: by name.
        runs: how often each works.
        warm: turns before that, which do not count.
    """
    taken: dict[str, list[Used]] = {name: [] for name in contenders}
    for turn in range(-warm, runs):
        for name, act in contenders.items():
            if sum(each.seconds for each in taken[name]) > ENOUGH:
                continue
            used = act()
            if turn >= 0:
                taken[name].append(used)
    return taken


def median_of(taken: Sequence[Used]) -> Used:
    """Give the medians of clock and work, and the greatest peak."""
    return Used(
        statistics.median(each.seconds for each in taken),
        statistics.median(each.work for each in taken),
        max(each.peak for each in taken),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One of ours beside one of theirs.

    Attributes:
        job: what was done; beside: by whom else.
        ratio: of the medians by the clock; least, most: of single pairs; work: ratio of the medians of work.
        ours, theirs: median seconds; ours_mib, theirs_mib: greatest peaks (0: not told).
        runs: pairs; goal: what is aimed at, in words; note: e.g. why a contender is missing.
    """

    job: str
    beside: str
    ratio: float | None = None
    least: float | None = None
    most: float | None = None
    work: float | None = None
    ours: float | None = None
    theirs: float | None = None
    ours_mib: float = 0.0
    theirs_mib: float = 0.0
    runs: int = 0
    goal: str = ""
    note: str = ""


def row(job: str, beside: str, taken: Taken, goal: str = "", *, ours: str = OURS, note: str = "") -> Row:
    """Say one contender beside another, both of the same turns."""
    mine, other = median_of(taken[ours]), median_of(taken[beside])
    pairs = [one.seconds / two.seconds for one, two in zip(taken[ours], taken[beside], strict=False)]
    work = mine.work / other.work if other.work else None
    return Row(
        job, beside, mine.seconds / other.seconds, min(pairs), max(pairs), work,
        mine.seconds, other.seconds, mine.peak, other.peak, len(pairs), goal, note,
    )  # fmt: skip


def rows(job: str, taken: Taken, goals: Mapping[str, str], missing: Mapping[str, str] | None = None) -> list[Row]:
    """Say ours beside every other contender, and every one that is missing with the reason."""
    found = [row(job, name, taken, goals.get(name, "")) for name in taken if name != OURS]
    return found + [Row(job, name, goal=goals.get(name, ""), note=why) for name, why in (missing or {}).items()]


HEAD: Final = ("job", "beside", "ratio", "pairs", "by work", "ours s", "theirs s", "MiB", "runs", "goal")


def table(told: Sequence[Row]) -> str:
    """Write rows as a text table."""
    lines = [HEAD, *map(_cells, told)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    notes = [f"  {each.job}, {each.beside}: {each.note}" for each in told if each.note]
    return "\n".join(
        ["  ".join(cell.ljust(wide) for cell, wide in zip(line, widths, strict=True)).rstrip() for line in lines]
        + notes
    )


def _cells(each: Row) -> tuple[str, ...]:
    memory = f"{each.ours_mib:.0f} / {each.theirs_mib:.0f}" if each.ours_mib or each.theirs_mib else "-"
    spread = f"{_short(each.least)} … {_short(each.most)}" if each.least is not None else "-"
    figures = (_short(each.ratio), spread, _short(each.work), _short(each.ours), _short(each.theirs))
    return (each.job, each.beside, *figures, memory, str(each.runs or "-"), each.goal or "-")


def _short(number: float | None) -> str:
    return "-" if number is None else f"{number:.3g}" if abs(number) < 1000 else f"{number:.0f}"


def as_json(job: str, told: Sequence[Row], **more: object) -> dict[str, Any]:
    """Give rows as one object, with the load of the machine."""
    listed = [{key: _rounded(value) for key, value in asdict(each).items()} for each in told]
    return {"job": job, "load": round(os.getloadavg()[0], 1), **more, "rows": listed}


def _rounded(value: object) -> object:
    return float(f"{value:.4g}") if isinstance(value, float) else value


def show(job: str, told: Sequence[Row], as_object: bool, **more: object) -> None:
    """Print rows, as a table or as one object."""
    if as_object:
        print(json.dumps(as_json(job, told, **more), ensure_ascii=False))
        return
    print(f"{job}, load {os.getloadavg()[0]:.1f}")
    print(table(told))
    for name, value in more.items():
        print(f"{name}: {value}")


def options(about: str, runs: int) -> argparse.ArgumentParser:
    """Make the parser that the benchmarks share: ``--runs``, ``--short``, ``--json``."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--runs", type=int, default=runs)
    parser.add_argument("--short", action="store_true", help="small and once, to see that it still works")
    parser.add_argument("--json", action="store_true")
    return parser
