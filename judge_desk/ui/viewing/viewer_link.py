"""The window's end of a viewer: starts the process, asks it one thing after another, and ends it when it misbehaves."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

from judge_desk.ui.viewer.protocol import Breach, Inbox, Kind, Message, pack
from judge_desk.ui.viewing.viewer_command import viewer_command, viewer_environment

PATIENCE_MS: Final = 15_000
"""Longest time for one answer; a viewer that takes longer hangs."""
_END_MS: Final = 2_000

Then = Callable[[Message], None]
Failed = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Question:
    number: int
    data: bytes
    then: Then
    failed: Failed


class ViewerLink(QObject):
    """One viewer process.

    ``stopped`` says that it is gone and why: ``crashed``, ``hung``, ``breach`` or ``not_started``; a new link is needed
    then. ``told`` gives messages that were not asked for, ``frame`` pictures of a clip, each to be answered with
    ``tell("took")``.
    """

    stopped = Signal(str)
    told = Signal(object)
    frame = Signal(object)

    def __init__(
        self, cache: Path, sort: str, command: tuple[str, list[str]] | None = None, reads: Iterable[Path] = ()
    ) -> None:
        """Start a viewer of a sort (``document`` or ``clip``) that works in a private folder and reads from others."""
        super().__init__()
        self._inbox = Inbox()
        self._waiting: deque[_Question] = deque()
        self._asked: _Question | None = None
        self._count = 0
        self._over = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._end("hung"))
        self._process = QProcess(self)
        self._start(cache, sort, *(command or viewer_command(sort, *reads)))

    def _start(self, cache: Path, sort: str, program: str, arguments: list[str]) -> None:
        environment = QProcessEnvironment()
        for name, value in viewer_environment(cache, sort).items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._process.setWorkingDirectory(str(cache))
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._receive)
        self._process.finished.connect(lambda: self._end("crashed"))
        self._process.errorOccurred.connect(self._take_error)
        self._process.start(program, arguments)

    @property
    def running(self) -> bool:
        """Say whether the viewer answers still."""
        return not self._over

    @property
    def process_id(self) -> int:
        """The system's number of the process, 0 when it is gone."""
        return int(self._process.processId())

    def ask(self, do: str, then: Then, failed: Failed = lambda code: None, /, **facts: Any) -> int:
        """Ask for something and give the question's number.

        Questions are sent one at a time. ``then`` takes the answer, ``failed`` the code of what cannot be done; neither
        is called when the viewer stops.
        """
        self._count += 1
        data = pack(Kind.ASK, {"do": do, "id": self._count, **facts})
        self._waiting.append(_Question(self._count, data, then, failed))
        self._send_next()
        return self._count

    def drop(self, number: int) -> bool:
        """Take back a question; say whether it was not sent yet."""
        before = len(self._waiting)
        self._waiting = deque(each for each in self._waiting if each.number != number)
        return len(self._waiting) < before

    def tell(self, do: str, /, **facts: Any) -> None:
        """Ask for something whose answer nobody waits for; it overtakes waiting questions."""
        if not self._over:
            self._process.write(pack(Kind.ASK, {"do": do, "id": 0, **facts}))

    def close(self) -> None:
        """End the viewer; nothing is heard of it any more."""
        self._over = True
        self._patience.stop()
        self._waiting.clear()
        self._asked = None
        self._process.blockSignals(True)
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_END_MS)

    def _send_next(self) -> None:
        if self._asked is None and self._waiting and not self._over:
            self._asked = self._waiting.popleft()
            self._process.write(self._asked.data)
            self._patience.start()

    @Slot()
    def _receive(self) -> None:
        if self._over:
            return
        try:
            for message in self._inbox.feed(self._process.readAllStandardOutput().data()):
                self._take(message)
        except Breach:
            self._end("breach")

    def _take(self, message: Message) -> None:
        if message.kind is Kind.EVENT:
            return self.told.emit(message)
        if message.kind is Kind.FRAME and message.pixels:
            return self.frame.emit(message)
        number = message.content.get("id")
        if number == 0 and message.kind in (Kind.ANSWER, Kind.FAILED):
            return None
        if message.kind not in (Kind.ANSWER, Kind.FAILED) or self._asked is None or number != self._asked.number:
            raise Breach("nobody asked")
        question, self._asked = self._asked, None
        self._patience.stop()
        if message.kind is Kind.ANSWER:
            question.then(message)
        else:
            question.failed(str(message.content.get("code", "")))
        self._send_next()
        return None

    @Slot(QProcess.ProcessError)
    def _take_error(self, fault: QProcess.ProcessError) -> None:
        if fault is QProcess.ProcessError.FailedToStart:
            self._end("not_started")

    def _end(self, why: str) -> None:
        if not self._over:
            self.close()
            self.stopped.emit(why)
