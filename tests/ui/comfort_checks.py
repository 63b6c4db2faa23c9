"""What is looked for on every page and question: names, sizes, keys, focus, reasons, words, colours.

Each check gives its faults as sentences; an empty list is what is wanted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from judge_desk.ui.pages.page import Page
from judge_desk.ui.paper_preview import PdfPreview
from judge_desk.ui.theme import Tokens
from judge_desk.ui.viewing.clip_picture import ClipPicture
from judge_desk.ui.viewing.sheet_view import SheetView
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.code_block import CodeBlock
from judge_desk.ui.widgets.criterion_row import CriterionRow
from judge_desk.ui.widgets.guide_view import GuidePicture
from judge_desk.ui.widgets.thumbnails import Thumbnails
from judge_desk.wording.catalogue import open_catalogue

LEAST: Final = 32
"""px of the least side of what one can hit."""
ROWS: Final = 12
TABS: Final = 200
BARE: Final = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)
"""Roles that tell a screen reader nothing."""
DRAWN: Final = (SheetView, ClipPicture, PdfPreview, Thumbnails, GuidePicture)
"""What shows somebody's pages and pictures in their own colours."""
PAINTED: Final = (*DRAWN, CodeBlock)
"""What has a name but, painted by itself, no role of its own: a screen reader reads the name."""
NAMES: Final = re.compile(r"[\w.-]+\.(?:jdpack|jdscore|jdballot|pdf|docx|mp4|jpg|png)\b|/\S*/homes/\S+|\ABài dự thi\Z")
"""Names of files, the folder of this user, and the part of the sample contest that is named like a stage: what they
say is nobody's to translate."""
RAW: Final = {
    "an identifier": re.compile(r"\b[a-z]+_[a-z_]+\b|\b[a-z]+\.[a-z_]+\.[a-z_]+\b"),
    "a path": re.compile(r"(^|\s)(/[\w.-]+){2,}|[A-Z]:\\"),
    "a fact unfilled": re.compile(r"\{[a-z_]*\}"),
    "English": re.compile(r"\b(the|and|of|is|are|not|files?|error|none|null|true|false|cancel|ok|save|open)\b", re.I),
}
Faults = list[str]


def operable(top: QWidget) -> list[QWidget]:
    """Give everything visible that can be pressed, typed into, or walked through."""
    found = [
        each
        for each in top.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus and not _is_frame(each)
    ]
    buttons = [
        each
        for each in top.findChildren(QAbstractButton)
        if each.isVisible() and each not in found and not isinstance(each.parent(), QLineEdit)  # a picture in a field
    ]
    return [*found, *buttons]


def _is_frame(widget: QWidget) -> bool:
    """Say whether a widget only passes the focus on: scrolled areas, headers of tables, panes with a proxy."""
    parent = widget.parentWidget()
    inside = isinstance(parent, QAbstractItemView) and widget is not parent
    return isinstance(widget, QScrollArea) or inside or widget.focusProxy() is not None


def named(widget: QWidget) -> str:
    """Name a widget in a fault."""
    words = getattr(widget, "text", str)
    said = words() if callable(words) else ""
    return f"{type(widget).__name__} {str(said).strip()[:40]!r} {widget.accessibleName()[:40]!r}"


def unnamed(top: QWidget) -> Faults:
    """Say what a screen reader cannot name, or what it would call by its make."""
    faults = []
    for each in operable(top):
        interface = QAccessible.queryAccessibleInterface(each)
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        if interface is None or not name.strip() or name.strip() == type(each).__name__:
            faults.append(f"no name: {named(each)} {name!r} in {type(each.parent()).__name__}")
        elif interface.role() in BARE and not isinstance(each, PAINTED):
            faults.append(f"no role: {named(each)}")
    for view in top.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None:
            empty = [cell for cell, said in _cells(view, Qt.ItemDataRole.AccessibleTextRole) if not said.strip()]
            faults += [f"no words: {named(view)} {cell}" for cell in empty]
    return faults


def _cells(view: QAbstractItemView, role: Qt.ItemDataRole) -> Iterator[tuple[tuple[int, int], str]]:
    """Read the first rows of a view in a role."""
    model = view.model()
    columns = model.columnCount() if isinstance(view, QTableView) else 1  # a list's own is private
    for row in range(min(model.rowCount(), ROWS)):
        for column in range(columns):
            said = model.index(row, column).data(role)
            yield (row, column), said if isinstance(said, str) else ""


def small_targets(top: QWidget) -> Faults:
    """Say what is too small to be hit."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    found = [each for each in operable(top) if isinstance(each, kinds)]
    return [
        f"small: {named(each)} {each.width()}×{each.height()}"
        for each in found
        if each.width() < LEAST or each.height() < LEAST
    ]


def without_reason(top: QWidget) -> Faults:
    """Say which buttons cannot act without words beside them that say why."""
    return [
        f"no reason: {named(each)}"
        for each in top.findChildren(QAbstractButton)
        if each.isVisible()
        and not each.isEnabled()
        and not isinstance(each.parent(), QLineEdit)
        and not _has_words_beside(each, top)
    ]


def _has_words_beside(button: QWidget, top: QWidget) -> bool:
    """Look for a sentence in the row of a button, or in the rows just over and under it."""
    place = QRect(button.mapTo(top, QPoint()), button.size()).adjusted(-top.width(), -56, top.width(), 56)
    for each in top.findChildren(QLabel):
        words = each.text().split()
        if each.isVisible() and len(words) > 1 and place.intersects(QRect(each.mapTo(top, QPoint()), each.size())):
            return True
    return False


def texts(top: QWidget) -> set[str]:
    """Give every text that can be seen, heard or hovered over; what is typed by people is theirs."""
    found: set[str] = set()
    for each in top.findChildren(QWidget):
        if not each.isVisible():
            continue
        found |= {each.accessibleName(), each.accessibleDescription(), each.toolTip()}
        if isinstance(each, QLabel | QAbstractButton):
            found.add(each.text().strip())
        elif isinstance(each, QLineEdit | QPlainTextEdit):
            found.add(each.placeholderText())
        elif isinstance(each, QAbstractItemView) and each.model() is not None:
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                found |= {said for _, said in _cells(each, role)}
    return found - {""}


@cache
def _sentences(language: str, other: str) -> re.Pattern[str]:
    """Match every sentence of a language that the other one says differently."""
    own, foreign = (
        [book.template(key) for key in sorted(book.keys())] for book in map(open_catalogue, (language, other))
    )
    spoken = [each for each in set(own) - set(foreign) if len(re.sub(r"\{\w*\}", "", each)) >= 8]
    return re.compile("|".join(re.sub(r"\\\{\w*\\\}", ".*?", re.escape(each)) for each in spoken))


def foreign(said: set[str], language: str) -> Faults:
    """Say which texts are sentences of the other language, and in the Vietnamese window what no judge would say."""
    other = _sentences("en" if language == "vi" else "vi", language)
    said = {NAMES.sub("", each) for each in said}
    faults = [f"other language: {each!r}" for each in said if other.fullmatch(each)]
    if language == "vi":
        faults += [f"{what}: {each!r}" for each in said for what, raw in RAW.items() if raw.search(each)]
    return faults


def unreached(top: QWidget) -> Faults:
    """Walk round with Tab and back; say what is never reached, and where the focus cannot be seen."""
    wanted = [each for each in operable(top) if _takes_tab(each)]
    if len(wanted) < 2:
        return []  # Tab has nowhere to go
    start = top.first() if isinstance(top, Page) else QApplication.focusWidget() or wanted[0]
    start.setFocus()
    reached, faults = _walk(top, Qt.Key.Key_Tab, set())
    start.setFocus()
    back, more = _walk(top, Qt.Key.Key_Backtab, reached)
    groups = {_group(each) for each in reached | back}
    missing = [f"not reached: {named(each)}" for each in wanted if _group(each) not in groups]
    return [*missing, *sorted({*faults, *more})]


def _takes_tab(widget: QWidget) -> bool:
    """Say whether Tab must reach a widget; the open criterion's own remark has a key, F4, for Tab leads to marks."""
    inside = widget.parentWidget()
    while inside is not None and not isinstance(inside, CriterionRow):
        inside = inside.parentWidget()
    remark = inside is not None and isinstance(widget, QAbstractButton)
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not remark


def _group(widget: QWidget) -> object:
    """Give what Tab reaches as one: of several of which one is chosen, the arrows reach the others."""
    if isinstance(widget, QAbstractButton) and (widget.group() is not None or widget.autoExclusive()):
        return widget.group() or widget.parentWidget()
    return widget


def _walk(top: QWidget, key: Qt.Key, seen: set[QWidget]) -> tuple[set[QWidget], Faults]:
    """Press a key until the focus has come round; give what had it, and what looked the same with and without it.

    Whoever was ``seen`` with the focus on another way round is not painted once more.
    """
    reached: set[QWidget] = set()
    faults: Faults = []
    for _ in range(TABS):
        at = QApplication.focusWidget()
        if at is None or not (top.isAncestorOf(at) or at is top):
            return reached, [*faults, f"the focus is lost after {len(reached)} steps"]
        if at in reached:
            return reached, faults
        reached.add(at)
        QCoreApplication.processEvents()
        lit = None if at in seen else at.grab().toImage()
        QTest.keyClick(at, key)
        QCoreApplication.processEvents()
        if QApplication.focusWidget() is at:
            return reached, [*faults, f"Tab stays at {named(at)}"]
        if lit is not None and at.isVisible() and lit == at.grab().toImage():
            faults.append(f"focus not seen: {named(at)}")
    return reached, [*faults, "Tab does not come round"]


def stray_colours(top: QWidget, tokens: Tokens) -> Faults:
    """Say which colours take much room and are none of the look's, but for documents and clips."""
    picture = top.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    for kind in DRAWN:
        for each in top.findChildren(kind):
            if each.isVisible():
                painter.fillRect(QRect(each.mapTo(top, QPoint()), each.size()), QColor(tokens.bg))
    painter.end()
    own = {str(getattr(tokens, name)).upper() for name in Tokens.__slots__ if name != "line_width"}
    seen = Counter(memoryview(picture.constBits()).cast("I")[::3])
    whole = sum(seen.values())
    large = {QColor.fromRgb(colour).name().upper(): count for colour, count in seen.most_common(8)}
    return [
        f"{colour} on {100 * count // whole} %"
        for colour, count in large.items()
        if count > whole * 3 // 100 and colour not in own
    ]


def filled(top: QWidget) -> list[Button]:
    """Give the filled buttons that can be seen."""
    return [each for each in top.findChildren(Button) if each.property("kind") == "primary" and each.isVisible()]


def whole(button: QPushButton | QCheckBox) -> bool:
    """Say whether all of a button can be seen without scrolling."""
    return button.visibleRegion().boundingRect().size() == button.size()
