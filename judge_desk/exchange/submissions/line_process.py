"""A process of ours that opens strangers' files: one line of JSON asks, one answers.

What it says is not believed beyond being a JSON object of a bounded length. One that takes too long, dies or says
something else is ended and costs the file that it was asked about; the next question starts another.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

import judge_desk

LONGEST_ANSWER: Final = 32 * 1024 * 1024
_KEPT: Final = ("PATH", "SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "QT_PLUGIN_PATH")


@dataclass(slots=True)
class LineProcess:
    """A process that may have to be started again; use it as a context.

    Attributes:
        module: what to run; flag: tells the packed program to be it; arguments: words after it.
        cache: the private folder in which it may work.
        extra: more of its environment.
        reads: folders whose files it may read; it is told them after ``arguments``.
    """

    module: str
    flag: str
    cache: Path
    arguments: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    reads: list[Path] = field(default_factory=list)
    _running: subprocess.Popen[bytes] | None = None
    _lines: queue.Queue[bytes] = field(default_factory=queue.Queue)

    def __enter__(self) -> LineProcess:
        """Begin; nothing is started before the first question."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self.stop()

    def reach(self, path: Path) -> str:
        """Let the process read a file, and give the name to ask by.

        A process that was started without leave for the file's folder is ended: the next one gets it.
        """
        whole = path.resolve()
        if not any(whole.is_relative_to(each) for each in (self.cache.resolve(), *self.reads)):
            self.stop()
            self.reads.append(whole.parent)
        return str(whole)

    def ask(self, request: Mapping[str, Any], seconds: int) -> Mapping[str, Any] | None:
        """Ask and give the answer; None when it took longer than ``seconds``, died, or said no JSON object."""
        line = json.dumps(request, ensure_ascii=True).encode("ascii") + b"\n"
        try:
            self._started().write(line)
            self._started().flush()
            found = json.loads(self._lines.get(timeout=seconds))
        except (OSError, ValueError, queue.Empty, RecursionError):
            found = None
        if not isinstance(found, dict):
            self.stop()
            return None
        return found

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        running, self._running = self._running, None
        if running is None:
            return
        running.kill()
        for stream in (running.stdin, running.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        running.wait()

    def _started(self) -> IO[bytes]:
        if self._running is None:
            self._lines = queue.Queue()
            self._running = subprocess.Popen(
                self._command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self.cache,
                env=_environment(self.cache, self.extra),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would show a black window
            )
            assert self._running.stdout is not None
            threading.Thread(target=_listen, args=(self._running.stdout, self._lines), daemon=True).start()
        assert self._running.stdin is not None
        return self._running.stdin

    def _command(self) -> Sequence[str]:
        if getattr(sys, "frozen", False):
            return (sys.executable, self.flag, *self.arguments, *map(str, self.reads))
        # -P: the folder that it works in holds strangers' files and is no place to import from.
        return (sys.executable, "-P", "-m", self.module, *self.arguments, *map(str, self.reads))


def _listen(stream: IO[bytes], lines: queue.Queue[bytes]) -> None:
    """Hand over lines as they come; an empty one stands for the end."""
    while True:
        try:
            line = stream.readline(LONGEST_ANSWER)
        except (OSError, ValueError):
            line = b""
        lines.put(line)
        if not line.endswith(b"\n"):
            return


def _environment(cache: Path, extra: Mapping[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    place = str(cache)
    own = {"HOME": place, "TMPDIR": place, "TEMP": place, "TMP": place, "LANG": "C.UTF-8"}
    root = str(Path(judge_desk.__file__).resolve().parent.parent)
    return kept | own | {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"} | dict(extra)
