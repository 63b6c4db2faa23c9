"""Copies, going back, the log, looking over."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    backup = add_command(group, "backup", "safekeeping:backup", "make a verified copy of the contest's file now")
    add_folder(backup)
    backup.add_argument("--to", metavar="DIR", help="write it to another place too, e.g. a stick, and read it back")
    _restore(group)
    _log(group)
    doctor = add_command(group, "doctor", "preflight:doctor", "look over this machine, a contest or a score file")
    doctor.add_argument(
        "folder",
        nargs="?",
        metavar="DIR",
        help="a contest folder, or a judge's score file; with --machine a package, too",
    )
    doctor.add_argument(
        "--save", action="store_true", help="save what can be saved of a damaged one; it is kept beside its copies"
    )
    doctor.add_argument(
        "--machine",
        action="store_true",
        help="check this machine before the day of marking: screen, fonts, files, clips, printer, disk, clock",
    )
    doctor.add_argument("--stick", metavar="DIR", help="with --machine: measure this stick or folder, too")
    doctor.add_argument("--slip", metavar="FILE.pdf", help="with --machine: write the slip that is signed")


def _restore(group: Group) -> None:
    restore = add_command(
        group, "restore", "safekeeping:restore", "list copies and merges, or go back; nothing is deleted"
    )
    add_folder(restore)
    to = restore.add_mutually_exclusive_group()
    to.add_argument("--copy", metavar="NAME", help="the copy to go back to")
    to.add_argument("--before-merge", type=int, metavar="N", help="take merge N back: its copy was made before it")
    restore.add_argument("--preview", action="store_true", help="only say what would be different")
    restore.add_argument("--reason", default="", metavar="TEXT", help="why; needed with --before-merge")
    restore.add_argument("--operator", default="", metavar="NAME", help="who does it; needed with --before-merge")


def _log(group: Group) -> None:
    log = add_command(group, "log", "log:log", "tell every act of a contest, newest first, or write them out")
    add_folder(log)
    log.add_argument("--round", default="", metavar="R", help="only acts on this round")
    log.add_argument("--who", default="", metavar="NAME", help="only acts of this person, as written in the log")
    log.add_argument("--what", default="", metavar="WORD", help="only acts of this kind, e.g. merge or decide")
    log.add_argument("--since", default="", metavar="DAY", help="from this day on, e.g. 2024-11-22")
    log.add_argument("--until", default="", metavar="DAY", help="up to this day, included")
    log.add_argument("--find", default="", metavar="TEXT", help="only acts whose sentence has these words")
    log.add_argument("--act", type=int, metavar="N", help="tell what was before and after act N")
    log.add_argument("--to", metavar="FILE", help="write them into a new file: .csv, .xlsx or .pdf")
    held = log.add_mutually_exclusive_group()
    held.add_argument(
        "--head", metavar="CODE", help="say whether the log holds a code read off paper, or its beginning"
    )
    held.add_argument(
        "--older",
        metavar="FILE|DIR",
        help="say whether the log holds all of an older one, or the code that a package bears; DIR of the command may "
        "then be a nhat-ky.jsonl, too",
    )
