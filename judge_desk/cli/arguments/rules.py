"""Editing, comparing and changing definitions: acts of ``contest``."""

from __future__ import annotations

import argparse

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add_acts(acts: Group) -> None:
    """Add the acts to those of ``contest``."""
    _set(acts)
    diff = add_command(acts, "diff", "rules:diff", "say in words what parts two definitions")
    for name, what in (("before", "the earlier one"), ("after", "the later one")):
        diff.add_argument(name, metavar="FILE|DIR|ID", help=f"{what}: a file, a contest folder, or a shipped id")
    amend = add_command(acts, "amend", "rules:amend", "put a further version of the rules in force")
    add_folder(amend)
    amend.add_argument("file", metavar="FILE", help="the new version (.toml); its version number is higher")
    amend.add_argument("--reason", default="", metavar="TEXT", help="why; needed once a package was issued")
    amend.add_argument("--by", action="append", default=[], metavar="NAME (ROLE)", help="who decides; repeat")
    amend.add_argument("--plan-only", action="store_true", help="say what would change, and change nothing")
    versions = add_command(
        acts, "versions", "rules:versions_of", "list the versions of the rules that a contest has had"
    )
    add_folder(versions)


def add_sources(new: argparse.ArgumentParser) -> None:
    """Let ``contest new`` begin with a definition or with an earlier contest."""
    source = new.add_mutually_exclusive_group(required=True)
    source.add_argument("--definition", metavar="ID|FILE", help="shipped id, or a .toml file")
    source.add_argument("--from", dest="earlier", metavar="DIR", help="the folder of an earlier contest")
    source.add_argument("--empty", action="store_true", help="an empty page; needs --id and --title")
    new.add_argument("--id", default="", metavar="ID", help="with --from, --empty: id of the new contest")
    new.add_argument("--title", default="", metavar="TEXT", help="with --from, --empty: the new title")
    new.add_argument("--short-title", default="", metavar="TEXT", help="with --from, --empty: the new short title")
    new.add_argument("--opens", default="", metavar="DAY", help="with --from: first day of receipt, e.g. 2025-07-01")
    new.add_argument("--closes", default="", metavar="DAY", help="with --from: last day of receipt")
    new.add_argument("--keep-dates", action="store_true", help="with --from: the days of receipt stay")
    decided = new.add_mutually_exclusive_group()
    decided.add_argument("--keep-decided", action="store_true", help="with --from: its decided points hold here too")
    decided.add_argument("--ask-again", action="store_true", help="with --from: its decided points are open again")


def _set(acts: Group) -> None:
    edit = add_command(acts, "set", "rules:edit", "change one thing in a definition; comments and order stay")
    edit.add_argument("file", metavar="FILE|DIR|ID", help="the definition; a contest folder or shipped id needs --to")
    edit.add_argument("key", metavar="KEY", help="place, e.g. rounds.so-khao.score.decimals")
    edit.add_argument("value", nargs="?", metavar="VALUE", help="a TOML value; what is none is a text")
    edit.add_argument("--to", metavar="NEW", help="write to a new file and leave FILE as it is")
    acts_on = edit.add_mutually_exclusive_group()
    acts_on.add_argument("--unset", action="store_true", help="take the key out")
    acts_on.add_argument("--add", metavar="VALUE", help="add an item to the list KEY")
    acts_on.add_argument("--remove", action="store_true", help="take the item KEY out of its list")
    acts_on.add_argument("--move", type=int, choices=(-1, 1), metavar="N", help="move the item KEY up (-1) or down (1)")
    acts_on.add_argument("--into", metavar="ID", help='put the criterion KEY into a group ("" for the top)')
    edit.add_argument("--before", default="", metavar="ID", help="with --into: the criterion that it comes before")
    acts_on.add_argument("--rename", metavar="ID", help="give the item KEY another id")
    acts_on.add_argument("--leave-open", metavar="QUESTION", help="leave KEY undecided, with this question")
    edit.add_argument("--source", default="", metavar="TEXT", help="with --leave-open: what the plan says about it")
