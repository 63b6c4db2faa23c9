"""The publicity folder: the entries with a prize, what is said of each, and the pages written to a stick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from judge_desk.contest.values.problems import Problem, Refusal
from judge_desk.desks import publicity, publicity_folder
from judge_desk.desks.publicity import PictureChoice, Proposal, Winner, Winners
from judge_desk.desks.publicity_folder import PublicityFolder, Wish
from judge_desk.desks.surroundings import Progress, Surroundings
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.file_questions import ask_file
from judge_desk.ui.models.lines import Line
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.publicity_pane import PublicityPane
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.tick import Tick

LIST: Final = 380
NARROW: Final = 900
"""px of the stage under which the list and the entry are shown one at a time."""
ANY_WIDTH: Final = 16_777_215
"""px: no greatest width."""


class PublicityStage(Stage):
    """Shows what :mod:`judge_desk.desks.publicity` says; writing the folder is the act of ``publicity_folder``."""

    behind = "papers"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without entries."""
        super().__init__(shell, dossier)
        look = shell.look
        self.winners: Winners | None = None
        self.written: PublicityFolder | None = None
        self._why_not: Problem | None = None
        self._inside = self._reading = False
        self._read_round = self.round
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        self.turn = Button(look, "plain", "list")
        self.turn.clicked.connect(self._turn)
        self.header.put(self.turn)
        self.list = LineList(look, marks=True)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self._enter())
        self.pane = PublicityPane(shell)
        self.pane.confirmed.connect(lambda words: self._note(words, None))
        self.pane.pictured.connect(lambda choice: self._note(None, choice))
        self.pane.asked.connect(self._ask_picture)
        self.pane.left.connect(self._leave_out)
        self.pane.typed.connect(self._weigh)
        self.said = Text(look, "small", "text_2", wrap=True)
        self.marks, self.write_ups = Tick(look), Tick(look)
        self.open, self.write = Button(look, "plain", "folder-open"), Button(look, "primary", "usb")
        self.open.clicked.connect(self._open)
        self.write.clicked.connect(self._write)
        self.nothing = Notice(look, "circle-dashed")
        self.nothing.act.clicked.connect(lambda: self.asked.emit("results", None))
        self._stack = QStackedWidget()
        self._build()
        self.speak()

    def _build(self) -> None:
        self._left, self._right = QFrame(), QFrame()
        for frame, inner in ((self._left, self.list), (self._right, self.pane)):
            frame.setProperty("frame", "card")
            frame.setLayout(column(inner, margins=(2, 2, 2, 2)))
        beside = row(self._left, self._right, spacing=12)
        beside.setStretchFactor(self._right, 1)
        acts = row(self.marks, self.write_ups, 0, self.open, self.write, spacing=10)
        foot = column(self.said, acts, spacing=6)
        whole = column(beside, foot, spacing=10, margins=(16, 12, 16, 12))
        whole.setStretchFactor(beside, 1)
        work = QWidget()
        work.setLayout(whole)
        self._stack.addWidget(work)
        self._stack.addWidget(self.nothing)
        self._stack.setCurrentIndex(1)
        self.fill(self._stack)
        self.open.hide()

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.publicity.title"), say("ui.publicity.back"))
        self.list.setAccessibleName(say("ui.publicity.list"))
        for tick, key in ((self.marks, "ui.publicity.marks"), (self.write_ups, "ui.publicity.write_ups")):
            tick.setText(say(key))
            tick.setAccessibleName(say(key))
        self.open.setText(say("ui.publicity.open"))
        self.write.setText(say("ui.publicity.write"))
        self.pane.speak()
        self._say_nothing()
        self._arrange()
        self._show_list()

    def show_state(self) -> None:
        """Read the entries with a prize of the round that is worked on."""
        if self.is_read():
            return
        folder, round_id = self.dossier.folder, self.round
        if self._read_round != round_id:
            self._read_round, self.winners, self.written = round_id, None, None
            self.pane.forget()
        self._reading = True

        def work(around: Surroundings) -> Winners:
            return publicity.look(folder, round_id, around)

        self.run(work, self._show, renew=False)

    def _show(self, winners: Winners) -> None:
        self.winners, self._reading = winners, False
        self._stack.setCurrentIndex(0)
        self.banner.tell(" ".join(self.shell.words.problem(each) for each in winners.findings))
        self._show_list()
        self._choose(self._current)
        self.first().setFocus()

    def refused(self, refusal: Refusal) -> None:
        """Say why there is nothing to show yet, else why an act did not come about."""
        if not self._reading:
            super().refused(refusal)
            if self.pane.winner is not None:
                self.pane.show_winner(self.pane.winner)  # what was ticked was not recorded
            self._weigh()
            return
        self._reading, self.winners = False, None
        self._stack.setCurrentIndex(1)
        self.header.show_state("", "", "")
        self._why_not = replace(refusal.problem, where="")
        self._say_nothing()

    def stopped(self) -> None:
        """Say that an act was stopped, and show what holds."""
        super().stopped()
        self._choose(self._current)

    def _say_nothing(self) -> None:
        """Say why there is nothing to show, and where the way on leads."""
        if self._why_not is not None:
            self.nothing.tell(self.shell.words.problem(self._why_not), self.shell.words.say("stage.name.results"))

    @property
    def _current(self) -> str:
        """Code of the entry that is shown; else of the first that nothing was confirmed of, or the first of all."""
        shown = self.pane.winner.code if self.pane.winner is not None else ""
        codes = {each.code: each for each in self.winners.list} if self.winners is not None else {}
        waiting = next((code for code, each in codes.items() if not each.is_confirmed), "")
        return shown if shown in codes else waiting or next(iter(codes), "")

    def _show_list(self) -> None:
        if self.winners is None:
            return
        current, listed = self._current, self.winners.list
        self.list.blockSignals(True)
        self.list.show_lines([self._line(each) for each in listed])
        at = next((number for number, each in enumerate(listed) if each.code == current), 0)
        self.list.setCurrentIndex(self.list.lines.index(at, 0))
        self.list.blockSignals(False)
        self._tell_state()
        self._weigh()

    def _tell_state(self) -> None:
        """Say how many entries are introduced; in a narrow window that leaves its room to the title."""
        listed = self.winners.list if self.winners is not None and self.width() >= NARROW else ()
        ready = sum(1 for each in listed if each.is_confirmed)
        words = self.shell.words.say("ui.publicity.state_ready", ready=ready, count=len(listed)) if listed else ""
        whole = ready == len(listed)
        self.header.show_state("circle-check" if whole else "circle-dashed", "ok" if whole else "text_2", words)

    def _line(self, each: Winner) -> Line:
        say = self.shell.words.say
        if each.is_out:
            icon, tone, state = "circle-slash", "text_2", say("ui.publicity.left_out")
        elif each.is_confirmed:
            icon, tone, state = "circle-check", "ok", say("ui.publicity.confirmed")
        else:
            icon, tone, state = "pencil", "warn", say("ui.publicity.proposed")
        detail = f"{each.code} · {'; '.join(each.prizes)} · {state}"
        return Line(icon, tone, "", each.entry.title or each.code, detail, each.code)

    def _choose(self, code: object) -> None:
        listed = self.winners.list if self.winners is not None else ()
        winner = next((each for each in listed if each.code == code), None)
        if winner is None:
            return
        self.pane.show_winner(winner)
        self._weigh()
        if not winner.is_confirmed and winner.code not in self.pane.proposals:
            self._propose(winner.code)

    def _propose(self, code: str) -> None:
        """Read the first words of a write-up beside other work; nothing is kept of them."""
        folder, round_id, pane = self.dossier.folder, self.round, self.pane
        job = self.shell.jobs.prepare(quiet=True)

        def work(report: Progress) -> Proposal:
            return publicity.propose(folder, round_id, code, self.shell.around(report))

        def take(proposal: Proposal) -> None:
            pane.take_proposal(code, proposal)
            self._weigh()

        job.done.connect(take)
        job.refused.connect(lambda _: take(Proposal("", "")))
        self.shell.jobs.start(job, work)

    def _note(self, words: str | None, choice: PictureChoice | None, out: bool | None = None) -> None:
        """Record a summary or a picture of the entry that is shown, or whether it stays out."""
        winner, folder, round_id = self.pane.winner, self.dossier.folder, self.round
        if winner is None:
            return

        def work(around: Surroundings) -> Winner:
            return publicity.note(folder, round_id, winner.code, around, words, choice, out)

        def kept(fresh: Winner) -> None:
            if words is not None and self.pane.drafts.get(fresh.code, words) == words:
                self.pane.drafts.pop(fresh.code, None)
            self._replace(fresh)

        self.run(work, kept, "progress.looking_inside", renew=False)
        self.write.setEnabled(False)  # until it is kept: the folder is written with it

    def _replace(self, fresh: Winner) -> None:
        if self.winners is not None:
            listed = tuple(fresh if each.code == fresh.code else each for each in self.winners.list)
            self.winners = replace(self.winners, list=listed)
            shown = self.pane.winner
            if shown is not None and shown.code == fresh.code:
                self.pane.show_winner(fresh)
            self._show_list()

    def _ask_picture(self) -> None:
        say, winner = self.shell.words.say, self.pane.winner
        if winner is not None:
            title = say("ui.publicity.ask_picture", code=winner.code)
            chosen = self.ask_file(self, title, say("ui.publicity.kinds"))
            if chosen is not None:
                self.pane.choose_file(chosen)

    def _leave_out(self, is_out: bool) -> None:
        """Record that the entry that is shown stays out, or goes in again."""
        self._note(None, None, is_out)

    def _weigh(self) -> None:
        """Let the next step be the filled button: confirm what waits, else write the folder."""
        listed = self.winners.list if self.winners is not None else ()
        some = any(not each.is_out for each in listed)
        waits = self.pane.waits
        outside = self.width() < NARROW and not self._inside  # what can be confirmed is behind this button
        self.turn.become("primary" if waits and outside else "plain")
        self.pane.confirm.become("primary" if waits else "plain")
        self.write.become("plain" if waits else "primary")
        self.write.setEnabled(some)
        self.open.setVisible(self.written is not None)
        self.said.setText(self._told() if some else self.shell.words.say("ui.publicity.why"))
        self.said.setVisible(bool(self.said.text()))

    def _told(self) -> str:
        """Say what was written last, and what its pages lack."""
        made = self.written
        if made is None:
            return ""
        key = "ui.publicity.safe" if made.on_stick else "ui.publicity.written"
        said = self.shell.words.say(key, winners=made.winners, folder=made.folder.name)
        return " ".join((said, *(self.shell.words.problem(each) for each in made.findings)))

    def _write(self) -> None:
        """Ask for a place, and write the folder there."""
        say = self.shell.words.say
        target = self.shell.ask_folder(self, say("ui.publicity.ask_folder"), Path.home())
        if target is None:
            return
        folder, round_id = self.dossier.folder, self.round
        wish = Wish(marks=self.marks.isChecked(), write_ups=self.write_ups.isChecked())

        def work(around: Surroundings) -> PublicityFolder:
            return publicity_folder.write(folder, round_id, target, wish, around)

        self.run(work, self._done, "progress.publicity_pages", renew=False)

    def _done(self, made: PublicityFolder) -> None:
        self.written = made
        self._weigh()

    def _open(self) -> None:
        if self.written is not None:
            self.open_outside(self.written.index)

    def first(self) -> QWidget:
        """Begin in the list; with nothing to show, at the way on."""
        return self.list if self._stack.currentIndex() == 0 else self.nothing.act

    def may_leave(self) -> bool:
        """Say whether no words were typed that are not confirmed; show them else."""
        return not self.pane.edited

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("↑ ↓", "ui.keys.rows"),)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the entry beside the list; in a narrow window one of them is shown at a time."""
        super().resizeEvent(event)
        self._arrange()
        self._tell_state()

    def _arrange(self) -> None:
        narrow = self.width() < NARROW
        self.turn.setVisible(narrow)
        self.turn.setText(self.shell.words.say("ui.publicity.to_list" if self._inside else "ui.publicity.details"))
        self._weigh()
        self._left.setVisible(not narrow or not self._inside)
        self._right.setVisible(not narrow or self._inside)
        width = self.shell.look.px(LIST)
        self._left.setMinimumWidth(0 if narrow else width)
        self._left.setMaximumWidth(ANY_WIDTH if narrow else width)

    def _enter(self) -> None:
        """Go to the words of the chosen entry; in a narrow window they take the place of the list."""
        self._inside = True
        self._arrange()
        self.pane.paper.setFocus()

    def _turn(self) -> None:
        self._inside = not self._inside
        self._arrange()
        (self.turn if self._inside else self.list).setFocus()
