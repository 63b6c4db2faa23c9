"""The viewer's end of the two pipes: messages come in from standard input and go out through standard output.

Only this module writes to the pipe. Whatever a library prints goes to standard error, so that it cannot break the
protocol. When the window is gone the pipe closes, and the viewer ends with it.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from judge_desk.ui.viewer.protocol import Inbox, Kind, Message, pack

_AT_ONCE: Final = 64 * 1024


class Post(QObject):
    """Sends and receives messages; ``came`` gives every request of the window, in the thread of the viewer."""

    came = Signal(object)
    _read = Signal(bytes)

    def __init__(self) -> None:
        """Take over standard output; :meth:`listen` begins to receive."""
        super().__init__()
        self._out = os.dup(1)
        os.dup2(2, 1)
        self._inbox = Inbox()
        self._read.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Receive from now on, in a thread that only reads: a pipe cannot be waited for otherwise on Windows."""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        source = sys.stdin.fileno()
        while data := os.read(source, _AT_ONCE):
            self._read.emit(data)
        os._exit(0)  # the window is gone; the viewer may be stuck in a hostile file, so it is not asked

    @Slot(bytes)
    def _take(self, data: bytes) -> None:
        for message in self._inbox.feed(data):
            self.came.emit(message)

    def answer(self, request: Message, content: Mapping[str, Any], image: QImage | None = None) -> None:
        """Answer a request, perhaps with a picture."""
        self._send(Kind.ANSWER, {"id": request.content["id"], **content}, image)

    def fail(self, request: Message, code: str) -> None:
        """Say that a request could not be done, by a code for the window's words."""
        self._send(Kind.FAILED, {"id": request.content["id"], "code": code})

    def tell(self, name: str, **facts: Any) -> None:
        """Tell something that was not asked for."""
        self._send(Kind.EVENT, {"event": name, **facts})

    def frame(self, image: QImage, **facts: Any) -> None:
        """Send a picture of a clip; the next one only after the window asked ``took``."""
        self._send(Kind.FRAME, facts, image)

    def _send(self, kind: Kind, content: Mapping[str, Any], image: QImage | None = None) -> None:
        if image is None:
            return self._write(pack(kind, content))
        plain = image.convertToFormat(QImage.Format.Format_RGB32)
        sides = {"width": plain.width(), "height": plain.height()}
        self._write(pack(kind, {**content, **sides}, plain.sizeInBytes()))
        self._write(plain.constBits())
        return None

    def _write(self, data: bytes | bytearray | memoryview) -> None:
        left = memoryview(data)
        while left:
            left = left[os.write(self._out, left) :]
