"""The papers of a round: those that were made, each with its state, one shown page by page; made, printed, exported."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from judge_desk.desks import paper_shelf, publishing
from judge_desk.desks.paper_shelf import KeptPaper, PaperState, Shelf
from judge_desk.desks.publishing import Published
from judge_desk.desks.surroundings import Surroundings, silent
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.lines import Line
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper, PdfPreview
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.text import Text

LIST: Final = 340
NARROW: Final = 900
"""px of the stage under which list and page take turns: choosing a paper shows it large instead."""
SIGNS: Final = {
    PaperState.FINAL: ("circle-check", "ok"),
    PaperState.DRAFT: ("pencil", "warn"),
    PaperState.STALE: ("history", "warn"),
    PaperState.REPLACED: ("history", "text_2"),
}


class PapersStage(Stage):
    """Shows what :mod:`judge_desk.desks.paper_shelf` says; making papers is the act of ``publish``."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without papers."""
        super().__init__(shell, dossier)
        look = shell.look
        self.shelf: Shelf | None = None
        self.paper: Paper | None = None
        self._chosen: KeptPaper | None = None
        self.desk = PaperDesk(self, shell)
        self.hall = Button(look, "plain", "presentation")
        self.hall.clicked.connect(lambda: self.asked.emit("hall", None))
        self.publicity = Button(look, "plain", "megaphone")
        self.publicity.clicked.connect(lambda: self.asked.emit("publicity", None))
        self.header.put(self.publicity, self.hall)
        self.list = LineList(look)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self._enlarge())
        self.earlier = Button(look, "chip")
        self.earlier.clicked.connect(self._show_list)
        self.title, self.page = Text(look, "heading", wrap=True), Text(look, "body", "text_2")
        self.preview = PdfPreview(look)
        self.preview.turned.connect(self._turned)
        self.preview.enlarged.connect(self._enlarge)
        self.print, self.save = Button(look, "plain", "printer"), Button(look)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.export, self.make = Button(look), Button(look, "primary", "file-text")
        self.export.clicked.connect(self._export)
        self.make.clicked.connect(self._make)
        self.said = Text(look, "small", "text_2", wrap=True)
        self.nothing = Notice(look, "circle-dashed")
        self._stack = QStackedWidget()
        self._build()
        self.speak()

    def _build(self) -> None:
        left, right = QFrame(), QFrame()
        for each in (left, right):
            each.setProperty("frame", "card")
        box = column(self.list, row(0, self.earlier, margins=(8, 6, 8, 6)), margins=(2, 2, 2, 2))
        box.setStretchFactor(self.list, 1)
        left.setLayout(box)
        head = row(self.title, self.page, self.save, self.print, spacing=8, margins=(16, 8, 8, 8))
        head.setStretchFactor(self.title, 1)
        inner = column(head, self.preview, margins=(2, 2, 2, 2))
        inner.setStretchFactor(self.preview, 1)
        right.setLayout(inner)
        self._right = right
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(12)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setSizes([LIST, 760])
        self._split.setStretchFactor(1, 1)
        self._stack.addWidget(self._split)
        self._stack.addWidget(self.nothing)
        foot = row(self.said, self.export, self.make, spacing=8)
        foot.setStretchFactor(self.said, 1)
        whole = column(self._stack, foot, spacing=10, margins=(16, 12, 16, 12))
        whole.setStretchFactor(self._stack, 1)
        body = QWidget()
        body.setLayout(whole)
        self.fill(body)
        QShortcut(QKeySequence("Ctrl+P"), self, self._print)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.papers.title"))
        self.hall.setText(say("ui.papers.hall"))
        self.publicity.setText(say("ui.publicity.door"))
        self.earlier.setText(say("ui.papers.earlier"))
        self.print.setText(say("ui.paper.print"))
        self.save.setText(say("ui.paper.save"))
        self.export.setText(say("ui.papers.export"))
        self.list.setAccessibleName(say("ui.papers.title"))
        self._show_list()

    def show_state(self) -> None:
        """Read the papers of the round that is worked on."""
        if self.is_read():
            self._show_list()
            return
        folder, round_id = self.dossier.folder, self.round

        def work(around: Surroundings) -> Shelf:
            return paper_shelf.shelf_of(folder, round_id, around)

        self.run(work, self._show, renew=False)

    def _show(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._show_list()

    def _show_list(self) -> None:
        say, shelf = self.shell.words.say, self.shelf
        if shelf is None:
            return
        papers = shelf.papers if self.earlier.isChecked() else shelf.in_force
        shown = [each for each in papers if each.kind]
        self._stack.setCurrentIndex(0 if shown else 1)
        self.nothing.tell(say("ui.papers.none") if shelf.can_print else say("ui.papers.not_yet"))
        self.list.show_lines([self._line(each) for each in shown])
        self._show_state_of(shelf)
        kept = next((n for n, each in enumerate(shown) if self._chosen and each.number == self._chosen.number), 0)
        if shown:
            self.list.setCurrentIndex(self.list.lines.index(kept, 0))
        self._show_paper()

    def _show_state_of(self, shelf: Shelf) -> None:
        say = self.shell.words.say
        over = self.seen.overview if self.seen is not None else None
        locked = over is not None and over.final
        if shelf.open:
            self.header.show_state("scale", "warn", say("ui.papers.draft_state", count=shelf.open))
        else:
            icon, tone = ("lock", "seal") if locked else ("circle-dashed", "text_2")
            self.header.show_state(icon, tone, say("ui.papers.final_state" if locked else "ui.papers.waiting_state"))
        self.earlier.setVisible(len(shelf.papers) > len(shelf.in_force))
        stale = any(each.state is PaperState.STALE for each in shelf.in_force)
        key = "again" if stale else "make_draft" if shelf.open else "make_final"
        self.make.setText(say(f"ui.papers.{key}"))
        self.make.setEnabled(shelf.can_print)
        self.export.setVisible(bool(shelf.in_force))

    def _line(self, paper: KeptPaper) -> Line:
        say, when = self.shell.words.say, self.shell.words.when
        time = when(paper.stated_time, self.shell.around(silent).now())
        state = say(f"ui.papers.state.{paper.state.value}")
        detail = say("ui.papers.line", state=state, time=time, code=paper.data_code[:5])
        return Line(*SIGNS[paper.state], "", self._name(paper), detail, paper)

    def _name(self, paper: KeptPaper) -> str:
        """Name a paper; of several of a kind, which one."""
        say = self.shell.words.say
        title = say(f"paper_title.{paper.kind}")
        key = {"score_sheet": "seat", "merge_record": "time"}.get(paper.kind)
        which = paper.which
        return say(f"ui.papers.which.{key}", title=title, number=which) if key and which is not None else title

    def _choose(self, paper: object) -> None:
        if isinstance(paper, KeptPaper) and paper != self._chosen:
            self._chosen = paper
            folder, number = self.dossier.folder, paper.number
            self.run(lambda around: paper_shelf.read_paper(folder, number, around), self._open, renew=False)

    def _open(self, data: bytes) -> None:
        self.paper = Paper(data)
        self._show_paper()

    def _show_paper(self) -> None:
        say = self.shell.words.say
        chosen = self._chosen
        self.preview.show_paper(self.paper)
        name = self._name(chosen) if chosen is not None else say("ui.papers.choose")
        self.title.setText(name)
        self.preview.setAccessibleName(name)
        for each in (self.print, self.save):
            each.setEnabled(self.paper is not None)

    def _turned(self, page: int, pages: int) -> None:
        self.page.setText(self.shell.words.say("ui.paper.page", page=page + 1, pages=pages) if pages else "")

    def _enlarge(self) -> None:
        if self.paper is not None:
            self.desk.show(self.title.text(), self.paper, self._write)

    def _print(self) -> None:
        if self.paper is not None:
            self.desk.print(self.paper, self.said.setText)

    def _save(self) -> None:
        self.desk.save(self._write, self.said.setText)

    def _write(self, target: Path) -> Path:
        """Write the paper that is chosen into a folder; called off the thread of the window."""
        assert self._chosen is not None
        return paper_shelf.copy_paper(self.dossier.folder, self._chosen.number, target, self.dossier.around(silent))

    def _make(self) -> None:
        folder, round_id = self.dossier.folder, self.round
        draft = bool(self.shelf and self.shelf.open)

        def work(around: Surroundings) -> Published:
            return publishing.publish(folder, round_id, None, around, draft=draft)

        self.run(work, self._made, "progress.papers")

    def _made(self, published: Published) -> None:
        shown = sum(paper.file.endswith(".pdf") for paper in published.papers)
        data = len(published.papers) - shown
        self.said.setText(self.shell.words.say("ui.papers.made", count=shown, data=data))
        self._chosen = self.paper = None

    def _export(self) -> None:
        folder, round_id, say = self.dossier.folder, self.round, self.shell.words.say
        target = self.shell.ask_folder(self, say("ui.papers.ask_export"), Path.home())
        if target is None:
            return

        def told(names: tuple[str, ...]) -> None:
            self.said.setText(say("ui.papers.exported", count=len(names), folder=target.name))

        self.run(
            lambda around: paper_shelf.copy_papers(folder, round_id, target, around),
            told,
            "progress.copying",
            renew=False,
        )

    def first(self) -> QWidget:
        """Begin in the list; with an empty one, at the act that fills it."""
        return self.list if self.list.lines.lines else self.make

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("↑ ↓", "ui.keys.rows"), ("Enter", "ui.keys.enlarge"), ("Ctrl+P", "ui.keys.print"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the list alone where there is no room for a page beside it."""
        super().resizeEvent(event)
        self._right.setVisible(self.width() >= NARROW)
