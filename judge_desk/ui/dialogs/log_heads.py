"""Hold the log against a code on paper or an older log; the answer stands in the dialog, with an icon and a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from judge_desk.contest.values.problems import Problem, Refusal
from judge_desk.desks.log_heads import OLDER_ENDINGS, HeadCheck, HeadState, OlderCheck, compare_older, find_head
from judge_desk.desks.surroundings import Progress
from judge_desk.ui.file_questions import ask_file
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.signs import Sign
from judge_desk.ui.widgets.text import Text

WIDTH: Final = 520
MOST_GONE: Final = 3
"""Acts that are named of those that only an older log has."""
SIGNS: Final = {
    HeadState.INSIDE: ("circle-check", "ok"),
    HeadState.ASIDE: ("triangle-alert", "warn"),
    HeadState.ABSENT: ("circle-x", "stop"),
}

Work = Callable[[Progress], HeadCheck | OlderCheck]


class LogHeads(QDialog):
    """A field for the code, a choice of an older log, and what came of it. Nothing in the log is changed."""

    def __init__(self, parent: QWidget, shell: Shell, folder: Path) -> None:
        """Make the dialog without an answer."""
        super().__init__(parent)
        self._shell, self._folder = shell, folder
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        look, say = shell.look, shell.words.say
        head, facts, label = Text(look, "heading", wrap=True), Text(look, "body", wrap=True), Text(look, "label")
        self.setWindowTitle(say("ui.log_heads.title"))
        head.setText(say("ui.log_heads.title"))
        facts.setText(say("ui.log_heads.facts"))
        label.setText(say("ui.log_heads.label"))
        self.field = QLineEdit()
        label.setBuddy(self.field)
        self.field.setAccessibleName(say("ui.log_heads.label"))
        self.seek, self.older, self.shut = Button(look, "primary"), Button(look), Button(look)
        for button, name in ((self.seek, "find"), (self.older, "choose"), (self.shut, "close")):
            button.setText(say(f"ui.log_heads.{name}"))
        self.sign, self.answer = Sign(look), Text(look, "body", wrap=True).selectable()
        self.why = Text(look, "small", "text_2", wrap=True)
        acts = row(self.shut, 0, self.older, self.seek, spacing=8)
        answer = column(row(self.sign, 0), self.answer, self.why, spacing=6)
        inner = column(head, facts, label, self.field, answer, 8, acts, spacing=8, margins=(24, 20, 24, 20))
        inner.addStrut(WIDTH)
        self.setLayout(inner)
        self.field.textChanged.connect(self._weigh)
        self.field.returnPressed.connect(self.seek.click)
        self.seek.clicked.connect(self._find)
        self.older.clicked.connect(self._choose)
        self.shut.clicked.connect(self.reject)
        self.field.setFocus()
        self._show(None, ())
        self._weigh()

    def _weigh(self) -> None:
        typed = bool(self.field.text().strip())
        self.seek.setEnabled(typed)
        self.why.setText("" if typed or self.answer.text() else self._shell.words.say("ui.log_heads.why"))

    def _find(self) -> None:
        folder, typed, language = self._folder, self.field.text(), self._shell.words.language
        self._start(lambda report: find_head(folder, typed, language, self._shell.around(report)))

    def _choose(self) -> None:
        say = self._shell.words.say
        kinds = f"{say('ui.log_heads.files')} ({' '.join(f'*{each}' for each in OLDER_ENDINGS)})"
        older = self.ask_file(self, say("ui.log_heads.choose_title"), kinds)
        if older is None:
            return
        folder, language, chosen = self._folder, self._shell.words.language, older
        self._start(lambda report: compare_older(folder, chosen, language, self._shell.around(report)))

    def _start(self, work: Work) -> None:
        """Look off the thread of the window; what comes back after the dialog was closed is not shown."""
        job = self._shell.jobs.prepare(quiet=True)
        job.done.connect(self._take)
        job.refused.connect(self._refuse)
        for button in (self.seek, self.older):
            button.setEnabled(False)
        self.answer.setText(self._shell.words.say("progress.log"))
        self.why.setText("")
        self.sign.hide()
        self._shell.jobs.start(job, work)

    def _take(self, found: HeadCheck | OlderCheck) -> None:
        gone = [f"{each.number}. {each.told}" for each in found.gone] if isinstance(found, OlderCheck) else []
        more = len(gone) - MOST_GONE
        lines = gone[:MOST_GONE] + ([self._shell.words.say("ui.log_heads.more", count=more)] if more > 0 else [])
        self._show(found.state, found.findings, lines)

    def _refuse(self, refusal: Refusal) -> None:
        self._show(HeadState.ASIDE, (refusal.problem,))

    def _show(self, state: HeadState | None, findings: tuple[Problem, ...], lines: list[str] | None = None) -> None:
        self.answer.setText("\n".join([*map(self._shell.words.problem, findings), *(lines or [])]))
        self.answer.setVisible(bool(findings))
        self.sign.setVisible(state is not None)
        if state is not None:
            icon, tone = SIGNS[state]
            self.sign.show_state(icon, tone, self._shell.words.say(f"ui.log_heads.state.{state}"))
        self.older.setEnabled(True)
        self._weigh()
        self.adjustSize()
