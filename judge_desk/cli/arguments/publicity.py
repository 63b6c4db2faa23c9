"""The publicity folder: who got a prize, what is said of them, the pages."""

from __future__ import annotations

import argparse

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    publicity = group.add_parser("publicity", help="pages of the entries with a prize, for everybody")
    acts = publicity.add_subparsers(dest="act", metavar="ACT", required=True)
    show = add_command(acts, "show", "publicity:show", "list the entries with a prize and what is confirmed of them")
    add_folder(show, with_round=True)
    show.add_argument("--code", metavar="CODE", help="also propose a summary for this entry, from its write-up")
    note = add_command(acts, "note", "publicity:note", "confirm the summary or the picture of an entry")
    add_folder(note, with_round=True)
    note.add_argument("--code", required=True, metavar="CODE", help="code of the entry, e.g. 042-7")
    note.add_argument("--summary-file", metavar="FILE", help="text file (UTF-8) of the summary; empty for none")
    picture = note.add_mutually_exclusive_group()
    picture.add_argument("--picture", metavar="FILE", help="a picture (.jpg, .png)")
    picture.add_argument("--own-picture", metavar="NAME", help="a picture among the entry's own files")
    picture.add_argument("--still", type=int, metavar="N", help="a still of its clip, 1 to 12")
    picture.add_argument("--no-picture", action="store_true", help="no picture")
    place = note.add_mutually_exclusive_group()
    place.add_argument("--leave-out", action="store_true", help="the entry stays out of the folder")
    place.add_argument("--take-in", action="store_true", help="the entry goes into the folder again")
    note.add_argument("--operator", metavar="NAME", default="", help="who confirms")
    _make(add_command(acts, "make", "publicity:make", "write the pages into a new folder, e.g. on a stick"))


def _make(make: argparse.ArgumentParser) -> None:
    add_folder(make, with_round=True)
    make.add_argument("--to", required=True, metavar="DIR", help="where the new folder goes")
    make.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="CODE",
        help="only this entry, even one that was left out; repeatable",
    )
    make.add_argument("--without", action="append", default=[], metavar="CODE", help="not this entry; repeatable")
    make.add_argument("--with-write-ups", action="store_true", help="copy the write-ups, too")
    make.add_argument("--with-marks", action="store_true", help="show the official marks")
    make.add_argument("--operator", metavar="NAME", default="", help="who writes it")
