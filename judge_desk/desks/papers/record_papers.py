"""The records of single acts of a round: settled marks, ties, votes, the opened code table, what was handed over."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from judge_desk.contest.counting.settling import Case, cases_of
from judge_desk.contest.values.decisions import Decision, DecisionKind, latest
from judge_desk.desks.papers.minutes_content import named_entries
from judge_desk.desks.papers.planned import PlannedPaper, RoundPapers
from judge_desk.desks.papers.record_content import (
    decided_by_vote,
    handover_content,
    has_ties,
    plain_head,
    tie_record_content,
    unsealing_content,
    vote_record_content,
)
from judge_desk.desks.papers.settlement_content import settlement_content
from judge_desk.documents.blocks import Document
from judge_desk.documents.handover import handover as handover_document
from judge_desk.documents.settlement import settlement as settlement_document
from judge_desk.documents.tie_record import tie_record
from judge_desk.documents.unsealing import unsealing as unsealing_document
from judge_desk.documents.vote_record import vote_record


def settlements(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the record of every case of disagreement: filled in where it is settled, open for ink where it is not."""
    standing = papers.standing
    for case in cases_of(standing.result, standing.round, standing.decisions):
        name = f"bien-ban-thong-nhat-diem-{case.code}"
        yield PlannedPaper("settlement", name, partial(_settlement, papers, case), annex=True, about=case.code)


def _settlement(papers: RoundPapers, case: Case) -> Document:
    title = named_entries(papers.contest, papers.standing)[case.code][0]
    return settlement_document(settlement_content(papers.standing, papers.names, case, title, plain_head(papers)))


def ties(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the record of the ties that mattered."""

    def build() -> Document:
        return tie_record(tie_record_content(papers))

    if has_ties(papers.standing):
        yield PlannedPaper("tie_record", "bien-ban-xet-bang-diem", build, annex=True)


def votes(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the record of every vote, and on request an empty form."""
    for each in decided_by_vote(papers):
        name, build = f"bien-ban-kiem-phieu-{each.number}", partial(_vote, papers, each)
        about = str(each.number)
        yield PlannedPaper("vote_record", name, build, annex=True, about=about)
    build = partial(_vote, papers, None)
    yield PlannedPaper("vote_form", "mau-kiem-phieu", build, on_request=True)


def _vote(papers: RoundPapers, decision: Decision | None) -> Document:
    return vote_record(vote_record_content(papers, decision))


def unsealing(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the record of the opened code table of a blind round."""
    opened = latest(papers.standing.decisions, DecisionKind.UNSEAL, papers.standing.round.id)
    if opened is not None and papers.standing.round.blind:
        build = partial(_unsealing, papers, opened)
        yield PlannedPaper("unsealing", "bien-ban-mo-bang-ma", build, annex=True)


def _unsealing(papers: RoundPapers, opened: Decision) -> Document:
    return unsealing_document(unsealing_content(papers, opened))


def handover(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the record of what was handed to the judges and came back."""

    def build() -> Document:
        return handover_document(handover_content(papers))

    yield PlannedPaper("handover", "bien-ban-giao-nhan", build, annex=True)
