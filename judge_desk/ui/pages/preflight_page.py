"""Kiểm tra máy trước ngày chấm: what this machine can do, a sentence for each check, and the slip to be signed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedWidget, QWidget

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.place_kinds import PACKAGE
from judge_desk.desks.preflight.looking_over import look_over
from judge_desk.desks.preflight.shape import Grade, Report, Result
from judge_desk.desks.preflight.slip import Said, said, save_slip, slip, slip_name, verdict
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.ui.models.lines import Line
from judge_desk.ui.pages.page import Page
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.sticks import Stick, StickWatch
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, clear, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.path_field import PathField
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.catalogue import open_catalogue

MOST_STICKS: Final = 3
"""More sticks are reached by choosing a folder."""
SIGNS: Final = {
    Grade.GOOD: ("circle-check", "ok"),
    Grade.PASSED: ("circle-dashed", "text_2"),
    Grade.HEED: ("triangle-alert", "warn"),
    Grade.STOP: ("circle-x", "stop"),
}


class PreflightPage(Page):
    """Looks over the machine off the window's thread; a stick is measured only when a person names it."""

    def __init__(self, shell: Shell) -> None:
        """Make the page before the first look."""
        super().__init__(shell)
        look = shell.look
        self._place: Path | None = None
        self.report: Report | None = None
        self.desk = PaperDesk(self, shell)
        self.watch = StickWatch()
        self.verdict = Text(look, "heading", wrap=True)
        self.place = Text(look, "caption", "text_2", wrap=True).selectable()
        self.stick_head, self.stick = Text(look, "label", wrap=True), PathField(shell)
        self.sticks: list[Button] = []
        self._offered = row(spacing=8)
        self.lines = LineList(look)
        self.progress = ProgressPanel(shell.words, look)
        self.notice = Notice(look, "circle-x", "stop")
        self.told = Text(look, "small", "text_2", wrap=True)
        self.deep, self.go_on = Button(look, "text", "stethoscope"), Button(look)
        self.save, self.again = Button(look), Button(look, "plain", "refresh-cw")
        self.print = Button(look, "primary", "printer")
        self._acts = row(self.deep, 0, self.go_on, self.save, self.again, self.print, spacing=8)
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self.speak()

    def _build(self) -> None:
        measure = row(self.stick, self._offered, spacing=8)
        measure.setStretchFactor(self.stick, 1)
        top = card(column(self.verdict, self.place, 8, self.stick_head, measure, spacing=4, margins=(20, 12, 20, 12)))
        frame = QFrame()
        frame.setMinimumHeight(200)
        frame.setProperty("frame", "card")
        frame.setLayout(column(self.lines, margins=(2, 2, 2, 2)))
        whole = QWidget()
        inner = column(top, frame, self.told, self._acts, spacing=10, margins=(16, 12, 16, 12))
        inner.setStretchFactor(frame, 1)
        whole.setLayout(inner)
        waiting = QWidget()
        waiting.setLayout(column(self.progress, 0, margins=(24, 24, 24, 24)))
        for each in (waiting, scrolling(whole), self.notice):
            self._stack.addWidget(each)
        self.fill(self._stack)

    def _connect(self) -> None:
        self.watch.changed.connect(self._offer)
        self.deep.clicked.connect(lambda: self.asked.emit("doctor", None))
        self.go_on.clicked.connect(lambda: self.asked.emit("opening", self._place))
        for button in (self.again, self.notice.act):
            button.clicked.connect(lambda: self.read(self._place))
        self.stick.edit.returnPressed.connect(lambda: self.read(self._place))
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)

    def read(self, place: Path | None) -> None:
        """Look over this machine, for a contest, package or score file if one is named."""
        self._place, self.report = place, None
        self._tell("")
        self.speak()
        around, stick = self.shell.around, self.stick.path()

        def work(report: Progress) -> Report:
            return look_over(place, stick, around(report))

        self._stack.setCurrentIndex(0)
        self.begin(work, self.progress, "progress.preflight", self._show)

    def _show(self, report: Report) -> None:
        self.report = report
        self._stack.setCurrentIndex(1)
        self.speak()
        self.first().setFocus()

    def refused(self, refusal: Refusal) -> None:
        """Say why it was refused."""
        self._say_notice(self.refusal_words(refusal))

    def stopped(self) -> None:
        """Say that nothing of the trial is left."""
        self._say_notice(self.shell.words.say("ui.preflight.stopped"))

    def broke(self, fault: BaseException) -> None:
        """Say that the program is at fault."""
        self._say_notice(self.shell.words.say("ui.broke.act"))

    def _say_notice(self, sentence: str) -> None:
        self.notice.tell(sentence, self.shell.words.say("ui.preflight.again"))
        self._stack.setCurrentIndex(2)
        self.notice.act.setFocus()

    def speak(self) -> None:
        """Say every word, and what was found in the language of now."""
        say = self.shell.words.say
        self.header.tell(say("ui.back.before"), say("preflight.title"))
        self.header.sign.setVisible(self.report is not None)
        self.stick_head.setText(say("ui.preflight.stick"))
        self.stick.tell(say("ui.preflight.stick"), say("ui.preflight.choose"))
        self.lines.setAccessibleName(say("preflight.title"))
        self.deep.setText(say("ui.preflight.deep"))
        self.go_on.setText(say("ui.preflight.go_on"))
        self.again.setText(say("ui.preflight.again"))
        self.print.setText(say("ui.preflight.print"))
        self.save.setText(say("ui.preflight.save"))
        self.go_on.setVisible(self.report is not None and self.report.kind == PACKAGE)
        self._offer(self.watch.sticks)
        if self.report is not None:
            self._say_report(self.report)
        self.titled.emit()

    def _say_report(self, report: Report) -> None:
        words = self.shell.words
        catalogue = open_catalogue(words.language)
        worst = Grade.GOOD if report.worst is Grade.PASSED else report.worst
        self.header.sign.show_state(*SIGNS[worst], words.say(f"ui.preflight.state_{worst}"))
        self.verdict.setText(verdict(report, catalogue))
        self.verdict.set_tone(SIGNS[worst][1])
        when = words.when(report.stated_time, self.shell.around(silent).now())
        key = "about" if report.about else "machine"
        self.place.setText(words.say(f"ui.preflight.{key}", name=report.about, when=when))
        worst_first = sorted(report.results, key=lambda each: -tuple(Grade).index(each.grade))
        self.lines.show_lines([_line(each, said(each, catalogue)) for each in worst_first])
        mend = worst is Grade.STOP
        self.again.become("primary" if mend else "plain")
        self.print.become("plain" if mend else "primary")

    def _offer(self, found: tuple[Stick, ...]) -> None:
        """Show a button for every stick that is plugged in; the same sticks keep their buttons, and so the focus."""
        say, found = self.shell.words.say, found[:MOST_STICKS]
        if [each.property("root") for each in self.sticks] != [str(each.root) for each in found]:
            clear(self._offered)
            self.sticks = [self._stick_button(each) for each in found]
            for button in self.sticks:
                self._offered.addWidget(button)
        for button, stick in zip(self.sticks, found, strict=True):
            button.setText(say("ui.preflight.measure", name=stick.name))

    def _stick_button(self, stick: Stick) -> Button:
        button = Button(self.shell.look, "plain", "usb")
        button.setProperty("root", str(stick.root))
        button.clicked.connect(partial(self._measure, stick.root))
        return button

    def _measure(self, root: Path) -> None:
        self.stick.show_path(root)
        self.read(self._place)

    def _print(self) -> None:
        if self.report is not None:
            self.desk.print(Paper(slip(self.report), slip_name(self.report)), self._tell)

    def _save(self) -> None:
        if self.report is not None:
            self.desk.save_as(slip_name(self.report), partial(save_slip, self.report), self._tell)

    def _tell(self, sentence: str) -> None:
        """Say what became of printing or saving."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the buttons under each other where they have no room beside each other."""
        super().resizeEvent(event)
        buttons = [
            each for each in (self.deep, self.go_on, self.save, self.again, self.print) if each.isVisibleTo(self)
        ]
        needed = sum(each.sizeHint().width() + 8 for each in buttons)
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._acts.setDirection(beside if needed + 48 < self.width() else under)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for sticks while the page is seen."""
        super().showEvent(event)
        self.watch.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for sticks no more."""
        super().hideEvent(event)
        self.watch.stop()

    @property
    def subject(self) -> str:
        """The title of the page."""
        return self.shell.words.say("preflight.title")

    def first(self) -> QWidget:
        """Begin at the filled button."""
        return self.again if self.report is not None and self.report.worst is Grade.STOP else self.print

    def keys(self) -> Keys:
        """Give the keys of this page."""
        return (("↑ ↓", "ui.keys.rows"), ("Ctrl+C", "ui.keys.copy"))


def _line(result: Result, told: Said) -> Line:
    """Show a result as a line; what must be seen to names its check below."""
    named = result.grade in (Grade.HEED, Grade.STOP)
    return Line(*SIGNS[result.grade], told.grade, told.sentence, told.check if named else "")
