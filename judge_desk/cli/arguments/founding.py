"""The rehearsal, definitions, and a new contest folder."""

from __future__ import annotations

from judge_desk.cli.arguments import rules
from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    _demo(group)
    _contest(group)


def _demo(group: Group) -> None:
    demo = add_command(group, "demo", "demo:demo", "play a whole contest on generated but real files")
    demo.add_argument("--out", required=True, metavar="DIR", help="a new folder for everything")
    demo.add_argument("--contest", default="", metavar="ID", help="shipped definition (default: the first of the list)")
    demo.add_argument("--entries", type=int, default=60, metavar="N", help="entries in the register (default: 60)")
    demo.add_argument("--judges", type=int, default=7, metavar="N", help="judges on the panel (default: 7)")
    demo.add_argument(
        "--papers", type=int, default=300, metavar="N", help="rows of a weekly sheet of figures (default: 300)"
    )
    demo.add_argument("--seed", default="1", metavar="S", help="same seed, same result, same bytes (default: 1)")


def _contest(group: Group) -> None:
    contest = group.add_parser("contest", help="definitions; found a contest folder")
    acts = contest.add_subparsers(dest="act", metavar="ACT", required=True)
    add_command(acts, "list", "defining:list_definitions", "list the shipped definitions")
    check = add_command(acts, "check", "defining:check", "check a definition; every fault at once")
    check.add_argument("file", metavar="FILE", help="a definition (.toml)")
    new = add_command(acts, "new", "founding:new", "found a contest folder from a definition")
    new.add_argument("folder", metavar="DIR", help="a new folder")
    rules.add_sources(new)
    new.add_argument("--rehearsal", action="store_true", help="mark everything as a rehearsal, for good")
    rules.add_acts(acts)
    show = add_command(acts, "show", "overview:show", "show where a contest stands")
    add_folder(show)
