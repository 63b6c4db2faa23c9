"""Sizes, names and imports that keep every room readable."""

from __future__ import annotations

import ast
from pathlib import PurePosixPath
from typing import Final

from tests.architecture.sources import ROOT, all_modules, calls, functions, program_modules

MODULE_LINES: Final = 400
FUNCTION_LINES: Final = 40
DRAWERS: Final = frozenset({"utils", "util", "common", "helpers", "helper", "manager", "managers", "misc"})
# Measured: each saves 30 to 90 ms of the start of every command (import of reportlab, openpyxl, PySide6).
LOADED_WHEN_CALLED: Final = {
    "judge_desk/cli/__main__.py": "the window loads nothing of the terminal, the terminal nothing of Qt",
    "judge_desk/cli/running.py": "one command's libraries are not loaded for the others",
    "judge_desk/cli/parser.py": "one command's arguments are not built for the others: a quarter of a short command",
    "judge_desk/paths.py": "what asks the system for its folders brings tempfile and shutil: a twentieth of a command",
    "judge_desk/exchange/spreadsheets/libraries.py": "what touches no sheet loads no library: six bare starts",
    "judge_desk/documents/formats.py": "a list of papers loads no writer of papers: ten bare starts",
    "judge_desk/documents/stamps.py": "the same: only a copy of a replaced paper is stamped",
    "judge_desk/documents/pdf.py": "a paper without a plot is spared the PDF library's drawings: a tenth of a summary",
    "judge_desk/documents/qr_code.py": "a paper without a QR is spared the same drawings, which come with its encoder",
    "judge_desk/exchange/submissions/reader_process.py": "one kind of write-up brings its own reader: 150 ms a start",
    "judge_desk/wording/sentence_file.py": "sentences are cut out without the parser of TOML: 3 ms of every start",
    "judge_desk/ui/start.py": "Qt is loaded after the check for its system libraries, which it would abort without",
    "judge_desk/ui/viewer/__main__.py": "a viewer of documents loads nothing of the decoder of clips",
    "judge_desk/ui/viewer/desk.py": "a viewer loads the reader of one kind of file, and no other",
    "judge_desk/ui/pages/contest_page.py": "a stage brings its desks, tables and plots only when it is opened",
    "judge_desk/ui/pages/opening_page.py": "a package is looked at without what its seats bring: a third of that start",
    "judge_desk/ui/pages/start_page.py": "score files are read beside the window, once its first picture stands",
    "judge_desk/ui/window.py": "a page brings its desks, paper and sheets only when it is opened: 300 ms of the start",
    "judge_desk/ui/application.py": "the same modules are loaded beside the window once its first picture stands",
}


def test_no_module_is_longer_than_its_ceiling() -> None:
    long = {
        name: lines
        for name in all_modules()
        if (lines := len((ROOT / name).read_text(encoding="utf-8").splitlines())) > MODULE_LINES
    }
    assert not long


def test_no_function_is_longer_than_its_ceiling() -> None:
    long = [
        f"{name}: {function.name} has {lines} lines"
        for name, tree in all_modules().items()
        for function in functions(tree)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    ]
    assert not long


def test_no_module_is_a_drawer() -> None:
    parts = {(name, part) for name in program_modules() for part in PurePosixPath(name).with_suffix("").parts}
    assert not {name for name, part in parts if part in DRAWERS}


def test_every_module_says_what_it_holds_and_reads_annotations_late() -> None:
    wrong = []
    for name, tree in all_modules().items():
        late = any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body[:2])
        if not ast.get_docstring(tree) or (len(tree.body) > 1 and not late):
            wrong.append(name)
    assert not wrong


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{name}: {function.name}"
        for name, tree in all_modules().items()
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def test_only_named_modules_load_others_when_called() -> None:
    loading = {
        name
        for name, tree in program_modules().items()
        for called, _ in calls(tree)
        if called in {"import_module", "__import__"}
    }
    assert loading <= set(LOADED_WHEN_CALLED)


def test_every_public_name_has_a_docstring_that_opens_with_a_sentence() -> None:
    bare = [
        f"{name}: {where}"
        for name, tree in all_modules().items()
        for where, text in _public(tree)
        if not (text or "").split("\n")[0].rstrip().endswith((".", "?", ":"))
    ]
    assert not bare


def _public(tree: ast.Module | ast.ClassDef, before: str = "") -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            found.append((before + node.name, ast.get_docstring(node)))
            if isinstance(node, ast.ClassDef):
                found += _public(node, f"{node.name}.")
    return found


def test_the_packaging_folder_does_not_hide_the_library_of_that_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
