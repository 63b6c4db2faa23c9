"""The shape of a check of the machine: what it is given, and what it gives."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.desks.surroundings import Surroundings

if TYPE_CHECKING:  # the first page only asks when the machine was last looked over
    from judge_desk.desks.preflight.asking import Asking


class Grade(StrEnum):
    """What a check came to: ``PASSED`` was not looked at, because nobody asked or the system does not say."""

    GOOD = "good"
    PASSED = "passed"
    HEED = "heed"
    STOP = "stop"


_SEVERITIES = {
    Grade.GOOD: Severity.NOTE,
    Grade.PASSED: Severity.NOTE,
    Grade.HEED: Severity.ASK,
    Grade.STOP: Severity.STOP,
}
_ORDER = tuple(Grade)


@dataclass(frozen=True, slots=True)
class Result:
    """What one check came to; the sentence of the problem says what was found, what it means, what to do.

    ``name``: of the check, ``preflight.check.<name>`` in words.
    """

    name: str
    grade: Grade
    problem: Problem


@dataclass(frozen=True, slots=True)
class Trip:
    """What a check is given.

    Attributes:
        around: the surroundings of the act.
        kind, place: what was named: contest, package, score (as of ``place_kinds``) and where; empty and the user's
            own folder where nothing was.
        work: the folder in which this machine keeps what is worked on, for the trials of its disk.
        stick: a stick or folder to try; None when none was named.
        manifest: of the package, where one was named and could be read.
        asking: what only a process with Qt can tell.
        over: set when the check should end now: its time is up, or the person stopped it.
    """

    around: Surroundings
    kind: str
    place: Path
    work: Path
    stick: Path | None
    manifest: Manifest | None
    asking: Asking
    over: threading.Event = field(default_factory=threading.Event)


Look = Callable[[Trip], Result]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, the longest time it gets in seconds, and what looks."""

    name: str
    seconds: int
    look: Look


@dataclass(frozen=True, slots=True)
class Report:
    """What was found.

    Attributes:
        results: in the order of the checks.
        stated_time: ISO local; version: of the program.
        kind, about: what was named, as of ``place_kinds``, and its name; empty where nothing was.
    """

    results: tuple[Result, ...]
    stated_time: str
    version: str
    kind: str = ""
    about: str = ""

    @property
    def worst(self) -> Grade:
        """The worst grade; a check that was passed over counts as good."""
        return max((each.grade for each in self.results), key=_ORDER.index, default=Grade.GOOD)

    @property
    def findings(self) -> Findings:
        """What must be heeded or stops."""
        return tuple(each.problem for each in self.results if each.grade in (Grade.HEED, Grade.STOP))


def told(name: str, grade: Grade, code: str, /, **facts: str | int) -> Result:
    """Give a result; ``code`` is that of its sentence."""
    return Result(name, grade, Problem(code, _SEVERITIES[grade], "", facts))


def good(name: str, code: str, /, **facts: str | int) -> Result:
    """Give a result that is as it should be."""
    return told(name, Grade.GOOD, code, **facts)


def passed(name: str, code: str, /, **facts: str | int) -> Result:
    """Say that it was not looked at."""
    return told(name, Grade.PASSED, code, **facts)


def heed(name: str, code: str, /, **facts: str | int) -> Result:
    """Say what should be seen to, though marking is possible."""
    return told(name, Grade.HEED, code, **facts)


def stop(name: str, code: str, /, **facts: str | int) -> Result:
    """Say what must be seen to before marking."""
    return told(name, Grade.STOP, code, **facts)


def first_stop(name: str, problems: Iterable[Problem]) -> Result | None:
    """Give the first finding of others as a stop of this check."""
    return next((Result(name, Grade.STOP, Problem(e.code, Severity.STOP, e.where, e.facts)) for e in problems), None)


def gigabytes(size: int) -> str:
    """Write bytes as GB of 1,024³ with one decimal, for the fact ``figure`` or ``needed`` of a sentence."""
    tenths = size * 10 // 1024**3
    return f"{tenths // 10}.{tenths % 10}"
