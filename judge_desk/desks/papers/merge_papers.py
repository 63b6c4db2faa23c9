"""The records of a round's merges (biên bản hợp nhất điểm), each as its merge left the panel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from judge_desk.contest.merge.conditions import Condition, PanelView
from judge_desk.contest.merge.merging import panel_view
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.papers.outcome_content import merge_record_content
from judge_desk.desks.papers.planned import PlannedPaper, RoundPapers
from judge_desk.desks.standing import Standing
from judge_desk.documents.blocks import Document
from judge_desk.documents.content import MergeRecordContent, PaperHead
from judge_desk.documents.merge_record import merge_record
from judge_desk.stores.ballot_tables import MergeRecord, merge_act, read_merges
from judge_desk.stores.decision_tables import decisions_before
from judge_desk.stores.log import LogLine


def merge_contents(
    contest: ContestFolder, standing: Standing, head: PaperHead
) -> Iterator[tuple[str, MergeRecordContent]]:
    """Give name and content of every merge record of a round, in the order of the merges."""
    merges = read_merges(contest.store, standing.round.id)
    for number in range(1, len(merges) + 1):
        yield _name(number), _content(contest, standing, head, merges[:number])


def _name(number: int) -> str:
    return f"bien-ban-hop-nhat-diem-{number}"


def _content(
    contest: ContestFolder, standing: Standing, head: PaperHead, merges: tuple[MergeRecord, ...]
) -> MergeRecordContent:
    """Give the content of the record of the last of these merges, the first ones of the round."""
    line = _log_line(contest, merges[-1])
    view = _view_after(contest, standing, merges)
    plain = replace(head, open_points=())
    backup = str(line.facts.get("backup", ""))
    content = merge_record_content(standing, view, merges[-1], len(merges), plain, line.hash, backup)
    return replace(content, opening=int(line.facts.get("decision", 0)))


def planned(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the record of every merge of the round; its content is worked out when it is made."""
    merges = read_merges(papers.contest.store, papers.standing.round.id)
    for number in range(1, len(merges) + 1):
        build = partial(_record, papers, merges[:number])
        yield PlannedPaper("merge_record", _name(number), build, annex=True)


def _record(papers: RoundPapers, merges: tuple[MergeRecord, ...]) -> Document:
    return merge_record(_content(papers.contest, papers.standing, papers.head, merges))


def _log_line(contest: ContestFolder, record: MergeRecord) -> LogLine:
    act = merge_act(contest.store, record.number)
    return next(line for line in contest.store.log() if line.seq == act)


def _view_after(contest: ContestFolder, standing: Standing, merges: tuple[MergeRecord, ...]) -> PanelView:
    """Give the panel as the last of these merges left it: the ballots until then, the decisions before it."""
    taken = {row.digest for merge in merges for row in merge.rows if row.keep}
    ballots = [each for each in standing.ballots if each.digest in taken]
    known = decisions_before(contest.store, merge_act(contest.store, merges[-1].number))
    mine = ("", standing.round.id)
    decisions = tuple(each for each in standing.decisions if each.number in known and each.round in mine)
    view = panel_view(standing.view.issued, ballots, decisions)
    if not any(row.condition is Condition.CLOSED for row in merges[-1].rows):
        return view
    closed = {row.seat for merge in merges for row in merge.rows if row.condition is Condition.CLOSED}
    asked = tuple(p for p in view.open if p.code != "merge.missing" or p.facts.get("seat") not in closed)
    return replace(view, open=asked)
