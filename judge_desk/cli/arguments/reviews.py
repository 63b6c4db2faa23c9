"""Reviews: what figures, councils and results of rounds come to."""

from __future__ import annotations

import argparse

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    review = group.add_parser("review", help="awards that rest on figures and on a council")
    acts = review.add_subparsers(dest="act", metavar="ACT", required=True)
    listing = add_command(acts, "list", "reviews:list_reviews", "list the reviews of a contest and where each stands")
    add_folder(listing)
    show = add_command(
        acts,
        "show",
        "reviews:show",
        "figures, conditions, place, prize and reasons of every subject; or one's working",
    )
    _add_review(show)
    show.add_argument("--subject", metavar="CODE", help="only the working of one unit or person, line by line")
    gates = add_command(acts, "gates", "reviews:gates", "the council's checklist: list it, save it, or read it back")
    _add_review(gates)
    way = gates.add_mutually_exclusive_group()
    way.add_argument("sheet", metavar="SHEET", nargs="?", help="a filled checklist, XLSX or CSV, to record")
    way.add_argument("--blank", metavar="FILE", help="write the checklist as a new XLSX file to fill in")
    _add_deciders(gates)
    answer = add_command(acts, "answer", "reviews:answer", "record the council's word on one condition of one subject")
    _add_review(answer)
    answer.add_argument("--gate", required=True, metavar="G", help="id of the condition")
    answer.add_argument("--subject", required=True, metavar="CODE", help="code of the unit or person")
    answer.add_argument("--met", required=True, choices=("yes", "no"), help="whether it is met")
    _add_deciders(answer)


def _add_review(command: argparse.ArgumentParser) -> None:
    add_folder(command)
    command.add_argument("--review", required=True, metavar="R", help="id of the review")


def _add_deciders(command: argparse.ArgumentParser) -> None:
    command.add_argument("--reason", default="", metavar="TEXT", help="why; needed for every answer")
    command.add_argument("--by", action="append", default=[], metavar="NAME (ROLE)", help="who; may be repeated")
    votes = ("FOR", "AGAINST", "ABSTAINED")
    command.add_argument("--vote", nargs=3, type=int, metavar=votes, help="the votes counted on the answers")
