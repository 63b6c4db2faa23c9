"""Prizes of a review as its order proposes them, changed by votes alone; then approval, lock and announcement."""

from __future__ import annotations

from judge_desk.desks.prize_reading import prize_lines
from judge_desk.desks.release import release_of
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.ui.dossier import Dossier
from judge_desk.ui.models.lines import Line
from judge_desk.ui.models.review_order import full_names
from judge_desk.ui.shell import Shell
from judge_desk.ui.stages.prizes_stage import PrizesStage
from judge_desk.ui.widgets.buttons import Button

REVIEW = {"results": "review", "settle": "review", "collect": "figures"}
"""Where steps of the chain lead that lead elsewhere for a round."""


class AwardsStage(PrizesStage):
    """The stage of prizes, over a review instead of a round."""

    behind = "review"

    def __init__(self, shell: Shell, dossier: Dossier) -> None:
        """Make the stage without a review."""
        self.papers = Button(shell.look, "plain", "printer")
        super().__init__(shell, dossier)
        self._standing: ReviewStanding | None = None
        self.papers.clicked.connect(lambda: self.asked.emit("papers", None))
        self.header.put(self.papers)
        self.release.wanted.disconnect()
        self.release.wanted.connect(lambda name: self.asked.emit(REVIEW.get(name, name), None))
        self.nothing.act.clicked.disconnect()
        self.nothing.act.clicked.connect(lambda: self.asked.emit("home", None))
        self.table.prizes.subjects = self.change.subjects = True
        self.change.speak()
        self.release.rows["codes"].hide()
        self.to_special.hide()
        self.tabs.buttons["special"].hide()

    def speak(self) -> None:
        """Say every fixed word."""
        super().speak()
        self.papers.setText(self.shell.words.say("ui.reviews.to_papers"))

    def show_state(self) -> None:
        """Show the prizes of the review, and how far its result has come."""
        seen, say = self.reviewed, self.shell.words.say
        standing = self._standing = seen.standing if seen is not None else None
        self._stack.setCurrentIndex(0 if standing is not None else 1)
        self.papers.setVisible(standing is not None and standing.locked)
        self.header.show_title(
            say("ui.prizes.title", round=standing.title if standing else ""), say("ui.reviews.to_review")
        )
        if standing is None:
            self.header.show_state("", "", "")
            self.nothing.tell(say("ui.reviews.none"), say("ui.reviews.back"))
            return
        release = release_of(standing)
        self._show_sign(release)
        self._offer_names()
        lines = prize_lines(standing, full_names(standing))
        self.table.show_lines(lines)
        self.filled.setCurrentIndex(0 if lines else 1)
        self.goes_on.show_lines([] if lines else [Line("info", "text_2", "", say("ui.reviews.no_prizes"))])
        for each in (self.to_change, self.note, self.tabs.buttons["change"]):
            each.setVisible(bool(lines))
        if not lines and self.tabs.shown == "change":
            self.tabs.turn("release")
        self.note.setText(say("ui.prizes.note"))
        self.release.show_release(release)
        self._show_change()
        self._arrange()
        if self._acted:
            self._acted = False
            self.first().setFocus()

    def _show_change(self) -> None:
        standing = self._standing
        if standing is not None:
            codes = frozenset(str(each.subject.code) for each in standing.result.subjects)
            self.change.show_prize(self.table.current(), codes, release_of(standing).locked)
