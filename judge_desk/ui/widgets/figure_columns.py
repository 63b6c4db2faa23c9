"""Which title of a file feeds which column of the figures: a row for each column, with every title to choose from."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from judge_desk.desks.figures import ColumnMatch, Matched
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.choice_box import ChoiceBox
from judge_desk.ui.widgets.layouts import clear, column, row, scrolling
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Text

SIGNS: Final = {
    Matched.CHOSEN: ("user-round-pen", "accent"),
    Matched.REMEMBERED: ("history", "accent"),
    Matched.BY_TITLE: ("circle-check", "text_2"),
    Matched.NONE: ("circle-slash", "text_2"),
    Matched.MISSING: ("circle-dashed", "text_2"),
}


class FigureColumns(QWidget):
    """``chosen`` gives a column's id and a title, empty where the file has none, when a person chooses another one."""

    chosen = Signal(str, str)

    def __init__(self, shell: Shell) -> None:
        """Make it without columns."""
        super().__init__()
        self._shell = shell
        self.boxes: dict[str, ChoiceBox] = {}
        self.hint = Text(shell.look, "caption", "text_2", wrap=True)
        self._rows = column(spacing=8)
        holder = QWidget()
        holder.setLayout(column(self.hint, self._rows, 0, spacing=10, margins=(16, 12, 16, 12)))
        area = scrolling(holder)
        holder.setProperty("ground", "surface")
        self.setLayout(column(area))

    def show_columns(self, columns: tuple[ColumnMatch, ...], titles: tuple[str, ...]) -> None:
        """Show how the columns were understood."""
        self.hint.setText(self._shell.words.say("ui.figures_plan.columns_hint"))
        clear(self._rows)
        self.boxes = {}
        for each in columns:
            self._rows.addWidget(self._row(each, titles))

    def first_missing(self) -> ChoiceBox | None:
        """Give the first column that is needed and not there."""
        return next((each for each in self.boxes.values() if each.currentIndex() < 0), None)

    def _row(self, each: ColumnMatch, titles: tuple[str, ...]) -> QWidget:
        look, say, holder = self._shell.look, self._shell.words.say, QWidget()
        label, box, sign = Text(look, "label", wrap=True), ChoiceBox(look, 18), Sign(look)
        name = each.column.title
        label.setText(name if each.needed else say("ui.intake_plan.optional", name=name))
        label.setToolTip(say(f"ui.figures_plan.kind.{each.column.kind}"))
        kind = Text(look, "caption", "text_2", wrap=True)
        kind.setText(say(f"ui.figures_plan.kind.{each.column.kind}"))
        box.setAccessibleName(name)
        box.addItem(say("ui.figures_plan.no_column"), "")
        for title in dict.fromkeys(titles):
            box.addItem(title, title)
        missing = each.how is Matched.MISSING
        box.setPlaceholderText(say("ui.figures_plan.choose_column"))
        box.setCurrentIndex(-1 if missing and each.needed else max(box.findData(each.title), 0))
        box.activated.connect(partial(self._choose, each.column.id))
        icon, tone = ("circle-x", "stop") if missing and each.needed else SIGNS[each.how]
        sign.show_state(icon, tone, say(f"ui.figures_plan.how.{each.how}"))
        self.boxes[each.column.id] = box
        words = column(label, kind, spacing=0)
        inner = row(words, column(box, row(sign, 0), spacing=2), spacing=12)
        inner.setStretch(0, 1)
        inner.setStretch(1, 1)
        holder.setLayout(inner)
        return holder

    def _choose(self, column_id: str, index: int) -> None:
        self.chosen.emit(column_id, str(self.boxes[column_id].itemData(index) or ""))
