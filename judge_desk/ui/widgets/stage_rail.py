"""The rail of a contest: home, the stages of one round with their states, the other rounds, and what serves them all.

A row can always be pressed: a stage that is not open says on its own page what it waits for. In a narrow window the
rail shows icons alone, and F2 opens it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from judge_desk.desks.stages import RAIL, REVIEW_RAIL, RoundStages, StageState
from judge_desk.ui.look import Look
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import PressedByEnter
from judge_desk.ui.widgets.layouts import Part, clear, column, row
from judge_desk.ui.widgets.text import Picture, Text

WIDE: Final = 224
NARROW: Final = 76
STATES: Final[Mapping[StageState, tuple[str, str]]] = {
    StageState.DONE: ("circle-check", "ok"),
    StageState.NOW: ("circle-dot", "accent"),
    StageState.WAITING: ("circle-dashed", "text_2"),
    StageState.CLOSED: ("lock", "text_2"),
}
ICONS: Final = {
    "home": "house",
    "calendar": "calendar-days",
    "log": "history",
    "safety": "hard-drive",
    "preferences": "settings",
    "close": "door-open",
}
FOOT: Final = ("calendar", "log", "safety", "preferences", "close")


ALONE: Final = ("rules",)
"""Stages of a plan that has no round and no review."""
ROWS: Final = (*RAIL[:-1], *(each for each in REVIEW_RAIL if each not in RAIL), RAIL[-1])
"""Every stage that a round or a review can have; each shows its own."""


class RailRow(PressedByEnter):
    """One row: an icon, a name, a caption at the right; alone the icon where the rail is narrow."""

    def __init__(self, look: Look, icon: str, role: str = "body") -> None:
        """Make a row without words."""
        super().__init__()
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.picture = Picture(look, icon, "text_2", 18)
        self.name, self.caption = Text(look, role), Text(look, "caption", "text_2")
        self.number = Text(look, "caption", "text_2")
        for each in (self.picture, self.number, self.name, self.caption):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        parts: tuple[Part, ...] = (self.picture, self.number, self.name, 0, self.caption)
        self.setLayout(row(*parts, spacing=6, margins=(7, 0, 5, 0)))

    def tell(self, name: str, caption: str = "", state: str = "") -> None:
        """Set the words; ``state`` is read out by a screen reader beside them."""
        self.name.setText(name)
        self.caption.setText(caption)
        whole = ". ".join(each for each in (name, state, caption) if each)
        self.setAccessibleName(whole)
        self.setToolTip(whole)

    def narrow(self, narrow: bool) -> None:
        """Show the icon alone, or everything; a row with a number keeps it beside the icon."""
        self.name.setVisible(not narrow)
        self.caption.setVisible(not narrow)
        self.number.setVisible(narrow and bool(self.number.text()))


class StageRail(QFrame):
    """The rail; ``chosen`` tells round (empty for what serves all) and stage, ``turned`` a round to be shown."""

    chosen = Signal(str, str)
    turned = Signal(str)

    def __init__(self, shell: Shell) -> None:
        """Make the rail without a contest."""
        super().__init__()
        self._shell = shell
        look = shell.look
        self.setProperty("frame", "rail")
        self._narrow = False
        self._round = ""
        self.order: tuple[str, ...] = RAIL
        self.home = RailRow(look, ICONS["home"], "strong")
        self.home.clicked.connect(partial(self.chosen.emit, "", "home"))
        self.stages = {name: RailRow(look, "circle-dashed") for name in ROWS}
        for name, each in self.stages.items():
            each.clicked.connect(partial(self._choose, name))
        self.foot = {name: RailRow(look, ICONS[name]) for name in FOOT}
        for name, each in self.foot.items():
            each.clicked.connect(partial(self.chosen.emit, "", name))
        self._before, self._after = column(spacing=2), column(spacing=2)
        self.rounds: dict[str, RailRow] = {}
        parts: tuple[Part, ...] = (self.home, self._before, *self.stages.values(), self._after, 0, *self.foot.values())
        inner = QWidget()
        inner.setProperty("ground", "surface")
        inner.setLayout(column(*parts, spacing=2, margins=(8, 10, 8, 8)))
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self.setLayout(column(area))
        self.narrow(False)

    def _choose(self, name: str) -> None:
        self.chosen.emit(self._round, name)

    def narrow(self, narrow: bool) -> None:
        """Show icons alone, or words, too."""
        self._narrow = narrow
        for each in (self.home, *self.rounds.values(), *self.stages.values(), *self.foot.values()):
            each.narrow(narrow)
        self.setFixedWidth(self._shell.look.px(NARROW if narrow else WIDE))

    @property
    def is_narrow(self) -> bool:
        """Say whether icons stand alone."""
        return self._narrow

    def tell(self, rounds: tuple[RoundStages, ...], round_id: str, stage: str) -> None:
        """Show every round; that of ``round_id`` with its stages, ``stage`` as the one that is open."""
        say = self._shell.words.say
        self._round = round_id
        self.home.tell(say("stage.name.home"))
        for name, each in self.foot.items():
            each.tell(say(f"stage.name.{name}"))
        self._show_rounds(rounds)
        self.order = self._order_of(rounds)
        for name, own in self.stages.items():
            own.setVisible(name in self.order)
            own.number.setText(str(self.order.index(name) + 1) if name in self.order else "")
        if not rounds:
            self.stages["rules"].picture.show_icon("scroll-text", "text_2")
            self.stages["rules"].tell(say("stage.name.rules"))
        for line in next((each.lines for each in rounds if each.id == round_id), ()):
            own = self.stages[line.name]
            caption = say(f"stage.caption.{line.caption}", **line.facts) if line.caption else ""
            own.picture.show_icon(*STATES[line.state])
            own.tell(say(f"stage.name.{line.name}"), caption, say(f"stage.state.{line.state.value}"))
        self.mark(stage)

    def _order_of(self, rounds: tuple[RoundStages, ...]) -> tuple[str, ...]:
        """Give the stages of the round or review that is open, in the order of the work."""
        lines = next((each.lines for each in rounds if each.id == self._round), None)
        return tuple(each.name for each in lines) if lines is not None else RAIL if rounds else ALONE

    def offers(self, stage: str) -> bool:
        """Say whether a stage can be gone to: a plan without a round has only its own."""
        return bool(self.rounds) or stage in ("home", *ALONE, *FOOT)

    def mark(self, stage: str) -> None:
        """Mark the row of the stage that is open."""
        for name, each in {"home": self.home, **self.stages, **self.foot}.items():
            each.setChecked(name == stage)

    def _show_rounds(self, rounds: tuple[RoundStages, ...]) -> None:
        clear(self._before)
        clear(self._after)
        self.rounds, place = {}, self._before
        for each in rounds:
            heading = RailRow(
                self._shell.look, "chevron-down" if each.id == self._round else "chevron-right", "caption"
            )
            if not each.open:
                heading.picture.show_icon("lock", "text_2")
            words = self._shell.words.say("stage.not_open") if not each.open else ""
            room = self._shell.look.px(WIDE) - 80  # a scroll bar may stand beside it
            metrics = QFontMetrics(self._shell.look.font("caption"))
            heading.tell(metrics.elidedText(each.title, Qt.TextElideMode.ElideRight, room), words)
            heading.setToolTip(each.title)
            heading.setAccessibleName(f"{each.title}. {words}".rstrip(". "))
            heading.setCheckable(False)
            heading.clicked.connect(partial(self.turned.emit, each.id))
            self.rounds[each.id] = heading
            place.addWidget(heading)
            heading.narrow(self._narrow)
            if each.id == self._round:
                place = self._after
