"""The criteria of a round under each other, with the marks of one entry; the keys lead from leaf to leaf."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from judge_desk.contest.rulebook.rubric import JUDGED, Rubric, leaves
from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.contest.values.problems import CannotWrite, Refusal
from judge_desk.ui.bench import Bench
from judge_desk.ui.models.rubric_words import short_time
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.criterion_row import CriterionRow
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.rubric_rows import ElsewhereRow, GroupRow


class RubricForm(QScrollArea):
    """Every act goes to the bench at once; what it refuses stays in its field with the reason under it.

    ``current`` names the criterion that is worked on; ``run_out`` tells that a key led beyond the last leaf (1) or
    before the first (−1).
    """

    current = Signal(str)
    run_out = Signal(int)

    def __init__(self, shell: Shell) -> None:
        """Make a form without an entry."""
        super().__init__()
        self._shell = shell
        self.rows: dict[CriterionId, CriterionRow] = {}
        self._rubric: Rubric | None = None
        self._bench: Bench | None = None
        self._code = EntryCode("")
        self._at: CriterionRow | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        shell.words.changed.connect(self._say_again)
        shell.look.changed.connect(self._align)

    # -- what it shows -------------------------------------------------------------------------------------------

    def show_entry(self, bench: Bench, code: EntryCode, criterion: CriterionId | None = None) -> None:
        """Show an entry's marks, open at a criterion; without one at the first that has no mark."""
        if self._bench is not bench:
            if self._bench is not None:
                self._bench.changed.disconnect(self._changed)
            bench.changed.connect(self._changed)
        self._bench, self._code = bench, code
        rubric = bench.sitting.round.rubric
        if rubric is not self._rubric:
            self._build(rubric)
        for each in self.rows.values():
            each.forget()
        self.refresh()
        self._open(self.rows.get(criterion) if criterion else self._first_blank())

    def let_go(self) -> None:
        """Keep what is pending and forget the bench, e.g. because its file is closed."""
        self.settle()
        if self._bench is not None:
            self._bench.changed.disconnect(self._changed)
        self._bench = None

    def _build(self, rubric: Rubric) -> None:
        self._rubric, self._at = rubric, None
        self.rows = {}
        marked, parts = {leaf.id for leaf in leaves(rubric)}, []
        for each in rubric.criteria:
            part: QWidget
            if each.id not in marked:
                part = GroupRow(self._shell, rubric, each)
            elif each.kind not in JUDGED:
                part = ElsewhereRow(self._shell, each)
            else:
                part = self.rows[each.id] = CriterionRow(self._shell, each, self._offer, self._remark)
                part.entered.connect(self._entered)
                part.typed.connect(self._bring)
                part.moved.connect(self._moved)
            parts.append(part)
        inner = QWidget()
        inner.setProperty("ground", "surface")
        inner.setLayout(column(*parts, 0))
        self.setWidget(inner)
        self._align()

    def _align(self) -> None:
        """Let fields stand under each other: all rows take the widest of what stands behind a field."""
        widest = max((each.tail_need() for each in self.rows.values()), default=0)
        for each in self.rows.values():
            each.tail.setFixedWidth(widest)

    def _say_again(self) -> None:
        if self._bench is None or self._rubric is None:
            return
        self.settle()
        at, focused = self.at, self.isAncestorOf(self.window().focusWidget() or self.window())
        self._build(self._rubric)
        self.refresh()
        self._open(self.rows.get(at) if at else None)
        if at and focused:
            self.go(at)

    def refresh(self) -> None:
        """Show what is on disk; fields that are being typed into stay as they are."""
        if self._bench is None:
            return
        sitting = self._bench.sitting
        sheet = sitting.sheet(self._code)
        locked = sitting.sealed or bool(sheet.recusal)
        now = sitting.around.now()
        for criterion, each in self.rows.items():
            time = short_time(sheet.saved.get(criterion, ""), now)
            each.show_state(sheet.marks.get(criterion), time, sheet.remarks.get(criterion, ""), locked)

    def _changed(self, code: str) -> None:
        if code == self._code:
            self.refresh()

    # -- what the judge does -------------------------------------------------------------------------------------

    def _offer(self, row: CriterionRow, text: str) -> bool:
        """Hand a typed mark to the disk; True once it is there."""
        bench, code, criterion = self._bench, self._code, row.leaf.id
        if bench is None:
            return False
        try:
            marked = bench.act(lambda sitting: sitting.mark(code, criterion, text), code)
        except CannotWrite:
            row.refuse(self._shell.words.say("ui.marking.refused.unsaved"), unsaved=True)
            return False
        except Refusal as refusal:
            row.refuse(self._shell.words.problem(refusal.problem))
            return False
        row.accept(marked.steps, short_time(marked.stated_time, bench.sitting.around.now()))
        return True

    def _remark(self, row: CriterionRow, text: str) -> None:
        bench, code, criterion = self._bench, self._code, row.leaf.id
        if bench is not None:
            bench.act(lambda sitting: sitting.remark(code, criterion, text), code)

    def settle(self) -> bool:
        """Offer everything that is not on disk yet; False when something is not taken, which then has the focus."""
        for each in self.rows.values():
            each.remark.flush()
        for each in self.rows.values():
            if each.field.pending and not each.field.settle():
                each.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    def restore(self) -> bool:
        """Bring back what is on disk in the field that is being typed into; False when there is none."""
        if self._at is None or not self._at.field.pending:
            return False
        self._at.field.restore()
        return True

    # -- where the judge is --------------------------------------------------------------------------------------

    @property
    def at(self) -> CriterionId | None:
        """The criterion that is open."""
        return self._at.leaf.id if self._at else None

    def field_now(self) -> QWidget | None:
        """Give the field that is worked on."""
        return self._at.field if self._at else None

    def go(self, criterion: CriterionId) -> None:
        """Lead to a criterion and give its field the focus."""
        if criterion in self.rows:
            self._entered(self.rows[criterion])  # a window that is not in front gives no focus yet
            self.rows[criterion].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick_band(self, place: int) -> None:
        """Choose a level of the open criterion, counted from 0."""
        if self._at is not None:
            self._at.pick(place)

    def write_remark(self) -> None:
        """Open the remark of the open criterion."""
        if self._at is not None and not self._at.field.isReadOnly():
            self._at.write_remark()
            self._bring(self._at)

    def _first_blank(self) -> CriterionRow | None:
        rows = list(self.rows.values())
        return next((each for each in rows if not each.field.kept), rows[0] if rows else None)

    def _open(self, row: CriterionRow | None) -> None:
        before, self._at = self._at, row
        if before is not None and before is not row:
            before.close_up()
        if row is not None:
            row.open()
            self._bring(row)
            self.current.emit(row.leaf.id)

    def _entered(self, row: CriterionRow) -> None:
        if row is self._at:
            return
        stood = self._top_of(row)
        self._open(row)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._top_of(row) - stood)  # the row that was clicked stays under the mouse
        self._bring(row)

    def _moved(self, row: CriterionRow, step: int) -> None:
        rows = list(self.rows.values())
        place = rows.index(row) + step
        if 0 <= place < len(rows):
            rows[place].field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.run_out.emit(step)

    def _top_of(self, row: CriterionRow) -> int:
        return row.mapTo(self.viewport(), QPoint(0, 0)).y()

    def _bring(self, row: CriterionRow) -> None:
        """Lay out now, and scroll as little as shows the row and the next one, or the remark that is written."""
        inner = self.widget()
        layout = inner.layout() if inner else None
        if inner is None or layout is None:
            return
        layout.activate()
        QCoreApplication.sendPostedEvents(inner, QEvent.Type.LayoutRequest)
        rows = list(self.rows.values())
        after = rows[min(rows.index(row) + 1, len(rows) - 1)]
        top, bottom = row.y(), max(row.geometry().bottom(), after.geometry().bottom()) + 1
        bar = self.verticalScrollBar()
        if row.remark.paper.hasFocus():
            bottom = row.geometry().bottom() + 1
            top = max(top, bottom - self.viewport().height())
        bar.setValue(min(max(bar.value(), bottom - self.viewport().height()), top))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the open row's room and the row in sight at another size."""
        super().resizeEvent(event)
        if self._at is not None:
            self._at.keep_room()
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        if self._at is not None:
            self._bring(self._at)
