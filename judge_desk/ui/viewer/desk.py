"""Takes the window's requests one after another and hands them to what is open: a document of pages, or a clip."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from judge_desk.ui.viewer.post import Post
from judge_desk.ui.viewer.protocol import Message

Answer = tuple[Mapping[str, Any], QImage | None]
"""What is answered, and perhaps a picture."""


class Cannot(Exception):
    """A request cannot be done; ``code`` names why, for the window's words."""

    def __init__(self, code: str) -> None:
        """Take the code."""
        super().__init__(code)
        self.code = code


class Shown(Protocol):
    """What is open in a viewer."""

    def opening(self) -> Mapping[str, Any]:
        """Give the answer to the request that opened it."""

    def act(self, do: str, facts: Mapping[str, Any]) -> Answer:
        """Do what a request asks.

        Raises:
            Cannot: it cannot be done.
        """


Opener = Callable[[tuple[Path, ...], Mapping[str, Any], Post], Shown]
"""Opens the files of a request; its other facts and the post are for those that need them."""

OPENERS: Final = {
    "pdf": "pdf_pages:open_pdf",
    "docx": "docx_pages:open_docx",
    "text": "text_pages:open_text",
    "picture": "picture_pages:open_pictures",
    "clip": "clip_player:open_clip",
}
"""What opens each kind of file; loaded when it is wanted."""


class Desk(QObject):
    """The viewer at work."""

    def __init__(self, post: Post) -> None:
        """Answer the requests that come in."""
        super().__init__()
        self._post = post
        self._shown: Shown | None = None
        post.came.connect(self.take)

    @Slot(object)
    def take(self, request: Message) -> None:
        """Do what a request asks and answer it; nothing that a file does to a reader ends the viewer."""
        try:
            content, image = self._done(dict(request.content))
        except Cannot as refusal:
            self._post.fail(request, refusal.code)
        except MemoryError:
            self._post.fail(request, "too_large")
        except Exception:  # noqa: BLE001 - readers raise anything on hostile files, and the window asks for a sentence
            self._post.fail(request, "damaged")
        else:
            self._post.answer(request, content, image)

    def _done(self, facts: dict[str, Any]) -> Answer:
        do = facts.pop("do")
        if do == "open":
            self._shown = None
            module, function = OPENERS[facts["kind"]].split(":")
            opener: Opener = getattr(importlib.import_module(f"judge_desk.ui.viewer.{module}"), function)
            self._shown = opener(tuple(Path(each) for each in facts["paths"]), facts, self._post)
            return self._shown.opening(), None
        if self._shown is None:
            raise Cannot("nothing_open")
        return self._shown.act(do, facts)
