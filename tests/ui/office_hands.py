"""A secretary at the window: only mouse and keys, only what can be seen, and a picture of every stage on the way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from judge_desk.ui.models.rule_values import typed_of
from judge_desk.ui.pages.contest_page import ContestPage
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.rule_form import RuleForm
from judge_desk.ui.widgets.rule_points import RulePoints
from tests.ui.judge_hands import Chord, Hands, Key, pause

Kind = TypeVar("Kind", bound=Stage)
LEFT: Final = Qt.MouseButton.LeftButton
Value = str | int | bool | dict[str, "Value"] | list["Value"]


class OfficeHands(Hands):
    """Works the secretary's window. ``seen`` names the pictures that were taken."""

    def __init__(self, shell: Shell, pictures: Path) -> None:
        """Sit down before the start page."""
        super().__init__(shell, pictures, "")
        self.seen: list[Path] = []

    # -- seeing ---------------------------------------------------------------------------------------------------

    def rest(self) -> None:
        """Wait until no work is under way, and what it brought is laid out and has begun its own."""
        for _ in range(2):
            self.wait(lambda: not self.shell.jobs.running)
            pause(1)
        self.wait(lambda: not self.shell.jobs.running)

    def snap(self, name: str) -> None:
        """Save what the window shows, in the order of the journey; large and at once, for there are many."""
        pause(10)  # what was pressed last lays out anew in the next turn of the loop
        self.seen.append(self.pictures / f"{len(self.seen) + 1:02d}-{name}.png")
        assert self.window.grab().save(str(self.seen[-1]), "PNG", 90)

    @property
    def contest(self) -> ContestPage:
        """The page of the contest."""
        return self.page(ContestPage)

    def stage(self, kind: type[Kind]) -> Kind:
        """Give the stage that is shown, which is of a kind."""
        self.rest()
        stage = self.contest.stage
        assert isinstance(stage, kind), type(stage)
        return stage

    def go(self, name: str, kind: type[Kind]) -> Kind:
        """Press the row of a stage in the rail."""
        self.press(self.contest.rail.stages[name])
        return self.stage(kind)

    def reach(self, widget: QWidget) -> None:
        """Scroll to a widget as a person does, and see that it is there."""
        self.wait(widget.isVisible)
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget)
            above = above.parentWidget()
        self.wait(lambda: not widget.visibleRegion().isEmpty())

    # -- mouse and keys -------------------------------------------------------------------------------------------

    def press(self, button: QAbstractButton) -> None:
        """Press a button that can be seen, and wait for what it brings."""
        self.reach(button)
        self.click(button)
        self.rest()

    def tick(self, box: QAbstractButton) -> None:
        """Click the box itself; what lies at the right of its words is not part of it."""
        self.reach(box)
        QTest.mouseClick(box, LEFT, Chord.NoModifier, QPoint(10, box.height() // 2))
        assert box.isChecked()

    def put(self, field: QLineEdit | QPlainTextEdit, text: str) -> None:
        """Click into a field and write; other letters than ASCII come from the input method, as on every machine."""
        self.reach(field)
        field.window().activateWindow()  # the names that were offered may have had the focus
        self.wait(field.window().isActiveWindow)
        target = field.viewport() if isinstance(field, QAbstractScrollArea) else field
        QTest.mouseClick(target, LEFT)
        assert field.hasFocus(), field.accessibleName()
        QTest.keyClick(field, Key.Key_A, Chord.ControlModifier)
        if text.isascii():
            QTest.keyClicks(field, text)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            QApplication.sendEvent(field, event)
        written = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        assert written == text

    def type_on(self, text: str) -> None:
        """Type where the focus is, which may go on to another field with every key."""
        for each in text:
            self.write(each)

    def pick(self, view: QAbstractItemView, row: int, column: int = 0) -> None:
        """Click a row of a list or table."""
        self.reach(view)
        index = view.model().index(row, column)
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), LEFT, Chord.NoModifier, self._middle(view, index))
        self.rest()

    def _middle(self, view: QAbstractItemView, index: QModelIndex) -> QPoint:
        place = view.visualRect(index).intersected(view.viewport().rect())
        assert not place.isEmpty()
        return place.center()

    def decide(self, form: DecisionForm, reason: str, people: Iterable[str]) -> None:
        """Write why and who."""
        self.put(form.reason_field, reason)
        self.put(form.people_field, "; ".join(people))
        offered = QApplication.activePopupWidget()
        if offered is not None:  # the names that are offered cover what lies below
            QTest.keyClick(offered, Key.Key_Escape)
            self.wait(lambda: not offered.isVisible())
            self.return_to_window()

    # -- rules ----------------------------------------------------------------------------------------------------

    def answer_point(self, points: RulePoints, key: str, value: Value) -> None:
        """Open one of the questions that the rules leave open, and write its answer into the fields."""
        buttons = [each for each in points.findChildren(Button) if each.accessibleDescription()]
        place = [each.key for each in points._look.open].index(key)
        self.press(buttons[place])
        assert points.current == key
        self._write(points, key, value)

    def _write(self, points: RulePoints, path: str, value: Value) -> None:
        form = points.answer
        assert form is not None
        if isinstance(value, dict):
            for name, each in value.items():
                self._write(points, f"{path}.{name}", each)
        elif isinstance(value, list):
            for number, each in enumerate(value):
                self._press_act(form if number == 0 else points.answer, "add" if number else "write", path)
                self._write(points, f"{path}.{self._items(points, path)[number]}", each)
        else:
            self._fill(form, path, value)

    def _press_act(self, form: RuleForm | None, act: str, path: str) -> None:
        assert form is not None
        buttons = form.findChildren(Button)
        self.press(next(each for each in buttons if each.property("act") == f"{act} {path}"))

    def _items(self, points: RulePoints, path: str) -> list[str]:
        """Name the items of a list, in the order in which they stand."""
        assert points.answer is not None
        below = [each.path.removeprefix(f"{path}.") for each in points.answer.fields if each.path.startswith(path)]
        return list(dict.fromkeys(each.partition(".")[0] for each in below))

    def _fill(self, form: RuleForm, path: str, value: str | int | bool) -> None:
        field = next(each for each in form.fields if each.path == path)
        if value in field.buttons:
            self.press(field.buttons[str(value)])
            return
        assert field.edit is not None
        self.put(field.edit, typed_of(value, field.key, self.shell.words.language))
        self.key(Key.Key_Return)
