"""Papers, and counting again."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    _publish(group)
    _recount(group)


def _publish(group: Group) -> None:
    publish = add_command(group, "publish", "publishing:publish", "write every paper of the round or review")
    add_folder(publish, with_round=True)
    publish.add_argument("--to", required=True, metavar="DIR", help="where the papers go")
    publish.add_argument("--format", default="pdf", metavar="LIST", help="formats, parted by commas: pdf, docx, xlsx")
    publish.add_argument("--only", action="append", default=[], metavar="KIND", help="one kind or paper; repeatable")
    publish.add_argument("--draft", action="store_true", help="print although questions are open; they are listed")
    papers = add_command(group, "papers", "publishing:papers", "list the papers of the round or review: made or not")
    add_folder(papers, with_round=True)
    papers.add_argument("--to", metavar="DIR", help="write every paper in force to this folder, too")
    papers.add_argument("--copy", type=int, metavar="NUMBER", help="write this print alone, also a superseded one")
    papers.add_argument("--stamped", action="store_true", help="a superseded paper says so on every page of the copy")


def _recount(group: Group) -> None:
    recount = add_command(group, "recount", "recounting:recount", "recompute from the sealed files and compare")
    recount.add_argument("paths", nargs="+", metavar="DIR-OR-FILE", help="a contest folder, or the sealed files")
    recount.add_argument("--definition", required=True, metavar="FILE", help="the definition the organisers hold")
    recount.add_argument(
        "--code",
        action="append",
        default=[],
        metavar="SEAT=DIGITS",
        help='hold the 30 digits on a signed sheet against the counted ballot of its seat; "ROUND SEAT=DIGITS" names '
        "the round; may be repeated",
    )
    recount.add_argument("--record", metavar="FILE", help="write a record of the recount to sign (PDF) into a new file")
