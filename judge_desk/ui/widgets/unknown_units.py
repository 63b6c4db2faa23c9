"""Names of units that the roster does not know, each with the nearest units to pick; nothing is picked at first."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from judge_desk.desks.figures import NamedUnit, UnknownUnit
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.choice_box import ChoiceBox
from judge_desk.ui.widgets.layouts import clear, column, row, scrolling
from judge_desk.ui.widgets.text import Rule, Text

SHOWN: Final = 25
"""Names that are shown at a time; how many more there are is said under them."""


class UnknownUnits(QWidget):
    """``named`` gives a name and the code of the unit that a person says it means."""

    named = Signal(str, str)

    def __init__(self, shell: Shell) -> None:
        """Make it without names."""
        super().__init__()
        self._shell = shell
        self.every: tuple[NamedUnit, ...] = ()
        self.boxes: dict[str, ChoiceBox] = {}
        self.acts: dict[str, Button] = {}
        self.hint = Text(shell.look, "caption", "text_2", wrap=True)
        self.more = Text(shell.look, "caption", "text_2", wrap=True)
        self._rows = column(spacing=8)
        holder = QWidget()
        holder.setLayout(column(self.hint, self._rows, self.more, 0, spacing=10, margins=(16, 12, 16, 12)))
        area = scrolling(holder)
        holder.setProperty("ground", "surface")
        self.setLayout(column(area))

    def show_units(self, unknown: tuple[UnknownUnit, ...], every: tuple[NamedUnit, ...]) -> None:
        """Show names; ``every`` are the units that one can pick besides the nearest."""
        say = self._shell.words.say
        self.every = every
        self.hint.setText(say("ui.figures_plan.units_hint"))
        clear(self._rows)
        self.boxes, self.acts = {}, {}
        for each in unknown[:SHOWN]:
            self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(each))
        left = len(unknown) - SHOWN
        self.more.setText(say("ui.figures_plan.units_more", count=left) if left > 0 else "")
        self.more.setVisible(left > 0)

    def _row(self, each: UnknownUnit) -> QWidget:
        look, say, holder = self._shell.look, self._shell.words.say, QWidget()
        name, rows = Text(look, "label", wrap=True), Text(look, "caption", "text_2", wrap=True)
        name.setText(say("ui.figures_plan.unit_name", name=each.name))
        listed = ", ".join(map(str, each.rows))
        rows.setText(say("ui.figures_plan.unit_rows", count=each.count, rows=listed))
        box, act = ChoiceBox(look, 20), Button(look)
        box.setAccessibleName(say("ui.figures_plan.unit_pick", name=each.name))
        box.setPlaceholderText(say("ui.figures_plan.pick"))
        near = {unit.code for unit in each.near}
        for unit in (*each.near, *(unit for unit in self.every if unit.code not in near)):
            box.addItem(unit.name, unit.code)
        box.setCurrentIndex(-1)
        act.setText(say("ui.figures_plan.name_it"))
        act.setAccessibleName(say("ui.figures_plan.name_this", name=each.name))
        act.setEnabled(False)
        box.currentIndexChanged.connect(lambda index: act.setEnabled(index >= 0))
        act.clicked.connect(partial(self._name, each.name))
        self.boxes[each.name], self.acts[each.name] = box, act
        words = column(name, rows, spacing=0)
        chosen = row(box, act, spacing=8)
        chosen.setStretchFactor(box, 1)
        inner = row(words, chosen, spacing=12)
        inner.setStretch(0, 1)
        inner.setStretch(1, 1)
        holder.setLayout(inner)
        return holder

    def _name(self, name: str) -> None:
        code = str(self.boxes[name].currentData() or "")
        if code:
            self.named.emit(name, code)
