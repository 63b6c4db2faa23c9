"""The calendar of the plan: where each thing stands, what people record of it, on paper."""

from __future__ import annotations

import argparse

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    calendar = group.add_parser("calendar", help="the calendar of the plan: what is to be done, by whom, by when")
    acts = calendar.add_subparsers(dest="act", metavar="ACT", required=True)
    show = add_command(acts, "show", "calendar:show", "list everything by its last day, with its state")
    add_folder(show)
    _looking(show)
    done = _act(acts, "done", "record that something was done, wholly or in part")
    done.add_argument("--on", required=True, metavar="DATE", help="the day on which it was done, e.g. 2024-05-20")
    done.add_argument("--count", type=int, default=0, metavar="N", help="how many were done this time, if counted")
    done.add_argument("--evidence", required=True, metavar="TEXT", help="what shows it")
    done.add_argument("--file", metavar="FILE", help="a file that shows it; its name and hash are recorded")
    move = _act(acts, "move", "put something off to another last day")
    move.add_argument("--until", required=True, metavar="DATE", help="the new last day")
    move.add_argument("--reason", required=True, metavar="TEXT", help="why")
    for name, does in (("drop", "record that something is not done at all"), ("reopen", "take something up again")):
        _act(acts, name, does).add_argument("--reason", required=True, metavar="TEXT", help="why")
    paper = add_command(acts, "paper", "calendar:paper", "write the calendar and a reminder for every office")
    add_folder(paper)
    paper.add_argument("--to", required=True, metavar="DIR", help="where the new folder of papers goes")
    paper.add_argument("--format", default="pdf", metavar="LIST", help="formats, parted by commas: pdf, docx, xlsx")
    _looking(paper)


def _act(acts: Group, name: str, does: str) -> argparse.ArgumentParser:
    command = add_command(acts, name, f"calendar:{name}", does)
    add_folder(command)
    command.add_argument("--item", required=True, metavar="ID", help="which, as the list names it")
    command.add_argument("--operator", metavar="NAME", default="", help="who records it")
    return command


def _looking(command: argparse.ArgumentParser) -> None:
    command.add_argument("--today", default="", metavar="DATE", help="look as of this day, e.g. 2024-05-20")
    command.add_argument("--days", type=int, default=14, metavar="N", help="how many days ahead (default: 14)")
