"""What lies inside the files of entries, and which write-ups are alike; acts of the command ``entry``."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(acts: Group) -> None:
    """Add the acts."""
    inspect = add_command(acts, "inspect", "inspecting:inspect", "look inside files: old writing, names, clips, stills")
    add_folder(inspect)
    inspect.add_argument("entry", nargs="?", metavar="ID", help="only this entry (default: all, and findings are kept)")
    convert = add_command(acts, "convert", "inspecting:convert", "let a copy stand in the place of an original")
    add_folder(convert)
    convert.add_argument("entry", metavar="ID", help="number of the entry in the register")
    convert.add_argument("--file", required=True, metavar="NAME", help="name of its file")
    convert.add_argument(
        "--copy",
        required=True,
        choices=("unicode", "nameless"),
        help="unicode: TCVN3, VNI or VPS read as Unicode; nameless: without names in its properties",
    )
    convert.add_argument("--reason", required=True, metavar="TEXT", help="why, for the log")
    similar = add_command(acts, "similar", "inspecting:similar", "compare write-ups; passages that two of them share")
    add_folder(similar)
    similar.add_argument(
        "--against", action="append", default=[], metavar="DIR", help="an earlier contest's folder; may be repeated"
    )
    similar.add_argument(
        "--least", type=int, default=15, metavar="N", help="smallest share told, in percent (default 15)"
    )
    similar.add_argument("--passages", action="store_true", help="show the passages")
    similar.add_argument("--record", action="store_true", help="keep a question with the entries")
