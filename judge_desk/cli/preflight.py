"""``doctor``; with ``--machine``: look over this machine before the day of marking, and write the slip."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from judge_desk.bootstrap import surroundings
from judge_desk.cli import safekeeping
from judge_desk.cli.output import Answer, finding_data, table
from judge_desk.cli.terminal import progress_bar
from judge_desk.desks.preflight.looking_over import look_over
from judge_desk.desks.preflight.shape import Grade, Report
from judge_desk.desks.preflight.slip import said, save_slip, verdict
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.findings import fact_of

_BRIEF: Final = (Grade.HEED, Grade.STOP)
"""Grades whose whole sentence stands below the table; in it only what was found."""


def doctor(args: argparse.Namespace) -> Answer:
    """``doctor``: look for damage, or with ``--machine`` at what this machine can do."""
    if args.machine or args.stick or args.slip:
        return preflight(args)
    return safekeeping.doctor(args)


def preflight(args: argparse.Namespace) -> Answer:
    """Look over this machine; with ``--slip`` write the slip that is signed."""
    catalogue = open_catalogue(args.lang)
    place = Path(args.folder) if args.folder else None
    stick = Path(args.stick) if args.stick else None
    report = look_over(place, stick, surroundings(progress=progress_bar(args)))
    data = {"worst": report.worst.value, "time": report.stated_time, "checks": _checks(report, catalogue)}
    lines = [*_table(report, catalogue), verdict(report, catalogue)]
    if args.slip:
        file = save_slip(report, Path(args.slip))
        lines.append(catalogue.say("cli.preflight.slip", file=str(file)))
        data["slip"] = str(file)
    return Answer(lines, data, report.findings)


def _checks(report: Report, catalogue: Catalogue) -> list[dict[str, object]]:
    return [
        {"name": each.name, "grade": each.grade.value, **finding_data(each.problem, catalogue)}
        for each in report.results
    ]


def _table(report: Report, catalogue: Catalogue) -> list[str]:
    say = catalogue.say
    head = [say(f"cli.preflight.{column}") for column in ("check", "grade", "found")]
    rows = []
    for each in report.results:
        line = said(each, catalogue)
        found = fact_of(each.problem, catalogue) if each.grade in _BRIEF else line.sentence
        rows.append((line.check, line.grade, found))
    return table(head, rows)
