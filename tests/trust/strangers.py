"""The corpus of hostile files through the doors of the program, watched from inside and from outside."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from judge_desk.paths import resource
from tests.trust.corpus import CORPUS
from tests.trust.drill import Count, Drill, Tally
from tests.trust.trespasses import WATCHED, trespasses

MOST_SECONDS: Final = 15
"""Processor time of the main process for one step; its readers are ended after as many seconds by the clock."""
LONGEST_WAIT: Final = 600
"""Seconds by the clock for one file on a machine however loaded."""
MOST_CHILD: Final = 512
MOST_MAIN: Final = 256
"""MiB by which the main process may grow for one file, for a moment."""
SLOW: Final = frozenset(
    {
        "cay-vong.pdf", "ngan-trang-cay-sau.pdf", "luong-500mb.pdf", "ty-hinh.pdf", "bang-rong.docx", "dai.txt",
        "phinh-200mb.docx", "phinh-50mb.docx", "trieu-phan.docx", "nhieu-phan.docx", "anh-bom.docx", "7700.png",
        "rong-va-dai.xlsx", "16384-cot.xlsx", "nhieu-chuoi.xlsx", "chu-cu.csv", "chu-cu-dong.csv", "trieu-phan.xlsx",
        "bom.xlsx", "hang-59mb.xlsx", "chuoi-59mb.xlsx", "o-59mb.xlsx", "2ty.png", "chu-nen.png", "mau-nen.png",
        "la-khoi-lon.jdesk", "xung-khoi-lon.jdesk", "khoi-lon.sqlite", "rat-dai.note", "chi-phan-cach.csv",
        "o-nhieu-dong.csv", "10001-trang.pdf", "dong-5mb.docx", "50000.png", "dai-dang.png", "anh-50000.pdf",
        "nhieu-hang.csv", "lon.csv", "phinh-20mb.docx", "noi-doi-co.docx",
    }
)  # fmt: skip
"""Files that take seconds to write or to refuse; the short form leaves them out."""
_TOLD: Final = {ascii(each.name): each.told for each in CORPUS}


def _chosen(amount: int, seed: int) -> list[str]:
    """Give names of files, from all doors in turn; all of them for a large amount."""
    if amount >= len(CORPUS):
        return [ascii(each.name) for each in CORPUS]
    doors: dict[str, list[str]] = {}
    for each in CORPUS:
        if each.name not in SLOW:
            doors.setdefault(each.door, []).append(ascii(each.name))
    dice = random.Random(seed)
    for names in doors.values():
        dice.shuffle(names)
    turns = ("entry", "sheet", "database", "package", "entry", "text")
    return [doors[turns[number % len(turns)]].pop() for number in range(min(amount, 60))]


def _run(command: list[str], folder: Path, names: list[str]) -> Iterator[dict[str, Any]]:
    """Put files through their doors in one process, that is started anew when it ends too early."""
    left, turn = list(names), 0
    while left:
        turn += 1
        place = folder / f"run-{turn}"
        place.mkdir()
        ended = subprocess.run(
            [*command, sys.executable, "-m", "tests.trust.hostile_run", str(place), *left],
            capture_output=True, check=False, cwd=resource("").parent, env=os.environ | {"TMPDIR": str(folder)},
            timeout=LONGEST_WAIT * (1 + len(left) // 10),
        )  # fmt: skip
        found = [json.loads(line) for line in ended.stdout.splitlines()]
        yield from found
        left = left[len(found) :]
        if left:
            yield {
                "name": left.pop(0),
                "died": ended.returncode,
                "said": ended.stderr.decode("utf-8", "replace")[-300:],
            }


def _fault(outcome: dict[str, Any]) -> str:
    """Say what of an outcome must not be; empty when all is well."""
    if "died" in outcome:
        return f"the main process ended: {outcome['died']} {outcome['said']}"
    told = _TOLD[outcome["name"]]
    if told and not set(told) & set(outcome["codes"]):
        return f"said {outcome['codes']}, wanted one of {told}"
    if outcome["worked"] > MOST_SECONDS or outcome["seconds"] > LONGEST_WAIT:
        return f"took {outcome['worked']:.0f} s of work, {outcome['seconds']:.0f} s by the clock"
    if outcome["child_mib"] > MOST_CHILD or outcome["main_mib"] > MOST_MAIN:
        return f"{outcome['child_mib']} MiB in a reader, {outcome['main_mib']} MiB in the main process"
    return "; ".join(outcome["watched"] + outcome["faults"])


def _judged(outcomes: Iterator[dict[str, Any]]) -> tuple[Count, dict[str, int | str]]:
    count = Count()
    most = {"worked": 0.0, "child_mib": 0, "main_mib": 0}
    crashes = refused = 0
    for outcome in outcomes:
        fault = _fault(outcome)
        count.broken(f"{outcome['name']}: {fault}") if fault else count.good()
        most = {key: max(value, outcome.get(key, 0)) for key, value in most.items()}
        crashes += outcome.get("crashes", 0)
        refused += not outcome.get("shown", False)
    facts: dict[str, int | str] = {
        "refused whole": refused, "readers ended": crashes, "most work": f"{most['worked']:.1f} s",
        "most MiB in a reader": int(most["child_mib"]), "most MiB in the main process": int(most["main_mib"]),
    }  # fmt: skip
    return count, facts


def run_corpus(amount: int, seed: int, folder: Path) -> Tally:
    """Put hostile files through every door at which they can come in."""
    count, facts = _judged(_run([], folder, _chosen(amount, seed)))
    return count.tally(**facts)


def run_traced(amount: int, seed: int, folder: Path) -> Tally:
    """The same under strace: what the whole family of processes connects to and opens."""
    trace = folder / "trace"
    command = [
        "strace",
        "-f",
        "-qq",
        "-s",
        "300",
        "-e",
        WATCHED,
        "-o",
        str(trace),
    ]
    names = _chosen(amount, seed)
    outcomes = list(_run(command, folder, names))
    root = str(resource("").parent)
    program = (root, sys.prefix, sys.base_prefix)
    own = (str(folder), "/proc/self/", *program)
    lines = trace.read_text(encoding="utf-8", errors="replace")
    found = list(trespasses(lines.splitlines(), own))
    count = Count()
    for outcome in outcomes:
        count.broken(f"{outcome['name']}: ended") if "died" in outcome else count.good()
    for each in found:
        count.broken(each)
    return count.tally(opened=lines.count("openat("), connections=lines.count("AF_INET"))


DRILLS: Final = (
    Drill(
        name="hostile-files",
        promise="A hostile file is refused in words or shown harmlessly; the program lives on and calls nobody.",
        unit="files",
        short=4,
        long=len(CORPUS),
        run=run_corpus,
    ),
    Drill(
        name="hostile-files-traced",
        promise="With hostile files at every door no process connects anywhere or opens what is not its own.",
        unit="files",
        short=2,
        long=len(CORPUS),
        run=run_traced,
        needs=("strace",),
    ),
)
