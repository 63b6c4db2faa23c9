"""Rows of a rubric that are not marked: the head of a group, and points that others give."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from judge_desk.contest.rulebook.rubric import Criterion, Rubric
from judge_desk.ui.models.rubric_words import elsewhere_words, group_words
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.criterion_row import BAR, LEFT, RIGHT
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.text import Text


class GroupRow(QFrame):
    """The name of a group and the most points it gives."""

    def __init__(self, shell: Shell, rubric: Rubric, group: Criterion) -> None:
        """Make the row in the language of now."""
        super().__init__()
        self.setProperty("frame", "group")
        title, most = Text(shell.look, "small", wrap=True), Text(shell.look, "small", "text_2")
        title.setText(f"{group.id} {group.title}")
        most.setText(group_words(rubric, group, shell.words))
        most.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        inner = row(title, most, spacing=12, margins=(BAR + LEFT, 6, RIGHT, 5))
        inner.setStretchFactor(title, 1)
        self.setLayout(inner)


class ElsewhereRow(QFrame):
    """A leaf that is no judge's mark: its name, who gives it and by what."""

    def __init__(self, shell: Shell, leaf: Criterion) -> None:
        """Make the row in the language of now."""
        super().__init__()
        self.setProperty("frame", "criterion")
        title, words = Text(shell.look, "label", wrap=True), Text(shell.look, "body", "text_2", wrap=True)
        title.setText(f"{leaf.id} {leaf.title}")
        words.setText(elsewhere_words(leaf, shell.words))
        self.setLayout(column(title, words, spacing=2, margins=(BAR + LEFT, 8, RIGHT, 8)))
