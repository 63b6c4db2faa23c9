"""The bar on top of every page: back at the left, the title beside it, the state at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Text

HEIGHT = 52


class Header(QFrame):
    """Back, title, state. A title that does not fit is cut at the right and stands whole in the tooltip."""

    back = Signal()

    def __init__(self, look: Look, role: str = "title") -> None:
        """Make the bar without words; ``role`` is that of the title's text."""
        super().__init__()
        self.setProperty("frame", "header")
        self._look = look
        self._title = self._short = ""
        self.button = Button(look, "plain", "chevron-left")
        self.button.clicked.connect(self.back)
        self.title = Text(look, role)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.title.installEventFilter(self)
        self.sign = Sign(look)
        self._row = row(self.button, self.title, self.sign, spacing=12, margins=(16, 7, 16, 7))
        self.setLayout(self._row)
        look.changed.connect(self._fit)

    def put(self, *widgets: QWidget) -> None:
        """Set more at the right end, after the sign."""
        for widget in widgets:
            self._row.addWidget(widget)

    def tell(self, back: str, title: str, short: str = "") -> None:
        """Set the words; ``short`` stands there where the whole title has no room."""
        self.button.setText(back)
        self._title, self._short = title, short or title
        self.title.setAccessibleName(title)
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.title.fontMetrics(), self.title.width()
        title = self._title if metrics.horizontalAdvance(self._title) <= room else self._short
        fitted = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        self.title.setText(fitted)
        self.title.setToolTip(self._title if fitted != self._title else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the title to a new width; it changes with the words beside it, too."""
        if watched is self.title and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)
