"""Who sits down: the seat, its PIN, and the wait after a wrong one, in words and seconds."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from judge_desk.contest.values.identity import Seat
from judge_desk.desks.opening import SeatOffer, Standing
from judge_desk.ui.models.opening_words import change_line
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.pin_field import DIGITS, PinField
from judge_desk.ui.widgets.text import Picture, Text


class SeatForm(QWidget):
    """No seat is chosen at first. ``chose`` tells the seat when it is, ``went`` seat and PIN."""

    chose = Signal(int)
    went = Signal(int, str)

    def __init__(self, shell: Shell) -> None:
        """Make the form without seats."""
        super().__init__()
        look = shell.look
        self._words = shell.words
        self._seats: tuple[SeatOffer, ...] = ()
        self._seconds = 0
        self._refusal = ""
        self.seat: Seat | None = None
        self.label, self.choose = Text(look, "caption_strong"), Button(look, "plain", "chevron-down")
        self.menu = QMenu(self)
        self.choose.setMenu(self.menu)
        self.about = Text(look, "body", "text_2", wrap=True)
        self.pin_label, self.pin = Text(look, "caption_strong"), PinField(look)
        self.pin_label.setBuddy(self.pin)
        self.eye = Button(look, "text", "eye")
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show_digits)
        self.sign, self.line = Picture(look, "triangle-alert", "stop", 16), Text(look, "body", "stop", wrap=True)
        self.forgot = Text(look, "caption", "text_2", wrap=True)
        self.go = Button(look, "primary", "arrow-right")
        self.go.clicked.connect(self._go)
        self.why = Text(look, "caption", "text_2", wrap=True)
        self.pin.returnPressed.connect(self._go)
        self.pin.textChanged.connect(lambda _: self._say_state())
        kept = self.sign.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the buttons below stay where they are when a PIN is refused
        self.sign.setSizePolicy(kept)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self._build()

    def _build(self) -> None:
        seat = column(self.label, row(self.choose, 0), self.about, spacing=6)
        pin = column(self.pin_label, row(self.pin, self.eye, 0, spacing=8), spacing=6)
        refusal = row(self.sign, self.line, spacing=8)
        acts = row(self.why, self.go, spacing=12)
        self.setLayout(column(seat, pin, refusal, self.forgot, acts, spacing=14))

    def offer(self, seats: tuple[SeatOffer, ...]) -> None:
        """Offer seats; a single one, that of a score file, is fixed."""
        self._seats = seats
        self.seat = seats[0].seat if len(seats) == 1 else None
        self.pin.clear()
        self.wait(0, "")
        self.speak()

    def speak(self) -> None:
        """Say every word."""
        say = self._words.say
        self.menu.clear()
        for each in self._seats:
            act = self.menu.addAction(say("ui.opening.seat", seat=each.seat, name=each.name))
            act.triggered.connect(partial(self._take, each.seat))
        self.label.setText(say("ui.opening.seat_label"))
        self.pin_label.setText(say("ui.opening.pin"))
        self.pin.setAccessibleName(say("ui.opening.pin"))
        self.eye.setText(say("ui.opening.pin_show"))
        self.forgot.setText(say("ui.opening.pin_forgot"))
        self.go.setText(say("ui.opening.go"))
        self._say_state()

    def _take(self, seat: Seat) -> None:
        self.seat = seat
        self.chose.emit(int(seat))
        self._say_state()
        self.pin.setFocus()

    def _say_state(self) -> None:
        say = self._words.say
        chosen = next((each for each in self._seats if each.seat == self.seat), None)
        self.choose.setEnabled(len(self._seats) > 1)
        if chosen is None:
            self.choose.setText(say("ui.opening.seat_choose"))
        else:
            self.choose.setText(say("ui.opening.seat", seat=chosen.seat, name=chosen.name))
        begun = chosen is not None and chosen.standing is not Standing.NONE and len(self._seats) > 1
        if begun and chosen is not None:
            about = (say(f"ui.opening.standing.{chosen.standing}"), change_line(chosen.change, self._words))
            self.about.setText(" ".join(each for each in about if each))
        self.about.setVisible(begun)
        missing = "seat" if chosen is None else "pin" if len(self.pin.pin) < DIGITS else ""
        self.why.setText(say(f"ui.opening.missing_{missing}") if missing and not self._seconds else "")
        self.go.setEnabled(not missing and not self._seconds)
        self.line.setText(
            say("ui.opening.pin_wait", refusal=self._refusal, seconds=self._seconds) if self._seconds else self._refusal
        )
        self.sign.setVisible(bool(self.line.text()))

    def _show_digits(self, on: bool) -> None:
        self.pin.show_digits(on)

    def wait(self, seconds: int, refusal: str) -> None:
        """Say why the PIN was refused, and count down until it may be tried again."""
        self._seconds, self._refusal = seconds, refusal
        if refusal:
            self.pin.clear()
        if seconds:
            self._clock.start()
        self._say_state()
        if refusal:
            self.pin.setFocus()

    def _tick(self) -> None:
        self._seconds = max(0, self._seconds - 1)
        if not self._seconds:
            self._clock.stop()
        self._say_state()

    def _go(self) -> None:
        if self.go.isEnabled() and self.seat is not None:
            self.went.emit(int(self.seat), self.pin.pin)
