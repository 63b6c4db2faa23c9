"""What keeps a mark from costing more in a long list: nothing in the window goes through all entries for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks import marking_page
from benchmarks.score_files import new_score_file
from judge_desk.desks.marking import Sitting
from judge_desk.ui.marking_aim import MarkingAim
from judge_desk.ui.models.entries import EntriesModel
from judge_desk.ui.pages.marking_page import MarkingPage
from judge_desk.ui.window import Window
from tests.ui.marking_works import bench_at


def test_a_mark_goes_through_no_list_of_entries(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "phieu.jdscore"
    new_score_file(file, 12)
    bench = bench_at(file)
    window.open("entries", bench)
    window.open("marking", MarkingAim(bench, bench.sitting.lines()[5].code))
    page = window.page
    assert isinstance(page, MarkingPage)
    QCoreApplication.processEvents()
    walks: list[str] = []
    monkeypatch.setattr(Sitting, "lines", lambda _: walks.append("lines"))
    monkeypatch.setattr(EntriesModel, "change", lambda *_: walks.append("change"))
    monkeypatch.setattr(EntriesModel, "settle", lambda *_: walks.append("settle"))
    field = page.sheet.form.field_now()
    assert field is not None
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Qt.Key.Key_Return)
    page.go_on()
    QCoreApplication.processEvents()
    assert bench.sitting.saved_at
    assert walks == []
    monkeypatch.undo()
    window.back()
    bench.close()


def test_the_benchmark_still_runs(fusion: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    assert marking_page.main(["--short", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["sizes"]
    assert set(found["mark_ratio"]) == {"saved", "painted"}
