"""Papers of a round that are made only when somebody asks for them: draws, the wall's code, figures, log, blank sheets.

Letters with PINs are not among them: they are sealed when the package is issued, and printed from there alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from judge_desk.contest.counting.absence import effects
from judge_desk.contest.counting.extras import unjudged_leaves
from judge_desk.contest.counting.statistics import figures_of
from judge_desk.contest.values.identity import Seat
from judge_desk.desks.papers.draw_content import draw_content
from judge_desk.desks.papers.extras_content import extras_content
from judge_desk.desks.papers.list_papers import with_workbook
from judge_desk.desks.papers.log_content import whole_log
from judge_desk.desks.papers.panel_content import panel_content
from judge_desk.desks.papers.planned import PlannedPaper, ReviewPapers, RoundPapers
from judge_desk.desks.papers.sheets_of_paper import empty_document
from judge_desk.desks.papers.wall_content import wall_content
from judge_desk.desks.standing import count_again
from judge_desk.documents.blocks import Document
from judge_desk.documents.draw_record import draw_record
from judge_desk.documents.extras_list import extras_list
from judge_desk.documents.log_list import log_list
from judge_desk.documents.panel_report import panel_report
from judge_desk.documents.wall_code import wall_code as wall_page
from judge_desk.stores.round_tables import read_draws


def draws(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the record of every draw of the round."""
    for number, _ in enumerate(read_draws(papers.contest.store, papers.standing.round.id), start=1):
        build = partial(_draw, papers, number)
        yield PlannedPaper("draw_record", f"bien-ban-boc-tham-{number}", build, on_request=True, about=str(number))


def _draw(papers: RoundPapers, number: int) -> Document:
    return draw_record(draw_content(papers.contest, papers.standing.round, number))


def wall_code(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the page for the wall."""

    def build() -> Document:
        return wall_page(wall_content(papers.contest, papers.standing.round))

    yield PlannedPaper("wall_code", "ma-goi-bai-thi", build, on_request=True)


def figures(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the paper of the panel's figures, once marks count."""
    standing = papers.standing

    def build() -> Document:
        figures = figures_of(standing.result.scores)
        assert figures is not None  # planned only once marks count
        missing = effects(standing.result, standing.decisions, partial(count_again, standing))
        return panel_report(panel_content(standing.round, figures, papers.names, missing, papers.head))

    if any(score.marks for score in standing.result.scores):
        yield PlannedPaper("panel_report", "so-lieu-cham-diem", build, on_request=True)


def extras(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the list of what the organisers brought, in a round whose rubric leaves them a criterion."""
    if unjudged_leaves(papers.standing.round.rubric):

        def build() -> Document:
            return extras_list(extras_content(papers))

        yield with_workbook("extras_list", "so-lieu-ban-to-chuc", build, on_request=True)


def log(papers: RoundPapers | ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the log of the whole contest, up to its last act."""

    def build() -> Document:
        return log_list(whole_log(papers.contest))

    yield with_workbook("log_list", "nhat-ky", build, on_request=True)


def blank_sheets(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the blank sheet of every seat that is held."""
    for seat, person in papers.names.by_seat.items():
        name = f"phieu-cham-trong-ghe-{seat:02d}"
        yield PlannedPaper("blank_sheet", name, partial(_blank, papers, seat), on_request=True, about=person.name)


def _blank(papers: RoundPapers, seat: Seat) -> Document:
    standing = papers.standing
    return empty_document(standing.definition, standing.round, standing.manifest, seat, standing.package)
