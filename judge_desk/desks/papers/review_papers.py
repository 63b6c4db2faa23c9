"""The papers that only a review has: figures and result, workings, who fails, minutes, lists, forms of the council."""

from __future__ import annotations

from collections.abc import Iterator

from judge_desk.desks.papers.planned import PlannedPaper, ReviewPapers
from judge_desk.documents.blocks import Document


def summary(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the summary of figures, conditions and result."""
    yield from ()


def workings(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the working of every measure."""
    yield from ()


def refused(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the list of those who fail a condition."""
    yield from ()


def prizes(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan one list for every table of the review."""
    yield from ()


def dossier(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the check of the dossier."""
    yield from ()


def press(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan what the press gets."""
    yield from ()


def checklist(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the council's blank checklist."""
    yield from ()


def minutes_paper(papers: ReviewPapers, annexes: tuple[str, ...]) -> PlannedPaper:
    """Plan the minutes of the council; ``annexes`` are the kinds of the papers that they name."""

    def build() -> Document:
        raise NotImplementedError

    return PlannedPaper("review_minutes", "bien-ban-hop-xet", build)
