"""Shows a list of papers: boxes to tick, groups, papers of one kind folded into one row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from judge_desk.desks.paper_shelf import KeptPaper, Shelf, ShelfPaper
from judge_desk.ui.models.paper_rows import ROW_ROLE, PaperRows, Row, paper_name, rows_of
from judge_desk.ui.models.table_cells import plain
from judge_desk.ui.shell import Shell

Index = QModelIndex | QPersistentModelIndex
WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
MARGIN: Final = 12
BOX: Final = 20
GAP: Final = 10
STEP: Final = 24
WIDE: Final = 560
"""px of the list from which a row's state stands beside its name."""
"""px that a row under another one stands in."""


class PaperDelegate(QStyledItemDelegate):
    """Paints a row: box, icon of the state, name, state and formats under it."""

    def __init__(self, shell: Shell, view: QListView) -> None:
        """Paint for a view."""
        super().__init__(view)
        self._look, self._view = shell.look, view

    def box(self, row: Row, rect: QRect) -> QRect:
        """Give where the box of a row stands."""
        side = self._look.px(BOX)
        return QRect(rect.left() + MARGIN + row.depth * self._look.px(STEP), rect.top() + 8, side, side)

    def _left(self, row: Row) -> int:
        return MARGIN + row.depth * self._look.px(STEP) + 2 * self._look.px(BOX) + 2 * GAP

    def _room(self, row: Row, width: int) -> int:
        """Give the width that name and state of a row have."""
        return width - self._left(row) - MARGIN - (self._look.px(BOX) if row.folded is not None else 0)

    def _beside(self, row: Row, width: int) -> bool:
        """Say whether the list is wide enough for a row's state to stand beside its name."""
        texts = (("body", row.text), ("caption", row.detail))
        needed = sum(QFontMetrics(self._look.font(role)).horizontalAdvance(text) for role, text in texts)
        return width >= self._look.px(WIDE) and needed + self._look.px(STEP) <= self._room(row, width)

    def _heights(self, row: Row, width: int) -> tuple[int, int]:
        if self._beside(row, width):
            return self._look.line("body"), 0
        room = QRect(0, 0, self._room(row, width), 9999)
        body = QFontMetrics(self._look.font("body")).boundingRect(room, WRAP, row.text).height()
        detail = QFontMetrics(self._look.font("caption")).boundingRect(room, WRAP, row.detail).height()
        return max(body, self._look.line("body")), max(detail, self._look.line("caption"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height that the words need."""
        row: Row = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        return QSize(width, self._look.px(30) if row.heading else sum(self._heights(row, width)) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(ROW_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            self._paint_heading(painter, row, rect)
        else:
            self._paint_ground(painter, option, rect)
            self._paint_signs(painter, row, rect)
            self._paint_words(painter, row, rect)
        painter.restore()

    def _paint_heading(self, painter: QPainter, row: Row, rect: QRect) -> None:
        tokens = self._look.tokens
        painter.fillRect(rect, QColor(tokens.surface_2))
        painter.setFont(self._look.font("label"))
        painter.setPen(QColor(tokens.text_2))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect.adjusted(MARGIN, 0, -MARGIN, 0), middle, row.text)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        tokens, focused = self._look.tokens, self._view.hasFocus()
        painter.fillRect(rect, QColor(tokens.surface))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3 if focused else 1, rect.height()), QColor(tokens.accent))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_signs(self, painter: QPainter, row: Row, rect: QRect) -> None:
        tokens, box, ratio = self._look.tokens, self.box(row, rect), self._view.devicePixelRatioF()
        if row.names:
            full = row.ticked or row.partly
            painter.setPen(
                QPen(QColor(tokens.accent if full else tokens.line_strong), 2 if full else tokens.line_width)
            )
            painter.setBrush(QColor(tokens.accent if row.ticked else tokens.surface))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
            if row.ticked:
                inner = box.adjusted(2, 2, -2, -2)
                painter.drawPixmap(inner, self._look.pixmap("check", "on_accent", BOX - 4, ratio))
            elif row.partly:
                painter.fillRect(
                    box.adjusted(5, box.height() // 2 - 1, -5, 1 - box.height() // 2), QColor(tokens.accent)
                )
        painter.drawPixmap(box.right() + GAP, box.top() + 1, self._look.pixmap(row.icon, row.tone, 18, ratio))
        if row.folded is not None:
            arrow = self._look.pixmap("chevron-right" if row.folded else "chevron-down", "text_2", 18, ratio)
            painter.drawPixmap(rect.right() - MARGIN - self._look.px(18) + 4, box.top() + 1, arrow)

    def _paint_words(self, painter: QPainter, row: Row, rect: QRect) -> None:
        tokens, left, (body, detail) = (
            self._look.tokens,
            rect.left() + self._left(row),
            self._heights(row, rect.width()),
        )
        width = self._room(row, rect.width())
        painter.setFont(self._look.font("body"))
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRect(left, rect.top() + 7, width, body), WRAP, row.text)
        painter.setFont(self._look.font("caption"))
        painter.setPen(QColor(tokens.text_2))
        if detail:
            painter.drawText(QRect(left, rect.top() + 7 + body, width, detail), WRAP, row.detail)
        else:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(left, rect.top() + 7, width, body), right, row.detail)


class PaperList(QListView):
    """The list; Space ticks, the right and left arrows unfold and fold, Enter opens.

    ``chosen`` tells the paper and the print one stands on, ``ticks_changed`` that others are ticked, ``opened`` asks to
    see the paper large.
    """

    chosen = Signal(object, object)
    opened = Signal()
    ticks_changed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make an empty list."""
        super().__init__()
        self._shell = shell
        self.rows = PaperRows(shell.words, self)
        self._delegate = PaperDelegate(shell, self)
        self.ticked: set[str] = set()
        self._unfolded: set[str] = set()
        self._shelf, self._now, self._earlier = Shelf((), 0, can_print=False), "", False
        self._names: Collection[str] | None = None
        self._sought = ""
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._choose)
        shell.look.changed.connect(self.scheduleDelayedItemsLayout)

    def show_shelf(
        self, shelf: Shelf, now: str, earlier: bool, names: Collection[str] | None = None, words: str = ""
    ) -> None:
        """Show the papers of a shelf; what was chosen and ticked stays so.

        Args:
            shelf: the papers.
            now: ISO time, against which times are told.
            earlier: whether prints that were replaced are shown, too.
            names: of the papers to show; None for all.
            words: what the shown ones are called, or a part of it, with or without marks.
        """
        self._shelf, self._now, self._earlier = shelf, now, earlier
        self._names, self._sought = names, plain(words.strip())
        self.ticked &= {each.name for each in shelf.listed if each.formats}
        self._show()

    def _show(self) -> None:
        key = self.row.key if self.row is not None else ""
        listed = self._wanted()
        opened = {each.kind for each in listed} if self._sought else self._unfolded
        rows = rows_of(replace(self._shelf, listed=listed), self._shell.words, self._now, opened, self._earlier)
        self.rows.show_rows(rows, self.ticked)
        if rows and not self.currentIndex().isValid():
            found = [number for number, each in enumerate(rows) if not each.heading]
            kept = [number for number in found if rows[number].key == key]
            self.setCurrentIndex(self.rows.index((kept or found)[0]))

    def _wanted(self) -> tuple[ShelfPaper, ...]:
        """Give the papers that are to be shown."""
        names, words = self._names, self._shell.words
        return tuple(
            each
            for each in self._shelf.listed
            if (names is None or each.name in names)
            and (not self._sought or self._sought in plain(paper_name(each, words)))
        )

    def texts(self) -> list[str]:
        """Give the names that are shown."""
        return [each.text for each in self.rows.rows]

    @property
    def row(self) -> Row | None:
        """The row one stands on."""
        row: Row | None = self.currentIndex().data(ROW_ROLE)
        return row

    @property
    def chosen_papers(self) -> tuple[ShelfPaper, ...]:
        """The papers that are ticked, in order."""
        return tuple(each for each in self._shelf.listed if each.name in self.ticked)

    def go_to(self, name: str) -> None:
        """Stand on a paper; unfolds what hides it."""
        kinds = {each.kind for each in self._shelf.listed if each.name == name}
        if not any(each.key == f"paper:{name}" for each in self.rows.rows):
            self._unfolded |= kinds
            self._show()
        for number, each in enumerate(self.rows.rows):
            if each.key == f"paper:{name}":
                self.setCurrentIndex(self.rows.index(number))

    def tick_all(self, on: bool) -> None:
        """Tick every paper that is shown, or none at all."""
        self.ticked = {each.name for each in self._wanted() if each.formats} if on else set()
        self._show()
        self.ticks_changed.emit()

    def _tick(self, row: Row) -> None:
        if row.names:
            self.ticked = self.ticked - set(row.names) if row.ticked else self.ticked | set(row.names)
            self._show()
            self.ticks_changed.emit()

    def _fold(self, row: Row, fold: bool) -> None:
        if row.folded is None or row.folded == fold or row.paper is None:
            return
        self._unfolded = self._unfolded - {row.paper.kind} if fold else self._unfolded | {row.paper.kind}
        self._show()

    def choose_again(self) -> None:
        """Tell once more what one stands on, e.g. because it was made anew."""
        self._choose(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW_ROLE)
        if row is not None and row.paper is not None:
            self.chosen.emit(row.paper, shown_print(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, fold, open."""
        key, row = Qt.Key(event.key()), self.row
        if row is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self._tick(row)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and row.folded is not None:
            self._fold(row, fold=key == Qt.Key.Key_Left)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(row)
        else:
            super().keyPressEvent(event)

    def _open(self, row: Row) -> None:
        if row.folded is not None:
            self._fold(row, fold=not row.folded)
        else:
            self.opened.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick in the box, fold at the arrow."""
        index = self.indexAt(event.position().toPoint())
        row: Row | None = index.data(ROW_ROLE)
        super().mouseReleaseEvent(event)
        if row is None or row.heading or event.button() is not Qt.MouseButton.LeftButton:
            return
        rect, at = self.visualRect(index), event.position().toPoint()
        if row.names and at.x() <= self._delegate.box(row, rect).right() + GAP // 2:
            self._tick(row)
        elif row.folded is not None and at.x() >= rect.right() - MARGIN - BOX:
            self._fold(row, fold=not row.folded)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is clicked twice."""
        index = self.indexAt(event.position().toPoint())
        row: Row | None = index.data(ROW_ROLE)
        if row is not None and not row.heading:
            at = event.position().toPoint()
            if row.names and at.x() <= self._delegate.box(row, self.visualRect(index)).right() + GAP // 2:
                return
            self._open(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the focus is here."""
        super().focusInEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let rows take their new heights; the one that one stands on stays in sight."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())


def shown_print(row: Row) -> KeptPaper | None:
    """Give the print that a row shows: the earlier one that it stands for, else the one in force as PDF."""
    if row.shown is not None or row.paper is None:
        return row.shown
    prints = row.paper.prints
    return next((each for each in prints if each.format == "pdf"), prints[0] if prints else None)
