"""The first page: who sits here, the work on this machine, and the choices at the foot.

The judge's works are read from their score files beside the window, after its first picture.
"""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from judge_desk.desks.surroundings import Progress, silent
from judge_desk.ui.pages.page import Page
from judge_desk.ui.recent import RecentPlace
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.buttons import Button, LargeButton
from judge_desk.ui.widgets.foot_bar import FootBar
from judge_desk.ui.widgets.layouts import card, clear, column, row, scrolling
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Picture, Rule, Text

if TYPE_CHECKING:
    from judge_desk.desks.judge_shelf import Work

ROOMY: Final = 1000
"""px of width from which margins are wide."""
LOW: Final = 560
"""px of height under which cards and margins are small, so that the page is seen whole."""
CARDS: Final = (("judge", "file-pen-line"), ("secretary", "folder-open"), ("rehearsal", "graduation-cap"))
PAGES: Final = {"judge": "opening", "secretary": "contest"}
"""The page behind a card, where it has another name."""
ROWS: Final = 6
READ_AFTER_MS: Final = 50
SIGNS: Final = {
    "rehearsal": ("graduation-cap", "warn"),
    "contest": ("folder-open", "accent"),
    "package": ("package", "accent"),
    "marking": ("circle-dot", "accent"),
    "done": ("circle-check", "ok"),
    "sealed": ("lock", "seal"),
    "trouble": ("triangle-alert", "stop"),
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
        self.new = Button(look, "text", "scroll-text")
        self.new.clicked.connect(lambda: self.asked.emit("found", None))
        self.recount = Button(look, "text", "equal")
        self.recount.clicked.connect(lambda: self.asked.emit("recount", None))
        self._drop = Text(look, "body", "text_2", wrap=True)
        self._head = Text(look, "heading")
        self._rows = column(margins=(4, 4, 4, 4))
        self._list = card(self._rows)
        self.next = Button(look, "primary", "arrow-right")
        self.next.clicked.connect(self._go_on)
        self.other, self.doctor = Button(look, "text"), Button(look, "text", "stethoscope")
        self.other.clicked.connect(lambda: self.asked.emit("package", None))
        self.doctor.clicked.connect(lambda: self.asked.emit("preflight", None))
        self.works: tuple[Work, ...] = ()
        self._looked = False
        self.foot = FootBar(shell)
        self.foot.help_asked.connect(self.help_asked)
        self.foot.preferences_asked.connect(lambda: self.asked.emit("preferences", None))
        self._two = row()
        self._acts = row(self.next, self.other, self.doctor, 0, spacing=8)
        self._build()
        shell.recent.changed.connect(self.speak)
        self.speak()

    def _build(self) -> None:
        self._drop_row = self._drop_line()
        texts = row(self.new, self.recount, 0, spacing=8)
        left = column(self._line, *self.cards.values(), texts, self._drop_row, 0, spacing=12)
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
        self.asked.emit(PAGES.get(name, name), None)

    def _go_on(self) -> None:
        places, work = self.shell.recent.places, self._to_go_on_with()
        if work is not None:
            self.asked.emit("opening", work.path)
        elif places:
            self.asked.emit(_page_of(places[0]), places[0].path)
        else:
            self.asked.emit("opening", None)

    def _to_go_on_with(self) -> Work | None:
        """Give the work that is gone on with: the newest that can be read and is not sealed."""
        return next((each for each in self.works if each.trouble is None and not each.sealed), None)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the judge's works anew, once the page is painted."""
        super().showEvent(event)
        QTimer.singleShot(READ_AFTER_MS, self._read_works)

    def _read_works(self) -> None:
        home = self.shell.around(silent).home

        def work(report: Progress) -> tuple[Work, ...]:
            found: tuple[Work, ...] = importlib.import_module("judge_desk.desks.judge_shelf").works(home)
            return found

        job = self.shell.jobs.prepare(quiet=True)
        job.done.connect(self._take_works)
        self.shell.jobs.start(job, work)

    def _take_works(self, works: tuple[Work, ...]) -> None:
        if works != self.works or not self._looked:
            self.works, self._looked = works, True
            self.speak()

    def speak(self) -> None:
        """Say every word, and list the recent places anew."""
        say = self.shell.words.say
        self._name.setText(say("ui.start.name"))
        self._line.setText(say("ui.start.line"))
        for name, each in self.cards.items():
            each.tell(say(f"ui.start.{name}.name"), say(f"ui.start.{name}.line"))
        self._drop.setText(say("ui.start.drop"))
        self.new.setText(say("ui.start.found"))
        self.recount.setText(say("ui.start.recount"))
        self._head.setText(say("ui.start.recent"))
        self.other.setText(say("ui.start.check_package"))
        self.doctor.setText(say("ui.start.doctor"))
        self.foot.speak()
        self._list_places()

    def _list_places(self) -> None:
        say, now = self.shell.words.say, self.shell.around(silent).now()
        places = self.shell.recent.places[: max(1, ROWS - len(self.works))]
        rows = [self._work_row(each, now) for each in self.works[:ROWS]] + [self._row(each, now) for each in places]
        clear(self._rows)
        for number, each in enumerate(rows):
            if number:
                self._rows.addWidget(Rule())
            self._rows.addWidget(each)
        if not rows:
            empty = Text(self.shell.look, "body", "text_2", wrap=True)
            empty.setText(say("ui.start.empty" if self._looked else "ui.start.looking"))
            self._rows.addLayout(column(empty, margins=(12, 16, 12, 16)))
        self.next.setVisible(self._looked)  # what it does depends on what is found, and it must not change under a hand
        work = self._to_go_on_with()
        if work is not None:
            self.next.setText(say("ui.start.go_on.work", code=work.code) if work.code else say("ui.start.go_on.begin"))
        else:
            self.next.setText(say(f"ui.start.go_on.{places[0].kind}") if places else say("ui.start.first"))

    def _work_row(self, work: Work, now: str) -> LargeButton:
        """Show a score file: contest, round, seat, how far; or why it cannot be read."""
        words, look = self.shell.words, self.shell.look
        state = (
            "trouble" if work.trouble else "sealed" if work.sealed else "done" if work.done == work.of else "marking"
        )
        sign = Sign(look)
        icon, tone = SIGNS[state]
        sign.show_state(icon, tone, words.say(f"ui.start.sign.{state}"))
        button = LargeButton(look, "row", "file-pen-line", 24, (sign,))
        if work.trouble is not None:
            button.tell(work.path.name, words.problem(work.trouble))
        else:
            line = words.say(
                "ui.start.work",
                round=work.round, seat=work.seat, left=work.of - work.done, of=work.of, when=words.when(work.time, now),
            )  # fmt: skip
            trial = f"{words.say('ui.start.sign.rehearsal')} · " if work.rehearsal else ""
            button.tell(work.contest, trial + line)
        button.setMinimumHeight(look.px(60))
        button.clicked.connect(partial(self.asked.emit, "opening", work.path))
        return button

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
        button.clicked.connect(partial(self.asked.emit, _page_of(place), place.path))
        return button

    def first(self) -> QWidget:
        """Begin at the filled button; before it is known what that does, at the first card."""
        return self.next if self._looked else self.cards["judge"]

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


def _page_of(place: RecentPlace) -> str:
    """Give the page that a recent place is opened with; a package that was checked is opened for marking."""
    return "opening" if place.kind == "package" else place.kind


def _state(work: Work) -> str:
    """Give the key of :data:`SIGNS` for a score file."""
    if work.trouble is not None:
        return "trouble"
    if work.sealed:
        return "sealed"
    return "done" if work.done == work.of else "marking"
