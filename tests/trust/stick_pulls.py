"""Sticks pulled out while we write: every state that an exFAT stick can be left in, judged by the program itself.

A day of a stick is played on a real driver: ballots sealed and exported, a package issued, papers published, a copy
of the contest carried away. Every write that the driver gave to the device is recorded. Then the device is cut off at
every write, with the last write torn, and with any part of the sectors since the last flush missing; what lies on it
is read and judged. What the program had called safe by then must be whole; what is torn must be refused by name.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import openpyxl

from judge_desk.contest.values.problems import Refusal, Severity
from judge_desk.desks import issuing, mark_sheets, publishing, safekeeping, sealing
from tests.faults.small_world import SmallWorld, build, mark_rows, person
from tests.trust.drill import Count, Drill, Tally
from tests.trust.exfat_image import Contents, read_exfat
from tests.trust.stick_record import NoStick, Write, mounted, recorded_stick, writes_of

SECTOR: Final = 512
BALLOT: Final = ".jdballot"
MANIFEST: Final = ".jdpack"
TORN: Final = 1
"""Way of a pull in which a device tears a sector. It then may hide a whole folder: the entry of a folder is written
again with every file that is put into it. Nothing torn may be believed then, too; what is hidden is counted."""
_SOUND: Final = re.compile(r": clean\. directories [0-9]+, files (?P<files>[0-9]+)")
"""What the file system's own repair says of an image that it leaves as it is."""
MOUNT_EACH: Final = 100
"""One state in so many is mounted with the driver, too, and compared with what our own reader says."""


@dataclass(frozen=True, slots=True)
class Safe:
    """Files that the program called safe at a moment: content by path on the stick."""

    at: float
    files: Mapping[str, bytes]


def play_day(root: Path, stick: Path) -> list[Safe]:
    """Play the day of a stick; gives what was called safe, and when."""
    world = build(root / "cuoc-thi")
    known: set[Path] = set()
    told: list[Safe] = []

    def safe() -> None:
        at = time.time()
        fresh = {path for path in stick.rglob("*") if path.is_file()} - known
        known.update(fresh)
        told.append(Safe(at, {path.relative_to(stick).as_posix(): path.read_bytes() for path in fresh}))
        time.sleep(0.01)  # what reading them back gives to the device belongs to the time after

    for act in _acts(world, stick):
        act()
        safe()
    return told


def _acts(world: SmallWorld, stick: Path) -> Iterator[Callable[[], object]]:
    """Give the acts of the day, one after the other."""
    secretary, judge = person(world.root, "may-thu-ky"), person(world.root, "may-3")
    score, ballots = world.score(3), stick / "phiếu chấm"
    yield lambda: sealing.export(world.score(1), ballots)
    yield lambda: sealing.seal(score, ballots, judge)
    yield lambda: sealing.reopen(score, "Chấm nhầm", "Ngô Thị Dung", judge)
    yield lambda: mark_sheets.fill(score, _other_marks(world), judge)
    yield lambda: sealing.seal(score, ballots, judge)
    yield lambda: sealing.export(score, ballots, 1)
    yield lambda: sealing.export(score, stick)
    yield lambda: issuing.issue(world.drawn, "vong-1", stick, secretary)
    yield lambda: sealing.export(world.score(2), ballots)
    yield lambda: publishing.publish(world.marked, "vong-1", stick / "in", secretary, ("pdf", "xlsx"), draft=True)
    yield lambda: safekeeping.copy_out(world.marked, safekeeping.copies(world.marked)[0], stick, secretary)
    yield lambda: sealing.export(score, stick / "lần nữa")


def _other_marks(world: SmallWorld) -> Path:
    """Give a mark sheet of seat 3 with one other mark."""
    path = world.home(3) / "diem-lai.xlsx"
    book = openpyxl.load_workbook(world.sheet(3))
    sheet: Any = book.active
    sheet.cell(mark_rows(sheet)[0], 2).value = "19,5"
    book.save(path)
    return path


class Pulls:
    """A recorded day and every state that a pull can leave."""

    def __init__(self, before: bytes, writes: list[Write], told: list[Safe]) -> None:
        """Hold a recording."""
        self.before, self.writes, self.told = before, writes, told
        self.flushes = [number for number, each in enumerate(writes) if each.is_flush]

    def final(self) -> dict[str, bytes]:
        """Give every file that was called safe at the end of the day."""
        return self.safe_at(len(self.writes))

    def safe_at(self, cut: int) -> dict[str, bytes]:
        """Give what had been called safe when only the first ``cut`` writes were given to the device."""
        until = self.writes[cut].at if cut < len(self.writes) else float("inf")
        return {name: data for each in self.told if each.at < until for name, data in each.files.items()}

    def image(self, cut: int, seed: int) -> tuple[bytearray, str]:
        """Give the image after a pull at a write, and how it was torn.

        Seed 0: in order and whole. ``TORN``: the last write torn at any byte, also inside a sector. Any other seed
        leaves out a part of the sectors, or of the writes, since the last flush.
        """
        whole = bytearray(self.before)
        durable = max((number for number in self.flushes if number < cut), default=0)
        for each in self.writes[:durable]:
            _put(whole, each.offset, each.data)
        window = [each for each in self.writes[durable:cut] if not each.is_flush]
        if seed == 0 or not window:
            pieces = [(each.offset, each.data) for each in window]
        elif seed == TORN:
            pieces = [(each.offset, each.data) for each in window]
            offset, data = pieces[-1]
            pieces[-1] = (offset, data[: random.Random(cut).randrange(len(data))])
        else:
            pieces = list(_some(window, random.Random(f"{cut} {seed}")))
        for offset, data in pieces:
            _put(whole, offset, data)
        return whole, f"cut {cut}, way {seed}"


def _some(window: list[Write], chance: random.Random) -> Iterator[tuple[int, bytes]]:
    """Give a part of the sectors of some writes, in their order; a device never keeps an older state of a sector."""
    keep = chance.choice((0.1, 0.5, 0.5, 0.9))
    by_write = chance.random() < 0.5
    for each in window:
        if by_write:
            if chance.random() < keep:
                yield each.offset, each.data
            continue
        at = each.offset
        while at < each.offset + len(each.data):
            end = min((at // SECTOR + 1) * SECTOR, each.offset + len(each.data))
            if chance.random() < keep:
                yield at, each.data[at - each.offset : end - each.offset]
            at = end


def _put(image: bytearray, offset: int, data: bytes) -> None:
    image[offset : offset + len(data)] = data


class Judge:
    """Says what is wrong with what a pull left; remembers what it has looked at already."""

    def __init__(self, final: Mapping[str, bytes], folder: Path) -> None:
        """Hold what the stick had at the end of the day, and an empty folder to look in."""
        self._final, self._folder = final, folder
        self._around = person(folder, "may-xem")
        self._ballots: dict[bytes, str] = {}
        self._packages: dict[bytes, str] = {}
        self.torn = 0

    def lost(self, found: Contents, safe: Mapping[str, bytes]) -> Iterator[str]:
        """Name what was called safe and is not."""
        for path, data in safe.items():
            if found.files.get(path) != data:
                yield f"{path} was called safe and is {'torn' if path in found.files else 'gone'}"
            elif path in found.loose:
                yield f"{path} was called safe and the next write may land on it"

    def believed(self, found: Contents) -> Iterator[str]:
        """Name what is torn and not refused by name."""
        for path, data in found.files.items():
            if path.endswith(BALLOT) and data != self._final.get(path):
                self.torn += 1
                if fault := self._remembered(self._ballots, data, partial(self._look_at_ballot, path, data)):
                    yield fault
        yield from self._package_faults(found)

    def _remembered(self, known: dict[bytes, str], data: bytes, look: Callable[[], str]) -> str:
        key = hashlib.sha256(data).digest()
        if key not in known:
            known[key] = look()
        return known[key]

    def _look_at_ballot(self, path: str, data: bytes) -> str:
        """Let the program look at a torn ballot: it must refuse it and name it."""
        file = self._folder / Path(path).name
        file.write_bytes(data)
        try:
            sealing.check(file)
        except Refusal as refusal:
            return "" if refusal.problem.where == file.name else f"{path}: refused without its name"
        finally:
            file.unlink()
        return f"{path} is torn and taken for a ballot"

    def _package_faults(self, found: Contents) -> Iterator[str]:
        """Let the program look at a package that is not whole: it must be refused, or its bad files be named."""
        wanted = {path: data for path, data in self._final.items() if path.startswith("goi-")}
        there = {path: data for path, data in found.files.items() if path.startswith("goi-")}
        short = {path for path, data in wanted.items() if there.get(path) != data and not path.endswith(".txt")}
        if not short or not there:
            return
        key = b"".join(path.encode() + hashlib.sha256(data).digest() for path, data in sorted(there.items()))
        if fault := self._remembered(self._packages, key, lambda: self._look_at_package(there, short)):
            yield fault

    def _look_at_package(self, there: Mapping[str, bytes], short: set[str]) -> str:
        root = self._folder / hashlib.sha256(repr(sorted(map(len, there.values()))).encode()).hexdigest()[:12]
        for path, data in there.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        (package,) = root.iterdir()
        try:
            report = issuing.check_package(package, self._around)
        except Refusal:
            return ""
        finally:
            _remove(root)
        stopped = any(each.severity is Severity.STOP for each in report.findings)
        return "" if stopped else f"package taken for whole without {', '.join(sorted(short)[:3])}"


def _remove(root: Path) -> None:
    for path in sorted(root.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    root.rmdir()


def pull(amount: int, seed: int, folder: Path) -> Tally:
    """Play the day once and pull the stick so often, every state another one."""
    count = Count()
    try:
        with recorded_stick(folder) as stick:
            told = play_day(folder, stick)
    except NoStick as reason:
        return count.tally(skipped=str(reason))
    pulls = Pulls(*writes_of(folder), told)
    judge = Judge(pulls.final(), folder)
    seen: set[bytes] = set()
    driver, hidden = Driver(folder), 0
    for cut, way in _ways(pulls, amount, seed):
        image, how = pulls.image(cut, way)
        key = hashlib.sha1(image, usedforsecurity=False).digest()
        if key in seen:
            continue
        seen.add(key)
        safe = pulls.safe_at(cut)
        found = read_exfat(image)
        faults, lost = list(judge.believed(found)), list(judge.lost(found, safe))
        if way == TORN:
            hidden += bool(lost)
        else:
            faults += lost
        if way != TORN and len(seen) % MOUNT_EACH == 1:
            faults += driver.faults(image, found, safe)
        count.broken(f"{how}: {'; '.join(faults[:3])}") if faults else count.good()
        if count.tried >= amount:
            break
    facts: dict[str, int | str] = {
        "writes": len(pulls.writes),
        "safe files": len(pulls.final()),
        "torn ballots refused": judge.torn,
    }
    facts |= {"with something hidden by a sector torn inside": hidden}
    facts |= {"mounted": driver.mounts, "readable after repair": driver.repairs - driver.refused}
    return count.tally(**facts, **{"refused by the driver, sound to its repair": driver.refused})


def _ways(pulls: Pulls, amount: int, seed: int) -> Iterator[tuple[int, int]]:
    """Give every cut in order, every cut with its last write torn, then cuts and parts by chance.

    Every second of those takes each stretch between two flushes as often as any other: short files are cut, too.
    """
    writes, ends = len(pulls.writes), pulls.flushes
    windows = [(start, end) for start, end in zip([0, *ends], [*ends, len(pulls.writes)], strict=True) if end > start]
    yield from ((cut, 0) for cut in range(writes + 1))
    yield from ((cut, TORN) for cut in range(1, writes + 1))
    chance = random.Random(seed)
    for number in range(20 * amount):
        if number % 2:
            yield chance.randrange(1, writes + 1), chance.randrange(2, 1 << 32)
        else:
            start, end = chance.choice(windows)
            yield chance.randrange(start, end) + 1, chance.randrange(2, 1 << 32)


class Driver:
    """Reads images through the real driver.

    It refuses a whole folder in which one entry is half written, where other systems pass over that entry. The files
    are there all the same: after the file system's own repair it must give back every one that was called safe. Of an
    entry whose first sector never arrived the repair says nothing and finds the rest sound; then the driver still
    refuses the folder, and it is the repair that must count every file that our own reader reads.
    """

    def __init__(self, folder: Path) -> None:
        """Hold a folder to work in."""
        self._file, self._point = folder / "xem.img", folder / "xem"
        self._point.mkdir()
        self.mounts = self.repairs = self.refused = 0

    def faults(self, image: bytearray, ours: Contents, safe: Mapping[str, bytes]) -> list[str]:
        """Name what the driver does not give back, and where it reads another thing than our own reader."""
        self.mounts += 1
        self._file.write_bytes(image)
        theirs = self._view()
        if any(theirs.get(path) != data for path, data in safe.items()):
            self.repairs += 1
            done = subprocess.run(["fsck.exfat", "-y", str(self._file)], capture_output=True, text=True, check=False)
            theirs = self._view()
            sound = _SOUND.search(done.stdout)
            if not theirs and sound is not None and int(sound["files"]) == len(ours.files):
                self.refused += 1
                return []
        gone = [f"the driver does not give {path} back" for path, data in safe.items() if theirs.get(path) != data]
        other = [path for path, data in theirs.items() if ours.files.get(path, data) != data]
        return gone + [f"our reader and the driver differ about {path}" for path in other]

    def _view(self) -> dict[str, bytes]:
        """Give every file that the driver reads."""
        found: dict[str, bytes] = {}
        with mounted(self._file, self._point) as there:
            for folder, _, names in os.walk(there) if there is not None else ():
                for path in (Path(folder, name) for name in names):
                    with contextlib.suppress(OSError):
                        found[path.relative_to(self._point).as_posix()] = path.read_bytes()
        return found


DRILLS = (
    Drill(
        name="stick-pulls",
        promise="A stick pulled out at any moment keeps whole what was called safe; what is torn is refused by name.",
        unit="states",
        short=0,
        long=20_000,
        run=pull,
        needs=("root", "losetup", "mount.exfat-fuse", "mkfs.exfat", "fsck.exfat", "strace"),
    ),
)
