"""The judge's own ranking as a list: place, code, title, total; places shared by several entries stand out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from judge_desk.desks.marking import OwnPlace
from judge_desk.ui.look import Look
from judge_desk.ui.words import Words
from judge_desk.wording.figures import mark

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 8
ROW: Final = 34
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PlaceModel(QAbstractListModel):
    """Places from the first to the last."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self._places: tuple[OwnPlace, ...] = ()
        self._decimals = 0

    def show_places(self, places: Sequence[OwnPlace], decimals: int) -> None:
        """Show other places; totals have these decimals."""
        self.beginResetModel()
        self._places, self._decimals = tuple(places), decimals
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the places."""
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def place(self, row: int) -> OwnPlace:
        """Give the place of a row."""
        return self._places[row]

    def total(self, row: int) -> str:
        """Give the total of a row as it is read."""
        return mark(self._places[row].total, self._decimals, self._words.language)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a row: one sentence for eyes that listen, the title for the mouse."""
        if not index.isValid():
            return None
        place = self._places[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            facts = {"code": place.code, "title": place.title, "mark": self.total(index.row())}
            return self._words.say("ui.entries.place", place=numbers_of(place), **facts)
        return place.title if role == Qt.ItemDataRole.ToolTipRole else None


def numbers_of(place: OwnPlace) -> str:
    """Write a place: ``5``, or with own ties ``3–4``."""
    return str(place.first) if place.first == place.last else f"{place.first}–{place.last}"


class PlaceDelegate(QStyledItemDelegate):
    """Paints one place."""

    def __init__(self, look: Look, model: PlaceModel, view: QListView) -> None:
        """Paint the rows of a model in a view."""
        super().__init__(view)
        self._look, self._model, self._view = look, model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of every row."""
        return QSize(self._view.viewport().width(), self._look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint place, code, title and total."""
        look, row, rect = self._look, index.row(), QRect(option.rect)
        place, tokens = self._model.place(row), look.tokens
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        painter.fillRect(rect, QColor(tokens.accent_soft if selected else tokens.surface))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(tokens.accent))
        strong, body = look.font("strong"), look.font("body")
        wide = QFontMetrics(strong)
        last = self._model.place(self._model.rowCount() - 1)
        codes = wide.horizontalAdvance(place.code) + 12
        number = max(wide.horizontalAdvance(numbers_of(each)) for each in (place, last)) + 16
        total = self._model.total(row)
        number, figures = max(number, look.px(40)), wide.horizontalAdvance(total)
        tied = place.first != place.last
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        painter.setFont(strong if tied else body)
        painter.setPen(QColor(tokens.warn if tied else tokens.text))
        painter.drawText(inner, LEFT, numbers_of(place))
        painter.setFont(strong)
        painter.setPen(QColor(tokens.text))
        painter.drawText(inner.adjusted(number, 0, 0, 0), LEFT, place.code)
        painter.drawText(inner, RIGHT, total)
        painter.setFont(body)
        middle = inner.adjusted(number + codes, 0, -figures - 12, 0)
        title = painter.fontMetrics().elidedText(place.title, Qt.TextElideMode.ElideRight, middle.width())
        painter.drawText(middle, LEFT, title)


class PlaceList(QListView):
    """The list; ``opened`` tells the code of the entry that Enter or a double click wants."""

    opened = Signal(str)

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty list."""
        super().__init__()
        self._look = look
        self.places = PlaceModel(words, self)
        self.setModel(self.places)
        self.setItemDelegate(PlaceDelegate(look, self.places, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.activated.connect(lambda index: self.opened.emit(self.places.place(index.row()).code))
        look.changed.connect(self.scheduleDelayedItemsLayout)
        words.changed.connect(self.viewport().update)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row, so that the focus is seen; by itself a view only goes there, and marks nothing."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.model().index(0, 0))
