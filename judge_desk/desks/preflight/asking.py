"""Asks a process that has Qt what only Qt knows of this machine; the desk itself knows none.

A driver or decoder that hangs costs the answer, never the program. Where there is no screen (a terminal over the
network), the process draws nowhere and still tells of fonts, printers and the viewer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from judge_desk.exchange.submissions.line_process import LineProcess

MODULE: Final = "judge_desk.ui.machine_probe"
FLAG: Final = "--machine"
_KEPT: Final = (
    "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA",
    "CUPS_SERVER", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "DBUS_SESSION_BUS_ADDRESS", "PULSE_SERVER",
)  # fmt: skip
_NOWHERE: Final = {"QT_QPA_PLATFORM": "offscreen"}


def screen_environment(ours: Mapping[str, str] = os.environ, system: str = sys.platform) -> dict[str, str]:
    """Give what the process needs to see the person's screen and printers; without a screen, to draw nowhere."""
    kept = {name: ours[name] for name in _KEPT if name in ours}
    on_linux = system.startswith("linux")
    if on_linux and not kept.get("DISPLAY") and not kept.get("WAYLAND_DISPLAY"):
        return kept | _NOWHERE
    return kept


@dataclass(slots=True)
class Asking:
    """Use it as a context; every question is asked once, a second time gives what was answered.

    ``cache``: a private folder of this look's own, in which the process works.
    """

    cache: Path
    module: str = MODULE
    _answers: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _process: LineProcess | None = None

    def __enter__(self) -> Asking:
        """Begin; nothing is started before the first question."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        if self._process is not None:
            self._process.stop()

    def ask(self, part: str, seconds: int, **facts: Any) -> Mapping[str, Any]:
        """Ask for a part; an answer that did not come is ``{"fault": "no_answer"}``."""
        key = repr((part, sorted(facts.items())))
        if key not in self._answers:
            if self._process is None:
                self._process = LineProcess(self.module, FLAG, self.cache, extra=screen_environment())
            asked = {"part": part, "cache": str(self.cache), **facts}
            self._answers[key] = self._process.ask(asked, seconds) or {"fault": "no_answer"}
        return self._answers[key]
