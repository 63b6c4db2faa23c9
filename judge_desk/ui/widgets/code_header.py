"""The frozen first column of a table whose rows are entries: their codes, as strong as in every list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QTableView

from judge_desk.ui.look import Look
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.text import Text

PAD: Final = 10


class FixedHead(QHeaderView):
    """Heads of rows whose width the table sets."""

    def sizeHint(self) -> QSize:
        """Give the width that was set, if one was; Qt measures two hundred heads after every key."""
        width = self.minimumWidth()
        return QSize(width, 0) if width == self.maximumWidth() else super().sizeHint()


class CodeHeader(FixedHead):
    """Paints the codes that the model names its rows by."""

    def __init__(self, look: Look, table: QTableView) -> None:
        """Stand at the left of a table."""
        super().__init__(Qt.Orientation.Vertical, table)
        self._look = look
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.word = Text(look, "caption_strong")
        self._corner = table.findChild(QAbstractButton)
        if self._corner is not None:
            self._corner.setLayout(row(self.word, margins=(PAD, 0, 0, 0)))

    def tell(self, word: str) -> None:
        """Head the codes."""
        self.word.setText(word)
        if self._corner is not None:
            self._corner.setAccessibleName(word)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one code."""
        tokens = self._look.tokens
        painter.save()
        painter.fillRect(rect, QColor(tokens.surface))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(tokens.text))
        painter.setFont(self._look.font("strong"))
        code = self.model().headerData(section, Qt.Orientation.Vertical)
        painter.drawText(rect.adjusted(PAD, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(code or ""))
        painter.restore()
