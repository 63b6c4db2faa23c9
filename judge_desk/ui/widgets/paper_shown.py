"""The paper that was chosen from a list: its pages, or why there are none to see; what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget

from judge_desk.desks.paper_shelf import GONE, OLD, KeptPaper, PaperState, ShelfPaper
from judge_desk.ui.models.paper_rows import paper_name
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.paper_reader import PaperReader
from judge_desk.ui.widgets.signs import Banner
from judge_desk.ui.widgets.text import Text

NOTES: Final = {
    PaperState.REPLACED: "replaced",
    PaperState.LEFT: "left",
    PaperState.STALE: "stale",
    PaperState.REWORDED: "reworded",
}
"""Sentence over a print that is not to be signed as it is."""
OTHERS: Final = ("docx", "xlsx")
"""Formats that are not shown as pages, in order."""


class PaperShown(QFrame):
    """The pane.

    ``printed`` asks to print what is shown, ``saved`` to save a print, ``opened`` to open it with the system's program,
    ``made`` to make the paper alone, ``wanted`` to make it in a format and open that, or save it, ``back`` to go to the
    list where the pane stands in its place.
    """

    printed = Signal()
    saved = Signal(object)
    opened = Signal(object)
    made = Signal(str)
    wanted = Signal(str, str, bool)
    back = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the pane without a paper."""
        super().__init__()
        self.setProperty("frame", "card")
        look = shell.look
        self._shell = shell
        self.paper: ShelfPaper | None = None
        self.shown: KeptPaper | None = None
        self.title = Text(look, "heading", wrap=True)
        self.to_list = Button(look, "text", "chevron-left")
        self.print, self.save, self.other = Button(look, "plain", "printer"), Button(look), Button(look)
        self.menu = QMenu(self)
        self.other.setMenu(self.menu)
        self.note = Banner(look, "history", "warn")
        self.reader = PaperReader(shell)
        self.notice = Notice(look, "circle-dashed")
        self.notice.act.become("plain")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.reader)
        self._stack.addWidget(self.notice)
        head = row(self.to_list, self.title, self.other, self.save, self.print, spacing=8, margins=(16, 8, 8, 8))
        head.setStretchFactor(self.title, 1)
        inner = column(head, self.note, self._stack, margins=(2, 2, 2, 2))
        inner.setStretchFactor(self._stack, 1)
        self.setLayout(inner)
        self.to_list.hide()
        self.to_list.clicked.connect(self.back)
        self.print.clicked.connect(self.printed)
        self.save.clicked.connect(self._save)
        self.notice.act.clicked.connect(self._act)
        self.notice.other.clicked.connect(self._save)

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        self.print.setText(say("ui.paper.print"))
        self.save.setText(say("ui.paper.save"))
        self.to_list.setText(say("ui.papers.to_list"))
        self.show_paper(self.paper, self.shown)

    def show_paper(self, paper: ShelfPaper | None, shown: KeptPaper | None) -> None:
        """Say what is shown: a paper and one print of it; its pages come with :meth:`show_pages`."""
        say, words = self._shell.words.say, self._shell.words
        self.paper, self.shown = paper, shown
        name = paper_name(paper, words) if paper is not None else say("ui.papers.choose")
        self.title.setText(name)
        self.reader.preview.setAccessibleName(name)
        pages = shown is not None and shown.format == "pdf"
        self._stack.setCurrentIndex(0 if pages else 1)
        for button in (self.print, self.save):
            button.setVisible(pages)
        self._fill_menu()
        self._tell_note()
        if pages or paper is None:
            self.notice.tell("" if pages else say("ui.papers.choose"))
        elif shown is not None:
            kind = say(f"ui.papers.format.{shown.format}")
            self.notice.tell(say("ui.papers.no_pages", format=kind), say("ui.papers.outside"), say("ui.paper.save"))
        else:
            self.notice.tell(self._not_made(paper), say("ui.papers.make_this") if paper.formats else "")

    def _not_made(self, paper: ShelfPaper) -> str:
        say = self._shell.words.say
        formats = ", ".join(say(f"ui.papers.format.{each}") for each in paper.formats)
        return say("ui.papers.not_made", formats=formats) if formats else say("ui.papers.left_paper")

    def _tell_note(self) -> None:
        say, shown = self._shell.words.say, self.shown
        note = NOTES.get(shown.state, "") if shown is not None else ""
        self.note.tell(say(f"ui.papers.note.{note}") if note else "")

    def _fill_menu(self) -> None:
        """Offer the formats that are not shown here: to open or save, and where there is none yet, to make at once."""
        say, paper = self._shell.words.say, self.paper
        self.menu.clear()
        gone = self.shown is not None and self.shown.state in GONE  # the others are not of that earlier print
        if paper is None or gone:
            self.other.hide()
            return
        there = {each.format: each for each in paper.prints if each != self.shown and each.format != "pdf"}
        formats = [each for each in OTHERS if each in there or (each in paper.formats and not self._shows(each))]
        for each in formats:
            kind, print_ = say(f"ui.papers.format.{each}"), there.get(each)
            if print_ is None or (print_.state in OLD and each in paper.formats):
                for key, save in (("make_and_open", False), ("make_and_save", True)):
                    act = self.menu.addAction(say(f"ui.papers.{key}", format=kind))
                    act.triggered.connect(partial(self._want, paper.name, each, save))
            else:
                for key, act_on in (("open_format", self._open_print), ("save_format", self._save_print)):
                    act = self.menu.addAction(say(f"ui.papers.{key}", format=kind))
                    act.triggered.connect(partial(act_on, print_))
        self.other.setText(", ".join(say(f"ui.papers.format.{each}") for each in formats))
        self.other.setVisible(bool(formats))

    def _shows(self, ending: str) -> bool:
        return self.shown is not None and self.shown.format == ending

    def _want(self, name: str, ending: str, save: bool, ticked: bool = False) -> None:
        """Ask to make a format; a line of a menu also tells whether it is ticked."""
        self.wanted.emit(name, ending, save)

    def show_pages(self, pages: Paper | None) -> None:
        """Show the pages of the print, or none yet."""
        self.reader.show_paper(pages)
        self.print.setEnabled(pages is not None)
        self.save.setEnabled(pages is not None)

    def _save(self) -> None:
        if self.shown is not None:
            self.saved.emit(self.shown)

    def _act(self) -> None:
        if self.shown is not None:
            self.opened.emit(self.shown)
        elif self.paper is not None:
            self.made.emit(self.paper.name)

    def _open_print(self, print_: KeptPaper, ticked: bool = False) -> None:
        """Ask to open a print; a line of a menu also tells whether it is ticked."""
        self.opened.emit(print_)

    def _save_print(self, print_: KeptPaper, ticked: bool = False) -> None:
        self.saved.emit(print_)
