"""Choose: what people decide about one seat, with its two ballots side by side; no choice is made beforehand."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from judge_desk.contest.merge.ballots import SealedBallot, Source
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Problem
from judge_desk.desks import deciding
from judge_desk.desks.comparing import Compared, compare_ballots, compare_in
from judge_desk.desks.deciding import Request
from judge_desk.desks.seat_choices import Choice, SeatCase, seat_case
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.collect_words import AboutPair, AboutSeat
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.comparison_view import ComparisonView
from judge_desk.ui.widgets.decision_form import DecisionForm
from judge_desk.ui.widgets.layouts import card, column, row, scrolling
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.radio_cards import RadioCards
from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import Text
from judge_desk.wording.figures import code_groups, date_short

PANEL: Final = 380
NARROW: Final = 960
"""px of the stage under which the ballots and the decision share one place, each under its own tab."""


class ChooseStage(Stage):
    """The ballots of a seat and what is decided about them."""

    behind = "collect"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a seat."""
        super().__init__(shell, dossier)
        look = shell.look
        self._seat, self._pair = 0, None  # type: tuple[int, AboutPair | None]
        self.case: SeatCase | None = None
        self.choices: tuple[Choice, ...] = ()
        self.heads = (Text(look, "label", wrap=True), Text(look, "label", wrap=True))
        self.codes = (Text(look, "caption", "text_2", wrap=True), Text(look, "caption", "text_2", wrap=True))
        self.counts = Text(look, "body", "text_2", wrap=True)
        self.only = Button(look, "chip", "list-filter")
        self.only.setChecked(True)
        self.only.toggled.connect(lambda _: self._compare())
        self.table = ComparisonView(shell.words, look)
        self.nothing = Notice(look, "inbox")
        self.question = Text(look, "body", wrap=True)
        self.cards = RadioCards(look)
        self.cards.picked.connect(lambda _: self._weigh())
        self.form = DecisionForm(shell)
        self.form.changed.connect(self._weigh)
        self.why, self.act = Text(look, "small", "text_2", wrap=True), Button(look, "primary", "check")
        self.act.clicked.connect(self._decide)
        self.tabs = Tabs(look, ("ballots", "decision"))
        self._build()
        self.speak()

    def _build(self) -> None:
        heads = row(*(column(*each) for each in zip(self.heads, self.codes, strict=True)), spacing=16)
        for part in range(2):
            heads.setStretch(part, 1)
        counts = row(self.counts, self.only, spacing=8)
        counts.setStretchFactor(self.counts, 1)
        self._pair_pane = QWidget()
        inner = column(heads, counts, self.table, spacing=8, margins=(16, 12, 14, 4))
        inner.setStretchFactor(self.table, 1)
        self._pair_pane.setLayout(inner)
        self._ballots = card(column(self._pair_pane, self.nothing))
        foot = column(self.why, row(0, self.act), spacing=8)
        words = QWidget()
        words.setProperty("ground", "surface")
        words.setLayout(column(self.question, self.cards, self.form, 0, spacing=14, margins=(16, 14, 16, 8)))
        area = scrolling(words)
        words.setProperty("ground", "surface")
        decision = column(area, foot, spacing=4, margins=(2, 2, 2, 10))
        foot.setContentsMargins(16, 0, 16, 0)
        decision.setStretchFactor(area, 1)
        self._decision = card(decision)
        self._beside = row(self._ballots, self._decision, spacing=12, margins=(16, 12, 16, 12))
        self._beside.setStretchFactor(self._ballots, 1)
        body = QWidget()
        self._outer = column(self.tabs)
        self._outer.addLayout(self._beside, 1)
        body.setLayout(self._outer)
        self.tabs.stack.hide()
        self.tabs.turned.connect(lambda _: self._arrange())
        self.fill(body)
        QShortcut(QKeySequence("F6"), self, self._next_pane)

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        self.only.setText(say("ui.choose.only"))
        self.act.setText(say("ui.choose.act"))
        self.tabs.tell("ballots", say("ui.choose.tab.ballots"))
        self.tabs.tell("decision", say("ui.choose.tab.decision"))
        self.table.setAccessibleName(say("ui.choose.table"))

    def aim(self, what: object) -> None:
        """Take the seat, or two ballots that are not taken in yet."""
        self.tabs.turn("ballots")
        if isinstance(what, AboutPair):
            self._seat, self._pair, self.behind = what.seat, what, "plan"
            return
        self._pair, self.behind = None, "collect"
        seat = what.seat if isinstance(what, AboutSeat) else what.facts.get("seat") if isinstance(what, Problem) else 0
        if isinstance(seat, int) and seat != self._seat:
            self._seat = seat
            self.cards.offer(())
            self.form.clear()

    def show_state(self) -> None:
        """Show the seat's ballots and what can be decided."""
        say, standing = self.shell.words.say, self.seen.standing if self.seen is not None else None
        back = say("ui.plan.back_title" if self._pair is not None else "stage.name.collect")
        self.case = seat_case(standing, self._seat) if standing is not None else None
        name = self._name()
        self.header.show_title(say("ui.choose.title", seat=self._seat, name=name), back)
        self.form.offer(self._people())
        self._compare()
        self._offer()
        self._arrange()

    def _name(self) -> str:
        if self._pair is not None:
            return self._pair.first.ballot.name
        return self.case.name if self.case is not None else ""

    def _people(self) -> list[str]:
        say, view = self.shell.words.say, self.dossier.view
        people = view.people if view is not None else ()
        return [
            f"{each.name} ({say(f'role.{each.role}')})" for each in people if self.shell.words.has(f"role.{each.role}")
        ]

    def _compare(self) -> None:
        found = self._compared()
        self._pair_pane.setVisible(found is not None)
        self.nothing.setVisible(found is None)
        self.table.show_pair(found, self.only.isChecked())
        if found is None:
            self.nothing.tell(self._lone())
            return
        say = self.shell.words.say
        for number, sealed in enumerate((found.first, found.second)):
            self.heads[number].setText(self._head("AB"[number], sealed))
            self.codes[number].setText(code_groups(sealed.code))
        entries = len(found.differing)
        key = "ui.choose.same" if not entries else "ui.choose.differs"
        told = say(key, places=found.marks, entries=entries, all=len(found.entries)) if entries else say(key)
        remarks = say("ui.choose.remarks", codes=", ".join(found.remarks)) if found.remarks else ""
        first = say("ui.choose.merge_first") if self._pair is not None and self._pair.choose else ""
        self.counts.setText(" ".join(part for part in (told, remarks, first) if part))

    def _lone(self) -> str:
        """Say what there is where there are no two ballots to compare."""
        count = len(self.case.ballots) if self.case is not None else 0
        return self.shell.words.say("ui.choose.one" if count else "ui.choose.nobody")

    def _head(self, letter: str, sealed: SealedBallot) -> str:
        ballot, words = sealed.ballot, self.shell.words
        source = words.say("ui.choose.paper" if ballot.source is Source.PAPER else "ui.choose.device")
        when = f"{ballot.stated_time[11:16]} {date_short(ballot.stated_time, words.language)}"
        return words.say("ui.choose.head", letter=letter, revision=ballot.revision, source=source, when=when)

    def _compared(self) -> Compared | None:
        standing = self.seen.standing if self.seen is not None else None
        if standing is None:
            return None
        if self._pair is not None:
            return compare_ballots(self._pair.first, self._pair.second, standing.round.rubric)
        heads: tuple[Digest, ...] = self.case.ballots if self.case is not None else ()
        return compare_in(standing, heads[0], heads[1]) if len(heads) > 1 else None

    def _offer(self) -> None:
        say = self.shell.words.say
        self.choices = self.case.choices if self.case is not None and self._pair is None else ()
        asked = self.case.asked if self.case is not None and self._pair is None else ()
        told = [self.shell.words.problem(each) for each in asked]
        if not self.choices:
            told.append(say("ui.choose.nothing"))
        self.question.setText("\n\n".join(told))
        self.question.setVisible(bool(told))
        self.cards.offer([self._words(each) for each in self.choices])
        for part in (self.cards, self.form, self.act, self.why):
            part.setVisible(bool(self.choices))
        self._weigh()

    def _words(self, choice: Choice) -> tuple[str, str]:
        say = self.shell.words.say
        line = say(f"ui.choose.{choice.key}_line", **choice.facts) if choice.key != "take" else ""
        if choice.key == "take":
            line = str(choice.facts["code"])
        facts = {name: fact for name, fact in choice.facts.items() if name not in ("code", "time")}
        return say(f"ui.choose.{choice.key}", **facts), line

    def _weigh(self) -> None:
        """Say what is missing before the decision can be recorded."""
        chosen = self.cards.chosen
        missing = self.shell.words.say("ui.choose.choose_first") if chosen < 0 else self.form.missing()
        self.act.setEnabled(not missing)
        self.why.setText(missing)

    def _decide(self) -> None:
        choice = self.choices[self.cards.chosen]
        request = Request(self.round, choice.kind, choice.about, choice.value, self.form.reason, self.form.people)
        folder = self.dossier.folder
        self.act.setEnabled(False)
        self.run(lambda around: deciding.decide(folder, request, around), lambda _: self._decided())

    def _decided(self) -> None:
        self.cards.clear_choice()
        self.form.clear()
        self.asked.emit("collect", AboutSeat(self._seat))

    def first(self) -> QWidget:
        """Begin with what differs, then the choice."""
        if self._pair_pane.isVisibleTo(self):
            return self.table
        return self.cards.cards[0] if self.cards.cards else self.header.button

    def may_leave(self) -> bool:
        """A reason that was typed is lost when another seat is looked at."""
        return not (self.choices and (self.form.reason or self.form.people)) or self.busy

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (("↑ ↓", "ui.keys.rows"), ("F6", "ui.keys.pane"))

    @property
    def _narrow(self) -> bool:
        return self.width() < self.shell.look.px(NARROW)

    def _next_pane(self) -> None:
        inside = self._decision.isAncestorOf(self.focusWidget() or self)
        if self._narrow:
            self.tabs.turn("ballots" if inside else "decision")
        if inside:
            self.table.setFocus()
        elif self.cards.cards:
            self.cards.cards[0].setFocus()

    def _arrange(self) -> None:
        narrow, look, only = self._narrow, self.shell.look, self._pair is not None
        self.tabs.setVisible(narrow and not only)
        shown = self.tabs.shown
        self._ballots.setVisible(only or not narrow or shown == "ballots")
        self._decision.setVisible(not only and (not narrow or shown == "decision"))
        self._decision.setMinimumWidth(0 if narrow else look.px(PANEL))
        self._decision.setMaximumWidth(16_777_215 if narrow else look.px(PANEL))
        self._beside.setContentsMargins(*((12, 8, 12, 8) if narrow else (16, 12, 16, 12)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the new size."""
        super().resizeEvent(event)
        self._arrange()
