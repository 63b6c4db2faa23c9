"""The list of findings: closed cards are painted, so that ten thousand stay quick; the one that is open is a widget."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from judge_desk.desks.entry_findings import Card
from judge_desk.ui.look import Look
from judge_desk.ui.models.finding_cards import FindingModel, sign_of
from judge_desk.ui.theme import soft
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
CLOSED: Final = 56
GAP: Final = 10
SIGN: Final = 132
"""px of the column of signs, with what parts it from the facts."""
PAD: Final = 16
BAR: Final = 4
"""px of the bar that shows the focus."""
MakeCard = Callable[[Card], QWidget]


class FindingDelegate(QStyledItemDelegate):
    """Paints closed cards, and gives the open one the height that its widget needs."""

    def __init__(self, words: Words, look: Look, view: FindingList) -> None:
        """Paint for a view."""
        super().__init__(view)
        self._words, self._look, self._view = words, look, view
        self._closed = QSize(0, CLOSED + GAP)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a row, with the gap below it."""
        opened = self._view.opened_card
        if opened is not None and index.row() == self._view.opened_row:
            width = self._view.viewport().width()
            return QSize(width, opened.heightForWidth(width))
        return self._closed

    def measure(self) -> None:
        """Fetch the size of a closed card again; it is asked for with every row."""
        self._closed = QSize(self._view.viewport().width(), self._look.px(CLOSED) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a closed card."""
        if index.row() == self._view.opened_row and self._view.opened_card is not None:
            return
        tokens, rect = self._look.tokens, QRect(option.rect)
        rect.setHeight(rect.height() - GAP)
        current = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.surface))
        painter.setPen(QPen(QColor(tokens.accent if current else tokens.line), 2 if current else 1))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)
        self._sign(painter, rect, self._view.findings.card(index.row()))
        self._lines(painter, rect, index.row())
        painter.restore()

    def sign_width(self) -> int:
        """Give the width of the column of signs."""
        metrics = QFontMetrics(self._look.font("small"))
        words = (self._words.say(f"ui.intake.sign.{each}") for each in ("stop", "ask", "note", "done"))
        return max(self._look.px(SIGN), max(map(metrics.horizontalAdvance, words)) + self._look.px(16) + 22 + 20)

    def _sign(self, painter: QPainter, rect: QRect, card: Card) -> None:
        look, tokens = self._look, self._look.tokens
        icon, tone, key = sign_of(card)
        word, size, font = self._words.say(key), look.px(16), look.font("small")
        colour = QColor(getattr(tokens, tone))
        height = look.line("small") + 8
        width = QFontMetrics(font).horizontalAdvance(word) + size + 22
        box = QRect(rect.left() + PAD, rect.top() + (rect.height() - height) // 2, width, height)
        painter.setBrush(QColor(soft(tokens, tone)))
        painter.setPen(QPen(colour, 1) if tokens.line_width > 1 else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 4, 4)
        picture = look.pixmap(icon, tone, 16, self._view.devicePixelRatioF())
        painter.drawPixmap(box.left() + 8, box.top() + (height - size) // 2, picture)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(box.adjusted(14 + size, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)

    def _lines(self, painter: QPainter, rect: QRect, row: int) -> None:
        look, tokens = self._look, self._look.tokens
        fact, place = self._view.findings.lines(row)
        chevron = look.px(18)
        left, right = rect.left() + PAD + self.sign_width(), rect.right() - PAD - chevron - 8
        upper, lower = look.line("label"), look.line("caption")
        top = rect.top() + (rect.height() - upper - lower) // 2
        for text, font, tone, y, height in (
            (fact, look.font("label"), tokens.text, top, upper),
            (place, look.font("caption"), tokens.text_2, top + upper, lower),
        ):
            painter.setFont(font)
            painter.setPen(QColor(tone))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(QRect(left, y, right - left, height), Qt.AlignmentFlag.AlignVCenter, shown)
        picture = look.pixmap("chevron-right", "text", 18, self._view.devicePixelRatioF())
        painter.drawPixmap(rect.right() - PAD - chevron, rect.top() + (rect.height() - chevron) // 2, picture)


class FindingList(QListView):
    """Cards, one of them open: the current one. ``letter`` gives a letter that was pressed for an act of that card."""

    letter = Signal(str)
    shown = Signal()

    def __init__(self, words: Words, look: Look, make_card: MakeCard) -> None:
        """Make an empty list; ``make_card`` makes the widget of the card that is opened."""
        super().__init__()
        self.findings = FindingModel(words, self)
        self.opened_row = -1
        self.opened_card: QWidget | None = None
        self._bar: QFrame | None = None
        self._make = make_card
        self.delegate = FindingDelegate(words, look, self)
        self.setModel(self.findings)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("ground", "bg")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.findings.modelAboutToBeReset.connect(self._close)
        self.selectionModel().currentChanged.connect(lambda now, before: self.open_row(now.row()))
        look.changed.connect(self.relay)
        self.viewport().setAutoFillBackground(False)

    def go_to(self, row: int) -> None:
        """Open the card of a row, the last one if there are fewer, none in an empty list."""
        row = min(max(row, 0), self.findings.total - 1)
        if row < 0:
            self._close()
            self.shown.emit()
            return
        if row >= self.findings.rowCount():
            self.findings.lay_out(row)
        self.setCurrentIndex(self.findings.index(row, 0))
        self.open_row(row)

    def open_row(self, row: int) -> None:
        """Open a card, and close the one that was open."""
        if row == self.opened_row and self.opened_card is not None:
            return
        self._close()
        if not 0 <= row < self.findings.rowCount():
            return
        holder = QWidget(self.viewport())
        holder.setLayout(column(self._make(self.findings.card(row)), margins=(0, 0, 0, GAP)))
        self.opened_row, self.opened_card = row, holder
        self._bar = QFrame(holder)
        self._bar.setProperty("frame", "bar")
        self._bar.setProperty("tone", "accent")
        self._bar.setVisible(self.hasFocus())
        holder.show()
        stops = self._stops()
        for before, after in pairwise([self, *stops]):
            self.setTabOrder(before, after)
        self.relay()
        QTimer.singleShot(0, self, self._into_sight)
        self.shown.emit()

    def _stops(self) -> list[QWidget]:
        """Give what can be pressed or typed into in the open card, in reading order."""
        card = self.opened_card
        if card is None:
            return []
        kinds = (QPushButton, QLineEdit)
        return [each for each in card.findChildren(QWidget) if isinstance(each, kinds) and each.isVisibleTo(card)]

    def reopen(self) -> None:
        """Make the open card anew."""
        row = self.opened_row
        self._close()
        self.open_row(row)

    def _place(self) -> None:
        """Keep the open card on its row."""
        if self.opened_card is not None and 0 <= self.opened_row < self.findings.rowCount():
            rect = self.visualRect(self.findings.index(self.opened_row, 0))
            self.opened_card.setGeometry(rect)
            if self._bar is not None:
                self._bar.setGeometry(BAR, PAD, BAR, rect.height() - GAP - 2 * PAD)
                self._bar.raise_()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a bar on the open card, so that the focus is seen."""
        super().focusInEvent(event)
        if self._bar is not None:
            self._bar.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the bar away."""
        super().focusOutEvent(event)
        if self._bar is not None:
            self._bar.hide()

    def updateGeometries(self) -> None:
        """Follow a new layout of the rows."""
        super().updateGeometries()
        self._place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the rows."""
        super().scrollContentsBy(dx, dy)
        self._place()

    def _into_sight(self) -> None:
        if 0 <= self.opened_row < self.findings.rowCount():
            self.scrollTo(self.findings.index(self.opened_row, 0))

    def _close(self) -> None:
        card, self.opened_row, self.opened_card, self._bar = self.opened_card, -1, None, None
        if card is not None:
            card.hide()
            card.deleteLater()
            self.relay()

    def relay(self) -> None:
        """Give every row its height anew."""
        self.delegate.measure()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the open card take its new height."""
        super().resizeEvent(event)
        self.relay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the open card, a letter does one of its acts."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.opened_card is not None:
            inside = next((each for each in self._stops() if each.isEnabled()), None)
            if inside is not None:
                inside.setFocus()
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.text().isalpha():
            self.letter.emit(event.text().upper())
            return
        last = self.findings.total - 1
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -last, Qt.Key.Key_End: last}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif last >= 0:
            self.go_to(self.opened_row + step)
