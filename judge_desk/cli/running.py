"""Runs one command: parses, looks its function up, words its answer or refusal.

A command's function is loaded when it is called, so that heavy libraries stay out of ``--version`` and ``--help``.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
from collections.abc import Callable, Sequence
from typing import Final, cast

from judge_desk.cli.output import Answer, refused, write
from judge_desk.cli.parser import parser_for
from judge_desk.contest.values.problems import Findings, NotNow, Refusal
from judge_desk.desks.device_faults import untold
from judge_desk.desks.pins import check_sqlite
from judge_desk.wording.catalogue import open_catalogue

Runner = Callable[[argparse.Namespace], Answer]

_OBJECTS_BEFORE_LOOKING: Final = 200_000
"""How many new objects before Python looks for unreachable rings: values of the contest form none, and a month of a
quiz is millions of them, so that looking after every 700 took nearly half of a command's time."""


def _runner(name: str) -> Runner:
    module, function = name.split(":")
    return cast(Runner, getattr(importlib.import_module(f"judge_desk.cli.{module}"), function))


def refuse_bad_pins(found: Findings) -> None:
    """Stop before anything is done where the program would stand on something that loses data.

    Raises:
        NotNow: with both versions.
    """
    for each in found:
        raise NotNow(each.code, each.where, **each.facts)


def run(given: Sequence[str]) -> int:
    """Run one command and give its exit code; a fault of the program is told in words, but raised under ``-X dev``."""
    args = parser_for(given).parse_args(given)
    gc.set_threshold(_OBJECTS_BEFORE_LOOKING, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    catalogue = open_catalogue(args.lang)
    try:
        refuse_bad_pins(check_sqlite())
        answer = _runner(args.run)(args)
    except Refusal as refusal:
        answer = refused(refusal)
    except (Exception, KeyboardInterrupt) as fault:
        failing = untold(fault)
        if sys.flags.dev_mode and failing is None:
            raise
        answer = refused(failing) if failing else importlib.import_module("judge_desk.cli.faults").answer_of(fault)
    write(answer, catalogue, args.json)
    return answer.code
