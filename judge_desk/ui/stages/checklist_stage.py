"""The council's checklist of a review: many answers, one reason, the people, perhaps votes; recorded in one act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QWidget

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.council import checklist
from judge_desk.desks.council.deciding import Answered, answer_gates
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.file_questions import ask_file, ask_save
from judge_desk.ui.models.deciders import deciders
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.checklist_grid import ChecklistGrid
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.layouts import column, row, scrolling
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.text import Text
from judge_desk.ui.widgets.tick import Tick
from judge_desk.ui.widgets.vote_fields import VoteFields

NARROW: Final = 900
"""px of the stage under which the table and the form are shown one at a time."""
FORM: Final = 330
SAID: Final = 3
"""Faults of a sheet that are said one by one."""
MANY: Final = 300
"""Subjects from which only those that wait for an answer are shown at first."""
ANY_WIDTH: Final = 16_777_215
"""px: no greatest width."""


class ChecklistStage(Stage):
    """Table at the left, at the right why and by whom; what is drafted stays here until it is recorded."""

    behind = "review"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a review."""
        super().__init__(shell, dossier)
        look = shell.look
        self._inside = False
        self._told = ""
        self.waiting, self.turn = Button(look, "chip", "list-filter"), Button(look, "plain", "file-pen-line")
        self.waiting.toggled.connect(lambda _: self._narrow_down())
        self.turn.clicked.connect(self._turn)
        self.sheets = Button(look, "plain", "ellipsis")
        menu = QMenu(self.sheets)
        self.whole_column, self.whole_row = menu.addAction(""), menu.addAction("")
        self.whole_column.triggered.connect(lambda: self._choose_alike(along_row=False))
        self.whole_row.triggered.connect(lambda: self._choose_alike(along_row=True))
        self.blank, self.fill_in = menu.addAction(""), menu.addAction("")
        self.blank.triggered.connect(self._save_blank)
        self.fill_in.triggered.connect(self._take_in)
        self.sheets.setMenu(menu)
        self.ask_file: Callable[[QWidget, str, str], Path | None] = ask_file
        self.ask_save: Callable[[QWidget, str, Path, str], Path | None] = ask_save
        self.header.put(self.waiting, self.sheets, self.turn)
        self.search, self.grid = SearchField(look), ChecklistGrid(shell.words, look)
        self.search.textChanged.connect(lambda _: self._narrow_down())
        self.search.left_down.connect(self.grid.setFocus)
        self.grid.answers.drafted.connect(self._typed)
        self.keys_hint = Text(look, "caption", "text_2", wrap=True)
        self.form_title, self.form_note = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.form, self.voted, self.votes = DecisionForm(shell), Tick(look), VoteFields(shell)
        self.voted.toggled.connect(self._vote)
        for each in (self.form, self.votes):
            each.changed.connect(self._typed)
        self.nothing = Notice(look, "circle-dashed")
        self.nothing.act.clicked.connect(lambda: self.asked.emit("review", None))
        self.said, self.record = Text(look, "small", "text_2", wrap=True), Button(look, "primary", "check")
        self.forget = Button(look, "plain", "undo-2")
        self.record.clicked.connect(self._record)
        self.forget.clicked.connect(self.grid.answers.forget)
        self._names: tuple[str, ...] = ()
        self._build()
        self.speak()

    def _build(self) -> None:
        self._left, self._right, self._stack = QFrame(), QFrame(), QStackedWidget()
        self.keys_hint.setContentsMargins(10, 4, 10, 6)
        left = column(row(self.search, margins=(8, 8, 8, 8)), self.grid, self.keys_hint, margins=(2, 2, 2, 2))
        left.setStretchFactor(self.grid, 1)
        self._left.setLayout(left)
        inner = QWidget()
        parts = (self.form_title, self.form_note, self.form, self.voted, self.votes, 0)
        inner.setLayout(column(*parts, spacing=10, margins=(14, 12, 14, 12)))
        area = scrolling(inner)
        inner.setProperty("ground", "surface")
        self._right.setLayout(column(area, margins=(2, 2, 2, 2)))
        for each in (self._left, self._right):
            each.setProperty("frame", "card")
        beside = row(self._left, self._right, spacing=12)
        beside.setStretchFactor(self._left, 1)
        acts = row(self.said, self.forget, self.record, spacing=10)
        acts.setStretchFactor(self.said, 1)
        whole = column(beside, acts, spacing=10, margins=(16, 12, 16, 12))
        whole.setStretchFactor(beside, 1)
        body = QWidget()
        body.setLayout(whole)
        self._stack.addWidget(body)
        self._stack.addWidget(self.nothing)
        self.fill(self._stack)
        self.votes.hide()
        for keys, act in (("Ctrl+F", self.search.setFocus), ("F6", self._next_pane)):
            QShortcut(QKeySequence(keys), self, act)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.waiting.setText(say("ui.checklist.waiting"))
        self.sheets.setText(say("ui.checklist.sheets"))
        self.whole_column.setText(say("ui.checklist.whole_column"))
        self.whole_row.setText(say("ui.checklist.whole_row"))
        self.blank.setText(say("ui.checklist.blank"))
        self.fill_in.setText(say("ui.checklist.fill_in"))
        self.search.tell(say("ui.reviews.search"))
        self.grid.setAccessibleName(say("ui.checklist.table"))
        self.keys_hint.setText(say("ui.checklist.keys"))
        self.form_title.setText(say("ui.checklist.form"))
        self.form_note.setText(say("ui.checklist.form_note"))
        self.voted.setText(say("ui.checklist.voted"))
        self.forget.setText(say("ui.checklist.forget"))
        self._arrange()
        self._weigh()

    def show_state(self) -> None:
        """Show the conditions that the council judges, and what it said."""
        seen, say = self.reviewed, self.shell.words.say
        standing = seen.standing if seen is not None else None
        asked = standing is not None and bool(checklist.checklist_of(standing).gates)
        self._stack.setCurrentIndex(0 if asked else 1)
        for each in (self.waiting, self.sheets, self.turn):
            each.setVisible(asked)
        title = say("ui.checklist.title", review=standing.title if standing is not None else "")
        self.header.show_title(title.rstrip(": "), say("ui.reviews.to_review"))
        if standing is None or not asked:
            self.header.show_state("", "", "")
            self.nothing.tell(say("ui.checklist.nothing"), say("ui.reviews.to_review"))
            return
        before = self.grid.answers.standing
        if standing is not before:
            self.grid.answers.show_review(standing)
            if before is None or before.id != standing.id:
                self.waiting.setChecked(len(standing.result.subjects) > MANY)
        out = self.grid.answers.kept_out
        more = say("ui.checklist.kept_out", count=out) if out else ""
        self.form_note.setText(f"{say('ui.checklist.form_note')} {more}".strip())
        self._offer_names()
        left = self.grid.answers.waiting
        if standing.locked:
            self.header.show_state("lock", "seal", say("ui.ranking.locked"))
        elif left:
            self.header.show_state("scale", "warn", say("ui.checklist.left", count=left))
        elif standing.questions and not all(row.said for row in checklist.checklist_of(standing).rows):
            self.header.show_state("circle-dashed", "text_2", say("ui.checklist.not_yet"))
        else:
            self.header.show_state("circle-check", "ok", say("ui.checklist.whole"))
        self._arrange()
        self._weigh()

    def _offer_names(self) -> None:
        names = deciders(self.dossier.view.people if self.dossier.view is not None else (), self.shell.words)
        if names != self._names:
            self._names = names
            self.form.offer(names)

    def _choose_alike(self, along_row: bool) -> None:
        self.grid.choose_alike(along_row)

    def _narrow_down(self) -> None:
        self.grid.answers.narrow(self.search.text(), self.waiting.isChecked())

    def _vote(self, on: bool) -> None:
        self.votes.setVisible(on)
        self._typed()

    def _typed(self) -> None:
        self._told = ""
        self._weigh()

    def _weigh(self) -> None:
        """Let answers be recorded when they can be; beside the button stands why not."""
        say, count = self.shell.words.say, len(self.grid.answers.drafts)
        missing = "" if count else say("ui.checklist.none")
        standing = self.grid.answers.standing
        if standing is not None and standing.locked:
            missing = say("ui.checklist.locked")
        missing = missing or self.form.missing() or (self.votes.missing() if self.voted.isChecked() else "")
        self.record.setText(say("ui.checklist.record", count=count))
        self.record.setEnabled(not missing and not self.busy)
        self.forget.setVisible(bool(count))
        self.said.setText(self._told or missing or say("ui.checklist.ready", count=count))

    def _record(self) -> None:
        if self.busy:
            return
        folder, review, answers = self.dossier.folder, str(self.round), dict(self.grid.answers.drafts)
        reason, people = self.form.reason, self.form.people
        votes = self.votes.votes if self.voted.isChecked() else None
        self.run(
            lambda around: answer_gates(folder, review, answers, reason, people, around, votes),
            self._recorded,
            "progress.answers",
        )

    def _save_blank(self) -> None:
        """Write the checklist as a sheet, to be filled in elsewhere."""
        say = self.shell.words.say
        suggested = Path.home() / say("ui.checklist.file", review=str(self.round))
        path = self.ask_save(self, say("ui.checklist.ask_save"), suggested, say("ui.extras.kinds"))
        if path is None or self.busy:
            return
        folder, review = self.dossier.folder, str(self.round)

        def saved(file: Path) -> None:
            self._told = say("ui.checklist.saved", file=file.name)
            self._weigh()

        self.run(lambda around: checklist.save_blank(folder, review, path, around), saved, renew=False)

    def _take_in(self) -> None:
        """Record the answers of a filled sheet, with the reason and the people of the form."""
        say = self.shell.words.say
        missing = self.form.missing() or (self.votes.missing() if self.voted.isChecked() else "")
        if missing:
            self._inside = True
            self._arrange()
            self._told = say("ui.checklist.form_first", missing=missing)
            self._weigh()
            self.form.reason_field.setFocus()
            return
        path = self.ask_file(self, say("ui.checklist.ask_file"), say("ui.extras.kinds"))
        if path is None or self.busy:
            return
        folder, review, reason, people = self.dossier.folder, str(self.round), self.form.reason, self.form.people
        votes = self.votes.votes if self.voted.isChecked() else None
        self.run(
            lambda around: checklist.take_in(folder, review, path, reason, people, around, votes),
            self._recorded,
            "progress.answers",
        )

    def refused(self, refusal: Refusal) -> None:
        """Say why; of a sheet the first faults and how many there are."""
        super().refused(refusal)
        if refusal.findings:
            words = [self.shell.words.problem(each) for each in refusal.findings[:SAID]]
            more = len(refusal.findings) - len(words)
            words += [self.shell.words.say("ui.seating.and_others", count=more)] if more > 0 else []
            self.banner.tell(" ".join(words))
        self._weigh()

    def _recorded(self, answered: Answered) -> None:
        self.grid.answers.forget()
        self.form.clear()
        self.votes.clear()
        self.voted.setChecked(False)
        self._told = self.shell.words.say("ui.checklist.recorded", count=len(answered.decisions))
        self._weigh()
        self.grid.setFocus()

    def may_leave(self) -> bool:
        """Say whether nothing was chosen that is not recorded."""
        return not self.grid.answers.drafts

    def put_away(self) -> None:
        """Forget what was chosen: whoever leaves was asked."""
        self.grid.answers.forget()
        self._told = ""

    def first(self) -> QWidget:
        """Begin in the table."""
        return self.grid if self._stack.currentIndex() == 0 else self.nothing.act

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (
            ("← ↑ → ↓", "ui.keys.cells"), ("1, 2, Delete", "ui.keys.answers"), ("Ctrl+F", "ui.keys.search"),
            ("F6", "ui.keys.pane"),
        )  # fmt: skip

    def _next_pane(self) -> None:
        there = self.grid.hasFocus() or self.search.hasFocus()
        if self._narrow:
            self._inside = there
            self._arrange()
        (self.form.reason_field if there else self.grid).setFocus()

    @property
    def _narrow(self) -> bool:
        return self.width() < self.shell.look.px(NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the form beside the table; in a narrow window one of them is shown at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow, look = self._narrow, self.shell.look
        self.turn.setVisible(narrow and self._stack.currentIndex() == 0)
        self.turn.setText(self.shell.words.say("ui.checklist.to_table" if self._inside else "ui.checklist.to_form"))
        self._left.setVisible(not narrow or not self._inside)
        self._right.setVisible(not narrow or self._inside)
        self._right.setMinimumWidth(0 if narrow else look.px(FORM))
        self._right.setMaximumWidth(ANY_WIDTH if narrow else look.px(FORM))
        self.keys_hint.setVisible(not narrow)

    def _turn(self) -> None:
        self._inside = not self._inside
        self._arrange()
        (self.form.reason_field if self._inside else self.grid).setFocus()
