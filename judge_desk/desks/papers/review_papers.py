"""The papers that only a review has: figures and result, workings, who fails, minutes, lists, forms of the council."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Final

from judge_desk.contest.counting.prizes import Awards
from judge_desk.desks.papers.award_content import award_content
from judge_desk.desks.papers.list_papers import with_workbook
from judge_desk.desks.papers.planned import PlannedPaper, ReviewPapers
from judge_desk.desks.papers.review_content import fate_of, review_content
from judge_desk.desks.papers.review_records import (
    checklist_content,
    council_gates,
    dossier_content,
    is_thick,
    review_minutes_content,
    review_prizes_content,
    workings_content,
)
from judge_desk.documents.blocks import Document
from judge_desk.documents.content_review import Fate
from judge_desk.documents.formats import review_workbook
from judge_desk.documents.review_checklist import review_checklist
from judge_desk.documents.review_dossier import review_dossier
from judge_desk.documents.review_minutes import review_minutes
from judge_desk.documents.review_press import review_press
from judge_desk.documents.review_prizes import review_prizes
from judge_desk.documents.review_refused import review_refused
from judge_desk.documents.review_summary import review_summary
from judge_desk.documents.review_workings import review_workings
from judge_desk.wording.catalogue import open_catalogue

MOST_WORKINGS: Final = 300
"""So many lines of workings, some twenty pages, are printed unasked and go with the minutes."""


def summary(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the summary of figures, conditions and result."""
    content = cache(partial(review_content, papers))

    def build() -> Document:
        return review_summary(content())

    def workbook() -> bytes:
        return review_workbook(content())

    yield PlannedPaper("review_summary", "bang-tong-hop-so-lieu-va-ket-qua-xet", build, workbook, annex=True)


def workings(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the working of every measure; a thick one is made on request only, and is no annex of the minutes."""
    if papers.standing.review.measures:
        thick = is_thick(papers.standing, MOST_WORKINGS)

        def build() -> Document:
            return review_workings(workings_content(papers))

        yield with_workbook("review_workings", "bang-tinh-chi-tiet", build, annex=not thick, on_request=thick)


def refused(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the list of those who fail a condition, where there are any."""
    if any(fate_of(each) is Fate.FAILED for each in papers.standing.result.subjects):

        def build() -> Document:
            return review_refused(review_content(papers))

        yield with_workbook("review_refused", "danh-sach-khong-du-dieu-kien", build, annex=True)


def prizes(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan one list for every table that the review fills."""
    titles = {each.id: each.title for each in papers.standing.definition.prize_tables}
    for awards in papers.standing.result.awards:
        build = partial(_prizes, papers, awards)
        planned = with_workbook("review_prizes", f"danh-sach-khen-thuong-{awards.table}", build, annex=True)
        yield replace(planned, about=titles.get(awards.table, ""))


def _prizes(papers: ReviewPapers, awards: Awards) -> Document:
    return review_prizes(review_prizes_content(papers, awards))


def dossier(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the check of the dossier, where the plan asks for one."""
    wanted = papers.standing.review.dossier
    if wanted is not None:

        def build() -> Document:
            return review_dossier(dossier_content(papers, wanted))

        yield PlannedPaper("review_dossier", "phieu-kiem-tra-ho-so", build)


def press(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan what the press gets, where the rules want it and the result is announced, as of a round."""
    standing = papers.standing
    out = standing.announced
    if out is not None and standing.definition.by_products.press_list and standing.result.awards:
        said = out.stated_time

        def build() -> Document:
            return review_press(award_content(papers), said)

        yield with_workbook("press_list", "thong-tin-bao-chi", build)


def checklist(papers: ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the council's blank checklist, where it judges a condition."""
    if council_gates(papers.standing.review):

        def build() -> Document:
            return review_checklist(checklist_content(papers))

        yield PlannedPaper("review_checklist", "phieu-xet-tieu-chuan", build, on_request=True)


def minutes_paper(papers: ReviewPapers, annexes: tuple[str, ...]) -> PlannedPaper:
    """Plan the minutes of the council; ``annexes`` are the kinds of the papers that they name."""
    titles = tuple(open_catalogue("vi").say(f"paper_title.{kind}") for kind in annexes)

    def build() -> Document:
        return review_minutes(review_minutes_content(papers, titles))

    return PlannedPaper("review_minutes", "bien-ban-hop-xet", build)
