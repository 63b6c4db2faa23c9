"""Decisions on findings about entries of the register: accepted as they stand, or the entry is refused for one."""

from __future__ import annotations

from dataclasses import replace

from judge_desk.contest.register.handling import ACCEPTED, CORRECTED_ONLY, REFUSED, REOPENED, answer_on, finding_digest
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.entry_findings import findings_about
from judge_desk.stores.round_tables import read_codes


def check_finding(contest: ContestFolder, draft: Decision) -> Decision:
    """What becomes of a finding: it must stand now, and the entry must not be withdrawn or drawn.

    ``about`` is the entry and the code of the finding, perhaps with the beginning of one finding's digest where the
    entry has several with that code; without it all of them are meant.
    """
    if draft.value not in (ACCEPTED, REFUSED, REOPENED):
        raise BadInput("handle.accept_or_refuse", where=draft.about[0], value=draft.value)
    entry, findings = findings_about(contest, EntryId(draft.about[0]))
    code, digest = draft.about[1], draft.about[2] if len(draft.about) > 2 else ""
    answered = draft.value == REOPENED
    meant = [
        found
        for p in findings
        if p.code == code
        and (found := finding_digest(entry, p)).startswith(digest)
        and (not answered or answer_on(entry, p, contest.decisions) is not None)
    ]
    if not meant:
        raise NotNow("handle.no_finding", where=entry.id, entry=entry.id)
    if draft.value == ACCEPTED and code in CORRECTED_ONLY:
        raise BadInput("handle.correct_instead", where=entry.id, entry=entry.id)
    if any(d.kind is DecisionKind.WITHDRAW and d.about[:1] == (entry.id,) for d in contest.decisions):
        raise NotNow("decide.withdrawn", where=entry.id)
    if any(entry.id in read_codes(contest.store, each.id) for each in contest.definition.rounds):
        raise NotNow("decide.already_drawn", where=entry.id)
    return replace(draft, about=(entry.id, code), among=tuple(dict.fromkeys(meant)))
