"""The rules being read or written: their contents at the left, the fields of what is chosen at the right.

It holds a draft and a way back through its changes; where the draft comes from and what becomes of it is the page's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

from judge_desk.contest.values.facts import number
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.contest_folder import Rulings
from judge_desk.desks.rules import drafts, wishes
from judge_desk.desks.rules.drafts import Draft, Overlook
from judge_desk.desks.rules.raw import in_force
from judge_desk.desks.rules.versions import Version
from judge_desk.desks.surroundings import silent
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.models.lines import Line
from judge_desk.ui.models.rule_node import Node, NodeKind, every
from judge_desk.ui.models.rule_nodes import frame_of, node_for, nodes_of, title_at
from judge_desk.ui.models.rule_words import fault_words, version_lines
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.rule_form import FORM, RuleForm
from judge_desk.ui.widgets.rule_points import RulePoints
from judge_desk.ui.widgets.rule_tree import WIDTH, RuleTree
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Text, restyle

ROOMY: Final = 800
"""px under which contents and fields take turns."""


class RuleEditor(QWidget):
    """``changed`` says that the draft is another one, ``told`` what could not be done (empty: nothing)."""

    changed = Signal()
    told = Signal(str)

    def __init__(self, shell: Shell) -> None:
        """Make the editor without rules."""
        super().__init__()
        self._shell = shell
        self.draft = Draft("", b"")
        self._begun = self.draft
        self.look = Overlook({}, None, (), (), ())
        self._rulings: Rulings = ()
        self._versions: tuple[Version, ...] = ()
        self._names: tuple[str, ...] = ()
        self._past: list[Draft] = []
        self.frozen = False
        self._signature: Any = None
        self.form: RuleForm | None = None
        look = shell.look
        self.tree = RuleTree(shell)
        self.tree.chosen.connect(self._choose)
        self.tree.moved.connect(self._move)
        self.tree.dropped.connect(self._drop)
        for went in (self.tree.activated, self.tree.clicked):
            went.connect(lambda _: self._enter())
        self.points = RulePoints(shell)
        self.points.shown.connect(self.show_key)
        self.lines = LineList(look)
        self.lines.setProperty("framed", True)
        self.lines.opened.connect(lambda key: self.show_key(str(key)) if key else None)
        self.title, self.sum = Text(look, "heading", wrap=True), Sign(look)
        self.acts = {name: Button(look, "text", icon) for name, icon in _ACTS.items()}
        for name, button in self.acts.items():
            button.clicked.connect(partial(self._act, name))
        self.turns = {name: Button(look, "tab") for name in ("contents", "fields")}
        for name, button in self.turns.items():
            button.setAutoExclusive(True)
            button.clicked.connect(partial(self._turn, name))
        self._build()
        QShortcut(QKeySequence("Ctrl+Z"), self, self.undo, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.speak()

    def _build(self) -> None:
        self.sum.hide()
        self._left = QFrame()
        restyle(self._left, frame="card")
        foot = column(
            row(self.sum, 0, self.acts["remove"]), row(self.acts["add"], 0, self.acts["up"], self.acts["down"]),
            spacing=2, margins=(8, 4, 8, 4),
        )  # fmt: skip
        left = column(self.tree, foot, margins=(2, 4, 2, 2))
        left.setStretchFactor(self.tree, 1)
        self._left.setLayout(left)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._panes = QStackedWidget()
        for pane in (self._scroll, scrolling(self.points), self.lines):
            self._panes.addWidget(pane)
        self._right = QWidget()
        right = column(self.title, self._panes, spacing=8)
        right.setStretchFactor(self._panes, 1)
        self._right.setLayout(right)
        self._bar = QWidget()
        self._bar.setLayout(row(*self.turns.values(), 0))
        beside = row(self._left, self._right, spacing=16)
        beside.setStretchFactor(self._right, 1)
        whole = column(self._bar, beside)
        whole.setStretchFactor(beside, 1)
        self.setLayout(whole)
        self.turns["contents"].setChecked(True)

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_rules(
        self, draft: Draft, rulings: Rulings, versions: tuple[Version, ...], frozen: bool, names: tuple[str, ...] = ()
    ) -> None:
        """Show rules: ``frozen`` to be read only; ``names`` are offered where a decision is recorded."""
        if draft != self.draft:
            self._past = []
        self.draft, self._rulings, self._versions, self._names = draft, rulings, versions, names
        if frozen is not self.frozen:
            self.frozen, self._signature = frozen, None
        self.tree.let_drag(not frozen)
        self._refresh()
        if self.tree.current is None:
            self.tree.choose("points" if self.look.open else "titles")

    @property
    def can_decide(self) -> bool:
        """Whether open points can be decided: the draft is the version in force."""
        return self.draft == self._begun

    def begin_with(self, draft: Draft) -> None:
        """Say which draft is the version in force."""
        self._begun = draft

    def _refresh(self) -> None:
        self.look = drafts.look_over(self.draft, in_force(self.draft.content, self._rulings))
        self.tree.show_nodes(nodes_of(self.look, self._shell.words, len(self._versions)))
        self._show(self.tree.current)

    def _choose(self, node: Node) -> None:
        self._show(node)

    def _enter(self) -> None:
        """Turn to the fields of what was pressed, where contents and fields take turns."""
        node = self.tree.current
        if self._bar.isVisible() and node is not None and node.kind is not NodeKind.HEAD:
            self._turn("fields")

    def _show(self, node: Node | None) -> None:
        self._show_acts(node)
        if node is None:
            return
        self.title.setText(self._title(node))
        self.lines.setAccessibleName(self.title.text())
        if node.kind is NodeKind.FORM:
            self._show_form(node)
            self._panes.setCurrentIndex(0)
        elif node.kind is NodeKind.POINTS:
            self.points.show_points(self.draft, self.look, self.can_decide, self._names)
            self._panes.setCurrentIndex(1)
        else:
            self.lines.show_lines(self._lines(node))
            self._panes.setCurrentIndex(2)

    def _title(self, node: Node) -> str:
        nodes = nodes_of(self.look, self._shell.words, 0)
        above = next((each for each in every(nodes) if each.below and node in each.below), None)
        if above is not None and not above.round:
            above = next(
                (each for each in nodes if node.name.startswith("reviews.") and node in every(each.below)), None
            )
        return f"{above.title} · {node.title}" if above is not None else node.title

    def _show_form(self, node: Node) -> None:
        signature = (node.name, node.groups, self.frozen, self._shell.words.language, frame_of(self.look, node.groups))
        if self.form is not None and signature == self._signature:
            self.form.show_draft(self.look)
            return
        same = self._signature is not None and self._signature[0] == node.name
        place = self._scroll.verticalScrollBar().value() if same else 0
        path, at = self._focused() if same else ("", -1)
        self._signature = signature
        self.form = RuleForm(self._shell, node.groups, self.look, self.frozen)
        self.form.setMaximumWidth(FORM)
        self.form.typed.connect(self._type)
        self.form.acted.connect(self._wish)
        self._scroll.setWidget(self.form)
        self._scroll.verticalScrollBar().setValue(place)
        field = self.form.field(path) if path else None
        if field is None and 0 <= at < len(self.form.fields):
            field = self.form.fields[at]  # an item that got another short name
        if field is not None:
            field.first.setFocus()

    def _focused(self) -> tuple[str, int]:
        """Give the path and the number of the field that has the focus; empty and -1 for none."""
        widget = QApplication.focusWidget()
        fields = self.form.fields if self.form is not None else []
        found = (at for at, each in enumerate(fields) if widget is not None and each.isAncestorOf(widget))
        return next(((fields[at].path, at) for at in found), ("", -1))

    def _show_acts(self, node: Node | None) -> None:
        """Show what can be done with the criterion or rubric that is chosen, and whether it adds up."""
        listed = node.listed if node is not None else ""
        in_rubric = node is not None and bool(node.criterion or node.name == f"rounds.{node.round}.rubric")
        for name, button in self.acts.items():
            movable = node is not None and bool(node.criterion or node.item)
            button.setVisible((in_rubric or bool(listed)) and not self.frozen and (name == "add" or movable))
        what = listed.rpartition(".")[2] or "criterion"
        self.acts["add"].setText(self._shell.words.say(f"ui.rules.act.add_{what}"))
        sums = self.look.sums(node.round) if node is not None and in_rubric else None
        self.sum.setVisible(sums is not None)
        if sums is not None:
            stated, found = sums
            key = "whole" if stated == found else "short" if found < stated else "over"
            comma = "," if self._shell.words.language == "vi" else "."
            facts = {"found": number(found), "stated": number(stated), "count": number(abs(stated - found))}
            told = {name: text.replace(".", comma) for name, text in facts.items()}
            icon, tone = ("circle-check", "ok") if key == "whole" else ("circle-x", "stop")
            self.sum.show_state(icon, tone, self._shell.words.say(f"ui.rules.sum.{key}", **told))

    def _lines(self, node: Node) -> list[Line]:
        if node.kind is NodeKind.FAULTS:
            words = self._shell.words
            nodes = nodes_of(self.look, words, 0)
            told = [(fault_words(each, words), title_at(nodes, each.where), each.where) for each in self.look.findings]
            return [Line("circle-x", "stop", "", text, place, key=key) for text, place, key in told]
        if node.kind is NodeKind.VERSIONS:
            return version_lines(self._versions, self._shell.words, self._shell.around(silent).now())
        return [Line("file-text", "text_2", "", each.title, each.detail, key=each.name) for each in node.below]

    def show_key(self, key: str) -> None:
        """Show the form in which a key path lies, with its field under the cursor."""
        nodes = nodes_of(self.look, self._shell.words, len(self._versions))
        node = next((each for each in every(nodes) if each.name == key), None) or node_for(nodes, key)
        if node is None or not self.tree.choose(node.name):
            return
        self._turn("fields")
        field = self.form.field(key) if self.form is not None else None
        if field is not None:
            field.first.setFocus()
            self._scroll.ensureWidgetVisible(field)

    # --- changing -------------------------------------------------------------------------------------------------

    def _do(self, change: Callable[[], Draft]) -> None:
        """Change the draft, or say why it cannot be."""
        try:
            after = change()
        except Refusal as refusal:
            self.told.emit(self._shell.words.problem(refusal.problem))
            return
        if after.content != self.draft.content:
            self._past.append(self.draft)
            self.draft = after
        self.told.emit("")
        self._refresh()
        self.changed.emit()

    def _type(self, key: str, value: str | None) -> None:
        """Write a value; what got another short name stays chosen."""
        self._do(lambda: wishes.typed(self.draft, key, value))
        if self.tree.current is None and key.endswith(".id") and value is not None:
            name = f"{key.removesuffix('.id').rpartition('.')[0]}.{value.strip(chr(34))}"
            forms = [each for each in self.tree.names if each in (f"{name}.about", f"{name}.panel")]
            self.tree.choose(forms[0] if forms else name)

    def undo(self) -> None:
        """Take the last change back."""
        if self._past and not self.frozen:
            self.draft = self._past.pop()
            self._refresh()
            self.changed.emit()

    def _wish(self, act: str, path: str) -> None:
        if act == "leave_open":
            self._leave_open(path)
        else:
            self._do(lambda: wishes.acted(self.draft, act, path))

    def _leave_open(self, path: str) -> None:
        say = self._shell.words.say
        words = [say(f"ui.rules.open.{each}") for each in ("question", "source")]
        asked = Reasoned(
            self, self._shell.look, say("ui.rules.open.title"), say("ui.rules.open.facts"), words,
            say("ui.rules.open.act"), say("ui.rules.open.safe"), say("ui.rules.open.why"),
        ).asked()  # fmt: skip
        if asked:
            self._do(lambda: drafts.leave_open(self.draft, path, asked[0], asked[1]))

    def _act(self, name: str) -> None:
        node = self.tree.current
        if node is None:
            return
        if name == "add":
            self._add(node)
        elif name == "remove":
            self._remove(node)
        else:
            self._move(-1 if name == "up" else 1)

    def _add(self, node: Node) -> None:
        """Add a criterion below the group that is chosen, or beside the criterion that is; or another round, table."""
        if node.listed:
            self._do(lambda: wishes.acted(self.draft, "add", node.listed))
            every_one = every(nodes_of(self.look, self._shell.words, 0))
            self.tree.choose([each.name for each in every_one if each.item and each.listed == node.listed][-1])
            return
        parent = node.criterion if node.below else node.criterion.rpartition(".")[0]
        made: list[str] = []

        def change() -> Draft:
            known = {
                each.criterion for each in every(nodes_of(self.look, self._shell.words, 0)) if each.round == node.round
            }
            draft, name = drafts.add_criterion(self.draft, node.round, parent if parent in known else "")
            made.append(name)
            return draft

        self._do(change)
        if made:
            self.show_key(f"rounds.{node.round}.rubric.criteria.{made[0]}.title")

    def _remove(self, node: Node) -> None:
        say = self._shell.words.say
        words = [say(f"ui.rules.remove.{part}", title=node.title) for part in ("title", "facts", "act", "safe")]
        if not node.below or Question(self, self._shell.look, *words).asked():
            within = f"rounds.{node.round}.rubric" if node.criterion else node.listed
            self.tree.choose(within if within in self.tree.names else "titles")
            self._do(lambda: drafts.remove(self.draft, node.name))

    def _move(self, by: int) -> None:
        node = self.tree.current
        if node is not None and (node.criterion or node.item) and not self.frozen:
            self._do(lambda: drafts.move(self.draft, node.name, by))

    def _drop(self, node: Node, target: Node, where: int) -> None:
        """Put a dragged criterion into another, or before or behind it in its group."""
        beside = [each.criterion for each in self._group_of(target) if each.criterion != node.criterion]
        behind = beside[beside.index(target.criterion) + 1 :]
        parent = target.criterion if where == 0 else self._parent_of(target)
        before = "" if where == 0 else target.criterion if where < 0 else next(iter(behind), "")
        self._do(lambda: drafts.nest(self.draft, node.round, node.criterion, parent, before))

    def _above(self, node: Node) -> Node | None:
        nodes = nodes_of(self.look, self._shell.words, 0)
        return next((each for each in every(nodes) if any(one.name == node.name for one in each.below)), None)

    def _group_of(self, node: Node) -> tuple[Node, ...]:
        above = self._above(node)
        return above.below if above is not None else ()

    def _parent_of(self, node: Node) -> str:
        above = self._above(node)
        return above.criterion if above is not None else ""

    # --- words and room -------------------------------------------------------------------------------------------

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        for name, button in self.acts.items():
            button.setText(say(f"ui.rules.act.{name}_criterion" if name == "add" else f"ui.rules.act.{name}"))
        for name, button in self.turns.items():
            button.setText(say(f"ui.rules.turn.{name}"))
        self.tree.setAccessibleName(say("ui.rules.turn.contents"))
        if self.draft.content:
            self._signature = None
            self.points.fill()
            self._refresh()

    def _turn(self, name: str) -> None:
        self.turns[name].setChecked(True)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < self._shell.look.px(ROOMY)
        self._bar.setVisible(narrow)
        fields = self.turns["fields"].isChecked()
        self._left.setVisible(not narrow or not fields)
        self._right.setVisible(not narrow or fields)
        self._left.setFixedWidth(self._shell.look.px(WIDTH)) if not narrow else self._left.setMaximumWidth(16_777_215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let contents and fields take turns where there is no room for both."""
        super().resizeEvent(event)
        self._arrange()


_ACTS: Final = {"add": "plus", "up": "chevron-up", "down": "chevron-down", "remove": ""}
"""Acts on a criterion, each with its icon."""
