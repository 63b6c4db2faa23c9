"""The lists of a round: register, what was not admitted, shortlist, outcome, participation, what the press gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from judge_desk.contest.register.entries import EntryState
from judge_desk.contest.values.decisions import Decision, announced
from judge_desk.desks.papers.place_content import outcome_content, press_content, shortlist_content
from judge_desk.desks.papers.planned import PlannedPaper, RoundPapers
from judge_desk.desks.papers.record_content import plain_head
from judge_desk.desks.papers.register_content import (
    eligibility_content,
    has_handled,
    is_first,
    participation_content,
    register_content,
)
from judge_desk.desks.register import states, taken_in_for
from judge_desk.documents.blocks import Document
from judge_desk.documents.eligibility_list import eligibility_list
from judge_desk.documents.formats import table_workbook
from judge_desk.documents.outcome_list import outcome_list
from judge_desk.documents.participation import participation as participation_document
from judge_desk.documents.press_list import press_list
from judge_desk.documents.register_list import register_list
from judge_desk.documents.shortlist import shortlist as shortlist_document


def with_workbook(
    kind: str, name: str, build: Callable[[], Document], annex: bool = False, on_request: bool = False
) -> PlannedPaper:
    """Plan a paper whose tables make its workbook."""
    return PlannedPaper(kind, name, build, lambda: table_workbook(build()), annex, on_request)


def register(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the register; it is a draft only while an entry waits to be admitted, whatever else is open."""

    def build() -> Document:
        return register_list(register_content(_settled(papers)))

    yield with_workbook("register", "danh-sach-bai-du-thi", build, annex=True)


def _settled(papers: RoundPapers) -> RoundPapers:
    """Give papers of a register on which nothing waits a head that is no draft."""
    state = states(papers.contest)
    waits = any(state[each.id] is EntryState.DOUBTFUL for each in taken_in_for(papers.contest, papers.standing.round))
    return papers if waits else replace(papers, head=plain_head(papers))


def eligibility(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the list of entries that were not admitted, in the first round, where there are any."""

    def build() -> Document:
        return eligibility_list(eligibility_content(_settled(papers)))

    if is_first(papers) and has_handled(papers):
        yield with_workbook("eligibility", "danh-sach-bai-khong-hop-le", build, annex=True)


def shortlist(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the list of those who go on, in a round with a next one."""
    cut = papers.standing.result.shortlist
    if cut is not None:

        def build() -> Document:
            return shortlist_document(shortlist_content(papers, cut))

        yield with_workbook("shortlist", "danh-sach-vao-vong-trong", build, annex=True)


def outcome(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the list of all entries in order of places."""

    def build() -> Document:
        return outcome_list(outcome_content(papers))

    yield with_workbook("outcome", "bang-ket-qua-chung", build, annex=True)


def participation(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan participation by unit, where the rules want it."""

    def build() -> Document:
        return participation_document(participation_content(papers))

    if papers.standing.definition.by_products.participation:
        yield with_workbook("participation", "tong-hop-tham-gia", build)


def press(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan what the press gets, where the rules want it and the result is announced.

    Before that no such paper exists, not even as a draft: a paper made for the press is passed on, whatever stands
    on it, and the list of prizes serves whoever prepares the announcement.
    """
    standing = papers.standing
    out = announced(standing.decisions, standing.round.id)
    if out is not None and standing.definition.by_products.press_list and standing.result.awards:
        build = partial(_press, papers, out)
        yield with_workbook("press_list", "thong-tin-bao-chi", build)


def _press(papers: RoundPapers, out: Decision) -> Document:
    return press_list(press_content(papers, out))
