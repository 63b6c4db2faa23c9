"""The plan of a merge: what would happen, in whole sentences; nothing is written before it is accepted."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QWidget

from judge_desk.contest.merge.prospect import Outcome
from judge_desk.contest.values.decisions import is_locked
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import collecting, counting
from judge_desk.desks.counting import Merged, Plan
from judge_desk.desks.foreseeing import Told, afterwards
from judge_desk.desks.gathering import gather
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.collect_words import AboutPair, BroughtFiles
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, clear, column, row, scrolling
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.plan_row import PlanRow
from judge_desk.ui.widgets.text import Rule, Text

LOW: Final = 520
"""px of height under which the bar at the foot is one line less."""
NARROW: Final = 800
_TAKEN: Final = frozenset({Outcome.COUNTED, Outcome.REPLACING})
_KEPT: Final = frozenset({Outcome.OLDER, Outcome.CHOOSE, Outcome.WAITING})


class PlanStage(Stage):
    """Reads what was brought, tells the plan, carries it out when it is accepted."""

    behind = "collect"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a plan."""
        super().__init__(shell, dossier)
        look = shell.look
        self.plan: Plan | None = None
        self.merged: Merged | None = None
        self._files: tuple[Path, ...] = ()
        self._wanted: BroughtFiles | None = None
        self._failed, self._reading, self._planned = "", False, self.round
        self._record: Path | None = None
        self.rows: list[PlanRow] = []
        self._list = column()
        self.reason_label, self.witness_label = Text(look, "caption_strong"), Text(look, "caption_strong")
        self.reason, self.witnesses = QLineEdit(), QLineEdit()
        self.reason_label.setBuddy(self.reason)
        self.witness_label.setBuddy(self.witnesses)
        self.reason.textChanged.connect(lambda _: self._weigh())
        self.after, self.safety = Text(look, "strong", wrap=True), Text(look, "caption", "text_2", wrap=True)
        self.drop, self.act = Button(look, "text"), Button(look, "primary", "check")
        self.drop.clicked.connect(self._give_up)
        self.act.clicked.connect(self._accept)
        self.notice = Notice(look, "inbox")
        self.notice.act.clicked.connect(self._onward)
        self.notice.other.clicked.connect(self._see_record)
        self._build()
        self.speak()

    def _build(self) -> None:
        rows = QWidget()
        rows.setLayout(column(card(self._list), 0, margins=(0, 0, 0, 0)))
        self._scroll = scrolling(rows)
        words = column(self.after, self.safety, spacing=2)
        self._fields = row(
            column(self.reason_label, self.reason, spacing=2),
            column(self.witness_label, self.witnesses, spacing=2),
            spacing=12,
        )
        self._fields.setStretch(0, 1)
        self._fields.setStretch(1, 1)
        self._acts = row(words, self.drop, self.act, spacing=12)
        self._acts.setStretchFactor(words, 1)
        self.bar = QFrame()
        self.bar.setProperty("frame", "card")
        self._bar = column(self._fields, self._acts, spacing=8, margins=(16, 10, 16, 10))
        self.bar.setLayout(self._bar)
        self._whole = QWidget()
        self._inside = column(self._scroll, self.bar, spacing=12, margins=(16, 12, 16, 12))
        self._inside.setStretchFactor(self._scroll, 1)
        self._whole.setLayout(self._inside)
        body = QWidget()
        body.setLayout(column(self._whole, self.notice))
        self.fill(body)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.reason_label.setText(say("ui.plan.reason"))
        self.reason.setAccessibleName(say("ui.plan.reason"))
        self.witness_label.setText(say("ui.plan.witnesses"))
        self.witnesses.setAccessibleName(say("ui.plan.witnesses"))
        self.safety.setText(say("ui.plan.safety"))
        self.drop.setText(say("ui.plan.drop"))

    def aim(self, what: object) -> None:
        """Take what was brought; the plan is made when the stage is shown."""
        if isinstance(what, BroughtFiles):
            self._wanted, self.plan, self.merged, self._failed = what, None, None, ""
            self.reason.clear()
            self.witnesses.clear()

    def show_state(self) -> None:
        """Show the plan, what it came to, or that there is none."""
        if self._planned != self.round:  # a plan belongs to its round
            self.plan = self.merged = None
            self._failed = ""
        if self._wanted is not None:
            self._make(self._wanted)
            self._wanted = None
        self._show()

    def _make(self, brought: BroughtFiles) -> None:
        folder, round_ = self.dossier.folder, self.round
        self._planned, self._reading = round_, True

        def work(around: Surroundings) -> tuple[tuple[Path, ...], Plan]:
            files = gather(brought.places, around)
            plan = counting.plan(folder, round_, files, around)
            for each in plan.told:
                _ = each.note  # codes are slow to work out the first time: here, and not while they are painted
            return files, plan

        self.run(work, self._take, "progress.looking_for_ballots", renew=False)

    def _take(self, made: tuple[tuple[Path, ...], Plan]) -> None:
        self._reading = False
        self._files, self.plan = made
        self._show()
        self.reason.setFocus()

    def _show(self) -> None:
        say, plan, merged = self.shell.words.say, self.plan, self.merged
        back = say("stage.name.collect")
        title = say("ui.plan.title", count=len(plan.rows)) if plan is not None else say("ui.plan.none_title")
        self.header.show_title(title, back)
        waiting = plan is not None and merged is None
        if waiting:
            self.header.show_state("info", "text_2", say("ui.plan.unwritten"))
        elif merged is not None:
            self.header.show_state("circle-check", "ok", say("ui.plan.written"))
        else:
            self.header.show_state("", "", "")
        self._whole.setVisible(waiting)
        self.notice.setVisible(not waiting)
        if plan is not None and waiting:
            self._show_plan(plan)
        elif merged is not None:
            self._show_merged(merged)
        else:
            self.notice.show_icon("inbox", "text_2")
            words = say("ui.plan.reading") if self._reading else self._failed or say("ui.plan.nothing")
            self.notice.tell(words, "" if self._reading else say("ui.plan.back"))

    def _show_plan(self, plan: Plan) -> None:
        clear(self._list)
        self.rows = []
        for number, told in enumerate(plan.told):
            if number:
                self._list.addWidget(Rule())
            made = PlanRow(self.shell, told)
            made.wanted.connect(self._compare)
            self.rows.append(made)
            self._list.addWidget(made)
        said = " ".join(self.shell.words.problem(each) for each in afterwards(plan.prospect))
        self.after.setText(self.shell.words.say("ui.plan.after", said=said[:1].lower() + said[1:]))
        self._weigh()

    def _weigh(self) -> None:
        """Say on the button what it does, and beside it why it cannot."""
        plan, say = self.plan, self.shell.words.say
        if plan is None:
            return
        taken = sum(1 for each in plan.told if each.outcome in _TAKEN)
        kept = sum(len(each.files) for each in plan.told if each.outcome in _KEPT)
        key = "merge" if taken else "keep" if kept else "record"
        self.act.setText(say(f"ui.plan.act.{key}", count=taken or kept))
        missing = self._missing()
        self.act.setEnabled(not missing)
        self.safety.setText(say(f"ui.plan.{missing}") if missing else say("ui.plan.safety"))

    def _missing(self) -> str:
        """Name what stands in the way of merging; empty when nothing does."""
        view = self.dossier.view
        if view is not None and is_locked(view.decisions, self.round):
            return "locked"
        if not self.dossier.operator:
            return "no_operator"
        return "" if self.reason.text().strip() else "no_reason"

    def _accept(self) -> None:
        plan, files = self.plan, self._files
        if plan is None:
            return
        folder, round_, operator = self.dossier.folder, self.round, self.dossier.operator
        reason = self.reason.text().strip()
        witnesses = tuple(name for each in self.witnesses.text().split(";") if (name := each.strip()))

        def work(around: Surroundings) -> tuple[Merged, Path | None]:
            done = counting.merge(folder, round_, files, around, reason, operator, witnesses, plan)
            try:
                return done, collecting.write_merge_record(folder, round_, around)
            except Refusal:  # the merge stands; its record is printed with the other papers, too
                return done, None

        self.act.setEnabled(False)
        self.run(work, self._accepted, "progress.reading_ballots")

    def _accepted(self, done: tuple[Merged, Path | None]) -> None:
        self.merged, self._record = done
        self._show()
        self.notice.act.setFocus()

    def _show_merged(self, merged: Merged) -> None:
        say = self.shell.words.say
        said = " ".join(self.shell.words.problem(each) for each in afterwards(merged.plan.prospect))
        refused = merged.plan.refused
        self.notice.show_icon(*(("triangle-alert", "warn") if refused else ("circle-check", "ok")))
        if refused:
            left_out = say("merge_end.refused", count=len(refused), files=", ".join(refused))
            said = f"{left_out}\n{said}"
        words = say("ui.plan.done", number=merged.number, time=merged.backup[11:16].replace("-", ":"))
        self.notice.tell(f"{words}\n{said}", say("ui.plan.back"), say("ui.plan.see_record") if self._record else "")

    def refused(self, refusal: Refusal) -> None:
        """Say why there is no plan, or why it was not carried out."""
        super().refused(refusal)
        self._reading = False
        if self.plan is None:
            self._failed = self.shell.words.problem(refusal.problem)
            self.banner.tell("")
        self._show()

    def stopped(self) -> None:
        """Say that nothing was done."""
        super().stopped()
        self._reading = False
        self._show()

    def _give_up(self) -> None:
        self.plan = None
        self.asked.emit("collect", None)

    def _onward(self) -> None:
        self.plan = self.merged = None
        self._failed = ""
        self.asked.emit("collect", None)

    def _see_record(self) -> None:
        if self._record is not None:
            self.open_outside(self._record)

    def _compare(self, told: Told) -> None:
        if self.plan is not None and told.pair is not None and told.seat is not None:
            first, second = (self.plan.ballots[each] for each in told.pair)
            self.asked.emit("choose", AboutPair(told.seat, told.outcome is Outcome.CHOOSE, first, second))

    def first(self) -> QWidget:
        """Begin with the reason, or with the way on."""
        return self.reason if self.plan is not None and self.merged is None else self.notice.act

    def may_leave(self) -> bool:
        """A reason that was typed is not lost by looking elsewhere: the plan stays."""
        return True

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("Tab", "ui.keys.next"),)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Save height where there is little."""
        super().resizeEvent(event)
        low, narrow = self.height() < LOW, self.width() < self.shell.look.px(NARROW)
        self._inside.setContentsMargins(*((12, 8, 12, 8) if low else (16, 12, 16, 12)))
        self._bar.setContentsMargins(*((12, 6, 12, 6) if low else (16, 10, 16, 10)))
        self.safety.setMaximumHeight(16_777_215)
        way = QBoxLayout.Direction.TopToBottom if narrow and not low else QBoxLayout.Direction.LeftToRight
        self._fields.setDirection(way)
