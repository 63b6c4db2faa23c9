"""The hall: the order of teams and the official clock, later the result read out; driven here, shown on another screen.

Nothing of a result stands on the screen before it was locked and announced; then one line for each press, last place
first.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import ceremony, clock_keeping
from judge_desk.desks.ceremony import Ceremony
from judge_desk.desks.clock_keeping import Clocks
from judge_desk.desks.looking import ReviewView
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.defence_clock import DefenceClock
from judge_desk.ui.dialogs.clock_questions import ClockQuestions
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.hall_window import HallWindow, HallWords
from judge_desk.ui.models import hall_words
from judge_desk.ui.models.defence_words import log_lines
from judge_desk.ui.office_clock import OfficeShelf
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.clock_card import ClockCard
from judge_desk.ui.widgets.layouts import column, row, scrolling
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text

DEFENCE, RESULTS = "defence", "results"
LOG: Final = 320
NARROW: Final = 900
"""px of the stage under which the clock gets more of it."""
LEAST: Final = 96
"""px of height that the log of the clock keeps; a low window scrolls to it."""


class HallStage(Stage):
    """Works the hall's window; the clock goes on while another stage is shown."""

    behind = "papers"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without teams."""
        super().__init__(shell, dossier)
        self.shelf: OfficeShelf | None = None
        look = shell.look
        self.clocks: Clocks | None = None
        self.order: Ceremony | None = None
        self.done = 0
        self._testing = False
        self.hall = HallWindow(look)
        self.hall.closed.connect(self._show_state)
        self.clock = DefenceClock(shell)
        self.questions = ClockQuestions(self, shell, self.clock)
        self.clock.ticked.connect(self._show_hall)
        self.clock.logged.connect(self._show_teams)
        self.open, self.blank = Button(look, "plain", "monitor"), Button(look, "chip", "eye-off")
        self.test = Button(look)
        self.open.clicked.connect(self._open)
        self.blank.clicked.connect(self._blank)
        self.test.clicked.connect(self._test)
        self.header.put(self.test, self.blank, self.open)
        self.tabs = Tabs(look, (DEFENCE, RESULTS))
        self.tabs.turned.connect(self._turned)
        self.teams, self.log, self.lines = LineList(look), LineList(look), LineList(look)
        self.teams.chosen.connect(self._call)
        self.card = ClockCard(shell, self.clock)
        self.hint, self.said = Text(look, "small", "text_2", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.next, self.back = Button(look, "primary", "arrow-right"), Button(look)
        self.restart = Button(look, "text")
        self._build()
        self.speak()

    def _build(self) -> None:
        self.card.hall.hide()
        self.card.reset.clicked.connect(self.questions.reset)
        self.card.agree.clicked.connect(self.questions.agree)
        self.card.correct.clicked.connect(self.questions.correct)
        self.next.clicked.connect(lambda: self._read(1))
        self.back.clicked.connect(lambda: self._read(-1))
        self.restart.clicked.connect(lambda: self._read(-self.done))
        clocks = QWidget()
        inner = column(self.card, self.log, spacing=12)
        inner.setStretchFactor(self.log, 1)
        clocks.setLayout(inner)
        self.log.setMinimumHeight(LEAST)
        clock_side = scrolling(clocks)
        clocks.setProperty("ground", "surface")
        beside = row(self.teams, clock_side, spacing=12, margins=(12, 12, 12, 12))
        self._beside, self._clock_side = beside, clock_side
        acts = row(self.said, self.restart, self.back, self.next, spacing=8)
        acts.setStretchFactor(self.said, 1)
        below = column(self.lines, acts, spacing=10, margins=(12, 12, 12, 12))
        below.setStretchFactor(self.lines, 1)
        for name, layout in ((DEFENCE, beside), (RESULTS, below)):
            pane = QWidget()
            pane.setLayout(layout)
            self.tabs.put(name, pane)
        frame, body = QFrame(), QWidget()
        frame.setProperty("frame", "card")
        frame.setLayout(column(self.tabs, margins=(2, 4, 2, 2)))
        whole = column(self.hint, frame, spacing=8, margins=(16, 12, 16, 12))
        whole.setStretchFactor(frame, 1)
        body.setLayout(whole)
        self.fill(body)
        for keys, act in (
            ("Ctrl+B", self.blank.click),
            ("Ctrl+Right", self.next.click),
            ("Ctrl+Left", self.back.click),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.header.show_title(say("ui.hall.title"), say("stage.name.papers"))
        self.test.setText(say("ui.hall.test"))
        self.hint.setText(say("ui.hall.second"))
        for name in (DEFENCE, RESULTS):
            self.tabs.tell(name, say(f"ui.hall.tab.{name}"))
        self.next.setText(say("ui.hall.results.next"))
        self.back.setText(say("ui.hall.results.back"))
        self.restart.setText(say("ui.hall.results.restart"))
        self.teams.setAccessibleName(say("ui.hall.order"))
        self.lines.setAccessibleName(say("ui.hall.tab.results"))
        self.log.setAccessibleName(say("ui.defence.tab.log"))
        self.card.speak()
        self._show_state()

    # -- what the folder says ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the clock the room that its buttons need, and leave out what the buttons say as well."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        for part, share in ((self.teams, 2 if narrow else 3), (self._clock_side, 3 if narrow else 4)):
            self._beside.setStretchFactor(part, share)
        self.hint.setVisible(not narrow)
        self._show_state()

    def show_state(self) -> None:
        """Read the teams when the round is another one, and how far the result is."""
        seen, reviewed = self.seen, self.reviewed
        self.tabs.buttons[DEFENCE].setVisible(reviewed is None)
        if reviewed is not None:
            self._read_review(reviewed)
            return
        if seen is None:
            return
        if not seen.overview.package or self.is_read():
            self._show_state()
            return
        folder, round_id, locked = self.dossier.folder, self.round, seen.overview.final

        def work(around: Surroundings) -> tuple[Clocks, Ceremony | None]:
            order = ceremony.ceremony_of(folder, round_id, around) if locked else None
            return clock_keeping.clocks_of(folder, round_id, around), order

        self.run(work, self._take_both, renew=False)

    def _read_review(self, reviewed: ReviewView) -> None:
        """Read the prizes of a review, which has no teams; a clock of a round goes on."""
        if self.tabs.shown != RESULTS:
            self.tabs.turn(RESULTS)
        if self.is_read():
            self._show_state()
            return
        folder, review_id = self.dossier.folder, self.round
        if self.order is not None and self.order.round != reviewed.overview.title:
            self.order, self.done = None, 0
        if not reviewed.overview.final:
            self._take_order(None)
            return
        self.run(lambda around: ceremony.ceremony_of(folder, review_id, around), self._take_order, renew=False)

    def _take_order(self, order: Ceremony | None) -> None:
        """Take over what is read out."""
        self.order = order
        self.done = min(self.done, len(order.lines) if order is not None else 0)
        self._show_state()

    def _take_both(self, came: tuple[Clocks, Ceremony | None]) -> None:
        """Take over what was read; a clock that runs goes on."""
        clocks, order = came
        self._take_order(order)
        if self.clocks is None or self.clocks.round.id != clocks.round.id:
            self._take(clocks)
        self._show_state()

    def _take(self, clocks: Clocks) -> None:
        """Take over the teams and clocks of a round."""
        self.clock.let_go()
        self.clocks = clocks
        self.shelf = OfficeShelf(self.shell, self.dossier, clocks)
        self.shelf.refused.connect(self._note_refusal)
        self.clock.take(self.shelf)
        self.card.show_rules(clocks.round.rubric)
        last = self.clock.last_team()
        codes = [each.code for each in clocks.teams]
        if codes:
            self.clock.show_team(last if last in codes else codes[0])

    def _note_refusal(self, refusal: Refusal | None) -> None:
        say = self.shell.words.say
        why = self.shell.words.problem(refusal.problem) if refusal is not None else ""
        self.banner.tell(say("ui.hall.not_saved", why=why) if why else "")

    def _show_state(self) -> None:
        say, shown = self.shell.words.say, self.hall.isVisible()
        icon, tone, word = ("monitor", "ok", "shown") if shown else ("monitor", "text_2", "hidden")
        self.header.show_state(icon, tone, "" if self.width() < NARROW else say(f"ui.hall.{word}"))
        self.open.setText(say("ui.hall.close" if shown else "ui.hall.open"))
        self.open.become("primary" if self.tabs.shown == DEFENCE and not shown else "plain")
        self.blank.setText(say("ui.hall.unblank" if self.hall.is_blank else "ui.hall.blank"))
        self.blank.setChecked(self.hall.is_blank)
        self.blank.setVisible(shown)
        self._show_teams()
        self._show_reading()
        self._show_hall()

    def _show_teams(self) -> None:
        if self.clocks is None:
            return
        words = self.shell.words
        at = self.teams.currentIndex().row()
        self.teams.show_lines(hall_words.team_lines(self.clocks.teams, self.clock, words))
        if at >= 0:
            self.teams.setCurrentIndex(self.teams.lines.index(at, 0))
        self.log.show_lines(log_lines(self.clock.log_of(self.clock.code), words))

    def _show_reading(self) -> None:
        say, order = self.shell.words.say, self.order
        ready = order is not None and order.announced
        self.lines.show_lines(hall_words.reading_lines(order, self.done, self.shell.words) if ready and order else [])
        count = len(order.lines) if order is not None else 0
        if ready:
            self.said.setText(say("ui.hall.results.ready", done=self.done, count=count))
        else:
            state = "embargo" if order is not None else "not_locked"
            self.said.setText(say(f"ui.hall.results.{'review_' if self.reviewed is not None else ''}{state}"))
        no_teams = self.seen is not None and not self.seen.overview.package
        self.hint.setText(say("ui.hall.no_teams" if no_teams else "ui.hall.second"))
        self.next.setEnabled(ready and self.done < count)
        self.back.setEnabled(ready and self.done > 0)
        self.restart.setVisible(ready and self.done > 0)

    # -- the screen of the hall ---------------------------------------------------------------------------------------

    def _show_hall(self) -> None:
        if self.hall.isHidden():
            return
        words = self._words()
        if words is not None:
            self.hall.tell(self.shell.words.say("ui.hall.results.window"), words)

    def _words(self) -> HallWords | None:
        """Give what the screen shows now: never a line of a result that is not announced."""
        words, view = self.shell.words, self.dossier.view
        contest = view.title if view is not None else ""
        rules, reviewed = self.rules, self.reviewed
        title = rules.title if rules is not None else reviewed.overview.title if reviewed is not None else ""
        if self._testing:
            return hall_words.trial_screen(contest, title, words)
        if self.tabs.shown == RESULTS:
            if self.order is None or not self.order.announced:
                return HallWords(contest=contest, round=title)
            return hall_words.result_screen(self.order, self.done, words)
        if self.clocks is None or not self.clocks.teams:
            return HallWords(contest=contest, round=title)
        return hall_words.defence_screen(self.clocks.teams, self.clock, contest, title, words)

    def _open(self) -> None:
        self._testing = False
        if self.hall.isVisible():
            self.hall.close()
        else:
            self.hall.blank(False)
            self.hall.open_beside(self.window())
        self._show_state()

    def _blank(self) -> None:
        self.hall.blank(not self.hall.is_blank)
        self._show_state()

    def _test(self) -> None:
        """Show the picture to try the screen with; the next act shows the hall's own again."""
        if self.hall.isHidden():
            self.hall.open_beside(self.window())
        self._testing = not self._testing
        self._show_state()

    def _turned(self) -> None:
        self._testing = False
        self._show_state()

    def _read(self, step: int) -> None:
        self._testing = False
        count = len(self.order.lines) if self.order is not None else 0
        self.done = max(0, min(self.done + step, count))
        self._show_state()

    # -- the clock ----------------------------------------------------------------------------------------------------

    def _call(self, code: object) -> None:
        """Call a team; a clock that runs is stopped only after a question."""
        if self.clocks is None or code == self.clock.code or not isinstance(code, str):
            return
        if self.questions.may_turn():
            self.clock.show_team(EntryCode(code))
        self._show_state()

    # -- the stage ----------------------------------------------------------------------------------------------------

    def first(self) -> QWidget:
        """Begin at the teams, or at the next line of the result."""
        return self.teams if self.tabs.shown == DEFENCE and self.clocks is not None else self.open

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (
            ("Space", "ui.hall.keys.clock"),
            ("Ctrl+→", "ui.hall.keys.next"),
            ("Ctrl+←", "ui.hall.keys.back"),
            ("Ctrl+B", "ui.hall.keys.blank"),
        )

    def put_away(self) -> None:
        """Keep what the clock says; it goes on."""
        self.clock.keep_reading()

    def close_work(self) -> None:
        """Stop the clock, write what still waits, close the hall's window."""
        self.hall.close()
        self.clock.let_go()
        if self.shelf is not None:
            self.shelf.flush()
