"""Shows the judge's entries: painted rows of one height, a sign in its column, the whole row marked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from judge_desk.desks.marking import EntryState
from judge_desk.ui.look import Look
from judge_desk.ui.models.entries import SIGNS, EntriesModel, Part, is_whole
from judge_desk.ui.theme import soft
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 16
ROW: Final = 40
_ROLES: Final = ("body", "small", "strong")
_SELECTED: Final = QStyle.StateFlag.State_Selected
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_TOKENS: Final = ("surface", "accent_soft", "line", "accent", "text", "text_2")


class EntryDelegate(QStyledItemDelegate):
    """Paints a cell; fonts and colours are held until the look changes, for they are asked for with every cell."""

    def __init__(self, look: Look, model: EntriesModel, view: QTableView) -> None:
        """Paint the rows of a model in a view."""
        super().__init__(view)
        self._look, self._model, self._view = look, model, view
        self._fonts: dict[str, QFont] = {}
        self._colours: dict[str, QColor] = {}
        self.refresh()

    def refresh(self) -> None:
        """Fetch fonts and colours again."""
        self._fonts = {role: self._look.font(role) for role in _ROLES}
        self._tokens = self._look.tokens
        self._colours = {name: QColor(getattr(self._tokens, name)) for name in _TOKENS}
        self._ratio = ratio = self._view.devicePixelRatioF()
        self._icons = {state: self._look.pixmap(icon, tone, 16, ratio) for state, (icon, tone) in SIGNS.items()}
        self._rule = QPen(self._colours["line"], 1)
        self._small = QFontMetrics(self._fonts["small"])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        selected = bool(option.state & _SELECTED)
        row, column = index.row(), index.column()
        self._ground(painter, rect, selected, column == Part.CODE)
        text = self._model.cell(row, column)
        if column == Part.STATE:
            self._sign(painter, rect, self._model.line(row).state, text, selected)
            return
        part_done = column == Part.MARK and not is_whole(self._model.line(row))
        strong = column in (Part.CODE, Part.MARK) and not part_done
        inner = rect.adjusted(PAD, 0, -PAD if column == Part.MARK else 0, 0)
        painter.setFont(self._fonts["strong" if strong else "body"])
        painter.setPen(self._colours["text_2" if part_done else "text"])
        if column == Part.TITLE:
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _RIGHT if column == Part.MARK else _LEFT, text)

    def _ground(self, painter: QPainter, rect: QRect, selected: bool, first: bool) -> None:
        painter.fillRect(rect, self._colours["accent_soft" if selected else "surface"])
        painter.setPen(self._rule)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and self._tokens.line_width > 1:
            painter.setPen(QPen(self._colours["accent"], 2))
            painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
            painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1)
        if selected and first:
            width = 3 if self._view.hasFocus() else 1
            painter.fillRect(QRect(rect.left(), rect.top(), width, rect.height()), self._colours["accent"])

    def _sign(self, painter: QPainter, rect: QRect, state: EntryState, word: str, selected: bool) -> None:
        look, tokens = self._look, self._tokens
        if self._view.devicePixelRatioF() != self._ratio:  # the window was taken to another screen
            self.refresh()
        _, tone = SIGNS[state]
        colour = QColor(getattr(tokens, tone))
        size, font = look.px(16), self._fonts["small"]
        width = self._small.horizontalAdvance(word) + size + 8 + 6 + 8
        height = look.line("small") + 8
        box = QRect(rect.left() + PAD, rect.top() + (rect.height() - height) // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.surface if selected else soft(tokens, tone)))
        painter.setPen(QPen(colour, 1) if tokens.line_width > 1 else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawPixmap(box.left() + 8, box.top() + (height - size) // 2, self._icons[state])
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(box.adjusted(8 + size + 6, 0, 0, 0), _MIDDLE, word)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of every row; the view knows the widths."""
        return QSize(0, self._look.px(ROW))


class EntryTable(QTableView):
    """The table; ``opened`` tells the code of the entry that Enter or a double click wants."""

    opened = Signal(str)

    def __init__(self, words: Words, look: Look) -> None:
        """Make an empty table."""
        super().__init__()
        self._words, self._look = words, look
        self._kept, self._kept_row = "", 0
        self.entries = EntriesModel(words, self)
        self._delegate = EntryDelegate(look, self.entries, self)
        self.setModel(self.entries)
        self.setItemDelegate(self._delegate)
        self._behave()
        self.entries.modelAboutToBeReset.connect(self._keep)
        self.entries.modelReset.connect(self._restore)
        self.activated.connect(self._open)
        look.changed.connect(self.fit)
        words.changed.connect(self.fit)
        self.fit()

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setProperty("airy", "true")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)  # Qt paints its arrow over heads at the right; ours stands in the word
        header.sortIndicatorChanged.connect(self.entries.sort)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Part.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(Part.CODE, Qt.SortOrder.AscendingOrder)
        header.setSectionsClickable(True)

    def fit(self) -> None:
        """Give every column the room of its widest words; the title takes the rest."""
        look, say = self._look, self._words.say
        self._delegate.refresh()
        self.entries.head_font = look.font("caption_strong")
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        small, strong, head = (QFontMetrics(look.font(role)) for role in ("small", "strong", "caption_strong"))
        signs = [small.horizontalAdvance(say(f"ui.entry_state.{state}")) for state in EntryState]
        heads = [head.horizontalAdvance(f"{self.entries.head(part)} ↑") + 2 * PAD + 4 for part in Part]
        codes = max((strong.horizontalAdvance(line.code) for line in self.entries.lines[-50:]), default=0)
        body = QFontMetrics(look.font("body"))
        marks = body.horizontalAdvance(say("ui.entries.so_far", mark="100,00"))
        if self.entries.says_why:
            marks = max(marks, *(strong.horizontalAdvance(say(f"ui.entry_state.{state}")) for state in EntryState))
        widths = {
            Part.CODE: max(codes + PAD + 8, heads[Part.CODE]),
            Part.STATE: max(max(signs) + look.px(16) + 22 + PAD + 8, heads[Part.STATE]),
            Part.MARK: max(marks + 2 * PAD, heads[Part.MARK]),
        }
        for part, width in widths.items():
            self.setColumnWidth(part, width)
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def current_code(self) -> str:
        """Give the code of the entry under the cursor; empty without one."""
        index = self.currentIndex()
        return self.entries.line(index.row()).code if index.isValid() else ""

    def go_to(self, code: str) -> None:
        """Put the cursor on an entry, if it is shown; else on the first row."""
        row = self.entries.row_of(code, self._kept_row) or 0
        if self.entries.rowCount():
            self.setCurrentIndex(self.entries.index(row, 0))

    def _keep(self) -> None:
        if code := self.current_code():
            self._kept, self._kept_row = code, self.currentIndex().row()

    def _restore(self) -> None:
        self.go_to(self._kept)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.entries.line(index.row()).code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last entry."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.entries.rowCount() - 1}
        row = ends.get(Qt.Key(event.key()))
        if row is not None and row >= 0:
            self.setCurrentIndex(self.entries.index(row, 0))
            return
        super().keyPressEvent(event)
