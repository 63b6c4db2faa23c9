"""What every command has: language, JSON, the function that runs it; and the contest folder that most take."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from judge_desk.wording.catalogue import LANGUAGES

Group: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where commands are added: the commands of the program, or the acts of one."""


def add_command(group: Group, name: str, run: str, does: str) -> argparse.ArgumentParser:
    """Add a command; ``run`` names its function as ``module:function`` inside ``cli``, ``does`` says what it does."""
    command = group.add_parser(name, help=does, description=does)
    command.add_argument("--json", action="store_true", help="one JSON object on standard output, nothing else")
    command.add_argument("--lang", choices=LANGUAGES, default="vi", help="language of the sentences (default: vi)")
    command.set_defaults(run=run)
    return command


def add_folder(command: argparse.ArgumentParser, with_round: bool = False) -> None:
    """Let a command take a contest folder, and perhaps a round of it."""
    command.add_argument("folder", metavar="DIR", help="the contest folder")
    if with_round:
        command.add_argument("--round", required=True, metavar="R", help="id of the round, e.g. so-khao")
