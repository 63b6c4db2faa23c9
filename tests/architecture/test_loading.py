"""What a command or a page brings at its start: libraries are loaded where one is used, not where it might be."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Final

import pytest

from tests.architecture.sources import program_modules

EVERYWHERE: Final = frozenset({"cryptography", "PySide6", "shiboken6"})
"""Nearly every act verifies a signature, and every page is drawn."""
OF_COMMANDS: Final[Mapping[str, frozenset[str]]] = {
    "deciding": frozenset({"tomlkit"}),
    "demo": frozenset({"PIL", "docx", "reportlab"}),
    "founding": frozenset({"tomlkit"}),
    "publicity": frozenset({"pymediainfo"}),
    "rules": frozenset({"tomlkit"}),
}
"""Libraries beside those, by module of commands: what writes definitions, plays a contest, looks into clips."""


@cache
def names() -> Mapping[str, str]:
    """Give the paths of all modules by their dotted names."""
    dotted = {path: ".".join(PurePosixPath(path).with_suffix("").parts) for path in program_modules()}
    return {name.removesuffix(".__init__"): path for path, name in dotted.items()}


@cache
def imported(name: str) -> frozenset[str]:
    """Give what a module imports when it is loaded: dotted names of ours, first names of libraries."""
    return frozenset(_imported(program_modules()[names()[name]]))


def _imported(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            given = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
        else:
            given = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        for each in given:
            yield each if each.startswith("judge_desk") else each.partition(".")[0]


def loaded_with(name: str) -> set[str]:
    """Give every module of ours and every library that is loaded with a module."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += imported(each) if each in names() else ()
    return found


def libraries_of(name: str) -> set[str]:
    """Give the libraries that are loaded with a module."""
    found = loaded_with(name) - EVERYWHERE - sys.stdlib_module_names
    return {each for each in found if not each.startswith("judge_desk")}


def test_each_module_of_commands_loads_the_libraries_that_it_is_named_for() -> None:
    commands = [each for each in names() if each.startswith("judge_desk.cli.") and each.count(".") == 2]
    brought = {each.rpartition(".")[2]: libraries_of(each) for each in commands}
    assert len(brought) > 30
    assert not {each: more for each, own in brought.items() if (more := own - OF_COMMANDS.get(each, frozenset()))}


@pytest.mark.parametrize(
    "page", ["pages.start_page", "pages.opening_page", "pages.marking_page", "pages.contest_page", "stages.home_stage"]
)
def test_the_first_pages_load_no_library_beside_qt(page: str) -> None:
    assert not libraries_of(f"judge_desk.ui.{page}")


def test_showing_a_contest_loads_neither_papers_nor_the_desks_that_decide() -> None:
    brought = loaded_with("judge_desk.cli.overview")
    assert not {each for each in brought if each.startswith(("judge_desk.documents", "judge_desk.desks.papers"))}
    assert "judge_desk.desks.deciding" not in brought
