"""The third step of sealing: the code, the paper to sign, the stick to hand over; later the place to look it up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from judge_desk.desks.handing_over import Sealing
from judge_desk.ui.models.seal_words import time_and_day
from judge_desk.ui.shell import Shell
from judge_desk.ui.sticks import Stick
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.code_block import CodeBlock
from judge_desk.ui.widgets.earlier_card import EarlierCard
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Picture, Text
from judge_desk.ui.widgets.usb_card import Kept, UsbCard

NARROW: Final = 700
"""px at normal text under which buttons stand under their words."""


class SealHandIn(QWidget):
    """The sealed ballot. What is asked for is the page's to do."""

    print_asked = Signal()
    view_asked = Signal()
    save_asked = Signal()
    receipt_asked = Signal()
    reopen_asked = Signal()
    open_asked = Signal()
    closed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make the step without a ballot."""
        super().__init__()
        look = shell.look
        self._shell = shell
        self._sealings: tuple[Sealing, ...] = ()
        self._pages, self._printed = 0, ""
        self.sign, self.counts = Sign(look), Text(look, "body", "text_2", wrap=True)
        self.code_title, self.compare = Text(look, "heading"), Text(look, "body", "text_2", wrap=True)
        self.code = CodeBlock(look)
        self.printed = Picture(look, "printer", "text_2", 24)
        self.print_title, self.print_text = Text(look, "heading"), Text(look, "body", "text_2", wrap=True)
        self.print, self.view, self.save = Button(look, "plain", "printer"), Button(look, "plain", "eye"), Button(look)
        self.usb = UsbCard(shell)
        self.earlier = EarlierCard(shell)
        self.only_view = Text(look, "small", "text_2", wrap=True)
        self.reopen, self.receipt = Button(look, "text"), Button(look, "plain", "file-text")
        self.in_the_open = Button(look, "text")
        self.act = Button(look, "plain", "check")
        self._build()
        self._connect()

    def _build(self) -> None:
        heads = row(self.sign, self.counts, spacing=8)
        heads.setStretchFactor(self.counts, 1)
        parts = (heads, 4, self.code_title, self.compare, self.code)
        code = card(column(*parts, spacing=4, margins=(20, 12, 20, 14)))
        lines = column(self.print_title, self.print_text, spacing=4)
        buttons = row(self.print, self.view, self.save, 0, spacing=8)
        self._print_row = row(lines, buttons, spacing=12)
        self._print_row.setStretchFactor(lines, 1)
        paper = row(self.printed, self._print_row, spacing=12, margins=(20, 12, 20, 12))
        paper.setStretchFactor(self._print_row, 1)
        holder = QWidget()
        others = row(self.reopen, self.in_the_open, 0)
        holder.setLayout(column(code, card(paper), self.usb, self.earlier, others, 0, spacing=12))
        self._area = scrolling(holder)
        foot = row(self.only_view, self.receipt, self.act, spacing=8)
        foot.setStretchFactor(self.only_view, 1)
        whole = column(self._area, foot, spacing=12)
        whole.setStretchFactor(self._area, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for button, asked in (
            (self.print, self.print_asked), (self.view, self.view_asked), (self.save, self.save_asked),
            (self.receipt, self.receipt_asked), (self.reopen, self.reopen_asked), (self.act, self.closed),
            (self.in_the_open, self.open_asked),
        ):  # fmt: skip
            button.clicked.connect(asked)

    def show_work(self, sealings: tuple[Sealing, ...], printed: str, kept: Kept | None) -> None:
        """Show the newest of the sealings; ``printed`` is the ISO time at which its sheet was printed last."""
        self._sealings, self._printed, self._pages = sealings, printed, 0
        self.code.show_code(sealings[-1].code)
        self.usb.begin(sealings[-1].file_name, len(sealings[-1].travels), kept)
        self.speak()

    def show_pages(self, pages: int) -> None:
        """Take how many pages the sheet has."""
        self._pages = pages
        self.speak()

    def show_printed(self, stamp: str) -> None:
        """Show that the sheet was printed."""
        self._printed = stamp
        self.speak()

    def note(self, sentence: str) -> None:
        """Say what became of printing or saving, in the card it belongs to."""
        self.print_text.setText(sentence)

    def show_sticks(self, sticks: Sequence[Stick]) -> None:
        """Take the sticks that are plugged in now."""
        self.usb.show_sticks(sticks)
        self.lead()

    def lead(self) -> None:
        """Fill the button of the next step: print, write to a stick, close."""
        steps = (not self._printed, bool(self._printed) and not self.usb.is_written)
        self.print.become("primary" if steps[0] else "plain")
        self.usb.lead(steps[1])
        self.act.become("plain" if any(steps) else "primary")

    def first(self) -> QWidget:
        """Give the button of the next step."""
        if not self._printed:
            return self.print
        return self.act if self.usb.is_written else (self.usb.buttons or [self.usb.folder])[0]

    def speak(self) -> None:
        """Say every word."""
        if not self._sealings:
            return
        say, words, now = self._shell.words.say, self._shell.words, self._sealings[-1]
        when = time_and_day(now.ballot.stated_time, words)
        counts = {"entries": len(now.ballot.lines), "marked": now.marked, "recused": now.recused}
        revision = now.ballot.revision
        again = say("ui.sealing.done.sealed_again", revision=revision, **when) if revision > 1 else ""
        self.sign.show_state("lock", "seal", again or say("ui.sealing.done.sealed", **when))
        partly = say("ui.sealing.done.counts_partial", **counts, blank=now.blank) if now.blank else ""
        recused = say("ui.sealing.done.counts", **counts) if now.recused else ""
        self.counts.setText(partly or recused or say("ui.sealing.done.counts_plain", entries=len(now.ballot.lines)))
        self.code_title.setText(say("ui.sealing.done.code"))
        closed = say("ui.sealing.done.closed") if now.travels_closed else ""
        self.compare.setText(f"{say('ui.sealing.done.compare')} {closed}".strip())
        self.in_the_open.setText(say("ui.sealing.done.in_the_open"))
        self.in_the_open.setVisible(now.travels_closed)
        self.only_view.setText(say("ui.sealing.done.only_view"))
        self.reopen.setText(say("ui.sealing.done.reopen"))
        self.receipt.setText(say("ui.sealing.done.receipt"))
        self.act.setText(say("ui.sealing.done.close"))
        self._say_print()
        self.earlier.show_work(self._sealings[:-1])
        self.usb.speak()
        self.lead()

    def _say_print(self) -> None:
        say, words = self._shell.words.say, self._shell.words
        self.print_title.setText(say("ui.sealing.print.title"))
        self.printed.show_icon(*(("circle-check", "ok") if self._printed else ("printer", "text_2")))
        done = ""
        if self._printed and self._pages:
            done = say("ui.sealing.print.done", pages=self._pages, **time_and_day(self._printed, words))
        self.print_text.setText(done or (say("ui.sealing.print.fresh", pages=self._pages) if self._pages else ""))
        self.print.setText(say("ui.sealing.print.again" if self._printed else "ui.sealing.print.act"))
        self.view.setText(say("ui.sealing.print.view"))
        self.save.setText(say("ui.paper.save"))

    def reveal(self, part: QWidget) -> None:
        """Scroll to a part of the step, once it has its place."""
        if part is not self.act:
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(part, 0, 40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set buttons under their words where they have no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < self._shell.look.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._print_row.setDirection(way)
        self.usb.lie(way)
