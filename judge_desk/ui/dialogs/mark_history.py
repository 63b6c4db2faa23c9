"""What was written about one entry: when, what, from which mark to which; newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QDialog, QFrame, QWidget

from judge_desk.contest.rulebook.rubric import Rubric, judged_leaves
from judge_desk.desks.marking import HistoryKind, HistoryLine
from judge_desk.ui.models.lines import Line
from judge_desk.ui.models.rubric_words import mark_text
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.figures import code_groups, moment

SIZE: Final = (640, 420)
SIGNS: Final = {
    HistoryKind.MARK: ("check", "ok"),
    HistoryKind.UNDO: ("undo-2", "accent"),
    HistoryKind.REDO: ("check", "accent"),
    HistoryKind.RECUSE: ("circle-slash", "text_2"),
    HistoryKind.UNRECUSE: ("undo-2", "text_2"),
    HistoryKind.REMARK: ("message-square", "text_2"),
    HistoryKind.NOTE: ("eye-off", "warn"),
    HistoryKind.LATER: ("clock", "warn"),
    HistoryKind.NOT_LATER: ("clock", "text_2"),
    HistoryKind.SEAL: ("lock", "seal"),
    HistoryKind.REOPEN: ("undo-2", "seal"),
    HistoryKind.PACKAGE: ("package", "accent"),
}
MARKS: Final = frozenset({HistoryKind.MARK, HistoryKind.UNDO, HistoryKind.REDO})
TAKEN_AWAY: Final = {HistoryKind.REMARK: "remark_gone", HistoryKind.NOTE: "note_gone"}


class MarkHistory(QDialog):
    """The lines of an entry's history; nothing can be changed here."""

    def __init__(
        self, parent: QWidget, shell: Shell, code: str, history: Sequence[HistoryLine], rubric: Rubric
    ) -> None:
        """Make the list for an entry."""
        super().__init__(parent)
        look, say = shell.look, shell.words.say
        self._shell = shell
        self._leaves = {leaf.id: leaf for leaf in judged_leaves(rubric)}
        title = say("ui.marking.history.title", code=code)
        self.setWindowTitle(title)
        self.resize(look.px(SIZE[0]), SIZE[1])
        head, nothing = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        head.setText(title)
        nothing.setText("" if history else say("ui.marking.history.empty"))
        nothing.setVisible(not history)
        self.lines = LineList(look)
        self.lines.setAccessibleName(title)
        self.lines.show_lines([self._line(each) for each in reversed(history)])
        frame = QFrame()
        frame.setProperty("frame", "card")
        frame.setLayout(column(self.lines, margins=(2, 2, 2, 2)))
        close = Button(look, "primary")
        close.setText(say("ui.marking.history.close"))
        close.clicked.connect(self.accept)
        inner = column(head, nothing, frame, row(0, close), spacing=12, margins=(24, 20, 24, 20))
        inner.setStretchFactor(frame, 1)
        self.setLayout(inner)
        close.setFocus()

    def _line(self, each: HistoryLine) -> Line:
        icon, tone = SIGNS[each.kind]
        return Line(icon, tone, "", self._what(each), moment(each.stated_time, self._shell.words.language))

    def _what(self, each: HistoryLine) -> str:
        words, leaf = self._shell.words, self._leaves.get(each.criterion)
        name = f"{leaf.id} {leaf.title}" if leaf else words.say("ui.marking.history.whole")
        if each.kind in MARKS and leaf is not None:
            blank = words.say("ui.marking.not_marked")
            before, now = (mark_text(leaf, steps, words) or blank for steps in (each.before, each.steps))
            return words.say(f"ui.marking.history.{each.kind}", name=name, before=before, now=now)
        part = each.kind if each.text else TAKEN_AWAY.get(each.kind, each.kind)
        text = code_groups(each.text) if each.kind is HistoryKind.SEAL else each.text
        return words.say(f"ui.marking.history.{part}", name=name, text=text, who=each.word_of)
