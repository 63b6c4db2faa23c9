"""Bringing ballots together."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    merge = add_command(group, "merge", "counting:merge", "say what a merge would do; with --accept, do it")
    add_folder(merge, with_round=True)
    merge.add_argument("files", nargs="+", metavar="FILE", help="sealed ballots (.jdballot), or folders and sticks")
    merge.add_argument("--plan-only", action="store_true", help="only say what would happen (the default)")
    merge.add_argument("--accept", action="store_true", help="carry the plan out")
    merge.add_argument("--reason", metavar="TEXT", help="why, for the merge record; needed with --accept")
    merge.add_argument("--operator", metavar="NAME", help="who merges; needed with --accept")
    merge.add_argument("--witness", action="append", default=[], metavar="NAME", help="who looks on; may be repeated")
    paper = add_command(group, "paper", "paper_ballots:paper", "type in a paper ballot, twice, by two people")
    add_folder(paper, with_round=True)
    paper.add_argument("--seat", required=True, type=int, metavar="N", help="seat number")
    paper.add_argument("--first", required=True, metavar="SHEET", help="first typing (.xlsx or .csv)")
    paper.add_argument("--second", required=True, metavar="SHEET", help="second typing, by another person")
    paper.add_argument("--typist", action="append", required=True, metavar="NAME", help="who typed; twice")
    paper.add_argument("--to", required=True, metavar="DIR", help="where the ballot file goes")
    _seats(group)


def _seats(group: Group) -> None:
    collect = add_command(
        group, "collect", "collect:collect", "show where every seat stands: counted, missing, to choose"
    )
    add_folder(collect, with_round=True)
    matrix = add_command(
        group, "matrix", "collect:show_matrix", "set judges beside entries, with the reason of every pair"
    )
    add_folder(matrix, with_round=True)
    matrix.add_argument("--missing", action="store_true", help="only entries that still lack something")
    remind = add_command(group, "remind", "collect:remind", "write the list of judges who have not delivered (PDF)")
    add_folder(remind, with_round=True)
    remind.add_argument("--to", required=True, metavar="DIR", help="where the list goes")
    sheet = add_command(group, "sheet", "collect:sheet", "write a seat's blank mark sheet (.xlsx, or .pdf)")
    add_folder(sheet, with_round=True)
    sheet.add_argument("--seat", required=True, type=int, metavar="N", help="seat number")
    sheet.add_argument("--to", required=True, metavar="SHEET", help="the new sheet, or a folder for it")
    sheet.add_argument("--paper", action="store_true", help="a PDF to be marked by hand, instead of a sheet to fill in")
