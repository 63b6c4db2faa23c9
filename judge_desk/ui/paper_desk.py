"""Prints, saves and shows large the papers of a page; every outcome is a sentence for the place that asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from judge_desk.desks.paper_shelf import save_copy
from judge_desk.desks.surroundings import silent
from judge_desk.ui.dialogs.paper_view import PaperView
from judge_desk.ui.file_questions import ask_save
from judge_desk.ui.jobs import Job
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.printing import Load, NoPrinter, PrintRun, ask_printer, goes_to_file
from judge_desk.ui.shell import Shell

AskPrinter = Callable[[QWidget, str, int], QPrinter | None]
Tell = Callable[[str], None]
Save = Callable[[Path], Path]
"""Writes a paper under a whole path, flushed and read back; gives the file."""
AskSave = Callable[[QWidget, str, Path, str], Path | None]


class PaperDesk:
    """The acts on papers over one page; ``ask_printer`` is the door to the system's own dialog."""

    def __init__(self, page: QWidget, shell: Shell) -> None:
        """Serve a page."""
        self._page, self._shell = page, shell
        self.ask_printer: AskPrinter = ask_printer
        self.ask_save: AskSave = ask_save
        self._run: PrintRun | None = None

    def _printer(self, pages: int, tell: Tell, no_printer: str = "") -> QPrinter | None:
        say = self._shell.words.say
        try:
            return self.ask_printer(self._page, say("ui.paper.dialog"), pages)
        except NoPrinter:
            tell(no_printer or say("ui.paper.no_printer"))
            return None

    def print_all(self, papers: Sequence[tuple[str, Load]], tell: Tell, follow: Callable[[Job, str], None]) -> None:
        """Ask for a printer and print several papers, one job each; ``follow`` shows the progress, and can stop it."""
        say = self._shell.words.say
        if self._run is not None:
            tell(say("ui.paper.printing_already"))
            return
        printer = self._printer(0, tell)
        if printer is None:
            return
        run = PrintRun(printer, papers, self._shell.jobs.prepare())
        self._run = run  # lives as long as it prints

        def ended(done: int, pages: int, stopped: bool, failed: str) -> None:
            self._run = None
            if not isValid(self._page):
                return
            if failed:
                tell(say("ui.paper.failed_at", name=failed, done=done, total=len(papers)))
            elif stopped:
                tell(say("ui.paper.print_stopped", done=done, total=len(papers)))
            else:
                tell(say("ui.paper.all_sent", count=done, pages=pages))

        run.ended.connect(ended)
        follow(run.job, "progress.printing")
        run.start()

    def print(self, paper: Paper, tell: Tell, printed: Callable[[], None] | None = None, no_printer: str = "") -> None:
        """Ask for a printer and print; ``printed`` hears of it when every page went to a printer, not into a file.

        ``no_printer`` is what is said on a machine without one where the paper cannot be saved beside the button.
        """
        say = self._shell.words.say
        if self._run is not None:
            tell(say("ui.paper.printing_already"))
            return
        printer = self._printer(paper.pages, tell, no_printer)
        if printer is None:
            return
        run = PrintRun(printer, [(paper.name, lambda: paper)], self._shell.jobs.prepare())
        self._run = run  # lives as long as it prints

        def ended(done: int, pages: int, stopped: bool, failed: str) -> None:
            self._run = None
            if not isValid(self._page):
                return
            if stopped:
                tell(say("ui.paper.print_stopped", done=done, total=1))
            elif not done:
                tell(say("ui.paper.failed"))
            elif goes_to_file(printer):
                tell(say("ui.paper.to_file", name=Path(printer.outputFileName()).name, pages=pages))
            else:
                tell(say("ui.paper.sent", pages=pages))
                if printed is not None and pages >= paper.pages:
                    printed()

        run.ended.connect(ended)

        def told(step: str, page: int, pages: int) -> None:
            if isValid(self._page):
                tell(say("ui.paper.printing", page=page, pages=pages))

        run.job.progressed.connect(told)
        run.start()

    def save_paper(self, paper: Paper, tell: Tell) -> None:
        """Ask under which name to save a paper that is at hand, and save it there."""
        self.save_as(paper.name, partial(save_copy, paper.data), tell)

    def ask_name(self, name: str) -> Path | None:
        """Ask where and under which name a paper is to be saved; None when the person gives up."""
        say, ending = self._shell.words.say, name.rpartition(".")[2]
        kinds = f"{say(f'ui.papers.format.{ending}')} (*.{ending})"
        return self.ask_save(self._page, say("ui.paper.ask_save"), Path.home() / name, kinds)

    def save_as(self, name: str, write: Save, tell: Tell) -> None:
        """Ask under which name to save, and save there; ``write`` gets the whole path of the new file."""
        path = self.ask_name(name)
        if path is not None:
            self._save(lambda: write(path), tell)

    def _save(self, save: Callable[[], Path], tell: Tell) -> None:
        say, around = self._shell.words.say, self._shell.around(silent)
        job = self._shell.jobs.prepare()
        job.done.connect(lambda path: tell(say("ui.paper.saved", name=path.name, time=around.now()[11:16])))
        job.refused.connect(lambda refusal: tell(self._shell.words.problem(refusal.problem)))
        self._shell.jobs.start(job, lambda _: save())

    def show(self, title: str, paper: Paper, printed: Callable[[], None] | None = None) -> None:
        """Show a paper large; one without a name of its own can only be read."""
        view = PaperView(self._page, self._shell, title, paper, acts=bool(paper.name))

        def tell(words: str) -> None:
            if isValid(view):  # it may be closed before a paper is printed
                view.tell(words)

        view.print_asked.connect(lambda: self.print(paper, tell, printed))
        view.save_asked.connect(lambda: self.save_paper(paper, tell))
        view.exec()
        view.deleteLater()
