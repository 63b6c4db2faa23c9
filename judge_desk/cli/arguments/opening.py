"""Closed ballots: the key, its paper, the opening."""

from __future__ import annotations

import argparse

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    opening = group.add_parser("opening", help="ballots that stay closed until the opening")
    acts = opening.add_subparsers(dest="act", metavar="ACT", required=True)
    prepare = add_command(
        acts,
        "prepare",
        "opening:prepare",
        "make a round's opening key; its 30 digits go on the chair's sheet (PDF) alone",
    )
    add_folder(prepare, with_round=True)
    prepare.add_argument("--to", required=True, metavar="DIR", help="where the sheet goes; not into the contest folder")
    prepare.add_argument("--reason", metavar="TEXT", help="why; needed for a new key once a package has one")
    _by(prepare, "who decides on a new key")
    confirm = add_command(acts, "confirm", "opening:confirm", "read the digits back from the paper, once")
    add_folder(confirm, with_round=True)
    _code(confirm)
    show = add_command(acts, "show", "opening:show", "show the key, and what came in closed")
    add_folder(show, with_round=True)
    opened = add_command(acts, "open", "opening:open_ballots", "open the closed ballots of a round and merge them")
    add_folder(opened, with_round=True)
    _code(opened)
    opened.add_argument("--plan-only", action="store_true", help="only say what would come of it")
    opened.add_argument("--people", action="append", default=[], metavar="NAME (ROLE)", help="who opens; repeated")
    opened.add_argument("--witnesses", action="append", default=[], metavar="NAME", help="who looks on; repeated")
    opened.add_argument("--operator", metavar="NAME", help="who types")
    opened.add_argument("--incomplete-reason", metavar="TEXT", help="why, although seats are missing")
    lost = add_command(acts, "lost", "opening:lost", "record that the digits are lost: ballots come in the open")
    add_folder(lost, with_round=True)
    lost.add_argument("--reason", metavar="TEXT", help="why")
    _by(lost, "who decides")


def _code(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--code-stdin", required=True, action="store_true", help="the 30 digits are read from standard input"
    )


def _by(command: argparse.ArgumentParser, does: str) -> None:
    command.add_argument("--by", action="append", default=[], metavar="NAME (ROLE)", help=f"{does}; may be repeated")
