"""The way of a result out of the house: nothing open, approved, locked, names opened, announced; or corrected.

Every step is read off the recorded decisions; what is missing is said in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import OPENED, Decision, DecisionKind, announced, approved, latest
from judge_desk.contest.values.identity import Digest, RoundId
from judge_desk.contest.values.problems import Findings, Problem, Severity

STEPS: Final = ("questions", "approval", "lock", "codes", "announce")
"""The steps in order; ``codes`` opens the names of a blind round, after its result can no longer change.

A review has no such step.
"""


QUIET: Final = (DecisionKind.PAPER, DecisionKind.UNSEAL)
"""Decisions that belong to the data of a result and yet change nothing in it."""


class Concluded(Protocol):
    """What the way out of the house needs of a round or a review that was worked out."""

    @property
    def id(self) -> RoundId:
        """Of the round or review."""

    @property
    def title(self) -> str:
        """Of the round or review."""

    @property
    def blind(self) -> bool:
        """Whether codes hide names until they are opened."""

    @property
    def coded(self) -> bool:
        """Whether its entries bear codes that may hide names at all; the subjects of a review do not."""

    @property
    def approval(self) -> str | Undecided | None:
        """The office that must approve the result; None where none must."""

    @property
    def questions(self) -> Findings:
        """What keeps the result from being official."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All of the contest."""

    @property
    def rests_on(self) -> tuple[Digest, ...]:
        """What a decision on the whole result names: ballots that count, sheets of figures in force."""

    @property
    def data_code(self) -> str:
        """Of all data that the result stands on."""

    def code_with(self, decisions: tuple[Decision, ...]) -> str:
        """Give the code of the same data with only these of the decisions."""


class StepState(StrEnum):
    """Done; to be done now; waits for a step before it; the rules do not want it."""

    DONE = "done"
    NOW = "now"
    WAITS = "waits"
    NOT_WANTED = "not_wanted"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name (one of :data:`STEPS`), its state, and that in a sentence."""

    name: str
    state: StepState
    said: Problem


@dataclass(frozen=True, slots=True)
class Release:
    """How far the result of a round or a review has come.

    Attributes:
        steps: in order.
        locks: how often it was locked; more than once means that it was corrected.
        locked, announced: as it is now.
        corrected: the decision that opened it last for a correction, None if nobody ever did.
    """

    steps: tuple[Step, ...]
    locks: int
    locked: bool
    announced: bool
    corrected: Decision | None

    @property
    def next(self) -> Step | None:
        """The step that is due, None when the result is out."""
        return next((each for each in self.steps if each.state is StepState.NOW), None)


def approval_of(standing: Concluded) -> Decision | None:
    """Give the approval in force: of the data as they are, but for what was compared or opened since.

    Comparing a ballot with its paper and opening the names change no mark, place or prize.
    """
    found = approved(standing.decisions, standing.id)
    if found is None:
        return None
    told = tuple(each for each in standing.decisions if each.number <= found.number or each.kind not in QUIET)
    return found if found.value == standing.code_with(told) else None


def still_to_approve(standing: Concluded) -> Problem | None:
    """Say that the office named by the rules has not approved the result yet; None where nothing is missing."""
    office = standing.approval
    if office is None or approval_of(standing) is not None:
        return None
    if isinstance(office, Undecided):
        facts: dict[str, str | int] = {"point": office.code or office.key, "point_key": office.key}
        return Problem("release.approval_undecided", Severity.ASK, standing.title, facts)
    return Problem("release.not_approved", Severity.ASK, standing.title, {"office": office})


def release_of(standing: Concluded) -> Release:
    """Say how far the result of a round or a review has come, and what is due."""
    finals = [
        each for each in standing.decisions if each.kind is DecisionKind.FINAL and each.about == (str(standing.id),)
    ]
    final = max(finals, key=lambda each: each.number, default=None)
    locked = final is not None and final.value != OPENED
    opened = [each for each in finals if each.value == OPENED]
    out = announced(standing.decisions, standing.id)
    locks = len(finals) - len(opened)
    codes = (_codes(standing),) if standing.coded else ()
    parts = (_questions(standing), _approval(standing), _lock(final, locks), *codes, _announcement(out))
    steps = _in_order(parts)
    corrected = max(opened, key=lambda each: each.number, default=None)
    return Release(steps, locks, locked, out is not None, corrected)


_Fact = tuple[str, StepState, str, dict[str, str | int]]
"""Name, state so far (what is not done is due), code of the sentence and its facts."""


def _in_order(facts: tuple[_Fact, ...]) -> tuple[Step, ...]:
    """Let only the first step that is due be due, the others wait for it."""
    steps: list[Step] = []
    for name, state, code, said in facts:
        waits = state is StepState.NOW and any(each.state is StepState.NOW for each in steps)
        steps.append(Step(name, StepState.WAITS if waits else state, Problem(code, Severity.NOTE, "", said)))
    return tuple(steps)


def _questions(standing: Concluded) -> _Fact:
    count = len(standing.questions)
    if count:
        return "questions", StepState.NOW, "release.questions_open", {"count": count}
    return "questions", StepState.DONE, "release.questions_none", {}


def _approval(standing: Concluded) -> _Fact:
    office, found = standing.approval, approval_of(standing)
    if found is not None:
        facts: dict[str, str | int] = {"people": "; ".join(found.people), "number": found.number}
        return "approval", StepState.DONE, "release.approved", facts
    missing = still_to_approve(standing)
    if missing is None:
        return "approval", StepState.NOT_WANTED, "release.approval_not_wanted", {}
    if isinstance(office, Undecided):
        return "approval", StepState.NOW, missing.code, dict(missing.facts)
    return "approval", StepState.NOW, "release.approval_due", dict(missing.facts)


def _lock(final: Decision | None, locks: int) -> _Fact:
    if final is None:
        return "lock", StepState.NOW, "release.not_locked", {}
    facts: dict[str, str | int] = {"number": final.number, "time": final.stated_time}
    if final.value == OPENED:
        return "lock", StepState.NOW, "release.opened", {**facts, "reason": final.reason.rstrip(".")}
    return "lock", StepState.DONE, "release.locked", {**facts, "times": locks, "data_code": final.value}


def _codes(standing: Concluded) -> _Fact:
    if not standing.blind:
        return "codes", StepState.NOT_WANTED, "release.codes_not_wanted", {}
    opened = latest(standing.decisions, DecisionKind.UNSEAL, standing.id)
    if opened is None:
        return "codes", StepState.NOW, "release.codes_closed", {}
    facts: dict[str, str | int] = {"number": opened.number, "time": opened.stated_time}
    return "codes", StepState.DONE, "release.codes_opened", {**facts, "people": "; ".join(opened.people)}


def _announcement(found: Decision | None) -> _Fact:
    if found is None:
        return "announce", StepState.NOW, "release.embargo", {}
    return "announce", StepState.DONE, "release.announced", {"number": found.number, "time": found.stated_time}
