"""``python -m judge_desk.ui.machine_probe``: tells of this machine what only Qt knows, a line of JSON a question.

Fonts that load and the letters they have, screens, printers, and whether the program's own viewer shows a write-up and
the first picture of a clip. It runs as a process of its own, so that a printer's driver or a decoder that hangs costs
one answer; the desk that asks is :mod:`judge_desk.desks.preflight.asking`, for window and terminal alike.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QRawFont, QScreen
from PySide6.QtPrintSupport import QPrinterInfo

from judge_desk.ui.tidying import Tidying
from judge_desk.ui.viewer.protocol import Message
from judge_desk.ui.viewing.viewer_link import ViewerLink

Facts = Mapping[str, Any]
PATIENCE_MS: Final = 9_000
"""Longest wait for a viewer; who asks is less patient with the whole answer."""
PAGE_WIDTH: Final = 400
_SIZE: Final = 12


def fonts(facts: Facts) -> Facts:
    """Say of font ``files`` which do not load, and which ``letters`` at least one of the others lacks."""
    broken, lacking = [], set()
    for name in facts["files"]:
        font = QRawFont(str(name), _SIZE)
        if not font.isValid():
            broken.append(Path(name).name)
            continue
        lacking |= {letter for letter in facts["letters"] if not font.supportsCharacter(ord(letter))}
    return {"broken": broken, "lacking": "".join(sorted(lacking))}


def screens(facts: Facts) -> Facts:
    """Give every screen, the main one first: its size in px, how far everything on it is enlarged, in hundredths."""
    return {
        "platform": QGuiApplication.platformName(),
        "screens": [_screen(each) for each in QGuiApplication.screens()],
    }


def _screen(screen: QScreen) -> list[int]:
    ratio, size, room = screen.devicePixelRatio(), screen.size(), screen.availableSize()
    whole = [round(each * ratio) for each in (size.width(), size.height())]
    return [*whole, round(ratio * 100), room.width(), room.height()]


def printers(facts: Facts) -> Facts:
    """Give the names of the printers and the one that is taken when nobody chooses."""
    return {"names": list(QPrinterInfo.availablePrinterNames()), "chosen": QPrinterInfo.defaultPrinterName()}


class _Watch:
    """Waits until a viewer has said enough, fails, or takes too long."""

    def __init__(self, cache: Path, sort: str, path: Path) -> None:
        self.facts: dict[str, Any] = {}
        self._loop = QEventLoop()
        self.link = ViewerLink(cache, sort, reads=(path.parent,))
        self.link.stopped.connect(self.fail)

    def wait(self) -> Facts:
        """Give what was learned; ``fault`` is among it when it was not enough."""
        QTimer.singleShot(PATIENCE_MS, self._loop, lambda: self.fail("hung"))
        if "fault" not in self.facts and "shown" not in self.facts:
            self._loop.exec()
        self.link.close()
        return self.facts

    def fail(self, code: str) -> None:
        self.facts.setdefault("fault", code)
        self._loop.quit()

    def shown(self, message: Message) -> None:
        """Take a picture; one of a single colour shows nothing."""
        if len(set(message.pixels[::4])) < 2:
            self.fail("blank")
            return
        self.facts["shown"] = True
        self._loop.quit()


def document(facts: Facts) -> Facts:
    """Let the viewer open a write-up (``kind``, ``path``) and draw its first page."""
    path = Path(facts["path"])
    watch = _Watch(Path(facts["cache"]), "document", path)

    def opened(answer: Message) -> None:
        watch.link.ask("page", watch.shown, watch.fail, page=0, width=PAGE_WIDTH, top=0, height=PAGE_WIDTH)

    watch.link.ask("open", opened, watch.fail, kind=facts["kind"], paths=[str(path)])
    return watch.wait()


def clip(facts: Facts) -> Facts:
    """Let the viewer open a clip (``path``): whether its first picture comes, it has sound, and what could play it."""
    path = Path(facts["path"])
    watch = _Watch(Path(facts["cache"]), "clip", path)
    watch.link.frame.connect(watch.shown)
    hears: dict[str, Callable[[Facts], object]] = {
        "loaded": lambda told: watch.facts.update(sound=told.get("sound") is True),
        "device": lambda told: watch.facts.update(device=told.get("present") is True),
        "failed": lambda told: watch.fail(str(told.get("code"))),
    }
    watch.link.told.connect(lambda message: hears.get(str(message.content.get("event")), _pass_over)(message.content))
    size = {"width": PAGE_WIDTH, "height": PAGE_WIDTH}
    watch.link.ask(
        "open", lambda answer: None, watch.fail,
        kind="clip", paths=[str(path)], at=0, rate=1.0, volume=0, muted=True, **size,
    )  # fmt: skip
    return watch.wait()


def _pass_over(told: Facts) -> None:
    """Take what else a clip tells of: it is no matter here."""


PARTS: Final[Mapping[str, Callable[[Facts], Facts]]] = {
    "fonts": fonts,
    "screens": screens,
    "printers": printers,
    "document": document,
    "clip": clip,
}


def main() -> int:
    """Answer until the other side closes."""
    application = QGuiApplication(["judge-desk"])
    tidying = Tidying(application)
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        told = json.dumps(PARTS[asked["part"]](asked), ensure_ascii=True).encode("ascii")
        sys.stdout.buffer.write(told + b"\n")
        sys.stdout.buffer.flush()
    tidying.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
