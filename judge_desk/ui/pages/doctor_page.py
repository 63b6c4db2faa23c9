"""A look over this machine, or over a whole contest folder: facts, and findings in sentences."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from judge_desk.contest.values.problems import Refusal, Severity
from judge_desk.desks.damage import Saved, save
from judge_desk.desks.doctor import Report, doctor
from judge_desk.desks.surroundings import Progress
from judge_desk.ui.models.lines import Line, line_of
from judge_desk.ui.pages.page import Page
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.figures import moment


class DoctorPage(Page):
    """Looks off the thread of the window; asks for nothing and changes nothing."""

    def __init__(self, shell: Shell) -> None:
        """Make the page before the first look."""
        super().__init__(shell)
        look = shell.look
        self._folder: Path | None = None
        self.report: Report | None = None
        self.verdict = Text(look, "heading", wrap=True)
        self.place = Text(look, "caption", "text_2", wrap=True).selectable()
        self.lines = LineList(look)
        self.progress = ProgressPanel(shell.words, look, can_stop=False)
        self.notice = Notice(look, "circle-x", "stop")
        self.notice.act.clicked.connect(lambda: self.read(self._folder))
        self.copy, self.contest = Button(look, "text", "copy"), Button(look)
        self.again = Button(look, "primary", "refresh-cw")
        self.save = Button(look, "primary", "history")
        self.save.clicked.connect(self._save)
        self._saved: dict[str, str | int] | None = None
        self.copy.clicked.connect(self._copy)
        self.contest.clicked.connect(self._choose_contest)
        self.again.clicked.connect(lambda: self.read(self._folder))
        self._stack = QStackedWidget()
        self._build()
        self.speak()

    def _build(self) -> None:
        top = card(column(self.verdict, self.place, spacing=4, margins=(20, 16, 20, 16)))
        frame = QFrame()
        frame.setMinimumHeight(160)
        frame.setProperty("frame", "card")
        frame.setLayout(column(self.lines, margins=(2, 2, 2, 2)))
        whole = QWidget()
        acts = row(self.copy, 0, self.contest, self.again, self.save, spacing=8)
        inner = column(top, frame, acts, spacing=12, margins=(16, 16, 16, 12))
        inner.setStretchFactor(frame, 1)
        whole.setLayout(inner)
        waiting = QWidget()
        waiting.setLayout(column(self.progress, 0, margins=(24, 24, 24, 24)))
        for each in (waiting, scrolling(whole), self.notice):
            self._stack.addWidget(each)
        self.fill(self._stack)

    def read(self, folder: Path | None) -> None:
        """Look over this machine, and over a contest folder or score file if one is given."""
        if folder != self._folder:
            self._saved = None
        self._folder, self.report = folder, None
        self.speak()
        around = self.shell.around

        def work(report: Progress) -> Report:
            return doctor(folder, around(report))

        self._stack.setCurrentIndex(0)
        self.begin(work, self.progress, "ui.doctor.step", self._show)

    def _show(self, report: Report) -> None:
        self.report = report
        self._stack.setCurrentIndex(1)
        self.speak()
        self.first().setFocus()

    def _save(self) -> None:
        """Save what can be saved of the damaged thing that was looked at, then look again."""
        place, around = self._folder, self.shell.around
        if place is None:
            return
        self._stack.setCurrentIndex(0)
        self.begin(lambda report: save(place, around(report)), self.progress, "ui.doctor.step_save", self._show_saved)

    def _show_saved(self, saved: Saved) -> None:
        outlook = saved.outlook
        self._saved = {"copied": outlook.copied, "proven": outlook.proven, "lost": outlook.lost}
        self._saved["kept"] = saved.kept.name
        self.read(self._folder)

    def refused(self, refusal: Refusal) -> None:
        """Say why it was refused."""
        self.notice.tell(self.refusal_words(refusal), self.shell.words.say("ui.again"))
        self._stack.setCurrentIndex(2)

    def broke(self, fault: BaseException) -> None:
        """Say that the program is at fault."""
        self.notice.tell(self.shell.words.say("ui.broke.act"), self.shell.words.say("ui.again"))
        self._stack.setCurrentIndex(2)

    def speak(self) -> None:
        """Say every word, and what was seen in the language of now."""
        say = self.shell.words.say
        self.header.tell(say("ui.back.start"), say("ui.doctor.title"))
        self.header.sign.setVisible(self.report is not None)
        self.copy.setText(say("ui.doctor.copy"))
        self.contest.setText(say("ui.doctor.contest"))
        self.again.setText(say("ui.doctor.again"))
        self.save.setText(say("ui.doctor.save"))
        can_save = self.report is not None and self.report.can_save
        self.save.setVisible(can_save)
        self.again.setVisible(not can_save)
        self.place.setText(str(self._folder) if self._folder is not None else say("ui.doctor.machine"))
        if self.report is not None:
            self._say_report(self.report)
        self.titled.emit()

    def _say_report(self, report: Report) -> None:
        words = self.shell.words
        matter = [each for each in report.findings if each.severity is not Severity.NOTE]
        sound = not matter
        icon, tone = ("circle-check", "ok") if sound else ("triangle-alert", "warn")
        self.header.sign.show_state(icon, tone, words.say("ui.doctor.sound" if sound else "ui.doctor.look"))
        self.verdict.setText(words.say("ui.doctor.all_well" if sound else "ui.doctor.found", count=len(matter)))
        lines = [line_of(each, words) for each in report.findings]
        if self._saved is not None:
            lines.insert(0, Line("circle-check", "ok", "", words.say("ui.doctor.saved", **self._saved)))
        lines += [
            Line("info", "text_2", words.say(f"doctor.{name}"), self._fact(name, value)) for name, value in report.facts
        ]
        self.lines.show_lines(lines)

    def _fact(self, name: str, value: str) -> str:
        return moment(value, self.shell.words.language) if name == "clock" else value

    def _copy(self) -> None:
        lines = [f"{line.word}: {line.text}" if line.word else line.text for line in self.lines.lines.lines]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _choose_contest(self) -> None:
        chosen = self.shell.ask_folder(self, self.shell.words.say("ui.ask.contest"), Path.home())
        if chosen is not None:
            self.read(chosen)

    @property
    def subject(self) -> str:
        """The title of the page."""
        return self.shell.words.say("ui.doctor.title")

    def first(self) -> QWidget:
        """Begin at the filled button."""
        return self.save if self.report is not None and self.report.can_save else self.again

    def keys(self) -> Keys:
        """Give the keys of this page."""
        return (("↑ ↓", "ui.keys.rows"), ("Ctrl+C", "ui.keys.copy"))
