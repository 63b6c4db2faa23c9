"""A code of 30 digits in six cells of five, as it stands on the wall and on the signed sheet."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from judge_desk.ui.look import Look
from judge_desk.wording.figures import code_groups

GROUPS: Final = 6
GAP: Final = 8
ONE_LINE: Final = 720


class CodeBlock(QWidget):
    """Shows a code; one line of six cells, or two of three where there is less room. Ctrl+C copies it with spaces."""

    def __init__(self, look: Look) -> None:
        """Make a block without a code."""
        super().__init__()
        self._look = look
        self._code = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        copy = QAction(self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(code_groups(self._code)))
        self.addAction(copy)
        look.changed.connect(self.updateGeometry)

    def show_code(self, digits: str) -> None:
        """Show a code; a screen reader reads it digit by digit, group by group."""
        self._code = digits
        self.setAccessibleName(", ".join(" ".join(group) for group in code_groups(digits).split()))
        self.update()

    def _font(self) -> QFont:
        font = self._look.font("total")
        font.setPointSizeF(19 * self._look.scale)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        return font

    def _cell(self) -> QSize:
        metrics = QFontMetrics(self._font())
        return QSize(max(104, metrics.horizontalAdvance("00000") + 20), max(52, metrics.height() + 14))

    def _per_line(self, width: int) -> int:
        return GROUPS if width >= GROUPS * (self._cell().width() + GAP) - GAP else GROUPS // 2

    def hasHeightForWidth(self) -> bool:
        """Two lines where one has no room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height at a width in px."""
        lines = GROUPS // self._per_line(width)
        return lines * self._cell().height() + (lines - 1) * GAP + 4

    def sizeHint(self) -> QSize:
        """Give the room of one line."""
        return QSize(GROUPS * (self._cell().width() + GAP), self._cell().height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Give the room of half a line."""
        return QSize(GROUPS // 2 * (self._cell().width() + GAP), self._cell().height() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the room for as many lines as the width asks for."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells."""
        painter, tokens, cell = QPainter(self), self._look.tokens, self._cell()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        for number, group in enumerate(code_groups(self._code).split()):
            line, place = divmod(number, self._per_line(self.width()))
            corner = QRect(place * (cell.width() + GAP) + 2, line * (cell.height() + GAP) + 2, 0, 0).topLeft()
            rect = QRect(corner, cell)
            painter.setPen(QPen(QColor(tokens.accent), 2) if self.hasFocus() else QPen(QColor(tokens.surface_2), 1))
            if tokens.line_width > 1 and not self.hasFocus():
                painter.setPen(QPen(QColor(tokens.line), 1))
            painter.setBrush(QColor(tokens.surface_2))
            painter.drawRoundedRect(rect, 6, 6)
            painter.setPen(QColor(tokens.text))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, group)
