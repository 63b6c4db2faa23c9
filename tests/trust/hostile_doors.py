"""The doors of the program through which strangers' files come in, and what is noted at each."""

from __future__ import annotations

import contextlib
import os
import re
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import judge_desk
from judge_desk.contest.values.problems import Problem, Refusal, stops
from judge_desk.desks.file_findings import look_at_inside
from judge_desk.exchange.disk import read_bytes
from judge_desk.exchange.rulebook.definition_file import read_definition
from judge_desk.exchange.sealed.ballot_alone import read_alone
from judge_desk.exchange.sealed.decision_file import read_decisions
from judge_desk.exchange.sealed.figures_file import read_figures
from judge_desk.exchange.sealed.manifest_file import file_name, read_manifest
from judge_desk.exchange.sealed.package_check import check_package
from judge_desk.exchange.spreadsheets.sheets import read_sheet
from judge_desk.exchange.submissions.insides import Insides
from judge_desk.exchange.submissions.opening import OTHER, kind_of
from judge_desk.exchange.submissions.probe import probe
from judge_desk.stores.contest_file import open_contest
from judge_desk.stores.database import open_database
from judge_desk.stores.score_schema import SCORE_FILE
from judge_desk.ui.viewer.protocol import Inbox, Kind, Message, pack
from judge_desk.ui.viewing.viewer_command import viewer_command, viewer_environment
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence

PATIENCE: Final = 15
"""Seconds for one answer, as the window has it."""
WATCHED: Final = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "os.system", "os.exec"})
TEXT_LIMIT: Final = 64 * 1024 * 1024
_AT_ONCE: Final = 1 << 20


@dataclass(slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        codes: what was said of it, in the order of the doors; shown: whether anything of it was shown.
        seconds: the longest that one step took by the clock; worked: the most processor time of this process in one.
        main_mib, child_mib: most memory that the main process and the readers came to hold.
        crashes: readers that ended by themselves or had to be ended.
        watched: what the main process opened outside its folders, or tried to connect to.
        faults: anything that must not be.
    """

    name: str
    codes: list[str] = field(default_factory=list)
    shown: bool = False
    seconds: float = 0.0
    worked: float = 0.0
    main_mib: int = 0
    child_mib: int = 0
    crashes: int = 0
    watched: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def say(self, problem: Problem) -> None:
        """Note a finding, and a fault when there are no words for it."""
        self.codes.append(problem.code)
        for language in ("vi", "en"):
            try:
                said = sentence(problem, open_catalogue(language))
            except Exception as fault:  # noqa: BLE001 - whatever goes wrong in saying it is what is looked for
                self.faults.append(f"no words: {problem.code}: {fault!r}")
                continue
            if re.search(r"[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", said):
                self.faults.append(f"steering letters in the words of {problem.code}")


class Viewer:
    """The real viewer, spoken to without a window."""

    def __init__(self, sort: str, cache: Path, *reads: Path, watch: Sequence[str] = ()) -> None:
        """Start it, by a command that watches it or alone."""
        program, arguments = viewer_command(sort, *reads)
        self._process = subprocess.Popen(
            [*watch, program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            cwd=cache, env=viewer_environment(cache, sort),
        )  # fmt: skip
        self._inbox, self._count = Inbox(), 0
        self.peak = 0

    def ask(self, do: str, **facts: Any) -> Message | str:
        """Ask and give the answer, or ``crashed`` or ``hung``; a clip answers by its first event that tells."""
        assert self._process.stdin is not None
        self._count += 1
        until = time.monotonic() + PATIENCE
        try:
            self._process.stdin.write(pack(Kind.ASK, {"do": do, "id": self._count, **facts}))
            self._process.stdin.flush()
        except BrokenPipeError:
            return "crashed"
        if facts.get("kind") != "clip":
            return self._heard(until, lambda message: message.content.get("id") == self._count)
        # The first that a clip tells is whether there is a device: whatever came before belongs to the one before.
        answer = self._heard(until, lambda message: message.content.get("event") == "device" or _failed(message))
        if isinstance(answer, str) or _failed(answer):
            return answer
        return self._heard(until, lambda message: message.content.get("event") in ("loaded", "failed"))

    def picture(self, seconds: float) -> Message | str:
        """Wait for the first picture of a clip that was loaded, or for the word that there is none; else ``hung``."""
        return self._heard(
            time.monotonic() + seconds,
            lambda message: message.kind is Kind.FRAME or message.content.get("event") in ("failed", "ended"),
        )

    def _heard(self, until: float, tells: Callable[[Message], bool]) -> Message | str:
        """Give the next message that tells what is waited for; what came before it is passed over."""
        assert self._process.stdout is not None
        data = b""
        while True:
            for message in self._inbox.feed(data):
                if tells(message):
                    return message
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._process.stdout], [], [], left)[0]:
                return "hung"
            data = os.read(self._process.stdout.fileno(), _AT_ONCE)
            if not data:
                return "crashed"

    @property
    def alive(self) -> bool:
        """Say whether it runs still."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it; afterwards ``peak`` is the most memory that it came to hold, in MiB."""
        self.peak = peak_mib(self._process.pid) if self.alive else 0
        self._process.kill()
        for each in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if each is not None:
                    each.close()
        self._process.wait()


def _failed(message: Message) -> bool:
    return message.kind is Kind.FAILED


def peak_mib(process: int | str) -> int:
    """Give the most memory that a process came to hold, in MiB; 0 where the system does not tell."""
    try:
        text = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", text)
    return int(found[1]) // 1024 if found else 0


def forget_peak() -> None:
    """Begin to measure the memory of this process anew."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def entry_door(path: Path, outcome: Outcome, insides: Insides, cache: Path) -> None:
    """Take a file in as the secretary does, then show it as the judge sees it."""
    with _timed(outcome):
        probed = probe(path, insides)
    if probed.name != probed.name.strip() or not probed.name.isprintable():
        outcome.faults.append(f"the name is not plain: {probed.name!a}")
    for each in probed.findings:
        outcome.say(each)
    with _timed(outcome):
        seen = look_at_inside(path, probed, True, ("Nguyễn Văn A",), insides)
    for each in seen.findings:
        outcome.say(each)
    outcome.crashes += sum(each in ("probe.stopped", "inside.clip_stopped") for each in outcome.codes)
    outcome.shown = seen.text is not None or seen.clip is not None
    for process in (insides.reader, insides.decoder):
        running = process._running
        outcome.child_mib = max(outcome.child_mib, peak_mib(running.pid) if running is not None else 0)
        process.stop()  # so that the next file has its own peak
    if stops(probed.findings):
        outcome.codes.append("-")  # what follows is said by the viewer, which is handed even what intake refused
    _show(path, outcome, cache)


def _show(path: Path, outcome: Outcome, cache: Path) -> None:
    ending = path.suffix.lower().removeprefix(".")
    try:
        with _timed(outcome):
            kind = kind_of(path, ending, path.name.encode("utf-8", "replace").decode())
    except Refusal as refusal:
        return outcome.say(refusal.problem)
    if kind == OTHER:
        return outcome.codes.append("other")
    viewer = Viewer("clip" if kind == "clip" else "document", cache, path.parent)
    try:
        facts = {"width": 800, "height": 600, "at": 0, "rate": 1, "volume": 0, "muted": True} if kind == "clip" else {}
        with _timed(outcome):
            answer = viewer.ask("open", kind=kind, paths=[str(path)], **facts)
        if isinstance(answer, Message) and answer.kind is Kind.ANSWER:
            answer = _look(viewer, answer, outcome)
        _note(answer, outcome)
    finally:
        viewer.end()
        outcome.child_mib = max(outcome.child_mib, viewer.peak)
    return None


def _look(viewer: Viewer, opened: Message, outcome: Outcome) -> Message | str:
    """Draw the first and the last page, read and search them."""
    pages = opened.content["pages"]
    outcome.shown = True
    answer: Message | str = opened
    for page in sorted({0, len(pages) - 1}):
        for do, facts in (
            ("page", {"page": page, "width": 794, "top": 0, "height": 1123}),
            ("text", {"page": page}),
            ("find", {"text": "chu", "first": page, "last": page}),
        ):
            with _timed(outcome):
                answer = viewer.ask(do, **facts)
            if isinstance(answer, str):
                return answer
    return answer


def _note(answer: Message | str, outcome: Outcome) -> None:
    if isinstance(answer, str):
        outcome.crashes += 1
        outcome.codes.append(f"viewer.{answer}")
    elif answer.content.get("event") == "loaded":
        outcome.shown = True
    elif "code" in answer.content:
        outcome.codes.append(f"viewer.{answer.content['code']}")


def sheet_door(path: Path, outcome: Outcome, insides: Insides, cache: Path) -> None:
    """Read a file as every register, panel, mark sheet and sheet of figures is read."""
    try:
        with _timed(outcome):
            sheet = read_sheet(path)
    except Refusal as refusal:
        return outcome.say(refusal.problem)
    for each in sheet.findings:
        outcome.say(each)
    outcome.shown = True
    for row in sheet.rows:
        for cell in row.cells:
            if isinstance(cell.value, str) and any(ord(letter) < 32 and letter not in "\n\t" for letter in cell.value):
                outcome.faults.append(f"a steering letter in {row.number}")
    return None


def text_door(path: Path, outcome: Outcome, insides: Insides, cache: Path) -> None:
    """Offer a file as every text that travels, and as a definition."""
    readers: tuple[Callable[[bytes, str], object], ...] = (read_alone, read_manifest, read_decisions, read_figures)
    for each in readers:
        try:
            with _timed(outcome):
                each(read_bytes(path, TEXT_LIMIT), path.name)
            outcome.faults.append(f"{each.__name__} took it")
        except Refusal as refusal:
            outcome.say(refusal.problem)
    try:
        with _timed(outcome):
            found = read_definition(read_bytes(path, TEXT_LIMIT), path.name)
        for problem in found.findings:
            outcome.say(problem)
        if found.definition is not None:
            outcome.faults.append("it is a definition")
    except Refusal as refusal:
        outcome.say(refusal.problem)


def package_door(path: Path, outcome: Outcome, insides: Insides, cache: Path) -> None:
    """Check a package as a judge's machine does before anything of it is opened."""
    with _timed(outcome):
        found = check_package(path)
    for problem in found.findings:
        outcome.say(problem)
    if found.manifest is not None:
        outcome.shown = True
        for entry in found.manifest.entries:
            for file in entry.files:
                name = file_name(entry.code, file)
                if "/" in name or name.startswith("."):
                    outcome.faults.append(f"a name that is a path: {name!a}")


def database_door(path: Path, outcome: Outcome, insides: Insides, cache: Path) -> None:
    """Find a file in the place of a contest's own, then of a judge's own; it must stay as it is, whatever it is."""
    before, place = path.read_bytes(), path.with_name("contest.jdesk")
    for journal in path.parent.glob("*-journal"):
        journal.rename(place.with_name(place.name + "-journal"))
    path.rename(place)
    for read_only in (True, False):
        try:
            with _timed(outcome):
                open_contest(place.parent, read_only=read_only).close()
            outcome.faults.append("it was opened")
        except Refusal as refusal:
            outcome.say(refusal.problem)
    try:
        with _timed(outcome):
            open_database(place, SCORE_FILE).close()
        outcome.faults.append("it was opened as a judge's")
    except Refusal as refusal:
        outcome.say(refusal.problem)
    if place.read_bytes() != before:
        outcome.faults.append("the file was changed")
    left = {each.name for each in place.parent.iterdir()} - {place.name, place.name + "-journal"}
    if left:
        outcome.faults.append(f"left beside it: {sorted(left)}")


@contextlib.contextmanager
def _timed(outcome: Outcome) -> Iterator[None]:
    start, worked = time.monotonic(), time.process_time()
    try:
        yield
    finally:
        outcome.seconds = max(outcome.seconds, time.monotonic() - start)
        outcome.worked = max(outcome.worked, time.process_time() - worked)


class Watch:
    """Notes what this process opens outside its folders, connects to or starts."""

    def __init__(self, *folders: Path) -> None:
        """Begin; it never ends."""
        root = Path(judge_desk.__file__).resolve().parent.parent
        own = Path(tempfile.gettempdir(), "judge-desk-")  # every private folder of the program begins so
        allowed = (*folders, own, root, Path(sys.prefix), Path(sys.base_prefix), Path("/proc"), Path("/dev/null"))
        self._allowed = tuple(str(each.resolve()) if each.exists() else str(each) for each in allowed)
        self.seen: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in WATCHED:
            self.seen.append(f"{event} {arguments!r}"[:200])
        elif event == "open" and isinstance(arguments[0], str | bytes):
            name = os.path.realpath(os.fsdecode(arguments[0]))
            if not name.startswith(self._allowed):
                self.seen.append(f"open {name!a}"[:200])
