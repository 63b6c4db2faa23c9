"""A small table of numbers: as high as its rows, columns evenly wide, some of them strong or on a quiet colour."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from judge_desk.ui.look import Look
from judge_desk.ui.models.cases import Figures, FiguresModel

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 32
PAD: Final = 10
MOST_ROWS: Final = 12
"""With more rows the table scrolls."""


class FigureDelegate(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, look: Look, model: FiguresModel, view: QTableView) -> None:
        """Paint the cells of a model in a view."""
        super().__init__(view)
        self._look, self._model, self._view = look, model, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, line and text; the current cell has a frame while the table has the focus."""
        tokens, figures, rect = self._look.tokens, self._model.figures, QRect(option.rect)
        marked = index.column() in figures.marked
        painter.fillRect(rect, QColor(tokens.warn_soft if marked else tokens.surface))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if marked and tokens.line_width > 1:  # a quiet colour is none there
            painter.setPen(QPen(QColor(tokens.warn), 2))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
            painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setFont(self._look.font("strong" if index.column() in figures.strong | figures.marked else "body"))
        painter.setPen(QColor(tokens.text))
        side = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        painter.drawText(rect.adjusted(PAD, 0, -PAD, 0), side, figures.rows[index.row()][index.column()])
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))


class FigureTable(QTableView):
    """The table; it can be walked through cell by cell and changes nothing."""

    def __init__(self, look: Look) -> None:
        """Make an empty table."""
        super().__init__()
        self._look = look
        self.figures = FiguresModel(self)
        self.setModel(self.figures)
        self.setItemDelegate(FigureDelegate(look, self.figures, self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        look.changed.connect(self._fit)

    def show_figures(self, figures: Figures) -> None:
        """Show another table."""
        self.figures.show_figures(figures)
        self._fit()
        if figures.rows:
            self.setCurrentIndex(self.figures.index(0, 0))

    def _fit(self) -> None:
        """Give every column what its words need, and the rest of the room in even parts; as high as the rows."""
        look, shown = self._look, self.figures.figures
        self.horizontalHeader().setFont(look.font("caption_strong"))
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        caption, strong = QFontMetrics(look.font("caption_strong")), QFontMetrics(look.font("strong"))
        wide = []
        for column, head in enumerate(shown.head):
            cells = max((strong.horizontalAdvance(row[column]) for row in shown.rows), default=0)
            wide.append(max(caption.horizontalAdvance(head), cells) + 2 * PAD + 4)
        rest = max(self.viewport().width() - sum(wide), 0) // max(len(wide), 1)
        for column, each in enumerate(wide):
            self.setColumnWidth(column, each + rest)
        bar = self.horizontalScrollBar().sizeHint().height() if rest == 0 and sum(wide) > self.viewport().width() else 0
        rows = min(len(shown.rows), MOST_ROWS)
        self.setFixedHeight(look.px(36) + rows * look.px(ROW) + bar + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns over another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit once more: the style sheet takes the head's font away when it first looks at the table."""
        super().showEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(200, self.height())
