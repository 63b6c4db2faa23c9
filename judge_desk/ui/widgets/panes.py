"""A table and its panel: side by side, or one at a time under tabs where the window is narrow."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter, QWidget

from judge_desk.ui.widgets.tabs import Tabs
from judge_desk.ui.widgets.text import restyle, same_letters

TABLE = "table"
"""The tab that holds the table in a narrow window, and is not there in a wide one."""


def arrange_panes(
    split: QSplitter, tabs: Tabs, side: QWidget, frame: QWidget, narrow: bool, panel: str, widths: tuple[int, int]
) -> None:
    """Stand a table where it belongs.

    Args:
        split: holds table and panel in a wide window.
        tabs: the panel's.
        side: the table with all around it.
        frame: its card, which is none inside the panel.
        narrow: whether there is room for one of them only.
        panel: the tab that is shown when the table leaves the panel.
        widths: of both, in px, in a wide window.
    """
    shown = tabs.shown
    tabs.buttons[TABLE].setVisible(narrow)
    if not narrow and shown == TABLE:
        tabs.turn(panel)  # whoever listens to the tabs arranges again
        return
    if narrow and split.indexOf(side) >= 0:
        restyle(frame, frame="")
        with same_letters(side):
            tabs.put(TABLE, side)
        tabs.turn(shown)
    elif not narrow and split.indexOf(side) < 0:
        with same_letters(side):
            split.insertWidget(0, tabs.take(TABLE))
        restyle(frame, frame="card")
        side.show()
    if not narrow:
        split.setSizes(list(widths))
