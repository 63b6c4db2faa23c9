"""Copies, going back, looking over."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    backup = add_command(group, "backup", "safekeeping:backup", "make a verified copy of the contest's file now")
    add_folder(backup)
    restore = add_command(group, "restore", "safekeeping:restore", "list copies, or go back to one; nothing is deleted")
    add_folder(restore)
    restore.add_argument("--copy", metavar="NAME", help="the copy to go back to")
    doctor = add_command(group, "doctor", "safekeeping:doctor", "look over this machine, or a contest folder")
    doctor.add_argument("folder", nargs="?", metavar="DIR", help="a contest folder")
