"""A package folder: is every file as it was issued? Nothing in it is changed or opened beyond its bytes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from judge_desk.contest.values.problems import Refusal, stops
from judge_desk.desks.issuing import PackageReport, check_package
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.ui.models.lines import Line, line_of
from judge_desk.ui.pages.page import Page
from judge_desk.ui.recent import RecentPlace
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.code_block import CodeBlock
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.machine_offer import MachineOffer
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.text import Text


class PackagePage(Page):
    """Checks a package off the thread of the window and shows its code and every finding."""

    def __init__(self, shell: Shell) -> None:
        """Make the page without a package."""
        super().__init__(shell)
        look = shell.look
        self._folder = Path()
        self.report: PackageReport | None = None
        self.verdict = Text(look, "heading", wrap=True)
        self.place = Text(look, "caption", "text_2", wrap=True).selectable()
        self.code_head = Text(look, "label")
        self.code_line = Text(look, "body", "text_2", wrap=True)
        self.code = CodeBlock(look)
        self.findings, self.machine = LineList(look), MachineOffer(shell)
        self.progress = ProgressPanel(shell.words, look)
        self.notice = Notice(look, "circle-x", "stop")
        self.notice.act.clicked.connect(lambda: self.read(self._folder))
        self.other, self.mark = Button(look), Button(look)
        self.again = Button(look, "primary", "refresh-cw")
        self.again.clicked.connect(lambda: self.read(self._folder))
        self.other.clicked.connect(lambda: self.asked.emit("package", None))
        self.machine.wanted.connect(lambda: self.asked.emit("preflight", self._folder))
        self.mark.clicked.connect(lambda: self.asked.emit("opening", self._folder))
        self._stack = QStackedWidget()
        self._build()
        self.speak()

    def _build(self) -> None:
        self._code_card = card(
            column(self.code_head, self.code_line, 8, self.code, margins=(20, 16, 20, 16), spacing=2)
        )
        top = card(column(self.verdict, self.place, spacing=4, margins=(20, 16, 20, 16)))
        frame = QFrame()
        frame.setMinimumHeight(160)
        frame.setProperty("frame", "card")
        frame.setLayout(column(self.findings, margins=(2, 2, 2, 2)))
        acts = row(0, self.other, self.mark, self.again, spacing=8)
        whole = QWidget()
        inner = column(top, self._code_card, frame, acts, self.machine, spacing=12, margins=(16, 16, 16, 12))
        inner.setStretchFactor(frame, 1)
        whole.setLayout(inner)
        waiting = QWidget()
        waiting.setLayout(column(self.progress, 0, margins=(24, 24, 24, 24)))
        for each in (waiting, scrolling(whole), self.notice):
            self._stack.addWidget(each)
        self.fill(self._stack)

    def read(self, folder: Path) -> None:
        """Check a package folder."""
        self._folder, self.report = folder, None
        self.speak()
        around = self.shell.around

        def work(report: Progress) -> PackageReport:
            return check_package(folder, around(report))

        self._stack.setCurrentIndex(0)
        self.begin(work, self.progress, "progress.package_check", self._show)

    def _show(self, report: PackageReport) -> None:
        self.report = report
        self.machine.weigh()
        if report.code:
            now = self.shell.around(silent).now()
            self.shell.recent.add(RecentPlace("package", str(self._folder), report.title, now, report.rehearsal))
        self._stack.setCurrentIndex(1)
        self.speak()
        self.again.setFocus()

    def refused(self, refusal: Refusal) -> None:
        """Say why it was refused."""
        self._say_notice(self.refusal_words(refusal))

    def stopped(self) -> None:
        """Say that not every file was looked at."""
        self._say_notice(self.shell.words.say("ui.package.stopped"))

    def broke(self, fault: BaseException) -> None:
        """Say that the program is at fault."""
        self._say_notice(self.shell.words.say("ui.broke.act"))

    def _say_notice(self, sentence: str) -> None:
        self.notice.tell(sentence, self.shell.words.say("ui.again"))
        self._stack.setCurrentIndex(2)
        self.notice.act.setFocus()

    def speak(self) -> None:
        """Say every word, and the findings in the language of now."""
        say = self.shell.words.say
        self.header.tell(say("ui.back.start"), say("ui.package.title"))
        self.header.sign.setVisible(self.report is not None)
        self.code_head.setText(say("ui.package.code"))
        self.code_line.setText(say("ui.package.code_line"))
        self.other.setText(say("ui.package.other"))
        self.again.setText(say("ui.package.again"))
        self.mark.setText(say("ui.package.mark"))
        report = self.report
        self.place.setText(f"{report.title} · {report.round}" if report and report.title else str(self._folder))
        self.say_rehearsal(report is not None and report.rehearsal)
        if self.report is not None:
            self._say_report(self.report)
        self.titled.emit()

    def _say_report(self, report: PackageReport) -> None:
        say, bad = self.shell.words.say, stops(report.findings)
        state = "bad" if bad else "noted" if report.findings else "whole"
        icon, tone = {"bad": ("circle-x", "stop"), "noted": ("info", "warn"), "whole": ("circle-check", "ok")}[state]
        self.header.sign.show_state(icon, tone, say(f"ui.package.sign.{state}"))
        self.verdict.setText(say(f"ui.package.verdict.{state}", files=report.files, count=len(report.findings)))
        self.verdict.set_tone(tone)
        self.code.show_code(report.code)
        self._code_card.setVisible(bool(report.code))
        none = Line("circle-check", "ok", "", say("ui.package.nothing"))
        self.findings.show_lines([line_of(each, self.shell.words) for each in report.findings] or [none])

    @property
    def subject(self) -> str:
        """The folder's name."""
        return self._folder.name

    def first(self) -> QWidget:
        """Begin at the filled button."""
        return self.again

    def keys(self) -> Keys:
        """Give the keys of this page."""
        return (("↑ ↓", "ui.keys.rows"), ("Ctrl+C", "ui.keys.copy"))
