"""The repository as the architecture tests read it: files by folder, modules as syntax trees, sentences by key."""

from __future__ import annotations

import ast
import gc
import string
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
PROGRAM: Final = ROOT / "judge_desk"
# What a clone holds; made folders (.venv, chay-thu, caches) are not looked at.
PARTS: Final = (
    "judge_desk",
    "resources",
    "packaging",
    "tests",
    "docs",
    "requirements",
    "benchmarks",
    ".ci",
    "LICENSES",
)
TEXT_ENDINGS: Final = frozenset(
    {"", ".py", ".md", ".toml", ".txt", ".cfg", ".ini", ".nsi", ".sh", ".bat", ".json", ".jsonl", ".csv", ".c", ".rc"}
)


def files() -> tuple[Path, ...]:
    """Give every file of the repository, sorted."""
    inner = (path for part in PARTS for path in (ROOT / part).rglob("*") if "__pycache__" not in path.parts)
    return tuple(sorted(path for path in (*ROOT.iterdir(), *inner) if path.is_file()))


def text_files() -> tuple[Path, ...]:
    """Give the files that are text by their ending."""
    return tuple(path for path in files() if path.suffix.lower() in TEXT_ENDINGS)


def name_of(path: Path) -> str:
    """Give a path as it is written in the repository, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


@cache
def program_modules() -> Mapping[str, ast.Module]:
    """Give every module of the program by its path, parsed."""
    return _parsed(PROGRAM.rglob("*.py"))


@cache
def scripts() -> Mapping[str, ast.Module]:
    """Give the scripts beside the program (root, packaging, benchmarks, requirements), parsed."""
    folders = (ROOT / part for part in ("packaging", "benchmarks", "requirements"))
    found = [*ROOT.glob("*.py"), *(path for folder in folders for path in folder.rglob("*.py"))]
    return _parsed(found)


def _parsed(paths: Iterable[Path]) -> Mapping[str, ast.Module]:
    """Parse modules; their million nodes stay, so no collection looks at them, now or later."""
    gc.disable()
    try:
        return {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(paths)}
    finally:
        gc.freeze()
        gc.enable()


def all_modules() -> Mapping[str, ast.Module]:
    """Give program and scripts together."""
    return {**program_modules(), **scripts()}


@cache
def _nodes_of(tree: ast.Module) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree))


def nodes(tree: ast.AST) -> Iterable[ast.AST]:
    """Give every node below one; those of a module are walked through once for all who ask."""
    return _nodes_of(tree) if isinstance(tree, ast.Module) else ast.walk(tree)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function and method of a module, nested ones too."""
    return (node for node in nodes(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Give every call with the last part of the called name."""
    for node in nodes(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr, node


def literals(node: ast.expr | None) -> tuple[str, ...]:
    """Give the texts an argument can be: a text, or each branch of a choice between texts."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return (node.value,)
    if isinstance(node, ast.IfExp):
        return (*literals(node.body), *literals(node.orelse))
    return ()


def prefix(node: ast.expr) -> str:
    """Give the fixed beginning of an f-string, empty for anything else."""
    if isinstance(node, ast.JoinedStr) and node.values:
        return "".join(literals(node.values[0]))
    return ""


def fields(sentence: str) -> frozenset[str]:
    """Give the names in braces of a sentence."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


@cache
def sentences(language: str) -> Mapping[str, str]:
    """Give all sentences of a language by dotted key.

    Raises:
        ValueError: a key stands in two files.
    """
    found: dict[str, str] = {}
    for path in sorted((ROOT / "resources" / "locale" / language).glob("*.toml")):
        for key, sentence in _flat(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in found:
                raise ValueError(f"{name_of(path)}: {key}")
            found[key] = sentence
    return found


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, str(value)
