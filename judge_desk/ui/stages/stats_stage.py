"""How the judges of a round marked beside each other: plots, the same numbers as a table, one sentence each.

Only information: nothing here changes a mark, and nothing else reads it.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.contest.counting.absence import Effect
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import settling as desk
from judge_desk.desks import settling_papers
from judge_desk.desks.papers.plot_content import severity_plot, spread_plot
from judge_desk.desks.papers.settling_words import COLUMNS, agreement_words, effect_words, judge_cells
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.desks.settling import PanelReport
from judge_desk.desks.settling_papers import Form
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.cases import Figures
from judge_desk.ui.models.lines import Line
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.figure_table import FigureTable
from judge_desk.ui.widgets.layouts import Part, card, clear, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.plot_view import PlotView
from judge_desk.ui.widgets.text import Text

MOST: Final = 6
"""Rows of missing marks that are seen at once; the list scrolls."""


class StatsStage(Stage):
    """The figures of the panel; counting again without a judge is done when it is asked for."""

    behind = "settle"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without figures."""
        super().__init__(shell, dossier)
        look = shell.look
        self.report: PanelReport | None = None
        self.found: tuple[Effect, ...] | None = None
        self._read_from: object = None
        self.plots = {name: PlotView(look) for name in ("severity", "spread")}
        self.titles = {name: Text(look, "heading") for name in ("severity", "spread", "agreement", "absence")}
        self.lines = {name: Text(look, "caption", "text_2", wrap=True) for name in ("severity", "spread", "table")}
        self.table = FigureTable(look)
        self.never = Text(look, "body", "text_2", wrap=True)
        self._sentences = column(spacing=6)
        self.work_out = Button(look)
        self.work_out.clicked.connect(self._work_out)
        self.missing = LineList(look)
        self.absent = Text(look, "body", "text_2", wrap=True)
        self.papers = PaperDesk(self, shell)
        self.print = Button(look, "plain", "printer")
        self.print.clicked.connect(self._make_paper)
        self.header.put(self.print)
        self.notice = Notice(look, "scale")
        self.notice.act.clicked.connect(lambda: self.asked.emit("collect", None))
        self._build()
        self.speak()

    def _build(self) -> None:
        cards = []
        for name in ("severity", "spread"):
            inner = column(self.titles[name], self.plots[name], self.lines[name], spacing=6, margins=(16, 10, 16, 10))
            cards.append(card(inner))
        table = card(column(self.table, self.lines["table"], spacing=6, margins=(12, 4, 12, 10)))
        agreement = card(column(self.titles["agreement"], self._sentences, spacing=6, margins=(16, 10, 16, 12)))
        buttons = row(self.work_out, 0)
        inner = column(self.titles["absence"], self.absent, buttons, self.missing, spacing=6, margins=(16, 10, 16, 12))
        inside = QWidget()
        parts: tuple[Part, ...] = (self.never, *cards, table, agreement, card(inner), 0)
        self._inside = column(*parts, spacing=12, margins=(20, 12, 20, 12))
        inside.setLayout(self._inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolling(inside))
        self._stack.addWidget(self.notice)
        self.fill(self._stack)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.stats.title"), say("stage.name.settle"))
        self.titles["severity"].setText(say("stats.severity_title"))
        self.titles["spread"].setText(say("stats.spread_title"))
        self.titles["agreement"].setText(say("stats.agreement_title"))
        self.titles["absence"].setText(say("ui.stats.absence_title"))
        self.lines["severity"].setText(say("stats.severity"))
        self.lines["spread"].setText(say("stats.spread"))
        self.lines["table"].setText(say("stats.correlation"))
        self.never.setText(say("stats.never"))
        self.work_out.setText(say("ui.stats.work_out"))
        self.print.setText(say("ui.stats.print"))
        self.table.setAccessibleName(say("ui.stats.table"))
        self.missing.setAccessibleName(say("ui.stats.absence_title"))

    def show_state(self) -> None:
        """Work the figures out where the folder has changed since; else show them in the words of now."""
        seen = self.seen
        standing = seen.standing if seen is not None else None
        if standing is None or not standing.counted:
            self.report, self._read_from = None, None
        elif self._read_from is not standing or self.report is None:
            self._read_from, self.report, self.found = standing, None, None
            folder, round_ = self.dossier.folder, self.round
            self.run(
                lambda around: desk.panel_report(folder, round_, around, standing),
                self._take,
                "progress.figures",
                renew=False,
            )
        self._show()

    def _take(self, report: PanelReport) -> None:
        self.report = report
        self._show()
        if self.isVisible():
            self.first().setFocus()

    def _show(self) -> None:
        report, say, language = self.report, self.shell.words.say, self.shell.words.language
        self._stack.setCurrentIndex(0 if report is not None else 1)
        self.print.setVisible(report is not None)
        if report is None:
            waiting = self.busy
            self.notice.tell(
                say("ui.stats.reading" if waiting else "ui.stats.none"), "" if waiting else say("stage.go.collect")
            )
            return
        rubric, figures = report.standing.round.rubric, report.figures
        severity, spread = severity_plot(figures, language), spread_plot(figures, rubric, language)
        bars = "; ".join(f"{bar.label}: {bar.number}" for bar in severity.bars)
        self.plots["severity"].show_plot(severity, say("ui.stats.severity_plot"), bars)
        decimals = decimals_of_totals(rubric)
        cells = [judge_cells(each, report.names.name(each.seat), decimals, language) for each in figures.judges]
        ranges = "; ".join(f"{row_[0]}: {row_[4]}–{row_[5]}" for row_ in cells)
        self.plots["spread"].show_plot(spread, say("ui.stats.spread_plot"), ranges)
        head = tuple(say(f"stats.head.{key}") for key in COLUMNS)
        self.table.show_figures(Figures(head, tuple(cells), frozenset({0, 1}), frozenset({1})))
        clear(self._sentences)
        for words in agreement_words(figures, language):
            line = Text(self.shell.look, "body", wrap=True)
            line.setText(words)
            self._sentences.addWidget(line)
        self._show_absence(report)

    def _show_absence(self, report: PanelReport) -> None:
        """Offer to count again where marks are missing, or show what came of it."""
        say, language = self.shell.words.say, self.shell.words.language
        lacking = any(each.recused or each.absent for each in report.standing.result.scores)
        self.work_out.setVisible(lacking and self.found is None)
        self.absent.setText(say("settle.effect.note") if lacking else say("ui.stats.absence_none"))
        lines = [
            Line(
                "equal" if not each.moves else "info",
                "text_2" if not each.moves else "accent",
                "",
                effect_words(each, language),
            )
            for each in self.found or ()
        ]
        self.missing.show_lines(lines)
        self.missing.setVisible(bool(lines))
        self.missing.setFixedHeight(self.shell.look.px(44) * min(max(len(lines), 1), MOST))

    def _work_out(self) -> None:
        folder, round_ = self.dossier.folder, self.round
        self.run(
            lambda around: desk.absence(folder, round_, around),
            self._take_absence,
            "progress.counting_again",
            renew=False,
        )

    def _take_absence(self, found: tuple[Effect, ...]) -> None:
        self.found = found
        if self.report is not None:
            self._show_absence(self.report)
        if self.missing.isVisible():
            self.missing.setFocus()

    def _make_paper(self) -> None:
        folder, round_ = self.dossier.folder, self.round
        self.run(
            lambda around: settling_papers.panel_paper(folder, round_, around),
            self._show_paper,
            "progress.figures",
            renew=False,
        )

    def _show_paper(self, made: Form) -> None:
        self.papers.show(self.shell.words.say("ui.stats.title"), Paper(made.data, made.name))

    def refused(self, refusal: Refusal) -> None:
        """Say why there are no figures."""
        super().refused(refusal)
        self._show()

    def first(self) -> QWidget:
        """Begin in the table."""
        return self.table if self.report is not None else self.notice.act

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Save room at the edges of a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < self.shell.look.px(800)
        self._inside.setContentsMargins(*((12, 8, 12, 8) if narrow else (20, 12, 20, 12)))
