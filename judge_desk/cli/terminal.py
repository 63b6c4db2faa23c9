"""Progress on a terminal: one line on standard error, rewritten in place; silent with ``--json`` or in a pipe."""

from __future__ import annotations

import argparse
import sys

from judge_desk.desks.surroundings import MEASURED, Progress, silent
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import file_size


def progress_bar(args: argparse.Namespace) -> Progress:
    """Give a reporter for this call: a rewritten line on a terminal, one line per step in a pipe, else silent."""
    if args.json:
        return silent
    catalogue = open_catalogue(args.lang)
    last = ""

    def report(step: str, done: int, total: int) -> None:
        nonlocal last
        words = catalogue.say(step)
        if sys.stderr.isatty():
            count = f" {_count(step, done, args.lang)}/{_count(step, total, args.lang)}" if total else ""
            sys.stderr.write(f"\r\x1b[K{words}{count}" + ("\n" if total and done == total else ""))
        elif step != last:
            sys.stderr.write(words + "\n")
        last = step
        sys.stderr.flush()

    return report


def _count(step: str, steps: int, lang: str) -> str:
    """Write how far a step has come: bytes where it counts them, else its steps."""
    return file_size(steps * 1024 // MEASURED[step], lang) if step in MEASURED else str(steps)
