"""Buttons: outlined, the one filled, text, tab, and the large ones that hold an icon and two lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.layouts import Part, column, row
from judge_desk.ui.widgets.text import Picture, Text, restyle

ICON: dict[str, str] = {
    "primary": "on_accent",
    "plain": "text",
    "text": "accent",
    "tab": "text",
    "choice": "text",
    "chip": "text",
}


class PressedByEnter(QPushButton):
    """A button that Enter presses like the space bar; outside of dialogs Qt knows the space bar alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as a click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if self.menu() is not None:
                self.showMenu()
            else:
                self.click()
            return
        super().keyPressEvent(event)


class Button(PressedByEnter):
    """A button with a verb, and perhaps an icon before it.

    ``kind`` is ``plain`` (outlined), ``primary`` (filled; one per page), ``text``, or one that stays down: ``tab``,
    ``choice`` (one of several), ``chip`` (a small one).
    """

    def __init__(self, look: Look, kind: str = "plain", icon: str = "", role: str = "") -> None:
        """Make a button without words yet."""
        super().__init__()
        self._look, self._kind, self._icon = look, kind, icon
        self._role = role or ("strong" if kind == "primary" else "label")
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if kind in ("tab", "choice", "chip"):
            self.setCheckable(True)
        look.changed.connect(self._follow)
        self._follow()

    def become(self, kind: str) -> None:
        """Take another kind."""
        self._kind = kind
        self._role = "strong" if kind == "primary" else "label"
        restyle(self, kind=kind)
        self._follow()

    def show_icon(self, name: str) -> None:
        """Take another icon, or none for an empty name; the words must be said again."""
        self._icon = name
        self.setIcon(QIcon())
        self._follow()

    def _follow(self) -> None:
        self.setFont(self._look.font(self._role))
        if self._icon:
            ratio = self.devicePixelRatioF()
            self.setIcon(self._look.icon(self._icon, ICON[self._kind], 18, ratio))
            self.setIconSize(self._look.icon_size(18))

    def setText(self, text: str) -> None:
        """Say the verb; a gap parts it from the icon."""
        super().setText(f" {text}" if self._icon else text)
        self.setAccessibleName(text.replace("&", ""))
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button; a filled one with the focus gets a gap inside its ring, so that the ring is seen."""
        super().paintEvent(event)
        if self._kind == "primary" and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._look.tokens.surface), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 4, 4)


class LargeButton(PressedByEnter):
    """A button that holds an icon, a name and a line under it: the cards and rows of the start page."""

    def __init__(self, look: Look, kind: str, icon: str, size: int, tail: tuple[Part, ...] = ()) -> None:
        """Make the button; ``kind`` is ``card`` or ``row``, ``tail`` stands at its right end."""
        super().__init__()
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.name = Text(look, "heading" if kind == "card" else "label", wrap=True)
        self.caption = Text(look, "body" if kind == "card" else "caption", "text_2", wrap=True)
        for each in (self.name, self.caption):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lines = column(0, self.name, self.caption, 0)
        side = 20 if kind == "card" else 16
        self.picture = Picture(look, icon, "accent", size)
        inner = row(self.picture, lines, *tail, spacing=side, margins=(side, 8, side, 8))
        inner.setStretchFactor(lines, 1)
        self.setLayout(inner)

    def tell(self, name: str, caption: str) -> None:
        """Set both lines; a screen reader reads them as one."""
        self.name.setText(name)
        self.caption.setText(caption)
        self.setAccessibleName(f"{name}. {caption}")

    def sizeHint(self) -> QSize:
        """Give the room that the lines need."""
        layout = self.layout()
        assert layout is not None
        return layout.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Give the least room."""
        layout = self.layout()
        assert layout is not None
        return layout.totalMinimumSize()

    def hasHeightForWidth(self) -> bool:
        """Lines wrap, so the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height at a width in px."""
        layout = self.layout()
        assert layout is not None
        return max(self.minimumHeight(), layout.totalHeightForWidth(width))
