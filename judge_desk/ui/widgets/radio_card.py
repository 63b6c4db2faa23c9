"""One possible answer as a card: a ring to choose, what it is, and what it would mean. None is chosen at first."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from judge_desk.ui.look import Look

PAD: Final = 12
RING: Final = 18
WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class RadioCard(QRadioButton):
    """A radio button as large as its two sentences; Enter chooses like the space bar."""

    def __init__(self, look: Look) -> None:
        """Make an unchosen card without words."""
        super().__init__()
        self._look = look
        self._meaning = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(160)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.updateGeometry)

    def tell(self, name: str, meaning: str) -> None:
        """Say what the answer is, and what it would mean."""
        self.setText(name)
        self._meaning = meaning
        self.setAccessibleName(f"{name}. {meaning}".rstrip(". ") + ".")
        self.updateGeometry()

    def _heights(self, width: int) -> tuple[int, int]:
        room = QRect(0, 0, width - 3 * PAD - self._look.px(RING), 10_000)
        name = QFontMetrics(self._look.font("strong")).boundingRect(room, WRAP, self.text()).height()
        if not self._meaning:
            return max(name, self._look.line("body")), 0
        meaning = QFontMetrics(self._look.font("caption")).boundingRect(room, WRAP, self._meaning).height()
        return max(name, self._look.line("body")), meaning + 2

    def hasHeightForWidth(self) -> bool:
        """Sentences wrap, so the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height that both sentences need."""
        return max(sum(self._heights(width)) + 2 * PAD - 4, self._look.px(40))

    def sizeHint(self) -> QSize:
        """Give the room of the card at its present width."""
        width = max(self.width(), 240)
        return QSize(240, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the card."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, the ring, both sentences, and the ring of the focus."""
        painter, look = QPainter(self), self._look
        tokens, chosen, ring = look.tokens, self.isChecked(), look.px(RING)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.accent if chosen or self.hasFocus() else tokens.line_strong
        width = 2 if chosen or self.hasFocus() else tokens.line_width
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(tokens.accent_soft if chosen else tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        name, meaning = self._heights(self.width())
        centre = QPointF(PAD + ring / 2, PAD + min(name, look.line("body")) / 2)
        painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.line_strong), 2 if chosen else 1.4))
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(centre, ring / 2 - 1, ring / 2 - 1)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(centre, ring / 4, ring / 4)
        left, room = 2 * PAD + ring, self.width() - 3 * PAD - ring
        painter.setPen(QColor(tokens.text))
        painter.setFont(look.font("strong"))
        painter.drawText(QRect(left, PAD - 2, room, name), WRAP, self.text())
        painter.setPen(QColor(tokens.text_2))
        painter.setFont(look.font("caption"))
        painter.drawText(QRect(left, PAD + name, room, meaning), WRAP, self._meaning)
