"""The levels of a criterion as buttons: choosing one narrows what the field takes, it gives no mark by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QPushButton, QSizePolicy, QWidget

from judge_desk.contest.rulebook.rubric import Band
from judge_desk.ui.look import Look
from judge_desk.ui.models.rubric_words import band_range
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.words import Words

GAP: Final = 6
SIDE: Final = 8
FEWEST_ABREAST: Final = 3
"""Fewer than these beside each other read worse than a list."""


class BandButton(QPushButton):
    """One level: its name and its marks, under each other or, in a list, beside each other."""

    hovered = Signal(bool)

    def __init__(self, look: Look, name: str, marks: str, number: int) -> None:
        """Make the button of a level; ``number`` is its digit on the keyboard."""
        super().__init__()
        self._look = look
        self.setProperty("kind", "band")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.name, self.marks = Text(look, "small"), Text(look, "caption", "text_2")
        for each in (self.name, self.marks):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.name.setText(name)
        self.marks.setText(marks)
        self.setAccessibleName(f"{name} {marks}")
        self.setToolTip(f"Alt+{number}")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(SIDE, 3, SIDE, 3)
        self._box.addWidget(self.name, 1)
        self._box.addWidget(self.marks)
        self.setLayout(self._box)

    def stack(self, two_lines: bool) -> None:
        """Put the marks under the name, or at the right of it."""
        way, place = QBoxLayout.Direction, Qt.AlignmentFlag
        self._box.setDirection(way.TopToBottom if two_lines else way.LeftToRight)
        for each in (self.name, self.marks):
            each.setAlignment(place.AlignCenter if two_lines else place.AlignLeft | place.AlignVCenter)
        self.updateGeometry()

    def need(self) -> int:
        """Give the width in px that the name needs."""
        return self.name.sizeHint().width() + 2 * SIDE + 4

    def sizeHint(self) -> QSize:
        """Give the room of both texts."""
        return self._box.totalSizeHint().expandedTo(QSize(0, self._look.px(32)))

    def minimumSizeHint(self) -> QSize:
        """Give the least room: the width follows the chooser."""
        return QSize(0, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the mouse is here."""
        super().enterEvent(event)
        self.hovered.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse is gone."""
        super().leaveEvent(event)
        self.hovered.emit(False)


class BandChooser(QWidget):
    """All levels of a criterion; ``chosen`` tells the one that was picked by hand, ``hinted`` the one under the mouse.

    Both give the place of a level, −1 for none.
    """

    chosen = Signal(int)
    hinted = Signal(int)

    def __init__(self, look: Look, bands: Sequence[Band], words: Words) -> None:
        """Make a button for each level; none is chosen."""
        super().__init__()
        self.buttons: list[BandButton] = []
        self._abreast = 0
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._grid)
        for place, band in enumerate(bands):
            button = BandButton(look, band.title, band_range(band, words), place + 1)
            button.clicked.connect(partial(self.choose, place))
            button.hovered.connect(partial(self._hover, place))
            self.buttons.append(button)
        look.changed.connect(self._follow)
        self.fit(0)

    def _hover(self, place: int, here: bool) -> None:
        self.hinted.emit(place if here else -1)

    def choose(self, place: int) -> None:
        """Choose a level as a click does; no such level, no act."""
        if 0 <= place < len(self.buttons) and self.isEnabled():
            self.chosen.emit(place)

    def show_chosen(self, place: int | None) -> None:
        """Mark one level as chosen, or none."""
        for number, button in enumerate(self.buttons):
            button.setChecked(number == place)

    @property
    def shown(self) -> int | None:
        """The place of the level that is marked."""
        return next((number for number, button in enumerate(self.buttons) if button.isChecked()), None)

    def _fitting(self, width: int) -> int:
        """Say how many levels stand beside each other at a width: all, some in rows, or one in each row of a list."""
        widest = max(button.need() for button in self.buttons)
        fit = (width + GAP) // (widest + GAP)
        if len(self.buttons) <= fit:
            return len(self.buttons)
        return fit if fit >= FEWEST_ABREAST else 1

    def fit(self, width: int) -> None:
        """Lay the levels out for a width in px."""
        abreast = self._fitting(width)
        if abreast == self._abreast:
            return
        self._abreast = abreast
        for place, button in enumerate(self.buttons):
            button.stack(abreast > 1)
            self._grid.addWidget(button, place // abreast, place % abreast)
        for number in range(self._grid.columnCount()):
            self._grid.setColumnStretch(number, 1 if number < abreast else 0)
        self.updateGeometry()

    def _follow(self) -> None:
        self._abreast = 0
        self.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand beside each other as far as the names fit."""
        super().resizeEvent(event)
        self.fit(self.width())
