"""The black area of a clip: its picture in its own proportions, a plate for sound alone, a sign over the time limit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from judge_desk.ui import icons
from judge_desk.ui.look import Look
from judge_desk.ui.theme import DARK
from judge_desk.ui.viewer.protocol import Message

LEAST: Final = QSize(240, 40)
MARGIN: Final = 12
ICON: Final = 48
SIGN_ICON: Final = 16

TakeKey = Callable[[QKeyEvent], bool]
"""Does what a key means for the clip; False when it means nothing."""


class ClipPicture(QWidget):
    """Shows pictures as they come; a click is ``clicked``, ``sized`` tells that pictures of another size fit now.

    The area is dark in every look, so what is painted on it takes the colours of the dark one.
    """

    clicked = Signal()
    doubled = Signal()
    sized = Signal()
    shown = Signal()

    def __init__(self, look: Look, take_key: TakeKey) -> None:
        """Make a black area."""
        super().__init__()
        self._look, self._take_key = look, take_key
        self._pixels = b""
        self._image = QImage()
        self._plate = self._note = self._over = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        """Give the least area in which a picture can be made out."""
        return LEAST

    @property
    def wanted(self) -> QSize:
        """The largest useful size of a picture, in px of the screen."""
        ratio = self.devicePixelRatioF()
        return QSize(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))

    @property
    def image(self) -> QImage:
        """The picture that is shown; null before the first one."""
        return self._image

    @property
    def over(self) -> str:
        """The words of the sign over the picture, empty for none."""
        return self._over

    def take(self, frame: Message) -> None:
        """Show the next picture."""
        width, height = frame.size
        self._pixels = frame.pixels  # the image only points at them
        self._image = QImage(self._pixels, width, height, width * 4, QImage.Format.Format_RGB32)
        self._note = ""
        self.update()

    def clear(self) -> None:
        """Show black."""
        self._image, self._pixels = QImage(), b""
        self._plate = self._note = self._over = ""
        self.update()

    def show_plate(self, name: str) -> None:
        """Show that this is sound alone, under a name; empty for none."""
        self._plate = name
        self.update()

    def show_note(self, words: str) -> None:
        """Say what is awaited while there is no picture."""
        self._note = words
        self.update()

    def show_over(self, words: str) -> None:
        """Show the sign over the picture; told to a screen reader when it appears."""
        if words == self._over:
            return
        self._over = words
        self.setAccessibleDescription(words)
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means for the clip."""
        if not self._take_key(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play or pause."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the whole screen, or give it back; what the first click did is undone."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()
            self.doubled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Want pictures of the new size."""
        super().resizeEvent(event)
        self.sized.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Want pictures again."""
        super().showEvent(event)
        self.shown.emit()

    def target(self) -> QRect:
        """Give where the picture is painted."""
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        return QRect(left, top, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, or what stands for it, and the signs over it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if not self._image.isNull():
            painter.drawImage(self.target(), self._image)
        elif self._plate:
            self._paint_plate(painter)
        elif self._note:
            painter.setPen(QColor(DARK.text))
            painter.setFont(self._look.font("body"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._note)
        if self._over:
            self._paint_over(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(DARK.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_plate(self, painter: QPainter) -> None:
        """Paint an icon over the name of the part."""
        side, gap = self._look.px(ICON), 16
        painter.setFont(self._look.font("heading"))
        room = QRectF(self.rect()).adjusted(24, 0, -24, 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        height = painter.boundingRect(room, flags, self._plate).height()
        top = (self.height() - side - gap - height) / 2
        icon = icons.pixmap("music", DARK.text_2, side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF((self.width() - side) / 2, top), icon)
        painter.setPen(QColor(DARK.text))
        painter.drawText(room.adjusted(0, top + side + gap, 0, 0), flags, self._plate)

    def _paint_over(self, painter: QPainter) -> None:
        """Paint the sign into the upper right corner."""
        painter.setFont(self._look.font("strong"))
        metrics, icon = painter.fontMetrics(), self._look.px(SIGN_ICON)
        width, height = icon + 8 + metrics.horizontalAdvance(self._over) + 24, metrics.height() + 12
        box = QRectF(self.width() - MARGIN - width, MARGIN, width, height)
        painter.setPen(QPen(QColor(DARK.warn), 1))
        painter.setBrush(QColor(DARK.warn_soft))
        painter.drawRoundedRect(box, 4, 4)
        picture = icons.pixmap("timer", DARK.warn, icon, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.left() + 12, box.center().y() - icon / 2), picture)
        painter.setPen(QColor(DARK.warn))
        words = box.adjusted(12 + icon + 8, 0, -12, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._over)
