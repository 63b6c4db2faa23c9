"""Files and folders dropped anywhere on the secretary's window are shown where they belong; nothing is taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit

from judge_desk.ui.pages.opening_page import OpeningPage
from judge_desk.ui.stages.intake_plan_stage import IntakePlanStage
from judge_desk.ui.stages.panel_stage import PanelStage
from judge_desk.ui.stages.plan_stage import PlanStage
from tests.ui.office import Office


def drop(office: Office, *paths: Path) -> bool:
    """Drag paths over the page and drop them if it takes them; say whether it did."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    over = QDragEnterEvent(QPoint(9, 9), copy, mime, left, none)
    over.ignore()
    office.page.dragEnterEvent(over)
    fields = office.page.findChildren(QLineEdit)
    assert not any(each.acceptDrops() for each in fields), "a field would take the path as text"
    if over.isAccepted():
        office.page.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none))
        office.settle()
    return over.isAccepted()


def test_what_is_dropped_anywhere_is_shown_before_it_is_taken_in(office: Callable[..., Office]) -> None:
    desk = office("issued")
    small = desk.small
    before = small.standing().view
    small.seal(1, small.levels())
    assert drop(desk, small.place / "phieu")
    plan = desk.page.stage
    assert isinstance(plan, PlanStage)
    assert len(plan.rows) == 1

    assert drop(desk, small.place / "so.csv", small.place / "ho-so")
    preview = desk.page.stage
    assert isinstance(preview, IntakePlanStage)
    assert (preview.register, preview.files) == (small.place / "so.csv", small.place / "ho-so")
    assert "danh sách bài đã đóng" in preview.banner.sentence, "it was looked at, and is too late"

    desk.go("home")
    (small.place / "anh.png").write_bytes(b"x")
    assert drop(desk, small.place / "anh.png")
    assert "anh.png" in desk.page.stage.banner.sentence
    assert small.standing().view == before, "nothing was taken in"

    panel = desk.go("panel")
    assert isinstance(panel, PanelStage)
    panel.tabs.turn("lots")
    assert drop(desk, small.place / "panel.csv")
    assert (panel.tabs.shown, "7 người giữ nguyên" in panel.people.plan_title.text()) == ("people", True)

    assert drop(desk, small.package)
    assert isinstance(desk.window.page, OpeningPage)
