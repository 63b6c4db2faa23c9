"""The guides for judges, the secretary and the inspector."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command

ROLES = ("judge", "secretary", "inspector")


def add(group: Group) -> None:
    """Add the command."""
    guide = add_command(
        group, "guide", "guides:guide", "the guide for judge, secretary or inspector; with --to, as PDF"
    )
    guide.add_argument("role", choices=ROLES, metavar="ROLE", help="judge, secretary or inspector")
    guide.add_argument("--to", metavar="FILE", help="a new PDF file with the pictures")
