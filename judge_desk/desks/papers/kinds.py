"""Every kind of paper of rounds and reviews, in the order in which they are made: the one register of papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from judge_desk.desks.papers import (
    award_papers,
    index_papers,
    list_papers,
    merge_papers,
    opening_papers,
    record_papers,
    requested_papers,
    review_papers,
    round_papers,
)
from judge_desk.desks.papers.index_papers import MadeFile
from judge_desk.desks.papers.planned import PaperSet, PlannedPaper, ReviewPapers, RoundPapers
from judge_desk.desks.papers.words_in_force import own_texts_of, worded
from judge_desk.documents.formats import Format
from judge_desk.documents.texts import OwnTexts

MAKERS: Final[tuple[Callable[[RoundPapers], Iterator[PlannedPaper]], ...]] = (
    list_papers.register,
    list_papers.eligibility,
    record_papers.handover,
    merge_papers.planned,
    opening_papers.planned,
    round_papers.summary,
    record_papers.settlements,
    record_papers.ties,
    record_papers.votes,
    record_papers.unsealing,
    list_papers.shortlist,
    list_papers.outcome,
    round_papers.prizes,
    round_papers.index_bonus,
    list_papers.participation,
    list_papers.press,
    award_papers.decision,
    award_papers.honours,
    award_papers.ceremony,
    round_papers.score_sheets,
    requested_papers.draws,
    requested_papers.wall_code,
    requested_papers.figures,
    requested_papers.extras,
    requested_papers.log,
    requested_papers.blank_sheets,
)
"""Each gives the papers of its kind that the round has now; then follow minutes and index, which name them."""

REVIEW_MAKERS: Final[tuple[Callable[[ReviewPapers], Iterator[PlannedPaper]], ...]] = (
    review_papers.summary,
    review_papers.workings,
    review_papers.refused,
    review_papers.prizes,
    review_papers.dossier,
    review_papers.press,
    award_papers.decision,
    award_papers.honours,
    award_papers.ceremony,
    review_papers.checklist,
    requested_papers.log,
)
"""The same for a review."""

STEMS: Final = {
    "bien-ban-ban-giam-khao": "minutes",
    "bien-ban-hop-nhat-diem": "merge_record",
    "bang-tong-hop-diem": "summary",
    "danh-sach-giai": "prizes",
    "danh-sach-cong-diem-chi-so": "index_bonus",
    "to-trinh-cong-nhan-ket-qua": "result_report",
    "du-thao-quyet-dinh": "decision",
    "phu-luc-quyet-dinh": "decision_annex",
    "to-trinh-khen-thuong": "award_report",
    "danh-sach-de-nghi-khen-thuong": "award_report_annex",
    "du-thao-bang-giay-khen": "certificate",
    "kich-ban-trao-giai": "ceremony_script",
    "phieu-cham-ghe": "score_sheet",
    "danh-sach-bai-du-thi": "register",
    "danh-sach-bai-khong-hop-le": "eligibility",
    "bien-ban-giao-nhan": "handover",
    "bien-ban-thong-nhat-diem": "settlement",
    "bien-ban-xet-bang-diem": "tie_record",
    "bien-ban-kiem-phieu": "vote_record",
    "mau-kiem-phieu": "vote_form",
    "bien-ban-mo-bang-ma": "unsealing",
    "bien-ban-mo-phieu": "opening_record",
    "danh-sach-vao-vong-trong": "shortlist",
    "bang-ket-qua-chung": "outcome",
    "tong-hop-tham-gia": "participation",
    "thong-tin-bao-chi": "press_list",
    "bien-ban-boc-tham": "draw_record",
    "ma-goi-bai-thi": "wall_code",
    "so-lieu-cham-diem": "panel_report",
    "so-lieu-ban-to-chuc": "extras_list",
    "phieu-cham-trong-ghe": "blank_sheet",
    "nhat-ky": "log_list",
    "bang-tong-hop-so-lieu-va-ket-qua-xet": "review_summary",
    "bang-tinh-chi-tiet": "review_workings",
    "danh-sach-khong-du-dieu-kien": "review_refused",
    "danh-sach-khen-thuong": "review_prizes",
    "phieu-kiem-tra-ho-so": "review_dossier",
    "phieu-xet-tieu-chuan": "review_checklist",
    "bien-ban-hop-xet": "review_minutes",
    "muc-luc-ho-so": "index_list",
}
"""Kind by the beginning of its files' names; ``paper_title`` in the wording names every kind."""

ALONGSIDE: Final = frozenset({"index_list"})
"""Kinds that publishing makes beside the planned ones, of what was made."""


class Group(StrEnum):
    """Where a list of papers shows a kind: of the round's work, its result and prizes, going public, when needed."""

    ROUND = "round"
    RESULT = "result"
    PUBLIC = "public"
    ON_REQUEST = "on_request"


GROUPS: Final[Mapping[str, Group]] = {
    "prizes": Group.RESULT,
    "index_bonus": Group.PUBLIC,
    "result_report": Group.RESULT,
    "decision": Group.RESULT,
    "decision_annex": Group.RESULT,
    "award_report": Group.RESULT,
    "award_report_annex": Group.RESULT,
    "certificate": Group.PUBLIC,
    "ceremony_script": Group.PUBLIC,
    "shortlist": Group.RESULT,
    "outcome": Group.RESULT,
    "participation": Group.PUBLIC,
    "press_list": Group.PUBLIC,
    "review_refused": Group.RESULT,
    "review_prizes": Group.RESULT,
    "review_dossier": Group.RESULT,
}
"""Group by kind; a kind that is not named belongs to the work of the round, or is made when needed."""


def paper_group(kind: str, on_request: bool = False) -> Group:
    """Give the group of a kind of paper."""
    return GROUPS.get(kind, Group.ON_REQUEST if on_request else Group.ROUND)


def plan_papers(
    papers: RoundPapers | ReviewPapers, own: tuple[OwnTexts, ...] | None = None
) -> tuple[PlannedPaper, ...]:
    """Give every paper that a round or review has now, each made in the office's own words, whenever it is made.

    Args:
        papers: the state of the round or review.
        own: the office's words; None for those in force in the contest.

    Raises:
        NotNow: own words in force do not fit the texts of this program.
    """
    words = own_texts_of(papers.contest) if own is None else own
    planned, minutes = _planned(papers)
    index = index_papers.index_paper(papers, Format.PDF, paper_kind)
    return tuple(_worded(each, words) for each in (*planned, minutes, index))


def _planned(papers: RoundPapers | ReviewPapers) -> tuple[list[PlannedPaper], PlannedPaper]:
    """Give the papers of all makers, and the minutes, which name those that are their annexes."""
    if isinstance(papers, ReviewPapers):
        planned = [each for maker in REVIEW_MAKERS for each in maker(papers)]
        return planned, review_papers.minutes_paper(papers, _annexes(planned))
    planned = [each for maker in MAKERS for each in maker(papers)]
    return planned, round_papers.minutes_paper(papers, _annexes(planned))


def _annexes(planned: list[PlannedPaper]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.kind for each in planned if each.annex))


def plan_index(papers: PaperSet, format_: Format, made: tuple[MadeFile, ...]) -> PlannedPaper:
    """Give the index of what was made in one call, before it is recorded, in one format.

    Raises:
        NotNow: own words in force do not fit the texts of this program.
    """
    return _worded(index_papers.index_paper(papers, format_, paper_kind, made), own_texts_of(papers.contest))


def _worded(planned: PlannedPaper, own: tuple[OwnTexts, ...]) -> PlannedPaper:
    workbook = worded(planned.workbook, own) if planned.workbook is not None else None
    return replace(planned, build=worded(planned.build, own), workbook=workbook)


def paper_kind(file: str) -> str:
    """Give the kind of a paper by its file's name, as ``paper_title`` names it; empty for no paper of ours."""
    fitting = [stem for stem in STEMS if file.startswith(stem)]
    return STEMS[max(fitting, key=len)] if fitting else ""


def paper_tail(file: str) -> str:
    """Give what parts a paper from others of its kind: the end of its name; empty for one that is alone."""
    name = file.partition(".")[0]
    fitting = [stem for stem in STEMS if name.startswith(stem)]
    return name.removeprefix(max(fitting, key=len)).strip("-") if fitting else ""
