"""Every kind of paper that a round can have, in the order in which they are made: the one register of papers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from judge_desk.desks.papers import merge_papers, round_papers
from judge_desk.desks.papers.planned import PlannedPaper, RoundPapers

MAKERS: Final[tuple[Callable[[RoundPapers], Iterator[PlannedPaper]], ...]] = (
    merge_papers.planned,
    round_papers.summary,
    round_papers.prizes,
    round_papers.index_bonus,
    round_papers.score_sheets,
)
"""Each gives the papers of its kind that the round has now; the minutes follow, for they name the others."""

STEMS: Final = {
    "bien-ban-ban-giam-khao": "minutes",
    "bien-ban-hop-nhat-diem": "merge_record",
    "bang-tong-hop-diem": "summary",
    "danh-sach-giai": "prizes",
    "danh-sach-cong-diem-chi-so": "index_bonus",
    "phieu-cham-ghe": "score_sheet",
}
"""Kind by the beginning of its files' names; ``paper_title`` in the wording names every kind."""


def plan_papers(papers: RoundPapers) -> tuple[PlannedPaper, ...]:
    """Give every paper that a round has now."""
    planned = [each for maker in MAKERS for each in maker(papers)]
    annexes = tuple(dict.fromkeys(each.kind for each in planned if each.annex))
    return (*planned, round_papers.minutes_paper(papers, annexes))


def paper_kind(file: str) -> str:
    """Give the kind of a paper by its file's name, as ``paper_title`` names it; empty for no paper of ours."""
    fitting = [stem for stem in STEMS if file.startswith(stem)]
    return STEMS[max(fitting, key=len)] if fitting else ""
