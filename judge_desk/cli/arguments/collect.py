"""Bringing ballots together."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    merge = add_command(group, "merge", "counting:merge", "say what a merge would do; with --accept, do it")
    add_folder(merge, with_round=True)
    merge.add_argument("files", nargs="+", metavar="FILE", help="sealed ballots (.jdballot)")
    merge.add_argument("--plan-only", action="store_true", help="only say what would happen (the default)")
    merge.add_argument("--accept", action="store_true", help="carry the plan out")
    merge.add_argument("--reason", metavar="TEXT", help="why, for the merge record; needed with --accept")
    merge.add_argument("--operator", metavar="NAME", help="who merges; needed with --accept")
    merge.add_argument("--witness", action="append", default=[], metavar="NAME", help="who looks on; may be repeated")
    paper = add_command(group, "paper", "counting:paper", "type in a paper ballot, twice, by two people")
    add_folder(paper, with_round=True)
    paper.add_argument("--seat", required=True, type=int, metavar="N", help="seat number")
    paper.add_argument("--first", required=True, metavar="SHEET", help="first typing (.xlsx or .csv)")
    paper.add_argument("--second", required=True, metavar="SHEET", help="second typing, by another person")
    paper.add_argument("--typist", action="append", required=True, metavar="NAME", help="who typed; twice")
    paper.add_argument("--to", required=True, metavar="DIR", help="where the ballot file goes")
