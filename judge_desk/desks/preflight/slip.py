"""Anyone: the slip of a look over this machine, to print or to save; in Vietnamese, as all papers."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.preflight.shape import Grade, Report, Result
from judge_desk.documents.formats import render_pdf
from judge_desk.documents.preflight_slip import SlipContent, SlipLine, preflight_slip
from judge_desk.exchange.disk import write_new
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.findings import sentence

Said = SlipLine
"""One result in words."""

ENDING: Final = ".pdf"
_VERDICTS: Final = {Grade.GOOD: "good", Grade.PASSED: "good", Grade.HEED: "heed", Grade.STOP: "stop"}


def verdict(report: Report, catalogue: Catalogue) -> str:
    """Say in one sentence what the look came to."""
    worst = report.worst
    count = sum(each.grade is worst for each in report.results)
    return catalogue.say(f"ui.preflight.{_VERDICTS[worst]}", count=count)


def said(result: Result, catalogue: Catalogue) -> Said:
    """Say one result: name, grade, sentence."""
    say = catalogue.say
    check, grade = say(f"preflight.check.{result.name}"), say(f"preflight.grade.{result.grade}")
    return Said(check, grade, sentence(result.problem, catalogue))


def slip(report: Report) -> bytes:
    """Make the slip as PDF."""
    catalogue = open_catalogue("vi")
    lines = tuple(said(each, catalogue) for each in report.results)
    content = SlipContent(verdict(report, catalogue), lines, report.stated_time, report.version, report.about)
    return render_pdf(preflight_slip(content))


def slip_name(report: Report) -> str:
    """Say what the file of the slip is called."""
    return f"phieu-kiem-tra-may-{report.stated_time[:16].replace(':', '').replace('T', '-')}{ENDING}"


def save_slip(report: Report, path: Path) -> Path:
    """Write the slip under a name that no file has yet; gives the file.

    Raises:
        BadInput: the name does not end as a PDF.
        CannotWrite: the name is taken, or the place is read-only, full or failing.
    """
    if path.suffix.lower() != ENDING:
        raise BadInput("preflight.slip_name", where=path.name)
    write_new(path, slip(report))
    return path
