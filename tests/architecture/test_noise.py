"""Noise nobody asked for fails a test; shown by a small test file that makes each kind of it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.architecture.sources import ROOT

NOISY: Final = """
import threading, warnings
from PySide6.QtCore import qWarning

from judge_desk.paths import user_folder

def test_quiet():
    assert "homes" in user_folder().parts

def test_python_warning():
    warnings.warn("cũ", DeprecationWarning)

def test_qt_warning(qtbot):
    qWarning("QWidget: not so")

def test_thread():
    threading.Thread(target=threading.Event().wait, name="bo-quen", daemon=True).start()

def test_unclosed(tmp_path):
    open(tmp_path / "x", "w").write("x")
"""


def test_warnings_of_python_and_qt_and_threads_left_running_fail(tmp_path: Path) -> None:
    made = tmp_path / "test_noisy.py"
    made.write_text(NOISY, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", "pyproject.toml", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, str(made)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    failed = set(re.findall(r"^(?:FAILED|ERROR) \S*::(\w+)", done.stdout, re.MULTILINE))
    assert failed == {"test_python_warning", "test_qt_warning", "test_thread", "test_unclosed"}, done.stdout
