"""The checking program that inspectors get shares nothing with the program whose results it checks."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache

from judge_desk.paths import resource
from tests.architecture.sources import program_modules

NAMES = re.compile(r"\b(?:id|attr)='[^']*'")
LONGEST = 40
"""Lines of a function, as everywhere."""
SMALL = 40
"""Nodes below which two functions may look alike by chance: ``return sum(values) / len(values)``."""


@cache
def program() -> ast.Module:
    return ast.parse(resource("recount/kiem_tra.py").read_text(encoding="utf-8"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def shape(function: ast.FunctionDef) -> str | None:
    """Give the body without its names and docstring; None for a small one."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    tree = ast.Module(body, [])
    return NAMES.sub("x", ast.dump(tree)) if sum(1 for _ in ast.walk(tree)) >= SMALL else None


def test_it_imports_the_standard_library_alone_and_nothing_of_ours() -> None:
    nodes = list(ast.walk(program()))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names
    calls = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
    assert not calls & {"__import__", "exec", "eval", "importlib.import_module", "open", "os.system"}
    assert not names & {"importlib", "subprocess", "socket", "urllib", "os", "ctypes", "runpy"}


def test_no_function_of_it_is_one_of_ours_under_other_names() -> None:
    ours = {shape(each): f"{name}: {each.name}" for name, tree in program_modules().items() for each in functions(tree)}
    ours.pop(None, None)
    shared = {each.name: ours[own] for each in functions(program()) if (own := shape(each)) in ours}
    assert len(ours) > 1500
    assert not shared


def test_its_functions_are_short_enough_to_be_read() -> None:
    long = [e.name for e in functions(program()) if (e.end_lineno or 0) - e.lineno + 1 > LONGEST]
    assert not long
    assert all(ast.get_docstring(each) for each in functions(program()) if not each.name.startswith("_"))
