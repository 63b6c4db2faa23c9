"""Brings the focus back to the work when its button is gone, instead of leaving it where Qt lets it fall.

A button that is disabled or hidden by its own act passes the focus on to the next widget; behind the last one of a
stage that is the first row of the rail, where Enter would leave the stage.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

TRIES: Final = 6
PAUSE_MS: Final = 50


class FocusBack(QObject):
    """Watches over a rail and the work beside it; ``first`` gives what has the focus by right."""

    def __init__(self, rail: QWidget, work: QWidget, first: Callable[[], QWidget]) -> None:
        """Begin to watch; lives as long as the rail."""
        super().__init__(rail)
        self._rail, self._work, self._first = rail, work, first
        self._fallen: QWidget | None = None
        self._last: QWidget | None = None
        self._tries = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._bring)
        QApplication.instance().focusChanged.connect(self._moved)  # type: ignore[union-attr]  # a window has an application

    def _moved(self, old: QWidget | None, now: QWidget | None) -> None:
        """Note a focus that came into the rail out of the work, or nowhere."""
        if not shiboken6.isValid(self._work):  # the window is going
            return
        if now is not None and self._work.isAncestorOf(now):
            self._last = now
        elif self._last is not None and (now is None or self._rail.isAncestorOf(now)):
            self._fallen, self._tries = now, TRIES
            self._timer.start(0)
        elif now is not None and now.window() is self._rail.window():
            self._last = None

    def _bring(self) -> None:
        """Bring it back unless the person moved it: then what had it before still stands there."""
        lost = self._last
        moved = QApplication.focusWidget() is not self._fallen or not self._rail.isActiveWindow()
        if lost is None or moved:
            return
        if shiboken6.isValid(lost) and lost.isVisible() and lost.isEnabled():
            self._last = None
            return
        first = self._first()
        if not first.isVisible() or not first.isEnabled():
            if self._tries > 0:  # what the stage shows is still being read
                self._tries -= 1
                self._timer.start(PAUSE_MS)
                return
            first = self._any()
        first.setFocus()

    def _any(self) -> QWidget:
        """Give the first widget of the work that takes the focus; the rail's own when there is none."""
        found = self._work.nextInFocusChain()
        while found is not None and found is not self._work:
            takes = bool(found.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes and found.isVisible() and found.isEnabled() and self._work.isAncestorOf(found):
                return found
            found = found.nextInFocusChain()
        return self._fallen or self._rail
