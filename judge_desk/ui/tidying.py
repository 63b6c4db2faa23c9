"""Python's collector of cycles, kept in the thread of the window.

A cycle that holds a widget must be taken apart where the widget lives. Python would do it in whichever thread happens
to allocate, also in one that works, and Qt does not survive that. So the automatic collector is switched off and run
from a timer of the window.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 1000


class Tidying(QObject):
    """Runs the collector in the thread of the window while it exists; :meth:`stop` gives it back to Python."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Take the collector over."""
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._before = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tidy)
        self._timer.start(EVERY_MS)

    def tidy(self) -> None:
        """Collect the generations that Python would collect by now."""
        young, middle, old = gc.get_count()
        first, second, third = self._thresholds
        if old > third and middle > second:
            gc.collect()
        elif middle > second:
            gc.collect(1)
        elif young > first:
            gc.collect(0)

    @staticmethod
    def leave_out() -> None:
        """Leave what was loaded until now out of every later collection.

        Ninety thousand functions, classes and tables of a start are never garbage, and looking through them held the
        window up for 60 ms every few minutes (measured).
        """
        gc.freeze()

    def stop(self) -> None:
        """Give the collector back as it was."""
        self._timer.stop()
        gc.unfreeze()
        if self._before:
            gc.enable()
