"""What a file of figures would bring, before anything is kept: columns, rows, unknown units, findings, its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from judge_desk.contest.rulebook.definition import find_measured
from judge_desk.contest.values.problems import Findings, Problem, Refusal, Severity, stops
from judge_desk.desks import figures
from judge_desk.desks.figures import FigurePreview, FiguresView, Matched, NamedUnit
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.surroundings import Surroundings, silent
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.file_questions import ask_file
from judge_desk.ui.models.figure_slots import SlotKey
from judge_desk.ui.models.lines import line_of
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.choice_box import ChoiceBox
from judge_desk.ui.widgets.figure_columns import FigureColumns
from judge_desk.ui.widgets.figure_grid import FigureGrid
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.provenance_form import ProvenanceForm
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.unknown_units import UnknownUnits

TABS: Final = ("columns", "rows", "units", "findings")
NARROW: Final = 900
"""px of the stage under which the preview and the form of the source are shown one at a time."""
FORM: Final = 320
ANY_WIDTH: Final = 16_777_215
"""px: no greatest width."""


@dataclass(frozen=True, slots=True)
class FigureSource:
    """A file that is looked at for a part and period; ``sheet`` is one of its sheets, empty for the first with rows."""

    slot: SlotKey
    file: Path
    sheet: str = ""


class FiguresPlanStage(Stage):
    """The preview in tabs, beside it where the figures come from, below what will be true."""

    behind = "figures"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a file."""
        super().__init__(shell, dossier)
        look, words = shell.look, shell.words
        self.source: FigureSource | None = None
        self.plan: FigurePreview | None = None
        self.mapping: dict[str, str] = {}
        self._known: tuple[NamedUnit, ...] = ()
        self._refused: Findings = ()
        self._inside = self._reading = False
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        self.turn = Button(look, "plain", "file-pen-line")
        self.turn.clicked.connect(self._turn)
        self.header.put(self.turn)
        self.where, self.file = Text(look, "label", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.other = Button(look, "plain", "table-2")
        self.other.clicked.connect(self._ask_file)
        self.sheets = ChoiceBox(look, 14)
        self.sheets.activated.connect(self._choose_sheet)
        self._sheets: tuple[str, ...] = ()
        self.columns, self.grid = FigureColumns(shell), FigureGrid(words, look)
        self.columns.chosen.connect(self._choose_column)
        self.rows_note = Text(look, "caption", "text_2", wrap=True)
        self.units = UnknownUnits(shell)
        self.units.named.connect(self._name_unit)
        self.findings = LineList(look)
        self.tabs = Tabs(look, TABS)
        self.form_title, self.form_note = Text(look, "heading", wrap=True), Text(look, "caption", "text_2", wrap=True)
        self.form = ProvenanceForm(shell)
        self.form.changed.connect(self._weigh)
        self.summary = Text(look, "body", wrap=True)
        self.leave, self.take = Button(look), Button(look, "primary", "check")
        self.leave.clicked.connect(self._leave)
        self.take.clicked.connect(self._take)
        self._build()
        self.speak()

    def _build(self) -> None:
        named = column(self.where, self.file, spacing=0)
        head = row(named, self.sheets, self.other, spacing=12, margins=(16, 8, 16, 8))
        head.setStretchFactor(named, 1)
        rows = QWidget()
        listed = column(self.rows_note, self.grid)
        self.rows_note.setContentsMargins(12, 6, 12, 6)
        listed.setStretchFactor(self.grid, 1)
        rows.setLayout(listed)
        for name, pane in zip(TABS, (self.columns, rows, self.units, self.findings), strict=True):
            self.tabs.put(name, pane)
        self._left, self._right = QFrame(), QFrame()
        self._left.setLayout(column(self.tabs, margins=(2, 2, 2, 2)))
        inner = QWidget()
        inner.setLayout(column(self.form_title, self.form, self.form_note, 0, spacing=10, margins=(14, 12, 14, 12)))
        area = scrolling(inner)
        inner.setProperty("ground", "surface")
        self._right.setLayout(column(area, margins=(2, 2, 2, 2)))
        for each in (self._left, self._right):
            each.setProperty("frame", "card")
        beside = row(self._left, self._right, spacing=12)
        beside.setStretchFactor(self._left, 1)
        acts = row(self.summary, self.leave, self.take, spacing=10)
        acts.setStretchFactor(self.summary, 1)
        whole = column(card(head), beside, acts, spacing=10, margins=(16, 12, 16, 12))
        whole.setStretchFactor(beside, 1)
        body = QWidget()
        body.setLayout(whole)
        self.fill(body)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.figures_plan.title"), say("stage.name.figures"))
        self.other.setText(say("ui.figures_plan.other"))
        self.sheets.setAccessibleName(say("ui.figures_plan.sheet"))
        self.leave.setText(say("ui.intake_plan.leave"))
        self.grid.setAccessibleName(say("ui.figures_plan.name.rows"))
        self.findings.setAccessibleName(say("ui.figures_plan.name.findings"))
        self.form_title.setText(say("ui.figures_plan.source"))
        self.form_note.setText(say("ui.figures_plan.source_note"))
        self.form.speak()
        self._arrange()
        self._tell()

    def aim(self, what: object) -> None:
        """Look at a file."""
        if isinstance(what, FigureSource):
            if self.source is None or what.slot != self.source.slot:
                self.form.clear()
            self.look_at(what)

    def show_state(self) -> None:
        """Show the preview as it is."""
        self._tell()

    def look_at(self, source: FigureSource, keep: bool = False) -> None:
        """See what a file would bring; ``keep`` keeps the columns that were chosen."""
        if not keep:
            self.mapping = {}
        self.source, self.plan, self._refused, self._reading = source, None, (), True
        folder, mapping = self.dossier.folder, dict(self.mapping)
        self._tell()
        self.run(
            lambda around: _look(folder, source, mapping, around),
            self._planned,
            "progress.figures",
            renew=False,
        )

    def _planned(self, found: tuple[FigurePreview, tuple[NamedUnit, ...]]) -> None:
        before, (plan, self._known) = self.plan, found
        self.plan, self._reading = plan, False
        if self.source is not None and not self.source.sheet:
            self._sheets = plan.others
        self._tell()
        missing = any(each.needed and each.how is Matched.MISSING for each in plan.columns)
        shown = "columns" if missing else "units" if plan.unknown else "findings" if stops(plan.findings) else "rows"
        if before is None:
            self.tabs.turn(shown)
        self._warn_of_lock()
        if not stops(plan.findings) and not missing and not self._narrow:
            self.form.first_empty().setFocus()
        elif shown == "columns" and (box := self.columns.first_missing()) is not None:
            box.setFocus()
        else:
            self.tabs.buttons[self.tabs.shown].setFocus()

    def _warn_of_lock(self) -> None:
        """Say before anything is typed that a locked result stands on the figures in force."""
        view, slot = self.dossier.view, self.source.slot if self.source is not None else SlotKey("")
        read = (slot.part, slot.period)
        for each in view.reviews if view is not None and self.plan is not None else ():
            sheets = ((sheet.part, sheet.period) for sheet in each.standing.all_sheets)
            if each.overview.final and self.plan is not None and not self.plan.part.roster and read in sheets:
                facts = {"part": self.plan.part.title, "review": each.overview.title}
                self.banner.tell(self.shell.words.problem(Problem("figures.locked", Severity.STOP, "", facts)))

    def _choose_column(self, column_id: str, title: str) -> None:
        self.mapping[column_id] = title
        if self.source is not None:
            self.look_at(self.source, keep=True)

    def _choose_sheet(self, at: int) -> None:
        """Look at another sheet of the file."""
        if self.source is not None:
            self.look_at(replace(self.source, sheet=str(self.sheets.itemData(at) or "")))

    def _offer_sheets(self) -> None:
        """Offer the file's sheets where it has several with rows."""
        say, chosen = self.shell.words.say, self.source.sheet if self.source is not None else ""
        self.sheets.clear()
        self.sheets.addItem(say("ui.figures_plan.first_sheet"), "")
        for name in self._sheets:
            self.sheets.addItem(name, name)
        self.sheets.setCurrentIndex(max(self.sheets.findData(chosen), 0))
        self.sheets.setVisible(bool(self._sheets) and self.source is not None)

    def _ask_file(self) -> None:
        say = self.shell.words.say
        path = self.ask_file(self, say("ui.figures.ask_file"), say("ui.figures.kinds"))
        if path is not None and self.source is not None:
            self.look_at(FigureSource(self.source.slot, path))

    def _name_unit(self, name: str, code: str) -> None:
        """Record that a name means a unit, with who says so and why; then look at the file again."""
        say, operator = self.shell.words.say, self.dossier.operator
        words = [say(f"ui.figures_plan.alias.{part}") for part in ("title", "who", "why", "act", "safe", "need")]
        title, who, why, act, safe, need = words
        unit = next((each.name for each in self.units.every if each.code == code), code)
        facts = say("ui.figures_plan.alias.facts", name=name, unit=unit)
        dialog = Reasoned(self, self.shell.look, title, facts, (who, why), act, safe, need)
        dialog.fields[0].setText(operator)
        dialog.fields[1 if operator else 0].setFocus()
        given = dialog.asked()
        if not given or self.busy:
            return
        folder, today = self.dossier.folder, self.shell.around(silent).now()[:10]
        stated = Provenance(given[0], today, "", given[1])
        self.run(partial(figures.name_unit, folder, name, code, stated), self._named)

    def _named(self, _: FiguresView) -> None:
        if self.source is not None:
            self.look_at(self.source, keep=True)

    def _take(self) -> None:
        source = self.source
        if source is None or self.plan is None or self.busy:
            return
        folder, slot, stated, mapping = self.dossier.folder, source.slot, self.form.stated(), dict(self.mapping)
        self.take.setEnabled(False)
        self.run(
            lambda around: figures.take_in(
                folder, slot.part, slot.period, source.file, stated, around, mapping or None, source.sheet
            ),
            self._taken,
            "progress.figures",
        )

    def _taken(self, _: FiguresView) -> None:
        slot = self.source.slot if self.source is not None else None
        self._forget()
        self.asked.emit("figures", slot)

    def _leave(self) -> None:
        slot = self.source.slot if self.source is not None else None
        self._forget()
        self.asked.emit("figures", slot)

    def _forget(self) -> None:
        self.source, self.plan, self.mapping, self._refused = None, None, {}, ()
        self.form.clear()

    def refused(self, refusal: Refusal) -> None:
        """Say why; of a sheet every fault."""
        self._reading = False
        if refusal.findings:
            self._refused = refusal.findings
        super().refused(refusal)
        self._tell()
        if refusal.findings:
            self.tabs.turn("findings")

    def stopped(self) -> None:
        """Say that nothing came about; the preview stays."""
        self._reading = False
        super().stopped()
        self._tell()

    def may_leave(self) -> bool:
        """Say whether nothing was typed that is not recorded."""
        return not any(field.text().strip() for field in self.form.lines.values())

    def put_away(self) -> None:
        """Forget the file: whoever leaves was asked."""
        self._forget()

    def _tell(self) -> None:
        say, source, plan = self.shell.words.say, self.source, self.plan
        part = find_measured(self.definition, source.slot.part) if source and self.definition is not None else None
        period = next((p.title for p in part.periods if source and p.id == source.slot.period), "") if part else ""
        self.where.setText(", ".join(each for each in (part.title if part else "", period) if each))
        self.file.setText(source.file.name if source is not None else say("ui.figures_plan.no_file"))
        self.other.setVisible(source is not None)
        self._offer_sheets()
        counts = dict.fromkeys(TABS, 0)
        if plan is not None:
            counts = self._show_plan(plan)
        for name in TABS:
            self.tabs.tell(name, say(f"ui.figures_plan.tab.{name}", count=counts[name]))
        self.tabs.buttons["units"].setVisible(bool(counts["units"]))
        if not counts["units"] and self.tabs.shown == "units":
            self.tabs.turn("rows")
        self._left.setEnabled(plan is not None)
        self._weigh()

    def _show_plan(self, plan: FigurePreview) -> dict[str, int]:
        """Fill the tabs; give the number that stands behind each of their names."""
        say, words = self.shell.words.say, self.shell.words
        self.columns.show_columns(plan.columns, plan.titles)
        self.grid.cells.show_rows(plan.part.columns, plan.first, {})
        self.rows_note.setText(say("ui.figures_plan.first", shown=len(plan.first), count=plan.rows))
        self.units.show_units(plan.unknown, self._known)
        listed = self._refused or plan.findings
        self.findings.show_lines([line_of(each, words) for each in listed])
        self.form.ask_reason(plan.replaces is not None)
        fed = sum(bool(each.title) for each in plan.columns)
        return {"columns": fed, "rows": plan.rows, "units": len(plan.unknown), "findings": len(listed)}

    def _weigh(self) -> None:
        """Let the figures be taken in when they can be; beside the button stands what will be true, or why not."""
        say, plan = self.shell.words.say, self.plan
        lacking = self.form.missing(from_file=True)
        missing = plan is not None and any(each.needed and each.how is Matched.MISSING for each in plan.columns)
        reason = "columns" if missing else "stop" if plan is not None and stops(plan.findings) else lacking
        self.take.setVisible(self.source is not None)
        self.take.setEnabled(plan is not None and not reason and not self.busy)
        rows = plan.rows if plan is not None else 0
        self.take.setText(say("ui.figures_plan.take" if rows else "ui.figures_plan.take_none", rows=rows))
        if plan is None:
            key = "no_file" if self.source is None else "reading" if self._reading else "not_read"
            self.summary.setText(say(f"ui.figures_plan.{key}"))
            return
        key = "ui.extras.why" if reason in self.form.lines else "ui.figures_plan.why"
        stopped = sum(stops((each,)) for each in plan.findings)
        told = say(f"{key}.{reason}", count=stopped) if reason else ""
        said = (told, "" if reason in ("columns", "stop") else self._changes(plan))
        self.summary.setText(" ".join(each for each in said if each))

    def _changes(self, plan: FigurePreview) -> str:
        """Say what will be true afterwards."""
        say = self.shell.words.say
        if plan.replaces is None or plan.changes is None:
            facts = {"rows": plan.rows, "units": plan.units, "persons": plan.persons}
            return say("ui.figures_plan.new_persons" if plan.persons else "ui.figures_plan.new", **facts)
        if not plan.changes.added and not plan.changes.removed:
            return say("ui.figures_plan.same", number=plan.replaces.number)
        changed = {"added": plan.changes.added, "removed": plan.changes.removed, "units": len(plan.changes.units)}
        return say("ui.figures_plan.replaces", number=plan.replaces.number, **changed)

    def first(self) -> QWidget:
        """Begin with what is due."""
        return self.tabs.buttons[self.tabs.shown] if self.plan is not None else self.leave

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("↑ ↓", "ui.keys.rows"),)

    @property
    def _narrow(self) -> bool:
        return self.width() < self.shell.look.px(NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the form beside the preview; in a narrow window one of them is shown at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow, look = self._narrow, self.shell.look
        self.turn.setVisible(narrow)
        self.turn.setText(self.shell.words.say("ui.figures_plan.to_preview" if self._inside else "ui.extras.to_form"))
        self._left.setVisible(not narrow or not self._inside)
        self._right.setVisible(not narrow or self._inside)
        self._right.setMinimumWidth(0 if narrow else look.px(FORM))
        self._right.setMaximumWidth(ANY_WIDTH if narrow else look.px(FORM))

    def _turn(self) -> None:
        self._inside = not self._inside
        self._arrange()
        (self.form.first_empty() if self._inside else self.tabs.buttons[self.tabs.shown]).setFocus()


def _look(
    folder: Path, source: FigureSource, mapping: dict[str, str], around: Surroundings
) -> tuple[FigurePreview, tuple[NamedUnit, ...]]:
    """Read a file; where it names unknown units, give every unit that one can pick."""
    slot = source.slot
    plan = figures.preview(folder, slot.part, slot.period, source.file, around, mapping or None, source.sheet)
    return plan, figures.show(folder, around).units if plan.unknown else ()
