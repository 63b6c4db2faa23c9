"""The contents of the rules as a tree: criteria with their points, a sign where something is wrong or open."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeView

from judge_desk.ui.models.rule_node import Node, NodeKind, every
from judge_desk.ui.shell import Shell

NODE: Final = Qt.ItemDataRole.UserRole
WIDTH: Final = 340
_ICONS: Final = {
    NodeKind.POINTS: ("scale", "warn"),
    NodeKind.FAULTS: ("circle-x", "stop"),
    NodeKind.VERSIONS: ("history", "text_2"),
}


class RuleTree(QTreeView):
    """``chosen`` gives the node of the current row; ``moved`` that Alt and an arrow ask to move it (-1 or 1).

    ``dropped`` tells that a criterion was dragged: its node, the node it was dropped at, and where: -1 before that one,
    1 behind it, 0 into it.
    """

    chosen = Signal(object)
    moved = Signal(int)
    dropped = Signal(object, object, int)

    def __init__(self, shell: Shell) -> None:
        """Make an empty tree."""
        super().__init__()
        self._shell = shell
        self._nodes: tuple[Node, ...] = ()
        self._model = QStandardItemModel(0, 2, self)
        self.setModel(self._model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.setDropIndicatorShown(True)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)  # the draft is changed, the rows follow
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(20)
        self.selectionModel().currentChanged.connect(self._choose)
        shell.look.changed.connect(self._paint)

    def show_nodes(self, nodes: tuple[Node, ...]) -> None:
        """Show other nodes; the current one and the folded ones stay, by name."""
        current = self.current
        folded = {self._name(index) for index in self._indexes() if not self.isExpanded(index)}
        known = {self._name(index) for index in self._indexes()}
        self._nodes = nodes
        self.selectionModel().blockSignals(True)
        self._model.removeRows(0, self._model.rowCount())
        for node in nodes:
            self._model.appendRow(self._row(node))
        self.selectionModel().blockSignals(False)
        head = self.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for index in self._indexes():
            name = self._name(index)
            self.setExpanded(index, name not in folded if name in known else True)
        if current is not None:
            self.choose(current.name, quiet=True)

    def _row(self, node: Node) -> list[QStandardItem]:
        title, detail = QStandardItem(node.title), QStandardItem(node.detail)
        detail.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        title.setData(node, NODE)
        title.setToolTip(node.title)
        self._dress(title, detail)
        for each in node.below:
            title.appendRow(self._row(each))
        return [title, detail]

    def _dress(self, title: QStandardItem, detail: QStandardItem) -> None:
        look, node = self._shell.look, title.data(NODE)
        icon, tone = _ICONS.get(node.kind, ("", ""))
        said = [node.title, node.detail]
        if node.kind in (NodeKind.FORM, NodeKind.HEAD) and node.faults:
            icon, tone = "circle-x", "stop"
            said.append(self._shell.words.say("ui.rules.node.has_faults", count=node.faults))
        elif node.kind in (NodeKind.FORM, NodeKind.HEAD) and node.open:
            icon, tone = "scale", "warn"
            said.append(self._shell.words.say("ui.rules.node.has_open", count=node.open))
        if icon:
            title.setIcon(look.icon(icon, tone, 16, self.devicePixelRatioF()))
        strong = node.kind is not NodeKind.FORM or node.name == f"rounds.{node.round}.rubric"
        title.setFont(look.font("label" if strong else "body"))
        detail.setFont(look.font("body"))
        title.setSizeHint(QSize(0, look.px(32)))
        title.setData(". ".join(each for each in said if each), Qt.ItemDataRole.AccessibleTextRole)

    def _paint(self) -> None:
        for index in self._indexes():
            item = self._model.itemFromIndex(index)
            parent = item.parent()
            detail = parent.child(item.row(), 1) if parent is not None else self._model.item(item.row(), 1)
            self._dress(item, detail)

    def _indexes(self) -> list[QModelIndex]:
        found: list[QModelIndex] = []

        def walk(above: QModelIndex) -> None:
            for number in range(self._model.rowCount(above)):
                index = self._model.index(number, 0, above)
                found.append(index)
                walk(index)

        walk(QModelIndex())
        return found

    def _name(self, index: QModelIndex) -> str:
        return str(index.data(NODE).name)

    @property
    def current(self) -> Node | None:
        """The node of the current row."""
        index = self.currentIndex().siblingAtColumn(0)
        node = index.data(NODE) if index.isValid() else None
        return node if isinstance(node, Node) else None

    def choose(self, name: str, quiet: bool = False) -> bool:
        """Go to the node of a name; says whether there is one. ``quiet`` tells nobody."""
        for index in self._indexes():
            if self._name(index) == name:
                flag = QItemSelectionModel.SelectionFlag
                self.selectionModel().blockSignals(quiet)
                self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
                self.selectionModel().blockSignals(False)
                self.viewport().update()
                self.scrollTo(index)
                return True
        return False

    @property
    def names(self) -> list[str]:
        """The names of all nodes, in order."""
        return [each.name for each in every(self._nodes)]

    def _choose(self, index: QModelIndex) -> None:
        node = index.siblingAtColumn(0).data(NODE)
        if isinstance(node, Node):
            self.chosen.emit(node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the current row with Alt and an arrow."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
            return
        super().keyPressEvent(event)

    def let_drag(self, on: bool) -> None:
        """Let criteria be dragged, or not."""
        mode = QTreeView.DragDropMode
        self.setDragDropMode(mode.DragDrop if on else mode.NoDragDrop)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where a criterion of the same rubric was dropped; anything else stays where it is."""
        point = event.position().toPoint()
        index = self.indexAt(point).siblingAtColumn(0)
        node, target = self.current, index.data(NODE) if index.isValid() else None
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if node is None or not isinstance(target, Node) or not node.criterion or target.round != node.round:
            return
        rect = self.visualRect(index)
        third = rect.height() // 3
        where = -1 if point.y() < rect.top() + third else 1 if point.y() > rect.bottom() - third else 0
        if target.criterion and target.criterion != node.criterion:
            self.dropped.emit(node, target, where)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row, so that the focus is seen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._nodes:
            self.choose(self._nodes[0].name)
