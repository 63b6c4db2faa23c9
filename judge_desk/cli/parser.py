"""The command line as data: every command, its arguments, and the function that runs it.

Nothing heavy is imported here, so that a wrong call answers at once. A call builds the arguments of its own station
alone: those of all stations are 900, a quarter of the time of a short command. A command names its function as
``module:function`` inside this room; ``cli.running`` looks it up when the command runs.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from judge_desk import __version__

STATIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "founding": ("demo", "contest"),
    "panel": ("panel", "calibrate"),
    "intake": ("intake", "entry"),
    "issuing": ("assign", "issue", "package"),
    "ballot": ("ballot",),
    "collect": ("merge", "paper", "collect", "matrix", "remind", "sheet"),
    "opening": ("opening",),
    "settling": ("settle", "stats"),
    "extras": ("extras",),
    "figures": ("figures",),
    "reviews": ("review",),
    "deciding": ("decide", "results"),
    "hall": ("clock", "ceremony"),
    "papers": ("publish", "papers", "recount"),
    "texts": ("texts",),
    "publicity": ("publicity",),
    "calendar": ("calendar",),
    "safety": ("backup", "restore", "log", "doctor"),
    "guides": ("guide",),
}
"""Which module of ``cli.arguments`` adds which commands, in the order of a contest; that is the order of the help and
of the page of commands (held by a test to what the modules add)."""


def _parser(stations: Iterable[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="judge-desk",
        description="Judge Desk - chấm thi và tổng hợp điểm không cần mạng. Không có lệnh: mở cửa sổ chương trình.",
    )
    parser.add_argument("--version", action="version", version=f"judge-desk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for station in stations:
        importlib.import_module(f"judge_desk.cli.arguments.{station}").add(commands)
    return parser


@cache
def build_parser() -> argparse.ArgumentParser:
    """Build the whole parser, once; its help is the reference of the commands."""
    return _parser(STATIONS)


@cache
def _station_parser(station: str) -> argparse.ArgumentParser:
    return _parser((station,))


def parser_for(given: Sequence[str]) -> argparse.ArgumentParser:
    """Give a parser that reads this call as the whole one does; a call that names no command gets the whole one."""
    first = given[0] if given else ""
    mine = next((station for station, commands in STATIONS.items() if first in commands), None)
    return build_parser() if mine is None else _station_parser(mine)


def command_names() -> frozenset[str]:
    """Give the first word of every command."""
    return frozenset(name for commands in STATIONS.values() for name in commands)
