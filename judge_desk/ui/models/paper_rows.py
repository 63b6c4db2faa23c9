"""The rows of a list of papers: groups, papers of one kind folded together, papers, and their earlier prints."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from judge_desk.desks.paper_shelf import OLD, KeptPaper, PaperState, Shelf, ShelfPaper
from judge_desk.desks.papers.kinds import Group
from judge_desk.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
FOLDED: Final = 3
"""Papers of one kind from which they are folded into one row."""
SIGNS: Final = {
    PaperState.NONE: ("circle-dashed", "text_2"),
    PaperState.FINAL: ("circle-check", "ok"),
    PaperState.DRAFT: ("pencil", "warn"),
    PaperState.STALE: ("history", "warn"),
    PaperState.REWORDED: ("history", "warn"),
    PaperState.LEFT: ("log-out", "text_2"),
    PaperState.REPLACED: ("history", "text_2"),
}
_WORST: Final = (*OLD, PaperState.NONE, PaperState.DRAFT, PaperState.FINAL, PaperState.LEFT)
WHICH: Final = {"score_sheet": "seat", "blank_sheet": "seat", "merge_record": "time"}
"""Kinds whose number is said as what it is."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        key: what parts it from others; depth: how far it stands in; icon, tone: of its state.
        text, detail: its name, and state, formats, time and code.
        names: of the papers that ticking it ticks; none for a row that cannot be ticked.
        ticked: whether all of them are; partly: whether some are.
        folded: whether rows under it are hidden; None for one that has none.
        paper, shown: the paper, and an earlier print of it that this row stands for.
    """

    key: str
    text: str
    detail: str = ""
    depth: int = 0
    icon: str = ""
    tone: str = "text_2"
    names: tuple[str, ...] = ()
    ticked: bool = False
    partly: bool = False
    folded: bool | None = None
    paper: ShelfPaper | None = None
    shown: KeptPaper | None = None

    @property
    def heading(self) -> bool:
        """Whether it only heads a group."""
        return not self.icon


def paper_name(paper: ShelfPaper, words: Words) -> str:
    """Name a paper; of several of a kind, which one."""
    title = words.say(f"paper_title.{paper.kind}")
    if paper.which is not None and (paper.kind in WHICH or not paper.about):
        return words.say(f"ui.papers.which.{WHICH.get(paper.kind, 'number')}", title=title, number=paper.which)
    return words.say("ui.papers.which.about", title=title, about=paper.about) if paper.about else title


def rows_of(shelf: Shelf, words: Words, now: str, opened: Collection[str], earlier: bool) -> tuple[Row, ...]:
    """Give the rows of a shelf.

    Args:
        shelf: the papers.
        words: of the window.
        now: ISO time, against which times are told.
        opened: kinds whose folded papers are shown.
        earlier: whether prints that were replaced are shown, too.
    """
    rows: list[Row] = []
    shown = [each for each in shelf.listed if earlier or each.state is not PaperState.LEFT]
    of_review = any(each.kind == "review_summary" for each in shown)
    for group, papers in groupby(shown, key=lambda each: each.group):
        title = "review" if of_review and group is Group.ROUND else group
        rows.append(Row(f"group:{group}", words.say(f"ui.papers.group.{title}")))
        kinds: dict[str, list[ShelfPaper]] = {}
        for each in papers:
            kinds.setdefault(each.kind, []).append(each)
        for kind, several in kinds.items():
            rows += _rows_of_kind(kind, several, words, now, kind in opened, earlier)
    return tuple(rows)


def _rows_of_kind(
    kind: str, papers: Sequence[ShelfPaper], words: Words, now: str, is_open: bool, earlier: bool
) -> Iterator[Row]:
    depth = 0
    if len(papers) >= FOLDED:
        yield _fold(kind, papers, words, is_open)
        if not is_open:
            return
        depth = 1
    for each in papers:
        yield _row(each, words, now, depth)
        for old in each.earlier if earlier else ():
            state = words.say(f"ui.papers.state.{old.state}")
            icon, tone = SIGNS[old.state]
            detail = _detail(state, (old,), words, now)
            yield Row(
                f"print:{old.number}", paper_name(each, words), detail, depth + 1, icon, tone, paper=each, shown=old
            )


def _fold(kind: str, papers: Sequence[ShelfPaper], words: Words, is_open: bool) -> Row:
    states = {each.state for each in papers}
    state = next(each for each in _WORST if each in states)
    icon, tone = SIGNS[state]
    said = words.say(f"ui.papers.state.{state}")
    if len(states) > 1:
        count = sum(each.state is state for each in papers)
        said = words.say("ui.papers.some", state=said, count=count, total=len(papers))
    title = words.say("ui.papers.folded", title=words.say(f"paper_title.{kind}"), count=len(papers))
    names = tuple(each.name for each in papers if each.formats)
    return Row(f"fold:{kind}", title, said, 0, icon, tone, names, folded=not is_open, paper=papers[0])


def _row(paper: ShelfPaper, words: Words, now: str, depth: int) -> Row:
    icon, tone = SIGNS[paper.state]
    said, worst = words.say(f"ui.papers.state.{paper.state}"), [p for p in paper.prints if p.state is paper.state]
    if len(worst) < len(paper.prints):
        kinds = ", ".join(words.say(f"ui.papers.format.{each.format}") for each in worst)
        said = words.say("ui.papers.partly", state=said, formats=kinds)
    detail = _detail(said, paper.prints, words, now)
    names = (paper.name,) if paper.formats else ()
    return Row(f"paper:{paper.name}", paper_name(paper, words), detail, depth, icon, tone, names, paper=paper)


def _detail(state: str, prints: Sequence[KeptPaper], words: Words, now: str) -> str:
    if not prints:
        return state
    last = max(prints, key=lambda each: each.number)
    formats = ", ".join(words.say(f"ui.papers.format.{each.format}") for each in prints)
    time = words.when(last.stated_time, now)
    return words.say("ui.papers.line", state=state, formats=formats, time=time, code=last.data_code[:5])


class PaperRows(QAbstractListModel):
    """The rows with their ticks; a row as a value under :data:`ROW_ROLE`."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._words = words
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row], ticked: Collection[str]) -> None:
        """Show other rows, or other ticks; where only those change, the rows stay where they are."""
        marked = tuple(_ticked(each, ticked) for each in rows)
        if [each.key for each in marked] == [each.key for each in self.rows]:
            self.rows = marked
            if marked:
                self.dataChanged.emit(self.index(0), self.index(len(marked) - 1))
            return
        self.beginResetModel()
        self.rows = marked
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the rows; a row has none under it."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keys go past headings."""
        if not index.isValid() or self.rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for a row: its name, what a screen reader says, or the row itself."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(each for each in (self._spoken(row), row.text, row.detail) if each)
        return row if role == ROW_ROLE else None

    def _spoken(self, row: Row) -> str:
        if not row.names:
            return ""
        state = "ticked" if row.ticked else "partly" if row.partly else "not_ticked"
        return self._words.say(f"ui.papers.tick.{state}")


def _ticked(row: Row, ticked: Collection[str]) -> Row:
    among = [name in ticked for name in row.names]
    return replace(row, ticked=bool(among) and all(among), partly=any(among) and not all(among))
