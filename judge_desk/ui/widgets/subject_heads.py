"""The heads of a table of subjects: names that stay at the left, titles of columns on as many lines as they need."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QTableView

from judge_desk.ui.look import Look
from judge_desk.ui.models.review_rows import BELOW_ROLE
from judge_desk.ui.models.table_cells import LEFT, RIGHT
from judge_desk.ui.widgets.layouts import row
from judge_desk.ui.widgets.text import Text

PAD: Final = 10
LEAST: Final = 36
"""px of the least height: the corner over the names can be pressed."""
LINES: Final = 4
"""Lines that the title of a column has at most; what is longer has a tip."""


class NameHeader(QHeaderView):
    """The frozen first column: the name of a subject, under it its code; a click goes to its row."""

    def __init__(self, look: Look, table: QTableView) -> None:
        """Stand at the left of a table."""
        super().__init__(Qt.Orientation.Vertical, table)
        self._look, self._table = look, table
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.word = Text(look, "caption_strong")
        corner = table.findChild(QAbstractButton)
        if corner is not None:
            corner.setLayout(row(self.word, margins=(PAD, 0, 0, 0)))
            corner.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._corner = corner

    def tell(self, word: str) -> None:
        """Head the names."""
        self.word.setText(word)
        if self._corner is not None:
            self._corner.setAccessibleName(word)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the row that was hit."""
        at = self.logicalIndexAt(event.position().toPoint())
        if at >= 0:
            current = self._table.currentIndex()
            self._table.setCurrentIndex(self._table.model().index(at, max(current.column(), 0)))
            self._table.setFocus()
        super().mousePressEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one name."""
        look, tokens, model = self._look, self._look.tokens, self.model()
        here = self._table.currentIndex().row() == section
        name = str(model.headerData(section, Qt.Orientation.Vertical) or "")
        below = str(model.headerData(section, Qt.Orientation.Vertical, BELOW_ROLE) or "")
        painter.save()
        painter.fillRect(rect, QColor(tokens.accent_soft if here else tokens.surface))
        if here:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(tokens.accent))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        inner = rect.adjusted(PAD, 3, -PAD, -3)
        first, second = look.line("label"), look.line("caption")
        top = inner.top() + max((inner.height() - first - second) // 2, 0)
        for role, tone, text, y, high in (
            ("label", tokens.text, name, top, first),
            ("caption", tokens.text_2, below, top + first, second),
        ):
            painter.setFont(look.font(role))
            painter.setPen(QColor(tone))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRect(inner.left(), y, inner.width(), high), LEFT, shown)
        painter.restore()

    def height_of_rows(self) -> int:
        """Give the height that both lines need."""
        return self._look.line("label") + self._look.line("caption") + 8


class TitleHeader(QHeaderView):
    """The titles of the columns, wrapped."""

    def __init__(self, look: Look, table: QTableView) -> None:
        """Stand over a table."""
        super().__init__(Qt.Orientation.Horizontal, table)
        self._look = look
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _words(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")

    def sizeHint(self) -> QSize:
        """Be as high as the title with the most lines, up to a limit."""
        metrics = QFontMetrics(self._look.font("caption_strong"))
        wrap = Qt.TextFlag.TextWordWrap
        high = metrics.lineSpacing()
        for section in range(self.count()):
            if not self.isSectionHidden(section):
                room = QRect(0, 0, self.sectionSize(section) - 2 * PAD, 10_000)
                high = max(high, metrics.boundingRect(room, wrap, self._words(section)).height())
        wanted = min(high, LINES * metrics.lineSpacing()) + 12
        return QSize(super().sizeHint().width(), max(wanted, self._look.px(LEAST)))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one title."""
        tokens = self._look.tokens
        painter.save()
        painter.fillRect(rect, QColor(tokens.surface))
        painter.setPen(QPen(QColor(tokens.line_strong), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(tokens.text_2))
        painter.setFont(self._look.font("caption_strong"))
        model = self.model()
        right = model.rowCount() and model.index(0, section).data(Qt.ItemDataRole.TextAlignmentRole) == RIGHT
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(PAD, 2, -PAD, -2), flags, self._words(section))
        painter.restore()

    def width_for(self, section: int) -> int:
        """Give the least width in which no word of a title is cut and its lines are not more than there may be."""
        metrics, words = QFontMetrics(self._look.font("caption_strong")), self._words(section)
        longest = max((metrics.horizontalAdvance(each) for each in words.split()), default=0)
        return max(longest, metrics.horizontalAdvance(words) * 5 // (4 * LINES)) + 2 * PAD + 4
