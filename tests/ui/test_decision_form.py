"""People of a decision: several names are offered one after another, and choosing one records nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.decision_form import DecisionForm


def test_enter_on_an_offered_name_chooses_it_and_the_next_name_is_offered_too(shell: Shell, qtbot: QtBot) -> None:
    """The first name stays when the second is chosen; only Enter with nothing offered goes on."""
    form = DecisionForm(shell)
    qtbot.addWidget(form)
    form.offer(("Do An (Ban To chuc)", "Tran Binh (Truong ban)"))
    entered: list[tuple[str, ...]] = []
    form.entered.connect(lambda: entered.append(form.people))
    form.show()
    form.activateWindow()
    offered = form.people_field.completer().popup()
    assert offered is not None
    for typed in ("do", "; binh"):
        form.people_field.setFocus()
        qtbot.waitUntil(form.people_field.hasFocus)
        QTest.keyClicks(form.people_field, typed)
        qtbot.waitUntil(offered.isVisible)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(offered, key)
        assert entered == []
    QTest.keyClick(form.people_field, Qt.Key.Key_Return)
    assert entered == [("Do An (Ban To chuc)", "Tran Binh (Truong ban)")]
