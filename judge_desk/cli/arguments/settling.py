"""Disagreements, and the figures of a panel."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    _settle(group)
    stats = add_command(group, "stats", "settling:stats", "how the judges marked beside each other; changes nothing")
    add_folder(stats, with_round=True)
    stats.add_argument("--to", metavar="DIR", help="also write the figures with their plots as PDF")
    stats.add_argument("--absence", action="store_true", help="also count again without each judge who left pairs out")


def _settle(group: Group) -> None:
    settle = add_command(
        group,
        "settle",
        "settling:settle",
        "the disagreements, largest first; with a code, one of them; record an answer",
    )
    add_folder(settle, with_round=True)
    settle.add_argument("--code", metavar="CODE", help="one entry; needed to record anything")
    what = settle.add_mutually_exclusive_group()
    what.add_argument("--dialogue", metavar="TEXT", help="what a dialogue of the judges came to")
    what.add_argument("--third", metavar="JUDGE", help="who marks the entry a third time: the short name in the panel")
    what.add_argument("--third-marks", nargs="+", metavar="MARK", help="that judge's marks, in the order of the rubric")
    what.add_argument("--mark", metavar="MARK", help="the official mark")
    settle.add_argument("--total", default="", metavar="T", help="with --third-marks: the total written on the sheet")
    settle.add_argument("--vote", nargs=3, type=int, metavar=("FOR", "AGAINST", "ABSTAINED"), help="votes on the mark")
    settle.add_argument("--reason", default="", metavar="TEXT", help="why; needed to record anything")
    settle.add_argument("--by", action="append", default=[], metavar="NAME (ROLE)", help="who; may be repeated")
    settle.add_argument("--form", metavar="DIR", help="write the record of every entry, or of CODE, as PDF")
