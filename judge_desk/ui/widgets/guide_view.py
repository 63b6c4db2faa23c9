"""A guide as it is read in the window: a card for every step, words over their picture, then the lists."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from judge_desk.desks.guides import Guide, GuideList, GuideStep
from judge_desk.ui.look import Look
from judge_desk.ui.widgets.layouts import card, clear, column, scrolling
from judge_desk.ui.widgets.text import Text

WIDEST: Final = 900
"""px of the widest picture: it is read, not looked at from afar."""
NAME: Final = 220
"""px of the first column of a list."""


class GuidePicture(QWidget):
    """A picture as wide as there is room, never larger than it is; it is decoded when it is first seen."""

    def __init__(self, png: bytes, told: str) -> None:
        """Show a PNG; ``told`` says it to people who do not see it."""
        super().__init__()
        self._png, self._picture = png, QPixmap()
        self._size = QSize(int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big"))
        self.setAccessibleName(told)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _shown(self, width: int) -> QSize:
        wide = min(width, self._size.width(), WIDEST)
        return QSize(wide, wide * self._size.height() // max(self._size.width(), 1))

    def hasHeightForWidth(self) -> bool:
        """Its height follows its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height at a width."""
        return self._shown(width).height()

    def sizeHint(self) -> QSize:
        """Want no more than its own size."""
        return self._shown(WIDEST)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it at the left."""
        if self._picture.isNull():
            self._picture.loadFromData(self._png)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QRect(self.rect().topLeft(), self._shown(self.width())), self._picture)
        painter.end()


class GuideView(QWidget):
    """The cards of a guide; those that a search does not find are put away."""

    def __init__(self, look: Look) -> None:
        """Make an empty view."""
        super().__init__()
        self._look = look
        self.cards: list[tuple[str, QFrame]] = []
        inner = QWidget()
        self._rows = column(spacing=12, margins=(0, 0, 12, 12))
        inner.setLayout(self._rows)
        self.area = scrolling(inner)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setProperty("framed", True)
        self.setLayout(column(self.area))

    def show_guide(self, guide: Guide) -> None:
        """Show a guide."""
        clear(self._rows)
        self.area.setAccessibleName(guide.title)
        self.cards = [(f"{each.head} {each.text}", self._step(each)) for each in guide.steps]
        self.cards += [(_all_of(each), self._list(each)) for each in guide.lists]
        for _, each in self.cards:
            self._rows.addWidget(each)
        self._rows.addStretch(1)
        self.area.verticalScrollBar().setValue(0)

    def go_to(self, number: int) -> None:
        """Bring a card to the top, once all have the heights that their words and pictures need."""
        _, wanted = self.cards[number]
        QTimer.singleShot(0, wanted, lambda: self.area.verticalScrollBar().setValue(wanted.y()))

    def _text(self, role: str, words: str, tone: str = "text") -> Text:
        text = Text(self._look, role, tone, wrap=True).selectable()
        text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        text.setText(words)
        return text

    def _step(self, step: GuideStep) -> QFrame:
        parts: list[QWidget] = [self._text("heading", f"{step.number}. {step.head}"), self._text("body", step.text)]
        if step.picture:
            parts.append(GuidePicture(step.picture, step.told))
        return card(column(*parts, spacing=8, margins=(20, 14, 20, 16)))

    def _list(self, each: GuideList) -> QFrame:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, (name, does) in enumerate(each.rows):
            label = self._text("label", name)
            label.setFixedWidth(self._look.px(NAME))
            grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._text("body", does), number, 1)
        head = (self._text("heading", each.title), self._text("body", each.line, "text_2"))
        return card(column(*head, grid, spacing=8, margins=(20, 14, 20, 16)))


def _all_of(each: GuideList) -> str:
    return " ".join((each.title, *(f"{name} {does}" for name, does in each.rows)))
