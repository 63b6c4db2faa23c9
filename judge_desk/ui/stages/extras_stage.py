"""What the organisers bring to a round: figures by entry for the criteria that no judge marks, and their source."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QWidget

from judge_desk.contest.counting.brought import BroughtSheet
from judge_desk.contest.values.problems import Findings, Problem, Refusal
from judge_desk.desks import extras
from judge_desk.desks.extras import RoundExtras
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.file_questions import ask_file, ask_save
from judge_desk.ui.models.extra_rows import ExtraModel
from judge_desk.ui.models.lines import Line, line_of
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.choice_box import ChoiceBox
from judge_desk.ui.widgets.extra_grid import ExtraGrid
from judge_desk.ui.widgets.layouts import column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.provenance_form import ProvenanceForm
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.figures import date_short

NARROW: Final = 900
"""px of the stage under which the table and the form are shown one at a time."""
FORM: Final = 340
ANY_WIDTH: Final = 16_777_215
"""px: no greatest width."""


class ExtrasStage(Stage):
    """Table at the left, at the right where the figures come from; what is typed stays here until it is recorded."""

    behind = "results"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a round."""
        super().__init__(shell, dossier)
        look = shell.look
        self.found: RoundExtras | None = None
        self._inside = False
        self._wanted = self._told = ""
        self._refused: Findings = ()
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        self.ask_save: Callable[[QWidget, str, Path, str], Path | None] = ask_save
        self.turn, self.sheets = Button(look, "plain", "list"), Button(look, "plain", "table-2")
        self.turn.clicked.connect(self._turn)
        menu = QMenu(self.sheets)
        self.take, self.blank = menu.addAction(""), menu.addAction("")
        self.take.triggered.connect(self._take)
        self.blank.triggered.connect(self._save_blank)
        self.sheets.setMenu(menu)
        self.header.put(self.sheets, self.turn)
        self.label, self.criterion = Text(look, "label"), ChoiceBox(look, 18)
        self.label.setBuddy(self.criterion)
        self.criterion.currentIndexChanged.connect(lambda _: self._show_leaf())
        self.cells = ExtraModel(shell.words, self)
        self.cells.typed.connect(self._typed)
        self.grid = ExtraGrid(look, self.cells)
        self.rule = Text(look, "caption", "text_2", wrap=True)
        self.form = ProvenanceForm(shell)
        self.form.changed.connect(self._typed)
        self.kept_label, self.kept = Text(look, "caption_strong"), LineList(look)
        self.faults = LineList(look)
        self.nothing = Notice(look, "circle-dashed")
        self.nothing.act.clicked.connect(lambda: self.asked.emit("results", None))
        self.said, self.record = Text(look, "small", "text_2", wrap=True), Button(look, "primary", "check")
        self.record.clicked.connect(self._record)
        self._build()
        self.speak()

    def _build(self) -> None:
        self._left, self._right, self._stack = QFrame(), QFrame(), QStackedWidget()
        choice = row(self.label, self.criterion, spacing=8)
        choice.setStretchFactor(self.criterion, 1)
        head = column(choice, self.rule, spacing=6, margins=(12, 10, 12, 8))
        left = column(head, self.grid, margins=(2, 2, 2, 2))
        left.setStretchFactor(self.grid, 1)
        self._left.setLayout(left)
        inner = QWidget()
        self.kept.setMinimumHeight(140)
        self.faults.setMinimumHeight(140)
        history = column(self.form, self.faults, self.kept_label, self.kept, spacing=10, margins=(12, 10, 12, 10))
        history.setStretchFactor(self.kept, 1)
        inner.setLayout(history)
        self._right.setLayout(column(scrolling(inner), margins=(2, 2, 2, 2)))
        for each in (self._left, self._right):
            each.setProperty("frame", "card")
        beside = row(self._left, self._right, spacing=12)
        beside.setStretchFactor(self._left, 1)
        acts = row(self.said, self.record, spacing=10)
        acts.setStretchFactor(self.said, 1)
        whole = column(beside, acts, spacing=10, margins=(16, 12, 16, 12))
        whole.setStretchFactor(beside, 1)
        body = QWidget()
        body.setLayout(whole)
        self._stack.addWidget(body)
        self._stack.addWidget(self.nothing)
        self.fill(self._stack)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.extras.title"), say("ui.extras.to_results"))
        self.sheets.setText(say("ui.extras.sheets"))
        self.take.setText(say("ui.extras.take"))
        self.blank.setText(say("ui.extras.blank_sheet"))
        self.label.setText(say("ui.extras.criterion"))
        self.criterion.setAccessibleName(say("ui.extras.criterion"))
        self.grid.setAccessibleName(say("ui.extras.table"))
        self.kept_label.setText(say("ui.extras.kept"))
        self.kept.setAccessibleName(say("ui.extras.kept"))
        self.faults.setAccessibleName(say("ui.extras.faults"))
        self.record.setText(say("ui.extras.record"))
        self.nothing.tell(say("ui.extras.nothing"), say("ui.extras.nothing_why"))
        self.form.speak()
        self._arrange()
        self._show_leaf()

    def aim(self, what: object) -> None:
        """Begin at the criterion that a question is about."""
        if isinstance(what, Problem):
            self._wanted = str(what.facts.get("criterion", ""))

    def show_state(self) -> None:
        """Show what was brought to the round."""
        seen = self.seen
        try:
            self.found = extras.extras_of(seen.standing) if seen is not None and seen.standing is not None else None
        except Refusal:
            self.found = None
        self._stack.setCurrentIndex(0 if self.found is not None else 1)
        self.sheets.setVisible(self.found is not None)
        self._arrange()
        self._list_criteria()

    def _list_criteria(self) -> None:
        chosen = self._wanted or str(self.criterion.currentData() or "")
        self._wanted = ""
        leaves = self.found.leaves if self.found is not None else ()
        self.criterion.blockSignals(True)
        self.criterion.clear()
        for each in leaves:
            self.criterion.addItem(f"{each.leaf.id} {each.leaf.title}", each.leaf.id)
        self.criterion.setCurrentIndex(max(self.criterion.findData(chosen), 0) if leaves else -1)
        self.criterion.blockSignals(False)
        self._show_leaf()

    def _show_leaf(self) -> None:
        """Show the criterion that is chosen: its rule, its figures, every sheet on it."""
        self.cells.show_round(self.found, str(self.criterion.currentData() or ""))
        shown = self.cells.leaf
        if shown is None or self.found is None:
            return
        say = self.shell.words.say
        self.rule.setText(say(f"ui.extras.how.{shown.leaf.kind}"))
        self.form.ask_reason(bool(shown.kept))
        self.kept.show_lines([self._sheet_line(each) for each in reversed(shown.kept)])
        for each in (self.kept_label, self.kept):
            each.setVisible(bool(shown.kept))
        self._show_sign()
        self.grid.begin()
        self._weigh()

    def _sheet_line(self, sheet: BroughtSheet) -> Line:
        say = self.shell.words.say
        day = date_short(sheet.closed_on, self.shell.words.language)
        text = say("ui.extras.sheet", number=sheet.number, source=sheet.source, who=sheet.closed_by, day=day)
        more = [say("ui.extras.code", code=sheet.sha256[:8])] if sheet.sha256 else []
        more += [sheet.reason] if sheet.reason else []
        return Line("file-text", "text_2", "", text, " · ".join(more))

    def _show_sign(self) -> None:
        assert self.found is not None
        say, left = self.shell.words.say, sum(len(each.missing) for each in self.found.leaves)
        if self.found.locked:
            self.header.show_state("lock", "seal", say("ui.extras.locked"))
        elif left:
            self.header.show_state("circle-question-mark", "warn", say("ui.extras.left", count=left))
        else:
            self.header.show_state("circle-check", "ok", say("ui.extras.whole"))

    def _typed(self) -> None:
        self._told, self._refused = "", ()
        self._weigh()

    def _weigh(self) -> None:
        """Let figures be recorded when they can be; beside the button stands why not."""
        shown, say = self.cells.leaf, self.shell.words.say
        if shown is None or self.found is None:
            return
        faults, draft = self.cells.faults(), self.cells.draft
        listed = faults or self._refused
        self.faults.setVisible(bool(listed))
        self.faults.show_lines([line_of(each, self.shell.words) for each in listed])
        missing = self.form.missing(from_file=False)
        key = "locked" if self.found.locked else "none" if not draft else "bad" if faults else missing
        self.record.setEnabled(not key)
        self.take.setEnabled(not self.found.locked)
        count = len(draft) if draft and not faults else len(faults) or len(shown.missing)
        self.said.setText(self._told or say(f"ui.extras.why.{key or 'ready'}", count=count))

    def _record(self) -> None:
        shown = self.cells.leaf
        if shown is None or self.busy:
            return
        folder, round_id, criterion = self.dossier.folder, str(self.round), str(shown.leaf.id)
        values, stated = {str(code): text for code, text in self.cells.draft.items()}, self.form.stated()
        self.run(partial(extras.set_values, folder, round_id, criterion, values, stated), self._recorded)

    def _recorded(self, _: RoundExtras) -> None:
        self.cells.forget()
        self.form.clear_reason()
        self._told = self.shell.words.say("ui.extras.recorded")
        self.show_state()
        self.grid.setFocus()

    def _take(self) -> None:
        """Take the figures of a sheet: every criterion that it has a column for."""
        say = self.shell.words.say
        missing = self.form.missing(from_file=True)
        if missing:
            self._inside = True
            self._arrange()
            self.said.setText(say(f"ui.extras.why.{missing}", count=0))
            self.form.lines[missing].setFocus()
            return
        path = self.ask_file(self, say("ui.extras.ask_file"), say("ui.extras.kinds"))
        if path is None or self.busy:
            return
        folder, round_id, stated = self.dossier.folder, str(self.round), self.form.stated()

        def taken(found: RoundExtras) -> None:
            self.cells.drafts.clear()
            self._recorded(found)

        self.run(lambda around: extras.take_in(folder, round_id, path, stated, around), taken)

    def _save_blank(self) -> None:
        """Write a sheet of codes and criteria to fill in."""
        say = self.shell.words.say
        suggested = Path.home() / say("extras.file", round=str(self.round))
        path = self.ask_save(self, say("ui.extras.ask_save"), suggested, say("ui.extras.kinds"))
        if path is None or self.busy:
            return
        folder, round_id = self.dossier.folder, str(self.round)

        def saved(file: Path) -> None:
            self.said.setText(say("ui.extras.saved", file=file.name))

        self.run(lambda around: extras.save_blank(folder, round_id, path, around), saved, renew=False)

    def refused(self, refusal: Refusal) -> None:
        """Say why nothing was recorded; of a sheet every fault."""
        if refusal.findings:
            self._inside = True
            self._arrange()
            self._refused = refusal.findings
            self._told = self.shell.words.say("ui.extras.why.refused", count=len(refusal.findings))
            self._weigh()
            return
        super().refused(refusal)

    def may_leave(self) -> bool:
        """Say whether nothing was typed that is not recorded."""
        return not any(self.cells.drafts.values())

    def put_away(self) -> None:
        """Forget what was typed: whoever leaves was asked."""
        self.cells.drafts.clear()
        self._told, self._refused = "", ()

    def first(self) -> QWidget:
        """Begin in the table."""
        return self.grid if self.found is not None else self.nothing.act

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("↑ ↓", "ui.keys.rows"),)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the form beside the table; in a narrow window one of them is shown at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < self.shell.look.px(NARROW)
        self.turn.setVisible(narrow and self.found is not None)
        self.turn.setText(self.shell.words.say("ui.extras.to_table" if self._inside else "ui.extras.to_form"))
        self._left.setVisible(not narrow or not self._inside)
        self._right.setVisible(not narrow or self._inside)
        width = self.shell.look.px(FORM)
        self._right.setMinimumWidth(0 if narrow else width)
        self._right.setMaximumWidth(ANY_WIDTH if narrow else width)

    def _turn(self) -> None:
        self._inside = not self._inside
        self._arrange()
        (self.form.lines["closed_by"] if self._inside else self.grid).setFocus()
