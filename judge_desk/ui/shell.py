"""What every page is given: words, look, jobs, memory, and the two doors to the system.

Put together once, in :mod:`judge_desk.ui.application`; tests put together their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from judge_desk.desks.surroundings import Progress, Surroundings
from judge_desk.ui.jobs import Jobs
from judge_desk.ui.look import Look
from judge_desk.ui.preferences import Preferences
from judge_desk.ui.recent import Recent
from judge_desk.ui.words import Words

Keys = tuple[tuple[str, str], ...]
"""Keys as they are written on the keyboard, and the key of the sentence that says what they do."""
AskFolder = Callable[[QWidget, str, Path], Path | None]
"""Asks for a folder: over which window, under which title, beginning where; None when the person gives up."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The world of a page.

    Attributes:
        words, look: sentences and colours, both may change at any time.
        jobs: the one way to run long work.
        preferences, recent: what is remembered on this machine.
        around: makes the surroundings of an act from a reporter of progress.
        ask_folder: asks the person for a folder.
        open_outside: opens a file or folder with the system's own program; says whether one was found.
    """

    words: Words
    look: Look
    jobs: Jobs
    preferences: Preferences
    recent: Recent
    around: Callable[[Progress], Surroundings]
    ask_folder: AskFolder
    open_outside: Callable[[Path], bool]
