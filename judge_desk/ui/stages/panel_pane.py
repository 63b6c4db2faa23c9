"""What every pane of the panel's stage shares: the stage that runs desks, the words, the sight of the panel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import Findings
from judge_desk.desks.panel_sight import PanelSight
from judge_desk.desks.surroundings import Surroundings
from judge_desk.ui.stages.stage import Stage
from judge_desk.ui.words import Words

Given = TypeVar("Given")


class PanelPane(QWidget):
    """One tab; ``turned`` asks for another one, ``told`` and ``said`` give findings and sentences to be shown."""

    turned = Signal(str)
    told = Signal(object)
    said = Signal(str)

    def __init__(self, stage: Stage) -> None:
        """Serve a stage."""
        super().__init__()
        self.stage = stage
        self.sight: PanelSight | None = None

    @property
    def words(self) -> Words:
        """The sentences."""
        return self.stage.shell.words

    @property
    def folder(self) -> Path:
        """The contest folder."""
        return self.stage.dossier.folder

    @property
    def round(self) -> RoundId:
        """The round that is worked on."""
        return self.stage.round

    def act(self, work: Callable[[Surroundings], Given], done: Callable[[Given], None]) -> None:
        """Let a desk change the contest; the folder is read again afterwards."""
        self.said.emit("")
        self.stage.run(work, done)

    def look(self, work: Callable[[Surroundings], Given], done: Callable[[Given], None]) -> None:
        """Let a desk look without changing anything."""
        self.said.emit("")
        self.stage.run(work, done, renew=False)

    def tell(self, findings: Findings) -> None:
        """Let the stage show findings."""
        self.told.emit(findings)

    def speak(self) -> None:
        """Say every fixed word."""
        raise NotImplementedError  # every pane has words of its own

    def show_sight(self, sight: PanelSight) -> None:
        """Show the panel as it stands."""
        raise NotImplementedError  # every pane shows something else

    def first(self) -> QWidget:
        """Give what has the focus first."""
        return self
