"""Entry point: ``judge-desk COMMAND``; without a command, or with a package, score file or contest, the window opens.

Exit codes: 0 done, 1 findings stop it, 2 wrong call, above 2 the class of the refusal
(:mod:`judge_desk.contest.values.problems`). What the window does not need is not loaded for it.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final, cast

from judge_desk import __version__

VIEWER: Final = "--viewer"
READER: Final = "--reader"
MACHINE: Final = "--machine"


def open_window(arguments: Sequence[str]) -> int:
    """Open the window; its room is loaded only now, so that the terminal runs without Qt."""
    return cast(int, importlib.import_module("judge_desk.ui.start").main(list(arguments)))


def be_viewer(arguments: Sequence[str]) -> int:
    """Be the viewer that a window of the packed program has started; nobody else gives this flag."""
    return cast(int, importlib.import_module("judge_desk.ui.viewer.__main__").main(arguments))


def be_reader(arguments: Sequence[str]) -> int:
    """Be the reader of strangers' files that intake in the packed program has started; nobody else gives this flag."""
    return cast(int, importlib.import_module("judge_desk.exchange.submissions.reader_process").main(arguments))


def be_probe() -> int:
    """Tell of this machine what only Qt knows, to the check of it that the packed program makes."""
    return cast(int, importlib.import_module("judge_desk.ui.machine_probe").main())


def say_version() -> int:
    """Say the version, for which no command need be known."""
    sys.stdout.write(f"judge-desk {__version__}\n")
    return 0


def run_command(arguments: Sequence[str]) -> int:
    """Run a command of the terminal."""
    return cast(int, importlib.import_module("judge_desk.cli.running").run(arguments))


def _is_place(word: str) -> bool:
    """Say whether a single word is a file or folder to open in the window; a command of that name comes first."""
    if word.startswith("-") or not os.path.exists(word):
        return False
    return word not in importlib.import_module("judge_desk.cli.parser").command_names()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked and give the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [VIEWER]:
        return be_viewer(given[1:])
    if given[:1] == [READER]:
        return be_reader(given[1:])
    if given == [MACHINE]:
        return be_probe()
    if given == ["--version"]:
        return say_version()
    if not given or (len(given) == 1 and _is_place(given[0])):
        return open_window(given)
    return run_command(given)


if __name__ == "__main__":
    sys.exit(main())
