"""The papers that every round has: summary, prizes, index bonus, score sheets, minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from judge_desk.contest.counting.prizes import Awards
from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.desks.papers.minutes_content import minutes_content
from judge_desk.desks.papers.outcome_content import index_bonus_content, prize_list_content
from judge_desk.desks.papers.planned import PlannedPaper, RoundPapers
from judge_desk.desks.papers.register_content import is_closed
from judge_desk.desks.papers.sheets_of_paper import sealed_sheet
from judge_desk.desks.papers.summary_content import summary_content
from judge_desk.desks.papers.workbook_content import workbook_content
from judge_desk.documents.blocks import Document
from judge_desk.documents.formats import summary_workbook, table_workbook
from judge_desk.documents.index_bonus import index_bonus as index_bonus_document
from judge_desk.documents.minutes import minutes
from judge_desk.documents.prize_list import prize_list
from judge_desk.documents.summary_table import summary_table
from judge_desk.wording.catalogue import open_catalogue


def summary(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the summary table (bảng tổng hợp điểm)."""

    def build() -> Document:
        return summary_table(summary_content(papers.standing, papers.names, papers.head))

    def workbook() -> bytes:
        return summary_workbook(workbook_content(papers))

    yield PlannedPaper("summary", "bang-tong-hop-diem", build, workbook, annex=True)


def prizes(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan one list for every prize table that the round decides."""
    titles = {each.id: each.title for each in papers.standing.definition.prize_tables}
    for awards in papers.standing.result.awards:
        build = partial(_prize_list, papers, awards)
        about = titles.get(awards.table, "")
        workbook = partial(_as_workbook, build)
        yield PlannedPaper("prizes", f"danh-sach-giai-{awards.table}", build, workbook, annex=True, about=about)


def _prize_list(papers: RoundPapers, awards: Awards) -> Document:
    return prize_list(prize_list_content(papers.standing, awards, papers.names, papers.head))


def _as_workbook(build: Callable[[], Document]) -> bytes:
    return table_workbook(build())


def index_bonus(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the list of units for the bonus of the reform index, in the round that feeds it, once names are open."""

    def build() -> Document:
        return index_bonus_document(index_bonus_content(papers))

    feeds = papers.standing.definition.by_products.index_bonus_round == papers.standing.round.id
    if feeds and not is_closed(papers.standing):
        workbook = partial(_as_workbook, build)
        yield PlannedPaper("index_bonus", "danh-sach-cong-diem-chi-so", build, workbook, annex=True)


def score_sheets(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the score sheet of every ballot that counts."""
    for sealed in papers.standing.counted:
        name = f"phieu-cham-ghe-{sealed.ballot.seat:02d}"
        yield PlannedPaper("score_sheet", name, partial(_score_sheet, papers, sealed), annex=True)


def _score_sheet(papers: RoundPapers, sealed: SealedBallot) -> Document:
    standing = papers.standing
    rules = (standing.definition, standing.round, standing.manifest)
    return sealed_sheet(*rules, sealed.ballot, sealed.digest, sealed.code)


def minutes_paper(papers: RoundPapers, annexes: tuple[str, ...]) -> PlannedPaper:
    """Plan the minutes of the jury; ``annexes`` are the kinds of the papers that they name."""
    titles = tuple(open_catalogue("vi").say(f"paper_title.{kind}") for kind in annexes)

    def build() -> Document:
        return minutes(minutes_content(papers.contest, papers.standing, papers.names, papers.head, titles))

    return PlannedPaper("minutes", "bien-ban-ban-giam-khao", build)
