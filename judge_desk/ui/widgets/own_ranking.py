"""The panel "my ranking": own places, a word on own ties, how the marks are spread, the extremes; only own marks."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QWidget

from judge_desk.desks.marking import OwnPlace, OwnRanking
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.histogram import Histogram
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.place_list import PlaceList
from judge_desk.ui.widgets.text import Picture, Text
from judge_desk.wording.figures import mark, shortest


class OwnRankingPanel(QWidget):
    """Shows a ranking; says what will stand here while no entry is marked whole."""

    def __init__(self, shell: Shell) -> None:
        """Make an empty panel."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self._ranking: OwnRanking | None = None
        self._decimals = 0
        self.title, self._whose = Text(look, "heading"), Text(look, "caption", "text_2", wrap=True)
        self.list = PlaceList(shell.words, look)
        self.list.setMinimumHeight(2 * look.px(34))
        self._equal, self.ties = Picture(look, "equal", "warn", 16), Text(look, "small", "warn", wrap=True)
        self._spread, self.plot = Text(look, "caption_strong"), Histogram(look)
        self.lowest, self.middle, self.highest = (Text(look, "caption", "text_2") for _ in range(3))
        self.nothing = Notice(look, "circle-dashed")
        self._stack = QStackedWidget()
        self._build()
        self.speak()

    def _build(self) -> None:
        places, spread = QWidget(), QWidget()
        self._tie_row = QWidget()
        self._tie_row.setLayout(row(self._equal, self.ties, spacing=8))
        self._tie_row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        places.setLayout(column(self.list, self._tie_row, spacing=8))
        extremes = row(self.lowest, 0, self.middle, 0, self.highest, spacing=8)
        spread.setLayout(column(self._spread, self.plot, extremes, spacing=4))
        spread.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(12)
        self._parts.addWidget(places, 1)
        self._parts.addWidget(spread)
        both = QWidget()
        both.setLayout(self._parts)
        self._stack.addWidget(both)
        self._stack.addWidget(self.nothing)
        self._head = QWidget()
        self._head.setLayout(column(self.title, self._whose))
        self.setLayout(column(self._head, self._stack, spacing=6, margins=(16, 14, 16, 12)))

    def lie_down(self, on: bool) -> None:
        """Set places and plot side by side, for a low and wide place."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(across if on else down)
        self._parts.setStretch(1, 1 if on else 0)
        self.title.setVisible(not on)

    def show_ranking(self, ranking: OwnRanking | None, decimals: int) -> None:
        """Show a ranking; totals have these decimals. None shows nothing."""
        self._ranking, self._decimals = ranking, decimals
        self.list.places.show_places(ranking.places if ranking is not None else (), decimals)
        self.speak()

    def speak(self) -> None:
        """Say every word."""
        say, ranking = self._shell.words.say, self._ranking
        self.title.setText(say("ui.entries.own.title"))
        self._whose.setText(say("ui.entries.own.whose"))
        self.list.setAccessibleName(say("ui.entries.own.title"))
        self.nothing.tell(say("ui.entries.own.nothing"))
        self._stack.setCurrentIndex(0 if ranking is not None and ranking.places else 1)
        if ranking is None or not ranking.places:
            return
        self._spread.setText(say("ui.entries.own.spread", count=len(ranking.places)))
        for text, name, value in (
            (self.lowest, "lowest", ranking.lowest), (self.middle, "middle", ranking.middle),
            (self.highest, "highest", ranking.highest),
        ):  # fmt: skip
            text.setText("" if value is None else say(f"ui.entries.own.{name}", mark=self._mark(value)))
        self._say_ties(ranking)
        self._say_bars(ranking)

    def _mark(self, value: Fraction) -> str:
        return mark(value, self._decimals, self._shell.words.language)

    def _say_ties(self, ranking: OwnRanking) -> None:
        """Say where the judge gave the same total to several entries: the highest, and how often else."""
        say = self._shell.words.say
        groups = [each for each in ranking.places if each.first != each.last]
        firsts: dict[int, OwnPlace] = {}
        for each in groups:
            firsts.setdefault(each.first, each)
        self._tie_row.setVisible(bool(firsts))
        if not firsts:
            return
        top = firsts[min(firsts)]
        count, mark = top.last - top.first + 1, self._mark(top.total)
        if len(firsts) == 1:
            self.ties.setText(say("ui.entries.own.tie", count=count, mark=mark))
        else:
            self.ties.setText(say("ui.entries.own.ties", groups=len(firsts), count=count, mark=mark))

    def _say_bars(self, ranking: OwnRanking) -> None:
        say, language = self._shell.words.say, self._shell.words.language
        edges = [shortest(low, language) for low, _, _ in ranking.bars]
        edges += [shortest(ranking.bars[-1][1], language)] if ranking.bars else []
        lines = [
            say("ui.entries.own.bar", low=edges[number], high=edges[number + 1], count=count)
            for number, (_, _, count) in enumerate(ranking.bars)
        ]
        self.plot.show_bars(ranking.bars, edges, self._spread.text(), "\n".join(lines))
