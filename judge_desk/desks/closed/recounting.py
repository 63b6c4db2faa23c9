"""Inspector: closed ballots beside the plain ones, opened with the digits that the decision on the opening names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from judge_desk.contest.merge.closed_ballots import ClosedBallot, digits_of
from judge_desk.contest.merge.faults import grouped
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Problem, Refusal, Severity
from judge_desk.desks.standing import columns_for
from judge_desk.exchange.seal import code_of
from judge_desk.exchange.sealed import opening_key
from judge_desk.exchange.sealed.closed_file import open_closed

Closed = tuple[str, bytes, ClosedBallot]
"""A closed file: its name, its bytes, what its head says."""


def closed_findings(
    round_: Round, contest: str, closed: Sequence[Closed], decisions: tuple[Decision, ...], plain: Collection[Digest]
) -> Iterator[Problem]:
    """Hold the closed ballots of a round against the plain ones.

    Args:
        round_: the round.
        contest: id of its contest.
        closed: every closed file there is.
        decisions: those that the result stands on.
        plain: digests of the plain ballots that are there.

    Yields:
        A note for one that was never opened; a STOP for one that does not open to the ballot that its head names, and
        for one whose ballot is missing.
    """
    mine = [each for each in closed if each[2].contest == contest and each[2].round == round_.id]
    digits = digits_of(decisions, round_.id)
    key = opening_key.private_key(digits, contest, round_.id) if mine and digits else None
    for name, data, head in mine:
        if key is None:
            yield Problem("recount.closed_unopened", Severity.NOTE, name, {"seat": head.seat})
            continue
        try:
            open_closed(data, name, key, columns_for(round_, contest))
        except Refusal as refusal:
            facts: dict[str, str | int] = {"seat": head.seat, "why": refusal.problem.code}
            yield Problem("recount.closed_differs", Severity.STOP, name, facts)
            continue
        if head.inner not in plain:
            facts = {"seat": head.seat, "code": grouped(code_of(head.inner))}
            yield Problem("recount.closed_alone", Severity.STOP, name, facts)
