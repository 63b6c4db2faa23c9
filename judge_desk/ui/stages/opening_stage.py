"""Opening: the key of closed ballots, its digits read back from paper, and the panel's act that opens them.

The digits are on paper and in the fields that a person fills; they are forgotten when the page is left.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget
from shiboken6 import isValid

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.closed import act, keys
from judge_desk.desks.closed.act import Opened, OpeningView
from judge_desk.desks.closed.keys import Prepared
from judge_desk.desks.counting import Plan
from judge_desk.desks.foreseeing import afterwards
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.dialogs.paper_view import PaperView
from judge_desk.ui.dialogs.question import Question
from judge_desk.ui.dialogs.reasoned import Reasoned
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.lines import Line
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, clear, column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.opening_fields import OpeningFields, names_in
from judge_desk.ui.widgets.plan_row import PlanRow
from judge_desk.ui.widgets.text import Rule, Text
from judge_desk.wording.figures import date_short

NARROW: Final = 1040
"""px of the stage under which the fields lie under the list."""
LEAST: Final = 132
"""px of height that the list of seats keeps."""
_NOTICES: Final = {
    "open": ("info", "text_2"),
    "no_key": ("lock", "text_2"),
    "to_issue": ("circle-check", "ok"),
    "opened": ("circle-check", "ok"),
    "in_the_open": ("triangle-alert", "warn"),
}
"""States that are told in one sentence with one act, and their icons."""


class OpeningStage(Stage):
    """One page from the making of the key to the opened ballots; what it shows follows from where they stand."""

    behind = "collect"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a round."""
        super().__init__(shell, dossier)
        look = shell.look
        self.view: OpeningView | None = None
        self.plan: Plan | None = None
        self._digits = ""
        self.notice, self.fields = Notice(look, "lock"), OpeningFields(shell)
        self.fields.entry.ask_unknown()
        self.list = LineList(look)
        self.list.setProperty("framed", "true")
        self.list.setMinimumHeight(look.px(LEAST))
        self.desk = PaperDesk(self, shell)
        self._rows = column()
        self.after = Text(look, "strong", wrap=True)
        self.drop, self.act = Button(look, "text"), Button(look, "primary", "lock-open")
        self._build()
        self._connect()
        self.speak()

    def _build(self) -> None:
        asked, planned = QWidget(), QWidget()
        self._seats = card(column(self.list, margins=(2, 2, 2, 2)))
        self._beside = row(self._seats, self.fields, spacing=12, margins=(16, 12, 16, 12))
        self._beside.setStretchFactor(self._seats, 2)
        self._beside.setStretchFactor(self.fields, 3)
        asked.setLayout(self._beside)
        rows = QWidget()
        rows.setLayout(column(card(self._rows), 0))
        foot = row(self.after, self.drop, self.act, spacing=12)
        foot.setStretchFactor(self.after, 1)
        area = scrolling(rows)
        inside = column(area, foot, spacing=12, margins=(16, 12, 16, 12))
        inside.setStretchFactor(area, 1)
        planned.setLayout(inside)
        self._stack = QStackedWidget()
        for each in (self.notice, asked, planned):
            self._stack.addWidget(each)
        self.fill(self._stack)

    def _connect(self) -> None:
        self.notice.act.clicked.connect(self._onward)
        self.fields.act.clicked.connect(self._use_digits)
        self.fields.other.clicked.connect(self._other)
        self.act.clicked.connect(self._open)
        self.drop.clicked.connect(self._give_up)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.closed.title"), say(f"stage.name.{self.behind}"))
        self.list.setAccessibleName(say("ui.closed.seats"))
        self.act.setText(say("ui.closed.do_open"))
        self.drop.setText(say("ui.closed.give_up"))
        self._show()

    def aim(self, what: object) -> None:
        """Remember from which stage the way led here."""
        if isinstance(what, str):
            self.behind = what

    def show_state(self) -> None:
        """Read where the closed ballots of the round stand."""
        folder, place = self.dossier.folder, self.round
        if self.busy or not place:
            return
        self.run(lambda around: act.look(folder, place, around), self._take, renew=False)

    def _take(self, view: OpeningView) -> None:
        changed = self.view is None or self.view.state != view.state
        self.view = view
        if changed:
            self._forget()
        self.speak()

    def _forget(self) -> None:
        self.plan, self._digits = None, ""
        self.fields.forget()

    def _show(self) -> None:
        view, say = self.view, self.shell.words.say
        if view is None:
            self.notice.tell(say("ui.closed.reading"))
            return
        state = view.state
        icon, tone = _NOTICES.get(state, ("lock", "text_2"))
        self.header.show_state(icon, tone, say(f"closed_state.{state}"))
        if state in _NOTICES:
            self._stack.setCurrentIndex(0)
            self.notice.show_icon(icon, tone)
            self.notice.tell(self._told(view), self._verb(state))
        elif self.plan is not None:
            self._stack.setCurrentIndex(2)
        else:
            self._stack.setCurrentIndex(1)
            self._seats.setVisible(state != "not_confirmed")
            self.list.show_lines(self._lines(view))
            self.fields.show_state(state, bool(view.missing))

    def _told(self, view: OpeningView) -> str:
        """Say where it stands in sentences; of an opening, who did it, when and why."""
        say = self.shell.words.say
        if view.opened is None:
            return say(f"ui.closed.told.{view.state}")
        time = view.opened.stated_time
        when = f"{time[11:16]} {date_short(time, self.shell.words.language)}"
        facts: dict[str, str | int] = {"number": view.opened.number, "when": when, "count": len(view.ballots)}
        people = ", ".join(view.opened.people)
        return say(f"ui.closed.told.{view.state}", people=people, reason=view.opened.reason, **facts)

    def _verb(self, state: str) -> str:
        key = {"no_key": "make", "to_issue": "issue", "opened": "collect", "in_the_open": "collect"}.get(state, "")
        return self.shell.words.say(f"ui.closed.go.{key}") if key else ""

    def _lines(self, view: OpeningView) -> list[Line]:
        say = self.shell.words.say
        here = [
            Line("lock", "ok", "", say("ui.closed.here", seat=each.seat, name=each.name, revision=each.revision),
                 say("ui.closed.code", code=" ".join(each.code[at : at + 5] for at in range(0, 30, 5))), each.digest)
            for each in view.ballots
        ]  # fmt: skip
        lacking = [
            Line("circle-dashed", "warn", "", say("ui.closed.lacking", seat=each.seat, name=each.name))
            for each in view.missing
        ]
        return here + lacking

    def _onward(self) -> None:
        state = self.view.state if self.view is not None else ""
        if state == "no_key":
            self._prepare("", ())
        else:
            self.asked.emit("issue" if state == "to_issue" else "collect", None)

    def _prepare(self, reason: str, people: tuple[str, ...]) -> None:
        """Make a key; its sheet is shown at once, for nothing of the digits is kept."""
        folder, place = self.dossier.folder, self.round

        def work(around: Surroundings) -> Prepared:
            return keys.prepare(folder, place, None, around, reason, people)

        def made(prepared: Prepared) -> None:
            QTimer.singleShot(0, self, lambda: self._show_sheet(prepared))  # a question waits until the work has ended

        self.run(work, made, renew=False)

    def _show_sheet(self, made: Prepared) -> None:
        """Show the sheet to print or save; who leaves it with neither is asked once more."""
        say, paper, folder = self.shell.words.say, Paper(made.sheet, made.name), self.dossier.folder
        kept: list[str] = []
        shown = PaperView(self.window(), self.shell, say("ui.closed.sheet"), paper)

        def save(path: Path) -> Path:
            kept.append(path.name)
            try:
                return keys.save_sheet(folder, made, path)
            except Refusal:
                kept.pop()
                raise

        def tell(sentence: str) -> None:
            if isValid(shown):
                shown.tell(sentence)

        shown.print_asked.connect(lambda: self.desk.print(paper, tell, lambda: kept.append(made.name)))
        shown.save_asked.connect(lambda: self.desk.save_as(made.name, save, tell))
        shown.tell(say("ui.closed.sheet_note"))
        words = [say(f"ui.closed.leave.{part}") for part in ("title", "facts", "act", "safe")]
        while True:
            shown.exec()
            if kept or Question(self.window(), self.shell.look, *words).asked():
                break
        shown.deleteLater()
        self._changed()

    def _changed(self) -> None:
        """Read the folder anew after an act; one that was refused keeps its sentence in sight instead."""
        self._forget()
        self.dossier.renew()
        self.show_state()

    def _use_digits(self) -> None:
        """Read the digits back, or look with them at what opening would bring."""
        view, folder, place = self.view, self.dossier.folder, self.round
        digits = self.fields.entry.code
        if view is None:
            return
        if view.state == "not_confirmed":
            self.run(lambda around: keys.confirm(folder, place, digits, around), lambda _: self._changed(), renew=False)
            return

        def planned(plan: Plan) -> None:
            self._digits, self.plan = digits, plan
            self._show_plan(plan)
            self._show()
            self.act.setFocus()

        self.run(lambda around: act.plan(folder, place, digits, around), planned, "progress.opening_ballots", False)

    def _show_plan(self, plan: Plan) -> None:
        clear(self._rows)
        for number, told in enumerate(plan.told):
            if number:
                self._rows.addWidget(Rule())
            made = PlanRow(self.shell, told)
            made.button.hide()
            self._rows.addWidget(made)
        self.after.setText(" ".join(self.shell.words.problem(each) for each in afterwards(plan.prospect)))

    def _open(self) -> None:
        plan, folder, place, digits = self.plan, self.dossier.folder, self.round, self._digits
        operator, fields = self.dossier.operator, self.fields.fields
        people, witnesses = names_in(fields["people"]), names_in(fields["witnesses"])
        reason = fields["reason"].text().strip()

        def work(around: Surroundings) -> Opened:
            return act.open_ballots(folder, place, digits, around, operator, people, witnesses, reason, plan)

        self.act.setEnabled(False)
        self.run(work, lambda _: self._opened(), "progress.opening_ballots", renew=False)

    def _opened(self) -> None:
        self.act.setEnabled(True)
        self._changed()

    def refused(self, refusal: Refusal) -> None:
        """Say why; what was typed stays."""
        super().refused(refusal)
        self.act.setEnabled(True)

    def _give_up(self) -> None:
        self.plan, self._digits = None, ""
        self._show()

    def _other(self) -> None:
        """Make another key before the first package, or let ballots in in the open when the digits are lost."""
        view, say = self.view, self.shell.words.say
        if view is None:
            return
        kind = "again" if view.state == "not_confirmed" else "lost"
        if kind == "again" and not view.travels:
            words = (say(f"ui.closed.again.{part}") for part in ("title", "facts", "act", "safe"))
            if Question(self.window(), self.shell.look, *words).asked():
                self._prepare("", ())
            return
        given = self._reason_and_people(kind if view.ballots else "again")
        if not given:
            return
        reason, people = given
        if kind == "again" or not view.ballots:
            self._prepare(reason, people)
            return
        folder, place = self.dossier.folder, self.round
        self.run(
            lambda around: act.let_in(folder, place, around, reason, people), lambda _: self._changed(), renew=False
        )

    def _reason_and_people(self, kind: str) -> tuple[str, tuple[str, ...]] | None:
        say = self.shell.words.say
        labels = (say("ui.closed.why"), say("ui.closed.people"))
        words = [say(f"ui.closed.{kind}.{part}") for part in ("title", "facts", "act", "safe")]
        question = Reasoned(
            self.window(), self.shell.look, words[0], words[1], labels, words[2], words[3], say("ui.closed.lacks.both")
        )
        given = question.asked()
        people = tuple(name for each in given[1].split(";") if (name := each.strip())) if given else ()
        return (given[0], people) if people else None

    def first(self) -> QWidget:
        """Begin with the digits, or with the way on."""
        index = self._stack.currentIndex()
        return (self.notice.act, self.fields.entry.fields[0], self.act)[index]

    def put_away(self) -> None:
        """Forget digits and plan when another stage is shown."""
        self._forget()
        self._show()

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("Tab", "ui.keys.next"),)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the fields beside the seats, or under them."""
        super().resizeEvent(event)
        narrow = self.width() < self.shell.look.px(NARROW)
        self._beside.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
