"""The matrix: judges beside entries, a sign in every cell, and a panel that explains the one under the cursor."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QWidget

from judge_desk.contest.merge.grid import ASSIGNED, OPEN, Cell
from judge_desk.desks.matrix import Matrix, Said, matrix
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.collect_words import CELLS, AboutSeat
from judge_desk.ui.models.lines import Line
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.legend import Legend
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.matrix_view import MatrixView
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Text

PANEL: Final = 292
NARROW: Final = 860
"""px of the stage under which the panel lies under the table."""
LOW: Final = 320
"""px of height under which the legend gives its room to the table; the panel names the sign of the pair in words."""
LEGEND: Final = (
    Cell.COUNTED, Cell.MISSING, Cell.CHOOSE, Cell.WAITING, Cell.BLANK, Cell.EXCLUDED, Cell.RECUSED, Cell.FREE,
    Cell.BARRED, Cell.SETTLED, Cell.WITHDRAWN,
)  # fmt: skip
_ALWAYS: Final = 8
"""How many of them are always explained; the others where they occur."""


class PairPanel(QFrame):
    """One pair in sentences, its act, and the other judges of the entry."""

    def __init__(self, shell: Shell) -> None:
        """Make the panel without a pair."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self.setProperty("frame", "card")
        self.title, self.sign = Text(look, "heading", wrap=True), Sign(look)
        self.text, self.count = Text(look, "body", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.act = Button(look, "primary")
        self.others = Text(look, "label")
        self.list = LineList(look)
        self._all = QGridLayout()
        self._all.setVerticalSpacing(8)
        self._low = True
        self.setLayout(self._all)
        self.lie(False)

    def lie(self, low: bool) -> None:
        """Set sign and act beside the title and leave the other judges away, where there is little height."""
        if low == self._low:
            return
        self._low = low
        place = self._all.addWidget
        places = (0, 0, 1, 2, 3) if low else (0, 1, 2, 3, 4)
        for widget, line in zip((self.title, self.sign, self.text, self.count), places, strict=False):
            place(
                widget, line, 1 if low and widget is self.sign else 0, 1, 1 if line == 0 or widget is self.sign else 3
            )
        place(self.act, 0 if low else 4, 2 if low else 0)
        place(self.others, 5, 0, 1, 3)
        place(self.list, 6, 0, 1, 3)
        self._all.setColumnStretch(0, 1)
        self._all.setRowStretch(6, 0 if low else 1)
        self._all.setRowStretch(2, 1 if low else 0)
        self._all.setContentsMargins(*((12, 8, 12, 6) if low else (16, 14, 16, 14)))
        self._show_others()

    def _show_others(self) -> None:
        some = bool(self.list.lines.lines) and not self._low
        self.others.setVisible(some)
        self.list.setVisible(some)

    def show_pair(self, said: Said, title: str, counts: tuple[int, int], others: list[Line]) -> None:
        """Explain a pair; ``title`` is that of the entry, where it is known."""
        say, words = self._shell.words.say, self._shell.words
        self.title.setText(say("ui.matrix.pair", code=said.code, seat=said.seat))
        self.title.setToolTip(title)
        icon, tone = CELLS.get(said.cell, ("ellipsis", "text_2"))
        self.sign.show_state(icon, tone, say(f"cell.{said.cell.name.lower()}"))
        self.text.setText(words.problem(said.reason))
        have, need = counts
        self.count.setText(say("ui.matrix.counts", have=have, need=need))
        self.act.setText(say("ui.plan.see" if said.pair is not None else "ui.matrix.to_seat", seat=said.seat))
        self.others.setText(say("ui.matrix.others"))
        self.list.setAccessibleName(say("ui.matrix.others"))
        self.list.show_lines(others)
        self._show_others()


class MatrixStage(Stage):
    """Reads the matrix of a round and shows it."""

    behind = "collect"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a round."""
        super().__init__(shell, dossier)
        look = shell.look
        self.search, self.missing = SearchField(look), Button(look, "chip", "list-filter")
        self.search.setMinimumWidth(look.px(180))
        self.search.setMaximumWidth(look.px(260))
        self.search.textChanged.connect(lambda _: self._narrow())
        self.missing.toggled.connect(lambda _: self._narrow())
        self.header.put(self.missing, self.search)
        self.view = MatrixView(shell.words, look)
        self.search.left_down.connect(self.view.table.setFocus)
        self.search.wanted.connect(self.view.table.setFocus)
        self.view.table.chosen.connect(self._explain)
        self.view.table.wanted.connect(self._act)
        self.legend = Legend(look, [CELLS.get(each, ("", "")) for each in LEGEND])
        self.panel = PairPanel(shell)
        self.panel.act.clicked.connect(self._act)
        self.nothing = Notice(look, "table-2")
        self._said: Said | None = None
        self._aimed: tuple[str, int] = ("", 0)
        self._shown: object = None
        self._build()
        self.speak()

    def _build(self) -> None:
        left = QWidget()
        inner = column(card(column(self.view, margins=(2, 2, 2, 2))), self.legend, spacing=8)
        inner.setStretch(0, 1)
        left.setLayout(inner)
        self._beside = row(left, self.panel, spacing=12)
        self._beside.setStretchFactor(left, 1)
        self._whole = QWidget()
        self._whole.setLayout(self._beside)
        self._beside.setContentsMargins(16, 12, 16, 12)
        body = QWidget()
        body.setLayout(column(self._whole, self.nothing))
        self.fill(body)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        QShortcut(QKeySequence("F6"), self, self._next_pane)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.matrix.title"), say("stage.name.collect"))
        self.missing.setText(say("ui.matrix.missing"))
        self.search.tell(say("ui.matrix.search"))
        self.view.table.setAccessibleName(say("ui.matrix.title"))
        self.legend.tell([say(f"cell.{each.name.lower()}") for each in LEGEND])
        self._shown = None

    def show_state(self) -> None:
        """Read the matrix anew where the folder has changed; until then the old one stays."""
        standing = self.seen.standing if self.seen is not None else None
        self._whole.setVisible(standing is not None)
        self.nothing.setVisible(standing is None)
        for each in (self.search, self.missing):
            each.setVisible(standing is not None)
        if standing is None:
            self.nothing.tell(self.shell.words.say("ui.collect.not_issued"))
        elif self._shown is not standing:
            self._shown = standing
            folder, round_ = self.dossier.folder, self.round
            self.run(lambda around: matrix(folder, round_, around), self.show_matrix, "progress.counting_pairs", False)

    def show_matrix(self, found: Matrix) -> None:
        """Show a matrix that was worked out, the cursor where it was or on the first pair that lacks something."""
        table = self.view.table
        code, place = self._aimed
        known = self.seen.titles if self.seen is not None else {}
        titles = {str(code): title for code, title in (*found.titles.items(), *known.items())}
        table.pairs.show_matrix(found, titles)
        table.fit()
        occurring = frozenset(state for cells in found.grid.cells for state in frozenset(cells))
        for number, (cell, part) in enumerate(zip(LEGEND, self.legend.parts, strict=True)):
            part.setVisible(number < _ALWAYS or cell in occurring)
        if not code:
            code, place = _first_open(found)
        table.go_to(code, place)
        self._explain()
        table.setFocus()

    def _narrow(self) -> None:
        table = self.view.table
        table.pairs.narrow_down(self.search.text(), self.missing.isChecked())
        table.go_to(*self._aimed)
        table.fit()

    def _explain(self) -> None:
        table = self.view.table
        found, here = table.pairs.matrix, table.current()
        self.panel.act.setVisible(here is not None)
        if found is None or here is None:
            return
        place, seat = here
        self._said = said = found.explain(place, seat)
        self._aimed = (said.code, seat)
        title = found.titles.get(said.code, "")
        self.panel.show_pair(said, title, found.grid.rows[place], self._others(found, place, seat))

    def _others(self, found: Matrix, place: int, seat: int) -> list[Line]:
        say = self.shell.words.say
        lines = []
        for other, number in enumerate(found.seats):
            cell = found.cell(place, other)
            if other != seat and cell in ASSIGNED:
                icon, tone = CELLS[cell]
                mark = found.mark(place, other)
                shown = mark.replace(".", ",") if self.shell.words.language == "vi" else mark
                text = shown or say(f"cell.{cell.name.lower()}")
                lines.append(Line(icon, tone, "", say("ui.matrix.other", seat=number, state=text)))
        return lines

    def _act(self) -> None:
        """Go to the two ballots, or to the seat."""
        said = self._said
        if said is not None:
            self.asked.emit("choose" if said.pair is not None else "collect", AboutSeat(said.seat))

    def first(self) -> QWidget:
        """Begin in the table."""
        return self.view.table

    def _next_pane(self) -> None:
        if self.view.table.hasFocus():
            self.panel.act.setFocus()
        else:
            self.view.table.setFocus()

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (
            ("← ↑ → ↓", "ui.keys.cells"), ("Enter", "ui.keys.seat"), ("Ctrl+F", "ui.keys.search"),
            ("F6", "ui.keys.pane"),
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the panel beside the table, or under it."""
        super().resizeEvent(event)
        look, narrow = self.shell.look, self.width() < self.shell.look.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(way)
        self._beside.setContentsMargins(*((12, 8, 12, 8) if narrow else (16, 12, 16, 12)))
        self.panel.setMinimumWidth(0 if narrow else look.px(PANEL))
        self.panel.setMaximumWidth(16_777_215 if narrow else look.px(PANEL))
        self.panel.setMaximumHeight(look.px(136) if narrow else 16_777_215)
        self.panel.lie(narrow)
        self.search.setMaximumWidth(look.px(180 if narrow else 260))
        roomy = self.height() >= look.px(LOW)
        self.legend.setVisible(roomy)  # rows come before what their signs mean in words
        self.panel.count.setVisible(roomy)  # the last column of the row says it


def _first_open(found: Matrix) -> tuple[str, int]:
    """Give the first pair from which something is still expected, else the first of all."""
    for code, cells in zip(found.codes, found.grid.cells, strict=True):
        for place, state in enumerate(cells):
            if state in OPEN:
                return code, place
    return (found.codes[0] if found.codes else ""), 0
