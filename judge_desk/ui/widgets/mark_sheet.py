"""All that a judge writes about one entry: marks, remarks for the organisers, a private note, the total."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from judge_desk.contest.rulebook.rubric import LeafKind, Rubric, group_weight, judged_leaves
from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.marking import Marked, Sitting
from judge_desk.ui.bench import Bench
from judge_desk.ui.models.rubric_words import figure, mark_text
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.mark_foot import MarkFoot
from judge_desk.ui.widgets.remark_field import RemarkField
from judge_desk.ui.widgets.rubric_form import RubricForm

BOTH: Final = 330
"""px of height under which an open text takes the place of the rubric."""


class MarkSheet(QWidget):
    """The rubric with its foot.

    ``elsewhere`` names the entry and the criterion that an undo or redo touched when it is not the entry that is
    shown; the page shows it then and there. ``told`` gives a sentence for the banner, empty to take it away.
    """

    elsewhere = Signal(str, str)
    told = Signal(str)

    def __init__(self, shell: Shell) -> None:
        """Make a sheet without an entry."""
        super().__init__()
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shell = shell
        self._bench: Bench | None = None
        self.code = EntryCode("")
        self.form = RubricForm(shell)
        self.remark = RemarkField(shell, self._store_remark)
        self.note = RemarkField(shell, self._store_note, private=True)
        self.foot = MarkFoot(shell)
        self._texts = QFrame()
        self._texts.setProperty("frame", "foot")
        self._texts.setLayout(column(self.remark, self.note, spacing=4, margins=(16, 6, 16, 4)))
        self._column: QVBoxLayout = column(self.form, self._texts, self.foot)
        self._column.setStretchFactor(self.form, 1)
        self.setLayout(self._column)
        for field, button in ((self.remark, self.foot.remark), (self.note, self.foot.note)):
            button.clicked.connect(partial(self._open_text, field))
            field.ended.connect(self._end_text)
        self._close_texts()
        shell.words.changed.connect(self._speak)
        self._speak()

    def bind_keys(self, page: QWidget) -> None:
        """Let the keys of marking work on a page: levels, undo, redo, the remark of the criterion."""
        for keys, act in (("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo), ("F4", self.write_remark)):
            QShortcut(QKeySequence(keys), page, act)
        for digit in range(1, 10):
            QShortcut(QKeySequence(f"Alt+{digit}"), page, partial(self.form.pick_band, digit - 1))

    def put_foot_back(self) -> None:
        """Take the foot under the rubric again after a page had it elsewhere."""
        self.foot.move_to(self._column)

    # -- what it shows -------------------------------------------------------------------------------------------

    def show_entry(self, bench: Bench, code: EntryCode, criterion: CriterionId | None = None) -> None:
        """Show an entry; what another one still had pending was to be settled before."""
        if self._bench is not bench:
            self._leave_bench()
            bench.changed.connect(self._changed)
        if (bench, code) != (self._bench, self.code):
            self._bench, self.code = bench, code
            self.remark.show_text("")
            self.note.show_text("")
            self._close_texts()
        self.form.show_entry(bench, code, criterion)
        self._chain()
        self.refresh()

    def _chain(self) -> None:
        """Let Tab come to the foot after the criteria, which are younger, and from its end round to the header."""
        rows, foot = list(self.form.rows.values()), self.foot
        chain = [row.field for row in rows[-1:]] + [foot.remark, foot.note, foot.later, foot.back, foot.next]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def let_go(self) -> None:
        """Keep what is pending and forget the bench."""
        self.settle()
        self.form.let_go()
        self._leave_bench()
        self._bench = None

    def _leave_bench(self) -> None:
        if self._bench is not None:
            self._bench.changed.disconnect(self._changed)

    def _changed(self, code: str) -> None:
        if code == self.code:
            self.refresh()

    def refresh(self) -> None:
        """Show words, total and what is left as they are on disk."""
        if self._bench is None:
            return
        sitting = self._bench.sitting
        sheet = sitting.sheet(self.code)
        locked = sitting.sealed or bool(sheet.recusal)
        for field, text in ((self.remark, sheet.remarks.get(None, "")), (self.note, sheet.note)):
            if not field.pending:
                field.show_text(text, locked)
        ends = (sitting.beside(self.code, -1) is None, self.last)
        self.foot.show_line(sheet.line, figure(most_points(sitting.round.rubric), self._shell.words), locked, ends)
        self.foot.tell_words(bool(sheet.remarks.get(None)), bool(sheet.note))

    @property
    def last(self) -> bool:
        """Whether no entry that is marked follows in the list."""
        return self._bench is None or self._bench.sitting.beside(self.code) is None

    def _speak(self) -> None:
        say = self._shell.words.say
        self.remark.tell(say("ui.marking.remark.entry"), say("ui.marking.remark.readers"))
        self.note.tell(say("ui.marking.note.act"), say("ui.marking.note.readers"))
        self.refresh()

    # -- words ---------------------------------------------------------------------------------------------------

    def _open_text(self, field: RemarkField) -> None:
        """Open one of the two fields, or close it when it is open."""
        opening = field.isHidden()
        self.settle_words()
        self._close_texts()
        if opening:
            field.show()
            self._texts.show()
            self._share()
            field.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_text(self) -> None:
        self._close_texts()
        (self.form.field_now() or self.foot.next).setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_texts(self) -> None:
        for each in (self._texts, self.remark, self.note):
            each.hide()
        self._share()

    def _share(self) -> None:
        """Give a text that is open all the room where rubric and text are too low together."""
        writing = not self._texts.isHidden()
        self.form.setVisible(not writing or self.height() >= self._shell.look.px(BOTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._share()

    def write_remark(self) -> None:
        """Open the remark on the criterion that is open."""
        if self.settle_words():
            self._close_texts()
            self.form.write_remark()

    def _store_remark(self, text: str) -> None:
        code = self.code
        if self._bench is not None:
            self._bench.act(lambda sitting: sitting.remark(code, None, text), code)

    def _store_note(self, text: str) -> None:
        code = self.code
        if self._bench is not None:
            self._bench.act(lambda sitting: sitting.note(code, text), code)

    # -- acts ----------------------------------------------------------------------------------------------------

    def settle_words(self) -> bool:
        """Keep remark and note; False when the disk does not take one, which then stays open."""
        remark, note = self.remark.flush(), self.note.flush()
        return remark and note

    def settle(self) -> bool:
        """Keep everything that is pending; False when something is not taken."""
        words = self.settle_words()
        return self.form.settle() and words

    def undo(self) -> None:
        """Bring back what is on disk in the field, or take back the newest act on a mark."""
        if not self.form.restore():
            self._step(lambda sitting: sitting.undo(), "ui.marking.undone", "ui.marking.nothing_to_undo")

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step(lambda sitting: sitting.redo(), "ui.marking.redone", "ui.marking.nothing_to_redo")

    def _step(self, act: Callable[[Sitting], Marked | None], done: str, nothing: str) -> None:
        bench, say = self._bench, self._shell.words.say
        if bench is None or not self.settle():
            return
        self._close_texts()
        try:
            marked = bench.act(act)
        except Refusal as refusal:
            self.told.emit(self._shell.words.problem(refusal.problem))
            return
        if marked is None:
            self.told.emit(say(nothing))
            return
        self.told.emit("")
        bench.changed.emit(marked.code)
        if marked.code != self.code:
            self.elsewhere.emit(marked.code, marked.criterion)
        self.form.go(marked.criterion)
        row = self.form.rows[marked.criterion]
        blank = say("ui.marking.not_marked")
        now, was = (mark_text(row.leaf, steps, self._shell.words) or blank for steps in (marked.steps, marked.before))
        row.tell_news(say(done, now=now, was=was))


def most_points(rubric: Rubric) -> Fraction:
    """Add up the most that a judge's own marks can give; a bonus comes on top and is not counted."""
    return sum(
        (
            leaf.maximum * leaf.coefficient * group_weight(rubric, leaf)
            for leaf in judged_leaves(rubric)
            if leaf.kind is not LeafKind.BONUS
        ),
        Fraction(0),
    )
