"""Conflicts: who may not mark what and why, pair by pair; what a judge declares beforehand, one by one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from judge_desk.contest.register.panel import JUDGING, DeclaredConflict
from judge_desk.desks import panel_people
from judge_desk.desks.panel_people import Subject
from judge_desk.desks.panel_sight import PanelSight
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.models.lines import Line
from judge_desk.ui.models.recusal_model import PAIRS, Pair
from judge_desk.ui.stages.panel_pane import PanelPane
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.legend import Legend
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.pick_field import PickField
from judge_desk.ui.widgets.recusal_table import RecusalTable
from judge_desk.ui.widgets.side_pane import SidePane
from judge_desk.ui.widgets.signs import Banner
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.tick import Tick

DECLARED: Final = 132
"""px of height of the list of declarations."""


class AvoidPane(PanelPane):
    """The matrix, the sentence on the current pair, and the form of a declaration."""

    def __init__(self, stage: Stage) -> None:
        """Make the pane without pairs."""
        super().__init__(stage)
        look = stage.shell.look
        self.table = RecusalTable(stage.shell.words, look)
        self.table.chosen.connect(self._explain)
        self.stale = Banner(look, "triangle-alert", "warn")
        self.counted, self.only = Text(look, "label", wrap=True), Tick(look)
        self.only.toggled.connect(self.table.pairs.show_only_avoided)
        self.legend = Legend(look, [*(PAIRS[each] for each in (Pair.MARKS, Pair.AVOIDS, Pair.LATE)), ("", "text_2")])
        self.pair, self.entry_told = Text(look, "body", wrap=True), Text(look, "caption", "text_2", wrap=True)
        self.title = Text(look, "heading", wrap=True)
        self.judge_label, self.judge = Text(look, "caption_strong"), PickField(look)
        self.unit_label, self.unit = Text(look, "caption_strong"), QLineEdit()
        self.entry_label, self.entry = Text(look, "caption_strong"), QLineEdit()
        self.reason_label, self.reason = Text(look, "caption_strong"), QLineEdit()
        self.why, self.keep = Text(look, "caption", "text_2", wrap=True), Button(look, "primary", "check")
        self.keep.clicked.connect(self._keep)
        self.declared_title, self.declared = Text(look, "caption_strong"), LineList(look)
        self.declared.setFixedHeight(look.px(DECLARED))
        self.back = Button(look, "plain", "undo-2")
        self.back.clicked.connect(self._take_back)
        self.judge.picked.connect(lambda _: self._weigh())
        for field in (self.unit, self.entry, self.reason):
            field.textChanged.connect(lambda _: self._weigh())
        self._build()

    def _build(self) -> None:
        main = QWidget()
        top = row(self.counted, self.only, spacing=12)
        top.setStretchFactor(self.counted, 1)
        table = card(column(self.table, margins=(2, 2, 2, 2)))
        inner = column(self.stale, top, table, self.legend, spacing=8)
        inner.setStretchFactor(table, 1)
        main.setLayout(inner)
        fields = []
        for label, field in (
            (self.judge_label, self.judge),
            (self.unit_label, self.unit),
            (self.entry_label, self.entry),
            (self.reason_label, self.reason),
        ):
            label.setBuddy(field)
            fields.append(column(label, field, spacing=2))
        pair = card(column(self.pair, self.entry_told, spacing=6, margins=(16, 12, 16, 12)))
        form = card(column(self.title, *fields, self.why, self.keep, spacing=8, margins=(16, 12, 16, 12)))
        self._list = card(column(self.declared_title, self.declared, self.back, spacing=6, margins=(16, 12, 16, 12)))
        side = QWidget()
        side.setLayout(column(pair, form, self._list, 0, spacing=12))
        self.pane = SidePane(self.stage.shell.look, main, side, 320)
        self.setLayout(column(self.pane))

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.words.say
        self.table.call(say("ui.seating.matrix"))
        self.only.setText(say("ui.seating.only_avoided"))
        self.legend.tell([say(f"ui.seating.legend.{each}") for each in (*Pair,)])
        self.title.setText(say("ui.seating.declare_title"))
        for label, field, key in (
            (self.judge_label, self.judge, "judge"),
            (self.unit_label, self.unit, "unit"),
            (self.entry_label, self.entry, "entry"),
            (self.reason_label, self.reason, "reason"),
        ):
            label.setText(say(f"ui.seating.declare.{key}"))
            if field is not self.judge:
                field.setAccessibleName(say(f"ui.seating.declare.{key}"))
        self.keep.setText(say("ui.seating.declare.keep"))
        self.declared_title.setText(say("ui.seating.declared"))
        self.declared.setAccessibleName(say("ui.seating.declared"))
        self.back.setText(say("ui.seating.take_back"))
        if self.sight is not None:
            self.show_sight(self.sight)

    def show_sight(self, sight: PanelSight) -> None:
        """Show the pairs, and what was declared."""
        self.sight = sight
        found, say = sight.recusals, self.words.say
        place = self.table.currentIndex().row(), self.table.currentIndex().column()
        self.table.pairs.show_recusals(found)
        self.table.fit()
        if found.columns and self.table.pairs.rowCount():
            rows, columns = self.table.pairs.rowCount(), len(found.columns)
            self.table.setCurrentIndex(
                self.table.pairs.index(min(max(place[0], 0), rows - 1), min(max(place[1], 0), columns - 1))
            )
        avoided = len({entry for entry, _ in found.reasons})
        self.counted.setText(say("ui.seating.avoided", pairs=len(found.reasons), entries=avoided))
        told = [self.words.problem(each) for each in found.findings]
        if found.issued and found.late:
            told.append(say("ui.seating.late", count=len(found.late)))
        self.stale.tell(" ".join(told))
        self._offer_judges(sight)
        titles = {unit.id: unit.title for unit in sight.roll.units}
        completer = QCompleter(sorted(titles.values()), self.unit)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.unit.setCompleter(completer)
        names = {person.id: person.name for person in sight.roll.people}
        lines = []
        for each in sight.roll.conflicts:
            what = titles[each.unit] if each.unit else say("ui.seating.entry", entry=str(each.entry))
            lines.append(Line("ban", "text_2", "", f"{names.get(each.judge, '')}: {what}", each.reason, each))
        self.declared.show_lines(lines)
        self._list.setVisible(bool(lines))
        self._explain()
        self._weigh()

    def _offer_judges(self, sight: PanelSight) -> None:
        say = self.words.say
        judges = [(str(each.id), each.name) for each in sight.roll.people if each.role in JUDGING]
        self.judge.tell(say("ui.seating.declare.judge"), say("ui.seating.declare.choose"), judges)

    def _explain(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid():
            self.pair.setText(self.words.say("ui.seating.no_pairs"))
            self.entry_told.setText("")
            return
        self.pair.setText(self.table.pairs.explain(index.row(), index.column()))
        entry, title, units = self.table.pairs.about(index.row())
        self.entry_told.setText(self.words.say("ui.seating.entry_told", entry=entry, title=title, units=units))

    @property
    def _subject(self) -> Subject:
        return Subject(self.unit.text().strip(), self.entry.text().strip())

    def _weigh(self) -> None:
        say, subject = self.words.say, self._subject
        missing = ""
        if not self.judge.value:
            missing = "no_judge"
        elif bool(subject.unit) == bool(subject.entry):
            missing = "one_subject"
        elif not self.reason.text().strip():
            missing = "no_reason"
        self.why.setText(say(f"ui.seating.declare.{missing}") if missing else "")
        self.why.setVisible(bool(missing))
        self.keep.setEnabled(not missing)
        self.pane.refresh()

    def _keep(self) -> None:
        folder, judge, subject, reason = self.folder, self.judge.value, self._subject, self.reason.text()

        def kept(edited: panel_people.Edited) -> None:
            for field in (self.unit, self.entry, self.reason):
                field.clear()
            self.tell(edited.findings)

        self.act(lambda around: panel_people.declare(folder, judge, subject, reason, around), kept)

    def _take_back(self) -> None:
        found = self.declared.currentIndex()
        line = self.declared.lines.lines[found.row()] if found.isValid() else self.declared.lines.lines[0]
        if not isinstance(line.key, DeclaredConflict) or self.sight is None:
            return
        each, say, folder = line.key, self.words.say, self.folder
        titles = {unit.id: unit.title for unit in self.sight.roll.units}
        subject = Subject(titles[each.unit] if each.unit else "", str(each.entry or ""))
        asked = Reasoned(
            self.window(), self.stage.shell.look, say("ui.seating.back_title"), line.text, [say("ui.seating.reason")],
            say("ui.seating.take_back"), say("ui.seating.back_safe"), say("ui.seating.need_reason"),
        )  # fmt: skip
        given = asked.asked()
        if given:
            self.act(
                lambda around: panel_people.take_back(folder, each.judge, subject, given[0], around),
                lambda edited: self.tell(edited.findings),
            )

    def first(self) -> QWidget:
        """Begin with the pairs."""
        return self.table
