"""Recount a result: for an inspector with a folder on a stick and signed paper in hand; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.recount_conclusion import Conclusion, conclude
from judge_desk.desks.recount_preparing import RulesFile, find_rules
from judge_desk.desks.recount_record import NAME, write_record
from judge_desk.desks.recounting import Recount, recount
from judge_desk.desks.surroundings import Progress, silent
from judge_desk.ui.file_questions import ask_save
from judge_desk.ui.models.recount_words import SIGNS
from judge_desk.ui.pages.page import Page
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.progress import ProgressPanel
from judge_desk.ui.widgets.recount_form import RecountForm
from judge_desk.ui.widgets.recount_report import RecountReport

FORM, WAITING, OUTCOME, REFUSED = range(4)


class RecountPage(Page):
    """The form, the work off the thread of the window, and the outcome or why there is none."""

    def __init__(self, shell: Shell) -> None:
        """Make the page with nothing chosen."""
        super().__init__(shell)
        self.outcome: Recount | None = None
        self.conclusion: Conclusion | None = None
        self.form, self.report = RecountForm(shell), RecountReport(shell)
        self.form.brought.connect(self._seek_rules)
        self.form.wanted.connect(self.recount)
        self.report.back.clicked.connect(self.change)
        self.report.again.clicked.connect(self.recount)
        self.report.save.clicked.connect(self.save)
        self.ask_save: Callable[[QWidget, str, Path, str], Path | None] = ask_save
        self.progress = ProgressPanel(shell.words, shell.look)
        self.notice = Notice(shell.look, "circle-x", "stop")
        self.notice.act.clicked.connect(self.change)
        self._why: Callable[[], str] = str
        self._stack = QStackedWidget()
        waiting = QWidget()
        waiting.setLayout(column(self.progress, 0, margins=(24, 24, 24, 24)))
        for each in (self.form, waiting, self.report, self.notice):
            self._stack.addWidget(each)
        self.setAcceptDrops(True)
        self.fill(self._stack)
        self.speak()

    def read(self, place: Path) -> None:
        """Begin anew with one folder or file."""
        self.change()
        self.form.take((place,))

    def change(self) -> None:
        """Go back to what was chosen; all of it is still there."""
        self.outcome = self.conclusion = None
        self.banner.tell("")
        self._stack.setCurrentIndex(FORM)
        self.speak()
        self.first().setFocus()

    def _seek_rules(self, places: Sequence[Path]) -> None:
        """Look for definition files among what was brought, off the thread of the window."""
        around, wanted = self.shell.around, tuple(places)

        def work(report: Progress) -> tuple[RulesFile, ...]:
            return find_rules(wanted, around(report))

        def take(found: tuple[RulesFile, ...]) -> None:
            if wanted == self.form.places:
                self.form.offer_rules(found)

        job = self.shell.jobs.prepare(quiet=True)
        job.done.connect(take)
        job.refused.connect(lambda _: take(()))
        job.broke.connect(lambda _: take(()))
        self.shell.jobs.start(job, work)

    def recount(self) -> None:
        """Recount what was chosen."""
        rules = self.form.rules
        if self.form.lack or rules is None:
            return
        around, places, codes = self.shell.around, self.form.places, self.form.typed()

        def work(report: Progress) -> Recount:
            return recount(places, rules.path, around(report), codes)

        self.outcome = self.conclusion = None
        self.header.sign.hide()
        self._stack.setCurrentIndex(WAITING)
        self.begin(work, self.progress, "progress.recounting", self._show)

    def _show(self, found: Recount) -> None:
        self.outcome, self.conclusion = found, conclude(found)
        self._tell_outcome()
        self._stack.setCurrentIndex(OUTCOME)
        self.speak()
        self.report.save.setFocus()

    def save(self) -> None:
        """Ask where to, and save the record of the outcome that is shown; a file that is there stays as it is."""
        say, found, rules = self.shell.words.say, self.outcome, self.form.rules
        if found is None or rules is None:
            return
        offered = Path.home() / NAME
        target = self.ask_save(self, say("ui.recount.ask_save"), offered, say("ui.recount.kinds"))
        if target is None:
            return
        try:
            write_record(found, self.form.places, rules, target, self.shell.around(silent))
        except Refusal as refusal:
            self.banner.tell(self.refusal_words(refusal))
            return
        self.banner.tell("")
        self.report.tell_saved(target)

    def _tell_outcome(self) -> None:
        rules, words = self.form.rules, self.shell.words
        if self.outcome is None or rules is None:
            return
        read = [str(each) for each in self.form.places]
        given = [words.say("ui.recount.given.files", places="; ".join(read))]
        given.append(words.say("ui.recount.given.rules", file=str(rules.path), title=rules.title))
        self.report.show_outcome(self.outcome, given)

    def refused(self, refusal: Refusal) -> None:
        """Say why nothing could be recounted."""
        self._no_outcome(lambda: self.shell.words.say("ui.recount.cannot", why=self.refusal_words(refusal)))

    def stopped(self) -> None:
        """Say that nothing is concluded."""
        self._no_outcome(lambda: self.shell.words.say("ui.recount.stopped"))

    def broke(self, fault: BaseException) -> None:
        """Say that the program is at fault."""
        self._no_outcome(lambda: self.shell.words.say("ui.broke.act"))

    def _no_outcome(self, why: Callable[[], str]) -> None:
        """Show why there is no outcome, in whatever language is spoken then."""
        self._why = why
        self._stack.setCurrentIndex(REFUSED)
        self.speak()
        self.notice.act.setFocus()

    def speak(self) -> None:
        """Say every word, and the outcome in the language of now."""
        say = self.shell.words.say
        self.header.tell(say("ui.back.before"), say("ui.recount.title"))
        self.header.sign.setVisible(self.conclusion is not None)
        if self.conclusion is not None:
            answer = self.conclusion.answer
            self.header.sign.show_state(*SIGNS[answer], say(f"recount.sign.{answer}"))
        self.say_rehearsal(self.outcome is not None and self.outcome.rehearsal)
        self.notice.tell(self._why(), say("ui.recount.change"))
        self.form.speak()
        self.report.speak()
        self._tell_outcome()
        self.titled.emit()

    @property
    def subject(self) -> str:
        """The title of the page."""
        return self.shell.words.say("ui.recount.title")

    def first(self) -> QWidget:
        """Begin at the next thing to do."""
        if self._stack.currentIndex() == OUTCOME:
            return self.report.save
        if self._stack.currentIndex() == REFUSED:
            return self.notice.act
        return self.form.go if self.form.go.isEnabled() else self.form.area.folder

    def keys(self) -> Keys:
        """Give the keys of this page."""
        return (("Tab", "ui.keys.tab"), ("Enter", "ui.keys.enter"), ("Ctrl+C", "ui.keys.copy"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files and folders anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped to what is recounted."""
        event.accept()
        places = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        if self._stack.currentIndex() != WAITING:
            self.change()
            self.form.add(places)
