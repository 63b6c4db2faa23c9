"""The headings of a PDF of our own making."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLoggingCategory, QModelIndex
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument

QLoggingCategory.setFilterRules("qt.pdf.bookmarks=false")  # it warns of headings that lead to a page as a whole


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of a paper's outline: how deep it lies (from 0), its words, its page (from 0)."""

    level: int
    title: str
    page: int


def outline_of(document: QPdfDocument) -> tuple[Heading, ...]:
    """Give the headings of a document, in order."""
    model = QPdfBookmarkModel()
    model.setDocument(document)
    return tuple(_headings(model, QModelIndex()))


def _headings(model: QPdfBookmarkModel, parent: QModelIndex) -> list[Heading]:
    found: list[Heading] = []
    role = QPdfBookmarkModel.Role
    for number in range(model.rowCount(parent)):
        index = model.index(number, 0, parent)
        level, title, page = (index.data(each) for each in (role.Level, role.Title, role.Page))
        found += [Heading(int(level), str(title), int(page)), *_headings(model, index)]
    return found
