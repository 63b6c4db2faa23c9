"""The list of disagreements: rows of two lines, code and size, what comes next and its sign."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from judge_desk.ui.look import Look
from judge_desk.ui.models.cases import LEFT, RIGHT, CaseModel

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 60
PAD: Final = 14


class CaseDelegate(QStyledItemDelegate):
    """Paints one case."""

    def __init__(self, look: Look, model: CaseModel, view: QListView) -> None:
        """Paint the rows of a model in a view."""
        super().__init__(view)
        self._look, self._model, self._view = look, model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of every row."""
        return QSize(0, self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint code, size, next step and sign."""
        look, row, rect = self._look, self._model.case(index.row()), QRect(option.rect)
        tokens = look.tokens
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(tokens.accent_soft if selected else tokens.surface))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and tokens.line_width > 1:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
            painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1)
        if selected:
            width = 4 if self._view.hasFocus() else 3
            painter.fillRect(QRect(rect.left(), rect.top(), width, rect.height()), QColor(tokens.accent))
        first, second = look.line("heading"), look.line("caption")
        top = rect.top() + (rect.height() - first - second) // 2
        upper = QRect(rect.left() + PAD, top, rect.width() - 2 * PAD, first)
        lower = QRect(rect.left() + PAD, top + first, rect.width() - 2 * PAD, second)
        painter.setPen(QColor(tokens.text))
        painter.setFont(look.font("strong"))
        painter.drawText(upper, LEFT, row.code)
        painter.setFont(look.font("heading"))
        painter.drawText(upper, RIGHT, row.size)
        painter.setFont(look.font("caption"))
        painter.setPen(QColor(tokens.text_2))
        size, metrics = look.px(14), painter.fontMetrics()
        unit = metrics.horizontalAdvance(row.unit) + 6
        if size + 6 + metrics.horizontalAdvance(row.step) + unit <= lower.width():
            painter.drawText(lower, RIGHT, row.unit)
        else:
            unit = 0  # the next step says more
        picture = look.pixmap(row.icon, row.tone, 14, self._view.devicePixelRatioF())
        painter.drawPixmap(lower.left(), lower.top() + (second - size) // 2, picture)
        room = lower.adjusted(size + 6, 0, -unit, 0)
        painter.setPen(QColor(look.colour(row.tone)))
        words = metrics.elidedText(row.step, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT, words)


class CaseList(QListView):
    """The list; ``chosen`` tells the code of the case that is current."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        """Make an empty list."""
        super().__init__()
        self.cases = CaseModel(self)
        self.setModel(self.cases)
        self.setItemDelegate(CaseDelegate(look, self.cases, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._choose)
        look.changed.connect(self.scheduleDelayedItemsLayout)
        self.cases.modelReset.connect(self._reset)
        self._reset()

    def _reset(self) -> None:
        """Take the focus only while there is a case to stand on."""
        some = self.cases.rowCount() > 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if some else Qt.FocusPolicy.NoFocus)

    def _choose(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self.cases.case(index.row()).code)

    def point_at(self, code: str) -> None:
        """Make a case current, if it is there."""
        row = self.cases.row_of(code)
        if row >= 0:
            self.setCurrentIndex(self.cases.index(row))
