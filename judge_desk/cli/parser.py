"""The command line as data: every command, its arguments, and the function that runs it.

Nothing heavy is imported here, so that ``--version`` and a wrong call answer at once. A command names its function
as ``module:function`` inside this room; ``cli.running`` looks it up when the command runs.
"""

from __future__ import annotations

import argparse
from functools import cache
from typing import Final

from judge_desk import __version__
from judge_desk.cli.arguments import (
    ballot,
    calendar,
    collect,
    deciding,
    extras,
    figures,
    founding,
    hall,
    intake,
    issuing,
    opening,
    panel,
    papers,
    publicity,
    reviews,
    safety,
    settling,
    texts,
)

STATIONS: Final = (
    founding,
    panel,
    intake,
    issuing,
    ballot,
    collect,
    opening,
    settling,
    extras,
    figures,
    reviews,
    deciding,
    hall,
    papers,
    texts,
    publicity,
    calendar,
    safety,
)
"""Who adds commands, in the order of a contest; that is the order of the help and of the page of commands."""


@cache
def build_parser() -> argparse.ArgumentParser:
    """Build the whole parser, once; its help is the reference of the commands."""
    parser = argparse.ArgumentParser(
        prog="judge-desk",
        description="Judge Desk - chấm thi và tổng hợp điểm không cần mạng. Không có lệnh: mở cửa sổ chương trình.",
    )
    parser.add_argument("--version", action="version", version=f"judge-desk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for station in STATIONS:
        station.add(commands)
    return parser


def command_names() -> frozenset[str]:
    """Give the first word of every command."""
    groups = [each for each in build_parser()._actions if isinstance(each, argparse._SubParsersAction)]
    return frozenset(name for group in groups for name in group.choices)
