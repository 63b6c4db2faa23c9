"""People: everybody of the contest, one by one, from a sheet or from the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.contest.register.panel import JUDGING
from judge_desk.contest.register.roster import Step
from judge_desk.contest.values.problems import stops
from judge_desk.desks import panel_lists, panel_people
from judge_desk.desks.panel_lists import PanelPlan, Pasted
from judge_desk.desks.panel_people import Edited, Roll, Typed, typed_of
from judge_desk.desks.panel_sight import PanelSight
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.file_questions import ask_file
from judge_desk.ui.models.lines import line_of
from judge_desk.ui.models.seating_words import change_line, person_line
from judge_desk.ui.stages.panel_pane import PanelPane
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.person_form import PersonForm
from judge_desk.ui.widgets.side_pane import SidePane
from judge_desk.ui.widgets.text import Text

NOBODY: Final = Typed("", "")


class PeoplePane(PanelPane):
    """The list and the form of a person; a list that comes in is shown as a plan before it is taken."""

    def __init__(self, stage: Stage) -> None:
        """Make the pane without people."""
        super().__init__(stage)
        look = stage.shell.look
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        self.list = LineList(look)
        self.list.chosen.connect(self._choose)
        self.told_count, self.empty = Text(look, "label", wrap=True), Notice(look, "users")
        self.add, self.paste = Button(look, "plain", "user-plus"), Button(look, "plain", "clipboard-paste")
        self.take = Button(look, "plain", "file")
        self.add.clicked.connect(self._begin_new)
        self.paste.clicked.connect(self.paste_list)
        self.take.clicked.connect(self._ask_sheet)
        self.title, self.form = Text(look, "heading", wrap=True), PersonForm(stage.shell)
        self.form.changed.connect(self._weigh)
        self.why = Text(look, "caption", "text_2", wrap=True)
        self.keep, self.drop = Button(look, "primary", "check"), Button(look, "plain", "log-out")
        self.keep.clicked.connect(self._keep)
        self.drop.clicked.connect(self._drop)
        self.plan_title = Text(look, "heading", wrap=True)
        self.plan_list = LineList(look)
        self.accept, self.refuse = Button(look, "primary", "check"), Button(look)
        self.accept.clicked.connect(self._accept)
        self.refuse.clicked.connect(self._leave_plan)
        self._stack = QStackedWidget()
        self.setAcceptDrops(True)
        self._chosen = ""
        self._shown: Typed | None = None
        self._drafts: dict[str, Typed] = {}
        self._source: Path | Pasted | None = None
        self._planned: PanelPlan | None = None
        self._build()

    def _build(self) -> None:
        acts = row(self.told_count, self.paste, self.take, self.add, spacing=8)
        acts.setStretchFactor(self.told_count, 1)
        main = QWidget()
        self._people = card(column(self.list, margins=(2, 2, 2, 2)))
        inner = column(acts, self._people, self.empty, spacing=8)
        inner.setStretchFactor(self._people, 1)
        main.setLayout(inner)
        buttons = column(self.keep, self.why, self.drop, spacing=8)
        side = card(column(self.title, self.form, buttons, 0, spacing=10, margins=(16, 12, 16, 12)))
        self.pane = SidePane(self.stage.shell.look, main, side, 320)
        plan = QWidget()
        listed = card(column(self.plan_list, margins=(2, 2, 2, 2)))
        foot = row(0, self.refuse, self.accept, spacing=8)
        planned = column(self.plan_title, listed, foot, spacing=10, margins=(16, 12, 16, 12))
        planned.setStretchFactor(listed, 1)
        plan.setLayout(planned)
        self._stack.addWidget(self.pane)
        self._stack.addWidget(plan)
        self.setLayout(column(self._stack))

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.words.say
        self.list.setAccessibleName(say("ui.seating.people"))
        self.plan_list.setAccessibleName(say("ui.seating.plan_list"))
        self.add.setText(say("ui.seating.add"))
        self.paste.setText(say("ui.seating.paste"))
        self.take.setText(say("ui.seating.take"))
        self.drop.setText(say("ui.seating.drop"))
        self.refuse.setText(say("ui.seating.leave_plan"))
        self.form.speak()
        if self.sight is not None:
            self.show_sight(self.sight)
        if self._planned is not None:
            self._say_plan(self._planned)

    @property
    def _roll(self) -> Roll | None:
        return self.sight.roll if self.sight is not None else None

    def show_sight(self, sight: PanelSight) -> None:
        """Show everybody."""
        self.sight = sight
        units = {unit.id: unit.title for unit in sight.roll.units}
        definition = self.stage.definition
        rounds = {str(each.id): each.title for each in definition.rounds} if definition is not None else {}
        people = sight.roll.people
        self.list.show_lines([person_line(each, units, rounds, self.words) for each in people])
        judges = sum(1 for each in people if each.role in JUDGING)
        self.told_count.setText(self.words.say("ui.seating.count", people=len(people), judges=judges))
        self.empty.tell(self.words.say("ui.seating.nobody"))
        self._people.setVisible(bool(people))
        self.empty.setVisible(not people)
        rules = self.stage.rules
        self.form.offer(list(units.values()), rules is not None and rules.panel.by_field)
        place = next((n for n, each in enumerate(people) if each.id == self._chosen), None)
        if place is None:
            self._new()
        else:
            self.list.setCurrentIndex(self.list.lines.index(place, 0))
            self._choose(self._chosen)

    def _choose(self, judge: object) -> None:
        roll = self._roll
        person = next((each for each in roll.people if each.id == judge), None) if roll is not None else None
        if roll is None or person is None:
            return
        self._keep_draft()
        self._chosen = person.id
        self._shown = self._in_words(typed_of(person, roll.units))
        self.title.setText(person.name)
        self.form.show_person(self._drafts.get(person.id, self._shown))
        self._weigh()

    def _in_words(self, typed: Typed) -> Typed:
        """Write rounds and fields by their titles, as a person reads and types them."""
        definition = self.stage.definition
        if definition is None:
            return typed
        titles = {str(each.id): each.title for each in definition.rounds}
        fields = {each.id: each.title for each in definition.fields}
        return replace(
            typed,
            rounds="; ".join(titles.get(each, each) for each in typed.rounds.split("; ") if each),
            fields="; ".join(fields.get(each, each) for each in typed.fields.split("; ") if each),
        )

    def _keep_draft(self) -> None:
        """Keep what was typed and not yet written, for when the person is looked at again."""
        if self.form.typed() != (self._shown or NOBODY):
            self._drafts[self._chosen] = self.form.typed()
        else:
            self._drafts.pop(self._chosen, None)

    def _written(self, chosen: str) -> None:
        """Forget the draft of somebody whose words are on file now."""
        self._shown = self.form.typed()
        self._drafts.pop(self._chosen, None)
        self._chosen = chosen

    def _begin_new(self) -> None:
        self._new()
        self.form.lines["name"].setFocus()

    def _new(self) -> None:
        self._keep_draft()
        self._chosen, self._shown = "", None
        self.list.clearSelection()
        self.title.setText(self.words.say("ui.seating.new_person"))
        self.form.show_person(self._drafts.get(""))
        self._weigh()

    def _weigh(self) -> None:
        """Say what the form lacks; the next step of an empty panel is a sheet."""
        say, missing = self.words.say, self.form.missing()
        same = self._shown is not None and self.form.typed() == self._shown
        empty = self._roll is None or not self._roll.people
        untouched = self._shown is None and self.form.typed() == NOBODY
        self.keep.setText(say("ui.seating.keep_new" if self._shown is None else "ui.seating.keep_change"))
        self.why.setText(say("ui.seating.unchanged") if same else missing)
        self.why.setVisible(bool(self.why.text()))
        self.keep.setEnabled(not missing and not same)
        self.drop.setVisible(self._shown is not None)
        self.take.become("primary" if empty and untouched else "plain")
        self.keep.become("plain" if empty and untouched else "primary")
        self.pane.refresh()

    def _keep(self) -> None:
        typed, chosen, folder = self.form.typed(), self._chosen, self.folder

        def kept(edited: Edited) -> None:
            self._written(edited.person.id)
            self.tell(edited.findings)

        if chosen:
            self.act(lambda around: panel_people.change_person(folder, chosen, typed, around), kept)
        else:
            self.act(lambda around: panel_people.add_person(folder, typed, around), kept)

    def _drop(self) -> None:
        say, folder, chosen = self.words.say, self.folder, self._chosen
        name = self.title.text()
        asked = Reasoned(
            self.window(), self.stage.shell.look, say("ui.seating.drop_title", name=name), say("ui.seating.drop_facts"),
            [say("ui.seating.reason")], say("ui.seating.drop_act"), say("ui.seating.drop_safe"),
            say("ui.seating.need_reason"),
        )  # fmt: skip
        given = asked.asked()
        if not given:
            return

        def gone(edited: Edited) -> None:
            self._written("")
            self._drafts.pop(chosen, None)
            self.tell(edited.findings)

        self.act(lambda around: panel_people.drop_person(folder, chosen, given[0], around), gone)

    def paste_list(self) -> None:
        """Show what the rows on the clipboard would change."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.said.emit(self.words.say("ui.seating.nothing_copied"))
            return
        self._plan(Pasted(text, self.words.say("seating.pasted")))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a sheet that is dropped here."""
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what the sheet would change."""
        sheet = _dropped(event.mimeData())
        if sheet is not None:
            event.acceptProposedAction()
            self._plan(sheet)

    def _ask_sheet(self) -> None:
        say = self.words.say
        sheet = self.ask_file(self, say("ui.seating.ask_sheet"), say("ui.seating.sheet_kinds"))
        if sheet is not None:
            self._plan(sheet)

    def show_sheet(self, sheet: Path) -> None:
        """Show what a sheet that was dropped elsewhere would change."""
        self._plan(sheet)

    def _plan(self, source: Path | Pasted) -> None:
        folder = self.folder
        self._source = source
        self.look(lambda around: panel_lists.plan_list(folder, source, around), self._show_plan)

    def _show_plan(self, plan: PanelPlan) -> None:
        self._planned = plan
        self._say_plan(plan)
        self._stack.setCurrentIndex(1)
        (self.accept if self.accept.isVisible() else self.refuse).setFocus()

    def _say_plan(self, plan: PanelPlan) -> None:
        say, stopped = self.words.say, stops(plan.findings)
        units = {unit.id: unit.title for unit in plan.units}
        told = [each for each in plan.changes if each.step is not Step.SAME]
        lines = [line_of(each, self.words) for each in plan.findings]
        lines += [] if stopped else [change_line(each, units, self.words) for each in told]
        self.plan_list.show_lines(lines)
        self.plan_list.setVisible(bool(lines))
        same = len(plan.changes) - len(told)
        key = "ui.seating.plan_stopped" if stopped else "ui.seating.plan_title"
        name = say("seating.pasted") if isinstance(self._source, Pasted) else plan.source
        self.plan_title.setText(say(key, source=name, count=len(told), same=same))
        self.accept.setText(say("ui.seating.accept", count=len(told)))
        self.accept.setVisible(not stopped and bool(told))
        self.refuse.become("plain" if not stopped and told else "primary")

    def _accept(self) -> None:
        source, folder = self._source, self.folder
        if source is None:
            return

        def taken(plan: PanelPlan) -> None:
            self._leave_plan()
            self.tell(plan.findings)

        self.act(lambda around: panel_lists.take_list(folder, source, around), taken)

    def _leave_plan(self) -> None:
        self._source = self._planned = None
        self._stack.setCurrentIndex(0)
        self.list.setFocus()

    def first(self) -> QWidget:
        """Begin with the list, or where one comes from."""
        return self.list if self.list.texts() else self.take


def _dropped(brought: QMimeData) -> Path | None:
    """Give the one local file among what is dragged; None for anything else."""
    urls = brought.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
