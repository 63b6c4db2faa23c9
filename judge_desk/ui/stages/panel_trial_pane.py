"""Trial marking: sheets for a few entries go out, filled ones come back, and the panel sees how far it parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from judge_desk.contest.values.problems import stops
from judge_desk.desks import calibrating
from judge_desk.desks.calibrating import Trial, TrialSheets
from judge_desk.desks.panel_sight import PanelSight
from judge_desk.ui.file_questions import ask_files
from judge_desk.ui.models.lines import Line, line_of
from judge_desk.ui.models.seating_words import spread_lines
from judge_desk.ui.stages.panel_pane import PanelPane
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.layouts import card, column
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.notice import Notice
from judge_desk.ui.widgets.side_pane import SidePane
from judge_desk.ui.widgets.text import Text


class TrialPane(PanelPane):
    """The spreads of the last trial that was read, and the acts."""

    def __init__(self, stage: Stage) -> None:
        """Make the pane without a trial."""
        super().__init__(stage)
        look = stage.shell.look
        self.ask_files: Callable[[QWidget, str, str], tuple[Path, ...]] = ask_files
        self.empty = Notice(look, "ruler")
        self.list = LineList(look)
        self.title, self.about = Text(look, "heading", wrap=True), Text(look, "body", "text_2", wrap=True)
        self.codes_label, self.codes = Text(look, "caption_strong"), QLineEdit()
        self.codes_label.setBuddy(self.codes)
        self.hint, self.sent = Text(look, "caption", "text_2", wrap=True), Text(look, "body", wrap=True)
        self.send, self.read = Button(look, "primary", "file"), Button(look, "plain", "files")
        self.paper = Button(look, "plain", "file-text")
        self.why = Text(look, "caption", "text_2", wrap=True)
        self.codes.textChanged.connect(lambda _: self._weigh())
        self.send.clicked.connect(self._send)
        self.read.clicked.connect(self._read)
        self.paper.clicked.connect(self._open_paper)
        self.trial: Trial | None = None
        self._build()

    def _build(self) -> None:
        self._listed = card(column(self.list, margins=(2, 2, 2, 2)))
        main = QWidget()
        inner = column(self.empty, self._listed)
        inner.setStretchFactor(self._listed, 1)
        main.setLayout(inner)
        codes = column(self.codes_label, self.codes, self.hint, spacing=2)
        out = card(column(self.title, self.about, codes, self.why, self.send, spacing=8, margins=(16, 12, 16, 12)))
        back = card(column(self.sent, self.read, self.paper, spacing=8, margins=(16, 12, 16, 12)))
        side = QWidget()
        side.setLayout(column(out, back, 0, spacing=12))
        self.pane = SidePane(self.stage.shell.look, main, side, least=96)
        self.setLayout(column(self.pane))

    def speak(self) -> None:
        """Say every fixed word."""
        say = self.words.say
        self.title.setText(say("ui.seating.trial.title"))
        self.about.setText(say("ui.seating.trial.about"))
        self.codes_label.setText(say("ui.seating.trial.codes"))
        self.codes.setAccessibleName(say("ui.seating.trial.codes"))
        self.send.setText(say("ui.seating.trial.send"))
        self.read.setText(say("ui.seating.trial.read"))
        self.paper.setText(say("ui.seating.trial.paper"))
        self.list.setAccessibleName(say("ui.seating.trial.list"))
        if self.sight is not None:
            self.show_sight(self.sight)

    def show_sight(self, sight: PanelSight) -> None:
        """Show which sheets are out, and the spreads that were read."""
        self.sight = sight
        say = self.words.say
        example = "; ".join(sight.codes[:2])
        self.hint.setText(say("ui.seating.trial.hint", most=calibrating.MOST, example=example) if example else "")
        sent = [say("ui.seating.trial.sent", number=n, codes=", ".join(codes)) for n, codes in sight.trials]
        self.sent.setText("\n".join(sent) if sent else say("ui.seating.trial.nothing_sent"))
        self.read.setVisible(bool(sent))
        self.read.become("primary" if sent else "plain")
        self.send.become("plain" if sent else "primary")
        self._show_trial()
        self._weigh()

    def _show_trial(self) -> None:
        trial, say = self.trial, self.words.say
        self.paper.setVisible(trial is not None and trial.paper is not None)
        self._listed.setVisible(trial is not None)
        self.empty.setVisible(trial is None)
        if trial is None:
            self.empty.tell(say("ui.seating.trial.empty"))
            return
        lines = [line_of(each, self.words) for each in trial.findings]
        if trial.missing:
            seats = ", ".join(say("trial.seat", seat=seat, name=name) for seat, name in trial.missing)
            lines.append(Line("circle-dashed", "text_2", "", say("ui.seating.trial.missing", seats=seats)))
        for spread in trial.spreads:
            lines += spread_lines(spread, trial.titles.get(spread.code, ""), self.words)
        self.list.show_lines(lines)
        self.list.setCurrentIndex(self.list.lines.index(0, 0))

    @property
    def _codes(self) -> tuple[str, ...]:
        return tuple(self.codes.text().replace(";", " ").replace(",", " ").split())

    def _weigh(self) -> None:
        drawn = self.sight is not None and bool(self.sight.codes)
        missing = "" if drawn and self._codes else "no_codes" if drawn else "not_drawn"
        self.why.setText(self.words.say(f"ui.seating.trial.{missing}") if missing else "")
        self.why.setVisible(bool(missing))
        self.send.setEnabled(not missing)
        self.pane.refresh()

    def _send(self) -> None:
        target = self.stage.shell.ask_folder(self, self.words.say("ui.seating.trial.ask_target"), Path.home())
        if target is None:
            return
        folder, round_, codes, language = self.folder, self.round, self._codes, self.words.language

        def sent(made: TrialSheets) -> None:
            self.codes.clear()
            self.stage.open_outside(made.folder)

        self.act(lambda around: calibrating.write_sheets(folder, round_, codes, target, around, language), sent)

    def _read(self) -> None:
        say = self.words.say
        sheets = self.ask_files(self, say("ui.seating.trial.ask_sheets"), say("ui.seating.sheet_kinds"))
        if not sheets:
            return
        folder, round_ = self.folder, self.round

        def read(trial: Trial) -> None:
            self.trial = trial
            self._show_trial()
            if not stops(trial.findings):
                self.list.setFocus()

        self.act(lambda around: calibrating.show_sheets(folder, round_, sheets, around), read)

    def _open_paper(self) -> None:
        if self.trial is not None and self.trial.paper is not None:
            self.stage.open_outside(self.trial.paper)

    def first(self) -> QWidget:
        """Begin with the entries, or with the sheets that are out."""
        return self.read if self.sight is not None and self.sight.trials else self.codes
