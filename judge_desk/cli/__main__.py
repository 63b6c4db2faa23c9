"""Entry point: ``judge-desk COMMAND``; without a command the window opens.

Exit codes: 0 done, 1 findings stop it, 2 wrong call, above 2 the class of the refusal
(:mod:`judge_desk.contest.values.problems`).
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from typing import cast

from judge_desk.cli.output import Answer, refused, write
from judge_desk.cli.parser import build_parser
from judge_desk.contest.values.problems import Refusal
from judge_desk.wording.catalogue import open_catalogue

__all__ = ["build_parser", "main"]

Runner = Callable[[argparse.Namespace], Answer]


def _runner(name: str) -> Runner:
    """Load a command's function when it is called: heavy libraries stay out of ``--version`` and ``--help``."""
    module, function = name.split(":")
    return cast(Runner, getattr(importlib.import_module(f"judge_desk.cli.{module}"), function))


def open_window(arguments: Sequence[str]) -> int:
    """Open the window; its room is loaded only now, so that the terminal runs without Qt."""
    return cast(int, importlib.import_module("judge_desk.ui.start").main(list(arguments)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        return open_window(given)
    args = build_parser().parse_args(given)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    catalogue = open_catalogue(args.lang)
    try:
        answer = _runner(args.run)(args)
    except Refusal as refusal:
        answer = refused(refusal)
    write(answer, catalogue, args.json)
    return answer.code


if __name__ == "__main__":
    sys.exit(main())
