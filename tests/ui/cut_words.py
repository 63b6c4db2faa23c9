"""Finds words that cannot be read whole: too wide or too high for their widget, clipped, or covered by a neighbour."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QPushButton, QWidget

SETTLE_MS = 60
SLACK = 1
"""px that rounding may take."""


def cut_words(top: QWidget) -> list[str]:
    """Say every visible text below a widget that is not whole; text that is scrolled out of sight is not cut."""
    QCoreApplication.processEvents()  # a change of text or size lays out anew in the next turn of the loop
    if not (found := _look(top)):
        return found
    QTest.qWait(SETTLE_MS)  # what is shown while rows still take their heights is not what is read
    return _look(top)


def _look(top: QWidget) -> list[str]:
    shown = [each for each in top.findChildren(QWidget) if each.isVisible() and _words(each)]
    found = [f"{why}: {_words(each)!r}" for each in shown if (why := _cut(each) or _clipped(each, top))]
    return found + _covered(shown)


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text().strip()
    return widget.text() or widget.placeholderText() if isinstance(widget, QLineEdit) else ""


def _cut(widget: QWidget) -> str:
    """Say how a widget is too small for its own words, empty when it is not."""
    if isinstance(widget, QLabel):
        return _cut_label(widget)
    if isinstance(widget, QLineEdit):
        room = widget.width() - 12
        return "too narrow" if widget.fontMetrics().horizontalAdvance(_words(widget)) > room else ""
    least = widget.minimumSizeHint() if isinstance(widget, QPushButton) and widget.layout() else widget.sizeHint()
    if widget.width() + SLACK < least.width():
        return "too narrow"
    return "too low" if widget.height() + SLACK < least.height() else ""


def _cut_label(label: QLabel) -> str:
    room, metrics = label.contentsRect(), label.fontMetrics()
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + SLACK:
            return "too low"
        widest = max((metrics.horizontalAdvance(word) for word in label.text().split()), default=0)
        return "too narrow" if widest > room.width() + SLACK else ""
    if max(metrics.horizontalAdvance(line) for line in label.text().split("\n")) > room.width() + SLACK:
        return "too narrow"
    return "too low" if metrics.height() > room.height() + SLACK else ""


def _clipped(widget: QWidget, top: QWidget) -> str:
    """Say that a parent shows only a part of a widget; a part that can be scrolled to is whole."""
    inside: QWidget = widget
    rect = widget.rect()
    while inside is not top and (parent := inside.parentWidget()) is not None:
        rect = QRect(inside.mapTo(parent, rect.topLeft()), rect.size())
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            if area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
                return ""
            return "clipped" if rect.left() < -SLACK or rect.right() > parent.width() + SLACK else ""
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(rect):
            return "clipped"
        inside = parent
    return ""


def _covered(shown: list[QWidget]) -> list[str]:
    """Say which widgets with words lie over each other, or over a field, in the same parent."""
    found = []
    for parent in {parent for each in shown if (parent := each.parentWidget()) is not None}:
        inside = [each for each in parent.children() if isinstance(each, QWidget) and each.isVisible()]
        for one, other in combinations(inside, 2):
            common = one.geometry().intersected(other.geometry())
            if (_words(one) or _words(other)) and common.width() > SLACK and common.height() > SLACK:
                found.append(f"covered: {_words(one)!r} and {_words(other) or type(other).__name__!r}")
    return found
