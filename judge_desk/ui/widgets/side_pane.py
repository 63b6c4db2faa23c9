"""A table that fills and a panel beside it; where there is no width the panel lies under the table and both scroll."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.layouts import row, scrolling

SIDE: Final = 292
NARROW: Final = 900
"""px under which the panel lies under the table."""
LEAST: Final = 200
"""px of height that the table keeps then."""


class SidePane(QWidget):
    """``main`` takes the room, ``side`` has the width of a panel."""

    def __init__(self, look: Look, main: QWidget, side: QWidget, width: int = SIDE, least: int = LEAST) -> None:
        """Set both beside each other; ``least`` px of height stay to the table where the panel lies under it."""
        super().__init__()
        self._look, self._main, self._width, self._least = look, main, width, least
        self._panel = scrolling(side)
        self._panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side = side
        holder = QWidget()
        self._beside = row(main, self._panel, spacing=12, margins=(16, 12, 16, 12))
        self._beside.setStretchFactor(main, 1)
        holder.setLayout(self._beside)
        self._area: QScrollArea = scrolling(holder)
        self.setLayout(row(self._area))
        look.changed.connect(self._lie)
        self._lie()

    def _lie(self) -> None:
        narrow = self.width() < self._look.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(way)
        self._main.setMinimumHeight(self._look.px(self._least) if narrow else 0)
        if narrow:
            self._panel.setMinimumWidth(0)
            self._panel.setMaximumWidth(16_777_215)
            self._panel.setMinimumHeight(self._side.sizeHint().height())
        else:
            self._panel.setFixedWidth(self._look.px(self._width) + 14)
            self._panel.setMinimumHeight(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the panel beside the table, or under it."""
        super().resizeEvent(event)
        self._lie()

    def refresh(self) -> None:
        """Give the panel the room that it needs now."""
        self._lie()
