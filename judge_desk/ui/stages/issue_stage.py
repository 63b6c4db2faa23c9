"""Issue: one package, the same for every judge, onto sticks; the code for the wall; the letters with PINs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from judge_desk.desks.closed import act
from judge_desk.desks.issuing import (
    Issued,
    IssueView,
    PackageReport,
    issue,
    letters_pages,
    look_at_issue,
    look_at_written,
    wall_code,
    wall_name,
)
from judge_desk.desks.surroundings import Surroundings
from judge_desk.desks.target_checking import TargetCheck, check_target
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.lines import line_of
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.sticks import StickWatch
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.code_block import CodeBlock
from judge_desk.ui.widgets.layouts import card, clear, column, row, scrolling
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.target_pane import TargetPane
from judge_desk.ui.widgets.text import Picture, Text
from judge_desk.wording.figures import date_short, file_size

PANEL: Final = 440
NARROW: Final = 940
"""px of the stage under which the sticks and the package are shown one at a time."""
ANY_WIDTH: Final = 16_777_215
"""px: no greatest width."""


class PackagePane(QWidget):
    """The package: what it holds, what a further version changes, its code, the letters, the sticks that have it.

    ``letters_asked`` tells the version whose letters shall be printed.
    """

    letters_asked = Signal(int)

    def __init__(self, shell: Shell) -> None:
        """Make the pane without a package."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self.title, self.text = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self._changes = column(spacing=6)
        self.code_title, self.code_text = Text(look, "heading"), Text(look, "body", "text_2", wrap=True)
        self.code = CodeBlock(look)
        self.wall, self.save = Button(look, "plain", "printer"), Button(look, "plain", "file-text")
        self.letters_title, self.letters_text = Text(look, "heading"), Text(look, "body", "text_2", wrap=True)
        self.letters = Button(look, "plain", "printer")
        self.letters.clicked.connect(lambda: self.letters_asked.emit(self._versions[-1]))
        self._versions: tuple[int, ...] = ()
        self._menu = QMenu(self.letters)
        self.handed_title, self._handed = Text(look, "heading"), column(spacing=4)
        self.note, self.letters_note = (Text(look, "small", "text_2", wrap=True) for _ in range(2))
        self._build()

    def _build(self) -> None:
        margins = (20, 12, 20, 14)
        package = card(column(self.title, self.text, self._changes, spacing=4, margins=margins))
        prints = row(self.wall, self.save, 0, spacing=8)
        self._code = card(
            column(self.code_title, self.code_text, self.code, 4, prints, self.note, spacing=4, margins=margins)
        )
        words = column(self.letters_title, self.letters_text, self.letters_note, spacing=4)
        inner = row(words, self.letters, spacing=12, margins=margins)
        inner.setStretchFactor(words, 1)
        self._letters = card(inner)
        self._sticks = card(column(self.handed_title, self._handed, spacing=6, margins=margins))
        holder = QWidget()
        holder.setLayout(column(package, self._code, self._letters, self._sticks, 0, spacing=12))
        self.setLayout(column(scrolling(holder)))
        self.note.hide()
        self.letters_note.hide()

    def tell_letters(self, sentence: str) -> None:
        """Say what became of printing letters, beside them."""
        self.letters_note.setText(sentence)
        self.letters_note.setVisible(bool(sentence))

    def tell_note(self, sentence: str) -> None:
        """Say what became of printing or saving."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def show_issue(self, seen: IssueView) -> None:
        """Show where the issue stands."""
        say, language = self._shell.words.say, self._shell.words.language
        size = file_size(seen.size, language)
        self.title.setText(say("ui.issue.package", version=seen.next_version))
        self.text.setText(say("ui.issue.holds", entries=seen.entries, files=seen.files, size=size))
        clear(self._changes)
        if seen.changes:
            head = Text(self._shell.look, "label", "warn", wrap=True)
            head.setText(say("ui.issue.changes", version=seen.next_version, before=seen.version))
            self._changes.addWidget(head)
        for each in seen.changes:
            line = line_of(each, self._shell.words)
            self._changes.addWidget(self._line(line.icon, line.tone, line.text))
        self.code_title.setText(say("ui.issue.code", version=seen.version))
        self.code_text.setText(say("ui.issue.code_text"))
        self.code.show_code(seen.code)
        self.wall.setText(say("ui.issue.print_wall"))
        self.save.setText(say("ui.issue.save_wall"))
        self._code.setVisible(bool(seen.code))
        self.letters_title.setText(say("ui.issue.letters"))
        newest = seen.letters[-1] if seen.letters else 0
        key = "ui.issue.letters_new" if newest > 1 else "ui.issue.letters_text"
        self.letters_text.setText(say(key if newest else "ui.issue.no_letters", version=newest))
        self.letters.setText(say("ui.issue.print_letters"))
        self.letters.setVisible(bool(newest))
        self._offer_letters(seen.letters)
        self._show_handed(seen)

    def _offer_letters(self, versions: tuple[int, ...]) -> None:
        """Let the letters of every version be printed; a menu asks which, where there are several."""
        if versions == self._versions and self._menu.actions():
            return
        self._versions = versions
        self._menu.clear()
        for version in reversed(versions):
            words = self._shell.words.say("ui.issue.letters_of", version=version)
            self._menu.addAction(words).triggered.connect(partial(self.letters_asked.emit, version))
        if len(versions) > 1:
            self.letters.setMenu(self._menu)

    def _line(self, icon: str, tone: str, words: str) -> QWidget:
        picture, text = Picture(self._shell.look, icon, tone, 16), Text(self._shell.look, "body", wrap=True)
        text.setText(words)
        made = QWidget()
        inner = row(picture, text, spacing=8)
        inner.setStretchFactor(text, 1)
        made.setLayout(inner)
        return made

    def _show_handed(self, seen: IssueView) -> None:
        say, language = self._shell.words.say, self._shell.words.language
        self.handed_title.setText(say("ui.issue.handed", count=len(seen.handed)))
        clear(self._handed)
        for each in seen.handed:
            old = each.version < seen.version
            when = f"{each.time[11:16]} {date_short(each.time, language)}"
            key = "ui.issue.handed_old" if old else "ui.issue.handed_line"
            words = say(key, place=each.place, version=each.version, files=each.files, when=when, who=each.who)
            self._handed.addWidget(self._line("history" if old else "circle-check", "warn" if old else "ok", words))
        if not seen.handed:
            self._handed.addWidget(self._line("circle-dashed", "text_2", say("ui.issue.handed_none")))


class IssueStage(Stage):
    """The package at the left, the sticks at the right."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a package."""
        super().__init__(shell, dossier)
        look = shell.look
        self.package, self.target = PackagePane(shell), TargetPane(shell)
        self.watch = StickWatch()
        self.desk = PaperDesk(self, shell)
        self.nothing = Notice(look, "circle-dashed")
        self.turn = Button(look, "plain", "list")
        self.opening = Button(look, "plain", "lock")
        self.header.put(self.opening, self.turn)
        self._before: tuple[str, object] = ("panel", "lots")
        self._inside = True
        self._left = ""
        self._behind = False
        self._build()
        self._connect()
        self.speak()

    def _build(self) -> None:
        whole = QWidget()
        split = row(self.package, self.target, spacing=12, margins=(16, 12, 16, 12))
        split.setStretchFactor(self.package, 1)
        whole.setLayout(split)
        self._stack = QStackedWidget()
        for each in (whole, self.nothing):
            self._stack.addWidget(each)
        self.fill(self._stack)

    def _connect(self) -> None:
        self.nothing.act.clicked.connect(lambda: self.asked.emit(*self._before))
        self.opening.clicked.connect(lambda: self.asked.emit("opening", "issue"))
        self.watch.changed.connect(self.target.show_sticks)
        self.target.wanted.connect(self._look_at)
        self.target.write.connect(self._write)
        self.package.wall.clicked.connect(self._print_wall)
        self.package.save.clicked.connect(self._save_wall)
        self.package.letters_asked.connect(self._print_letters)
        self.turn.clicked.connect(self._turn)

    def speak(self) -> None:
        """Say every fixed word."""
        self.target.show_sticks(self.watch.sticks)
        self.opening.setText(self.shell.words.say("ui.collect.opening"))
        self._arrange()

    def show_state(self) -> None:
        """Read where the issue of the round stands; a package that is being written is not disturbed."""
        rules, say = self.rules, self.shell.words.say
        title = say("stage.name.issue")
        self.header.show_title(f"{title} · {rules.title}" if rules is not None else title)
        self.watch.start()
        self._behind = self.busy
        if self.busy or not self.round:
            return
        folder, place = self.dossier.folder, self.round
        closes = rules is not None and rules.closed_ballots
        self.opening.setVisible(closes)

        def work(around: Surroundings) -> tuple[IssueView, str]:
            return look_at_issue(folder, place, around), act.look(folder, place, around).state if closes else ""

        self.run(work, self._take, renew=False)

    def _take(self, found: tuple[IssueView, str]) -> None:
        say, (seen, opening) = self.shell.words.say, found
        self.banner.tell(self._left)
        closed = seen.drawn and opening in ("no_key", "not_confirmed")
        self._stack.setCurrentIndex(0 if seen.drawn and not closed else 1)
        self._before = ("opening", "issue") if closed else ("panel", "lots")
        if closed:
            self.nothing.tell(say("ui.closed.before_issue"), say("ui.closed.go.key"))
            self.header.show_state("lock", "warn", say(f"closed_state.{opening}"))
            return
        if not seen.drawn:
            self.nothing.tell(say("ui.issue.not_drawn"), say("stage.go.draw"))
            self.header.show_state("", "", "")
            return
        self.package.show_issue(seen)
        self.target.tell_version(seen.next_version)
        if not seen.version:
            self.header.show_state("circle-dashed", "text_2", say("ui.issue.sign_none"))
        elif seen.next_version > seen.version:
            self.header.show_state("triangle-alert", "warn", say("ui.issue.sign_new", version=seen.next_version))
        else:
            count = sum(1 for each in seen.handed if each.version == seen.version)
            self.header.show_state("circle-check", "ok", say("ui.issue.sign", version=seen.version, count=count))

    def _look_at(self, place: Path) -> None:
        """Look at a place before anything is written to it."""
        folder, round_id, self._left = self.dossier.folder, self.round, ""

        def done(check: TargetCheck) -> None:
            self.target.show_check(check)
            self.banner.tell(self._left)
            QTimer.singleShot(0, self, self._catch_up)

        self.run(lambda around: check_target(folder, round_id, place, around), done, "progress.target", renew=False)

    def _write(self) -> None:
        """Write the package; every file of it is read back where it lies."""
        folder, round_id, place = self.dossier.folder, self.round, self.target.place
        if place is None:
            return
        self._left = ""

        def work(around: Surroundings) -> tuple[Issued, PackageReport]:
            issued = issue(folder, round_id, place, around)
            return issued, look_at_written(issued)

        def done(both: tuple[Issued, PackageReport]) -> None:
            self.target.show_done(*both)
            QTimer.singleShot(0, self, self._catch_up)

        self.run(work, done, "progress.package_copy")

    def _catch_up(self) -> None:
        """Show what could not be shown while the stage was at work."""
        if self._behind:
            self.show_state()

    def stopped(self) -> None:
        """Say what a stopped writing left, and look at the stick again: it can be finished."""
        self.dossier.renew()
        if self.target.place is not None:
            self.target.look_at(self.target.place)
            self._left = self.shell.words.say("ui.issue.stopped")

    def _print_wall(self) -> None:
        folder, place = self.dossier.folder, self.round
        self.run(lambda around: wall_code(folder, place, around), self._print, renew=False)

    def _print_letters(self, version: int) -> None:
        """Print the letters that came with a version of the package; they are not shown on the screen."""
        folder, place = self.dossier.folder, self.round
        no_printer = self.shell.words.say("ui.issue.letters_no_printer", version=version)

        def done(data: bytes) -> None:
            self.desk.print(Paper(data), self.package.tell_letters, no_printer=no_printer)

        self.run(lambda around: letters_pages(folder, place, version, around), done, renew=False)

    def _print(self, data: bytes) -> None:
        self.desk.print(Paper(data), self.package.tell_note)

    def _save_wall(self) -> None:
        folder, place = self.dossier.folder, self.round

        def done(data: bytes) -> None:
            self.desk.save_paper(Paper(data, wall_name(place, data)), self.package.tell_note)

        self.run(lambda around: wall_code(folder, place, around), done, renew=False)

    def first(self) -> QWidget:
        """Begin with the sticks."""
        return self.target.sticks if self.watch.sticks else self.target.folder

    def put_away(self) -> None:
        """Look for sticks no more."""
        self.watch.stop()

    def close_work(self) -> None:
        """Look for sticks no more."""
        self.watch.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the sticks beside the package; in a narrow window one of them is shown at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow, look = self.width() < self.shell.look.px(NARROW), self.shell.look
        self.turn.setVisible(narrow)
        self.turn.setText(self.shell.words.say("ui.issue.show_package" if self._inside else "ui.issue.show_sticks"))
        self.package.setVisible(not narrow or not self._inside)
        self.target.setVisible(not narrow or self._inside)
        self.target.setMinimumWidth(0 if narrow else look.px(PANEL))
        self.target.setMaximumWidth(ANY_WIDTH if narrow else look.px(PANEL))

    def _turn(self) -> None:
        self._inside = not self._inside
        self._arrange()
        (self.first() if self._inside else self.package.wall).setFocus()
