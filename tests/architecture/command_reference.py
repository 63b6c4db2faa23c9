"""The reference of the commands, written from the parser itself: ``python -m tests.architecture.command_reference``.

The page in ``docs/commands.md`` is what this gives, byte for byte; a test holds it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Final

from judge_desk.cli.parser import build_parser
from tests.architecture.sources import ROOT

PAGE: Final = ROOT / "docs" / "commands.md"
HEAD: Final = """# Commands

Every command takes `--json` (one object on standard output and nothing else) and `--lang vi|en`. Exit code 0: done;
1: findings stop it; 2: wrong call; above 2: the class of the refusal
([`contest/values/problems.py`](../judge_desk/contest/values/problems.py)). Marks and money in JSON are strings.
A fault of the program itself ends with 70 and a report without names and marks, a stop from the keyboard with 130.

This page is written from the parser by `python -m tests.architecture.command_reference`.
"""
EVERYWHERE: Final = frozenset({"--json", "--lang", "--help"})


def leaves(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Give every command that does something, by its full name, e.g. ``ballot open``."""
    groups = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    if not groups:
        yield name, parser
    for group in groups:
        for part, below in group.choices.items():
            yield from leaves(below, f"{name} {part}".strip())


def _call(action: argparse.Action) -> str:
    given = action.metavar or action.dest
    values = " ".join(given) if isinstance(given, tuple) else str(given)
    more = "…" if action.nargs in ("+", "*") else ""
    if not action.option_strings:
        return f"{values}{more}"
    return action.option_strings[-1] + ("" if action.nargs == 0 else f" {values}{more}")


def arguments(command: argparse.ArgumentParser) -> Iterator[tuple[str, bool, str]]:
    """Give each argument of a command: how it is written, whether it must be given, what it means."""
    for action in command._actions:
        if not EVERYWHERE & set(action.option_strings):
            needed = action.required if action.option_strings else action.nargs not in ("?", "*")
            yield _call(action), needed, action.help or ""


def page() -> str:
    """Give the whole page as Markdown."""
    parts = [HEAD]
    for name, command in leaves(build_parser()):
        rows = list(arguments(command))
        line = " ".join(call if needed else f"[{call}]" for call, needed, _ in rows)
        does = str(command.description or "")
        parts.append(f"\n## `{name}`\n\n{does[:1].upper()}{does[1:]}.\n\n    judge-desk {name} {line}".rstrip() + "\n")
        table = "".join(f"| `{call.replace('|', chr(92) + '|')}` | {text} |\n" for call, _, text in rows)
        parts.append(f"\n| argument | meaning |\n| --- | --- |\n{table}" if table else "")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
