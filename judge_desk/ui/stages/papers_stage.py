"""The papers of a round: every one that it can have, with its state; made, shown page by page, printed, saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QMenu, QSplitter, QStackedWidget, QWidget

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import paper_shelf, publishing
from judge_desk.desks.paper_shelf import KeptPaper, Shelf, ShelfPaper
from judge_desk.desks.paper_texts import texts_of_kind
from judge_desk.desks.publishing import Published
from judge_desk.desks.surroundings import Surroundings, silent
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.paper_acts import Making, hindrance, making_of, printable, unprinted
from judge_desk.ui.paper_copies import PaperCopies
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.format_ticks import FormatTicks
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.paper_chooser import PaperChooser
from judge_desk.ui.widgets.paper_shown import PaperShown
from judge_desk.ui.widgets.signs import Banner
from judge_desk.ui.widgets.text import Text

LIST: Final = 420
NARROW: Final = 900
"""px of the stage under which list and paper take turns."""
DOORS: Final = ("texts", "publicity")
"""Stages that papers lead to, besides the hall."""


class PapersStage(Stage):
    """Shows what :mod:`judge_desk.desks.paper_shelf` says; making papers is the act of ``publish``."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without papers."""
        super().__init__(shell, dossier)
        look = shell.look
        self.shelf: Shelf | None = None
        self.desk = PaperDesk(self, shell)
        self.hall = Button(look, "plain", "presentation")
        self.more = Button(look, "plain", "ellipsis")
        menu = QMenu(self)
        self.doors = {name: menu.addAction("") for name in (*DOORS, "export")}
        self.doors["export"].triggered.connect(lambda: self._export())
        for name in DOORS:
            self.doors[name].triggered.connect(partial(self._go_through, name))
        self.more.setMenu(menu)
        self.header.put(self.hall, self.more)
        self.chooser, self.shown = PaperChooser(shell), PaperShown(shell)
        self.list = self.chooser.list
        self.why = Banner(look, "pencil", "warn")
        self.formats = FormatTicks(shell)
        self.export, self.print = Button(look), Button(look, "plain", "printer")
        self.make = Button(look, "primary", "file-text")
        self.said = Text(look, "small", "text_2", wrap=True)
        self.nothing = Notice(look, "circle-dashed")
        self._stack = QStackedWidget()
        self._reading_paper = self._said_reason = self._sized = False
        self._wanted: KeptPaper | None = None
        self._build()
        self._listen()
        self.speak()

    def _build(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(12)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.chooser)
        self._split.addWidget(self.shown)
        self._split.setStretchFactor(1, 1)
        self._split.splitterMoved.connect(lambda: setattr(self, "_sized", True))
        self._stack.addWidget(self._split)
        self._stack.addWidget(self.nothing)
        buttons = row(0, self.export, self.print, self.make, spacing=8)
        self._acts = row(self.formats, buttons, spacing=8)
        whole = column(self._stack, self.said, self._acts, spacing=8, margins=(16, 12, 16, 12))
        whole.setStretchFactor(self._stack, 1)
        body = QWidget()
        body.setLayout(column(self.why, whole))
        self.fill(body)
        self.said.hide()

    def _listen(self) -> None:
        self.hall.clicked.connect(lambda: self.asked.emit("hall", None))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open_row)
        self.list.ticks_changed.connect(self._tell_acts)
        self.chooser.narrowed.connect(self._tell_acts)
        self.formats.changed.connect(self._tell_acts)
        self.shown.reader.enlarged.connect(self._enlarge)
        self.shown.printed.connect(self._print)
        self.shown.saved.connect(self._save)
        self.shown.opened.connect(self._open_copy)
        self.shown.made.connect(lambda name: self._publish((name,), self.formats.chosen))
        self.shown.wanted.connect(self._make_format)
        self.shown.back.connect(lambda: self._turn_to_paper(on=False))
        self.export.clicked.connect(self._export)
        self.print.clicked.connect(self._print_ticked)
        self.make.clicked.connect(lambda: self._publish(self._making.names, self._making.formats))
        QShortcut(QKeySequence("Ctrl+P"), self, self._print)
        QShortcut(QKeySequence("Ctrl+L"), self, self._seek)
        self.shell.look.changed.connect(self._lie)

    def _go_through(self, door: str, ticked: bool = False) -> None:
        """Go to another stage, to the words of the shown paper; a menu's line also tells whether it is ticked."""
        paper = self.shown.paper
        self.asked.emit(door, (texts_of_kind(paper.kind) or None) if door == "texts" and paper is not None else None)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.papers.title"))
        self.hall.setText(say("ui.papers.hall"))
        self.more.setText(say("ui.papers.more"))
        for name in DOORS:
            self.doors[name].setText(say(f"ui.{name}.door"))
        self.doors["export"].setText(say("ui.papers.export"))
        self.export.setText(say("ui.papers.export"))
        self.chooser.speak()
        self.formats.speak()
        self.shown.speak()
        self._say("")
        self._show_list()

    def show_state(self) -> None:
        """Show the papers of the round that is worked on."""
        seen = self.seen or self.reviewed
        self.shelf = seen.shelf if seen is not None else None
        self._show_list()

    def _show_list(self) -> None:
        shelf = self.shelf
        if shelf is None:
            return
        self._stack.setCurrentIndex(0 if shelf.listed else 1)
        hindered = shelf.hindered
        self.nothing.tell(self.shell.words.problem(hindered) if hindered else self.shell.words.say("ui.papers.not_yet"))
        self.chooser.show_shelf(shelf)
        self._show_state_of(shelf)
        self._tell_acts()
        current = self.list.row
        if current is not None and current.paper is not None:
            self.list.choose_again()

    def _show_state_of(self, shelf: Shelf) -> None:
        say, words = self.shell.words.say, self.shell.words
        seen = self.seen or self.reviewed
        locked = seen is not None and seen.overview.final
        if shelf.open:
            self.header.show_state("scale", "warn", say("ui.papers.draft_state", count=shelf.open))
            first = words.problem(shelf.findings[0])
            key = "one" if shelf.open == 1 else "more"
            self.why.tell(say(f"ui.papers.why.{key}", first=first, count=shelf.open - 1))
        elif shelf.hindered is not None:
            self.header.show_state("circle-x", "stop", say("ui.papers.hindered"))
            self.why.tell(words.problem(shelf.hindered))
        else:
            icon, tone = ("lock", "seal") if locked else ("circle-dashed", "text_2")
            self.header.show_state(icon, tone, say("ui.papers.final_state" if locked else "ui.papers.waiting_state"))
            self.why.tell("")

    def _tell_acts(self) -> None:
        """Say what the buttons would do with what is ticked; one that cannot act says why."""
        say, shelf = self.shell.words.say, self.shelf
        if shelf is None:
            return
        ticked = self.list.chosen_papers
        self.chooser.all.setText(say("ui.papers.none_ticked" if ticked else "ui.papers.tick_all"))
        self.make.setText(self._making.said(self.shell.words))
        reason = hindrance(shelf, ticked, self.formats.chosen)
        self.make.setEnabled(shelf.can_print and reason not in ("no_format", "other_format"))
        self.print.setText(say("ui.papers.print_some", count=len(printable(ticked))))
        self.print.setVisible(bool(printable(ticked)))
        self.doors["export"].setVisible(bool(shelf.in_force))
        self._lie()
        if reason or self._said_reason:
            facts = {"count": unprinted(ticked)} if reason == "some_printable" else {}
            self._say(say(f"ui.papers.{reason}", **facts) if reason else "")
        self._said_reason = bool(reason)

    def _lie(self) -> None:
        """Leave out what the menu holds as well where there is no room; then formats stand over the buttons."""
        shelf = self.shelf
        self.export.setVisible(shelf is not None and bool(shelf.in_force))
        self.formats.word.show()
        for spare in (self.export, self.formats.word):
            if self._acts_width() > self.width():
                spare.hide()
        way = QBoxLayout.Direction
        self._acts.setDirection(way.LeftToRight if self._acts_width() <= self.width() else way.TopToBottom)

    def _acts_width(self) -> int:
        parts = (self.formats.word, *self.formats.ticks.values(), self.export, self.print, self.make)
        return sum(each.sizeHint().width() + 8 for each in parts if not each.isHidden()) + 40

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def _choose(self, paper: ShelfPaper, shown: KeptPaper | None) -> None:
        """Show a paper that was chosen; its pages are read off the thread, those of the last choice alone."""
        if shown is not None and shown == self.shown.shown and self.shown.reader.paper is not None:
            self.shown.show_paper(paper, shown)
            return
        self.shown.show_paper(paper, shown)
        self.shown.show_pages(None)
        self._wanted = shown
        if shown is not None and shown.format == "pdf" and not self._reading_paper:
            self._read(shown)

    def _read(self, wanted: KeptPaper) -> None:
        folder = self.dossier.folder
        job = self.shell.jobs.prepare(quiet=True)
        self._reading_paper = True

        def take(data: bytes | None) -> None:
            self._reading_paper = False
            if wanted == self._wanted:
                self.shown.show_pages(Paper(data, wanted.copy_name) if data is not None else None)
            elif self._wanted is not None and self._wanted.format == "pdf":
                self._read(self._wanted)

        def refuse(refusal: Refusal) -> None:
            self.refused(refusal)
            take(None)

        job.done.connect(take)
        job.refused.connect(refuse)
        around = self.dossier.around
        self.shell.jobs.start(
            job, lambda report: paper_shelf.read_paper(folder, wanted.number, around(report), stamped=True)
        )

    @property
    def paper(self) -> Paper | None:
        """The pages that are shown."""
        return self.shown.reader.paper

    def _open_row(self) -> None:
        if self.width() < NARROW:
            self._turn_to_paper(on=True)
        else:
            self._enlarge()

    def _enlarge(self) -> None:
        if self.paper is not None and self.shown.shown is not None:
            self.desk.show(self.shown.title.text(), self.paper)

    def _print(self) -> None:
        if self.paper is not None:
            self.desk.print(self.paper, self._say)

    def _print_ticked(self) -> None:
        folder, around = self.dossier.folder, self.dossier.around(silent)

        def load(kept: KeptPaper) -> Paper:
            return Paper(paper_shelf.read_paper(folder, kept.number, around))

        papers = [(each.stem, partial(load, each)) for each in printable(self.list.chosen_papers)]
        self.desk.print_all(papers, self._say, self.progress.follow)

    def _save(self, kept: KeptPaper) -> None:
        self.desk.save_as(kept.copy_name, partial(self._write, kept), self._say)

    def _make_format(self, name: str, ending: str, save: bool) -> None:
        """Make one paper in one format, and open or save a copy of it at once."""
        target = self.desk.ask_name(f"{name}.{ending}") if save else None
        if save and target is None:
            return
        copies, draft = PaperCopies(self.dossier.folder), bool(self.shelf and self.shelf.open)

        def done(path: Path) -> None:
            self.shown.shown = None
            key, kind = "saved" if save else "opened", self.shell.words.say(f"ui.papers.format.{ending}")
            self._say(self.shell.words.say(f"ui.papers.made_{key}", format=kind, name=path.name))
            if not save:
                self.open_outside(path)

        self.run(partial(copies.make, self.round, name, ending, draft, target), done, "progress.papers")

    def _write(self, kept: KeptPaper, path: Path) -> Path:
        return PaperCopies(self.dossier.folder).save(kept, path, self.dossier.around(silent))

    def _open_copy(self, kept: KeptPaper) -> None:
        """Open a copy with the system's program; the contest's own file is never handed out."""
        self.run(partial(PaperCopies(self.dossier.folder).to_read, kept.number), self.open_outside, renew=False)

    @property
    def _making(self) -> Making:
        """What the button makes now."""
        return making_of(self.shelf or Shelf((), 0, can_print=False), self.list.chosen_papers, self.formats.chosen)

    def _publish(self, names: tuple[str, ...], formats: tuple[str, ...]) -> None:
        """Make papers in formats: those of the names, all of the round where none are given."""
        folder, round_id = self.dossier.folder, self.round
        draft = bool(self.shelf and self.shelf.open)

        def work(around: Surroundings) -> Published:
            return publishing.publish(folder, round_id, None, around, formats, draft, names)

        self.run(work, self._made, "progress.papers")

    def _made(self, published: Published) -> None:
        papers = [each for each in published.papers if paper_shelf.is_paper(each.file)]
        fresh = sum(each.fresh for each in papers)
        replaced = sum(each.replaces is not None for each in papers)
        facts = {"count": fresh, "same": len(papers) - fresh, "replaced": replaced}
        self._say(self.shell.words.say("ui.papers.made", **facts))
        self.shown.shown = None

    def _export(self) -> None:
        folder, round_id, say = self.dossier.folder, self.round, self.shell.words.say
        target = self.shell.ask_folder(self, say("ui.papers.ask_export"), Path.home())
        if target is None:
            return

        def told(copied: paper_shelf.Copied) -> None:
            said = say("ui.papers.exported", count=len(copied.names), folder=copied.folder.name)
            self._say(" ".join((said, *map(self.shell.words.problem, copied.findings))))

        self.run(
            lambda around: paper_shelf.copy_papers(folder, round_id, target, around),
            told,
            "progress.copying",
            renew=False,
        )

    def first(self) -> QWidget:
        """Begin in the list; with an empty one, at the act that fills it."""
        return self.list if self.shelf is None or self.shelf.listed else self.make

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (
            ("↑ ↓", "ui.keys.rows"),
            ("Space", "ui.keys.tick_paper"),
            ("← →", "ui.keys.fold_papers"),
            ("Enter", "ui.keys.enlarge"),
            ("Ctrl+L", "ui.keys.find_paper"),
            ("Ctrl+F", "ui.keys.find_in_paper"),
            ("Ctrl+P", "ui.keys.print"),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let list and paper take turns where there is no room for both."""
        super().resizeEvent(event)
        self._lie()
        narrow = self.width() < NARROW
        self.shown.to_list.setVisible(narrow)
        self.chooser.lie(one_row=narrow)
        self._split_evenly()
        if not narrow:
            self.chooser.show()
            self.shown.show()
        elif not self.chooser.isHidden() and not self.shown.isHidden():
            self.shown.hide()

    def _split_evenly(self) -> None:
        """Give the list the width that its words need at this size of text, unless the person set another."""
        if not self._sized:
            wide = self.shell.look.px(LIST)
            self._split.setSizes([wide, max(self.width() - wide, wide)])

    def _seek(self) -> None:
        """Go where papers are searched."""
        if self.chooser.isHidden():
            self._turn_to_paper(on=False)
        self.chooser.search.setFocus()
        self.chooser.search.selectAll()

    def _turn_to_paper(self, on: bool) -> None:
        self.chooser.setVisible(not on)
        self.shown.setVisible(on)
        (self.shown.to_list if on else self.list).setFocus()
