"""The papers on prizes, in the round that decides them: decision, proposals, certificates, script of the ceremony."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from judge_desk.contest.values.decisions import is_locked
from judge_desk.desks.ceremony import read_out
from judge_desk.desks.papers.award_content import award_content, backwards, in_reading_order
from judge_desk.desks.papers.list_papers import with_workbook
from judge_desk.desks.papers.planned import PlannedPaper, ReviewPapers, RoundPapers
from judge_desk.documents.award_decision import award_decision, decision_annex
from judge_desk.documents.award_report import award_report, award_report_annex
from judge_desk.documents.award_words import authority_said, decides_itself
from judge_desk.documents.blocks import Document
from judge_desk.documents.ceremony_script import ceremony_script
from judge_desk.documents.certificate import certificates
from judge_desk.documents.content_awards import AwardContent, Honour, honours_of
from judge_desk.documents.result_report import result_report


def decision(papers: RoundPapers | ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the jury's proposal, the draft decision and its annex, where the round decides prizes."""
    if papers.standing.result.awards:
        content = award_content(papers)
        if content.approval or not decides_itself(content, authority_said(content)):
            proposal = "to-trinh-cong-nhan-ket-qua"
            yield PlannedPaper("result_report", proposal, lambda: result_report(award_content(papers)))
        yield PlannedPaper("decision", "du-thao-quyet-dinh", lambda: award_decision(award_content(papers)))
        annex = "phu-luc-quyet-dinh-danh-sach-giai"
        yield with_workbook("decision_annex", annex, lambda: decision_annex(award_content(papers)))


def honours(papers: RoundPapers | ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan a proposal, its list and the certificates for every sort of certificate of a signing office.

    The first office, which signs for the highest prizes, is asked about what the jury wishes beside the prizes, too.
    """
    if not papers.standing.result.awards:
        return
    content = award_content(papers)
    for number, honour in enumerate(honours_of(content), 1):
        about = ", ".join(filter(None, (honour.certificate, honour.signer)))
        report = partial(_report, content, honour, number)
        if not decides_itself(content, honour.signer):
            yield PlannedPaper("award_report", f"to-trinh-khen-thuong-{number}", report, about=about)
        annex = partial(award_report_annex, content, honour)
        people = with_workbook("award_report_annex", f"danh-sach-de-nghi-khen-thuong-{number}", annex)
        yield replace(people, about=about)
        made = partial(certificates, content, honour)
        yield PlannedPaper("certificate", f"du-thao-bang-giay-khen-{number}", made, about=about)


def _report(content: AwardContent, honour: Honour, number: int) -> Document:
    wishes = tuple(each for table in content.tables for each in table.specials) if number == 1 else ()
    return award_report(content, honour, wishes)


def ceremony(papers: RoundPapers | ReviewPapers) -> Iterator[PlannedPaper]:
    """Plan the script of the ceremony, once the result with its prizes is locked."""
    standing = papers.standing
    if standing.result.awards and is_locked(standing.decisions, standing.id):
        yield PlannedPaper("ceremony_script", "kich-ban-trao-giai", partial(_script, papers))


def _script(papers: RoundPapers | ReviewPapers) -> Document:
    content = award_content(papers)
    if isinstance(papers, ReviewPapers):
        places = papers.standing.result.ranking.places
        return ceremony_script(backwards(content, {each.code: -at for at, each in enumerate(places)}))
    return ceremony_script(in_reading_order(content, read_out(papers.contest, papers.standing)))
