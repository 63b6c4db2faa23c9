"""Finds in a window what a guide speaks of, and numbers it in the picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from judge_desk.wording.catalogue import open_catalogue

RED: Final = "#B3261E"
SIDE: Final = 26
"""px of the disc with a number."""


class NotShown(Exception):
    """What a guide speaks of is not seen in the window."""


@dataclass(frozen=True)
class Mark:
    """A number, and what it stands at: the key of words that a control shows, or the name of a widget's class."""

    number: int
    what: str


def seen(window: QWidget) -> Iterator[QWidget]:
    """Give every widget of which something can be seen, buttons first, from top to bottom."""
    found = [each for each in window.findChildren(QWidget) if each.isVisible() and not each.visibleRegion().isEmpty()]
    found.sort(key=lambda each: (not isinstance(each, QAbstractButton), *_corner(each, window)))
    return iter(found)


def _corner(widget: QWidget, window: QWidget) -> tuple[int, int]:
    at = widget.mapTo(window, QPoint())
    return at.y(), at.x()


def words_on(widget: QWidget) -> tuple[str, ...]:
    """Give what a control says: its text without the sign of a mnemonic, its name for the screen reader."""
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        text = widget.placeholderText()
    return text.replace("&", "").strip(), widget.accessibleName()


def pattern_of(template: str) -> re.Pattern[str]:
    """Give the pattern of a sentence whose facts may be anything."""
    return re.compile(".+".join(map(re.escape, re.split(r"{[^}]*}", template.strip()))))


def find(window: QWidget, what: str, language: str) -> QWidget:
    """Find the control that shows the words of a key, or the first widget of a class.

    Raises:
        NotShown: there is none in sight.
    """
    if "." not in what:
        widget = next((each for each in seen(window) if type(each).__name__ == what), None)
    else:
        wanted = pattern_of(open_catalogue(language).template(what))
        shown = ((each, words_on(each)) for each in seen(window))
        widget = next((each for each, words in shown if any(map(wanted.fullmatch, words))), None)
    if widget is None:
        raise NotShown(f"{what} ({language})")
    above = widget.parentWidget()
    return above if isinstance(above, QAbstractButton) else widget  # a large button holds its words


def place_of(widget: QWidget, window: QWidget) -> QRect:
    """Give the part of a widget that is seen, in the window's px."""
    return widget.visibleRegion().boundingRect().translated(widget.mapTo(window, QPoint()))


def draw(picture: QPixmap, places: Mapping[int, QRect]) -> None:
    """Draw a frame round every place, and its number on the upper left corner."""
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, place in places.items():
        frame = place.adjusted(-3, -3, 3, 3).intersected(picture.rect().adjusted(1, 1, -1, -1))
        painter.setPen(QPen(QColor(RED), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 6, 6)
        left, top = max(frame.left() - SIDE // 2, 1), max(frame.top() - SIDE // 2, 1)
        disc = QRect(left, top, SIDE, SIDE)
        painter.setPen(QPen(QColor("white"), 2))
        painter.setBrush(QColor(RED))
        painter.drawEllipse(disc)
        painter.setFont(QFont("IBM Plex Sans", 12, QFont.Weight.Bold))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
