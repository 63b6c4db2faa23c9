"""Everything that is open in a review, each with the place where it is answered; one button goes there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.desks.council.asking import Open
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.ui.models.lines import Line
from judge_desk.ui.models.review_order import full_names, with_names
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.text import Rule

ICONS = {
    "rules": "scroll-text",
    "figures": "table-2",
    "checklist": "users",
    "here": "scale",
    "round": "trophy",
    "earlier": "trophy",
}


class OpenList(QWidget):
    """``wanted`` carries the question that one wants to answer."""

    wanted = Signal(object)

    def __init__(self, shell: Shell) -> None:
        """Begin without questions."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self._open: tuple[Open, ...] = ()
        self._title = ""
        self._points: Mapping[str, Undecided] = {}
        self._names: Mapping[str, str] = {}
        self.list = LineList(look, marks=True)
        self.go = Button(look, "primary", "arrow-right")
        self.list.opened.connect(self._want)
        self.list.chosen.connect(lambda _: self._tell())
        self.go.clicked.connect(lambda: self._want(self.list.currentIndex().row()))
        foot = QWidget()
        foot.setLayout(column(Rule(), row(self.go, 0), spacing=10, margins=(16, 0, 16, 12)))
        whole = column(self.list, foot)
        whole.setStretchFactor(self.list, 1)
        self.setLayout(whole)

    def speak(self) -> None:
        """Say every word in the language of now."""
        self.list.setAccessibleName(self._shell.words.say("ui.reviews.open_list"))
        self.show_open(self._open)

    def show_review(self, standing: ReviewStanding, questions: Sequence[Open]) -> None:
        """Show the questions of a review; what the rules leave open is asked in their own words."""
        self._title = standing.title
        self._points = {each.key: each for each in standing.definition.undecided}
        self._names = full_names(standing)
        self.show_open(questions)

    def show_open(self, questions: Sequence[Open]) -> None:
        """Show other questions; the one that is marked stays so while it is open."""
        before = self.list.currentIndex().row()
        asked = self._open[before].asked if 0 <= before < len(self._open) else None
        self._open = tuple(questions)
        self.list.show_lines([self._line(at, each) for at, each in enumerate(self._open)])
        if self._open:
            at = next((at for at, each in enumerate(self._open) if each.asked == asked), 0)
            self.list.setCurrentIndex(self.list.lines.index(at, 0))
        self._tell()

    def _line(self, at: int, one: Open) -> Line:
        say, words = self._shell.words.say, self._shell.words
        detail = say(f"ui.reviews.at.{one.station}")
        point = self._points.get(str(one.asked.facts.get("point_key", "")))
        if point is not None:
            return Line(ICONS[one.station], "warn", "", point.question, f"{point.source} {detail}".strip(), at)
        asked = with_names(replace(one.asked, where=self._where(one)), self._names)
        return Line(ICONS[one.station], "warn", "", words.problem(asked), detail, at)

    def _where(self, one: Open) -> str:
        """Leave the review's own name away: it stands over everything here."""
        return "" if one.asked.where == self._title else one.asked.where

    def _tell(self) -> None:
        at = self.list.currentIndex().row()
        shown = 0 <= at < len(self._open)
        self.go.setVisible(shown)
        if shown:
            self.go.setText(self._shell.words.say(f"ui.reviews.go.{self._open[at].station}"))

    def _want(self, at: object) -> None:
        if isinstance(at, int) and 0 <= at < len(self._open):
            self.wanted.emit(self._open[at])
