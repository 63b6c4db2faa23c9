"""Prints, saves and shows large the papers of a page; every outcome is a sentence for the place that asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from judge_desk.desks.surroundings import silent
from judge_desk.ui.dialogs.paper_view import PaperView
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.printing import NoPrinter, ask_printer, goes_to_file, print_paper
from judge_desk.ui.shell import Shell

AskPrinter = Callable[[QWidget, str, int], QPrinter | None]
Tell = Callable[[str], None]
Save = Callable[[Path], Path]
"""Writes a paper into a folder, flushed and read back; gives the file."""


class PaperDesk:
    """The acts on papers over one page; ``ask_printer`` is the door to the system's own dialog."""

    def __init__(self, page: QWidget, shell: Shell) -> None:
        """Serve a page."""
        self._page, self._shell = page, shell
        self.ask_printer: AskPrinter = ask_printer

    def print(self, paper: Paper, tell: Tell, printed: Callable[[], None] | None = None, no_printer: str = "") -> None:
        """Ask for a printer and print; ``printed`` hears of it when every page went to a printer, not into a file.

        ``no_printer`` is what is said on a machine without one where the paper cannot be saved beside the button.
        """
        say = self._shell.words.say
        try:
            printer = self.ask_printer(self._page, say("ui.paper.dialog"), paper.pages)
        except NoPrinter:
            tell(no_printer or say("ui.paper.no_printer"))
            return
        if printer is None:
            return
        pages = print_paper(paper, printer)
        if not pages:
            tell(say("ui.paper.failed"))
        elif goes_to_file(printer):
            tell(say("ui.paper.to_file", name=Path(printer.outputFileName()).name, pages=pages))
        else:
            tell(say("ui.paper.sent", pages=pages))
            if printed is not None and pages == paper.pages:
                printed()

    def save(self, save: Save, tell: Tell) -> None:
        """Ask for a folder and save there, off the window's thread."""
        say, around = self._shell.words.say, self._shell.around(silent)
        folder = self._shell.ask_folder(self._page, say("ui.paper.ask_folder"), Path.home())
        if folder is None:
            return
        job = self._shell.jobs.prepare()
        job.done.connect(lambda path: tell(say("ui.paper.saved", name=path.name, time=around.now()[11:16])))
        job.refused.connect(lambda refusal: tell(self._shell.words.problem(refusal.problem)))
        self._shell.jobs.start(job, lambda _: save(folder))

    def show(self, title: str, paper: Paper, save: Save | None, printed: Callable[[], None] | None = None) -> None:
        """Show a paper large; without ``save`` it can only be read."""
        view = PaperView(self._page, self._shell, title, paper, acts=save is not None)
        if save is not None:
            view.print_asked.connect(lambda: self.print(paper, view.tell, printed))
            view.save_asked.connect(lambda: self.save(save, view.tell))
        view.exec()
        view.deleteLater()
