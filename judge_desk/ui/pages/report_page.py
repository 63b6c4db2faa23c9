"""What is known of faults of the program on this machine: read it, save it for whoever looks after the software."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from judge_desk.desks.problem_report import Report, reports_in, save_reports
from judge_desk.desks.surroundings import silent
from judge_desk.ui.models.lines import Line
from judge_desk.ui.pages.page import Page
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.figures import moment


class ReportPage(Page):
    """The reports of this machine at the left, the chosen one word by word at the right; nothing is sent."""

    def __init__(self, shell: Shell) -> None:
        """Make the page; it reads the reports whenever it is shown."""
        super().__init__(shell)
        look = shell.look
        self.header.sign.hide()
        self.reports: tuple[Report, ...] = ()
        self.head, self.line = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.list = LineList(look)
        self.list.chosen.connect(self._show)
        self.text = Text(look, "body", wrap=True).selectable()
        self.note = Text(look, "body", "text_2", wrap=True)
        self.save = Button(look, "primary", "file-text")
        self.save.clicked.connect(self._save)
        self._build()
        self.read(None)

    def _build(self) -> None:
        top = card(column(self.head, self.line, spacing=4, margins=(20, 16, 20, 16)))
        left = card(column(self.list, margins=(2, 2, 2, 2)))
        inner = QWidget()
        inner.setLayout(column(self.text, 0, margins=(16, 16, 16, 16)))
        right = card(column(scrolling(inner), margins=(2, 2, 2, 2)))
        inner.setProperty("ground", "surface")
        panes = QHBoxLayout()
        panes.setSpacing(12)
        panes.addWidget(left, 2)
        panes.addWidget(right, 3)
        acts = row(self.note, self.save, spacing=12)
        body = QWidget()
        whole = column(top, panes, acts, spacing=12, margins=(16, 16, 16, 12))
        whole.setStretchFactor(panes, 1)
        body.setLayout(whole)
        self.fill(body)

    def read(self, _: object) -> None:
        """Read the reports that lie on this machine."""
        around = self.shell.around(silent)
        self.reports = reports_in(around.home, around.now())
        self.banner.tell("")
        self.speak()

    def speak(self) -> None:
        """Say every word, and list the reports anew."""
        say, language = self.shell.words.say, self.shell.words.language
        self.header.tell(say("ui.back.before"), say("ui.report.title"))
        self.head.setText(say("ui.report.head"))
        self.list.setAccessibleName(say("ui.report.title"))
        self.line.setText(say("ui.report.line"))
        self.note.setText(say("ui.report.empty") if len(self.reports) <= 1 else "")
        self.save.setText(say("ui.report.save"))
        lines = []
        for number, report in enumerate(self.reports):
            fault = say("ui.report.fault", time=moment(report.stamp, language)) if report.stamp else ""
            icon = "triangle-alert" if fault else "info"
            lines.append(Line(icon, "text_2", "", fault or say("ui.report.machine"), report.name, number))
        self.list.show_lines(lines)
        self._show(0)
        self.titled.emit()

    def _show(self, number: object) -> None:
        if isinstance(number, int) and number < len(self.reports):
            self.text.setText(self.reports[number].text)

    def _save(self) -> None:
        say = self.shell.words.say
        folder = self.shell.ask_folder(self, say("ui.report.where"), Path.home())
        if folder is None:
            return
        saved = save_reports(folder, self.reports, self.shell.around(silent).now())
        self.banner.tell("" if saved else say("ui.report.not_saved"))
        if saved is not None:
            self.note.setText(say("ui.report.saved", file=saved.name))

    @property
    def subject(self) -> str:
        """The title of the page."""
        return self.shell.words.say("ui.report.title")

    def first(self) -> QWidget:
        """Begin at the filled button."""
        return self.save

    def keys(self) -> Keys:
        """Give the keys of this page."""
        return (("↑ ↓", "ui.keys.rows"),)
