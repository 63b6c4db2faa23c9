"""Taking in entries: findings as cards, which the secretary prints, puts right, accepts or refuses with a reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from judge_desk.contest.register.handling import ACCEPTED, finding_digest
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks import entry_findings
from judge_desk.desks.entry_findings import Card, RegisterView
from judge_desk.desks.entry_handling import handle, take_note
from judge_desk.desks.question_slips import write_slip
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.finding_cards import DONE, FILTERS, PENDING
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.finding_card import FindingCard
from judge_desk.ui.widgets.finding_list import FindingList
from judge_desk.ui.widgets.flow import Flow
from judge_desk.ui.widgets.layouts import card as on_card
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.text import Picture, Text

ICONS: Final = {PENDING: "", "stop": "circle-x", "ask": "triangle-alert", "note": "info", DONE: "circle-check"}


class IntakeStage(Stage):
    """Cards of findings under filters; without a register, the way to bring one in."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a register."""
        super().__init__(shell, dossier)
        look = shell.look
        self.more = Button(look, "plain", "folder-open")
        self.more.clicked.connect(lambda: self.asked.emit("intake_plan", None))
        self.header.put(self.more)
        self.chips = {name: Button(look, "chip", ICONS[name]) for name in FILTERS}
        for name, chip in self.chips.items():
            chip.setAutoExclusive(True)
            chip.clicked.connect(partial(self.narrow, name))
        self.chips[PENDING].setChecked(True)
        self.register = Button(look, "text", "list")
        self.register.clicked.connect(lambda: self.asked.emit("register", None))
        self.compare = Button(look, "text", "copy")
        self.compare.clicked.connect(lambda: self.asked.emit("similar", None))
        self.list = FindingList(shell.words, look, self._make_card)
        self.list.letter.connect(self._letter)
        self.seen_all = Button(look, "plain", "check")
        self.seen_all.clicked.connect(self._see_all)
        self.done_picture = Picture(look, "circle-check", "ok", 32)
        self.done_text, self.onward = Text(look, "body", wrap=True), Button(look, "primary", "arrow-right")
        self.onward.clicked.connect(lambda: self.asked.emit("issue", None))
        self.empty = Notice(look, "inbox", "text_2")
        self.empty.act.clicked.connect(lambda: self.asked.emit("intake_plan", None))
        self.empty.other.clicked.connect(lambda: self.asked.emit("entry", ""))
        self.papers = PaperDesk(self, shell)
        self.view: RegisterView | None = None
        self._seen_act, self._wanted = 0, ""
        self._stack, self._inside = QStackedWidget(), QStackedWidget()
        self._build()
        self.speak()

    def _build(self) -> None:
        chips, right, main, nothing = QWidget(), QWidget(), QWidget(), QWidget()
        chips.setLayout(Flow(*self.chips.values()))
        right.setLayout(row(self.compare, self.register, spacing=8))
        top = row(chips, right, spacing=8)
        top.setStretchFactor(chips, 1)
        words = column(0, self.done_text, 0)
        line = row(self.done_picture, words, self.onward, spacing=16, margins=(20, 16, 20, 16))
        line.setStretchFactor(words, 1)
        nothing.setLayout(column(on_card(line), 0))
        self._inside.addWidget(self.list)
        self._inside.addWidget(nothing)
        stacked = column(top, self._inside, spacing=10, margins=(16, 16, 16, 8))
        stacked.setStretchFactor(self._inside, 1)
        stacked.insertWidget(1, self.seen_all, 0, Qt.AlignmentFlag.AlignRight)
        main.setLayout(stacked)
        for each in (QWidget(), main, self.empty):
            self._stack.addWidget(each)
        self.fill(self._stack)
        QShortcut(QKeySequence("Ctrl+F"), self, lambda: self.asked.emit("register", None))
        self.shell.look.changed.connect(self._remake)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.intake.title"))
        self.more.setText(say("ui.intake.more"))
        self.list.setAccessibleName(say("ui.intake.findings"))
        self.compare.setText(say("ui.similar.title"))
        self.onward.setText(say("ui.intake.onward"))
        self._remake()
        self.empty.tell(say("ui.intake.empty"), say("ui.intake.bring"), say("ui.intake.add"))
        self._tell()

    def _remake(self) -> None:
        """Make the open card anew in the words and sizes of now, unless a reason is being written in it."""
        card = self.open_card
        if card is not None and not card.asking:
            self.list.reopen()

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("↑ ↓", "ui.keys.finding"), ("Enter", "ui.keys.finding_acts"), ("Ctrl+F", "ui.keys.register"))

    def aim(self, what: object) -> None:
        """Show the findings of one entry first; home names it by one of its findings."""
        entry = what.facts.get("entry", "") if isinstance(what, Problem) else what
        self._wanted = str(entry) if isinstance(entry, str) else ""

    def show_state(self) -> None:
        """Read the findings anew when something was done since they were read."""
        view = self.dossier.view
        if view is None:
            return
        if self.view is not None and self._seen_act == view.last.number:
            self._tell()
            self._go_to_wanted()
            return
        folder, number = self.dossier.folder, view.last.number

        def read(around: Surroundings) -> RegisterView:
            return entry_findings.look(folder, around)

        self.run(read, partial(self._take, number), "progress.judging", renew=False)

    def _take(self, number: int, view: RegisterView) -> None:
        self._seen_act, self.view = number, view
        here = max(self.list.opened_row, 0)
        at = QApplication.focusWidget()
        lost = at is None or not at.isVisible() or self.list.isAncestorOf(at) or at is self.list
        self.list.findings.show_cards(view.cards)
        self._tell()
        self.list.go_to(here)
        self._go_to_wanted()
        if lost and self.isVisible():
            self.first().setFocus()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            place = self.list.findings.row_where(lambda card: card.entry.id == wanted)
            if place >= 0:
                self.list.go_to(place)

    def _tell(self) -> None:
        """Say the counts, and show the cards, or that there are none."""
        view, say = self.view, self.shell.words.say
        if view is None:
            return
        counts = self.list.findings.counts()
        for name, chip in self.chips.items():
            chip.setText(say(f"ui.intake.filter.{name}", count=counts[name]))
        self.register.setText(say("ui.intake.register", entries=len(view.entries), files=view.files))
        clean = say("ui.intake.clean", count=view.clean) if view.clean else ""
        self.header.show_state("circle-check", "ok", clean)
        if view.drawn:
            self.header.show_state("lock", "text_2", say("ui.intake.closed"))
        notes = counts[Severity.NOTE.value] if self.list.findings.filter == Severity.NOTE.value else 0
        self.seen_all.setVisible(notes > 1 and not view.drawn)
        self.seen_all.setText(say("ui.intake.seen_all", count=notes))
        self.more.setEnabled(not view.drawn)
        self.more.setToolTip(say("ui.intake.drawn") if view.drawn else "")
        rows = self.list.findings.rowCount()
        pending = counts[PENDING]
        self.done_text.setText(say("ui.intake.nothing_left") if not pending else say("ui.intake.nothing_here"))
        self.onward.setVisible(not pending)
        self._inside.setCurrentIndex(0 if rows else 1)
        self._stack.setCurrentIndex(1 if view.entries else 2)
        self.more.setVisible(bool(view.entries))

    def narrow(self, name: str) -> None:
        """Show the cards under a filter."""
        self.chips[name].setChecked(True)
        self.list.findings.narrow(name)
        self._tell()
        self.list.go_to(0)

    def _make_card(self, card: Card) -> FindingCard:
        drawn = self.view is not None and self.view.drawn
        made = FindingCard(self.shell, card, drawn, self._people(), self.list.delegate.sign_width())
        made.acted.connect(partial(self._act, card))
        made.decided.connect(partial(self._decide, card))
        made.grown.connect(self.list.relay)
        return made

    def _people(self) -> tuple[str, ...]:
        view, say = self.dossier.view, self.shell.words.say
        people = view.people if view is not None else ()
        return tuple(f"{each.name} ({say(f'role.{each.role}')})" for each in people)

    @property
    def open_card(self) -> FindingCard | None:
        """The card that is open."""
        holder = self.list.opened_card
        return holder.findChild(FindingCard) if holder is not None else None

    def _letter(self, letter: str) -> None:
        card = self.open_card
        act = card.letters().get(letter) if card is not None else None
        if card is not None and act is not None:
            card.do(act)

    def _act(self, card: Card, act: str) -> None:
        folder = self.dossier.folder
        if act == "slip":
            entry, code = card.entry.id, card.problem.code
            self._do(lambda around: write_slip(folder, entry, code, around), self._show_slip)
        elif act == "seen":
            reason, people = self.shell.words.say("ui.intake.seen_reason"), (self._operator(),)
            self._do(lambda around: handle(folder, self._about(card), ACCEPTED, reason, people, around))
        elif act == "other":
            self.asked.emit("entry", str(card.problem.facts["others"]).split(", ")[0].split("; ")[0])
        elif act == "correct" and "read" in card.problem.facts:
            self.asked.emit("entry", (card.entry.id, str(card.problem.facts["read"])))
        elif act == "rules":
            self.asked.emit("rules", None)
        elif act == "inside":
            self.asked.emit("inside", card.entry.id)
        elif act == "similar":
            self.asked.emit("similar", (card.entry.id, str(card.problem.facts.get("other", ""))))
        else:
            self.asked.emit("entry", card.entry.id)

    def _show_slip(self, slip: Path) -> None:
        """Show a slip that was written, to be printed or saved."""
        title = self.shell.words.say("ui.intake.slip")
        self.papers.show(title, Paper(slip.read_bytes(), slip.name))

    def _about(self, card: Card) -> tuple[str, str, str]:
        return card.entry.id, card.problem.code, finding_digest(card.entry, card.problem)

    def _operator(self) -> str:
        return self.dossier.operator or self.shell.words.say("role.secretary")

    def _decide(self, card: Card, value: str, reason: str, people: tuple[str, ...]) -> None:
        folder, about = self.dossier.folder, self._about(card)
        self._do(lambda around: handle(folder, about, value, reason, people, around))

    def _see_all(self) -> None:
        folder, reason, people = self.dossier.folder, self.shell.words.say("ui.intake.seen_reason"), (self._operator(),)
        self._do(lambda around: take_note(folder, reason, people, around))

    def _do(self, work: Callable[[Surroundings], object], done: Callable[[Path], None] | None = None) -> None:
        def finish(result: object) -> None:
            if done is not None and isinstance(result, Path):
                done(result)

        self.run(work, finish, "progress.judging")

    def may_leave(self) -> bool:
        """Say whether no reason is being written."""
        card = self.open_card
        return card is None or not card.asking

    def first(self) -> QWidget:
        """Begin with the findings, the way on, or under none of these with the filter that shows nothing."""
        if self.view is not None and not self.view.entries:
            return self.empty.act
        if self.list.findings.rowCount():
            return self.list
        return self.onward if self.onward.isVisibleTo(self) else self.chips[self.list.findings.filter]
