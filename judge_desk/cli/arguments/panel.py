"""The panel: people, conflicts, seats; lots and trial marking."""

from __future__ import annotations

import argparse

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    panel = group.add_parser("panel", help="judges, seats, units, conflicts, load")
    acts = panel.add_subparsers(dest="act", metavar="ACT", required=True)
    _lists(acts)
    _people(acts)
    _conflict(acts)
    _seats(acts)
    _calibrate(group)


def _lists(acts: Group) -> None:
    take = add_command(acts, "import", "panel:panel_import", "take in the panel sheet")
    add_folder(take)
    take.add_argument("sheet", metavar="SHEET", help=".xlsx or .csv")
    take.add_argument("--plan-only", action="store_true", help="only say what it would change")
    paste = add_command(acts, "paste", "panel:paste", "add people copied out of a sheet, read from standard input")
    add_folder(paste)
    paste.add_argument("--plan-only", action="store_true", help="only say what it would change")
    people = add_command(acts, "list", "panel:people", "list everybody with the id that other commands take")
    add_folder(people)


def _people(acts: Group) -> None:
    add_one = add_command(acts, "add", "panel:add", "add one person")
    add_folder(add_one)
    add_one.add_argument("--name", required=True, metavar="NAME", help="name without title")
    add_one.add_argument("--role", required=True, metavar="ROLE", help='e.g. "Thành viên" or member')
    _about(add_one)
    change = add_command(acts, "change", "panel:change", "change what is said of a person; the earlier words stay")
    add_folder(change)
    change.add_argument("judge", metavar="ID", help="id of the person, e.g. gk3")
    change.add_argument("--name", metavar="NAME", help="name without title")
    change.add_argument("--role", metavar="ROLE", help='e.g. "Thành viên" or member')
    _about(change)
    drop = add_command(acts, "drop", "panel:drop", "let a person leave; nothing is deleted")
    add_folder(drop)
    drop.add_argument("judge", metavar="ID", help="id of the person, e.g. gk3")
    drop.add_argument("--reason", required=True, metavar="TEXT", help="why")


def _about(command: argparse.ArgumentParser) -> None:
    command.add_argument("--position", metavar="TEXT", help="chức vụ")
    command.add_argument("--unit", metavar="UNIT", help="own unit")
    command.add_argument("--rounds", metavar="ROUNDS", help='rounds, parted by ";"; empty for all')
    command.add_argument("--fields", metavar="FIELDS", help='fields, parted by ";"; empty for all')


def _conflict(acts: Group) -> None:
    conflict = add_command(acts, "conflict", "panel:conflict", "declare what a judge avoids, or take it back")
    add_folder(conflict)
    conflict.add_argument("judge", metavar="ID", help="id of the person, e.g. gk3")
    subject = conflict.add_mutually_exclusive_group(required=True)
    subject.add_argument("--unit", metavar="UNIT", help="entries of this unit")
    subject.add_argument("--entry", metavar="ENTRY", help="this entry, by its number in the register")
    conflict.add_argument("--reason", required=True, metavar="TEXT", help="why")
    conflict.add_argument("--take-back", action="store_true", help="the declaration no longer holds; it stays on file")


def _seats(acts: Group) -> None:
    show = add_command(acts, "show", "panel:panel_show", "show seats, conflicts and load of a round")
    add_folder(show, with_round=True)
    show.add_argument("--matrix", action="store_true", help="also every pair that is left out, and why")
    replace = add_command(
        acts, "replace", "seating:replace", "give a seat to another judge after the package was issued"
    )
    add_folder(replace, with_round=True)
    replace.add_argument("--seat", required=True, type=int, metavar="N", help="the seat")
    replace.add_argument("--judge", required=True, metavar="ID", help="who takes it, e.g. gk8")
    replace.add_argument("--reason", metavar="TEXT", help="why")
    replace.add_argument("--by", action="append", default=[], metavar="NAME", help="who decided; repeatable")
    replace.add_argument("--plan-only", action="store_true", help="only say what it would mean")
    lots = add_command(acts, "lots", "seating:lots", "show the draws of a round, or write the record of one")
    add_folder(lots, with_round=True)
    lots.add_argument("--to", metavar="DIR", help="write the record (PDF) there")
    lots.add_argument("--number", type=int, default=0, metavar="N", help="which draw; else the one in force")


def _calibrate(group: Group) -> None:
    calibrate = group.add_parser("calibrate", help="trial marking of a few entries, outside every ballot and result")
    acts = calibrate.add_subparsers(dest="act", metavar="ACT", required=True)
    sheets = add_command(acts, "sheets", "seating:trial_sheets", "write one trial sheet (.xlsx) for each seat")
    add_folder(sheets, with_round=True)
    sheets.add_argument("codes", nargs="+", metavar="CODE", help="entries, e.g. 042-7")
    sheets.add_argument("--to", required=True, metavar="DIR", help="where the folder of sheets is made")
    show = add_command(acts, "show", "seating:trial_show", "read filled sheets back; show how far the judges part")
    add_folder(show, with_round=True)
    show.add_argument("sheets", nargs="+", metavar="SHEET", help="filled sheets, or folders of them")
    show.add_argument("--look-only", action="store_true", help="keep no paper")
