"""Who may know what: the contracts of pyproject.toml, purity of the counting room, Qt in one room only."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.architecture.sources import ROOT, calls, nodes, program_modules

COUNTING: Final = "judge_desk/contest/"
# Calls that would bring a float, a file, a screen, the clock or code from text.
BANNED_CALLS: Final = frozenset(
    {"float", "complex", "open", "print", "input", "eval", "exec", "now", "today", "utcnow", "localtime"}
)
ROUNDING: Final = "judge_desk/contest/values/numbers.py"
# Rooms in which a mark or money passes and nothing is measured in points, pixels or seconds.
EXACT_ROOMS: Final = (COUNTING, "judge_desk/stores/", "judge_desk/wording/", "judge_desk/desks/", "judge_desk/cli/")
# All under the LGPL; QtCharts, QtDataVisualization, QtVirtualKeyboard and others are GPL-only (decision 2).
LGPL_MODULES: Final = frozenset(
    {"QtConcurrent", "QtCore", "QtDBus", "QtGui", "QtMultimedia", "QtMultimediaWidgets", "QtNetwork", "QtPdf"}
    | {"QtPdfWidgets", "QtPrintSupport", "QtSvg", "QtSvgWidgets", "QtTest", "QtWidgets"}
)
BLOCKED_QT: Final = """
import importlib, pkgutil, sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(name + " is blocked")
sys.meta_path.insert(0, NoQt())
import judge_desk
def walk(package):
    for found in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if found.name in ("judge_desk.ui", "judge_desk.__main__"):
            continue
        module = importlib.import_module(found.name)
        yield found.name
        if found.ispkg:
            yield from walk(module)
names = list(walk(judge_desk))
assert not any(name.split(".")[0] in {"PySide6", "shiboken6"} for name in sys.modules)
print(len(names))
"""


def test_every_contract_between_rooms_is_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports" + Path(sys.executable).suffix)
    done = subprocess.run([program, "--no-logo"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_everything_below_the_window_runs_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED_QT], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 40


def test_the_counting_room_imports_only_itself_and_the_standard_library() -> None:
    strangers = [
        f"{name}: {imported}"
        for name, tree in program_modules().items()
        if name.startswith(COUNTING)
        for imported in _imported(tree)
        if imported.split(".")[0] not in sys.stdlib_module_names and not imported.startswith("judge_desk.contest")
    ]
    assert not strangers


def test_the_counting_room_opens_prints_and_asks_nothing() -> None:
    found = [
        f"{name}:{call.lineno} {called}()"
        for name, tree in program_modules().items()
        if name.startswith(COUNTING)
        for called, call in calls(tree)
        if called in BANNED_CALLS
    ]
    assert not found


def test_only_one_module_rounds() -> None:
    found = {
        name
        for name, tree in program_modules().items()
        if name.startswith(EXACT_ROOMS)
        for called, call in calls(tree)
        if called == "round" and isinstance(call.func, ast.Name)
    }
    assert found <= {ROUNDING}


def test_no_float_is_written_where_marks_or_money_pass() -> None:
    found = [
        f"{name}:{getattr(node, 'lineno', 0)}"
        for name, tree in program_modules().items()
        if name.startswith(EXACT_ROOMS)
        for node in nodes(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]
    assert not found


def test_the_window_uses_qt_modules_under_the_lgpl_only() -> None:
    used = {
        part
        for tree in program_modules().values()
        for imported in _imported(tree)
        if imported.startswith("PySide6.")
        for part in imported.split(".")[1:2]
    }
    whole = {
        alias.name
        for tree in program_modules().values()
        for node in nodes(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "PySide6"
        for alias in node.names
    }
    assert used | whole <= LGPL_MODULES


def _imported(tree: ast.Module) -> list[str]:
    plain = [alias.name for node in nodes(tree) if isinstance(node, ast.Import) for alias in node.names]
    return plain + [node.module or "" for node in nodes(tree) if isinstance(node, ast.ImportFrom)]
