"""What the papers of a round or a review are made from, and one paper: nothing is built before it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from judge_desk.contest.values.identity import RoundId
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.papers.council_names import CouncilNames
from judge_desk.desks.papers.panel_names import PanelNames
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.desks.standing import Standing
from judge_desk.documents.blocks import Document
from judge_desk.documents.content import PaperHead
from judge_desk.documents.formats import WRITERS, Format


class PaperSet(Protocol):
    """What every set of papers has, whether a round or a review is behind it."""

    @property
    def contest(self) -> ContestFolder:
        """The open folder."""

    @property
    def head(self) -> PaperHead:
        """Of every paper."""

    @property
    def stated_time(self) -> str:
        """ISO time of the last act that the papers stand on."""

    @property
    def id(self) -> RoundId:
        """Of the round or review."""

    @property
    def data_code(self) -> str:
        """Of the data that the papers show."""

    @property
    def secretary(self) -> str:
        """Who signs lists; empty for ink."""


@dataclass(frozen=True, slots=True)
class RoundPapers:
    """One state of a round, from which all its papers come.

    Attributes:
        contest: open folder; standing: the round worked out; names: who is who on the panel; head: of every paper.
        stated_time: ISO time of the last act that the papers stand on.
    """

    contest: ContestFolder
    standing: Standing
    names: PanelNames
    head: PaperHead
    stated_time: str

    @property
    def id(self) -> RoundId:
        """Of the round."""
        return self.standing.round.id

    @property
    def data_code(self) -> str:
        """Of the data that the papers show."""
        return self.standing.data_code

    @property
    def secretary(self) -> str:
        """Who signs lists."""
        return self.names.secretary


@dataclass(frozen=True, slots=True)
class ReviewPapers:
    """One state of a review, from which all its papers come.

    Attributes:
        contest: open folder; standing: the review worked out; names: who is who on the council; head: of every paper.
        stated_time: ISO time of the last act that the papers stand on.
    """

    contest: ContestFolder
    standing: ReviewStanding
    names: CouncilNames
    head: PaperHead
    stated_time: str

    @property
    def id(self) -> RoundId:
        """Of the review."""
        return self.standing.review.id

    @property
    def data_code(self) -> str:
        """Of the data that the papers show."""
        return self.standing.data_code

    @property
    def secretary(self) -> str:
        """Who signs lists."""
        return self.names.secretary


@dataclass(frozen=True, slots=True)
class PlannedPaper:
    """One paper that a round or a review can have.

    Attributes:
        kind: as ``paper_title`` names it; name: of its files, without ending.
        build: makes its content; every format comes from this one content.
        workbook: makes its spreadsheet; None for a paper that has none.
        annex: whether the minutes name its kind among their annexes.
        on_request: made only when it is asked for by its kind.
        about: which one it is of several of its kind, e.g. the title of a prize table; shown beside its title.
    """

    kind: str
    name: str
    build: Callable[[], Document]
    workbook: Callable[[], bytes] | None = None
    annex: bool = False
    on_request: bool = False
    about: str = ""

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that it can be made in."""
        return (*WRITERS, Format.XLSX) if self.workbook is not None else tuple(WRITERS)

    def write(self, formats: tuple[Format, ...]) -> tuple[tuple[str, bytes], ...]:
        """Make the files of this paper in those of the formats that it has: name and bytes."""
        files = []
        written = [each for each in formats if each in WRITERS]
        if written:
            document = self.build()
            files = [(f"{self.name}.{each}", WRITERS[each](document)) for each in written]
        if Format.XLSX in formats and self.workbook is not None:
            files.append((f"{self.name}.{Format.XLSX}", self.workbook()))
        return tuple(files)
