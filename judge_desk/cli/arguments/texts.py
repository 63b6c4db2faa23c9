"""The office's own words of papers."""

from __future__ import annotations

from typing import Final

from judge_desk.cli.arguments.command import Group, add_command, add_folder

_FILE: Final = "file of words, .toml"
_NAME: Final = "name of the paper's words, as texts list shows it"


def add(group: Group) -> None:
    """Add the commands."""
    texts = group.add_parser("texts", help="the office's own words of papers")
    acts = texts.add_subparsers(dest="act", metavar="ACT", required=True)
    show = add_command(acts, "list", "texts:show", "list papers whose words can be changed, and every copy")
    add_folder(show)
    export = add_command(acts, "export", "texts:export", "write a file of a paper's words to change")
    add_folder(export)
    export.add_argument("--paper", required=True, metavar="NAME", help=_NAME)
    export.add_argument("--to", required=True, metavar="DIR", help="where the file goes")
    check = add_command(acts, "check", "texts:check", "find every fault in a file of words")
    check.add_argument("file", metavar="FILE", help=_FILE)
    look = add_command(acts, "preview", "texts:preview", "make a draft of a paper in the words of a file")
    add_folder(look)
    look.add_argument("file", metavar="FILE", help=_FILE)
    look.add_argument("--paper", default="", metavar="NAME", help=_NAME)
    look.add_argument("--to", required=True, metavar="FILE", help="new PDF file")
    _changes(acts)


def _changes(acts: Group) -> None:
    use = add_command(acts, "use", "texts:use", "put the words of a file in force; earlier copies are kept")
    add_folder(use)
    use.add_argument("file", metavar="FILE", help=_FILE)
    back = add_command(acts, "withdraw", "texts:withdraw", "take a paper's own words back; the copies are kept")
    add_folder(back)
    back.add_argument("--paper", required=True, metavar="NAME", help=_NAME)
    for each in (use, back):
        each.add_argument("--reason", required=True, metavar="TEXT", help="why")
        each.add_argument("--operator", default="", metavar="NAME", help="who does it, for the log")
