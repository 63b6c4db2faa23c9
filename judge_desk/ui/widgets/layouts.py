"""Rows and columns in one line: layouts with the spacing of the grid and no margins of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

Part = QWidget | QLayout | int
"""A widget, a layout, or a number: space of that many px, 0 for all the room there is."""


def _fill(box: QBoxLayout, parts: tuple[Part, ...], spacing: int, margins: tuple[int, int, int, int]) -> None:
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        elif part:
            box.addSpacing(part)
        else:
            box.addStretch(1)


def column(*parts: Part, spacing: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Stand parts under each other; margins are left, top, right, bottom in px."""
    box = QVBoxLayout()
    _fill(box, parts, spacing, margins)
    return box


def row(*parts: Part, spacing: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Stand parts beside each other."""
    box = QHBoxLayout()
    _fill(box, parts, spacing, margins)
    return box


def card(layout: QLayout) -> QFrame:
    """Put a layout on a white card."""
    frame = QFrame()
    frame.setProperty("frame", "card")
    frame.setLayout(layout)
    return frame


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def scrolling(inner: QWidget) -> QScrollArea:
    """Let something be scrolled when there is less height than it needs; the focus brings what it is on into sight."""
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    inner.setProperty("ground", "bg")
    area.setWidget(inner)
    return area
