"""The guides of the program: one for judges, one for the secretary, one for the inspector; to search and to print."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from judge_desk.contest.values.folding import fold
from judge_desk.desks.guides import ROLES, Guide, guide_name, guide_pdf, open_guide, write_guide
from judge_desk.desks.surroundings import Progress
from judge_desk.ui.models.lines import Line
from judge_desk.ui.pages.page import Page
from judge_desk.ui.paper_desk import PaperDesk
from judge_desk.ui.paper_preview import Paper
from judge_desk.ui.shell import Keys, Shell
from judge_desk.ui.widgets.buttons import Button
from judge_desk.ui.widgets.guide_view import GuideView
from judge_desk.ui.widgets.layouts import card, column, row
from judge_desk.ui.widgets.line_list import LineList
from judge_desk.ui.widgets.search_field import SearchField
from judge_desk.ui.widgets.text import Text

ROOMY: Final = 1100
"""px from which the list of steps stands beside them."""
SIDE: Final = 340


class GuidePage(Page):
    """Tabs for whom, a search, the list of steps at the left, the steps at the right."""

    def __init__(self, shell: Shell) -> None:
        """Make the page; it shows the judge's guide until it is told another."""
        super().__init__(shell)
        look = shell.look
        self.header.sign.hide()
        self.role = ROLES[0]
        self.guide: Guide | None = None
        self.tabs = {role: Button(look, "tab") for role in ROLES}
        for role, tab in self.tabs.items():
            tab.setAutoExclusive(True)
            tab.clicked.connect(partial(self.read, role))
        self.search, self.list, self.view = SearchField(look), LineList(look, marks=True), GuideView(look)
        self.search.textChanged.connect(self._list_steps)
        self.search.left_down.connect(self._go_down)
        self.search.wanted.connect(self._go_first)
        self.list.chosen.connect(self._go)
        self.told = Text(look, "body", "text_2", wrap=True)
        self.print, self.save = Button(look, "primary", "printer"), Button(look, icon="file-text")
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.papers = PaperDesk(self, shell)
        self._side = self._build()
        keys = QShortcut(QKeySequence("Ctrl+F"), self)
        keys.activated.connect(self.search.setFocus)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        self.speak()

    def _build(self) -> QFrame:
        side = card(column(self.list, margins=(2, 2, 2, 2)))
        self.search.setMinimumHeight(self.shell.look.px(34))
        top = row(*self.tabs.values(), 16, self.search, spacing=4)
        panes = row(side, self.view, spacing=12)
        panes.setStretchFactor(self.view, 1)
        acts = row(self.told, self.save, self.print, spacing=8)
        whole = column(top, panes, acts, spacing=10, margins=(16, 10, 16, 10))
        whole.setStretchFactor(panes, 1)
        body = QWidget()
        body.setLayout(whole)
        self.fill(body)
        return side

    def read(self, role: object) -> None:
        """Show the guide for a role; without one the guide that was shown last."""
        if isinstance(role, str) and role in ROLES:
            self.role = role
            self.search.clear()
        self._show()

    def _show(self) -> None:
        self.guide = open_guide(self.role, self.shell.words.language)
        self.tabs[self.role].setChecked(True)
        self.view.show_guide(self.guide)
        self._list_steps()
        self.titled.emit()

    def _list_steps(self) -> None:
        """List the steps and lists that hold what is searched, and put the others away."""
        if self.guide is None:
            return
        say, wanted = self.shell.words.say, fold(self.search.text())
        heads = [f"{each.number}. {each.head}" for each in self.guide.steps] + [each.title for each in self.guide.lists]
        lines = []
        for number, (text, shown) in enumerate(self.view.cards):
            found = wanted in fold(text)
            shown.setVisible(found)
            if found:
                icon = "list" if number >= len(self.guide.steps) else "chevron-right"
                lines.append(Line(icon, "text_2", "", heads[number], "", number))
        self.list.show_lines(lines)
        pictures = any(each.picture for each in self.guide.steps)
        told = "ui.guide.line" if pictures else "ui.guide.no_pictures"
        self.told.setText(say(told) if lines else say("ui.guide.nothing", text=self.search.text()))

    def _go_down(self) -> None:
        """Leave the search for the list, or for the steps where there is no room for the list."""
        (self.list if self.list.isVisible() else self.view.area).setFocus()

    def _go(self, number: object) -> None:
        if isinstance(number, int):
            self.view.go_to(number)

    def _go_first(self) -> None:
        if self.list.lines.lines:
            self._go(self.list.lines.lines[0].key)

    def _print(self) -> None:
        role, language = self.role, self.shell.words.language

        def work(report: Progress) -> bytes:
            return guide_pdf(role, language)

        job = self.shell.jobs.prepare(quiet=True)
        job.done.connect(lambda data: self.papers.print(Paper(data, guide_name(role, language)), self.told.setText))
        self.shell.jobs.start(job, work)

    def _save(self) -> None:
        role, language = self.role, self.shell.words.language
        self.papers.save_as(guide_name(role, language), partial(write_guide, role, language), self.told.setText)

    def speak(self) -> None:
        """Say every word; the guide is read anew in the language of now."""
        say = self.shell.words.say
        self.header.tell(say("ui.back.before"), say("ui.guide.title"))
        for role, tab in self.tabs.items():
            tab.setText(say(f"ui.guide.tab.{role}"))
        self.search.tell(say("ui.guide.find"))
        self.list.setAccessibleName(say("ui.guide.steps"))
        self.print.setText(say("ui.guide.print"))
        self.save.setText(say("ui.guide.save"))
        self._show()

    @property
    def subject(self) -> str:
        """The title of the page."""
        return self.shell.words.say("ui.guide.title")

    def first(self) -> QWidget:
        """Begin at the search."""
        return self.search

    def keys(self) -> Keys:
        """Give the keys of this page."""
        return (("Ctrl F", "ui.keys.find_in_guide"), ("Ctrl P", "ui.guide.print"), ("↑ ↓", "ui.keys.rows"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the list of steps stand beside them where there is room; elsewhere the search alone finds them."""
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= ROOMY)
        self._side.setFixedWidth(self.shell.look.px(SIDE))
