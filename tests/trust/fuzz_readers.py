"""Intake's reader and the judge's viewer while changed files are put through them: the real programs, in their fences.

Both live on from file to file, as they do in the program; so what they cost is reading, not starting. Each runs under
strace, which notes what a file made them open outside their folders or call, whether or not a fence forbade it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from judge_desk.contest.values.problems import Refusal
from judge_desk.exchange.submissions.insides import PROBE_SECONDS, Insides
from judge_desk.exchange.submissions.line_process import LineProcess
from judge_desk.exchange.submissions.opening import kind_of
from judge_desk.exchange.submissions.probe import probe
from judge_desk.paths import resource
from judge_desk.ui.viewer.protocol import Breach, Kind, Message
from tests.trust.hostile_doors import Viewer
from tests.trust.trespasses import WATCHED, trespasses

RENEWED_AFTER: Final = 200
"""Files after which both processes are started anew: what they may use of the processor is for a person's day."""
_WHOLE_EVERY: Final = 50
"""Every so many files intake's whole look is taken, and a clip gets all the time that the viewer gives it."""
_PICTURE_SECONDS: Final = 0.05
_PATIENT_SECONDS: Final = 6.0
"""Longer than the viewer itself waits for the first picture of a clip."""
_READER: Final = "judge_desk.exchange.submissions.reader_process"
_CLIP_FACTS: Final = {"width": 320, "height": 200, "at": 0, "rate": 1, "volume": 0, "muted": True}


def _watching(trace: Path) -> tuple[str, ...]:
    """Give the command that notes what another one opens and calls; it stands aside, so that one keeps its number."""
    return ("strace", "-D", "-f", "-qq", "-s", "300", "--seccomp-bpf", "-e", WATCHED, "-A", "-o", str(trace))


@dataclass(slots=True)
class _WatchedProcess(LineProcess):
    """Intake's reader under strace."""

    trace: Path = Path()

    def _command(self) -> tuple[str, ...]:
        return (*_watching(self.trace), *LineProcess._command(self))


class _Trace:
    """The log of one process, read on from file to file."""

    def __init__(self, path: Path, cache: Path, *folders: Path) -> None:
        path.touch()
        self._lines, self._cache = path.open(encoding="utf-8", errors="replace"), str(cache)
        program = (str(resource("").parent), sys.prefix, sys.base_prefix, "/proc/self/")
        self._allowed = (*map(str, folders), self._cache, *program)

    def read(self) -> list[str]:
        """Give what was noted since the last time that must not be."""
        return list(trespasses(self._lines.read().splitlines(), self._allowed, here=self._cache, denied=True))

    def close(self) -> None:
        self._lines.close()


class Readers:
    """The readers of one kind of file; one that ends is started anew. Use it as a context.

    Attributes:
        files: the folder in which the files must lie.
        ended: how many crashed, hung; shown, pictures: how many files were opened, clips gave a picture.
        seeds: of the files that ended a reader.
    """

    def __init__(self, kind: str, folder: Path) -> None:
        """Take what kind of files will come, and an empty folder."""
        self._sort = "clip" if kind == "mp4" else "document"
        self.files, self._cache = folder / "files", folder / "cache"
        self.files.mkdir()
        self._cache.mkdir()
        self._traces = (folder / "reader.trace", folder / "viewer.trace")
        self._viewer: Viewer | None = None
        self.ended: dict[str, int] = {"crashed": 0, "hung": 0}
        self.seeds: list[str] = []
        self.shown = self.pictures = 0

    def __enter__(self) -> Self:
        """Begin; nothing is started before the first file."""
        with ExitStack() as opened:
            reading, viewing = self._traces
            self._logs = [_Trace(path, self._cache, self.files) for path in self._traces]
            for log in self._logs:
                opened.callback(log.close)
            reader = opened.enter_context(
                _WatchedProcess(_READER, "--reader", self._cache, reads=[self.files.resolve()], trace=reading)
            )
            self._insides = Insides(reader, LineProcess("", "", self._cache), self._cache)
            self._watch = _watching(viewing)
            opened.callback(self._end_viewer)
            self._opened = opened.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End both."""
        self._opened.close()

    def try_file(self, path: Path, seed: int) -> list[str]:
        """Show a file and take it in; only a Refusal is caught. Gives what the readers did that must not be."""
        if seed % RENEWED_AFTER == 0:
            self._insides.reader.stop()
            self._end_viewer()
        whole = seed % _WHOLE_EVERY == 0
        try:
            kind = kind_of(path, path.suffix[1:], path.name)
        except Refusal:
            self._take_in(path, seed, whole)
            return self._seen()
        answer: Message | str | None = self._opened_in_viewer(path, kind)
        early = isinstance(answer, str)
        self._take_in(path, seed, whole)  # meanwhile a clip is decoded
        if isinstance(answer, Message) and (answer.kind is Kind.ANSWER or answer.content.get("event") == "loaded"):
            self.shown += 1
            answer = self._looked_at(kind, _PATIENT_SECONDS if whole else _PICTURE_SECONDS)
        if isinstance(answer, str):
            # A clip that breaks its decoder after a while ends the viewer while the next one is opened.
            self._note(answer, f"{seed - 1} or {seed}" if early and kind == "clip" else str(seed))
            self._end_viewer()
        return self._seen()

    def _take_in(self, path: Path, seed: int, whole: bool) -> None:
        """Let intake's reader say what a file is, or all that intake says of it."""
        start = time.monotonic()
        if self._insides.probe(path, path.suffix[1:]) is None:
            self._note("hung" if time.monotonic() - start > PROBE_SECONDS - 1 else "crashed", str(seed))
        elif whole:
            probe(path, self._insides)

    def _opened_in_viewer(self, path: Path, kind: str) -> Message | str:
        if self._viewer is None:
            self._viewer = Viewer(self._sort, self._cache, self.files, watch=self._watch)
        return _kept(self._viewer.ask, "open", kind=kind, paths=[str(path)], **(_CLIP_FACTS if kind == "clip" else {}))

    def _looked_at(self, kind: str, patience: float) -> Message | str | None:
        """Look at the first page, or at the first picture; None where a clip has not given it yet."""
        assert self._viewer is not None
        if kind != "clip":
            return _kept(self._viewer.ask, "page", page=0, width=400, top=0, height=500)
        picture = _kept(self._viewer.picture, patience)
        self.pictures += isinstance(picture, Message) and picture.kind is Kind.FRAME
        return None if picture == "hung" else picture

    def _seen(self) -> list[str]:
        return [each for log in self._logs for each in log.read()]

    def _note(self, how: str, seed: str) -> None:
        self.ended[how] += 1
        self.seeds.append(seed)

    def _end_viewer(self) -> None:
        if self._viewer is not None:
            self._viewer.end()
            self._viewer = None


def _kept(ask: Callable[..., Message | str], *given: Any, **facts: Any) -> Message | str:
    """Ask the viewer; one that does not keep to the protocol counts as crashed."""
    try:
        return ask(*given, **facts)
    except Breach:
        return "crashed"
