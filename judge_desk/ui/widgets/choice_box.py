"""One of several, from a list that opens: painted like a field with our own arrow; the wheel leaves it be."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox

from judge_desk.ui.look import Look

HEIGHT: Final = 34
SIDE: Final = 10
ARROW: Final = 18


class ChoiceBox(QComboBox):
    """A list of choices that shows the chosen one, or its placeholder where none is."""

    def __init__(self, look: Look, characters: int = 12) -> None:
        """Make it without choices, at least some characters wide."""
        super().__init__()
        self._look = look
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(characters)
        self.setMaxVisibleItems(14)
        look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setFont(self._look.font("body"))
        self.setMinimumHeight(self._look.px(HEIGHT))
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Give the least room."""
        return super().minimumSizeHint().expandedTo(QSize(0, self._look.px(HEIGHT)))

    def sizeHint(self) -> QSize:
        """Give the room it wants."""
        return super().sizeHint().expandedTo(QSize(0, self._look.px(HEIGHT)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Choose nothing by scrolling past."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with the arrows: a choice takes effect at once, so none is made on the way to another."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, words and arrow."""
        look, tokens, painter = self._look, self._look.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus, off = self.hasFocus(), not self.isEnabled()
        width = 2 if focus else tokens.line_width
        edge = tokens.accent if focus else tokens.line if off else tokens.line_strong
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(tokens.surface_2 if off else tokens.surface))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        chosen = self.currentIndex() >= 0
        size = look.px(ARROW)
        room = self.rect().adjusted(SIDE, 0, -SIDE - size - 4, 0)
        painter.setPen(QColor(tokens.text if chosen and not off else tokens.text_2))
        painter.setFont(self.font())
        words = self.currentText() if chosen else self.placeholderText()
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        picture = look.pixmap("chevron-down", "text_2", ARROW, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - SIDE - size, (self.height() - size) // 2, picture)
        self.setToolTip(words if shown != words else "")
