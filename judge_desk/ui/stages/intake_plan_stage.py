"""Bringing in a register, files, or both: what would come is shown first, and nothing is written before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from judge_desk.contest.values.problems import Problem, Refusal, Severity
from judge_desk.desks.bringing import SHEETS, Brought
from judge_desk.desks.intake import Taken, take_in
from judge_desk.desks.intake_plan import IntakePlan, plan_intake
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.file_questions import ask_file
from judge_desk.ui.models.lines import Line
from judge_desk.ui.models.sheet_rows import SheetModel, SheetRow
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.column_choice import ColumnChoice
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.sheet_view import SheetView
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text

TABS: Final = ("columns", "entries", "files", "strangers", "findings")
LEAST: Final = 240
"""px of the preview below which the stage scrolls."""
SIGNS: Final = {
    Severity.STOP: ("circle-x", "stop"),
    Severity.ASK: ("triangle-alert", "warn"),
    Severity.NOTE: ("info", "accent"),
}
NEWS: Final = {"new": ("circle-dot", "accent"), "changed": ("pencil", "warn"), "same": ("copy-check", "text_2")}
_TOLD_ELSEWHERE: Final = ("files.no_row", "files.ignored")
"""Findings that have a tab of their own."""


class IntakePlanStage(Stage):
    """Sources above, the preview in tabs, what will be true below."""

    behind = "intake"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without sources."""
        super().__init__(shell, dossier)
        look, words = shell.look, shell.words
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        self.labels = {name: Text(look, "label") for name in ("register", "files")}
        self.shown = {name: Text(look, "body", "text_2", wrap=True) for name in ("register", "files")}
        self.choose_register, self.choose_files = Button(look, "primary", "table-2"), Button(look, "plain", "folder")
        self.columns = ColumnChoice(shell)
        heads = tuple(f"ui.intake_plan.head.{name}" for name in ("number", "title", "files", "news"))
        self.entries = SheetModel(words, look, heads, sign=3, right=frozenset({2}))
        heads = tuple(f"ui.intake_plan.head.{name}" for name in ("number", "file", "part"))
        self.file_rows = SheetModel(words, look, heads, sign=2)
        self.entry_table = SheetView(words, look, self.entries, stretch=1)
        self.file_table = SheetView(words, look, self.file_rows, stretch=1)
        self.strangers, self.findings = LineList(look), LineList(look)
        self.tabs = Tabs(look, TABS)
        self.summary = Text(look, "body", wrap=True)
        self.leave, self.take = Button(look), Button(look, "primary", "check")
        self.register: Path | None = None
        self.files: Path | None = None
        self.chosen: dict[str, str] = {}
        self.plan: IntakePlan | None = None
        self.taken: Taken | None = None
        self._stale = ""
        self.setAcceptDrops(True)
        self._connect()
        self._build()
        self.speak()

    def _connect(self) -> None:
        self.choose_register.clicked.connect(self._ask_register)
        self.choose_files.clicked.connect(self._ask_files)
        self.columns.chosen.connect(self._choose_column)
        self.leave.clicked.connect(self._leave)
        self.take.clicked.connect(self._take)

    def _build(self) -> None:
        def source(name: str, button: Button) -> QWidget:
            holder = QWidget()
            self.labels[name].setMinimumWidth(self.shell.look.px(120))
            inner = row(self.labels[name], self.shown[name], button, spacing=12)
            inner.setStretchFactor(self.shown[name], 1)
            holder.setLayout(inner)
            return holder

        panes = (self.columns, self.entry_table, self.file_table, self.strangers, self.findings)
        for name, pane in zip(TABS, panes, strict=True):
            self.tabs.put(name, pane)
        sources = card(
            column(
                source("register", self.choose_register),
                source("files", self.choose_files),
                spacing=8,
                margins=(16, 10, 16, 10),
            )
        )
        self._preview = card(column(self.tabs, margins=(2, 2, 2, 2)))
        self._foot = QWidget()
        acts = row(self.summary, self.leave, self.take, spacing=12)
        acts.setStretchFactor(self.summary, 1)
        self._foot.setLayout(acts)
        above, body = QWidget(), QWidget()
        parts = column(sources, self._preview, spacing=10, margins=(16, 12, 16, 10))
        parts.setStretchFactor(self._preview, 1)
        parts.addStretch(0)  # takes the room while there is no preview
        above.setLayout(parts)
        self._preview.setMinimumHeight(self.shell.look.px(LEAST))
        acts.setContentsMargins(16, 0, 16, 12)
        scrolled = scrolling(above)
        stacked = column(scrolled, self._foot)
        stacked.setStretchFactor(scrolled, 1)
        body.setLayout(stacked)
        self.fill(body)
        self._preview.hide()
        self._foot.hide()

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.intake_plan.title"), say("ui.register.back"))
        for name, label in self.labels.items():
            label.setText(say(f"ui.intake_plan.source.{name}"))
        self.choose_register.setText(say("ui.intake_plan.choose_register"))
        self.choose_files.setText(say("ui.intake_plan.choose_files"))
        self.leave.setText(say("ui.intake_plan.leave"))
        named = {"entries": self.entry_table, "files": self.file_table, "strangers": self.strangers}
        for name, view in {**named, "findings": self.findings}.items():
            view.setAccessibleName(say(f"ui.intake_plan.name.{name}"))
        self._tell()

    def aim(self, what: object) -> None:
        """Look at sources that were brought elsewhere; a source that was chosen before stays beside the other one."""
        if isinstance(what, Brought):
            self.look_at(what.register or self.register, what.files or self.files)

    def show_state(self) -> None:
        """Show the preview as it is."""
        self._tell()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a sheet, a folder, or both."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped: a folder holds the files, a sheet is the register."""
        register, files = self.register, self.files
        for url in event.mimeData().urls():
            path = Path(url.toLocalFile())
            if path.is_dir():
                files = path
            elif path.suffix.lower() in SHEETS:
                register = path
        event.acceptProposedAction()
        if (register, files) != (self.register, self.files):
            self.look_at(register, files)

    def _ask_register(self) -> None:
        say = self.shell.words.say
        found = self.ask_file(self, say("ui.intake_plan.ask_register"), say("ui.intake_plan.sheet_kinds"))
        if found is not None:
            self.look_at(found, self.files)

    def _ask_files(self) -> None:
        start = self.files or (self.register.parent if self.register is not None else Path.home())
        found = self.shell.ask_folder(self, self.shell.words.say("ui.intake_plan.ask_files"), start)
        if found is not None:
            self.look_at(self.register, found)

    def _choose_column(self, key: str, title: str) -> None:
        self.chosen[key] = title
        self.look_at(self.register, self.files, keep_columns=True)

    def look_at(self, register: Path | None, files: Path | None, keep_columns: bool = False) -> None:
        """See what these sources would bring."""
        if register != self.register and not keep_columns:
            self.chosen = {}
        self.register, self.files, self.taken = register, files, None
        folder, columns = self.dossier.folder, dict(self.chosen)

        def work(around: Surroundings) -> IntakePlan:
            return plan_intake(folder, register, files, around, columns)

        self.plan = None
        self._tell()
        self.run(work, self._planned, "progress.matching", renew=False)

    def _planned(self, plan: IntakePlan) -> None:
        self.plan, stale, self._stale = plan, self._stale, ""
        self.banner.tell(stale)
        missing = any(each.required and not each.title for each in plan.columns)
        self._tell()
        self.tabs.turn("columns" if missing else "findings" if not plan.possible else self._begin(plan))
        (self.take if plan.possible else self.tabs).setFocus()

    def _begin(self, plan: IntakePlan) -> str:
        return "entries" if plan.register else "files"

    def _take(self) -> None:
        if self.taken is not None or self.plan is None:
            self._leave()
            return
        folder, register, files = self.dossier.folder, self.register, self.files
        columns, code = dict(self.chosen), self.plan.code

        def work(around: Surroundings) -> Taken:
            return take_in(folder, register, files, around, columns, code)

        self.take.setEnabled(False)
        self.run(work, self._took, "progress.looking")

    def _took(self, taken: Taken) -> None:
        self.taken = taken
        news = [
            each for each in taken.findings if each.code.startswith(("register.", "intake.file_", "intake.correction_"))
        ]
        if not news:
            self._leave()
            return
        self.findings.show_lines([self._line(each) for each in news])
        self._tell()
        self.tabs.turn("findings")
        self.take.setFocus()

    def _leave(self) -> None:
        self.register, self.files, self.plan, self.taken, self.chosen = None, None, None, None, {}
        self._tell()
        self.asked.emit("intake", None)

    def stopped(self) -> None:
        """Say that nothing came about; the preview stays."""
        super().stopped()
        self._tell()

    def refused(self, refusal: Refusal) -> None:
        """Say why; the sources stay."""
        super().refused(refusal)
        if refusal.problem.code == "intake.plan_stale":
            self._stale = self.shell.words.problem(refusal.problem)
            self.look_at(self.register, self.files, keep_columns=True)
            return
        self._tell()

    def _tell(self) -> None:
        say, plan = self.shell.words.say, self.plan
        for name, path in (("register", self.register), ("files", self.files)):
            self.shown[name].setText(path.name if path is not None else say(f"ui.intake_plan.none.{name}"))
        possible = plan is not None and plan.possible
        self.choose_register.become("plain" if possible or self.register is not None else "primary")
        self._preview.setVisible(plan is not None)
        self._foot.setVisible(plan is not None)
        if plan is None:
            return
        if self.taken is None:
            self._tell_plan(plan)
            return
        facts = {**self.taken.counts, "files": self.taken.files}
        self.summary.setText(say("cli.intake.done", **facts))
        self.take.setText(say("ui.intake_plan.to_findings"))
        self.take.setEnabled(True)
        self.leave.hide()

    def _tell_plan(self, plan: IntakePlan) -> None:
        say = self.shell.words.say
        counts = {
            "columns": sum(bool(each.title) for each in plan.columns),
            "entries": len(plan.entries),
            "files": len(plan.files),
            "strangers": len(plan.strangers) + len(plan.left_out),
            "findings": len(self._told(plan)),
        }
        for name in TABS:
            self.tabs.tell(name, say(f"ui.intake_plan.tab.{name}", count=counts[name]))
        self.tabs.buttons["columns"].setVisible(bool(plan.columns))
        self.columns.show_columns(plan.columns, plan.header)
        self.entries.show_rows([self._entry_row(plan, number) for number in range(len(plan.entries))])
        self.file_rows.show_rows(self._file_rows(plan))
        strangers = [
            Line("circle-question-mark", "warn", "", say("ui.intake_plan.stranger", name=n)) for n in plan.strangers
        ]
        left = [Line("circle-slash", "text_2", "", say("ui.intake_plan.left_out", name=name)) for name in plan.left_out]
        self.strangers.show_lines(strangers + left)
        self.findings.show_lines([self._line(each) for each in self._told(plan)])
        fresh = sum(each.news == "new" for each in plan.entries)
        changed = sum(each.news == "changed" for each in plan.entries)
        facts = {"entries": len(plan.entries), "new": fresh, "changed": changed, "files": len(plan.files)}
        unread = say("ui.intake_plan.unread", count=plan.unread) if plan.unread else ""
        told = say("ui.intake_plan.summary" if plan.possible else "ui.intake_plan.impossible", **facts)
        asks = bool(counts["findings"] or counts["strangers"])
        look = say("ui.intake_plan.look", findings=counts["findings"], strangers=counts["strangers"]) if asks else ""
        self.summary.setText(" ".join(filter(None, (unread, told, look))))
        key = "ui.intake_plan.take" if plan.register else "ui.intake_plan.take_files"
        self.take.setText(say(key, entries=len(plan.entries), files=len(plan.files)))
        self.take.setEnabled(plan.possible)
        self.take.setVisible(plan.possible)
        self.leave.show()

    def _told(self, plan: IntakePlan) -> tuple[Problem, ...]:
        return tuple(each for each in plan.findings if each.code not in _TOLD_ELSEWHERE)

    def _line(self, problem: Problem) -> Line:
        icon, tone = SIGNS[problem.severity]
        return Line(icon, tone, "", self.shell.words.problem(problem))

    def _entry_row(self, plan: IntakePlan, number: int) -> SheetRow:
        each = plan.entries[number]
        icon, tone = NEWS[each.news]
        news = self.shell.words.say(f"cli.intake.news.{each.news}")
        return SheetRow(each.entry.id, (each.entry.id, each.entry.title, str(each.files or ""), news), icon, tone)

    def _file_rows(self, plan: IntakePlan) -> list[SheetRow]:
        none = self.shell.words.say("cli.intake.no_part")
        return [
            SheetRow(
                each.entry,
                (each.entry, each.name, each.part or none),
                "" if each.part else "triangle-alert",
                "" if each.part else "warn",
            )
            for each in plan.files
        ]

    def first(self) -> QWidget:
        """Begin with the choice of a register, or with taking what is shown."""
        return self.take if self.plan is not None and self.plan.possible else self.choose_register
