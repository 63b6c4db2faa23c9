"""A clip on the whole screen: the picture alone, and the bar over its foot while somebody moves mouse or keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from judge_desk.ui.viewing.clip_bar import ClipBar
from judge_desk.ui.viewing.clip_picture import ClipPicture

AWAY_AFTER_MS: Final = 3_000
LEAVE: Final = ("Esc", "F11")
_SIGNS_OF_LIFE: Final = (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress)


class ClipScreen(QWidget):
    """Borrows picture and bar from a view; ``left`` when the person wants them back."""

    left = Signal()

    def __init__(self, over: QWidget, picture: ClipPicture, bar: ClipBar) -> None:
        """Take picture and bar onto the screen of a widget."""
        super().__init__(over.window(), Qt.WindowType.Window)
        self._picture, self._bar = picture, bar
        self._playing = False
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(AWAY_AFTER_MS)
        self._away.timeout.connect(self._hide_bar)
        for each in (picture, bar):
            each.setParent(self)
        bar.raise_()
        picture.setMouseTracking(True)
        picture.installEventFilter(self)
        for keys in LEAVE:
            QShortcut(QKeySequence(keys), self, self.left.emit)
        self.setGeometry(over.screen().geometry())
        self.showFullScreen()
        picture.show()
        picture.setFocus()
        self.wake()

    def show_playing(self, playing: bool) -> None:
        """Let the bar stay while the clip stands still."""
        self._playing = playing
        self.wake()

    def wake(self) -> None:
        """Show the bar for a while."""
        self._bar.show()
        self._place_bar()
        self._picture.unsetCursor()
        self._away.start()

    def _hide_bar(self) -> None:
        inside = self._bar.isAncestorOf(QApplication.focusWidget() or self)
        if not self._playing or inside or self._bar.underMouse() or QApplication.activePopupWidget():
            self._away.start()
            return
        self._bar.hide()
        self._picture.setCursor(Qt.CursorShape.BlankCursor)

    def give_back(self) -> None:
        """Let go of picture and bar; the view puts them into its own layout."""
        self._away.stop()
        self._picture.removeEventFilter(self)
        self._picture.setMouseTracking(False)
        self._picture.unsetCursor()
        for each in (self._picture, self._bar):
            each.setParent(None)
        self.hide()
        self.deleteLater()

    def _place_bar(self) -> None:
        self._picture.setGeometry(self.rect())
        height = max(self._bar.heightForWidth(self.width()), self._bar.sizeHint().height())
        self._bar.setGeometry(QRect(0, self.height() - height, self.width(), height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the screen."""
        super().resizeEvent(event)
        self._place_bar()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wake the bar at every sign of life."""
        if event.type() in _SIGNS_OF_LIFE:
            self.wake()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing gives back, too."""
        event.ignore()
        self.left.emit()
