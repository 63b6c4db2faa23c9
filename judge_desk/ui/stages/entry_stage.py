"""One entry: put right, withdrawn, or entered by hand; beside it what was found and all that was done about it."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.contest.register.entries import EntryState
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import deciding, entries, entry_history
from judge_desk.desks.deciding import Request
from judge_desk.desks.entries import EntryForm, Written
from judge_desk.desks.entry_history import EntryView
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.finding_cards import answer_of, fact_of, sign_of
from judge_desk.ui.models.lines import Line
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.register_stage import SIGNS
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.entry_form import EntryFields
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.text import Rule, Text

ROOMY: Final = 900
"""px under which fields and history do not stand beside each other."""
EMPTY = EntryForm("", "", "", "", "")


class EntryStage(Stage):
    """An entry of the register, or an empty form for a new one."""

    behind = "register"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without an entry."""
        super().__init__(shell, dossier)
        look = shell.look
        self.entry = ""
        self.view: EntryView | None = None
        self._seen: tuple[str, int] = ("", -1)
        self._proposed = ""
        self.withdraw = Button(look, "plain", "log-out")
        self.withdraw.clicked.connect(self._ask_withdrawal)
        self.turn = Button(look, "plain", "history")
        self.turn.clicked.connect(self._turn)
        self._turned = False
        self.header.put(self.turn, self.withdraw)
        self.fields = EntryFields(shell)
        self.fields.changed.connect(self._weigh)
        self.fields.inside.clicked.connect(lambda: self.asked.emit("inside", self.entry))
        self.found_title, self.history_title = Text(look, "heading"), Text(look, "heading")
        self.history = LineList(look)
        self.history.opened.connect(lambda key: self.asked.emit("intake", self.entry) if key == "card" else None)
        self.reason_label, self.reason = Text(look, "label"), QLineEdit()
        self.reason_label.setBuddy(self.reason)
        self.reason.textChanged.connect(self._weigh)
        self.why = Text(look, "small", "text_2", wrap=True)
        self.write = Button(look, "primary", "check")
        self.write.clicked.connect(self._write)
        self.reason.returnPressed.connect(self.write.click)
        self._build()
        self.speak()

    def _build(self) -> None:
        self._left = left = scrolling(self._padded(self.fields))
        self._side = card(column(self.history_title, Rule(), self.history, spacing=8, margins=(12, 10, 4, 4)))
        self._top = top = row(left, self._side, spacing=0, margins=(0, 12, 16, 0))
        top.setStretch(0, 3)
        top.setStretch(1, 2)
        reason = column(self.reason_label, self.reason, spacing=4)
        foot = row(reason, column(0, row(self.why, self.write, spacing=12)), spacing=16, margins=(16, 8, 16, 12))
        foot.setStretch(0, 1)
        body = QWidget()
        stacked = column(top, foot)
        stacked.setStretchFactor(top, 1)
        body.setLayout(stacked)
        self.fill(body)

    def _padded(self, inner: QWidget) -> QWidget:
        holder = QWidget()
        holder.setLayout(column(inner, 0, margins=(16, 0, 12, 8)))
        return holder

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.fields.speak()
        self.reason_label.setText(say("ui.entry.reason"))
        self.reason.setAccessibleName(say("ui.entry.reason"))
        self.withdraw.setText(say("ui.entry.withdraw"))
        self.history_title.setText(say("ui.entry.history"))
        self.history.setAccessibleName(say("ui.entry.history"))
        self._tell()

    def aim(self, what: object) -> None:
        """Show an entry by its number; an empty number is a new one. With it may come a title that is proposed."""
        if isinstance(what, tuple) and len(what) == 2:
            what, self._proposed = what
        if isinstance(what, str):
            self.entry, self._seen = what, ("", -1)

    def show_state(self) -> None:
        """Read the entry anew when something was done since it was read; what is being typed stays."""
        view = self.dossier.view
        if view is None or self.definition is None:
            return
        if self._seen == (self.entry, view.last.number) or (self._seen[0] == self.entry and self.fields.differs):
            self._tell()
            return
        self._seen = (self.entry, view.last.number)
        if not self.entry:
            self.view = None
            self._show(EMPTY, ())
            return
        folder, entry = self.dossier.folder, self.entry

        def read(around: Surroundings) -> EntryView:
            return entry_history.show(folder, entry, around)

        self.run(read, self._take, "progress.judging", renew=False)

    def _take(self, view: EntryView) -> None:
        self.view = view
        self._show(view.form, tuple(file.name for file in view.listed.entry.files))

    def _show(self, form: EntryForm, files: tuple[str, ...]) -> None:
        if self.definition is not None:
            self.fields.show_form(form, files, self.definition, self._drawn())
        self.reason.clear()
        if self._proposed:
            self.fields.title.setText(self._proposed)
            self._proposed = ""
        self._tell()

    def _drawn(self) -> bool:
        view = self.dossier.view
        return view is not None and any(each.overview.entries for each in view.rounds)

    def _tell(self) -> None:
        say = self.shell.words.say
        self._arrange()
        self.withdraw.setVisible(bool(self.entry))
        self.fields.inside.setVisible(bool(self.entry))
        self.write.setText(say("ui.entry.write" if self.entry else "ui.intake.add"))
        if self.view is None or not self.entry:
            self.header.show_title(say("ui.entry.new"), say("ui.entry.back"))
            self.header.show_state("", "", "")
            self._weigh()
            return
        listed = self.view.listed
        title = say("ui.intake.place.titled", entry=listed.entry.id, title=listed.entry.title)
        self.header.show_title(title, say("ui.entry.back"))
        icon, tone = SIGNS[listed.state]
        self.header.show_state(icon, tone, say(f"entry_standing.{listed.state}"))
        self.withdraw.setEnabled(listed.state is not EntryState.WITHDRAWN)
        self.history.show_lines(self._lines(self.view))
        self._weigh()

    def _lines(self, view: EntryView) -> list[Line]:
        words, lines = self.shell.words, []
        for each in view.cards:
            icon, tone, _ = sign_of(each)
            lines.append(Line(icon, tone, "", fact_of(each.problem, words), answer_of(each, words), "card"))
        now, told = self.shell.around(lambda *_: None).now(), list[tuple[str, Line]]()
        for version in view.versions:
            when = words.when(version.stated_time, now)
            act = words.say(f"entry_act.{version.what}")
            detail = words.say("ui.entry.by", when=when, who=version.actor)
            line = Line("history", "text_2", "", f"{act} {version.reason}".strip(), detail)
            told.append((version.stated_time, line))
        for decision in view.decisions:
            if decision.kind is not DecisionKind.FINDING:
                when, who = words.when(decision.stated_time, now), "; ".join(decision.people)
                said = words.say(f"ui.entry.decided.{decision.value}", reason=decision.reason)
                line = Line("gavel", "text_2", "", said, words.say("ui.entry.by", when=when, who=who))
                told.append((decision.stated_time, line))
        told.sort(key=lambda each: each[0])
        return [*lines, *(line for _, line in reversed(told))]

    def _weigh(self) -> None:
        say = self.shell.words.say
        missing = ""
        if not self.fields.differs:
            missing = say("ui.entry.same" if self.entry else "ui.entry.nothing_written")
            if self._drawn():
                missing = say("ui.entry.only_spelling" if self.entry else "ui.intake.drawn")
        elif not self.reason.text().strip():
            missing = say("ui.entry.no_reason")
        self.why.setText(missing)
        self.write.setEnabled(not missing)

    def _write(self) -> None:
        folder, entry, reason = self.dossier.folder, self.entry, self.reason.text()
        form, added, without = self.fields.form(), self.fields.added, self.fields.without

        def work(around: Surroundings) -> Written:
            if entry:
                return entries.correct_entry(folder, entry, form, added, without, reason, around)
            return entries.add_entry(folder, "", form, added, reason, around)

        self.run(work, self._written, "progress.looking")

    def _written(self, written: Written) -> None:
        self.entry, self._seen = written.id, ("", -1)
        self.reason.clear()
        self.show_state()

    def _ask_withdrawal(self) -> None:
        say = self.shell.words.say
        labels = (say("ui.decision_form.reason"), say("ui.decision_form.people"))
        facts = say("ui.entry.withdraw_facts", entry=self.entry)
        given = Reasoned(
            self, self.shell.look, say("ui.entry.withdraw_title", entry=self.entry), facts, labels,
            say("ui.entry.withdraw_act"), say("ui.entry.withdraw_safe"), say("ui.entry.withdraw_why"),
        ).asked()  # fmt: skip
        if given:
            self.withdraw_entry(given[0], tuple(each.strip() for each in given[1].split(";") if each.strip()))

    def withdraw_entry(self, reason: str, people: tuple[str, ...]) -> None:
        """Record that the entry withdraws; everything about it is kept."""
        folder, round_ = self.dossier.folder, self.round if self._drawn() else ""
        request = Request(round_, DecisionKind.WITHDRAW, (self.entry,), "withdrawn", reason, people)
        self.run(lambda around: deciding.decide(folder, request, around), lambda _: self._written_again())

    def _written_again(self) -> None:
        self._seen = ("", -1)
        self.show_state()

    def refused(self, refusal: Refusal) -> None:
        """Say why; what was typed stays."""
        super().refused(refusal)
        self._weigh()

    def may_leave(self) -> bool:
        """Say whether nothing that was typed would be lost."""
        return not self.fields.differs

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the history away where there is no room beside the fields."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Stand fields and history beside each other, or one for the other where there is no room."""
        narrow, known = self.width() < self.shell.look.px(ROOMY), bool(self.entry)
        turned = self._turned and narrow and known
        self._left.setVisible(not turned)
        self._top.setContentsMargins(16 if turned else 0, 12, 16, 0)
        self._side.setVisible(known and (turned or not narrow))
        self.turn.setVisible(known and narrow)
        self.turn.setText(self.shell.words.say("ui.entry.fields" if turned else "ui.entry.history_short"))

    def _turn(self) -> None:
        self._turned = not self._turned
        self._arrange()

    def first(self) -> QWidget:
        """Begin with the title."""
        return self.fields.title
