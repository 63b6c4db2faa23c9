"""All papers of a round, made by the program's own command, beside LibreOffice turning the same papers into PDF.

``python -m benchmarks.publishing DIR --round R [--only KIND] [--runs N] [--short] [--json]``. DIR is a contest folder,
e.g. one that ``judge-desk demo --entries 400 --judges 9 --out …`` made; it is copied, never changed. Engines run in
turn, each as a process of its own; medians; ``cpu_seconds`` says what the machine worked, whatever else it did.

``writer`` turns the round's papers into PDF, counted from their blocks to the bytes; ``libreoffice`` turns the same
papers, written as Word before, into PDF in one call, with a profile that it made before. ``pdf``, ``docx`` and ``all``
are whole commands: they start the program, check the folder, verify every ballot, work out the round, make every paper,
flush and record it. Files are looked at when all are made: what this process holds would count as its children's peak.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.compiled import compiled_in
from benchmarks.pairs import run

FORMATS: Final = {"pdf": "pdf", "docx": "docx", "all": "pdf,docx,xlsx"}
"""Our engines, and the formats that each of them makes."""
PEER: Final = "libreoffice"
WRITER: Final = "writer"
SOME: Final = ("summary", "minutes")
"""Kinds of paper of the short form."""


@dataclass(frozen=True, slots=True)
class Job:
    """Which papers are made: of a contest folder, a round, perhaps only some kinds."""

    folder: Path
    round: str
    only: tuple[str, ...] = ()

    @property
    def options(self) -> list[str]:
        """What the program's command and the writer's process are told."""
        return ["--round", self.round, *(part for kind in self.only for part in ("--only", kind))]

    def wants(self, paper: Any) -> bool:
        """Say whether the writer makes a planned paper."""
        return paper.kind in self.only if self.only else not paper.on_request and paper.kind != "index_list"


Used = tuple[float, float, int]
"""Seconds by the clock, seconds of work, peak of memory in MiB."""


def _run(command: Sequence[str]) -> Used:
    """Run a process to its end.

    Raises:
        RuntimeError: it failed.
    """
    used = run(command)
    return used.seconds, used.work, round(used.peak)


def _published(job: Job, formats: str, place: Path) -> Used:
    """Let the program publish a round of a copy of the folder that holds no papers yet."""
    copy, target = place / "contest", place / "papers"
    for former in (copy, target):
        shutil.rmtree(former, ignore_errors=True)
    shutil.copytree(job.folder, copy, ignore=lambda at, names: {"documents"} if Path(at) == job.folder else set())
    command = [sys.executable, "-m", "judge_desk", "publish", str(copy), *job.options, "--to", str(target)]
    return _run([*command, "--format", formats, "--draft", "--json"])


def _written(job: Job, place: Path) -> Used:
    """Let a process of its own turn the round's papers into PDF; it tells what the writing alone took."""
    shutil.rmtree(place, ignore_errors=True)
    command = [sys.executable, "-m", "benchmarks.publishing", str(job.folder), *job.options, "--into", str(place)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        told = child.communicate()[0]
        if child.returncode:
            raise RuntimeError(f"{command}: {child.returncode}")
    seconds, work, memory = told.split()
    return float(seconds), float(work), int(memory)


def write_papers(job: Job, place: Path) -> Used:
    """Be the writer: build all papers of a round, then turn them into PDF files of a new folder, and count only that.

    The index is left out: it lists the files of one print.
    """
    publishing: Any = importlib.import_module("judge_desk.desks.publishing")
    folders: Any = importlib.import_module("judge_desk.desks.contest_folder")
    standing: Any = importlib.import_module("judge_desk.desks.standing")
    render: Any = importlib.import_module("judge_desk.documents.pdf").render_pdf
    with folders.open_folder(job.folder, read_only=True) as contest:
        planned = publishing.planned_papers(contest, standing.round_standing(contest, contest.round(job.round).id))
        built = {each.name: each.build() for each in planned if job.wants(each)}
    place.mkdir()
    began, worked = time.perf_counter(), time.process_time()
    for name, document in built.items():
        (place / f"{name}.pdf").write_bytes(render(document))
    taken = time.perf_counter() - began, time.process_time() - worked
    return *taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _converted(papers: Sequence[Path], place: Path, profile: Path) -> Used:
    """Let LibreOffice turn Word papers into PDF, all in one call."""
    shutil.rmtree(place, ignore_errors=True)
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    return _run([*command, "--outdir", str(place), *map(str, papers)])


def _pages(place: Path) -> int:
    """Count the pages of all PDF papers of a folder, which must be there."""
    reader: Any = importlib.import_module("pypdf").PdfReader
    return sum(len(reader(path).pages) for path in place.glob("*.pdf"))


def measure(job: Job, runs: int, engines: Sequence[str], warm: bool = True) -> dict[str, object]:
    """Let every engine work in turn; ``engines`` are keys of ``FORMATS``, LibreOffice follows where it is installed.

    ``warm``: LibreOffice has made its profile before it is measured.
    """
    taken: dict[str, list[Used]] = {name: [] for name in (WRITER, *engines)}
    office = shutil.which("soffice") is not None
    with TemporaryDirectory() as folder, compiled_in(Path(folder) / "compiled"):
        here = Path(folder)
        if warm:
            _published(replace(job, only=SOME), FORMATS["all"], here / "first")
        for run in range(runs):
            taken[WRITER].append(_written(job, here / WRITER))
            for name in engines:
                taken[name].append(_published(job, FORMATS[name], here / name))
            if not office:
                continue
            papers = sorted((here / "docx" / "papers").glob("*.docx"))
            if warm and run == 0:
                _converted(papers[:1], here / "first", here / "profile")
            taken.setdefault(PEER, []).append(_converted(papers, here / PEER, here / "profile"))
        made = {name: here / name / "papers" if name in engines else here / name for name in taken}
        pages = {name: _pages(place) for name, place in made.items()}
        files = {name: len([*place.iterdir()]) for name, place in made.items()}
    told = {name: _told(each, pages[name], files[name]) for name, each in taken.items()}
    ratios = {each: _ratios(taken, pages, each) for each in (WRITER, "pdf") if each in taken} if office else None
    load = round(os.getloadavg()[0], 1)
    return {"job": f"papers of {job.round}", "runs": runs, "load": load, "engines": told, "by_libreoffice": ratios}


def _told(taken: Sequence[Used], pages: int, files: int) -> dict[str, float]:
    seconds, work = (statistics.median(each[at] for each in taken) for at in (0, 1))
    told = {"seconds": round(seconds, 2), "cpu_seconds": round(work, 2), "files": files}
    if pages:
        told |= {"pages": pages, "pages_per_second": round(pages / seconds, 1)}
    return told | {"peak_mib": max(memory for _, _, memory in taken)}


def _ratios(taken: dict[str, list[Used]], pages: dict[str, int], engine: str) -> dict[str, float]:
    """Give time for a page of one of our engines by theirs: by the clock and by work."""
    found = {}
    for at, name in enumerate(("seconds", "cpu_seconds")):
        ours, theirs = (statistics.median(each[at] for each in taken[name]) / pages[name] for name in (engine, PEER))
        found[name] = round(ours / theirs, 3)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="All papers of a round beside LibreOffice making the same pages.")
    parser.add_argument("folder", type=Path, help="a contest folder; it is copied")
    parser.add_argument("--round", required=True, help="id of the round, e.g. so-khao")
    parser.add_argument("--only", action="append", default=[], help="a kind of paper; repeatable")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--short", action="store_true", help="one run of some papers, to see that it still works")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    job = Job(args.folder, args.round, SOME if args.short else tuple(args.only))
    if args.into:
        print(*write_papers(job, args.into))
        return 0
    found = measure(job, 1, ("docx",), warm=False) if args.short else measure(job, args.runs, tuple(FORMATS))
    if args.json:
        print(json.dumps(found))
        return 0
    print(f"{found['job']}, {found['runs']} runs in turn, medians of whole processes, load {found['load']}")
    told: Any = found["engines"]
    for name, each in told.items():
        print(f"  {name:12} " + "  ".join(f"{key} {value}" for key, value in each.items()))
    print(f"  time for a page by LibreOffice's: {found['by_libreoffice'] or 'LibreOffice is not installed'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
