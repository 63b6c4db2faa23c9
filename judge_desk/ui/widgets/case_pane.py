"""One case of disagreement: title and tier, dots on an axis, the table of first marks, and what is recorded next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from judge_desk.contest.counting.absence import Effect
from judge_desk.contest.counting.settling import Case, Step
from judge_desk.desks.papers.plot_content import dot_plot
from judge_desk.desks.papers.settling_words import effect_words
from judge_desk.desks.settling import Settling
from judge_desk.ui.models.settle_words import apart_line, first_marks, locked_line, tier_sign
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.figure_table import FigureTable
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.plot_view import PlotView
from judge_desk.ui.widgets.settle_form import SettleForm
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Picture, Text


class CasePane(QWidget):
    """The case; ``effects_asked`` wants to know what missing marks do.

    ``elsewhere_asked`` names the stage where what the case lacks is to be had.
    """

    effects_asked = Signal()
    elsewhere_asked = Signal(str)

    def __init__(self, shell: Shell, form: SettleForm) -> None:
        """Make the pane around a form, without a case."""
        super().__init__()
        look = shell.look
        self._shell, self._form = shell, form
        self._shown: tuple[str, Step] | None = None
        self._lacking = ""
        self._effects: Sequence[Effect] = ()
        self.title, self.line = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.sign = Sign(look)
        self.plot = PlotView(look)
        self.table = FigureTable(look)
        self.locked = Text(look, "caption", "text_2", wrap=True)
        self.effects = Button(look, "text")
        self.effects.clicked.connect(self.effects_asked)
        self.again = Button(look, "text", "rotate-ccw")
        self.elsewhere = Button(look, "text", "arrow-right")
        self.elsewhere.clicked.connect(lambda: self.elsewhere_asked.emit(self._lacking))
        self.said = Text(look, "body", "text_2", wrap=True)
        self._build()

    def _build(self) -> None:
        look = self._shell.look
        words = column(self.title, self.line, spacing=2)
        self._head = head = row(words, self.sign, spacing=12)
        head.setStretchFactor(words, 1)
        note = row(Picture(look, "lock", "text_2", 16), self.locked, spacing=8)
        note.setStretchFactor(self.locked, 1)
        self.plot_card = card(column(self.plot, margins=(20, 12, 20, 8)))
        self.mark_card = card(column(self.table, note, spacing=8, margins=(12, 4, 12, 10)))
        self.form_card = card(column(self._form, margins=(16, 10, 16, 12)))
        below = QWidget()
        below.setLayout(Flow(self.again, self.effects, self.elsewhere, gap=8))
        parts = (head, self.plot_card, self.mark_card, self.form_card, below, self.said, 0)
        self._box = column(*parts, spacing=10, margins=(20, 12, 20, 8))
        self.setLayout(self._box)

    def speak(self) -> None:
        """Say the fixed words."""
        say = self._shell.words.say
        self.effects.setText(say("ui.settle.effects"))
        self.table.setAccessibleName(say("ui.settle.first_marks"))

    def compact(self, narrow: bool) -> None:
        """Save room at the edges of a narrow window."""
        self._box.setContentsMargins(*((12, 10, 12, 6) if narrow else (20, 12, 20, 8)))
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(way)
        self._head.setSpacing(4 if narrow else 12)
        self._form.compact(narrow)

    def show_case(self, settling: Settling, case: Case) -> None:
        """Show a case."""
        words = self._shell.words
        key = (case.code, case.step)
        if key != self._shown:
            self._shown, self._effects = key, ()
        title = settling.titles.get(case.code, "")
        self.title.setText(f"{case.code} {title}".strip())
        self.line.setText(apart_line(case, settling, words))
        self.sign.show_state(*tier_sign(case, settling, words))
        rubric = settling.standing.round.rubric
        plot = dot_plot(case, rubric, words.language) if case.first else None
        said = "; ".join(dot.label for dot in plot.dots) if plot is not None else ""
        self.plot.show_plot(plot, words.say("ui.settle.plot"), said)
        self.plot_card.setVisible(plot is not None)
        self.table.show_figures(first_marks(case, settling, words))
        self.mark_card.setVisible(bool(case.first))
        self.locked.setText(locked_line(case, settling, words))
        self._form.show_case(settling, case)
        nobody = case.step is Step.ASSIGN and not settling.free.get(case.code)
        self._lacking = "rules" if case.step is Step.RULE else "panel" if nobody else ""
        self.elsewhere.setVisible(bool(self._lacking))
        if self._lacking:
            self.elsewhere.setText(words.say(f"ui.settle.to_{self._lacking}"))
        self._show_effects(case)

    def _show_effects(self, case: Case) -> None:
        missing = bool(case.score.recused or case.score.absent)
        self.effects.setVisible(missing and not self._effects)
        language = self._shell.words.language
        lines = [effect_words(each, language) for each in self._effects]
        if lines:
            lines.append(self._shell.words.say("settle.effect.note"))
        self.said.setText(" ".join(lines))
        self.said.setVisible(bool(lines))

    def show_effects(self, found: Sequence[Effect]) -> None:
        """Say what missing marks do to the place."""
        self._effects = found
        language = self._shell.words.language
        lines = [*(effect_words(each, language) for each in found), self._shell.words.say("settle.effect.note")]
        self.said.setText(" ".join(lines))
        self.said.setVisible(True)
        self.effects.hide()
