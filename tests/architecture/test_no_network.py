"""No module of the program knows a network, and one alone starts another program: its own readers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from tests.architecture.sources import nodes, program_modules

NETWORK: Final = frozenset(
    {
        "socket", "socketserver", "ssl", "http", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "nntplib",
        "xmlrpc", "asyncio", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "webbrowser",
        "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore",
        "PySide6.QtWebEngineWidgets", "PySide6.QtHttpServer", "PySide6.QtBluetooth",
    }
)  # fmt: skip
STARTERS: Final = frozenset({"subprocess", "multiprocessing", "concurrent.futures.process", "pty"})
MAY_START: Final = frozenset({"judge_desk/exchange/submissions/line_process.py"})
"""It starts the process that reads strangers' files; the window's viewer is started by Qt."""
_CALLS: Final = frozenset({"system", "popen", "spawnl", "spawnv", "posix_spawn", "fork", "startfile", "startDetached"})


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _of(names: frozenset[str]) -> list[str]:
    return [
        f"{path}: {name}"
        for path, tree in program_modules().items()
        for name in _imported(tree)
        if any(name == each or name.startswith(f"{each}.") for each in names)
    ]


def test_no_module_imports_a_network() -> None:
    assert not _of(NETWORK)


def test_one_module_alone_starts_another_program() -> None:
    assert {each.partition(":")[0] for each in _of(STARTERS)} == MAY_START
    called = {
        (path, node.func.attr)
        for path, tree in program_modules().items()
        for node in nodes(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CALLS
    }
    assert not {
        (path, name) for path, name in called if (path, name) != ("judge_desk/desks/problem_report.py", "system")
    }
