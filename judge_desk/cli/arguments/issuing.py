"""Drawing lots, the package, and checking one."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    _assign(group)
    _issue(group)
    _package(group)


def _assign(group: Group) -> None:
    assign = add_command(group, "assign", "seating:assign", "draw codes and who marks what; repeatable from the seed")
    add_folder(assign, with_round=True)
    assign.add_argument("--seed", metavar="S", help="lot, e.g. drawn before witnesses (default: a fresh random one)")
    assign.add_argument("--witness", action="append", default=[], metavar="NAME", help="who looks on; repeatable")
    assign.add_argument("--reason", default="", metavar="TEXT", help="why it is drawn again; the draw before stays")
    assign.add_argument("--plan-only", action="store_true", help="only show load and exclusions; nothing is drawn")


def _issue(group: Group) -> None:
    issue = add_command(group, "issue", "issuing:issue", "write the package, and the letters with PINs")
    add_folder(issue, with_round=True)
    issue.add_argument("--to", required=True, metavar="DIR", help="where the package folder is made, e.g. a stick")
    issue.add_argument(
        "--check-target", action="store_true", help="only say whether the place takes the package; nothing is issued"
    )


def _package(group: Group) -> None:
    package = group.add_parser("package", help="check, copy and announce a package")
    acts = package.add_subparsers(dest="act", metavar="ACT", required=True)
    check = add_command(acts, "check", "issuing:check", "check every file against the manifest")
    check.add_argument("folder", metavar="DIR", help="the package folder")
    copy = add_command(acts, "copy", "issuing:copy", "copy a package onto this machine, or finish a copy")
    copy.add_argument("folder", metavar="DIR", help="the package folder, e.g. on a stick")
    wall = add_command(acts, "wall", "issuing:wall", "write the page with the package's code for the wall")
    add_folder(wall, with_round=True)
    wall.add_argument("--to", required=True, metavar="DIR", help="where the page goes")
    handed = add_command(acts, "sticks", "issuing:sticks", "say what a round's package is and which sticks took it")
    add_folder(handed, with_round=True)
