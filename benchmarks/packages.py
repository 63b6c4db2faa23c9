"""A package of 2 GiB of clips: written and read back, brought onto another machine, verified on opening.

``python -m benchmarks.packages [--runs N] [--mib N] [--clips N] [--cold] [--folder DIR] [--short] [--json]``. Writing
stands beside ``cp && sync && sha256sum``, with the sha256sum of coreutils (Debian's does not use the processor's own
SHA) and with openssl's; verifying beside hashing the same bytes with hashlib in pieces of 1 MiB. ``issue``,
``package check`` and ``ballot open`` are whole commands; the other jobs are the product's functions in this process.
All contenders take turns. Before each of them the disk is at rest and what it reads is in the system's cache, with
``--cold`` (Linux, root) nothing is; what the program reads back it reads from the disk in both cases.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from benchmarks.clip_contest import ROUND, SEAT, ClipContest, make
from benchmarks.pairs import Row, Used, in_turn, options, row, run, show, timed
from judge_desk.contest.register.packages import ManifestFile
from judge_desk.contest.values.identity import EntryId
from judge_desk.desks.entry_files import LookedFile, copied_in
from judge_desk.desks.issuing import check_package
from judge_desk.exchange.disk import hash_file
from judge_desk.exchange.publicity_folder import Copying, write_publicity
from judge_desk.exchange.sealed.package import FILES
from judge_desk.exchange.sealed.package_check import listed, read_package
from judge_desk.exchange.sealed.package_copy import copy_package
from judge_desk.exchange.submissions.file_matching import MatchedFile
from judge_desk.exchange.submissions.probe import Probe

MIB: Final = 1 << 20
COREUTILS: Final = "cp && sync && sha256sum"
OPENSSL: Final = "cp && sync && openssl dgst -sha256"
HASH: Final = "hashlib, 1 MiB pieces"
HASH_PROCESS: Final = "hashlib, whole process"
HASHING: Final = """
import hashlib, sys
for path in sys.argv[1:]:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    print(digest.hexdigest())
"""
WRITING: Final = {
    "judge-desk issue": "≤ 0.7",
    "copying onto a judge's machine": "",
    "intake's copy": "",
    "publicity folder": "",
}
VERIFYING: Final = {
    "verifying a package": (HASH, "≤ 1.15"),
    "judge-desk package check": (HASH_PROCESS, ""),
    "judge-desk ballot open": (HASH_PROCESS, ""),
}


IntoNew = Callable[[Sequence[Path], Callable[[Path], Used]], Used]
"""Lets an act that reads some files write into a new folder, which is gone afterwards."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is measured.

    Attributes:
        root: everything lies below it; contest: the contest; package: issued once; pin: of its seat.
        names: files of the package with what the manifest says; looked: the clips as intake sees them.
        cold: whether nothing may be in the system's cache; compiled: where compiled modules are kept, as an installed
            program keeps them; None: as in this process.
    """

    root: Path
    contest: ClipContest
    package: Path
    pin: str
    names: tuple[tuple[str, ManifestFile], ...]
    looked: tuple[LookedFile, ...]
    cold: bool
    compiled: Path | None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of the package."""
        return tuple(self.package / FILES / name for name, _ in self.names)

    def command(self, *words: str | Path, pin: bool = False) -> Used:
        """Run the program's command; ``pin`` gives it the PIN on standard input."""
        line = [sys.executable, "-m", "judge_desk.cli", *map(str, words), "--json"]
        env = {"JUDGE_DESK_HOME": str(self.root / "home-of-command")}
        if self.compiled is not None:
            env |= {"PYTHONPYCACHEPREFIX": str(self.compiled), "PYTHONDONTWRITEBYTECODE": ""}
        return run(["sh", "-c", f"printf %s {self.pin} | {shlex.join(line)}"] if pin else line, env=env)


def contenders(at: Place) -> dict[str, Callable[[], Used]]:
    """Give everybody, ours and the others."""
    numbers = count()

    def fresh() -> Path:
        return at.root / f"new-{next(numbers)}"

    def into_new(reads: Sequence[Path], act: Callable[[Path], Used]) -> Used:
        target = fresh()
        target.mkdir()
        _rest(reads, at.cold)
        try:
            return act(target)
        finally:
            shutil.rmtree(target)

    return {**_writing(at, into_new), **_verifying(at, into_new)}


def _writing(at: Place, into_new: IntoNew) -> dict[str, Callable[[], Used]]:
    kept, clips = sorted((at.contest.folder / "submissions").iterdir()), at.contest.clips
    issue = partial(at.command, "issue", at.contest.folder, "--round", ROUND, "--to")
    return {
        COREUTILS: partial(into_new, kept, partial(_shell, kept, "sha256sum")),
        "judge-desk issue": partial(into_new, kept, issue),
        OPENSSL: partial(into_new, kept, partial(_shell, kept, "openssl dgst -sha256")),
        "copying onto a judge's machine": partial(
            into_new, at.files, lambda to: timed(lambda: copy_package(at.package, to))
        ),
        "intake's copy": partial(into_new, clips, lambda to: timed(lambda: _intake(at, to))),
        "publicity folder": partial(into_new, at.files, lambda to: timed(lambda: _publicity(at, to))),
    }


def _verifying(at: Place, into_new: IntoNew) -> dict[str, Callable[[], Used]]:
    seat = ("--seat", str(SEAT), "--pin-stdin", "--file")

    def over(act: Callable[[], Used]) -> Used:
        _rest(at.files, at.cold)
        return act()

    return {
        HASH: partial(over, lambda: timed(lambda: _hash(at.files))),
        "verifying a package": partial(over, lambda: timed(lambda: check_package(at.package, at.contest.secretary))),
        HASH_PROCESS: partial(over, lambda: run([sys.executable, "-c", HASHING, *at.files])),
        "judge-desk package check": partial(over, lambda: at.command("package", "check", at.package)),
        "judge-desk ballot open": partial(
            into_new, at.files, lambda to: at.command("ballot", "open", at.package, *seat, to / "a.jdscore", pin=True)
        ),
    }


def _rest(reads: Iterable[Path], cold: bool) -> None:
    """Bring the disk to rest, and what will be read into the system's cache, or everything out of it."""
    os.sync()
    if cold:
        Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
        return
    for path in reads:
        subprocess.run(["cat", path], stdout=subprocess.DEVNULL, check=True)


def _shell(files: Sequence[Path], hashing: str, target: Path) -> Used:
    return run(["sh", "-c", f'cp "$@" {shlex.quote(str(target))} && sync && {hashing} {target}/*', "sh", *files])


def _hash(files: Iterable[Path]) -> None:
    for path in files:
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(MIB):
                digest.update(piece)


def _looked(path: Path) -> LookedFile:
    """Say of a clip what intake's look finds."""
    found = hash_file(path)
    return LookedFile(
        MatchedFile(EntryId("1"), "bai", path, path.name), Probe(path.name, "mp4", found.size, found.sha256)
    )


def _intake(at: Place, target: Path) -> None:
    with copied_in(target, at.looked, at.contest.secretary):
        pass


def _publicity(at: Place, target: Path) -> None:
    files = [Copying(at.package / FILES / name, name, file.size, file.sha256, name) for name, file in at.names]
    write_publicity(target, "cong-khai", {"index.html": b"1"}, files, lambda *_: None)


def measure(root: Path, clips: int, mib: int, runs: int, cold: bool, short: bool) -> list[Row]:
    """Measure all jobs with so many clips of so many MiB in all, after a turn that does not count; in short without."""
    contest = make(root, clips, mib * MIB // clips)
    package, pin = contest.issue(root / "first")
    names = tuple(listed(read_package(package)[0]))
    looked = tuple(map(_looked, contest.clips))
    place = Place(root, contest, package, pin, names, looked, cold, None if short else root / "compiled")
    taken = in_turn(contenders(place), runs, warm=0 if short else 1)
    told = []
    for job, goal in WRITING.items():
        told += [row(job, COREUTILS, taken, goal, ours=job), row(job, OPENSSL, taken, ours=job)]
    return told + [row(job, beside, taken, goal, ours=job) for job, (beside, goal) in VERIFYING.items()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = options("Packages beside cp, sync and sha256sum, and beside SHA-256 alone.", 7)
    parser.add_argument("--mib", type=int, default=2048, help="of all clips")
    parser.add_argument("--clips", type=int, default=40)
    parser.add_argument("--cold", action="store_true", help="empty the file cache before every run (Linux, root)")
    parser.add_argument("--folder", type=Path, help="on the disk to measure (default: where temporary files lie)")
    args = parser.parse_args(arguments)
    clips, mib, runs = (2, 3, 1) if args.short else (args.clips, args.mib, args.runs)
    with tempfile.TemporaryDirectory(dir=args.folder) as root:
        told = measure(Path(root), clips, mib, runs, args.cold, args.short)
    show(f"{mib} MiB in {clips} clips", told, args.json, cold=args.cold)
    return 0


if __name__ == "__main__":
    sys.exit(main())
