"""The last door of the terminal: a command that was stopped, or met a fault of the program, ends in a sentence."""

from __future__ import annotations

from typing import Final

from judge_desk.bootstrap import surroundings
from judge_desk.cli.output import Answer
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.problem_report import write_report
from judge_desk.desks.surroundings import silent

INTERRUPTED: Final = 130
"""What shells give a command that was stopped from the keyboard."""
BROKEN: Final = 70
"""EX_SOFTWARE of sysexits.h: a fault inside the program."""


def answer_of(fault: BaseException) -> Answer:
    """Say what happened, and leave a report of a fault without names and marks in the user's folder."""
    if isinstance(fault, KeyboardInterrupt):
        return Answer(findings=(Problem("program.interrupted", Severity.STOP),), exit_code=INTERRUPTED)
    around = surroundings(progress=silent)
    path = write_report(around.home, fault, around.now())
    told = (
        Problem("program.broke", Severity.STOP, facts={"file": str(path)})
        if path is not None
        else Problem("program.broke_unwritten", Severity.STOP)
    )
    return Answer(findings=(told,), exit_code=BROKEN)
