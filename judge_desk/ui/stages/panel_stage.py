"""The panel: people, seats, conflicts, the lot, trial marking; one tab for each."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from judge_desk.contest.values.problems import Findings, Problem, Refusal, Severity
from judge_desk.desks.bringing import Brought
from judge_desk.desks.panel_sight import PanelSight, look_at_panel
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.stages.panel_avoid_pane import AvoidPane
from judge_desk.ui.stages.panel_lots_pane import LotsPane
from judge_desk.ui.stages.panel_pane import PanelPane
from judge_desk.ui.stages.panel_people_pane import PeoplePane
from judge_desk.ui.stages.panel_seats_pane import SeatsPane
from judge_desk.ui.stages.panel_trial_pane import TrialPane
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.layouts import column
from judge_desk.ui.widgets.tabs import Tabs

TABS: Final = ("people", "seats", "avoid", "lots", "trial")


class PanelStage(Stage):
    """The five tabs; what they show is read at one opening of the folder."""

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a round."""
        super().__init__(shell, dossier)
        self.people, self.seats, self.avoid = PeoplePane(self), SeatsPane(self), AvoidPane(self)
        self.lots, self.trial = LotsPane(self), TrialPane(self)
        self.panes: dict[str, PanelPane] = {
            "people": self.people, "seats": self.seats, "avoid": self.avoid, "lots": self.lots, "trial": self.trial
        }  # fmt: skip
        self.tabs = Tabs(shell.look, TABS)
        for name, pane in self.panes.items():
            self.tabs.put(name, pane)
            pane.turned.connect(self._turn)
            pane.told.connect(self._tell)
            pane.said.connect(self._begin_act)
        self.tabs.turned.connect(lambda _: self._say(""))
        self._begun, self._said, self._acting = False, "", False
        self._sight: PanelSight | None = None
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self._paste)
        body = QWidget()
        box = column(self.tabs)
        box.setStretchFactor(self.tabs, 1)
        body.setLayout(box)
        self.fill(body)
        self.speak()

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.shell.words.say
        if self._sight is None:
            self.header.show_title(say("stage.name.panel"))
        else:
            self._say_header(self._sight)
        for name in TABS:
            self.tabs.tell(name, say(f"ui.seating.tab.{name}"))
        for pane in self.panes.values():
            pane.speak()

    def aim(self, what: object) -> None:
        """Open the tab that another stage asked for, or the one that a finding or a sheet is about."""
        if isinstance(what, Problem):
            what = "avoid" if what.code == "panel.conflict_late" else "lots"
        if isinstance(what, Brought) and what.register is not None:
            self._turn("people")
            self.people.show_sheet(what.register)
        if isinstance(what, str) and what in TABS:
            self._begun = True
            self._turn(what)

    def show_state(self) -> None:
        """Read the panel, and show it."""
        folder, round_ = self.dossier.folder, self.round
        alone = self.reviewed is not None
        for name, button in self.tabs.buttons.items():
            button.setVisible(name == "people" or not alone)
        if alone and self.tabs.shown != "people":
            self.tabs.turn("people")
        if round_:
            self.run(lambda around: look_at_panel(folder, round_, around), self._show, renew=False)

    def _show(self, sight: PanelSight) -> None:
        if not self._begun:
            self._begun = True
            self._turn(self._next(sight))
        for pane in self.panes.values():
            pane.show_sight(sight)
        self.banner.tell(self._said)  # what an act or a refusal said stays until the next act
        self._bring_focus_back()
        self._sight = sight
        self._say_header(sight)

    def _say_header(self, sight: PanelSight) -> None:
        say = self.shell.words.say
        title = self.rules.title if self.rules is not None else ""
        self.header.show_title(say("ui.seating.title", round=title))
        if self.reviewed is not None:
            self.header.show_title(say("ui.reviews.people"))
            self.header.show_state("", "", "")
        elif sight.lots.issued:
            self.header.show_state("lock", "seal", say("ui.seating.state.issued"))
        elif sight.recusals.findings:
            self.header.show_state("triangle-alert", "warn", say("ui.seating.state.stale"))
        elif sight.recusals.drawn:
            self.header.show_state("circle-check", "ok", say("ui.seating.state.drawn"))
        else:
            self.header.show_state("circle-dashed", "text_2", say("ui.seating.state.not_drawn"))

    def _bring_focus_back(self) -> None:
        """After an act the focus stays in the tab, also where the button that was pressed is gone."""
        focus = QApplication.focusWidget()
        if self._acting and self.isVisible() and (focus is None or not self.isAncestorOf(focus)):
            self.panes[self.tabs.shown].first().setFocus()
        self._acting = False

    def _next(self, sight: PanelSight) -> str:
        """Say which tab holds the next step."""
        if not sight.roll.people or self.reviewed is not None:
            return "people"
        return "seats" if sight.lots.issued else "people" if not sight.recusals.lines else "lots"

    def _turn(self, name: str) -> None:
        self.tabs.turn(name)
        self.panes[name].first().setFocus()

    def _tell(self, findings: Findings) -> None:
        """Show the worst of what an act found; the others stand in their tabs."""
        worst = sorted(findings, key=lambda each: list(Severity).index(each.severity))
        told = [self.shell.words.problem(each) for each in worst[:1]]
        if len(worst) > 1:
            told.append(self.shell.words.say("ui.seating.and_others", count=len(worst) - 1))
        self._say(" ".join(told))

    def _begin_act(self, sentence: str) -> None:
        self._acting = self._acting or not sentence
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self._said = sentence
        self.banner.tell(sentence)

    def refused(self, refusal: Refusal) -> None:
        """Say why, and go on saying it while the panel is read anew."""
        self._say(self.shell.words.problem(refusal.problem))

    def _paste(self) -> None:
        self._turn("people")
        self.people.paste_list()

    def first(self) -> QWidget:
        """Begin in the tab that is open."""
        return self.panes[self.tabs.shown].first()

    def keys(self) -> Keys:
        """Give the keys of this stage."""
        return (
            ("← →", "ui.seating.keys.tabs"),
            ("↑ ↓", "ui.seating.keys.rows"),
            ("Enter", "ui.seating.keys.open"),
            ("Ctrl+V", "ui.seating.keys.paste"),
        )
