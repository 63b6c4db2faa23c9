"""Shows judges beside entries: a sign and a mark in every cell, entry and seat frozen, a row of totals below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from judge_desk.contest.merge.grid import Cell
from judge_desk.ui.look import Look
from judge_desk.ui.models.collect_words import CELLS
from judge_desk.ui.models.matrix import MatrixModel
from judge_desk.ui.widgets.code_header import CodeHeader
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
ROW: Final = 34
WIDE: Final = 66
"""px of a column with marks: nine judges have room beside the panel of a window of 1366 px."""
WIDEST: Final = 180
NARROW: Final = 44
"""px of a column that shows its sign alone."""
TALLEST: Final = 4_000
"""px of rows that no window shows at once."""
NO_LIMIT: Final = 16_777_215
"""What Qt takes for no greatest height."""
PAD: Final = 8
_ROLES: Final = ("body", "small", "strong", "caption_strong")
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MatrixDelegate(QStyledItemDelegate):
    """Paints a cell; fonts, colours and pictures are held until the look changes."""

    def __init__(self, look: Look, model: MatrixModel, view: QTableView) -> None:
        """Paint the cells of a model in a view."""
        super().__init__(view)
        self._look, self._model, self._view = look, model, view
        self.refresh()

    def refresh(self) -> None:
        """Fetch fonts, colours and pictures again."""
        look = self._look
        self._fonts: dict[str, QFont] = {role: look.font(role) for role in _ROLES}
        self._tokens, self._size = look.tokens, look.px(16)
        decimals = self._model.matrix.decimals if self._model.matrix is not None else 0
        widest = "100" + ("," + "0" * decimals if decimals else "")
        self._widest = QFontMetrics(self._fonts["body"]).horizontalAdvance(widest)
        ratio = self._view.devicePixelRatioF()
        self._icons = {cell: look.pixmap(icon, tone, 16, ratio) for cell, (icon, tone) in CELLS.items()}
        self._colours = {
            name: QColor(getattr(self._tokens, name))
            for name in ("surface", "line", "text", "text_2", "ok", "accent", "accent_soft")
        }
        self._line = QPen(self._colours["line"], 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        row, place, colours = index.row(), index.column(), self._colours
        here = index == self._view.currentIndex()
        painter.fillRect(rect, colours["accent_soft" if here else "surface"])
        painter.setPen(self._line)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if place == self._model.seats:
            self._count(painter, rect, row)
        else:
            self._cell(painter, rect, row, place)
        if here:
            painter.setPen(QPen(colours["accent"], 2 if self._view.hasFocus() else 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _count(self, painter: QPainter, rect: QRect, row: int) -> None:
        have, need = self._model.count(row)
        whole = have == need and need > 0
        painter.setFont(self._fonts["strong" if whole else "body"])
        painter.setPen(self._colours["ok" if whole else "text_2"])
        painter.drawText(rect.adjusted(PAD, 0, -PAD, 0), _RIGHT, f"{have}/{need}")

    def _cell(self, painter: QPainter, rect: QRect, row: int, place: int) -> None:
        cell = self._model.cell(row, place)
        if cell == Cell.FREE:
            painter.setPen(self._colours["text_2"])
            painter.setFont(self._fonts["body"])
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "·")
            return
        mark = "" if self._model.icons_only else self._model.mark(row, place)
        painter.setFont(self._fonts["body"])
        width = self._widest + 6 if mark else 0
        left = rect.left() + (rect.width() - self._size - width) // 2
        painter.drawPixmap(left, rect.top() + (rect.height() - self._size) // 2, self._icons[cell])
        if mark:
            painter.setPen(self._colours["text"])
            room = QRect(left + self._size + 6, rect.top(), self._widest, rect.height())
            painter.drawText(room, _RIGHT, mark)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of every row; the view knows the widths."""
        return QSize(0, self._look.px(ROW))


class MatrixTable(QTableView):
    """The table; ``chosen`` tells that another cell is the current one, ``wanted`` that its act is wanted."""

    chosen = Signal()
    wanted = Signal()

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty table."""
        super().__init__()
        self._words, self._look = words, look
        self._last = self._least = 0
        self.pairs = MatrixModel(words, self)
        self._delegate = MatrixDelegate(look, self.pairs, self)
        self.setModel(self.pairs)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.codes = CodeHeader(look, self)
        self.setVerticalHeader(self.codes)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.activated.connect(lambda _: self.wanted.emit())
        look.changed.connect(self.fit)
        words.changed.connect(self._respeak)
        self.fit()

    def _respeak(self) -> None:
        place = self.currentIndex().row(), self.currentIndex().column()
        self.pairs.forget_words()
        self.fit()
        if place[0] >= 0:
            self.setCurrentIndex(self.pairs.index(*place))

    def fit(self) -> None:
        """Give every judge the same width, as much as there is; rows and heads the room of their words."""
        look, model = self._look, self.pairs
        self._delegate.refresh()
        model.head_font = look.font("caption_strong")
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        self.verticalHeader().setFixedWidth(self._widest_code())
        self.codes.tell(self._words.say("cli.head.code"))
        if model.seats:
            self._last, self._least = self._last_width(), self._least_width()
        self._part_width()
        self.viewport().update()

    def _part_width(self) -> None:
        """Part the width that there is: often, for a search may take the scroll bar away or bring it back."""
        seats = self.pairs.seats
        if not seats:
            return
        room = self.viewport().width() - self._last
        width = max(self._least, min(room // seats, self._look.px(WIDEST)))
        for place in range(seats):
            if self.columnWidth(place) != width:
                self.setColumnWidth(place, width)
        self.setColumnWidth(seats, max(self._last, self.viewport().width() - width * seats))

    def _least_width(self) -> int:
        """Give the least width of a judge: that of the head, of a mark, and of the count below."""
        look, model = self._look, self.pairs
        head = QFontMetrics(look.font("caption_strong"))
        heads = (str(model.headerData(each, Qt.Orientation.Horizontal)) for each in range(model.seats))
        totals = QFontMetrics(look.font(model.total_role))
        widths = [head.horizontalAdvance(each) + 20 for each in heads]
        widths += [totals.horizontalAdvance(each) + 8 for each in model.totals()[:-1]]
        return max(look.px(NARROW if model.icons_only else WIDE), *widths)

    def _widest_code(self) -> int:
        codes = self.pairs.matrix.codes[-30:] if self.pairs.matrix is not None else ()
        metrics = QFontMetrics(self._look.font("strong"))
        words = (
            *codes,
            self._words.say("ui.matrix.all", count=len(self.pairs.matrix.codes) if self.pairs.matrix else 0),
        )
        return max((metrics.horizontalAdvance(each) for each in words), default=40) + 2 * PAD

    def _last_width(self) -> int:
        totals = self.pairs.totals()
        metrics = QFontMetrics(self._look.font("strong"))
        return max((metrics.horizontalAdvance(each) for each in totals[-1:]), default=40) + PAD + 4

    def current(self) -> tuple[int, int] | None:
        """Give row and column of the panel under the cursor; None without one, or in the column of counts."""
        index = self.currentIndex()
        if not index.isValid() or index.column() >= self.pairs.seats:
            return None
        return self.pairs.place(index)

    def go_to(self, code: str, column: int) -> None:
        """Put the cursor on a pair, if its entry is shown; else on the first row."""
        if self.pairs.rowCount():
            row = self.pairs.row_of(code)
            self.setCurrentIndex(self.pairs.index(row or 0, min(column, self.pairs.seats - 1)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another cell is explained."""
        super().currentChanged(current, previous)
        self.update(previous)
        self.update(current)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last seat, with Ctrl to the first and last entry; Enter does the act."""
        key, index = Qt.Key(event.key()), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
            return
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and index.isValid():
            first, ctrl = key == Qt.Key.Key_Home, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            row = (0 if first else self.pairs.rowCount() - 1) if ctrl else index.row()
            place = index.column() if ctrl else 0 if first else self.pairs.seats - 1
            self.setCurrentIndex(self.pairs.index(row, place))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Part the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._part_width()
            self.viewport().update()


class TotalsRow(QWidget):
    """The counts under the columns; it scrolls sideways with them."""

    def __init__(self, words: Words, look: Look, table: MatrixTable) -> None:
        """Stand under a table."""
        super().__init__()
        self._words, self._look, self._table = words, look, table
        table.horizontalScrollBar().valueChanged.connect(lambda _: self.update())
        table.horizontalHeader().sectionResized.connect(lambda *_: self.update())
        table.pairs.modelReset.connect(self._follow)
        look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setFixedHeight(self._look.px(40))
        model = self._table.pairs
        said = self._words.say("ui.matrix.all", count=len(model.matrix.codes) if model.matrix is not None else 0)
        self.setAccessibleName(f"{said}: {', '.join(model.totals())}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the counts."""
        painter, tokens, table = QPainter(self), self._look.tokens, self._table
        painter.fillRect(self.rect(), QColor(tokens.surface_2))
        model, left = table.pairs, table.verticalHeader().width()
        painter.setFont(self._look.font(model.total_role))
        painter.setPen(QColor(tokens.line_strong))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setPen(QColor(tokens.text))
        painter.setClipRect(QRect(left, 0, table.viewport().width(), self.height()))
        for place, text in enumerate(model.totals()):
            rect = QRect(left + table.columnViewportPosition(place), 0, table.columnWidth(place), self.height())
            if place == model.seats:
                painter.setFont(self._look.font("strong"))
                painter.drawText(rect.adjusted(0, 0, -PAD, 0), _RIGHT, text)
            else:
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.setClipping(False)
        if model.matrix is not None:
            said = self._words.say("ui.matrix.all", count=len(model.matrix.codes))
            painter.setFont(self._look.font("strong"))
            painter.drawText(QRect(PAD, 0, left - PAD, self.height()), Qt.AlignmentFlag.AlignVCenter, said)


class MatrixView(QWidget):
    """Table and totals, one under the other."""

    def __init__(self, words: Words, look: Look) -> None:
        """Make both."""
        super().__init__()
        self.table = MatrixTable(words, look)
        self.totals = TotalsRow(words, look, self.table)
        box = column(self.table, self.totals, 0)
        box.setStretch(0, 1000)
        self.setLayout(box)
        self.table.pairs.modelReset.connect(self._fit)
        self.table.horizontalScrollBar().rangeChanged.connect(lambda *_: self._fit())
        look.changed.connect(self._fit)

    def _fit(self) -> None:
        """Let the totals follow the last entry where there are few."""
        table = self.table
        rows = table.pairs.rowCount() * table.verticalHeader().defaultSectionSize()
        if rows > TALLEST:
            table.setMaximumHeight(NO_LIMIT)
            return
        scrolls = table.horizontalScrollBar().maximum() > 0
        bar = table.horizontalScrollBar().sizeHint().height() if scrolls else 0
        table.setMaximumHeight(rows + table.horizontalHeader().sizeHint().height() + bar + 4)
