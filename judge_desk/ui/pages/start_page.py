"""The first page: what one can do here, what was open on this machine, and the choices at the foot."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from judge_desk.desks.surroundings import silent
from judge_desk.ui.pages.page import Keys, Page, scrolling
from judge_desk.ui.recent import RecentPlace
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button, LargeButton
from judge_desk.ui.widgets.foot_bar import FootBar
from judge_desk.ui.widgets.layouts import card, clear, column, row
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Picture, Rule, Text

ROOMY: Final = 1000
"""px of width from which margins are wide."""
LOW: Final = 560
"""px of height under which cards and margins are small, so that the page is seen whole."""
CARDS: Final = (("rehearsal", "graduation-cap"), ("contest", "folder-open"), ("doctor", "stethoscope"))
SIGNS: Final = {
    "rehearsal": ("graduation-cap", "warn"),
    "contest": ("folder-open", "accent"),
    "package": ("package", "accent"),
}


class StartPage(Page):
    """Cards at the left, recent places at the right, choices at the foot."""

    help_asked = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the page."""
        super().__init__(shell)
        look = shell.look
        self.header.hide()
        self._name = Text(look, "display")
        self._line = Text(look, "body", "text_2", wrap=True)
        self.cards = {name: LargeButton(look, "card", icon, 32, (Picture(look, "chevron-right", "text", 18),))
                      for name, icon in CARDS}  # fmt: skip
        for name, each in self.cards.items():
            each.clicked.connect(partial(self._ask, name))
        self._drop = Text(look, "body", "text_2", wrap=True)
        self._head = Text(look, "heading")
        self._rows = column(margins=(4, 4, 4, 4))
        self._list = card(self._rows)
        self.next = Button(look, "primary", "arrow-right")
        self.next.clicked.connect(self._go_on)
        self.other = Button(look, "text")
        self.other.clicked.connect(lambda: self.asked.emit("package", None))
        self.foot = FootBar(shell)
        self.foot.help_asked.connect(self.help_asked)
        self._two = row()
        self._acts = row(self.next, self.other, 0, spacing=12)
        self._build()
        shell.recent.changed.connect(self.speak)
        self.speak()

    def _build(self) -> None:
        self._drop_row = self._drop_line()
        left = column(self._line, *self.cards.values(), self._drop_row, 0, spacing=12)
        right = column(self._head, self._list, self._acts, 0, spacing=12)
        self._two.addLayout(left, 1)
        self._two.addLayout(right, 1)
        inner = QWidget()
        self._inside = column(self._name, 4, self._two, 0)
        inner.setLayout(self._inside)
        body = QWidget()
        body.setLayout(column(scrolling(inner), self.foot))
        self.fill(body)

    def _drop_line(self) -> QWidget:
        line = QWidget()
        line.setLayout(
            row(Picture(self.shell.look, "folder", "text_2", 18), self._drop, spacing=8, margins=(0, 4, 0, 0))
        )
        return line

    def _ask(self, name: str) -> None:
        self.asked.emit(name, None)

    def _go_on(self) -> None:
        places = self.shell.recent.places
        if places:
            self.asked.emit(places[0].kind, places[0].path)
        else:
            self.asked.emit("rehearsal", None)

    def speak(self) -> None:
        """Say every word, and list the recent places anew."""
        say = self.shell.words.say
        self._name.setText(say("ui.start.name"))
        self._line.setText(say("ui.start.line"))
        for name, each in self.cards.items():
            each.tell(say(f"ui.start.{name}.name"), say(f"ui.start.{name}.line"))
        self._drop.setText(say("ui.start.drop"))
        self._head.setText(say("ui.start.recent"))
        self.other.setText(say("ui.start.check_package"))
        self.foot.speak()
        self._list_places()

    def _list_places(self) -> None:
        places, say = self.shell.recent.places, self.shell.words.say
        clear(self._rows)
        if not places:
            empty = Text(self.shell.look, "body", "text_2", wrap=True)
            empty.setText(say("ui.start.empty"))
            self._rows.addLayout(column(empty, margins=(12, 16, 12, 16)))
            self.next.setText(say("ui.start.first"))
            return
        now = self.shell.around(silent).now()
        for number, place in enumerate(places):
            if number:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(place, now))
        self.next.setText(say(f"ui.start.go_on.{places[0].kind}"))

    def _row(self, place: RecentPlace, now: str) -> LargeButton:
        words, look = self.shell.words, self.shell.look
        sign = Sign(look)
        state = "rehearsal" if place.rehearsal else place.kind
        icon, tone = SIGNS[state]
        sign.show_state(icon, tone, words.say(f"ui.start.sign.{state}"))
        icon = "package" if place.kind == "package" else "folder-open"
        button = LargeButton(look, "row", icon, 24, (sign,))
        facts = {"folder": place.path.parent.name or place.folder, "when": words.when(place.opened, now)}
        button.tell(place.title, words.say("ui.start.opened", **facts))
        button.setToolTip(place.folder)
        button.setMinimumHeight(look.px(60))
        button.clicked.connect(partial(self.asked.emit, place.kind, place.path))
        return button

    def first(self) -> QWidget:
        """Begin at the filled button."""
        return self.next

    def keys(self) -> Keys:
        """Give the keys of this page."""
        return (("Tab", "ui.keys.tab"), ("Enter", "ui.keys.enter"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take smaller margins and cards in a small window."""
        super().resizeEvent(event)
        wide, low = self.width() >= ROOMY, self.height() < LOW
        self._two.setSpacing(48 if wide else 24)
        down = QBoxLayout.Direction.TopToBottom
        self._acts.setDirection(QBoxLayout.Direction.LeftToRight if wide else down)
        side, top = (96 if wide else 24), (16 if low else 48)
        self._inside.setContentsMargins(side, top, side, 16)
        for each in self.cards.values():
            each.setMinimumHeight(self.shell.look.px(64 if low else 92))
        self._drop_row.setVisible(not low)
        self._line.setMinimumHeight(self.shell.look.line("heading"))
