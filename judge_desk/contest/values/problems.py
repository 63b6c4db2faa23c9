"""A finding is a value: what is wrong, how much it matters, where, and the facts for the sentence.

No sentence stands here: ``wording`` turns a problem into words, the same in window, terminal and paper.
A check returns problems; only an act that cannot go on raises :class:`Refusal`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar


class Severity(StrEnum):
    """How much a finding matters.

    ``STOP`` ends the act or refuses the thing; ``ASK`` waits for a person's decision; ``NOTE`` informs.
    """

    STOP = "stop"
    ASK = "ask"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.

    Attributes:
        code: stable name, lower case with dots, e.g. ``intake.late``; ``wording`` has a sentence for each.
        severity: see :class:`Severity`.
        where: the place as a person would say it (file, sheet and row, key, entry code); empty if none.
        facts: values that stand in the sentence, already as text or whole numbers.
    """

    code: str
    severity: Severity = Severity.STOP
    where: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


Findings = tuple[Problem, ...]


def stops(findings: Iterable[Problem]) -> bool:
    """Say whether any finding ends the act."""
    return any(problem.severity is Severity.STOP for problem in findings)


class Refusal(Exception):
    """An act was refused; nothing was changed. Carries the finding; the exit code belongs to the class.

    Attributes:
        problem: the finding, for the sentence.
        findings: all of them, where several led to it; empty where ``problem`` says it all.
        exit_code: what the command line ends with; 1 is kept for findings, 2 for a wrong call.
    """

    exit_code: ClassVar[int] = 3
    findings: Findings = ()

    def __init__(self, code: str, /, where: str = "", **facts: str | int) -> None:
        """Make a refusal from the finding's code, place and facts."""
        super().__init__(f"{code} {where} {facts}")
        self.problem = Problem(code, Severity.STOP, where, facts)


class BadInput(Refusal):
    """A file or value from a person cannot be used as it is."""

    exit_code = 3


class Unreadable(Refusal):
    """A file is missing, damaged or not what its name says."""

    exit_code = 4


class Altered(Refusal):
    """A signed or hashed file is not what was signed."""

    exit_code = 5


class WrongContest(Refusal):
    """The file belongs to another contest, round, package or seat."""

    exit_code = 6


class NewerFormat(Refusal):
    """The file was written by a newer program."""

    exit_code = 7


class CannotWrite(Refusal):
    """The place is read-only, full, or failed while writing."""

    exit_code = 8


class InUse(Refusal):
    """Another window or program holds the file."""

    exit_code = 9


class NotNow(Refusal):
    """The act does not fit the state: too early, too late, already done, sealed, frozen."""

    exit_code = 10


class NeedsDecision(Refusal):
    """The rules do not decide; people must, and the answer is minuted."""

    exit_code = 11


class WrongPin(Refusal):
    """The PIN does not open the seat."""

    exit_code = 12
