"""Puts the window together: application, fonts, words, look, jobs; and what happens when the program is at fault."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QFileOpenEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from judge_desk.bootstrap import surroundings
from judge_desk.desks.surroundings import Progress, Surroundings, silent
from judge_desk.paths import user_folder
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.jobs import Jobs
from judge_desk.ui.look import Look
from judge_desk.ui.preferences import LANGUAGE, LOOK, TEXT_SIZE, Preferences
from judge_desk.ui.qt_words import QtWords
from judge_desk.ui.recent import Recent
from judge_desk.ui.shell import Shell
from judge_desk.ui.tidying import Tidying
from judge_desk.ui.typography import load_fonts
from judge_desk.ui.window import Window
from judge_desk.ui.words import Words

WARMED: Final = (
    "judge_desk.desks.problem_report",
    "judge_desk.desks.sitting_down",
    "judge_desk.desks.marking",
    "judge_desk.desks.looking",
    "judge_desk.desks.rehearsing",
    "judge_desk.desks.issuing",
    "judge_desk.desks.lots",
    "judge_desk.desks.publishing",
    "judge_desk.desks.settling_papers",
)
"""Heavy modules that are loaded beside the window once its first picture stands."""
WARM_AFTER_MS: Final = 300


def make_application(arguments: Sequence[str]) -> QApplication:
    """Make the application with its style."""
    application = QApplication([sys.argv[0], *arguments])
    application.setApplicationName("Judge Desk")
    application.setStyle("Fusion")
    return application


def make_shell(application: QApplication, home: Path, dressed: bool = True) -> Shell:
    """Put together what pages are given, from what this user chose before; ``dressed`` as the look takes it."""
    preferences = Preferences(home)
    words = Words(preferences.choice(LANGUAGE))
    look = Look(load_fonts(), preferences.choice(LOOK), preferences.choice(TEXT_SIZE), dressed)
    application.installTranslator(QtWords(words, application))
    return Shell(words, look, Jobs(), preferences, Recent(preferences), _around, ask_folder, open_outside)


def _around(report: Progress) -> Surroundings:
    return surroundings(progress=report)


def ask_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Ask for a folder with the system's own dialog where it has one."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None


def open_outside(path: Path) -> bool:
    """Open a file or folder with the program that the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class Faults(QObject):
    """Catches faults of the program wherever they happen, writes a report and says so in one sentence."""

    caught = Signal(object)

    def __init__(self, shell: Shell, window: QWidget, home: Path) -> None:
        """Watch over a window; :meth:`watch` begins."""
        super().__init__()
        self._shell, self._window, self._home = shell, window, home
        self._showing = False
        self.caught.connect(self.tell, Qt.ConnectionType.QueuedConnection)
        shell.jobs.broke.connect(self.tell)

    def watch(self) -> None:
        """Take every fault that nobody else takes, of the window and of other threads."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def _hook(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
        else:
            self.caught.emit(fault)

    def _thread_hook(self, details: threading.ExceptHookArgs) -> None:
        if details.exc_value is not None:
            self.caught.emit(details.exc_value)

    @Slot(object)
    def tell(self, fault: BaseException) -> None:
        """Write a report of a fault, and say what happened, what was kept, what to do next."""
        desk = importlib.import_module("judge_desk.desks.problem_report")
        path: Path | None = desk.write_report(self._home, fault, self._shell.around(silent).now())
        if self._showing:
            return
        self._showing = True
        say = self._shell.words.say
        facts = say("ui.broke.report", file=path.name) if path is not None else say("ui.broke.no_report")
        act, safe = say("ui.broke.open"), say("ui.broke.go_on")
        question = Question(self._window, self._shell.look, say("ui.broke.title"), facts, act, safe)
        question.act.setVisible(path is not None)
        if question.asked() and path is not None:
            self._shell.open_outside(path.parent)
        self._showing = False


class Doors(QObject):
    """Takes files that the system hands to the running program: a double click on macOS."""

    def __init__(self, window: Window) -> None:
        """Open them in a window."""
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open a file that is handed over."""
        if isinstance(event, QFileOpenEvent) and event.url().isLocalFile():
            self._window.open_place(Path(event.url().toLocalFile()))
            return True
        return super().eventFilter(watched, event)


def warm_up(shell: Shell) -> None:
    """Load the heavy modules off the window's thread for the first click, once nothing is waited for."""
    if shell.jobs.running:
        QTimer.singleShot(WARM_AFTER_MS, lambda: warm_up(shell))
        return

    def work(report: Progress) -> None:
        for number, name in enumerate(WARMED, start=1):
            importlib.import_module(name)
            report("", number, len(WARMED))

    job = shell.jobs.prepare(quiet=True)
    job.done.connect(Tidying.leave_out)
    shell.jobs.start(job, work)


def run(arguments: Sequence[str]) -> int:
    """Open the window, at a file or folder if one is given, and give the exit code when it is closed."""
    home = user_folder()
    application = make_application(arguments)
    shell = make_shell(application, home, dressed=False)
    window = Window(shell)
    faults = Faults(shell, window, home)
    faults.watch()
    tidying = Tidying(application)
    doors = Doors(window)
    if sys.platform == "darwin":  # nowhere else are files handed over so, and a filter here sees every event there is
        application.installEventFilter(doors)
    for each in arguments[:1]:
        window.open_place(Path(each).absolute())
    window.make_first()
    shell.look.dress()
    window.show()
    QTimer.singleShot(WARM_AFTER_MS, lambda: warm_up(shell))
    code = application.exec()
    tidying.stop()
    return code
