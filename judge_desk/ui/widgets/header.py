"""The bar on top of every page: back at the left, the title beside it, the state at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Text

HEIGHT = 52


class Header(QFrame):
    """Back, title, state. A title that does not fit is cut at the right and stands whole in the tooltip."""

    back = Signal()

    def __init__(self, look: Look) -> None:
        """Make the bar without words."""
        super().__init__()
        self.setProperty("frame", "header")
        self._look = look
        self._title = ""
        self.button = Button(look, "plain", "chevron-left")
        self.button.clicked.connect(self.back)
        self.title = Text(look, "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.sign = Sign(look)
        self.setLayout(row(self.button, self.title, self.sign, spacing=12, margins=(16, 7, 16, 7)))
        look.changed.connect(self._fit)

    def tell(self, back: str, title: str) -> None:
        """Set the words."""
        self.button.setText(back)
        self._title = title
        self.title.setAccessibleName(title)
        self._fit()

    def _fit(self) -> None:
        right = Qt.TextElideMode.ElideRight
        fitted = self.title.fontMetrics().elidedText(self._title, right, self.title.width())
        self.title.setText(fitted)
        self.title.setToolTip(self._title if fitted != self._title else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the title to the new width."""
        super().resizeEvent(event)
        self._fit()
