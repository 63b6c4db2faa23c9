"""The register and its files; entries one by one; what becomes of findings."""

from __future__ import annotations

import argparse

from judge_desk.cli.arguments import inspection
from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    intake = add_command(group, "intake", "intake:intake", "take in the register and its files; eligibility findings")
    add_folder(intake)
    intake.add_argument("register", nargs="?", metavar="REGISTER", help=".xlsx or .csv; without it only files come")
    intake.add_argument("--files", metavar="DIR", help="folder with one sub-folder or prefix per entry")
    intake.add_argument(
        "--column", action="append", default=[], metavar="KEY=TITLE", help="which column is which; may be repeated"
    )
    intake.add_argument("--plan-only", action="store_true", help="only say what would be taken in")
    entry = group.add_parser("entry", help="one entry: add, correct, look at; findings: accept or refuse")
    acts = entry.add_subparsers(dest="act", metavar="ACT", required=True)
    _writing(acts)
    _looking(acts)
    _handling(acts)
    inspection.add(acts)


def _writing(acts: Group) -> None:
    added = add_command(acts, "add", "entries:add", "enter one entry by hand")
    add_folder(added)
    added.add_argument("--id", default="", metavar="N", help="its number (default: the next free one)")
    _form(added, needed=True)
    correct = add_command(acts, "correct", "entries:correct", "put an entry right; the version before stays")
    _entry(correct)
    _form(correct, needed=False)
    correct.add_argument("--without", action="append", default=[], metavar="NAME", help="a file that does not belong")


def _form(command: argparse.ArgumentParser, needed: bool) -> None:
    for name, does in (
        ("title", "title of the entry"),
        ("kind", "kind of entrant: id or title"),
        ("field", "field: id, number or title"),
    ):
        command.add_argument(f"--{name}", required=needed, metavar="TEXT", help=does)
    command.add_argument("--authors", metavar="TEXT", help='"Name (position, unit); Name"')
    command.add_argument("--unit", metavar="TEXT", help="the entry's own units, parted by semicolons")
    command.add_argument("--received", metavar="TIME", help="16/08/2024 16:30")
    command.add_argument("--sent", metavar="TIME", help="16/08/2024 16:30")
    command.add_argument("--file", action="append", default=[], metavar="FILE", help="a file; may be repeated")
    command.add_argument("--reason", required=True, metavar="TEXT", help="why, for the log")


def _looking(acts: Group) -> None:
    show = add_command(acts, "show", "entries:show", "show an entry, its findings and everything done about it")
    _entry(show)
    lists = add_command(acts, "list", "entries:list_entries", "list entries and how many findings are open")
    add_folder(lists)
    lists.add_argument("--search", default="", metavar="TEXT", help="number, title, author or unit; no accents needed")
    lists.add_argument("--state", choices=("eligible", "doubtful", "refused", "withdrawn"), help="only of this state")


def _handling(acts: Group) -> None:
    handle = add_command(acts, "handle", "entry_findings:handle", "say what becomes of a finding")
    _entry(handle)
    handle.add_argument("code", metavar="CODE", help="code of the finding, e.g. intake.late")
    values = ("accept", "refuse", "reopen")
    handle.add_argument("value", choices=values, help="accept, refuse the entry, or take it back")
    handle.add_argument("--reason", required=True, metavar="TEXT", help="why")
    handle.add_argument("--by", action="append", required=True, metavar="NAME", help="who decided; may be repeated")
    seen = add_command(acts, "seen", "entry_findings:seen", "take note of every finding that only informs")
    add_folder(seen)
    seen.add_argument("--reason", required=True, metavar="TEXT", help="why")
    seen.add_argument("--by", action="append", required=True, metavar="NAME", help="who; may be repeated")
    slip = add_command(acts, "slip", "entry_findings:slip", "print a slip that asks the unit about a finding")
    _entry(slip)
    slip.add_argument("code", metavar="CODE", help="code of the finding, e.g. intake.group_too_large")


def _entry(command: argparse.ArgumentParser) -> None:
    add_folder(command)
    command.add_argument("entry", metavar="ID", help="number of the entry in the register")
