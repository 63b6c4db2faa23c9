"""The open work of one judge, as the pages of the judge's desk share it: one score file, open in the window's thread.

Every act goes through :meth:`Bench.act`, so that each page hears of what was saved, which entry it touched, and of a
disk that refuses. The file is open, and locked against a second window, from the PIN until the judge leaves.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal

from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import CannotWrite, Refusal
from judge_desk.desks.marking import Sitting
from judge_desk.desks.rescuing import keep_copy
from judge_desk.desks.surroundings import Surroundings

Given = TypeVar("Given")
DECLARED: Final = "conflicts_declared"
"""Name under which a sitting keeps that the judge went through the list of conflicts."""


class Bench(QObject):
    """A judge's open score file and what happens to it.

    ``changed`` names the entry whose marks or state changed; ``saved`` gives the stated time (ISO local) of the newest
    act on disk; ``trouble`` a refusal of the disk, or None once it takes acts again; ``renewed`` says that everything
    may be different: the file was closed and opened again, e.g. for a sealing.
    """

    changed = Signal(str)
    saved = Signal(str)
    trouble = Signal(object)
    renewed = Signal()

    def __init__(self, sitting: Sitting, package: Path | None, around: Surroundings) -> None:
        """Take over an open sitting; ``package`` is the folder of the entries' files, None when it is not at hand."""
        super().__init__()
        self.sitting = sitting
        self.package = package
        self._around = around
        self._troubled = False

    def act(self, act: Callable[[Sitting], Given], code: EntryCode | None = None) -> Given:
        """Do something that is durable when this returns; ``code`` is the entry that it touches.

        Raises:
            Refusal: of the act; a refusal of the disk is told to everybody, too.
        """
        try:
            given = act(self.sitting)
        except CannotWrite as refusal:
            self._troubled = True
            self.trouble.emit(refusal)
            raise
        if self._troubled:
            self._troubled = False
            self.trouble.emit(None)
        self.saved.emit(self.sitting.saved_at)
        if code is not None:
            self.changed.emit(code)
        return given

    def rest(self) -> Path:
        """Close the file so that a desk may work on it off this thread, e.g. for a sealing; gives its path."""
        self.sitting.close()
        return self.sitting.path

    def back(self) -> None:
        """Open the file again after :meth:`rest`.

        Raises:
            Refusal: it cannot be opened.
        """
        self.sitting = Sitting.open(self.sitting.path, self._around)
        self.renewed.emit()

    def close(self) -> None:
        """Let go of the file; a copy of it is kept, where there is room for one."""
        with contextlib.suppress(Refusal):
            keep_copy(self.sitting.judge(), self._around)
        self.sitting.close()
