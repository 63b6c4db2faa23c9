"""Which column of the sheet is which: a row for each column that the register needs, with the titles to choose from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from judge_desk.desks.intake_plan import GUESSED, MISSING, REMEMBERED, ColumnGuess
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.choice_box import ChoiceBox
from judge_desk.ui.widgets.layouts import card, clear, column, row, scrolling
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Text

SIGNS = {
    GUESSED: ("circle-check", "text_2"),
    REMEMBERED: ("history", "accent"),
    MISSING: ("circle-dashed", "text_2"),
}
LABEL = 200


class ColumnChoice(QWidget):
    """``chosen`` gives column key and title when the person chooses another one."""

    chosen = Signal(str, str)

    def __init__(self, shell: Shell) -> None:
        """Make it without columns."""
        super().__init__()
        self._shell = shell
        self.combos: dict[str, ChoiceBox] = {}
        self.hint = Text(shell.look, "caption", "text_2", wrap=True)
        self._rows = column(spacing=6)
        holder = QWidget()
        holder.setLayout(column(card(column(self.hint, self._rows, spacing=10, margins=(16, 12, 16, 12))), 0))
        self.setLayout(column(scrolling(holder)))

    def show_columns(self, columns: tuple[ColumnGuess, ...], header: tuple[str, ...]) -> None:
        """Show how the columns were understood, with all titles of the sheet to choose from."""
        say = self._shell.words.say
        self.hint.setText(say("ui.intake_plan.columns_hint"))
        clear(self._rows)
        self.combos = {}
        for each in columns:
            self._rows.addWidget(self._row(each, header))

    def _row(self, each: ColumnGuess, header: tuple[str, ...]) -> QWidget:
        look, say, holder = self._shell.look, self._shell.words.say, QWidget()
        label, combo, sign = Text(look, "label"), ChoiceBox(look, 24), Sign(look)
        name = say(f"ui.intake.column.{each.key}")
        label.setText(name if each.required else say("ui.intake_plan.optional", name=name))
        label.setFixedWidth(look.px(LABEL))
        combo.setAccessibleName(name)
        combo.addItem(say("ui.intake_plan.no_column"), "")
        for title in dict.fromkeys(header):
            combo.addItem(title, title)
        combo.setCurrentIndex(max(combo.findData(each.title), 0))
        combo.activated.connect(partial(self._choose, each.key))
        missing = each.how == MISSING
        icon, tone = SIGNS.get(each.how, ("check", "ok"))
        if missing and each.required:
            icon, tone = "circle-x", "stop"
        sign.show_state(icon, tone, say(f"cli.intake.how.{each.how}"))
        self.combos[each.key] = combo
        holder.setLayout(row(label, combo, sign, 0, spacing=12))
        return holder

    def _choose(self, key: str, index: int) -> None:
        self.chosen.emit(key, str(self.combos[key].itemData(index) or ""))
