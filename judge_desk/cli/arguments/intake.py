"""The register and its files."""

from __future__ import annotations

from judge_desk.cli.arguments.command import Group, add_command, add_folder


def add(group: Group) -> None:
    """Add the commands."""
    intake = add_command(group, "intake", "intake:intake", "take in the register and its files; eligibility findings")
    add_folder(intake)
    intake.add_argument("register", metavar="REGISTER", help=".xlsx or .csv")
    intake.add_argument("--files", required=True, metavar="DIR", help="folder with one sub-folder or prefix per entry")
