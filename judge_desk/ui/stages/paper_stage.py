"""Paper: a seat's paper ballot is typed twice by two people; the first typing is out of sight during the second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Problem, Refusal
from judge_desk.desks import paper_typing
from judge_desk.desks.paper_ballots import Typed
from judge_desk.desks.paper_typing import RECUSED, TOTAL, Difference, TypingDesk
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.file_questions import ask_file
from judge_desk.ui.models.collect_words import AboutSeat, BroughtFiles
from judge_desk.ui.models.lines import line_of
from judge_desk.ui.models.typing import TypingModel
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.difference_list import DifferenceList
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.typing_grid import TypingGrid

LOW: Final = 520
SHEETS: Final = "*.xlsx *.csv"


class PaperStage(Stage):
    """The typings of one seat: begin, type, compare, make the ballot."""

    behind = "collect"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a seat."""
        super().__init__(shell, dossier)
        look = shell.look
        self._seat = 0
        self._read: tuple[Path, str, int] | None = None
        self.desk: TypingDesk | None = None
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        self.title, self.text = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.name_label, self.name = Text(look, "label"), QLineEdit()
        self.name_label.setBuddy(self.name)
        self.name.setMaximumWidth(look.px(420))
        self.name.textChanged.connect(lambda _: self._weigh())
        self.name.returnPressed.connect(self._begin)
        self.sheet = Button(look, "plain", "file")
        self.sheet.clicked.connect(self._take_sheet)
        self.model = TypingModel(shell.words, self._put, self._told, self)
        self.grid = TypingGrid(look, self.model)
        self.grid.moved.connect(self._hint)
        self.hint = Text(look, "caption", "text_2", wrap=True)
        self.differences = DifferenceList(shell)
        self.differences.corrected.connect(self._correct)
        self.findings = LineList(look)
        self.left, self.aside = Text(look, "label", wrap=True), Button(look, "text")
        self.act = Button(look, "primary", "check")
        self.act.clicked.connect(self._act)
        self.aside.clicked.connect(self._set_aside)
        self._stack = QStackedWidget()
        self._build()
        self.speak()

    def _build(self) -> None:
        begin = QWidget()
        name = column(self.name_label, self.name, spacing=4)
        begin.setLayout(
            column(self.title, self.text, name, row(self.sheet, 0), 0, spacing=12, margins=(20, 16, 20, 16))
        )
        typing = QWidget()
        inner = column(self.grid, row(self.hint, margins=(12, 6, 12, 6)), margins=(2, 2, 2, 2))
        inner.setStretchFactor(self.grid, 1)
        typing.setLayout(inner)
        compare = QWidget()
        compare.setProperty("ground", "surface")
        compare.setLayout(column(self.findings, self.differences, 0))
        self._compare = scrolling(compare)
        compare.setProperty("ground", "surface")
        begin.setProperty("ground", "surface")
        beginning = scrolling(begin)
        begin.setProperty("ground", "surface")
        for each in (beginning, typing, self._compare):
            self._stack.addWidget(each)
        foot = row(self.left, self.aside, self.act, spacing=12, margins=(16, 10, 16, 10))
        foot.setStretchFactor(self.left, 1)
        body = QWidget()
        self._inside = column(card(column(self._stack, margins=(2, 2, 2, 2))), card(foot), spacing=12)
        self._inside.setContentsMargins(16, 12, 16, 12)
        self._inside.setStretch(0, 1)
        body.setLayout(self._inside)
        self.fill(body)
        QShortcut(QKeySequence("F6"), self, self._next_pane)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.name_label.setText(say("ui.typing.name"))
        self.name.setAccessibleName(say("ui.typing.name"))
        self.sheet.setText(say("ui.typing.sheet"))
        self.aside.setText(say("ui.typing.aside"))
        self.grid.setAccessibleName(say("ui.typing.grid"))
        self.grid.codes.tell(say("cli.head.code"))

    def aim(self, what: object) -> None:
        """Take the seat whose paper is typed."""
        seat = what.seat if isinstance(what, AboutSeat) else what.facts.get("seat") if isinstance(what, Problem) else 0
        if isinstance(seat, int):
            self._seat, self._read = seat, None
            self.name.clear()

    def show_state(self) -> None:
        """Read the drafts of the seat once, and show where its typing stands."""
        say, wanted = self.shell.words.say, (self.dossier.folder, str(self.round), self._seat)
        self.header.show_title(say("ui.typing.title", seat=self._seat), say("stage.name.collect"))
        if not self._seat or self.seen is None or self.seen.standing is None:
            self._seat = 0
            self._stack.setCurrentIndex(0)
            self.title.setText(say("ui.typing.no_seat"))
            self._weigh()
            return
        if self._read != wanted:
            self._read = wanted
            folder, round_, seat = wanted
            self.run(lambda around: paper_typing.look(folder, round_, seat, around), self._show, renew=False)
        elif self.desk is not None:
            self._show(self.desk, keep=True)

    @property
    def number(self) -> int:
        """Which typing is under way or next; 0 when both are finished."""
        desk = self.desk
        if desk is None or desk.first is None or not desk.first.finished:
            return 1
        return 2 if desk.second is None or not desk.second.finished else 0

    @property
    def _typing(self) -> bool:
        desk = self.desk
        return desk is not None and (desk.first if self.number == 1 else desk.second) is not None and self.number > 0

    def _show(self, desk: TypingDesk, keep: bool = False) -> None:
        say, number = self.shell.words.say, self._take(desk)
        self.header.show_title(say("ui.typing.title_name", seat=desk.seat, name=desk.name), say("stage.name.collect"))
        if not number:
            self._show_comparison(desk)
        elif self._typing:
            if not keep or self.model.desk is None:
                self.model.show_typing(desk, number)
                self.grid.setCurrentIndex(self.model.index(0, 0))
                self.grid.setFocus()
            self._stack.setCurrentIndex(1)
        else:
            self.model.show_typing(None, 1)
            self._show_beginning(desk, number)
        self._weigh()

    def _take(self, desk: TypingDesk) -> int:
        self.desk = desk
        number = self.number
        typist = desk.second if number == 2 else desk.first
        say = self.shell.words.say
        if number and typist is not None:
            self.header.show_state("file-pen-line", "accent", say("ui.typing.by", number=number, name=typist.typist))
        else:
            self.header.show_state("", "", "")
        return number

    def _show_beginning(self, desk: TypingDesk, number: int) -> None:
        say = self.shell.words.say
        self.title.setText(say(f"ui.typing.begin_{number}"))
        facts: dict[str, str | int] = {"entries": len(desk.entries), "criteria": len(desk.leaves)}
        if number == 2 and desk.first is not None:
            facts["name"] = desk.first.typist
        self.text.setText(say(f"ui.typing.begin_{number}_text", **facts))
        self.sheet.setVisible(number == 1)
        self._stack.setCurrentIndex(0)
        self.name.setFocus()

    def _show_comparison(self, desk: TypingDesk) -> None:
        assert desk.first is not None
        assert desk.second is not None
        self.differences.show_differences(desk.differences, (desk.first.typist, desk.second.typist))
        self.findings.hide()
        self._stack.setCurrentIndex(2)

    def _weigh(self) -> None:
        """Say what is left, and on the button what comes next."""
        say, desk, number = self.shell.words.say, self.desk, self.number
        self.aside.setVisible(desk is not None and desk.first is not None)
        self.act.setVisible(bool(self._seat) and desk is not None)
        if desk is None:
            self.left.setText("")
            return
        if not number:
            count = len(desk.differences)
            self.left.setText(say("ui.typing.differences", count=count) if count else say("ui.typing.agree"))
            self.act.setText(say("ui.typing.seal"))
            self.act.setEnabled(not count)
        elif self._typing:
            blank = self.model.blanks()
            self.left.setText(self._left(blank))
            self.act.setText(say("ui.typing.finish", number=number))
            self.act.setEnabled(not self.model.refused)
        else:
            named = bool(self.name.text().strip())
            self.left.setText("" if named else say("ui.typing.name_first"))
            self.act.setText(say("ui.typing.begin", number=number))
            self.act.setEnabled(named)

    def _left(self, blank: int) -> str:
        say = self.shell.words.say
        if self.model.refused:
            return say("ui.typing.refused")
        return say("ui.typing.blanks", count=blank) if blank else say("ui.typing.full")

    def _act(self) -> None:
        if not self.number:
            self._seal()
        elif self._typing:
            self._finish()
        else:
            self._begin()

    def _begin(self) -> None:
        name = self.name.text().strip()
        if not name or self.desk is None:
            return
        folder, round_, seat = self.dossier.folder, self.round, self._seat
        self.name.clear()
        self.run(lambda around: paper_typing.begin(folder, round_, seat, name, around), self._show, renew=False)

    def _take_sheet(self) -> None:
        say, name = self.shell.words.say, self.name.text().strip()
        if not name:
            self.left.setText(say("ui.typing.name_first"))
            self.name.setFocus()
            return
        sheet = self.ask_file(self, say("ui.typing.ask_sheet"), f"{say('ui.typing.sheets')} ({SHEETS})")
        if sheet is None:
            return
        folder, round_, seat = self.dossier.folder, self.round, self._seat
        self.run(
            lambda around: paper_typing.take_sheet(folder, round_, seat, sheet, name, around), self._show, renew=False
        )

    def _put(self, code: EntryCode, field: str, typed: str) -> TypingDesk:
        assert self.desk is not None
        self.desk = paper_typing.put(self.desk, self.number, code, field, typed)
        return self.desk

    def _told(self, refusal: Refusal | None) -> None:
        """Say why a cell was not accepted, until one is."""
        self.banner.tell(self.shell.words.problem(refusal.problem) if refusal is not None else "")
        self._weigh()

    def _hint(self) -> None:
        self.hint.setText(self.model.hint(self.grid.currentIndex()))

    def _finish(self) -> None:
        """End a typing; blanks are asked about, for they stay blank in the ballot."""
        if self.desk is None:
            return
        blank, say = self.model.blanks(), self.shell.words.say
        if blank:
            words = [say("ui.typing.ask_blank.title", count=blank)]
            words += [say(f"ui.typing.ask_blank.{part}") for part in ("facts", "act", "safe")]
            if not Question(self.window(), self.shell.look, *words).asked():
                self.grid.setFocus()
                return
        try:
            self._show(paper_typing.finish(self.desk, self.number))
        except Refusal as refusal:
            self.refused(refusal)

    def _correct(self, number: int, each: Difference, typed: str) -> None:
        """Correct a place of one typing from the paper."""
        if self.desk is None:
            return
        field = {"mark": each.criterion, "total": TOTAL, "recused": RECUSED}[each.what]
        try:
            desk = paper_typing.put(self.desk, number, each.code, field, typed)
        except Refusal as refusal:
            self.refused(refusal)
            return
        self.banner.tell("")
        self._show(desk)

    def _seal(self) -> None:
        folder, round_, seat = self.dossier.folder, self.round, self._seat
        self.run(lambda around: paper_typing.seal(folder, round_, seat, around), self._sealed)

    def _sealed(self, typed: Typed) -> None:
        if typed.file is not None:
            self.desk, self._read = None, None
            self.asked.emit("plan", BroughtFiles((typed.file,)))
            return
        self.findings.show_lines([line_of(each, self.shell.words) for each in typed.findings])
        self.findings.setMinimumHeight(self.shell.look.px(160))
        self.findings.show()
        self.left.setText(self.shell.words.say("ui.typing.not_sealed", count=len(typed.findings)))

    def _set_aside(self) -> None:
        say = self.shell.words.say
        words = [say(f"ui.typing.ask_aside.{part}") for part in ("title", "facts", "act", "safe")]
        if Question(self.window(), self.shell.look, *words).asked():
            folder, round_, seat = self.dossier.folder, self.round, self._seat
            self.run(lambda around: paper_typing.set_aside(folder, round_, seat, around), self._show, renew=False)

    def refused(self, refusal: Refusal) -> None:
        """Say why; a draft that cannot be read can be set aside."""
        super().refused(refusal)
        self._weigh()

    def first(self) -> QWidget:
        """Begin with the name, the grid, or the first difference."""
        if self._stack.currentIndex() == 1:
            return self.grid
        if self._stack.currentIndex() == 2 and self.differences.fields:
            return self.differences.fields[0][0]
        return self.name if self._stack.currentIndex() == 0 else self.act

    def may_leave(self) -> bool:
        """What was typed and not accepted would be lost."""
        return not (self._typing and self.model.refused)

    def _next_pane(self) -> None:
        (self.act if self.grid.hasFocus() else self.first()).setFocus()

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("Enter, Tab", "ui.keys.cell_next"), ("← ↑ → ↓", "ui.keys.cells"), ("F6", "ui.keys.pane"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Save height where there is little."""
        super().resizeEvent(event)
        low = self.height() < LOW
        self._inside.setContentsMargins(*((12, 8, 12, 8) if low else (16, 12, 16, 12)))
