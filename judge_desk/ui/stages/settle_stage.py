"""Disagreements of a round: the list by size, first marks and their plot, what is recorded next; first marks stay."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedWidget, QWidget

from judge_desk.contest.counting.absence import Effect
from judge_desk.contest.counting.settling import Case, Step
from judge_desk.contest.values.problems import Problem, Refusal
from judge_desk.desks import settling as desk
from judge_desk.desks import settling_papers
from judge_desk.desks.settling import Settled, Settling
from judge_desk.desks.settling_papers import Form
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.settle_words import case_row
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.case_list import CaseList
from judge_desk.ui.widgets.case_pane import CasePane
from judge_desk.ui.widgets.layouts import column, row, scrolling
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.settle_form import AGAIN, SettleForm
from judge_desk.ui.widgets.text import Text

LIST: Final = 216
SLIM: Final = 192
NARROW: Final = 960
"""px of the stage under which the list is slimmer and the header says less."""


class SettleStage(Stage):
    """Reads the cases of the round; one is current, its next step is recorded below its marks."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without cases."""
        super().__init__(shell, dossier)
        look = shell.look
        self.settling: Settling | None = None
        self._read_from: object = None
        self._current = self._told = ""
        self.papers = PaperDesk(self, shell)
        self.above = Text(look, "caption", "text_2", wrap=True)
        self.list = CaseList(look)
        self.list.chosen.connect(self._choose)
        self.form = SettleForm(shell)
        self.pane = CasePane(shell, self.form)
        self.form.changed.connect(self._weigh)
        self.pane.effects_asked.connect(self._work_out_effects)
        self.pane.elsewhere_asked.connect(lambda stage: self.asked.emit(stage, None))
        self.why = Text(look, "caption", "text_2", wrap=True)
        self.later, self.again = Button(look), self.pane.again
        self.act = Button(look, "primary", "check")
        self.later.clicked.connect(self._next)
        self.again.clicked.connect(self._decide_again)
        self.act.clicked.connect(self._go)
        self.stats, self.print = Button(look, "text"), Button(look, "plain", "printer")
        self.stats.clicked.connect(lambda: self.asked.emit("stats", None))
        self.print.clicked.connect(self._make_form)
        self.notice = Notice(look, "circle-check")
        self.notice.act.clicked.connect(self._onward)
        self._build()
        self.speak()

    def _build(self) -> None:
        self.header.put(self.stats, self.print)
        self.left = QFrame()
        self.left.setProperty("ground", "surface")
        self.left.setLayout(column(row(self.above, margins=(14, 8, 14, 6)), self.list))
        self.bar = QFrame()
        self.bar.setProperty("ground", "bg")
        buttons = row(0, self.later, self.act, spacing=8)
        self._acts = row(self.why, buttons, spacing=8, margins=(20, 8, 20, 12))
        self._acts.setStretchFactor(self.why, 1)
        self.bar.setLayout(self._acts)
        right = QWidget()
        self.area = scrolling(self.pane)
        inner = column(self.area, self.bar)
        inner.setStretchFactor(self.area, 1)
        right.setLayout(inner)
        whole = QWidget()
        beside = row(self.left, right)
        beside.setStretchFactor(right, 1)
        whole.setLayout(beside)
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self._stack.addWidget(self.notice)
        self.fill(self._stack)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.settle.title"))
        self.above.setText(say("ui.settle.above"))
        self.list.setAccessibleName(say("ui.settle.list"))
        self.later.setText(say("ui.settle.later"))
        self.stats.setText(say("ui.settle.stats"))
        self.print.setText(say("ui.settle.print"))
        self.form.speak()
        self.pane.speak()

    def aim(self, what: object) -> None:
        """Take a case that another stage asked for, by its code or its finding."""
        code = what.where if isinstance(what, Problem) else what
        if isinstance(code, str) and code:
            self._current = code

    # --- reading -------------------------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Read the cases where the folder has changed since; else show them in the words of now."""
        seen = self.seen
        if seen is None or seen.standing is None:
            self.settling, self._read_from = None, None
            self._show()
            return
        if self._read_from is seen.standing and self.settling is not None:
            self._show()
            return
        self._read_from = known = seen.standing
        folder, round_ = self.dossier.folder, self.round
        self.run(lambda around: desk.look_over(folder, round_, around, known), self._take, renew=False)
        self._show()

    def _take(self, found: Settling) -> None:
        arriving = self.settling is None
        self.settling = found
        # Reading anew takes away the sentence of the act before, and what concerns the whole round.
        self.banner.tell(self._told or (self._of_the_round() if found.cases else ""))
        names = found.names
        self.form.agreed_form.offer([f"{each.name} ({names.offices[each.id]})" for each in names.by_seat.values()])
        self._show()
        if arriving and self.isVisible():
            self.first().setFocus()

    def _show(self) -> None:
        found = self.settling
        cases = found.cases if found is not None else ()
        self._stack.setCurrentIndex(0 if cases else 1)
        for each in (self.print, self.stats):
            each.setVisible(bool(cases) or (each is self.stats and found is not None))
        if found is None or not cases:
            self.header.show_state("", "", "")
            self._show_nothing()
            return
        say, left = self.shell.words.say, len(found.open)
        words = say("ui.settle.count", count=len(cases), done=len(cases) - left)
        self.header.show_state("scale" if left else "circle-check", "warn" if left else "ok", words)
        self.list.cases.show_rows([case_row(each, found, self.shell.words) for each in cases])
        if self.list.cases.row_of(self._current) < 0:
            self._current = (found.open or cases)[0].code
        self.list.point_at(self._current)
        self._show_case()

    def _show_nothing(self) -> None:
        """Say why there is nothing to settle, and where to go."""
        say, seen = self.shell.words.say, self.seen
        if self.busy:
            self.notice.show_icon("scale", "text_2")
            self.notice.tell(say("ui.settle.reading"))
        elif seen is None or seen.standing is None or not seen.overview.ballots:
            self.notice.show_icon("scale", "text_2")
            self.notice.tell(say("ui.settle.no_ballots"), say("stage.go.collect"))
        elif self.settling is not None and self.settling.questions:
            self.notice.show_icon("scale", "warn")
            self.notice.tell(self._of_the_round(), say("ui.settle.to_rules"))
        else:
            self.notice.show_icon("circle-check", "ok")
            self.notice.tell(say("ui.settle.none"), say("stage.go.results"))

    def _of_the_round(self) -> str:
        """Say what keeps every mark of the round from being official."""
        questions = self.settling.questions if self.settling is not None else ()
        return " ".join(self.shell.words.problem(each) for each in questions)

    def _onward(self) -> None:
        seen = self.seen
        if seen is None or seen.standing is None or not seen.overview.ballots:
            self.asked.emit("collect", None)
        elif self.settling is not None and self.settling.questions:
            self.asked.emit("rules", None)
        else:
            self.asked.emit("results", None)

    # --- one case ------------------------------------------------------------------------------------------------

    @property
    def case(self) -> Case | None:
        """The case that is shown."""
        found = self.settling
        return next((each for each in found.cases if each.code == self._current), None) if found is not None else None

    def _choose(self, code: str) -> None:
        if code != self._current:
            self._current = code
            self._show_case()
            self.area.verticalScrollBar().setValue(0)

    def _show_case(self) -> None:
        if self.settling is not None and self.case is not None:
            self.pane.show_case(self.settling, self.case)
            self._order()
            self._weigh()

    def _order(self) -> None:
        """Let Tab go in the order of reading, through fields that were made just now, too."""
        after = (self.pane.again, self.pane.effects, self.pane.elsewhere, self.later, self.act)
        chain = [self.stats, self.print, self.list, self.pane.table, *self.form.in_order(), *after]
        for one, next_ in pairwise(chain):
            QWidget.setTabOrder(one, next_)

    def _weigh(self) -> None:
        """Say on the button what it does, and beside it why it cannot or what is true until then."""
        case, say = self.case, self.shell.words.say
        if case is None or self.settling is None:
            return
        others = [each for each in self.settling.open if each.code != case.code]
        settled = self.form.step is Step.SETTLED
        self.later.setVisible(bool(others) and not settled)
        can_again = case.step in AGAIN and (case.step is not Step.SETTLED or case.decision is not None)
        self.again.setVisible(can_again)
        if can_again:
            self.again.setText(say("ui.settle.back" if self.form.again else f"ui.settle.again.{case.step}"))
        if settled:
            self.act.setText(say("ui.settle.act.next" if others else "stage.go.results"))
            self.act.setEnabled(True)
            self.why.setText(say("ui.settle.after.settled"))
            return
        step = "mark" if self.form.step in (Step.RULE, Step.BY_HAND) else self.form.step.value
        self.act.setText(say(f"ui.settle.act.{step}"))
        missing = self.form.missing()
        self.act.setEnabled(not missing and not self.busy)
        self.why.setText(missing or say(f"ui.settle.after.{step}"))

    def _next(self) -> None:
        """Go to the next case that waits, below this one or from the top."""
        if self.settling is None:
            return
        codes: list[str] = [each.code for each in self.settling.cases]
        at = codes.index(self._current) if self._current in codes else -1
        ordered = [
            each.code for each in (*self.settling.cases[at + 1 :], *self.settling.cases[: at + 1]) if each.is_open
        ]
        if ordered:
            self.list.point_at(ordered[0])
            self.form.first().setFocus()

    def _decide_again(self) -> None:
        self.form.decide_again()
        self._order()
        self.form.first().setFocus()

    # --- recording -----------------------------------------------------------------------------------------------

    def _go(self) -> None:
        case = self.case
        if case is None:
            return
        if self.form.step is Step.SETTLED:
            if self.settling is not None and self.settling.open:
                self._next()
            else:
                self.asked.emit("results", None)
            return
        self.act.setEnabled(False)
        self._told = ""
        self.run(self._record(case), self._recorded)

    def _record(self, case: Case) -> Callable[[Surroundings], Settled]:
        """Give the act that the fields ask for; all values are taken now, in the thread of the window."""
        folder, round_, code, form = self.dossier.folder, self.round, case.code, self.form
        agreed = form.agreed
        if form.step is Step.DIALOGUE:
            outcome = form.outcome_field.toPlainText()
            return lambda around: desk.record_dialogue(folder, round_, code, outcome, agreed, around)
        if form.step is Step.ASSIGN:
            judge = form.judge
            return lambda around: desk.name_third(folder, round_, code, judge, agreed, around)
        if form.step is Step.THIRD_MARK:
            marks, total = tuple(each.text().strip() for each in form.marks), form.total_field.text().strip()
            return lambda around: desk.record_third(folder, round_, code, marks, total, agreed, around)
        mark = form.mark_field.text().strip()
        return lambda around: desk.set_mark(folder, round_, code, mark, agreed, around)

    def _recorded(self, done: Settled) -> None:
        self.form.forget()
        notes = [each for each in done.findings if each.code != "score.decided"]
        self._told = " ".join(self.shell.words.problem(each) for each in notes)
        self.banner.tell(self._told)
        if self.settling is not None and not done.case.is_open:
            self._next()

    def refused(self, refusal: Refusal) -> None:
        """Say why; what was typed stays."""
        super().refused(refusal)
        self._told = self.banner.sentence
        self._weigh()
        if self.settling is None:
            self._read_from = None
            self._show()

    def stopped(self) -> None:
        """Say that nothing was recorded."""
        super().stopped()
        self._weigh()

    # --- beside it -----------------------------------------------------------------------------------------------

    def _work_out_effects(self) -> None:
        folder, round_, code = self.dossier.folder, self.round, self._current

        def take(found: tuple[Effect, ...]) -> None:
            if code == self._current:
                self.pane.show_effects(found)

        self.run(
            lambda around: desk.absence(folder, round_, around, code), take, "progress.counting_again", renew=False
        )

    def _make_form(self) -> None:
        folder, round_, code = self.dossier.folder, self.round, self._current

        def work(around: Surroundings) -> tuple[Form, ...]:
            return settling_papers.forms(folder, round_, around, code)

        self.run(work, self._show_form, "progress.forms", renew=False)

    def _show_form(self, made: tuple[Form, ...]) -> None:
        form = made[0]
        self.papers.show(self.shell.words.say("ui.settle.form", code=form.code), Paper(form.data, form.name))

    # --- the frame -----------------------------------------------------------------------------------------------

    def first(self) -> QWidget:
        """Begin in the list, or with the way on."""
        return self.list if self._stack.currentIndex() == 0 else self.notice.act

    def may_leave(self) -> bool:
        """Say whether nothing typed is unrecorded."""
        return not self.form.typed

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("↑ ↓", "ui.settle.keys.case"), ("Tab", "ui.keys.next"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the case in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < self.shell.look.px(NARROW)
        self.left.setFixedWidth(self.shell.look.px(SLIM if narrow else LIST))
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._acts.setDirection(way)
        self._acts.setSpacing(4 if narrow else 8)
        self._acts.setContentsMargins(*((12, 4, 12, 8) if narrow else (20, 8, 20, 12)))
        self.pane.compact(narrow)
