"""The last step of the way in: what was found wrong with the files, and the seat with its PIN."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from judge_desk.ui.models.lines import Line
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.layouts import card, column
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.package_card import PackageCard
from judge_desk.ui.widgets.seat_form import SeatForm
from judge_desk.ui.widgets.text import Text

MOST_FINDINGS: Final = 160
"""px of findings that are seen at once; more are scrolled."""


class SeatPane(QWidget):
    """The package, the findings of its files, the form; what the form asks for is the page's to do."""

    def __init__(self, shell: Shell) -> None:
        """Make the pane without a package."""
        super().__init__()
        self._look = look = shell.look
        self.seated, self.form = PackageCard(shell), SeatForm(shell)
        self.head, self.findings = Text(look, "label", wrap=True), LineList(look)
        self._card = card(column(self.findings, margins=(2, 2, 2, 2)))
        form = card(column(self.form, margins=(20, 16, 20, 16)))
        self.setLayout(column(self.seated, self.head, self._card, form, spacing=12))

    def say_findings(self, head: str, lines: list[Line]) -> None:
        """Say what the check of the files came to; without a head nothing was checked."""
        self.head.setText(head)
        self.head.setVisible(bool(head))
        self.findings.show_lines(lines)
        self._card.setVisible(bool(lines))

    @property
    def faulty(self) -> bool:
        """Whether findings are shown."""
        return self._card.isVisibleTo(self)

    def fit_findings(self) -> None:
        """Give the findings the height that they need, up to a few lines."""
        needed = sum(self.findings.sizeHintForRow(number) for number in range(len(self.findings.texts())))
        self._card.setFixedHeight(min(needed + 6, self._look.px(MOST_FINDINGS)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the findings to the width."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.fit_findings)
