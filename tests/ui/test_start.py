"""Before the first picture: what this machine lacks is said in a sentence; and the first picture loads no desk."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication

from judge_desk.cli import running
from judge_desk.desks.pins import check_qt, check_sqlite, qt_version
from judge_desk.paths import resource
from judge_desk.ui import start
from judge_desk.ui.machine_check import (
    DRAWING,
    SCREEN,
    check_libraries,
    check_machine,
    check_screen,
)
from judge_desk.ui.tidying import Tidying
from judge_desk.wording.catalogue import Catalogue
from judge_desk.wording.findings import sentence

FIRST_PICTURE: Final = """
import builtins
import importlib
import sys
from pathlib import Path
from judge_desk.ui.start import load_qt
plain = builtins.__import__
load_qt()
from judge_desk.ui.application import make_application, make_shell
from judge_desk.ui.window import Window
application = make_application([])
window = Window(make_shell(application, Path(sys.argv[1])))
window.show()
application.processEvents()
assert not window.grab().isNull()
print(" ".join(sorted(sys.modules)))
unread = [name for name, _ in importlib.import_module("judge_desk.wording.catalogue").open_catalogue("vi")._unread]
print(" ".join(unread))
importlib.import_module("judge_desk.desks.place_kinds")
importlib.import_module("judge_desk.ui.pages.opening_page")
assert builtins.__import__ is plain  # Qt's own reads the source of every module
print(" ".join(sorted(sys.modules)))
"""
HEAVY: Final = (
    "reportlab", "openpyxl", "xlsxwriter", "docx", "pypdf", "PIL", "lxml", "cryptography",
    "pymediainfo", "judge_desk.stores", "judge_desk.documents",
    "PySide6.QtMultimedia", "PySide6.QtPdf", "PySide6.QtPrintSupport", "PySide6.QtNetwork",
)  # fmt: skip


OPENED_WITHOUT: Final = (
    "reportlab", "openpyxl", "xlsxwriter", "docx", "pypdf", "PIL", "lxml", "pymediainfo",
    "judge_desk.documents", "judge_desk.exchange.spreadsheets", "judge_desk.exchange.submissions",
    "judge_desk.desks.marking", "judge_desk.desks.sitting_down", "judge_desk.ui.widgets.line_list",
    "PySide6.QtMultimedia", "PySide6.QtPdf", "PySide6.QtPrintSupport", "PySide6.QtNetwork",
)  # fmt: skip


def test_the_first_picture_loads_no_desk_no_paper_and_no_database(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PICTURE, str(tmp_path)], capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, unread, opened = done.stdout.splitlines()
    loaded = set(first.split())
    assert not [each for each in HEAVY if each in loaded]
    assert {each for each in loaded if each.startswith("judge_desk.exchange.")} == {"judge_desk.exchange.disk_faults"}
    desks = {each.removeprefix("judge_desk.desks.") for each in loaded if each.startswith("judge_desk.desks.")}
    assert desks == {"surroundings", "device_faults", "pins"}
    words = {path.name for path in resource("locale/vi").glob("*.toml")}
    assert words - set(unread.split()) == {"ui.toml"}, "one file of sentences says all of the first picture"
    assert not [each for each in OPENED_WITHOUT if each in opened.split()], "a package is looked at without them"


def test_what_a_start_loaded_is_not_looked_through_again_while_the_window_is_open(qapp: QApplication) -> None:
    was = gc.isenabled()
    tidying = Tidying(qapp)
    tidying.leave_out()
    assert gc.get_freeze_count() > 10_000
    tidying.stop()
    assert gc.get_freeze_count() == 0
    assert gc.isenabled() == was
    tidying.deleteLater()


def test_the_release_of_qt_that_aborts_is_refused_on_older_pythons_only() -> None:
    assert [each.code for each in check_qt("6.12.0", (3, 11))] == ["window.qt_aborts"]
    assert not check_qt("6.12.0", (3, 12))
    assert not check_qt("6.11.3", (3, 11))
    assert [each.code for each in check_qt("", (3, 11))] == ["window.no_qt"]
    assert qt_version() == "6.11.3"


def test_missing_libraries_are_named_in_one_line_for_the_administrator(vietnamese: Catalogue) -> None:
    found = check_libraries(DRAWING + SCREEN, lambda file: not file.startswith(("libxcb-cursor", "libEGL")))
    assert [each.code for each in found] == ["window.no_libraries"]
    assert "sudo apt install libegl1 libxcb-cursor0" in sentence(found[0], vietnamese)
    assert not check_libraries(DRAWING, lambda file: True)


def test_a_machine_without_a_screen_is_told_so() -> None:
    assert [each.code for each in check_screen({})] == ["window.no_screen"]
    assert [each.code for each in check_screen({"DISPLAY": ":7"}, lambda: False)] == ["window.screen_refuses"]
    assert not check_screen({"DISPLAY": ":7"}, lambda: True)
    assert not check_screen({"WAYLAND_DISPLAY": "wayland-0"})
    assert not check_screen({"QT_QPA_PLATFORM": "offscreen"})


def test_this_machine_can_show_the_window() -> None:
    assert not check_machine()


def test_without_a_screen_the_program_ends_with_a_sentence_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if sys.platform.startswith("linux"):
        assert start.main([]) == start.CANNOT_OPEN
        said = capsys.readouterr().err
        assert "Không có màn hình" in said
        assert "There is no screen" in said


def test_an_sqlite_without_strict_tables_and_the_withdrawn_one_are_refused_and_debians_is_not() -> None:
    assert [each.code for each in check_sqlite((3, 36, 0))] == ["machine.sqlite_old"]
    (found,) = check_sqlite((3, 52, 0))
    assert (found.code, found.facts) == ("machine.sqlite_withdrawn", {"version": "3.52.0", "least": "3.37.0"})
    assert not [each for version in ((3, 37, 0), (3, 40, 1), (3, 45, 1), (3, 54, 1)) for each in check_sqlite(version)]


def test_a_command_says_that_and_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "check_sqlite", lambda: check_sqlite((3, 36, 0)))
    assert running.run(["contest", "show", str(tmp_path), "--lang", "en"]) > 2
    told = capsys.readouterr()
    assert all(number in told.out + told.err for number in ("3.36.0", "3.37.0"))
