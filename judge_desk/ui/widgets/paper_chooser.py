"""The left of the papers: search, which of them are shown, the list with its boxes, and all of them ticked at once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from judge_desk.desks.paper_shelf import OLD, PaperState, Shelf, ShelfPaper
from judge_desk.desks.surroundings import silent
from judge_desk.ui.shell import Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.menu_choice import MenuChoice
from judge_desk.ui.widgets.paper_list import PaperList
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.text import Text

PICKS: Final = ("all", "old", "none", "made")
"""What can be shown: everything, what would read otherwise if made now, what was never made, what was."""
MADE: Final = (PaperState.FINAL, PaperState.DRAFT, *OLD)


class PaperChooser(QFrame):
    """``narrowed`` says that the list may show other papers now."""

    narrowed = Signal()

    def __init__(self, shell: Shell) -> None:
        """Make it without papers."""
        super().__init__()
        self.setProperty("frame", "card")
        self._shell, look = shell, shell.look
        self._shelf = Shelf((), 0, can_print=False)
        self.search, self.pick = SearchField(look), MenuChoice(look)
        self.list = PaperList(shell)
        self.nothing = Text(look, "body", "text_2", wrap=True)
        self.all, self.earlier = Button(look, "text"), Button(look, "chip")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(8, 8, 8, 6)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(1, 1)
        for number, each in enumerate((self.search, self.pick)):
            self._grid.addWidget(each, 0, number)
        self._grid.addWidget(self.list, 1, 0, 1, 4)
        self._grid.addWidget(self.nothing, 1, 0, 1, 4, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._grid)
        self.nothing.hide()
        self.lie(one_row=False)
        self.search.textChanged.connect(lambda _: self._narrow())
        self.search.left_down.connect(self.list.setFocus)
        self.search.wanted.connect(self.list.setFocus)
        self.pick.picked.connect(lambda _: self._narrow())
        self.all.clicked.connect(lambda: self.list.tick_all(not self.list.chosen_papers))
        self.earlier.clicked.connect(lambda: self.show_shelf(self._shelf))

    def lie(self, one_row: bool) -> None:
        """Stand everything in one row over the list, or search above and boxes below it."""
        for number, each in enumerate((self.all, self.earlier)):
            self._grid.removeWidget(each)
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            if one_row:
                self._grid.addWidget(each, 0, 2 + number)
            else:
                self._grid.addWidget(each, 2, number, side)

    def speak(self) -> None:
        """Say every word."""
        say = self._shell.words.say
        self.search.tell(say("ui.papers.search"))
        self.earlier.setText(say("ui.papers.earlier"))
        self.list.setAccessibleName(say("ui.papers.title"))
        self.nothing.setText(say("ui.papers.none_found"))
        self.show_shelf(self._shelf)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show the papers of a shelf."""
        say, self._shelf = self._shell.words.say, shelf
        counts = [(each, sum(_fits(paper, each) for paper in shelf.listed)) for each in PICKS]
        if self.pick.value == "old" and not dict(counts)["old"]:
            self.pick.value = "all"  # all were made anew: the list would be empty
        choices = [(each, say(f"ui.papers.pick.{each}", count=count)) for each, count in counts if count]
        self.pick.tell(say("ui.papers.pick_label"), choices)
        self.earlier.setVisible(any(each.earlier or each.state is PaperState.LEFT for each in shelf.listed))
        self._narrow()

    def _narrow(self) -> None:
        """Show what is searched for, of those that are wanted."""
        wanted = {each.name for each in self._shelf.listed if _fits(each, self.pick.value)}
        now = self._shell.around(silent).now()
        self.list.show_shelf(self._shelf, now, self.earlier.isChecked(), wanted, self.search.text())
        empty = bool(self._shelf.listed) and not self.list.rows.rows
        self.nothing.setVisible(empty)
        self.list.setVisible(not empty)
        self.all.setVisible(not empty or bool(self.list.chosen_papers))
        self.narrowed.emit()


def _fits(paper: ShelfPaper, pick: str) -> bool:
    if pick == "old":
        return paper.state in OLD
    if pick == "none":
        return paper.state is PaperState.NONE
    return pick != "made" or paper.state in MADE
