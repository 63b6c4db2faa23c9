"""The record of the opening of a round's closed ballots (biên bản mở phiếu)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from judge_desk.contest.merge.closed_ballots import IN_THE_OPEN, opening_of
from judge_desk.contest.merge.conditions import Condition
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import Digest
from judge_desk.desks.papers.planned import PlannedPaper, RoundPapers
from judge_desk.desks.papers.record_content import plain_head
from judge_desk.desks.standing import Standing
from judge_desk.documents.blocks import Document
from judge_desk.documents.opening_record import OpenedBallot, OpeningRecordContent, opening_record
from judge_desk.exchange.seal import code_of
from judge_desk.exchange.sealed.closed_file import peek_closed
from judge_desk.stores.ballot_tables import MergeRecord, merge_act, read_merges
from judge_desk.stores.opening_tables import CONFIRMED, StoredClosed, read_closed, read_keys
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import moment


def planned(papers: RoundPapers) -> Iterator[PlannedPaper]:
    """Plan the record of the opening, once the panel decided on it."""
    opened = opening_of(papers.standing.decisions, papers.standing.round.id)
    if opened is not None and papers.standing.manifest.opening is not None:
        yield PlannedPaper("opening_record", "bien-ban-mo-phieu", partial(_record, papers, opened), annex=True)


def _record(papers: RoundPapers, opened: Decision) -> Document:
    return opening_record(opening_content(papers, opened))


def opening_content(papers: RoundPapers, opened: Decision) -> OpeningRecordContent:
    """Fill the record of an opening, or of the decision that ballots come in the open."""
    contest, standing = papers.contest, papers.standing
    public = standing.manifest.opening or ""
    merge = _merge_of(papers, opened)
    stored = read_closed(contest.store, standing.round.id)
    outcomes = _outcomes(standing, merge)
    confirmed = [
        k for k in read_keys(contest.store, standing.round.id) if (k.public_key, k.state) == (public, CONFIRMED)
    ]
    return OpeningRecordContent(
        head=plain_head(papers),
        opened_at=opened.stated_time,
        number=opened.number,
        reason=opened.reason,
        people=opened.people,
        witnesses=merge.witnesses if merge is not None else (),
        operator=merge.operator if merge is not None else "",
        lost=opened.value == IN_THE_OPEN,
        public=public,
        confirmed_at=confirmed[-1].stated_time if confirmed else "",
        replaced=_replaced(standing),
        ballots=tuple(_ballot(each, opened, outcomes) for each in stored),
        missing=_missing(standing, stored, opened),
        chair=papers.names.chair,
        secretary=papers.names.secretary,
    )


def _merge_of(papers: RoundPapers, opened: Decision) -> MergeRecord | None:
    """Give the merge that came in one act with the opening; None where ballots come in the open."""
    store = papers.contest.store
    lines = {line.seq: line for line in store.log()}
    for merge in read_merges(store, papers.standing.round.id):
        if lines[merge_act(store, merge.number)].facts.get("decision") == opened.number:
            return merge
    return None


def _outcomes(standing: Standing, merge: MergeRecord | None) -> Mapping[str, Condition]:
    """Give what became of each file of the opening's merge, by its name."""
    return {row.name: row.condition for row in merge.rows} if merge is not None else {}


def _ballot(stored: StoredClosed, opened: Decision, outcomes: Mapping[str, Condition]) -> OpenedBallot:
    say = open_catalogue("vi").say
    head = peek_closed(stored.text.encode("utf-8"), stored.name)
    if stored.digest not in opened.among:
        outcome = say("opening_outcome.late")
    elif opened.value == IN_THE_OPEN or stored.name not in outcomes:
        outcome = say("opening_outcome.unopened")
    else:
        outcome = say(f"condition.{outcomes[stored.name]}")
    about = (head.seat, head.name, head.revision, code_of(head.inner), stored.received)
    return OpenedBallot(*about, outcome)


def _missing(standing: Standing, stored: tuple[StoredClosed, ...], opened: Decision) -> tuple[str, ...]:
    """Name the seats with work that had no closed ballot when it was decided."""
    there = set(opened.among)
    seats = {each.seat for each in stored if Digest(each.digest) in there}
    busy = {seat for entry in standing.manifest.entries if not entry.withdrawn for seat in entry.seats}
    holders = (h for h in standing.manifest.seats if h.until is None and h.seat in busy and h.seat not in seats)
    return tuple(f"{each.seat} ({each.name})" for each in holders)


def _replaced(standing: Standing) -> tuple[str, ...]:
    """Tell of every key that took the place of an issued one."""
    say, round_id = open_catalogue("vi").say, standing.round.id
    mine = (d for d in standing.decisions if d.kind is DecisionKind.OPENING_KEY and d.round == round_id)
    return tuple(
        say("opening_outcome.replaced", number=d.number, time=moment(d.stated_time), reason=d.reason) for d in mine
    )
