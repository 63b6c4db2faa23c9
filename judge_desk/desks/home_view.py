"""Secretary: what the first page says of a contest to somebody who works on one round or review of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from judge_desk.contest.values.identity import RoundId
from judge_desk.desks.looking import ContestView
from judge_desk.desks.stages import NextStep, Pending, next_step, pending


def step_at(view: ContestView, at: RoundId) -> NextStep | None:
    """Say what comes next in the review that is worked on; in a round, and behind the review, in the contest.

    Of a contest that is still an empty page it is to write its rules.
    """
    if not view.rounds and not view.reviews and not view.calendar.items:
        return NextStep(RoundId(""), "rules", "write")
    own = tuple(each for each in view.reviews if each.overview.id == at)
    step = next_step(replace(view, rounds=(), reviews=own)) if own else None
    return step or next_step(view)


def pending_once(view: ContestView, at: RoundId) -> tuple[Pending, ...]:
    """Give everything that people must decide, of the review or round that is worked on first.

    A sheet that several reviews wait for is asked for once.
    """
    return tuple(_once(sorted(pending(view), key=lambda each: each.round != at)))


def _once(everything: Sequence[Pending]) -> Iterator[Pending]:
    def figures(each: Pending) -> tuple[str, frozenset[tuple[str, str | int]]] | None:
        found = each.finding
        return (found.code, frozenset(found.facts.items())) if found is not None and each.stage == "figures" else None

    kinds = [figures(each) for each in everything]
    told: set[object] = set()
    for each, kind in zip(everything, kinds, strict=True):
        if kind is None or each.finding is None or kinds.count(kind) == 1:
            yield each
        elif kind not in told:
            told.add(kind)
            yield replace(each, finding=replace(each.finding, where=""))
